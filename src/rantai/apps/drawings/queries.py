"""Reading drawings.

drawings(order_id) -> list[DrawingRow]      drawing(drawing_id) -> DrawingRow | None      content(drawing_id) -> bytes
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from rantai.apps.drawings.models import OrderDrawing


@dataclass(frozen=True)
class DrawingRow:
    """A drawing without its bytes; the order says whose it is."""

    drawing_id: int
    order_id: int
    seller_id: int
    customer_id: int | None
    name: str
    kind: str
    size_bytes: int
    added_at: datetime


def drawings(order_id: int) -> list[DrawingRow]:
    """Drawings of an order, as they came. One query."""
    return _rows(OrderDrawing.objects.filter(order=order_id))


def drawing(drawing_id: int) -> DrawingRow | None:
    """One drawing."""
    return next(iter(_rows(OrderDrawing.objects.filter(pk=drawing_id))), None)


def content(drawing_id: int) -> bytes:
    """Its bytes."""
    return bytes(OrderDrawing.objects.values_list("content", flat=True).get(pk=drawing_id))


def _rows(found: QuerySet[OrderDrawing]) -> list[DrawingRow]:
    ends = ("order__account__seller_id", "order__account__customer_id")
    rows: Any = found.order_by("pk").values_list("pk", "order_id", *ends, "name", "kind", "size_bytes", "added_at")
    return [DrawingRow(*row) for row in rows]
