"""What is owed and what is credited, written by the rooms whose documents they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from rantai.apps.audit.actions import Author, record
from rantai.apps.parties.models import Organisation
from rantai.apps.payables import refusals
from rantai.apps.payables.due import refuse_far
from rantai.apps.payables.models import Payable, Settling, SupplierCredit
from rantai.apps.stock.posting import refuse_closed_day


@dataclass(frozen=True)
class Owed:
    """What a document makes a firm owe. Without `creditor_id` the party is known by its name only."""

    debtor_id: int
    creditor_id: int | None
    kind: str
    document_id: int
    number: str
    dated_on: date
    due_on: date
    booked_on: date
    goods_idr: int
    difference_idr: int = 0
    tax_idr: int = 0
    party: str = ""
    hands: Sequence[int | None] = ()

    @property
    def total_idr(self) -> int:
        return self.goods_idr + self.difference_idr + self.tax_idr


@transaction.atomic
def owe(*, what: Owed, by: Author, at: datetime) -> int:
    """Write what a document makes a firm owe; returns the payable's id, or 0 when it comes to nothing.

    Raises InvalidInput: a closed month, due more than a year later.
    """
    if what.total_idr < 1:
        return 0
    refuse_closed_day(what.debtor_id, what.booked_on, "dated_on")
    refuse_far(what.dated_on, what.due_on, "due_on")
    made = Payable.objects.create(
        debtor_id=what.debtor_id,
        creditor_id=what.creditor_id,
        party=_name(what.creditor_id) or what.party,
        kind=what.kind,
        document_id=what.document_id,
        number=what.number,
        dated_on=what.dated_on,
        due_on=max(what.due_on, what.dated_on),
        booked_on=what.booked_on,
        goods_idr=what.goods_idr,
        difference_idr=what.difference_idr,
        tax_idr=what.tax_idr,
        total_idr=what.total_idr,
        hands=sorted({one for one in what.hands if one is not None}),
        made_at=at,
    )
    after = {"kind": what.kind, "number": what.number, "total_idr": what.total_idr, "due": made.due_on.isoformat()}
    record(verb="owe", noun="payable", object_id=made.pk, by=by, at=at, after=after)
    return made.pk


def _name(organisation_id: int | None) -> str:
    found = Organisation.objects.filter(pk=organisation_id) if organisation_id is not None else None
    return found.values_list("name", flat=True).get() if found is not None else ""


@dataclass(frozen=True)
class Credited:
    """What a supplier owes back, without tax and the tax on it."""

    debtor_id: int
    creditor_id: int
    document_id: int
    number: str
    noted_on: date
    net_idr: int
    tax_idr: int = 0


@transaction.atomic
def note_credit(*, credit: Credited, by: Author, at: datetime) -> int:
    """Write down what a supplier owes back; returns its id."""
    refuse_closed_day(credit.debtor_id, credit.noted_on, "granted_idr")
    total_idr = credit.net_idr + credit.tax_idr
    made = SupplierCredit.objects.create(
        debtor_id=credit.debtor_id,
        creditor_id=credit.creditor_id,
        document_id=credit.document_id,
        number=credit.number,
        noted_on=credit.noted_on,
        net_idr=credit.net_idr,
        tax_idr=credit.tax_idr,
        total_idr=total_idr,
        made_at=at,
    )
    after = {"number": credit.number, "total_idr": total_idr}
    record(verb="credit", noun="supplier_credit", object_id=made.pk, by=by, at=at, after=after)
    return made.pk


@transaction.atomic
def use_credit(*, credit_id: int, payable_id: int, on: date, by: Author, at: datetime) -> None:
    """Settle a payable with what is left of a credit of the same supplier. Locks: the payable, then the credit."""
    payable = Payable.objects.select_for_update(no_key=True, of=("self",)).get(pk=payable_id)
    credit = SupplierCredit.objects.select_for_update(no_key=True, of=("self",)).get(pk=credit_id)
    refuse_closed_day(payable.debtor_id, on, "credit")
    if (credit.debtor_id, credit.creditor_id) != (payable.debtor_id, payable.creditor_id):
        raise refusals.refuse(refusals.OTHER_PARTY, number=payable.number, party=_name(credit.creditor_id))
    amount_idr = min(credit.total_idr - credit.used_idr, payable.total_idr - payable.settled_idr)
    if amount_idr < 1:
        raise refusals.refuse(refusals.CREDIT_USED_UP, number=credit.number)
    Settling.objects.create(payable=payable, credit=credit, amount_idr=amount_idr, settled_on=on, made_at=at)
    Payable.objects.filter(pk=payable_id).update(settled_idr=F("settled_idr") + amount_idr)
    SupplierCredit.objects.filter(pk=credit_id).update(used_idr=F("used_idr") + amount_idr)
    after = {"credit": credit.number, "amount_idr": amount_idr}
    record(verb="use_credit", noun="payable", object_id=payable_id, by=by, at=at, after=after)
