"""Reading deliveries. `seller_id`, `customer_id` or `order_id` fence rows; frozen rows only.

deliveries(*, seller_id=None, customer_id=None, order_id=None) -> list[DeliveryRow]
delivery(delivery_id) -> DeliveryRow | None         delivery_lines(delivery_id) -> list[DeliveryLineRow]
delivery_line(line_id) -> DeliveryLineRow | None    delivery_goods(delivery_id) -> list[DeliveryGoodRow]
delivery_good(line_id) -> DeliveryGoodRow | None    proof(delivery_id, kind="photo") -> ProofRow | None
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Sum
from django.db.models.functions import Coalesce

from rantai.apps.deliveries.models import Delivery, DeliveryGood, DeliveryLine, Proof


@dataclass(frozen=True)
class DeliveryRow:
    """One delivery note. Masses g."""

    delivery_id: int
    number: str
    account_id: int
    seller_id: int
    seller_name: str
    customer_id: int | None
    customer_name: str
    order_id: int | None
    invoice_id: int | None
    invoice_number: str
    delivered_on: date
    vehicle: str
    driver: str
    address: str
    note: str
    received_by: str
    received_at: datetime | None
    has_photo: bool
    has_signature: bool
    pieces: int
    mass_g: int
    returned_pieces: int

    @property
    def state(self) -> str:
        """On the way until somebody signed."""
        return "received" if self.received_at else "on_the_way"


_WHO = ("account_id", "account__seller_id", "account__seller__name", "account__customer_id", "account__customer__name")
_WHAT = ("order_id", "invoice_id", "invoice__number", "delivered_on", "vehicle", "driver", "address", "note")


def deliveries(
    *, seller_id: int | None = None, customer_id: int | None = None, order_id: int | None = None
) -> list[DeliveryRow]:
    """Delivery notes, the newest first. One query."""
    found = Delivery.objects.all()
    found = found.filter(account__seller=seller_id) if seller_id is not None else found
    found = found.filter(account__customer=customer_id) if customer_id is not None else found
    found = found.filter(order=order_id) if order_id is not None else found
    return _rows(found)


def delivery(delivery_id: int) -> DeliveryRow | None:
    """One delivery; whose it is stands on the row."""
    return next(iter(_rows(Delivery.objects.filter(pk=delivery_id))), None)


def delivery_of_key(seller_id: int, key: str) -> int | None:
    """The id of the delivery that a form with this key made; None when there is none."""
    found = Delivery.objects.filter(account__seller=seller_id, key=key) if key else Delivery.objects.none()
    return found.values_list("pk", flat=True).first()


def _rows(found: QuerySet[Delivery]) -> list[DeliveryRow]:
    found = found.annotate(
        n=Coalesce(Sum("lines__pieces"), 0),
        mass=Coalesce(Sum("lines__grams"), 0),
        n_lines=Count("lines"),
        has_photo=Exists(Proof.objects.filter(delivery=OuterRef("pk"), kind="photo")),
        has_signature=Exists(Proof.objects.filter(delivery=OuterRef("pk"), kind="signature")),
        back=Coalesce(Sum("lines__returned_pieces"), 0),
    )
    ends = ("received_by", "received_at", "has_photo", "has_signature", "n", "mass", "back")
    rows: Any = found.order_by("-pk").values_list("pk", "number", *_WHO, *_WHAT, *ends)
    listed: list[tuple[Any, ...]] = [(*row[:6], row[6] or "", *row[7:9], row[9] or "", *row[10:]) for row in rows]
    return [DeliveryRow(*row) for row in listed]


@dataclass(frozen=True)
class DeliveryLineRow:
    """Pieces of one lot on a note."""

    line_id: int
    delivery_id: int
    format_name: str
    length_um: int
    width_um: int
    lot_code: str
    heat: str
    certificate_code: str
    pieces: int
    grams: int
    price_idr_t: int
    net_idr: int
    returned_pieces: int

    @property
    def left_pieces(self) -> int:
        """What is with the customer still."""
        return self.pieces - self.returned_pieces


def delivery_lines(delivery_id: int) -> list[DeliveryLineRow]:
    """The lines of a note. One query."""
    return _lines(DeliveryLine.objects.filter(delivery=delivery_id))


def delivery_line(line_id: int) -> DeliveryLineRow | None:
    """One line, or None."""
    return next(iter(_lines(DeliveryLine.objects.filter(pk=line_id))), None)


def _lines(found: QuerySet[DeliveryLine]) -> list[DeliveryLineRow]:
    lot = ("lot__format__name", "lot__length_um", "lot__width_um", "lot__code", "heat", "certificate_code")
    rows: Any = found.order_by("position").values_list(
        "pk", "delivery_id", *lot, "pieces", "grams", "price_idr_t", "net_idr", "returned_pieces"
    )
    return [DeliveryLineRow(*row) for row in rows]


@dataclass(frozen=True)
class DeliveryGoodRow:
    """A good that left one place with a note, or a service that was done (`place` empty). Thousandths of `unit`."""

    line_id: int
    delivery_id: int
    text: str
    unit: str
    place: str
    quantity_milli: int
    returned_milli: int

    @property
    def left_milli(self) -> int:
        """What is with the customer still."""
        return self.quantity_milli - self.returned_milli


def delivery_goods(delivery_id: int) -> list[DeliveryGoodRow]:
    """Goods and services of a note. One query."""
    return _goods(DeliveryGood.objects.filter(delivery=delivery_id))


def delivery_good(line_id: int) -> DeliveryGoodRow | None:
    """One of them, or None."""
    return next(iter(_goods(DeliveryGood.objects.filter(pk=line_id))), None)


def _goods(found: QuerySet[DeliveryGood]) -> list[DeliveryGoodRow]:
    sold = ("order_good__text", "order_good__unit", "movement__place__name", "movement__place__code")
    rows: Any = found.order_by("position").values_list("pk", "delivery_id", *sold, "quantity_milli", "returned_milli")
    listed: list[tuple[Any, ...]] = [(*row[:4], row[4] or row[5] or "", *row[6:]) for row in rows]
    return [DeliveryGoodRow(*row) for row in listed]


@dataclass(frozen=True)
class ProofRow:
    """The picture that a delivery arrived."""

    kind: str
    media_type: str
    content: bytes


def proof(delivery_id: int, kind: str = "photo") -> ProofRow | None:
    """The photo of a delivery, or its signature; None without."""
    one = Proof.objects.filter(delivery=delivery_id, kind=kind).first()
    return ProofRow(one.kind, one.media_type, bytes(one.content)) if one else None
