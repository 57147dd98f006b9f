"""Verbs of trips. All take `by` and `at`, write their audit row, and raise InvalidInput.

plan_trip(*, facts, by, at) -> int                          cancel_trip(*, trip_id, by, at) -> None
add_delivery(*, trip_id, delivery_id, charge, by, at)       add_load(*, trip_id, facts, by, at) -> int
drop_load(*, load_id, by, at) -> None
settle_trip(*, trip_id, cost_idr, due_on, by, at, confirmed=False) -> None
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.utils import timezone

from rantai.apps.audit.actions import Author, record
from rantai.apps.audit.once import once
from rantai.apps.deliveries.models import Delivery
from rantai.apps.logistics import refusals
from rantai.apps.logistics.models import Load, Trip
from rantai.apps.papers.actions import give_number
from rantai.apps.parties.duties import keep_apart
from rantai.apps.payables.actions import Owed, owe
from rantai.apps.sales.actions import Billed, bill_use
from rantai.apps.sales.models import CustomerAccount
from rantai.apps.sales.refusals import CREDIT_EXCEEDED, CUSTOMER_STOPPED
from rantai.core.numbers import Written
from rantai.core.problems import InvalidInput, Problem
from rantai.core.units import format_kg, money
from rantai.engine.sharing.proportional import share_out

FAR_ABOVE = 2  # a cost of more than so many times the plan is confirmed
BEYOND_LIMIT = frozenset({CREDIT_EXCEEDED.code, CUSTOMER_STOPPED.code})


@dataclass(frozen=True)
class TripFacts:
    """A truck on a day; `capacity_g` is what it carries one way. The same key is the same trip."""

    owner_id: int
    key: str
    driven_on: date
    truck: str
    capacity_g: int
    cost_idr: int
    carrier: str = ""


@dataclass(frozen=True)
class LoadFacts:
    """Something in words that rides. Without a firm it is the centre's own."""

    way: str
    firm_id: int | None
    text: str
    mass_g: int
    charge: str = "cost"


@transaction.atomic
@once
def plan_trip(*, facts: TripFacts, by: Author, at: datetime) -> int:
    """Write down a trip that firms may join; returns its id. Raises InvalidInput when the key planned another."""
    made = Trip.objects.create(
        owner_id=facts.owner_id,
        key=facts.key,
        driven_on=facts.driven_on,
        truck=facts.truck,
        carrier=facts.carrier.strip(),
        capacity_g=facts.capacity_g,
        cost_idr=facts.cost_idr,
        made_by_id=by.user_id,
        made_at=at,
    )
    after = {"on": facts.driven_on.isoformat(), "capacity_g": facts.capacity_g, "cost_idr": facts.cost_idr}
    record(verb="plan", noun="trip", object_id=made.pk, by=by, at=at, after=after)
    about = {"entity_id": facts.owner_id, "series": "trip", "dated_on": facts.driven_on, "noun": "trip"}
    number = give_number(**about, object_id=made.pk, by=by, at=at).text  # type: ignore[arg-type]
    Trip.objects.filter(pk=made.pk).update(number=number)
    return made.pk


@transaction.atomic
def add_delivery(*, trip_id: int, delivery_id: int, charge: str, by: Author, at: datetime) -> int:
    """Let a delivery of the centre ride back with the truck; returns the load's id.

    A delivery rides once. Who walked in gets no invoice for it. Raises InvalidInput.
    """
    trip = _planned(trip_id)
    found = Delivery.objects.filter(pk=delivery_id, account__seller=trip.owner_id).select_related("account")
    delivery = found.annotate(g=Sum("lines__grams")).first()
    if delivery is None:
        raise refusals.refuse(refusals.NOT_OURS, "delivery")
    firm = delivery.account.customer_id
    facts = LoadFacts("back", firm, delivery.number, delivery.g or 0, charge if firm else "cost")
    try:
        with transaction.atomic():
            return _added(trip, facts, delivery, by, at)
    except IntegrityError:
        raise refusals.refuse(refusals.ON_ANOTHER, "delivery", number=delivery.number) from None


@transaction.atomic
@once
def add_load(
    *,
    trip_id: int,
    facts: LoadFacts,
    by: Author,
    at: datetime,
    key: str = "",  # noqa: ARG001 — `once` reads it
) -> int:
    """Let something in words ride, parts of a workshop on the way out for example; returns the load's id."""
    return _added(_planned(trip_id), facts, None, by, at)


def _added(trip: Trip, facts: LoadFacts, delivery: Delivery | None, by: Author, at: datetime) -> int:
    if facts.mass_g < 1:
        raise refusals.refuse(refusals.MASS_EMPTY, "mass_g")
    before = trip.loads.filter(way=facts.way).aggregate(g=Sum("mass_g"))["g"] or 0
    mass_g = before + facts.mass_g
    if mass_g > trip.capacity_g:
        values = {"mass": Written(format_kg(mass_g)), "most": Written(format_kg(trip.capacity_g))}
        raise refusals.refuse(refusals.OVER_CAPACITY, "mass_g", **values)
    made = Load.objects.create(
        trip=trip,
        way=facts.way,
        firm_id=facts.firm_id,
        delivery=delivery,
        text=facts.text,
        mass_g=facts.mass_g,
        charge=facts.charge if facts.firm_id else "cost",
    )
    after = {"load": made.pk, "way": facts.way, "firm": facts.firm_id, "mass_g": facts.mass_g}
    record(verb="load", noun="trip", object_id=trip.pk, by=by, at=at, after=after)
    return made.pk


