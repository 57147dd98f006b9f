"""Reading shelves on consignment: where they stand, what lies there, what was used of it.

shelves(*, seller_id=None, customer_id=None) -> list[ShelfRow]
shelf(place_id) -> ShelfRow | None                  uses(place_id, *, is_open=None) -> list[UseRow]
use(use_id) -> UseRow | None                        said(seller_id) -> dict[tuple[int, int], int]
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import BigIntegerField, Count, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from rantai.apps.deliveries.models import ShelfUse
from rantai.apps.stock.models import Account, Balance


@dataclass(frozen=True)
class ShelfRow:
    """One shelf at a customer. `value_idr` is what lies there in the books; `said_pieces` are used, not billed yet."""

    place_id: int
    code: str
    name: str
    seller_id: int
    seller_name: str
    customer_id: int
    customer_name: str
    lots: int
    pieces: int
    grams: int
    value_idr: int
    said_pieces: int


def shelves(*, seller_id: int | None = None, customer_id: int | None = None) -> list[ShelfRow]:
    """Open shelves, by customer. One query."""
    found = Account.objects.filter(closed_at__isnull=True)
    found = found.filter(organisation=seller_id) if seller_id is not None else found
    found = found.filter(kept_at=customer_id) if customer_id is not None else found
    return _rows(found)


def shelf(place_id: int) -> ShelfRow | None:
    """One shelf; whose it is stands on the row."""
    return next(iter(_rows(Account.objects.filter(pk=place_id))), None)


def _rows(found: QuerySet[Account]) -> list[ShelfRow]:
    lying = Balance.objects.filter(account=OuterRef("pk"), grams__gt=0).order_by().values("account")
    said = ShelfUse.objects.filter(place=OuterRef("pk"), dropped_at__isnull=True, delivery__isnull=True)
    found = found.filter(kind="store", place_kind="consignment", kept_at__isnull=False).annotate(
        lots=_number(lying.annotate(x=Count("pk"))),
        n=_number(lying.annotate(x=Sum("pieces"))),
        g=_number(lying.annotate(x=Sum("grams"))),
        worth=_number(lying.annotate(x=Sum("value_idr"))),
        said=_number(said.order_by().values("place").annotate(x=Sum("pieces"))),
    )
    ends = ("organisation_id", "organisation__name", "kept_at_id", "kept_at__name")
    rows: Any = found.order_by("kept_at__name", "code").values_list(
        "pk", "code", "name", *ends, "lots", "n", "g", "worth", "said"
    )
    return [ShelfRow(*row) for row in rows]


def _number(found: QuerySet[Any]) -> Combinable:
    return Coalesce(
        Subquery(found.values("x"), output_field=BigIntegerField()), Value(0), output_field=BigIntegerField()
    )


@dataclass(frozen=True)
class UseRow:
    """What was taken from a shelf. `grams` is its share of what lies there, as long as it lies there."""

    use_id: int
    place_id: int
    lot_id: int
    lot_code: str
    format_code: str
    format_name: str
    heat: str
    pieces: int
    note: str
    said_by: str
    said_at: datetime
    is_dropped: bool
    delivery_id: int | None
    delivery_number: str

    @property
    def is_open(self) -> bool:
        """Whether it waits to be billed."""
        return not self.is_dropped and self.delivery_id is None


def uses(place_id: int, *, is_open: bool = False, limit: int = 50) -> list[UseRow]:
    """Uses of a shelf, the newest first. One query."""
    found = ShelfUse.objects.filter(place=place_id)
    found = found.filter(dropped_at__isnull=True, delivery__isnull=True) if is_open else found
    return _use_rows(found)[:limit]


def said(seller_id: int) -> dict[tuple[int, int], int]:
    """(place, lot) → pieces that were said to be used on a seller's shelves and wait to be billed. One query."""
    found = ShelfUse.objects.filter(place__organisation=seller_id, dropped_at__isnull=True, delivery__isnull=True)
    sums = found.order_by().values_list("place_id", "lot_id").annotate(n=Sum("pieces"))
    return {(place, lot): count for place, lot, count in sums}


def use(use_id: int) -> UseRow | None:
    """One use; the shelf says whose it is."""
    return next(iter(_use_rows(ShelfUse.objects.filter(pk=use_id))), None)


def _use_rows(found: QuerySet[ShelfUse]) -> list[UseRow]:
    lot = ("lot_id", "lot__code", "lot__format__code", "lot__format__name", "lot__heat")
    said = ("pieces", "note", "said_by__display_name", "said_at", "dropped_at", "delivery_id", "delivery__number")
    rows: Any = found.order_by("-pk").values_list("pk", "place_id", *lot, *said)
    listed: list[tuple[Any, ...]] = [
        (*row[:9], row[9] or "", row[10], row[11] is not None, row[12], row[13] or "") for row in rows
    ]
    return [UseRow(*row) for row in listed]
