"""Reading trips. `owner_id` or `firm_id` fence rows; frozen rows only.

trips(owner_id) -> list[TripRow]                    trip(trip_id) -> TripRow | None
loads(trip_id) -> list[LoadRow]                     trip_of_load(load_id) -> int | None
free_deliveries(owner_id) -> list[FreeRow]          what rides on no truck yet
own_loads(firm_id) -> list[OwnRow]                  a firm's own loads, and of the trip what gives nobody away
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from rantai.apps.deliveries.models import Delivery
from rantai.apps.logistics.models import Load, Trip
from rantai.apps.purchasing.queries import FEWEST_FIRMS

MOST_FREE = 30


@dataclass(frozen=True)
class TripRow:
    """One trip with what rides each way."""

    trip_id: int
    owner_id: int
    number: str
    driven_on: date
    truck: str
    carrier: str
    capacity_g: int
    cost_idr: int
    state: str
    out_g: int
    back_g: int


def trips(owner_id: int) -> list[TripRow]:
    """Trips of a centre, the newest first. One query."""
    return _rows(Trip.objects.filter(owner=owner_id))


def trip(trip_id: int) -> TripRow | None:
    """One trip; whose it is stands on the row."""
    return next(iter(_rows(Trip.objects.filter(pk=trip_id))), None)


def _rows(found: QuerySet[Trip]) -> list[TripRow]:
    ways = {f"{way}_g": Coalesce(Sum("loads__mass_g", filter=Q(loads__way=way)), 0) for way in ("out", "back")}
    names = ("pk", "owner_id", "number", "driven_on", "truck", "carrier", "capacity_g", "cost_idr", "state")
    rows: Any = found.annotate(**ways).order_by("-driven_on", "-pk").values_list(*names, "out_g", "back_g")
    return [TripRow(*row) for row in rows]


@dataclass(frozen=True)
class LoadRow:
    """What rides; `firm_name` "" is the centre itself."""

    load_id: int
    way: str
    firm_name: str
    text: str
    mass_g: int
    charge: str
    share_idr: int
    delivery_id: int | None
    invoice_id: int | None
    invoice_number: str


def loads(trip_id: int) -> list[LoadRow]:
    """Loads of a trip, those on the way out first. One query."""
    names = ("pk", "way", "firm__name", "text", "mass_g", "charge", "share_idr", "delivery_id", "invoice_id")
    rows: Any = Load.objects.filter(trip=trip_id).order_by("-way", "pk").values_list(*names, "invoice__number")
    listed: list[tuple[Any, ...]] = [(*row[:2], row[2] or "", *row[3:9], row[9] or "") for row in rows]
    return [LoadRow(*row) for row in listed]


def trip_of_load(load_id: int) -> int | None:
    """The trip on which something rides."""
    return Load.objects.filter(pk=load_id).values_list("trip_id", flat=True).first()


@dataclass(frozen=True)
class FreeRow:
    """A delivery that rides on no truck yet."""

    delivery_id: int
    number: str
    customer_name: str
    mass_g: int


def free_deliveries(owner_id: int) -> list[FreeRow]:
    """The newest deliveries of a centre that are on the way and on no truck. One query."""
    found = Delivery.objects.filter(account__seller=owner_id, load__isnull=True, received_at__isnull=True)
    found = found.annotate(g=Coalesce(Sum("lines__grams"), 0)).filter(g__gt=0).order_by("-pk")[:MOST_FREE]
    rows = found.values_list("pk", "number", "account__customer__name", "g")
    return [FreeRow(pk, number, name or "", mass_g) for pk, number, name, mass_g in rows]


@dataclass(frozen=True)
class OwnRow:
    """A firm's own load. `rate_idr_t`: what a tonne pays on this truck.

    Kilograms and cost of the whole truck are told only where enough firms ride, so that nobody is given away.
    """

    trip_number: str
    centre_name: str
    driven_on: date
    truck: str
    state: str
    way: str
    text: str
    mass_g: int
    share_idr: int
    invoice_id: int | None
    rate_idr_t: int
    total_g: int | None
    total_idr: int | None


def own_loads(firm_id: int) -> list[OwnRow]:
    """What of a firm rode or will ride, the newest first. Two queries."""
    mine = list(
        Load.objects.filter(firm=firm_id).select_related("trip__owner").order_by("-trip__driven_on", "-trip", "pk")
    )
    sums = {
        row["trip"]: (row["g"], row["firms"])
        for row in Load.objects.filter(trip__in={one.trip_id for one in mine})
        .order_by()
        .values("trip")
        .annotate(g=Sum("mass_g"), firms=Count("firm", distinct=True))
    }
    return [_own(one, *sums[one.trip_id]) for one in mine]


def _own(one: Load, total_g: int, firms: int) -> OwnRow:
    is_shown = firms >= FEWEST_FIRMS
    trip = one.trip
    return OwnRow(
        trip.number,
        trip.owner.name,
        trip.driven_on,
        trip.truck,
        trip.state,
        one.way,
        one.text,
        one.mass_g,
        one.share_idr,
        one.invoice_id,
        one.share_idr * 1_000_000 // one.mass_g if one.share_idr else 0,
        total_g if is_shown else None,
        trip.cost_idr if is_shown else None,
    )
