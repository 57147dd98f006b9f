"""The cheapest cover that a scenario's plan found, in sentences: elsewhere, other weeks, stock, dearer, later."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rantai.apps.planning import queries
from rantai.apps.planning.queries import Cover, RunRow, SteelShift
from rantai.web.layout import formats
from rantai.web.layout.pieces import Reason
from rantai.web.scenarios.figures import MINUS

MOST = 4  # of each kind, behind the totals; the lists of differences have them all


@dataclass(frozen=True)
class CoverPart:
    """One question about the cover and its answers."""

    title: str
    says: tuple[Reason, ...]


def parts_of(base: RunRow | None, plan: RunRow | None, what_if_id: int) -> list[CoverPart]:
    """The five parts; none before there is a plan to compare, or where steel and promises stay as they are."""
    if base is None or plan is None:
        return []
    told = queries.cover(base, plan)
    if not (told.steel or told.shifts or told.stock or told.promises):
        return []
    return [
        CoverPart(_("Bought elsewhere"), tuple(_bought(told, what_if_id))),
        CoverPart(_("Put off or brought forward at the same seller"), tuple(_moved(told, base, what_if_id))),
        CoverPart(_("From stock and what is on its way"), tuple(_stock(told, what_if_id))),
        CoverPart(_("What it costs more"), tuple(_costs(told))),
        CoverPart(_("What comes late or not at all"), tuple(_late(told, what_if_id))),
    ]


def _bought(told: Cover, what_if_id: int) -> list[Reason]:
    rows = [row for row in told.steel if row.mass_after_g != row.mass_before_g]
    changes = [row.mass_after_g - row.mass_before_g for row in rows]
    totals = [
        Reason(words, signed(mass, formats.tonnes))
        for words, mass in (
            (_("In all where less is ordered than before"), sum(mass for mass in changes if mass < 0)),
            (_("In all where more is ordered than before"), sum(mass for mass in changes if mass > 0)),
        )
        if mass
    ]
    says = [
        Reason(
            _("%(steel)s at %(seller)s") % {"steel": row.material_code, "seller": told.sellers[row.supplier_code]},
            signed(mass, formats.mass),
        )
        for row, mass in zip(rows, changes, strict=True)
    ]
    nothing = [Reason(_("Nothing: every seller gets the same orders."))]
    return [*totals, *_few(says, what_if_id, "baja")] or nothing


def _moved(told: Cover, base: RunRow, what_if_id: int) -> list[Reason]:
    """Totals both ways, then the largest moves; weeks by their Mondays."""
    totals = [
        Reason(words, _mass_and_cost(rows))
        for words, rows in (
            (_("In all put off to a later week"), [row for row in told.shifts if row.is_later]),
            (_("In all brought forward to an earlier week"), [row for row in told.shifts if not row.is_later]),
        )
        if rows
    ]
    says = [
        Reason(
            _("%(seller)s, from %(before)s to %(after)s")
            % {
                "seller": told.sellers[row.supplier_code],
                "before": formats.week(base.monday(row.from_week)),
                "after": formats.week(base.monday(row.to_week)),
            },
            _mass_and_cost([row]),
        )
        for row in told.shifts
    ]
    nothing = [Reason(_("Nothing: what stays at its seller is ordered in the same weeks."))]
    return [*totals, *_few(says, what_if_id, "pesanan")] or nothing


def _mass_and_cost(rows: Sequence[SteelShift]) -> str:
    mass, cost = sum(row.mass_g for row in rows), sum(row.cost_idr for row in rows)
    return f"{formats.tonnes(mass)}, {signed(cost, formats.rupiah)}"


def _stock(told: Cover, what_if_id: int) -> list[Reason]:
    total = sum(row.after_g - row.before_g for row in told.stock)
    says = [
        Reason(
            (_("on its way: %(lot)s") if row.is_coming else _("at hand: %(lot)s")) % {"lot": row.lot_code},
            signed(row.after_g - row.before_g, formats.mass),
        )
        for row in told.stock
    ]
    if not says:
        return [Reason(_("Nothing: as much is taken from stock as before."))]
    return [Reason(_("In all"), signed(total, formats.mass)), *_few(says, what_if_id, "stok")]


def _few(says: Sequence[Reason], what_if_id: int, what: str) -> list[Reason]:
    """The first ones, and a way to all of them where there are more."""
    left = len(says) - MOST
    if left <= 0:
        return list(says)
    words = ngettext("and %(n)s more", "and %(n)s more", left) % {"n": formats.count(left)}
    return [*says[:MOST], Reason(words, url=reverse("scenarios:differences", args=[what_if_id, what]))]


def _costs(told: Cover) -> list[Reason]:
    return [Reason(_("Steel in all"), signed(told.steel_cost_idr, formats.rupiah))]


def _late(told: Cover, what_if_id: int) -> list[Reason]:
    pieces = sum(row.late_after + row.short_after - row.late_before - row.short_before for row in told.promises)
    if not pieces:
        return [Reason(_("Nothing comes later than in the plan."))]
    words = ngettext("%(n)s line of villages and buyers", "%(n)s lines of villages and buyers", len(told.promises))
    more = _("%(n)s pieces more late or missing") % {"n": formats.count(pieces)}
    url = reverse("scenarios:differences", args=[what_if_id, "janji"])
    return [Reason(words % {"n": formats.count(len(told.promises))}, more, url)]


def signed(value: int, write: Callable[[int], str]) -> str:
    return ("+" if value > 0 else MINUS if value < 0 else "±") + write(abs(value))
