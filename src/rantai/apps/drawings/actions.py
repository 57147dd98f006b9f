"""Verbs of drawings. Both take `by` and `at`, write their audit row in the same transaction, and raise InvalidInput.

attach(*, order_id, name, content, by, at) -> int      remove(*, drawing_id, by, at) -> None
"""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import transaction

from rantai.apps.audit.actions import Author, record
from rantai.apps.drawings.inside import kind_of
from rantai.apps.drawings.models import NAME_LENGTH, OrderDrawing
from rantai.apps.drawings.refusals import LATE, MANY, refuse
from rantai.apps.sales.models import SalesOrder

MOST = 5
OPEN = ("quote", "requested")  # later the pieces may be cut already


@transaction.atomic
def attach(*, order_id: int, name: str, content: bytes, by: Author, at: datetime) -> int:
    """Keep a drawing with an order; returns its id. The same bytes are kept once."""
    order = _open_order(order_id)
    kind = kind_of(content)
    digest = hashlib.sha256(content).hexdigest()
    known = OrderDrawing.objects.filter(order=order, sha256=digest).values_list("pk", flat=True).first()
    if known is not None:
        return known
    if OrderDrawing.objects.filter(order=order).count() >= MOST:
        raise refuse(MANY, most=MOST)
    plain = "".join(sign for sign in name.rsplit("/", maxsplit=1)[-1] if sign.isprintable())[:NAME_LENGTH]
    made = OrderDrawing.objects.create(
        order=order,
        name=plain or f"gambar.{kind}",
        kind=kind,
        size_bytes=len(content),
        sha256=digest,
        content=content,
        added_at=at,
        added_by_id=by.user_id,
    )
    after = {"drawing": made.pk, "name": made.name, "bytes": made.size_bytes}
    record(verb="draw", noun="sales_order", object_id=order_id, by=by, at=at, after=after)
    return made.pk


@transaction.atomic
def remove(*, drawing_id: int, by: Author, at: datetime) -> None:
    """Take a drawing away while the order is not confirmed."""
    row = OrderDrawing.objects.only("order_id", "name").get(pk=drawing_id)
    _open_order(row.order_id)
    OrderDrawing.objects.filter(pk=drawing_id).delete()
    record(verb="undraw", noun="sales_order", object_id=row.order_id, by=by, at=at, before={"name": row.name})


def _open_order(order_id: int) -> SalesOrder:
    order = SalesOrder.objects.select_for_update(no_key=True, of=("self",)).get(pk=order_id)
    if order.state not in OPEN:
        raise refuse(LATE)
    return order
