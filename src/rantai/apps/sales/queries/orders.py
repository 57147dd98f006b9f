"""Quotes, requests and orders, and their lines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from rantai.apps.sales.models import SalesOrder, SalesOrderGood, SalesOrderLine


@dataclass(frozen=True)
class OrderRow:
    """One quote, request or order. Money whole rupiah, masses g; pieces are of steel.

    `goods`: how many lines of goods and services it has, `goods_open` how many of them are not delivered in full, and
    of how many something was delivered.
    """

    order_id: int
    account_id: int
    seller_id: int
    seller_name: str
    customer_id: int | None
    customer_name: str
    state: str
    way: str
    wanted_on: date | None
    valid_until: date | None
    needs_certificate: bool
    is_delivered: bool
    address: str
    note: str
    deposit_idr: int
    delivery_idr: int
    net_idr: int
    tax_idr: int
    total_idr: int
    open_idr: int
    invoiced_idr: int
    made_at: datetime
    confirmed_at: datetime | None
    mass_g: int
    quantity_pieces: int
    delivered_pieces: int
    goods: int
    goods_open: int
    goods_begun: int

    @property
    def is_begun(self) -> bool:
        """Whether anything of it left."""
        return bool(self.delivered_pieces or self.goods_begun)

    @property
    def is_whole(self) -> bool:
        """Whether all of it left."""
        return self.delivered_pieces >= self.quantity_pieces and not self.goods_open


def orders(
    *, seller_id: int | None = None, customer_id: int | None = None, account_id: int | None = None
) -> list[OrderRow]:
    """Orders, the newest first. One query."""
    found = SalesOrder.objects.all()
    found = found.filter(account__seller=seller_id) if seller_id is not None else found
    found = found.filter(account__customer=customer_id) if customer_id is not None else found
    found = found.filter(account=account_id) if account_id is not None else found
    return _rows(found)


def order(order_id: int) -> OrderRow | None:
    """One order; whose it is stands on the row."""
    return next(iter(_rows(SalesOrder.objects.filter(pk=order_id))), None)


def _rows(found: QuerySet[SalesOrder]) -> list[OrderRow]:
    beside = SalesOrderGood.objects.filter(order=OuterRef("pk")).order_by().values("order")
    is_open, is_begun = Q(delivered_milli__lt=F("quantity_milli")), Q(delivered_milli__gt=0)

    def counted(which: Q) -> Coalesce:
        return Coalesce(Subquery(beside.annotate(n=Count("pk", filter=which)).values("n")), 0)

    found = found.annotate(
        n_goods=counted(Q()),
        n_open=counted(is_open),
        n_begun=counted(is_begun),
        mass=Coalesce(Sum("lines__mass_g"), 0),
        asked=Coalesce(Sum("lines__quantity_pieces"), 0),
        gone=Coalesce(Sum("lines__delivered_pieces"), 0),
    ).order_by("-pk")
    who = ("pk", "account_id", "account__seller_id", "account__seller__name")
    customer = ("account__customer_id", "account__customer__name")
    said = ("state", "way", "wanted_on", "valid_until", "needs_certificate", "is_delivered", "address", "note")
    money = ("deposit_idr", "delivery_idr", "net_idr", "tax_idr", "total_idr", "open_idr", "invoiced_idr")
    ends = ("made_at", "confirmed_at", "mass", "asked", "gone", "n_goods", "n_open", "n_begun")
    rows: Any = found.values_list(*who, *customer, *said, *money, *ends)
    listed: list[tuple[Any, ...]] = [(*row[:5], row[5] or "", *row[6:]) for row in rows]
    return [OrderRow(*row) for row in listed]


@dataclass(frozen=True)
class OrderLineRow:
    """One line. Sizes µm (both 0: the whole format), masses g, money whole rupiah, price rupiah a tonne."""

    line_id: int
    position: int
    format_id: int
    format_code: str
    format_name: str
    kind: str
    material_code: str
    grade: str
    length_um: int
    width_um: int
    quantity_pieces: int
    mass_g: int
    price_idr_t: int
    material_idr: int
    cutting_idr: int
    scrap_credit_idr: int
    net_idr: int
    delivered_pieces: int
    delivered_g: int
    invoiced_pieces: int
    cut_job_id: int | None

    @property
    def left_pieces(self) -> int:
        """What is still to be delivered."""
        return self.quantity_pieces - self.delivered_pieces

    @property
    def is_cut(self) -> bool:
        """Whether it is cut to a size of its own."""
        return self.length_um > 0


def order_lines(order_id: int) -> list[OrderLineRow]:
    """The lines of an order, in its own order. One query."""
    steel = ("format_id", "format__code", "format__name", "format__kind", "format__material__code")
    size = ("format__material__grade", "length_um", "width_um", "quantity_pieces", "mass_g", "price_idr_t")
    money = (
        "material_idr",
        "cutting_idr",
        "scrap_credit_idr",
        "net_idr",
        "delivered_pieces",
        "delivered_g",
        "invoiced_pieces",
    )
    found = SalesOrderLine.objects.filter(order=order_id).order_by("position")
    rows: Any = found.values_list("pk", "position", *steel, *size, *money, "cut_job_id")
    return [OrderLineRow(*row) for row in rows]


@dataclass(frozen=True)
class OrderGoodRow:
    """A good or service of an order. Quantities thousandths of `unit`, money whole rupiah."""

    line_id: int
    position: int
    good_id: int
    code: str
    text: str
    unit: str
    is_stocked: bool
    quantity_milli: int
    price_idr: int
    net_idr: int
    delivered_milli: int

    @property
    def left_milli(self) -> int:
        """What is still to be delivered, or done."""
        return self.quantity_milli - self.delivered_milli


def order_goods(order_id: int) -> list[OrderGoodRow]:
    """Goods and services of an order, in its own order. One query."""
    what = ("pk", "position", "good_id", "good__code", "text", "unit", "good__is_stocked")
    rows: Any = (
        SalesOrderGood.objects.filter(order=order_id)
        .order_by("position")
        .values_list(*what, "quantity_milli", "price_idr", "net_idr", "delivered_milli")
    )
    return [OrderGoodRow(*row) for row in rows]
