"""Requisitions: what is wanted, what sellers answer, and the order at the one that is chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from rantai.apps.audit.actions import Author, record
from rantai.apps.audit.once import once
from rantai.apps.purchasing.actions.ordering import LineFacts, OrderFacts, draft_order
from rantai.apps.purchasing.models import PriceAnswer, Requisition, RequisitionLine
from rantai.apps.purchasing.refusals import orders as refusals
from rantai.apps.purchasing.refusals import refuse


@dataclass(frozen=True)
class Asked:
    """What a seller asks for one format."""

    price_idr_t: int
    lead_days: int
    valid_to: date | None = None


@transaction.atomic
@once
def make_requisition(
    *,
    centre_id: int,
    name: str,
    needed_on: date,
    amounts: Mapping[int, int],
    by: Author,
    at: datetime,
    key: str = "",  # noqa: ARG001 — `once` reads it
) -> int:
    """Say what is wanted, by format id; returns the requisition's id. Raises InvalidInput."""
    wanted = {key: amount for key, amount in amounts.items() if amount > 0}
    if not wanted:
        raise refuse(refusals.ORDER_EMPTY, "lines")
    if needed_on < timezone.localdate(at):
        raise refuse(refusals.ORDER_DUE_PAST, "needed_on", day=needed_on.isoformat())
    made = Requisition.objects.create(
        centre_id=centre_id, name=name, needed_on=needed_on, made_at=at, made_by_id=by.user_id
    )
    RequisitionLine.objects.bulk_create(
        RequisitionLine(requisition=made, format_id=key, amount=amount) for key, amount in sorted(wanted.items())
    )
    after = {"needed_on": needed_on.isoformat(), "amounts": {str(key): amount for key, amount in wanted.items()}}
    record(verb="make", noun="requisition", object_id=made.pk, by=by, at=at, after=after)
    return made.pk


@transaction.atomic
def note_answer(*, requisition_id: int, supplier_id: int, asked: Mapping[int, Asked], by: Author, at: datetime) -> None:
    """Write down what one seller asks, by format id; what it said before is replaced. Raises InvalidInput."""
    one = _open(requisition_id)
    lines = {line.format_id: line for line in one.lines.all()}
    if not asked or set(asked) - lines.keys():
        raise refuse(refusals.LINE_NOT_OF_ORDER)
    for key, answer in sorted(asked.items()):
        PriceAnswer.objects.update_or_create(
            line=lines[key], supplier_id=supplier_id, defaults={**vars(answer), "noted_at": at}
        )
    after = {"supplier": supplier_id, "prices": {str(key): answer.price_idr_t for key, answer in asked.items()}}
    record(verb="answer", noun="requisition", object_id=requisition_id, by=by, at=at, after=after)


@transaction.atomic
def order_requisition(*, requisition_id: int, supplier_id: int, by: Author, at: datetime) -> int:
    """Draft the order at one seller for every line that it answered; returns the order's id. Raises InvalidInput."""
    one = _open(requisition_id)
    answers = PriceAnswer.objects.filter(line__requisition=one, supplier=supplier_id).select_related("line")
    rows = list(answers.order_by("line__format_id"))
    if not rows:
        raise refuse(refusals.ORDER_EMPTY)
    lead = max(row.lead_days for row in rows)
    facts = OrderFacts(
        supplier_id=supplier_id,
        due_on=timezone.localdate(at) + timedelta(days=lead),
        lines=[LineFacts(row.line.format_id, row.line.amount, row.price_idr_t) for row in rows],
    )
    made = draft_order(centre_id=one.centre_id, facts=facts, by=by, at=at)
    Requisition.objects.filter(pk=requisition_id).update(state="ordered", order_id=made)
    record(verb="order", noun="requisition", object_id=requisition_id, by=by, at=at, after={"order": made})
    return made


@transaction.atomic
def cancel_requisition(*, requisition_id: int, by: Author, at: datetime) -> None:
    """It is not wanted any more. Raises InvalidInput when it is ordered."""
    _open(requisition_id)
    Requisition.objects.filter(pk=requisition_id).update(state="cancelled")
    record(verb="cancel", noun="requisition", object_id=requisition_id, by=by, at=at)


def _open(requisition_id: int) -> Requisition:
    one = Requisition.objects.select_for_update(no_key=True, of=("self",)).get(pk=requisition_id)
    if one.state != "open":
        word_id, word_en = {"ordered": ("dipesan", "ordered")}.get(one.state, ("dibatalkan", "cancelled"))
        raise refuse(refusals.ORDER_NOT_IN_STATE, state_id=word_id, state_en=word_en)
    return one
