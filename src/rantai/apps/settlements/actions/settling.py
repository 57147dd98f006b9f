"""Asking for a settlement, approving it (the owner's invoice, the seller's debt), sending it back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction

from rantai.apps.agency.actions import locked
from rantai.apps.agency.models import Agency
from rantai.apps.agency.queries import terms_on
from rantai.apps.audit.actions import Author, record
from rantai.apps.papers.queries import standing
from rantai.apps.parties.duties import keep_apart
from rantai.apps.payables.actions import Owed, owe
from rantai.apps.sales.actions import AccountTerms, Billed, bill_use, open_account
from rantai.apps.sales.models import CustomerAccount, Invoice
from rantai.apps.settlements import refusals
from rantai.apps.settlements.models import Handover, Settlement
from rantai.apps.settlements.queries import SettledRow, lines_of, settled_lines
from rantai.apps.stock.posting import refuse_closed_day
from rantai.core.units import G_PER_T


@transaction.atomic
def propose(*, agency_id: int, through_on: date, by: Author, at: datetime, if_any: bool = False) -> int:
    """Gather what is not settled until a day; returns the settlement's id (0: nothing, with `if_any`)."""
    agency = locked(agency_id)
    found = Handover.objects.filter(agency=agency, settlement__isnull=True, on__lte=through_on)
    net_idr = sum(_signed(row) for row in found)
    if net_idr < 1:
        if if_any:
            return 0
        raise refusals.refuse(refusals.NOTHING, "through_on")
    made = Settlement.objects.create(
        agency=agency,
        state="proposed",
        through_on=through_on,
        net_idr=net_idr,
        proposed_by_firm_id=by.organisation_id or agency.agent_id,
        proposed_by_id=by.user_id,
        proposed_at=at,
    )
    found.update(settlement=made)
    after = {"through": through_on.isoformat(), "net_idr": net_idr}
    record(verb="propose", noun="settlement", object_id=made.pk, by=by, at=at, after=after)
    return made.pk


@transaction.atomic
def approve(*, settlement_id: int, on: date, by: Author, at: datetime) -> int:
    """The owner agrees: its invoice to the seller and the seller's debt, in one transaction; returns the invoice's id.

    Locks: the agency, the settlement, the seller's account at the owner. Raises InvalidInput: not the owner's person,
    whoever asked for it, answered already, a day in a month that either has closed.
    """
    settlement = _waiting(settlement_id)
    agency = settlement.agency
    if by.organisation_id is not None and by.organisation_id != agency.principal_id:
        raise refusals.refuse(refusals.OWNER_APPROVES)
    is_alone = keep_apart(by=by, at=at, done_by=[settlement.proposed_by_id])
    refuse_closed_day(agency.agent_id, on, "on")
    lines = settled_lines(settlement.pk)
    invoice = _invoiced(agency, settlement, lines, on, by, at)
    _owed(agency, settlement, invoice, on, by, at)
    frozen = {"state": "approved", "invoice": invoice, "ended_at": at, "lines": lines_of(lines)}
    Settlement.objects.filter(pk=settlement.pk).update(**frozen)
    after = {"invoice": invoice.number, "total_idr": invoice.total_idr, "alone": is_alone}
    record(verb="approve", noun="settlement", object_id=settlement.pk, by=by, at=at, after=after)
    return invoice.pk


@transaction.atomic
def send_back(*, settlement_id: int, reason: str, by: Author, at: datetime) -> None:
    """Not right: what it gathered waits for another settlement. By either side, with the reason."""
    settlement = _waiting(settlement_id)
    if not reason.strip():
        raise refusals.refuse(refusals.REASON_MISSING, "reason")
    lines = lines_of(settled_lines(settlement.pk))
    Handover.objects.filter(settlement=settlement).update(settlement=None)
    Settlement.objects.filter(pk=settlement.pk).update(
        state="returned", ended_at=at, reason=reason.strip(), lines=lines
    )
    record(verb="return", noun="settlement", object_id=settlement.pk, by=by, at=at, after={"reason": reason.strip()})


def _signed(row: Handover) -> int:
    return row.net_idr if row.kind == "sale" else -row.net_idr


def _waiting(settlement_id: int) -> Settlement:
    """The settlement under the lock of its agency."""
    agency = locked(Settlement.objects.values_list("agency_id", flat=True).get(pk=settlement_id))
    settlement = Settlement.objects.select_for_update(no_key=True, of=("self",)).get(pk=settlement_id)
    settlement.agency = agency
    if settlement.state != "proposed":
        raise refusals.refuse(refusals.NOT_WAITING)
    return settlement


def _invoiced(
    agency: Agency, settlement: Settlement, lines: Sequence[SettledRow], on: date, by: Author, at: datetime
) -> Invoice:
    known = CustomerAccount.objects.filter(seller=agency.principal_id, customer=agency.agent_id)
    account_id = known.values_list("pk", flat=True).first() or open_account(
        seller_id=agency.principal_id, customer_id=agency.agent_id, terms=AccountTerms(), by=by, at=at
    )
    terms = terms_on(agency.pk, settlement.through_on)
    due_on = on + timedelta(days=terms.due_days if terms else 0)
    key = f"settlement-{settlement.pk}"
    about = {"account_id": account_id, "invoiced_on": on, "due_on": due_on, "key": key}
    return Invoice.objects.get(pk=bill_use(lines=_billed(lines), by=by, at=at, **about))  # type: ignore[arg-type]


def _billed(lines: Sequence[SettledRow]) -> list[Billed]:
    """A line by format and heat. More came back of a heat than was sold: then one line for all, as none is negative."""
    if any(line.net_idr < 0 or line.grams < 0 for line in lines):
        return [Billed("Titip jual", sum(line.net_idr for line in lines))]
    return [
        Billed(
            line.format_name,
            line.net_idr,
            heat=line.heat,
            quantity_pieces=line.pieces,
            mass_g=line.grams,
            price_idr_t=line.net_idr * G_PER_T // line.grams,
        )
        for line in lines
        if line.grams
    ]


def _owed(agency: Agency, settlement: Settlement, invoice: Invoice, on: date, by: Author, at: datetime) -> None:
    """What the seller owes: what came as received clears; a tax that cannot be reclaimed is no tax paid."""
    cost_idr = sum(row.cost_idr if row.kind == "sale" else -row.cost_idr for row in settlement.handovers.all())
    tax_idr = invoice.tax_idr if standing(agency.agent_id, on).is_taxable else 0
    debt = Owed(
        debtor_id=agency.agent_id,
        creditor_id=agency.principal_id,
        kind="settlement",
        document_id=settlement.pk,
        number=invoice.number,
        dated_on=on,
        due_on=invoice.due_on,
        booked_on=on,
        goods_idr=cost_idr,
        difference_idr=invoice.total_idr - tax_idr - cost_idr,
        tax_idr=tax_idr,
        hands=[settlement.proposed_by_id],
    )
    owe(what=debt, by=by, at=at)
