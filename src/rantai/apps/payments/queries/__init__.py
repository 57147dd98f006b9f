"""Reading payments. `seller_id` or `account_id` fence rows; frozen rows only.

payments(*, seller_id=None, account_id=None, order_id=None, round_id=None, member_id=None) -> list[PaymentRow]
paid_by_sale(round_id) -> set[int]                  members whose share of a round is paid through its sale
payment(payment_id) -> PaymentRow | None
allocations(*, payment_id=None, invoice_id=None) -> list[AllocationRow]
refunds(payment_id) -> list[RefundRow]
credit_notes(*, invoice_id=None, account_id=None) -> list[CreditRow]
instalments(invoice_id) -> list[InstalmentRow]      statement_of(account_id, since) -> list[Entry]
bank_lines(seller_id, *, is_open=True) -> list[BankLineRow]                          proposals(seller_id) -> …
"""

from rantai.apps.payments.ahead import paid_by_sale
from rantai.apps.payments.queries.bank import BankFileRow, BankLineRow, bank_files, bank_line, bank_lines, proposals
from rantai.apps.payments.queries.money import (
    AllocationRow,
    CreditRow,
    InstalmentRow,
    PaymentRow,
    RefundRow,
    allocation,
    allocations,
    credit_notes,
    instalments,
    payment,
    payments,
    refunds,
)
from rantai.apps.payments.queries.statement import Entry, statement_of

__all__ = [
    "AllocationRow",
    "BankFileRow",
    "BankLineRow",
    "CreditRow",
    "Entry",
    "InstalmentRow",
    "PaymentRow",
    "RefundRow",
    "allocation",
    "allocations",
    "bank_files",
    "bank_line",
    "bank_lines",
    "credit_notes",
    "instalments",
    "paid_by_sale",
    "payment",
    "payments",
    "proposals",
    "refunds",
    "statement_of",
]
