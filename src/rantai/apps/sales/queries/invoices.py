"""Invoices and their lines; what is open, and how long it has been due."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from django.db.models import F, QuerySet

from rantai.apps.sales.models import Invoice, InvoiceLine


@dataclass(frozen=True)
class InvoiceRow:
    """One invoice. Money whole rupiah; `tax_rate_ppm` 0: the seller is not a taxable firm."""

    invoice_id: int
    number: str
    account_id: int
    seller_id: int
    seller_name: str
    customer_id: int | None
    customer_name: str
    order_id: int | None
    invoiced_on: date
    due_on: date
    net_idr: int
    tax_base_idr: int
    tax_rate_ppm: int
    tax_idr: int
    total_idr: int
    settled_idr: int
    credited_idr: int
    faktur_code: str
    tax_invoice_number: str
    frozen: Mapping[str, str] = field(hash=False)

    @property
    def open_idr(self) -> int:
        """What is left to pay."""
        return self.total_idr - self.settled_idr - self.credited_idr

    def late_days(self, today: date) -> int:
        """Days past the due date while something is open; 0 before."""
        return max(0, (today - self.due_on).days) if self.open_idr else 0


_WHO = ("account_id", "account__seller_id", "account__seller__name", "account__customer_id", "account__customer__name")
_MONEY = ("net_idr", "tax_base_idr", "tax_rate_ppm", "tax_idr", "total_idr", "settled_idr", "credited_idr")


def invoices(
    *,
    seller_id: int | None = None,
    customer_id: int | None = None,
    account_id: int | None = None,
    order_id: int | None = None,
    invoice_ids: Sequence[int] | None = None,
    is_open: bool = False,
) -> list[InvoiceRow]:
    """Invoices, the newest first. One query."""
    found = Invoice.objects.all()
    found = found.filter(account__seller=seller_id) if seller_id is not None else found
    found = found.filter(account__customer=customer_id) if customer_id is not None else found
    found = found.filter(account=account_id) if account_id is not None else found
    found = found.filter(order=order_id) if order_id is not None else found
    found = found.filter(pk__in=invoice_ids) if invoice_ids is not None else found
    found = found.filter(total_idr__gt=F("settled_idr") + F("credited_idr")) if is_open else found
    return _rows(found)


def invoice(invoice_id: int) -> InvoiceRow | None:
    """One invoice; whose it is stands on the row."""
    return next(iter(_rows(Invoice.objects.filter(pk=invoice_id))), None)


def _rows(found: QuerySet[Invoice]) -> list[InvoiceRow]:
    rows: Any = found.order_by("-pk").values_list(
        "pk",
        "number",
        *_WHO,
        "order_id",
        "invoiced_on",
        "due_on",
        *_MONEY,
        "faktur_code",
        "tax_invoice_number",
        "frozen",
    )
    listed: list[tuple[Any, ...]] = [(*row[:6], row[6] or "", *row[7:]) for row in rows]
    return [InvoiceRow(*row) for row in listed]


@dataclass(frozen=True)
class InvoiceLineRow:
    """One line of an invoice, as it was posted."""

    text: str
    size: str
    heat: str
    quantity_pieces: int
    mass_g: int
    price_idr_t: int
    net_idr: int
    order_line_id: int | None
    unit: str
    price_idr: int


def invoice_lines(invoice_id: int) -> list[InvoiceLineRow]:
    """The lines of an invoice. One query."""
    fields = ("text", "size", "heat", "quantity_pieces", "mass_g", "price_idr_t", "net_idr", "order_line_id")
    beside = ("unit", "price_idr")
    found = InvoiceLine.objects.filter(invoice=invoice_id).order_by("position")
    rows: Any = found.values_list(*fields, *beside)
    return [InvoiceLineRow(*row) for row in rows]


class Owing(Protocol):
    """Whatever is open until it is settled: an invoice of ours, a bill of a supplier."""

    @property
    def open_idr(self) -> int: ...

    def late_days(self, today: date) -> int: ...


AGES = (0, 30, 60, 90)  # days past due: not due, 1–30, 31–60, 61–90, above


def ageing(rows: Sequence[Owing], today: date) -> tuple[int, ...]:
    """What is open of these by age: not due, then up to 30, 60, 90 days past due, then older."""
    sums = [0] * (len(AGES) + 1)
    for row in rows:
        late = row.late_days(today)
        sums[sum(1 for edge in AGES if late > edge)] += row.open_idr
    return tuple(sums)
