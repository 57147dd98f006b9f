"""Receiving money and giving it back. Locks: the account, then the round, then the payment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from rantai.apps.audit.actions import Author, record
from rantai.apps.audit.once import once
from rantai.apps.papers.actions import give_number
from rantai.apps.parties.duties import keep_apart
from rantai.apps.payables.due import refuse_far
from rantai.apps.payments import refusals
from rantai.apps.payments.actions.settling import left_idr, locked_payment, refuse_day, settle
from rantai.apps.payments.ahead import is_awaited
from rantai.apps.payments.models import Payment, Refund
from rantai.apps.purchasing.clock import locked, refuse_unless
from rantai.apps.sales.credit import locked_account
from rantai.apps.sales.models import CustomerAccount
from rantai.core.hashes import hash_of
from rantai.core.problems import InvalidInput, Problem, Where
from rantai.core.units import money


@dataclass(frozen=True)
class PaymentFacts:
    """Money that came. `order_id`, `round_id`: a deposit for that. `is_second`: yes, the same was paid twice."""

    account_id: int
    key: str
    kind: str
    amount_idr: int
    received_on: date
    reference: str = ""
    giro_number: str = ""
    giro_due_on: date | None = None
    order_id: int | None = None
    is_second: bool = False
    round_id: int | None = None


@transaction.atomic
def receive(*, facts: PaymentFacts, wanted: Mapping[int, int] | None = None, by: Author, at: datetime) -> int:
    """Keep a payment; returns its id. `wanted`: rupiah by invoice; None: the invoices due first; {}: none yet.

    A giro waits for the bank before it settles anything. The same key with the same content returns the same payment.
    Raises InvalidInput: nothing, the same payment again, an incomplete giro, more than is open or left, a day to come,
    long ago or in a closed month.
    """
    account = locked_account(facts.account_id)
    body_hash = hash_of([asdict(facts), sorted((wanted or {}).items())])
    known = Payment.objects.filter(account=account, key=facts.key).first()
    if known is not None:
        if known.body_hash != body_hash:
            raise refusals.refuse(refusals.PAYMENT_KEY_REUSED)
        return known.pk
    _refuse_wrong(facts)
    refuse_day(account.seller_id, facts.received_on, at, "received_on")
    if facts.kind == "giro":
        refuse_far(facts.received_on, facts.giro_due_on, "giro_due_on")
    if facts.round_id is not None:
        refuse_unless(locked(facts.round_id), "open", "approved", "ordered")
    is_good = facts.kind != "giro"
    said = {name: value for name, value in asdict(facts).items() if name not in ("account_id", "is_second")}
    payment = Payment.objects.create(
        account=account,
        state="good" if is_good else "held",
        good_on=facts.received_on if is_good else None,
        body_hash=body_hash,
        made_by_id=by.user_id,
        made_at=at,
        **said,
    )
    after = {"kind": facts.kind, "amount_idr": facts.amount_idr, "order": facts.order_id}
    record(verb="receive", noun="payment", object_id=payment.pk, by=by, at=at, after=after)
    if facts.round_id is not None:
        told = {"member": account.customer_id, "payment": payment.pk, "amount_idr": facts.amount_idr}
        record(verb="deposit", noun="purchase_round", object_id=facts.round_id, by=by, at=at, after=told)
    if is_good:
        settle(payment, wanted, facts.received_on, by, at, only_own=facts.round_id is not None)
    elif wanted:
        raise refusals.refuse(refusals.NOT_GOOD_YET, number=facts.giro_number)
    about = {"entity_id": account.seller_id, "series": "payment", "dated_on": facts.received_on, "noun": "payment"}
    number = give_number(**about, object_id=payment.pk, by=by, at=at).text  # type: ignore[arg-type]
    Payment.objects.filter(pk=payment.pk).update(number=number)
    return payment.pk


@transaction.atomic
def honour_giro(*, payment_id: int, on: date, by: Author, at: datetime) -> None:
    """The bank paid the giro: it is good money now and settles the invoices due first, a deposit its order's."""
    payment = _waiting(payment_id)
    refuse_day(payment.account.seller_id, on, at, "on")
    Payment.objects.filter(pk=payment_id).update(state="good", good_on=on)
    payment.state, payment.good_on = "good", on
    record(verb="honour", noun="payment", object_id=payment_id, by=by, at=at, after={"on": on.isoformat()})
    settle(payment, None, on, by, at, only_own=payment.round_id is not None)


