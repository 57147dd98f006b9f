"""What has to be done at a centre today, lane by lane, in one question to the database.

A lane is a kind of job that waits for somebody: its first rows, how many there are, and since or until when.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Case, CharField, Exists, F, Max, Min, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce, TruncDate

from rantai.apps.cutting_jobs.models import CutJob, CutPlan
from rantai.apps.deliveries.models import Delivery
from rantai.apps.desk.unions import joined, part
from rantai.apps.payables.models import Payable
from rantai.apps.payments.models import Payment
from rantai.apps.purchasing.actions.ordering import EXPECTED
from rantai.apps.purchasing.models import NoticeLine, PurchaseOrder, PurchaseRound, RoundProposal, SupplierBill
from rantai.apps.sales.models import Invoice, SalesOrder, SalesOrderGood, SalesOrderLine
from rantai.apps.stock.models import MaterialReceipt, Reservation

SHOWN = 5  # of each lane
SOON = timedelta(days=3)


@dataclass(frozen=True)
class Job:
    """One thing that waits. `day`: since when it waits, or until when it must be done. `extra`: what its page needs."""

    lane: str
    object_id: int
    title: str
    who: str
    day: date | None
    amount: int
    extra: str


@dataclass(frozen=True)
class Lane:
    """The first jobs of a kind, the most pressing first, and how many there are in all."""

    jobs: tuple[Job, ...]
    count: int


def lanes(centre_id: int, today: date, now: datetime) -> Mapping[str, Lane]:
    """What waits at a centre, by the name of the lane; lanes in which nothing waits are not there. One query."""
    own = centre_id
    parts = [*_selling(own, today), *_money(own, today), *_buying(own, today), *_rounds(own, now), *_work(own, now)]
    found = joined(parts)
    jobs: dict[str, list[Job]] = {}
    counts: dict[str, int] = {}
    for row in found:
        jobs.setdefault(row[0], []).append(Job(*row[:7]))
        counts[row[0]] = row[7]
    return {name: Lane(tuple(sorted(rows, key=_pressing)), counts[name]) for name, rows in jobs.items()}


def _pressing(job: Job) -> tuple[bool, date, int]:
    return job.day is None, job.day or date.max, job.object_id


def _lane(found: QuerySet[Any], name: str, order: str, **columns: Any) -> QuerySet[Any]:  # noqa: ANN401  expressions
    return part(found, name, (F(order).asc(nulls_last=True), "pk"), SHOWN, columns, is_counted=True)


def _named(path: str) -> Coalesce:
    return Coalesce(F(path), Value(""), output_field=CharField())


def _selling(centre: int, today: date) -> Iterator[QuerySet[Any]]:
    """Requests to answer, orders to deliver, deliveries nobody has signed for."""
    own, who = {"account__seller": centre}, _named("account__customer__name")
    asked = SalesOrder.objects.filter(**own, state="requested")
    yield _lane(asked, "answer", "made_at", who=who, day=TruncDate("made_at"), amount=F("total_idr"))
    left = SalesOrderLine.objects.filter(order=OuterRef("pk"), delivered_pieces__lt=F("quantity_pieces"))
    beside = SalesOrderGood.objects.filter(order=OuterRef("pk"), delivered_milli__lt=F("quantity_milli"))
    open_orders = SalesOrder.objects.filter(Exists(left) | Exists(beside), **own, state="confirmed")
    day = Coalesce(F("wanted_on"), TruncDate("confirmed_at"), TruncDate("made_at"))
    wanted = Case(When(wanted_on__isnull=False, then=Value("wanted")), default=Value(""), output_field=CharField())
    yield _lane(open_orders, "deliver", "wanted_on", who=who, day=day, amount=F("total_idr"), state=wanted)
    gone = Delivery.objects.filter(**own, received_at__isnull=True, delivered_on__lt=today)
    yield _lane(gone, "unsigned", "delivered_on", title=F("number"), who=who, day=F("delivered_on"))


def _money(centre: int, today: date) -> Iterator[QuerySet[Any]]:
    """Invoices due within days, giros that can be taken to the bank, and what the centre has to pay itself."""
    own, who = {"account__seller": centre}, _named("account__customer__name")
    left = F("total_idr") - F("settled_idr") - F("credited_idr")
    due = Invoice.objects.filter(**own, due_on__lte=today + SOON).annotate(left=left).filter(left__gt=0)
    facts = {"title": F("number"), "who": who, "day": F("due_on"), "state": F("account__phone")}
    yield _lane(due, "invoice", "due_on", **facts, amount=left)
    giros = Payment.objects.filter(**own, kind="giro", state="held", giro_due_on__lte=today + SOON)
    facts = {"title": F("giro_number"), "who": who, "day": F("giro_due_on")}
    yield _lane(giros, "giro", "giro_due_on", **facts, amount=F("amount_idr"))
    unpaid = F("total_idr") - F("settled_idr")
    debts = Payable.objects.filter(debtor=centre, due_on__lte=today + SOON, total_idr__gt=F("settled_idr"))
    facts = {"title": F("number"), "who": F("party"), "day": F("due_on")}
    yield _lane(debts, "debt", "due_on", **facts, amount=unpaid)


def _buying(centre: int, today: date) -> Iterator[QuerySet[Any]]:
    """Orders no seller has confirmed, steel that arrives, bills for a second person."""
    orders = PurchaseOrder.objects.filter(centre=centre)
    who = F("supplier__name")
    unsure = orders.filter(state="ordered")
    yield _lane(unsure, "confirm", "ordered_on", title=F("number"), who=who, day=Coalesce("ordered_on", "due_on"))
    told = NoticeLine.objects.filter(line__order=OuterRef("pk")).values("line__order")
    comes = Coalesce(Subquery(told.annotate(first=Min("arrives_on")).values("first")), F("due_on"))
    coming = orders.filter(state__in=("ordered", "confirmed")).annotate(comes=comes).filter(comes__lte=today + SOON)
    yield _lane(coming, "receive", "comes", title=F("number"), who=who, day=comes)
    # What a case's tables expect has no order of ours behind it; ours are in the lane above.
    expected = MaterialReceipt.objects.filter(holder=centre, due_date__lt=today).exclude(code__startswith=EXPECTED)
    facts = {"title": F("code"), "who": F("format__name"), "day": F("due_date")}
    yield _lane(expected, "expected", "due_date", **facts)
    bills = SupplierBill.objects.filter(order__centre=centre, state="noted")
    facts = {"pk": F("order_id"), "title": F("number"), "who": F("supplier__name")}
    yield _lane(bills, "bill", "noted_at", **facts, day=TruncDate("noted_at"))


def _rounds(centre: int, now: datetime) -> Iterator[QuerySet[Any]]:
    """Rounds that close soon, that wait for a proposal and its approval, and whose orders are to be placed."""
    rounds = PurchaseRound.objects.filter(centre=centre)
    closing = rounds.filter(state="open", deadline_at__gte=now, deadline_at__lte=now + SOON)
    yield _lane(closing, "closing", "deadline_at", title=F("name"), day=TruncDate("deadline_at"))
    done = RoundProposal.objects.filter(round=OuterRef("pk"), state="done").values("round")
    number = Cast(Subquery(done.annotate(last=Max("number")).values("last")), CharField())
    ended = rounds.filter(state="open", deadline_at__lt=now)
    facts = {"title": F("name"), "day": TruncDate("deadline_at"), "state": Coalesce(number, Value(""))}
    yield _lane(ended, "ended", "deadline_at", **facts)
    approved = rounds.filter(state="approved")
    yield _lane(approved, "order", "order_date", title=F("name"), day=F("order_date"))


def _work(centre: int, now: datetime) -> Iterator[QuerySet[Any]]:
    """Cutting lists to approve and to cut, and steel that will soon be free again."""
    jobs = CutJob.objects.filter(owner=centre, archived_at__isnull=True)
    plans = CutPlan.objects.filter(job=OuterRef("pk"), state="done", cancelled_at__isnull=True).order_by("-number")
    last = Cast(Subquery(plans.values("number")[:1]), CharField())
    facts = {"title": F("name"), "day": TruncDate("changed_at")}
    yield _lane(jobs.filter(state="planned"), "approve", "changed_at", **facts, state=Coalesce(last, Value("")))
    number = Cast(Subquery(plans.filter(approved_at__isnull=False).values("number")[:1]), CharField())
    yield _lane(jobs.filter(state="approved"), "cut", "changed_at", **facts, state=Coalesce(number, Value("")))
    kept = Reservation.objects.in_force(now).filter(
        purpose="sales_order", purpose_id=OuterRef("pk"), lot__holder=centre, expires_at__lte=now + SOON
    )
    ends = Subquery(kept.order_by("expires_at").values("expires_at")[:1])
    orders = SalesOrder.objects.filter(account__seller=centre, state="confirmed").annotate(ends=ends)
    orders = orders.filter(ends__isnull=False)
    who = _named("account__customer__name")
    yield _lane(orders, "kept", "ends", who=who, day=TruncDate(ends), amount=F("total_idr"))
