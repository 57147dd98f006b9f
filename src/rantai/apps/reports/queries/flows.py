"""What the ledger says went in and out of a store, summed in the database: by month, by kind of account, by owner.

Only steel is counted. Reversed bookings fall out by themselves, because their mirror image is summed as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, CharField, Min, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce, TruncMonth

from rantai.apps.stock.models import Balance, Movement

AGE_BANDS = ("0-30", "31-90", "91-180", "181-")
_BAND_DAYS = (30, 90, 180)


@dataclass(frozen=True)
class Flow:
    """Steel of one owner that went between two kinds of account in a month, g and rupiah of cost."""

    month: date
    src: str
    dst: str
    owner_id: int
    owner_name: str
    grams: int
    value_idr: int


def flows(holder_id: int, since: date, until: date) -> list[Flow]:
    """Movements of a firm's steel from `since` to `until`, both included. One query."""
    found = Movement.objects.filter(_of(holder_id), effective_on__range=(since, until))
    keys = ("month", "src__kind", "dst__kind", "material_lot__owner_id", "material_lot__owner__name")
    grouped = found.annotate(month=TruncMonth("effective_on")).order_by(*keys).values_list(*keys)
    rows: Any = grouped.annotate(g=Sum("grams"), idr=Sum("value_idr"))
    return [Flow(*row) for row in rows if row[1] != row[2]]


def net_g(rows: Sequence[Flow], kind: str) -> int:
    """What went to accounts of a kind, less what came back from them, g."""
    return sum(row.grams for row in rows if row.dst == kind) - sum(row.grams for row in rows if row.src == kind)


def net_idr(rows: Sequence[Flow], kind: str) -> int:
    """The same in rupiah of cost."""
    return sum(row.value_idr for row in rows if row.dst == kind) - sum(row.value_idr for row in rows if row.src == kind)


@dataclass(frozen=True)
class SoldRow:
    """What left to one customer, less what came back: g of one grade. `party_id` 0: customers without a name."""

    party_id: int
    party_name: str
    month: date
    grade: str
    grams: int


def sold(holder_id: int, since: date, until: date) -> list[SoldRow]:
    """Steel of a firm that customers took, net of returns, by customer, month and grade. One query.

    Who sells a firm's steel at a counter of its own is that firm's customer.
    """
    found = Movement.objects.filter(
        _of(holder_id),
        Q(src__kind="customer") | Q(dst__kind="customer"),
        effective_on__range=(since, until),
    )
    ends = [f"{side}__{what}" for side in ("src", "dst") for what in ("kind", "organisation_id", "organisation__name")]
    keys = (*ends, "month", "material_lot__format__material__grade")
    grouped = found.annotate(month=TruncMonth("effective_on")).order_by(*keys).values_list(*keys)
    rows: Any = grouped.annotate(g=Sum("grams"))
    sums: dict[tuple[int, str, date, str], int] = {}
    for *two, month, grade, grams in rows:
        for (kind, party, name), sign in ((two[:3], -1), (two[3:], 1)):
            if kind == "customer":
                key = (party or 0, name or "", month, grade)
                sums[key] = sums.get(key, 0) + sign * grams
    return [SoldRow(*key, grams) for key, grams in sorted(sums.items()) if grams]


@dataclass(frozen=True)
class AgedRow:
    """Steel in a store by grade and age, g and rupiah of cost. Age is counted from the day its root came in."""

    grade: str
    band: str
    grams: int
    value_idr: int


def aged(holder_id: int, today: date) -> list[AgedRow]:
    """What the firm owns, in its own store or kept elsewhere to be sold. One query."""
    found = _kept(holder_id).filter(material_lot__owner=holder_id)
    first = Movement.objects.filter(material_lot=OuterRef("root_lot")).order_by().values("material_lot")
    born = first.annotate(day=Min("effective_on")).values("day")
    found = found.annotate(root_lot=Coalesce("material_lot__root_id", "material_lot_id")).annotate(born=Subquery(born))
    cases = [
        When(born__gte=today - timedelta(days=days), then=Value(band))
        for days, band in zip(_BAND_DAYS, AGE_BANDS, strict=False)
    ]
    found = found.annotate(band=Case(*cases, default=Value(AGE_BANDS[-1]), output_field=CharField()))
    keys = ("material_lot__format__material__grade", "band")
    rows: Any = found.order_by(*keys).values_list(*keys).annotate(g=Sum("grams"), idr=Sum("value_idr"))
    return [AgedRow(*row) for row in rows]


@dataclass(frozen=True)
class OwnerRow:
    """Whose steel lies in a store now, g and rupiah of cost."""

    owner_id: int
    owner_name: str
    grams: int
    value_idr: int


@dataclass(frozen=True)
class EntrustedRow:
    """Steel of one owner that a firm keeps to sell it: g. What it cost is its owner's alone."""

    owner_id: int
    owner_name: str
    grams: int


def lying(holder_id: int) -> tuple[list[OwnerRow], list[EntrustedRow]]:
    """Steel in a firm's charge by owner, its own that another sells among it; and what it keeps to sell. One query."""
    to_sell = Q(material_lot__holder=holder_id, material_lot__ownership="agency")
    found = Balance.objects.filter(_of(holder_id) | to_sell, account__kind="store", grams__gt=0)
    keys = ("material_lot__owner_id", "material_lot__owner__name", "material_lot__ownership")
    rows: Any = (
        found.order_by("material_lot__owner__name").values_list(*keys).annotate(g=Sum("grams"), idr=Sum("value_idr"))
    )
    sums: dict[int, OwnerRow] = {}
    kept: list[EntrustedRow] = []
    for owner, name, ownership, grams, value in rows:
        if ownership == "agency" and owner != holder_id:
            kept.append(EntrustedRow(owner, name, grams))
            continue
        before = sums.get(owner, OwnerRow(owner, name, 0, 0))
        sums[owner] = OwnerRow(owner, name, before.grams + grams, before.value_idr + value)
    return list(sums.values()), kept


def _kept(holder_id: int) -> QuerySet[Balance]:
    return Balance.objects.filter(_of(holder_id), account__kind="store", material_lot__isnull=False, grams__gt=0)


def _of(firm_id: int) -> Q:
    """Lots of a firm's business: what it keeps, but for what it only sells for others; and its own that others sell."""
    sold_here, sold_elsewhere = Q(material_lot__holder=firm_id), Q(material_lot__owner=firm_id)
    entrusted = Q(material_lot__ownership="agency")
    return (sold_here & ~entrusted) | (sold_elsewhere & entrusted)


def counted_g(holder_id: int, since: date, until: date) -> int:
    """What stock counts corrected, plus and minus both as plus, g. One query."""
    found = Movement.objects.filter(
        _of(holder_id),
        Q(src__kind="correction") | Q(dst__kind="correction"),
        booking__kind="count",
        booking__reversed_by__isnull=True,
        effective_on__range=(since, until),
    )
    return found.aggregate(g=Sum("grams"))["g"] or 0