@transaction.atomic
def drop_load(*, load_id: int, by: Author, at: datetime) -> None:
    """Take something off a trip that is not settled."""
    load = Load.objects.get(pk=load_id)
    trip = _planned(load.trip_id)
    before = {"way": load.way, "firm": load.firm_id, "mass_g": load.mass_g, "delivery": load.delivery_id}
    load.delete()
    record(verb="drop", noun="trip", object_id=trip.pk, by=by, at=at, before=before)


@transaction.atomic
def cancel_trip(*, trip_id: int, by: Author, at: datetime) -> None:
    """The truck does not drive: what was to ride is free for another."""
    trip = _planned(trip_id)
    trip.loads.all().delete()
    Trip.objects.filter(pk=trip_id).update(state="cancelled")
    record(verb="cancel", noun="trip", object_id=trip_id, by=by, at=at)


@transaction.atomic
def settle_trip(
    *, trip_id: int, cost_idr: int, due_on: date, by: Author, at: datetime, confirmed: bool = False
) -> None:
    """Share what the truck really cost by the kilogram, to the rupiah; write the invoices, and owe the carrier.

    Far above what was planned, or freight beyond a customer's limit, is settled only when it is `confirmed`, and the
    trail says so: a truck that has driven cannot be refused. Whoever planned or settled does not pay.
    Raises InvalidInput, all firms at once: nothing rides, an invoice to somebody who is no customer, far above the plan
    by whoever planned it.
    """
    trip = _planned(trip_id)
    loads = list(trip.loads.select_related("firm").order_by("pk"))
    if not loads:
        raise refusals.refuse(refusals.EMPTY)
    _refuse_far_above(trip, cost_idr, by, at, confirmed=confirmed)
    shares = share_out(cost_idr, [load.mass_g for load in loads])
    for load, share in zip(loads, shares, strict=True):
        load.share_idr = share
        Load.objects.filter(pk=load.pk).update(share_idr=share)
    today = timezone.localdate(at)
    invoices, beyond = _invoiced(trip, loads, today, by, at, confirmed=confirmed)
    Trip.objects.filter(pk=trip_id).update(state="settled", settled_at=at, cost_idr=cost_idr)
    if trip.carrier:
        owed = Owed(
            debtor_id=trip.owner_id, creditor_id=None, party=trip.carrier, kind="trip", document_id=trip.pk,
            number=trip.number, dated_on=min(trip.driven_on, today), due_on=due_on, booked_on=today,
            goods_idr=cost_idr, hands=[trip.made_by_id, by.user_id],
        )  # fmt: skip
        owe(what=owed, by=by, at=at)
    after = {"cost_idr": cost_idr, "mass_g": sum(load.mass_g for load in loads), "invoices": invoices}
    after |= {"planned_idr": trip.cost_idr, "beyond_limit": beyond}
    record(verb="settle", noun="trip", object_id=trip_id, by=by, at=at, after=after)


def _refuse_far_above(trip: Trip, cost_idr: int, by: Author, at: datetime, *, confirmed: bool) -> None:
    """More than twice the plan is for another person than its planner, who says that it is so."""
    if cost_idr <= FAR_ABOVE * trip.cost_idr:
        return
    keep_apart(by=by, at=at, done_by=[trip.made_by_id])
    if not confirmed:
        values = {"cost": money(cost_idr), "planned": money(trip.cost_idr)}
        raise refusals.refuse(refusals.FAR_ABOVE_PLAN, "cost_idr", **values)


def _invoiced(
    trip: Trip, loads: list[Load], today: date, by: Author, at: datetime, *, confirmed: bool
) -> tuple[list[int], list[int]]:
    """One freight invoice a firm, a line for each of its loads; and the firms whose limit it goes beyond."""
    charged: dict[int, list[Load]] = {}
    for load in loads:
        if load.charge == "invoice" and load.firm_id and load.share_idr:
            charged.setdefault(load.firm_id, []).append(load)
    accounts = dict(
        CustomerAccount.objects.filter(seller=trip.owner_id, customer__in=charged).values_list("customer_id", "pk")
    )
    lacking = [mine[0].firm for firm, mine in sorted(charged.items()) if firm not in accounts]
    if lacking:
        raise InvalidInput([Problem(refusals.NO_ACCOUNT, values={"firm": str(firm)}) for firm in lacking])
    made, beyond, title = [], {}, f"Ongkos angkut {trip.number}"
    for firm, mine in sorted(charged.items()):
        lines = [Billed(title, one.share_idr, size=one.text[:80], mass_g=one.mass_g) for one in mine]
        about = {"account_id": accounts[firm], "lines": lines, "invoiced_on": today, "key": f"trip-{trip.pk}"}
        try:
            invoice = bill_use(**about, by=by, at=at, within_limit=True)  # type: ignore[arg-type]
        except InvalidInput as refused:
            if not BEYOND_LIMIT.issuperset(problem.code for problem in refused.problems):
                raise
            beyond[firm] = Problem(refusals.FREIGHT_BEYOND_LIMIT, values={"firm": str(mine[0].firm)})
            invoice = bill_use(**about, by=by, at=at)  # type: ignore[arg-type]
        Load.objects.filter(pk__in=[one.pk for one in mine]).update(invoice=invoice)
        made.append(invoice)
    if beyond and not confirmed:
        raise InvalidInput(beyond.values())
    return made, sorted(beyond)


def _planned(trip_id: int) -> Trip:
    trip = Trip.objects.select_for_update(no_key=True, of=("self",)).get(pk=trip_id)
    if trip.state != "planned":
        raise refusals.refuse(refusals.MOVED_ON, number=trip.number)
    return trip
