"""The agencies of a firm, and one of them: its terms, what lies there, what is owed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from rantai.apps.agency import queries
from rantai.apps.agency.queries import AgencyRow, TermsRow
from rantai.apps.settlements import queries as settled
from rantai.apps.settlements.queries import SettlementRow
from rantai.apps.stock.queries import PieceRow, pieces
from rantai.web.access import Request, door, organisation_id
from rantai.web.agency.doors import USERS, get_agency_for, is_in_both, owns
from rantai.web.agency.forms import PeriodForm
from rantai.web.agency.words import EVENTS, SETTLED, STATES, price_figure, terms_words
from rantai.web.layout import formats
from rantai.web.layout.lists import Column, ListSpec, respond
from rantai.web.layout.pieces import Crumb, Empty, Figure, Status, Words
from rantai.web.layout.statuses import status_of
from rantai.web.timeline import events_of


def trail(*more: Crumb) -> list[Crumb]:
    """Where the pages of agencies lie."""
    return [Crumb(_("Steel sold for its owner"), reverse("agency:list")), *more]


def trail_of(row: AgencyRow, *more: str) -> list[Crumb]:
    """Below one agency."""
    return trail(Crumb(pair(row), reverse("agency:record", args=[row.agency_id])), *map(Crumb, more))


def pair(row: AgencyRow) -> str:
    """Owner and seller."""
    return f"{row.principal_name} → {row.agent_name}"


@dataclass(frozen=True)
class Line:
    """An agency as the list shows it."""

    other: str
    url: str
    part: str
    status: Status
    since: date
    until: date | None
    open_idr: int


AGENCIES = ListSpec(
    name="titip-jual",
    columns=(
        Column("other", gettext_lazy("With whom"), "link", url="url", phone="lead"),
        Column("status", gettext_lazy("Status"), "status"),
        Column("part", gettext_lazy("Our part")),
        Column("since", gettext_lazy("From"), "date"),
        Column("until", gettext_lazy("Until"), "date"),
        Column("open_idr", gettext_lazy("Sold, not settled"), "money", total=True, prime=True),
    ),
    search=("other",),
    empty=Empty(
        gettext_lazy("Nobody's steel is sold for its owner yet"),
        gettext_lazy("Here a firm lets another sell its steel at a counter, by terms to which both agree."),
        gettext_lazy("Begin"),
        "baru/",
        icon="building-warehouse",
    ),
)


@door(*USERS)
def listed(request: Request) -> HttpResponse:
    """Everybody whose steel the reader's firm sells, or who sells the firm's."""
    own = organisation_id(request)
    rows = queries.agencies(own)
    left = settled.open_idr([row.agency_id for row in rows])
    lines = [_line(request, row, left.get(row.agency_id, 0)) for row in rows]
    title = _("Steel sold for its owner")
    return respond(
        request, AGENCIES, lines, title=title, context={"crumbs": [Crumb(title)]}, template="agency/list.html"
    )


def _line(request: Request, row: AgencyRow, open_idr: int) -> Line:
    owner = owns(request, row)
    return Line(
        row.agent_name if owner else row.principal_name,
        reverse("agency:record", args=[row.agency_id]),
        _("they sell our steel") if owner else _("we sell their steel"),
        status_of(STATES[row.state(request.today)]),
        row.valid_from,
        row.valid_to,
        open_idr,
    )


@door(*USERS)
def record(request: Request, agency_id: int) -> HttpResponse:
    """One agency: what holds, what waits for an answer, what lies there, what is to be settled."""
    row = get_agency_for(request, agency_id)
    own, state = organisation_id(request), row.state(request.today)
    terms = queries.terms(agency_id)
    waiting = next((one for one in terms if one.is_waiting), None)
    open_idr = settled.open_idr([agency_id]).get(agency_id, 0)
    found = settled.settlements(agency_id)
    context = {
        "title": pair(row),
        "lede": _lede(request, row),
        "crumbs": trail(Crumb(pair(row))),
        "agency": row,
        "owns": owns(request, row),
        "in_both": is_in_both(request, row),
        "state": status_of(STATES[state]),
        "is_open": state != "ended",
        "in_force": state == "in_force",
        "waiting": terms_words(waiting) if waiting else "",
        "waiting_from": waiting.valid_from if waiting else None,
        "is_ours": waiting is not None and waiting.offered_by_firm_id == own,
        "terms": [_said(one) for one in terms if one.agreed_at],
        "figures": _figures(request, row, terms, open_idr),
        "period": PeriodForm(initial={"through_on": request.today}) if open_idr > 0 else None,
        "settlements": [(one, settled_status(one)) for one in found],
        "to_approve": [one for one in found if one.state == "proposed"] if owns(request, row) else [],
        "events": events_of(request, "agency", agency_id, EVENTS),
    }
    return render(request, "agency/record.html", context)


def settled_status(row: SettlementRow) -> Status:
    """Where a settlement stands."""
    return status_of(SETTLED[row.state])


def lying(row: AgencyRow, request: Request) -> list[PieceRow]:
    """The owner's steel in the seller's store."""
    found = pieces(row.agent_id, at=request.now, owner_id=row.principal_id)
    return [one for one in found if one.ownership == "agency"]


def _lede(request: Request, row: AgencyRow) -> str:
    part = _("They sell our steel.") if owns(request, row) else _("We sell their steel.")
    until = formats.day(row.valid_to) if row.valid_to else _("until one side ends it")
    return " ".join(filter(None, (part, f"{formats.day(row.valid_from)} – {until}.", row.note)))


def _said(row: TermsRow) -> tuple[date, str]:
    return row.valid_from, terms_words(row)


def _figures(request: Request, row: AgencyRow, terms: list[TermsRow], open_idr: int) -> list[Figure]:
    there = lying(row, request)
    agreed = [one for one in terms if one.agreed_at and one.valid_from <= request.today]
    held = max(agreed, key=lambda one: (one.valid_from, one.terms_id), default=None)
    lots: Words = ngettext("%(lots)s lot", "%(lots)s lots", len(there)) % {"lots": formats.count(len(there))}
    owed = _("we are owed") if owns(request, row) else _("we owe, without tax")
    shown = [
        Figure(
            _("Lies there for sale"),
            formats.mass(sum(one.grams for one in there)),
            note=lots,
            url=reverse("agency:steel", args=[row.agency_id]),
        ),
        Figure(
            _("Sold, not settled"),
            formats.rupiah(open_idr),
            note=owed,
            tone="wait" if open_idr > 0 else "quiet",
            url=reverse("agency:sold", args=[row.agency_id]),
        ),
        Figure(_("The seller owes"), *price_figure(held)),
    ]
    if owns(request, row):
        value = formats.rupiah_short(sum(one.value_idr for one in there))
        shown.insert(1, Figure(_("What it cost us"), value, note=_("only your firm sees this")))
    return shown
