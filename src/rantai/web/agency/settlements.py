"""Asking for a settlement, looking at one, approving it or sending it back, and its paper."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from rantai.apps.agency import queries as agencies
from rantai.apps.agency.queries import AgencyRow
from rantai.apps.papers.documents import Firm, Line, SettlementNote
from rantai.apps.papers.queries import standing
from rantai.apps.papers.tax import Tax, tax
from rantai.apps.settlements import actions, queries
from rantai.apps.settlements.queries import SettledRow, SettlementRow
from rantai.core.units import G_PER_T
from rantai.web.access import Request, door, organisation_id
from rantai.web.acting import act
from rantai.web.agency.doors import USERS, get_agency_for, get_owners_settlement_for, get_settlement_for, owns
from rantai.web.agency.forms import PeriodForm, ReasonForm
from rantai.web.agency.views import pair, settled_status, trail_of
from rantai.web.agency.words import SETTLED_EVENTS, price_words
from rantai.web.billing.papers import answer
from rantai.web.layout import formats
from rantai.web.layout.pieces import Figure
from rantai.web.timeline import events_of


@door(*USERS, methods=("POST",))
def propose(request: Request, agency_id: int) -> HttpResponse:
    """Gather what was sold until a day."""
    row = get_agency_for(request, agency_id)
    form = PeriodForm(request.POST)
    back = reverse("agency:record", args=[agency_id])
    if not form.is_valid():
        for errors in form.errors.values():
            messages.error(request, " ".join(str(error) for error in errors))
        return redirect(back)
    through_on = form.cleaned_data["through_on"]

    def do() -> None:
        actions.propose(agency_id=row.agency_id, through_on=through_on, by=request.actor, at=request.now)

    return act(request, do, _("Asked for. The owner of the steel approves it."), back)


@door(*USERS)
def record(request: Request, settlement_id: int) -> HttpResponse:
    """One settlement: kilograms and rupiah by heat, and what it comes to with tax."""
    row, agency = get_settlement_for(request, settlement_id)
    lines = queries.lines_now(row)
    asked = _tax(row, agency)
    context = {
        "title": row.number or _("Settlement until %(day)s") % {"day": formats.day(row.through_on)},
        "lede": pair(agency),
        "crumbs": trail_of(agency, row.number or formats.day(row.through_on)),
        "settlement": row,
        "state": settled_status(row),
        "waits": row.state == "proposed",
        "owns": owns(request, agency),
        "is_ours": row.proposed_by_firm_id == organisation_id(request),
        "lines": lines,
        "net_idr": row.net_idr,
        "tax_idr": asked.ppn_idr,
        "total_idr": asked.total_idr,
        "figures": _figures(row, lines, asked),
        "reason": ReasonForm(),
        "events": events_of(request, "settlement", settlement_id, SETTLED_EVENTS),
    }
    return render(request, "agency/settlement.html", context)


def _figures(row: SettlementRow, lines: list[SettledRow], asked: Tax) -> list[Figure]:
    shown = [
        Figure(_("Sold"), formats.mass(sum(line.grams for line in lines))),
        Figure(_("Owed to the owner"), formats.rupiah(row.net_idr), note=_("without tax")),
        Figure(_("With tax"), formats.rupiah(asked.total_idr)),
    ]
    if row.due_on:
        shown.append(Figure(_("Due on"), formats.day(row.due_on)))
    return shown


def _tax(row: SettlementRow, agency: AgencyRow) -> Tax:
    """As invoiced; before that, as the owner would invoice it today."""
    if row.invoice_id:
        return Tax(row.net_idr, row.tax_rate_ppm, row.tax_base_idr, row.tax_idr, 0, "")
    day = timezone.localdate(row.proposed_at)
    return tax(row.net_idr, on=day, is_taxable=standing(agency.principal_id, day).is_taxable)


@door(*USERS, methods=("POST",))
def approve(request: Request, settlement_id: int) -> HttpResponse:
    """The owner agrees: its invoice, the seller's debt."""
    row, _agency = get_owners_settlement_for(request, settlement_id)

    def do() -> None:
        actions.approve(settlement_id=row.settlement_id, on=request.today, by=request.actor, at=request.now)

    done = _("Approved: your invoice is written, and the seller owes it.")
    return act(request, do, done, reverse("agency:settlement", args=[settlement_id]))


@door(*USERS, methods=("POST",))
def send_back(request: Request, settlement_id: int) -> HttpResponse:
    """Not right: with the reason."""
    row, _agency = get_settlement_for(request, settlement_id)
    reason = request.POST.get("reason", "").replace("\x00", "")[:200]

    def do() -> None:
        actions.send_back(settlement_id=row.settlement_id, reason=reason, by=request.actor, at=request.now)

    done = _("Sent back. What it gathered can be asked for again.")
    return act(request, do, done, reverse("agency:settlement", args=[settlement_id]))


@door(*USERS)
def paper(request: Request, settlement_id: int) -> HttpResponse:
    """The settlement note as PDF, or as Excel."""
    row, agency = get_settlement_for(request, settlement_id)
    terms = agencies.terms_on(agency.agency_id, row.through_on)
    day = row.invoiced_on or timezone.localdate(row.proposed_at)
    note = SettlementNote(
        row.number,
        day,
        Firm(agency.principal_name, npwp=row.frozen.get("seller_npwp", "")),
        Firm(agency.agent_name, npwp=row.frozen.get("buyer_npwp", "")),
        row.through_on,
        tuple(_line(line) for line in queries.lines_now(row)),
        _tax(row, agency),
        price_words(terms) if terms else "",
        row.due_on,
    )
    return answer(request, note)


def _line(line: SettledRow) -> Line:
    price_idr = line.net_idr * G_PER_T // line.grams // 1_000 if line.grams else 0
    return Line(
        line.format_name,
        heat=line.heat,
        pieces=line.pieces,
        mass_g=line.grams,
        price_idr=price_idr,
        per="kg",
        amount_idr=line.net_idr,
    )
