"""Reading goods and services. Every list takes `seller_id`; frozen rows only.

goods(seller_id, on, *, is_offered=False) -> list[GoodRow]           good(good_id, on) -> GoodRow | None
prices(good_id) -> list[PriceRow]                   movements(good_id) -> list[MovementRow]
movement(movement_id) -> MovementRow | None         places_of(good_id) -> list[PlaceRow]
receipts(holder_id) -> list[ReceiptRow]             receipt(receipt_id) -> ReceiptRow | None
receipt_lines(receipt_id) -> list[MovementRow]      last_upload(seller_id) -> UploadRow | None
upload(upload_id) -> UploadRow | None               good_of_price(price_id) -> tuple[int, int] | None
faults() -> list[str]                               balances that movements do not add up to: always none
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import get_language

from rantai.apps.goods.models import Good, GoodBalance, GoodMovement, GoodPrice, GoodsReceipt, GoodUpload


@dataclass(frozen=True)
class GoodRow:
    """One good or service on a day. `price_idr` None: no price in force; quantities thousandths of `unit`."""

    good_id: int
    seller_id: int
    code: str
    name_id: str
    name_en: str
    line: str
    unit: str
    is_stocked: bool
    is_retired: bool
    price_idr: int | None
    valid_from: date | None
    quantity_milli: int
    value_idr: int

    @property
    def name(self) -> str:
        """What it is called in the reader's language."""
        return self.name_en if self.name_en and get_language() == "en" else self.name_id


def goods(seller_id: int, on: date, *, is_offered: bool = False) -> list[GoodRow]:
    """The catalogue of a centre on a day, by name; `is_offered`: without what is retired. One query."""
    found = Good.objects.filter(seller=seller_id)
    return _rows(found.filter(retired_at__isnull=True) if is_offered else found, on)


def good(good_id: int, on: date) -> GoodRow | None:
    """One good; whose it is stands on the row."""
    return next(iter(_rows(Good.objects.filter(pk=good_id), on)), None)


def _rows(found: QuerySet[Good], on: date) -> list[GoodRow]:
    held = GoodPrice.objects.filter(good=OuterRef("pk"), withdrawn_at__isnull=True, valid_from__lte=on)
    now = held.order_by("-valid_from")
    lying = GoodBalance.objects.filter(good=OuterRef("pk")).order_by().values("good")
    found = found.annotate(
        price=Subquery(now.values("price_idr")[:1]),
        since=Subquery(now.values("valid_from")[:1]),
        milli=Coalesce(Subquery(lying.annotate(n=Sum("quantity_milli")).values("n")), 0),
        worth=Coalesce(Subquery(lying.annotate(n=Sum("value_idr")).values("n")), 0),
    )
    what = ("pk", "seller_id", "code", "name", "name_en", "line", "unit", "is_stocked", "retired_at")
    rows: Any = found.order_by("name", "pk").values_list(*what, "price", "since", "milli", "worth")
    listed: list[tuple[Any, ...]] = [(*row[:8], row[8] is not None, *row[9:]) for row in rows]
    return [GoodRow(*row) for row in listed]


@dataclass(frozen=True)
class PriceRow:
    """A price from a day on."""

    price_id: int
    valid_from: date
    price_idr: int
    withdrawn_at: datetime | None


def prices(good_id: int) -> list[PriceRow]:
    """Every price a good ever had, the newest first. One query."""
    found = GoodPrice.objects.filter(good=good_id).order_by("-valid_from", "-pk")
    rows: Any = found.values_list("pk", "valid_from", "price_idr", "withdrawn_at")
    return [PriceRow(*row) for row in rows]


def good_of_price(price_id: int) -> tuple[int, int] | None:
    """(seller, good) of a price, or None."""
    return GoodPrice.objects.filter(pk=price_id).values_list("good__seller_id", "good_id").first()


@dataclass(frozen=True)
class MovementRow:
    """One movement of a good at a place."""

    movement_id: int
    good_id: int
    seller_id: int
    good_name: str
    unit: str
    place: str
    kind: str
    quantity_milli: int
    value_idr: int
    effective_on: date
    document: str
    reason: str
    receipt_id: int | None
    is_reversed: bool
    is_billed: bool

    @property
    def may_reverse(self) -> bool:
        """Whether it can be taken back on its own."""
        return self.kind in ("receipt", "opening", "count") and not self.is_reversed and not self.is_billed


def movements(good_id: int) -> list[MovementRow]:
    """The last 200 movements of a good, the newest first. One query."""
    return _moved(GoodMovement.objects.filter(good=good_id))


def movement(movement_id: int) -> MovementRow | None:
    """One movement; whose it is stands on the row."""
    return next(iter(_moved(GoodMovement.objects.filter(pk=movement_id))), None)


