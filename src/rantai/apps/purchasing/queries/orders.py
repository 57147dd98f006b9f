"""Reading purchase orders and what belongs to them. `centre_id` fences a centre's own.

orders(centre_id) -> list[OrderRow]          order(order_id) -> OrderRow | None
orders_at(supplier_id) -> list[OrderRow]     what was placed with a seller
order_lines(order_id) -> list[OrderLineRow]  notices / receipts / bills / claims / costs(order_id)
shares_of_order(order_id) -> list[ShareRow]  paper_of(order_id) -> PurchaseOrder (as it is printed)
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet, Sum
from django.db.models.functions import Coalesce

from rantai.apps.papers import documents, tax
from rantai.apps.papers.queries import standing
from rantai.apps.purchasing.models import (
    BillLine,
    Claim,
    LandedCost,
    NoticeLine,
    OrderLine,
    PurchaseOrder,
    ReceivedLine,
    ReceivedShare,
    SupplierBill,
)
from rantai.apps.purchasing.shapes import PIECEWISE
from rantai.core.units import PPM


@dataclass(frozen=True)
class OrderRow:
    """An order with what it comes to."""

    order_id: int
    centre_id: int
    centre_name: str
    supplier_id: int
    supplier_name: str
    kind: str
    state: str
    number: str
    reference: str
    terms: str
    round_id: int | None
    frame_id: int | None
    due_on: date
    ordered_on: date | None
    over_ppm: int
    under_ppm: int
    tax_idr: int
    mass_g: int
    received_g: int
    cost_idr: int
    keeper_name: str = ""


def orders(centre_id: int) -> list[OrderRow]:
    """The orders of a centre, newest first. One query."""
    return _rows(PurchaseOrder.objects.filter(centre=centre_id))


def orders_at(supplier_id: int) -> list[OrderRow]:
    """What was placed with a seller by any centre, newest first; drafts are not its business. One query."""
    return _rows(PurchaseOrder.objects.filter(supplier=supplier_id).exclude(number=""))


def orders_of_round(round_id: int) -> list[OrderRow]:
    """The orders that a round became. One query."""
    return _rows(PurchaseOrder.objects.filter(round=round_id))


def order(order_id: int) -> OrderRow | None:
    """One order. One query."""
    return next(iter(_rows(PurchaseOrder.objects.filter(pk=order_id))), None)


def _rows(found: QuerySet[PurchaseOrder]) -> list[OrderRow]:
    sums = found.annotate(
        g=Coalesce(Sum("lines__mass_g"), 0),
        came=Coalesce(Sum("lines__received_g"), 0),
        idr=Coalesce(Sum("lines__cost_idr"), 0),
    ).order_by("-pk")
    who = ("pk", "centre_id", "centre__name", "supplier_id", "supplier__name", "kind", "state", "number", "reference")
    what = ("terms", "round_id", "frame_id", "due_on", "ordered_on", "over_ppm", "under_ppm", "tax_idr")
    rows: Any = sums.values_list(*who, *what, "g", "came", "idr", "keeper__name")
    listed: list[tuple[Any, ...]] = [(*row[:-1], row[-1] or "") for row in rows]
    return [OrderRow(*row) for row in listed]


@dataclass(frozen=True)
class OrderLineRow:
    """One format of an order."""

    line_id: int
    format_id: int
    format_name: str
    format_kind: str
    grade: str
    pieces: int
    mass_g: int
    price_idr_t: int
    cost_idr: int
    received_pieces: int
    received_g: int

    @property
    def is_counted(self) -> bool:
        """Whether a delivery of it is counted in pieces."""
        return self.format_kind in PIECEWISE

    @property
    def open_g(self) -> int:
        return max(0, self.mass_g - self.received_g)


def order_lines(order_id: int) -> list[OrderLineRow]:
    """The lines of an order. One query."""
    names = ("pk", "format_id", "format__name", "format__kind", "format__material__grade", "quantity_pieces", "mass_g")
    rows: Any = OrderLine.objects.filter(order=order_id).order_by("pk")
    listed = rows.values_list(*names, "price_idr_t", "cost_idr", "received_pieces", "received_g")
    return [OrderLineRow(*row) for row in listed]


@dataclass(frozen=True)
class NoticeRow:
    """What the seller has announced."""

    line_id: int
    format_name: str
    heat: str
    pieces: int
    mass_g: int
    arrives_on: date
    certificate_code: str


def notices(order_id: int) -> list[NoticeRow]:
    """Announced heats, soonest first. One query."""
    names = ("line_id", "line__format__name", "heat", "pieces", "mass_g", "arrives_on", "certificate_code")
    rows = NoticeLine.objects.filter(line__order=order_id).order_by("arrives_on", "pk")
    return [NoticeRow(*row) for row in rows.values_list(*names)]


@dataclass(frozen=True)
class ReceiptRow:
    """One lot that came."""

    number: str
    received_on: date
    format_name: str
    lot_code: str
    heat: str
    pieces: int
    mass_g: int
    value_idr: int
    certificate_code: str
    grade: str


def receipts(order_id: int) -> list[ReceiptRow]:
    """Lots that came of an order, in the order of their coming. One query."""
    names = ("receiving__number", "receiving__received_on", "line__format__name", "lot__code", "lot__heat")
    rows = ReceivedLine.objects.filter(line__order=order_id).order_by("pk")
    amounts = ("pieces", "mass_g", "value_idr", "lot__certificate_code", "line__format__material__grade")
    return [ReceiptRow(*row) for row in rows.values_list(*names, *amounts)]


@dataclass(frozen=True)
class ShareRow:
    """For whom what came is."""

    account: str
    member_id: int | None
    member_name: str
    sold_order_id: int | None
    pieces: int
    mass_g: int


def shares_of_order(order_id: int) -> list[ShareRow]:
    """By account, member and the sales order that bills it, all lots together. One query."""
    names = ("account", "member_id", "member__name", "sold_order_id")
    rows = ReceivedShare.objects.filter(received__line__order=order_id).values_list(*names)
    summed = rows.annotate(n=Sum("pieces"), g=Sum("mass_g")).order_by("account", "member__name", "sold_order_id")
    return [ShareRow(row[0], row[1], row[2] or "", *row[3:]) for row in summed]


@dataclass(frozen=True)
class BillRow:
    """A seller's bill against what was ordered and what came."""

    bill_id: int
    number: str
    dated_on: date
    state: str
    tax_idr: int
    mass_g: int
    amount_idr: int


