"""Money that goes out. Locks: the payables by their ids, then the payment; who ordered or received does not pay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from rantai.apps.audit.actions import Author, record
from rantai.apps.papers.actions import give_number
from rantai.apps.parties.duties import keep_apart
from rantai.apps.payables import refusals
from rantai.apps.payables.due import too_far
from rantai.apps.payables.models import Outgoing, Payable, Settling
from rantai.apps.stock.posting import refuse_closed_day
from rantai.core.hashes import hash_of
from rantai.core.problems import InvalidInput, Problem, Where
from rantai.core.units import money


@dataclass(frozen=True)
class PayFacts:
    """How money goes out."""

    debtor_id: int
    key: str
    way: str
    paid_on: date
    reference: str = ""
    giro_number: str = ""
    giro_due_on: date | None = None


@transaction.atomic
def pay(*, facts: PayFacts, wanted: Mapping[int, int], by: Author, at: datetime) -> int:
    """Pay one party: rupiah by payable; returns the payment's id. The same key with the same content pays once.

    A giro closes what it pays when it is given; the bank cashes it later. Raises InvalidInput, all at once: nothing,
    more than is open, another party's, an incomplete giro, a day to come or in a closed month, duties not apart.
    """
    asked = {key: amount for key, amount in wanted.items() if amount}
    owed = _locked(asked, facts.debtor_id)
    body_hash = hash_of([asdict(facts), sorted(asked.items())])
    known = Outgoing.objects.filter(debtor=facts.debtor_id, key=facts.key).first()
    if known is not None:
        if known.body_hash != body_hash:
            raise refusals.refuse(refusals.KEY_REUSED)
        return known.pk
    problems = [*_wrong(facts, timezone.localdate(at)), *_beyond(asked, owed)]
    if problems:
        raise InvalidInput(problems)
    refuse_closed_day(facts.debtor_id, facts.paid_on, "paid_on")
    is_alone = keep_apart(by=by, at=at, done_by=[hand for one in owed for hand in one.hands])
    made = _written(facts, owed[0], sum(asked.values()), body_hash, by, at)
    for one in owed:
        Settling.objects.create(
            payable=one, outgoing=made, amount_idr=asked[one.pk], settled_on=facts.paid_on, made_at=at
        )
        Payable.objects.filter(pk=one.pk).update(settled_idr=F("settled_idr") + asked[one.pk])
        record(verb="pay", noun="payable", object_id=one.pk, by=by, at=at, after={"amount_idr": asked[one.pk]})
    after = {"way": facts.way, "amount_idr": made.amount_idr, "party": made.party, "alone": is_alone}
    record(verb="pay", noun="outgoing", object_id=made.pk, by=by, at=at, after=after)
    number = give_number(
        entity_id=facts.debtor_id, series="outgoing", dated_on=facts.paid_on, noun="outgoing", object_id=made.pk,
        by=by, at=at,
    ).text  # fmt: skip
    Outgoing.objects.filter(pk=made.pk).update(number=number)
    return made.pk


def _locked(asked: Mapping[int, int], debtor_id: int) -> list[Payable]:
    found = Payable.objects.select_for_update(no_key=True, of=("self",)).filter(pk__in=asked, debtor=debtor_id)
    return list(found.order_by("pk"))


def _wrong(facts: PayFacts, today: date) -> list[Problem]:
    problems, due = list[Problem](), facts.giro_due_on
    if facts.way == "giro" and (not facts.giro_number or due is None or due < facts.paid_on):
        problems.append(Problem(refusals.GIRO_INCOMPLETE, Where(column="giro_number")))
    if facts.way == "giro":
        problems += too_far(facts.paid_on, due, "giro_due_on")
    if facts.paid_on > today:
        problems.append(Problem(refusals.DAY_AHEAD, Where(column="paid_on"), {"day": facts.paid_on.isoformat()}))
    return problems


def _beyond(asked: Mapping[int, int], owed: Sequence[Payable]) -> list[Problem]:
    """Payables of nobody, of another party, or paid beyond what is open."""
    if not owed or len(owed) != len(asked):
        return [Problem(refusals.NOTHING_TO_PAY, Where(column="amount"))]
    problems = []
    for one in owed:
        where, amount, left = Where(column=f"amount_{one.pk}"), asked[one.pk], one.total_idr - one.settled_idr
        if (one.creditor_id, one.party) != (owed[0].creditor_id, owed[0].party):
            problems.append(Problem(refusals.OTHER_PARTY, where, {"number": one.number, "party": owed[0].party}))
        if not 0 < amount <= left:
            values = {"number": one.number, "left": money(left), "asked": money(amount)}
            problems.append(Problem(refusals.TOO_MUCH, where, values))
    return problems


def _written(facts: PayFacts, first: Payable, amount_idr: int, body_hash: str, by: Author, at: datetime) -> Outgoing:
    is_giro = facts.way == "giro"
    return Outgoing.objects.create(
        debtor_id=facts.debtor_id,
        creditor_id=first.creditor_id,
        party=first.party,
        way=facts.way,
        state="held" if is_giro else "good",
        amount_idr=amount_idr,
        paid_on=facts.paid_on,
        good_on=None if is_giro else facts.paid_on,
        reference=facts.reference,
        giro_number=facts.giro_number if is_giro else "",
        giro_due_on=facts.giro_due_on if is_giro else None,
        key=facts.key,
        body_hash=body_hash,
        made_by_id=by.user_id,
        made_at=at,
    )


@transaction.atomic
def cash_giro(*, outgoing_id: int, on: date, by: Author, at: datetime) -> None:
    """The bank cashed a giro that was given: now the money is gone."""
    one = _standing(outgoing_id, "held", on)
    Outgoing.objects.filter(pk=one.pk).update(state="good", good_on=on)
    record(verb="cash", noun="outgoing", object_id=one.pk, by=by, at=at, after={"on": on.isoformat()})


@transaction.atomic
def bounce_giro(*, outgoing_id: int, on: date, by: Author, at: datetime) -> None:
    """The bank did not cash it: what it paid is open again."""
    one = _standing(outgoing_id, "held", on)
    _reopen(one, "bounced", on)
    record(verb="bounce", noun="outgoing", object_id=one.pk, by=by, at=at, after={"on": on.isoformat()})


@transaction.atomic
def take_back(*, outgoing_id: int, on: date, reason: str, by: Author, at: datetime) -> None:
    """A payment that was written down wrongly: it stays, mirrored in the books, and what it paid is open again."""
    if not reason.strip():
        raise refusals.refuse(refusals.REASON_MISSING, "reason")
    one = _standing(outgoing_id, "good", on)
    _reopen(one, "taken_back", on)
    record(verb="take_back", noun="outgoing", object_id=one.pk, by=by, at=at, after={"reason": reason.strip()})


def _standing(outgoing_id: int, state: str, on: date) -> Outgoing:
    """The payment under its lock, after those of the payables it settles."""
    settled = Settling.objects.filter(outgoing=outgoing_id).values("payable")
    list(Payable.objects.select_for_update(no_key=True, of=("self",)).filter(pk__in=settled).order_by("pk"))
    one = Outgoing.objects.select_for_update(no_key=True, of=("self",)).get(pk=outgoing_id)
    if one.state != state:
        refusal = refusals.NOT_WAITING if state == "held" else refusals.NOT_STANDING
        raise refusals.refuse(refusal, number=one.number)
    refuse_closed_day(one.debtor_id, on, "on")
    return one


def _reopen(one: Outgoing, state: str, on: date) -> None:
    Outgoing.objects.filter(pk=one.pk).update(state=state, ended_on=on)
    for row in Settling.objects.filter(outgoing=one, taken_back_on__isnull=True):
        Settling.objects.filter(pk=row.pk).update(taken_back_on=on)
        Payable.objects.filter(pk=row.payable_id).update(settled_idr=F("settled_idr") - row.amount_idr)