@transaction.atomic
def bounce_giro(*, payment_id: int, on: date, by: Author, at: datetime) -> None:
    """The bank refused the giro: it was never money, and the customer buys on credit no more until somebody says so."""
    payment = _waiting(payment_id)
    refuse_day(payment.account.seller_id, on, at, "on")
    Payment.objects.filter(pk=payment_id).update(state="bounced")
    CustomerAccount.objects.filter(pk=payment.account_id).update(is_stopped=True)
    record(verb="bounce", noun="payment", object_id=payment_id, by=by, at=at, after={"on": on.isoformat()})
    record(verb="stop", noun="customer_account", object_id=payment.account_id, by=by, at=at)


@transaction.atomic
@once
def refund(
    *, payment_id: int, kind: str, amount_idr: int, on: date, reason: str, key: str, by: Author, at: datetime
) -> int:
    """Give back what is left of a payment, or a part of it; returns the refund's id. The same key gives once.

    The deposit of a round goes back by another person than who received it, and not while an approved share waits for
    it. Raises InvalidInput.
    """
    payment = locked_payment(payment_id)
    left = left_idr(payment)
    if amount_idr < 1:
        raise refusals.refuse(refusals.AMOUNT_EMPTY, "amount_idr")
    if payment.state != "good" or amount_idr > left:
        raise refusals.refuse(refusals.REFUND_TOO_MUCH, "amount_idr", number=payment.number, left=money(left))
    refuse_day(payment.account.seller_id, on, at, "on")
    is_alone = payment.round_id is not None and _free_of_round(payment, by, at)
    made = Refund.objects.create(
        payment=payment, kind=kind, amount_idr=amount_idr, refunded_on=on, reason=reason, key=key, made_at=at
    )
    Payment.objects.filter(pk=payment_id).update(refunded_idr=F("refunded_idr") + amount_idr)
    after = {"amount_idr": amount_idr, "kind": kind, "alone": is_alone}
    record(verb="refund", noun="payment", object_id=payment_id, by=by, at=at, after=after)
    if payment.round_id is not None:
        told = {"member": payment.account.customer_id, "payment": payment_id, "amount_idr": amount_idr}
        record(verb="deposit_back", noun="purchase_round", object_id=payment.round_id, by=by, at=at, after=told)
    return made.pk


def _free_of_round(payment: Payment, by: Author, at: datetime) -> bool:
    """Whether a round's deposit goes back by the only person there is; the round is held against its approval."""
    assert payment.round_id is not None
    one = locked(payment.round_id)
    is_alone = keep_apart(by=by, at=at, done_by=[payment.made_by_id])
    if one.state not in ("draft", "open") and is_awaited(one, payment.account.customer_id or 0):
        raise refusals.refuse(refusals.SHARE_AWAITS, number=payment.number, round=one.pk)
    return is_alone


def _waiting(payment_id: int) -> Payment:
    payment = locked_payment(payment_id)
    if payment.state != "held":
        raise refusals.refuse(refusals.NOT_WAITING, number=payment.number)
    return payment


def _refuse_wrong(facts: PaymentFacts) -> None:
    problems = []
    if facts.amount_idr < 1:
        problems.append(Problem(refusals.AMOUNT_EMPTY, Where(column="amount_idr")))
    day = facts.giro_due_on
    if facts.kind == "giro" and (not facts.giro_number or day is None or day < facts.received_on):
        problems.append(Problem(refusals.GIRO_INCOMPLETE, Where(column="giro_number")))
    if not facts.is_second and facts.kind != "cash":
        problems += _twice(facts)
    if problems:
        raise InvalidInput(problems)


def _twice(facts: PaymentFacts) -> list[Problem]:
    """The same money of the same day with the same reference, or the same giro, under another form."""
    found = Payment.objects.filter(account=facts.account_id, kind=facts.kind, amount_idr=facts.amount_idr)
    found = found.exclude(state="bounced")
    same = {"giro_number": facts.giro_number} if facts.kind == "giro" else {"reference": facts.reference}
    day = {} if facts.kind == "giro" else {"received_on": facts.received_on}
    known = found.filter(**same, **day).first()
    if known is None:
        return []
    values = {"amount": money(facts.amount_idr), "reference": next(iter(same.values())), "number": known.number}
    return [Problem(refusals.PAYMENT_TWICE, Where(column="reference"), values)]