def bills(order_id: int) -> list[BillRow]:
    """The bills of an order. One query."""
    rows: Any = SupplierBill.objects.filter(order=order_id).order_by("pk")
    rows = rows.annotate(g=Coalesce(Sum("lines__mass_g"), 0), idr=Coalesce(Sum("lines__amount_idr"), 0))
    return [BillRow(*row) for row in rows.values_list("pk", "number", "dated_on", "state", "tax_idr", "g", "idr")]


@dataclass(frozen=True)
class MatchRow:
    """One line of an order three ways: ordered, received, billed (bills that were not sent back)."""

    format_name: str
    ordered_g: int
    received_g: int
    billed_g: int
    ordered_idr_t: int
    dearest_idr_t: int

    @property
    def is_even(self) -> bool:
        """Whether what is billed is no more than what came, at no more than what was ordered."""
        return self.billed_g <= self.received_g and self.dearest_idr_t <= self.ordered_idr_t


def matches(order_id: int) -> list[MatchRow]:
    """The three ways, line by line. Two queries."""
    masses: dict[int, int] = {}
    prices: dict[int, int] = {}
    rows = BillLine.objects.filter(line__order=order_id).exclude(bill__state="refused")
    for line, mass_g, price in rows.values_list("line_id", "mass_g", "price_idr_t"):
        masses[line] = masses.get(line, 0) + mass_g
        prices[line] = max(prices.get(line, 0), price)
    return [
        MatchRow(
            row.format_name,
            row.mass_g,
            row.received_g,
            masses.get(row.line_id, 0),
            row.price_idr_t,
            prices.get(row.line_id, 0),
        )
        for row in order_lines(order_id)
    ]


@dataclass(frozen=True)
class ClaimRow:
    """A claim."""

    claim_id: int
    number: str
    kind: str
    mass_g: int
    asked_idr: int
    granted_idr: int
    text: str
    state: str
    raised_on: date


def claims(order_id: int) -> list[ClaimRow]:
    """Claims of an order. One query."""
    names = ("pk", "number", "kind", "mass_g", "asked_idr", "granted_idr", "text", "state", "raised_on")
    return [ClaimRow(*row) for row in Claim.objects.filter(order=order_id).order_by("pk").values_list(*names)]


def owner_of_bill(bill_id: int) -> int | None:
    """The order that a bill is for."""
    return SupplierBill.objects.filter(pk=bill_id).values_list("order_id", flat=True).first()


def owner_of_claim(claim_id: int) -> int | None:
    """The order that a claim is about."""
    return Claim.objects.filter(pk=claim_id).values_list("order_id", flat=True).first()


@dataclass(frozen=True)
class CostRow:
    """A further cost of an order."""

    kind: str
    amount_idr: int
    paid_on: date
    note: str


def costs(order_id: int) -> list[CostRow]:
    """Landed costs of an order. One query."""
    rows = LandedCost.objects.filter(order=order_id).order_by("pk")
    return [CostRow(*row) for row in rows.values_list("kind", "amount_idr", "paid_on", "note")]


def paper_of(order_id: int) -> documents.PurchaseOrder:
    """The order as it is printed: with the tax of the day on which it was placed. Four queries."""
    one = PurchaseOrder.objects.select_related("centre", "supplier").get(pk=order_id)
    day = one.ordered_on or one.due_on
    lines = order_lines(order_id)
    buyer, seller = standing(one.centre_id, day), standing(one.supplier_id, day)
    price = sum(line.cost_idr for line in lines)
    return documents.PurchaseOrder(
        number=one.number or "–",
        dated_on=day,
        buyer=documents.Firm(one.centre.name, (), buyer.npwp),
        seller=documents.Firm(one.supplier.name, (), seller.npwp),
        lines=tuple(
            documents.Line(
                what=line.format_name,
                size=line.grade,
                pieces=line.pieces,
                mass_g=line.mass_g,
                price_idr=line.price_idr_t,
                per="t",
                amount_idr=line.cost_idr,
            )
            for line in lines
        ),
        tax=tax.tax(price, on=day, is_taxable=one.is_taxed),
        deliver_on=one.due_on,
        tolerance=f"+{one.over_ppm * 100 // PPM} % / -{one.under_ppm * 100 // PPM} %",
        terms=one.terms,
        reference=one.reference,
    )
