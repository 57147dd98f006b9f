"""Whose bills a reader meets: the staff of the centre that sells all of theirs, a customer its own."""

from __future__ import annotations

from rantai.apps.payments import queries as payments
from rantai.apps.payments.queries import AllocationRow, BankLineRow, PaymentRow
from rantai.apps.sales import queries
from rantai.apps.sales.queries import InvoiceRow
from rantai.web.access import Request, found, organisation_id

STAFF = "centre_staff"
CUSTOMERS = ("maker_owner", "buyer")
READERS = (STAFF, *CUSTOMERS)
FORM = ("GET", "POST")


def is_seller(request: Request, seller_id: int) -> bool:
    """Whether the reader works for the centre that sells."""
    return STAFF in request.actor.roles and seller_id == organisation_id(request)


def may_read(request: Request, seller_id: int, customer_id: int | None) -> bool:
    """The seller's staff, and whoever buys for the customer."""
    is_customer = bool(set(CUSTOMERS) & request.actor.roles) and customer_id == organisation_id(request)
    return is_seller(request, seller_id) or is_customer


def get_invoice_for(request: Request, invoice_id: int) -> InvoiceRow:
    """An invoice that the reader wrote or got."""
    row = found(queries.invoice(invoice_id))
    return found(row if may_read(request, row.seller_id, row.customer_id) else None)


def get_own_invoice_for(request: Request, invoice_id: int) -> InvoiceRow:
    """An invoice of the reader's own centre, to be worked on."""
    row = found(queries.invoice(invoice_id))
    return found(row if is_seller(request, row.seller_id) else None)


def get_payment_for(request: Request, payment_id: int) -> PaymentRow:
    """A payment that the reader's centre received, or the reader's firm made."""
    row = found(payments.payment(payment_id))
    return found(row if may_read(request, row.seller_id, row.customer_id) else None)


def get_own_payment_for(request: Request, payment_id: int) -> PaymentRow:
    """A payment at the reader's own centre, to be worked on."""
    row = found(payments.payment(payment_id))
    return found(row if is_seller(request, row.seller_id) else None)


def get_allocation_for(request: Request, allocation_id: int) -> AllocationRow:
    """What of a payment at the reader's own centre settles an invoice."""
    row = found(payments.allocation(allocation_id))
    get_own_payment_for(request, row.payment_id)
    return row


def get_bank_line_for(request: Request, line_id: int) -> BankLineRow:
    """A line of the own centre's bank."""
    row = found(payments.bank_line(line_id))
    return found(row if row.seller_id == organisation_id(request) else None)
