"""The parts of a round's page that only its own centre sees: statements, sellers, proposals, who gets what, money."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from rantai.apps.payments import queries as payments
from rantai.apps.purchasing import queries
from rantai.apps.purchasing.queries import (
    ProposalRow,
    RoundRow,
    StatementRow,
    SteelRow,
    TermsRow,
)
from rantai.web.layout import formats
from rantai.web.layout.pieces import Need, Status
from rantai.web.layout.statuses import status_of
from rantai.web.rounds.purses import Purse, came_line, purses
from rantai.web.rounds.words import amount_words


@dataclass(frozen=True)
class Wish:
    """What members state of one format, all together."""

    name: str
    members: int
    least: str
    firm: str
    most: str
    mass_g: int


@dataclass(frozen=True)
class Told:
    """One proposal as the round's page lists it."""

    number: int
    url: str
    status: Status
    mass_g: int
    cost_idr: int
    when: str


def life_of(row: RoundRow) -> dict[str, Any]:
    """Context for the page of one's own round. At most twelve queries; what has not happened yet is not asked for."""
    is_settled = row.state in ("approved", "ordered")
    steels, stated = queries.steels(row.round_id), queries.statements(row.round_id)
    told, got = queries.proposals(row.round_id), queries.allocations(row.round_id) if is_settled else []
    came = payments.payments(round_id=row.round_id)
    paid = payments.paid_by_sale(row.round_id) if row.state == "ordered" else set()
    terms = [] if row.state == "ordered" else queries.terms(row.round_id)
    purse = purses(row, got, told, came, stated, paid)
    return {
        "wishes": _wishes(steels, stated),
        "sellers": _sellers(row, terms),
        "proposals": [_told(row, one) for one in told],
        "got": got,
        "purses": purse,
        "deposits": [came_line(one) for one in came],
        "orders": queries.orders_of_round(row.round_id) if is_settled else [],
        "needs": _needs(row, told, purse),
    }


def _wishes(steels: Sequence[SteelRow], stated: Sequence[StatementRow]) -> list[Wish]:
    found = []
    for steel in steels:
        rows = [one for one in stated if one.format_id == steel.format_id]
        firm, counted = sum(one.firm for one in rows), steel.is_counted
        least, most = firm - sum(one.less for one in rows), firm + sum(one.more for one in rows)
        found.append(
            Wish(
                steel.name,
                len(rows),
                amount_words(least, is_counted=counted),
                amount_words(firm, is_counted=counted),
                amount_words(most, is_counted=counted),
                sum(one.firm_g for one in rows),
            )
        )
    return found


def _sellers(row: RoundRow, terms: Sequence[TermsRow]) -> list[tuple[str, str, list[TermsRow]]]:
    """Name, address of its terms while they may change, and the terms of each seller."""
    found: dict[int, tuple[str, str, list[TermsRow]]] = {}
    for one in terms:
        url = reverse("rounds:seller", args=[row.round_id, one.supplier_id]) if row.state == "open" else ""
        found.setdefault(one.supplier_id, (one.supplier_name, url, []))[2].append(one)
    return sorted(found.values(), key=lambda each: each[0])


def _told(row: RoundRow, one: ProposalRow) -> Told:
    state = "approved" if one.number == row.approved_number else "invalid" if one.state == "failed" else one.state
    return Told(
        one.number,
        reverse("rounds:proposal", args=[row.round_id, one.number]),
        status_of(state),
        one.mass_g,
        one.cost_idr,
        formats.moment(one.created_at),
    )


def _needs(row: RoundRow, told: Sequence[ProposalRow], purse: Sequence[Purse]) -> list[Need]:
    """What the round waits for."""
    free = [one for one in purse if one.free_idr]
    if free:
        names = ", ".join(one.name for one in free)
        reason = _("No share waits for it: %(names)s. Another person than who received it gives it back.")
        back = Need(_("Give deposits back"), reason % {"names": names}, _("Open the payment"), free[0].back_url)
        return [back, *_next(row, told)]
    return _next(row, told)


def _next(row: RoundRow, told: Sequence[ProposalRow]) -> list[Need]:
    if row.phase == "open":
        reason = _("Members may change their amounts until then. A proposal now shows how it stands.")
        until = formats.moment(row.deadline_at) if row.deadline_at else ""
        return [Need(_("Open until %(moment)s") % {"moment": until}, reason, tone="info")]
    if row.phase == "approved":
        return [Need(_("Place the orders at the sellers"), _("Each seller gets one order with a number of its own."))]
    if row.phase != "ended":
        return []
    done = next((one for one in told if one.state == "done"), None)
    if done is None:
        return [Need(_("Compute the proposal"), _("The deadline has passed; amounts stand."))]
    return [
        Need(
            _("Look over the newest proposal and approve it"),
            _("Another person of the centre than who opened the round approves."),
            _("Open the proposal"),
            reverse("rounds:proposal", args=[row.round_id, done.number]),
        )
    ]