def receipt_lines(receipt_id: int) -> list[MovementRow]:
    """What came on a receipt and what of it was reversed, the newest first. One query."""
    return _moved(GoodMovement.objects.filter(receipt=receipt_id))


def _moved(found: QuerySet[GoodMovement]) -> list[MovementRow]:
    what = ("pk", "good_id", "good__seller_id", "good__name", "good__unit", "place__name", "place__code", "kind")
    said = ("quantity_milli", "value_idr", "effective_on", "document", "reason", "receipt_id")
    ends = ("reversed_by__pk", "receipt__billed_at")
    rows: Any = found.order_by("-pk").values_list(*what, *said, *ends)[:200]
    listed: list[tuple[Any, ...]] = [
        (*row[:5], row[5] or row[6], *row[7:14], row[14] is not None, row[15] is not None) for row in rows
    ]
    return [MovementRow(*row) for row in listed]


@dataclass(frozen=True)
class PlaceRow:
    """What lies of a good at one place."""

    place_id: int
    place: str
    quantity_milli: int
    value_idr: int


def places_of(good_id: int) -> list[PlaceRow]:
    """Where a good lies, the usual place first. One query."""
    found = GoodBalance.objects.filter(good=good_id, quantity_milli__gt=0).order_by("-place__is_default", "place_id")
    rows: Any = found.values_list("place_id", "place__name", "place__code", "quantity_milli", "value_idr")
    return [PlaceRow(row[0], row[1] or row[2], *row[3:]) for row in rows]


@dataclass(frozen=True)
class ReceiptRow:
    """Goods that came on one paper; `cost_idr` without tax, less what was reversed."""

    receipt_id: int
    holder_id: int
    party: str
    document: str
    received_on: date
    is_opening: bool
    bill_number: str
    is_billed: bool
    lines: int
    cost_idr: int


def receipts(holder_id: int) -> list[ReceiptRow]:
    """Receipts of a centre, the newest first. One query."""
    return _received(GoodsReceipt.objects.filter(holder=holder_id))


def receipt(receipt_id: int) -> ReceiptRow | None:
    """One receipt; whose it is stands on the row."""
    return next(iter(_received(GoodsReceipt.objects.filter(pk=receipt_id))), None)


def _received(found: QuerySet[GoodsReceipt]) -> list[ReceiptRow]:
    found = found.annotate(n=Count("movements"), cost=Coalesce(Sum("movements__value_idr"), 0)).order_by("-pk")
    who = ("pk", "holder_id", "supplier__name", "party", "document", "received_on", "is_opening", "bill_number")
    rows: Any = found.values_list(*who, "billed_at", "n", "cost")
    listed: list[tuple[Any, ...]] = [
        (row[0], row[1], row[2] or row[3], *row[4:8], row[8] is not None, *row[9:]) for row in rows
    ]
    return [ReceiptRow(*row) for row in listed]


@dataclass(frozen=True)
class UploadRow:
    """A list that was taken over."""

    upload_id: int
    seller_id: int
    rows: int
    made_at: datetime
    is_undone: bool


def last_upload(seller_id: int) -> UploadRow | None:
    """The last list of a centre that still stands. One query."""
    found = GoodUpload.objects.filter(seller=seller_id, undone_at__isnull=True).order_by("-pk")
    return _upload(found)


def upload(upload_id: int) -> UploadRow | None:
    """One list; whose it is stands on the row."""
    return _upload(GoodUpload.objects.filter(pk=upload_id))


def _upload(found: QuerySet[GoodUpload]) -> UploadRow | None:
    row = found.values_list("pk", "seller_id", "rows", "made_at", "undone_at").first()
    return UploadRow(*row[:4], row[4] is not None) if row else None


def faults() -> list[str]:
    """Balances that are not the sum of their movements. Two queries."""
    sums = GoodMovement.objects.order_by().values("good_id", "place_id")
    moved = {
        (row["good_id"], row["place_id"]): (row["n"], row["v"])
        for row in sums.annotate(n=Sum("quantity_milli"), v=Sum("value_idr"))
    }
    held = {
        (good_id, place_id): (quantity, value)
        for good_id, place_id, quantity, value in GoodBalance.objects.values_list(
            "good_id", "place_id", "quantity_milli", "value_idr"
        )
    }
    nothing = (0, 0)
    return [
        f"good {pair[0]} at {pair[1]}: {held.get(pair, nothing)} held, {moved.get(pair, nothing)} moved"
        for pair in sorted(moved.keys() | held.keys())
        if held.get(pair, nothing) != moved.get(pair, nothing)
    ]
