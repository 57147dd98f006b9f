"""Reading sales. Every list takes `seller_id` or `customer_id` to fence rows; frozen rows only.

accounts(*, seller_id) -> list[AccountRow]          account(account_id, *, seller_id) -> AccountRow | None
accounts_of_customer(customer_id) -> list[AccountRow]
last_member_upload(seller_id) -> MemberUploadView | None
member_upload(upload_id) -> MemberUploadView | None
orders(*, seller_id=None, customer_id=None, account_id=None) -> list[OrderRow]
order(order_id) -> OrderRow | None                  order_lines(order_id) -> list[OrderLineRow]
order_goods(order_id) -> list[OrderGoodRow]
invoices(*, seller_id=None, customer_id=None, account_id=None, order_id=None, is_open=False) -> list[InvoiceRow]
invoice(invoice_id) -> InvoiceRow | None            invoice_lines(invoice_id) -> list[InvoiceLineRow]
ageing(rows, today) -> tuple of rupiah by days past due
"""

from rantai.apps.sales.queries.accounts import (
    AccountRow,
    MemberUploadView,
    account,
    accounts,
    accounts_of_customer,
    last_member_upload,
    member_upload,
)
from rantai.apps.sales.queries.invoices import (
    InvoiceLineRow,
    InvoiceRow,
    ageing,
    invoice,
    invoice_lines,
    invoices,
)
from rantai.apps.sales.queries.orders import (
    OrderGoodRow,
    OrderLineRow,
    OrderRow,
    order,
    order_goods,
    order_lines,
    orders,
)

__all__ = [
    "AccountRow",
    "InvoiceLineRow",
    "InvoiceRow",
    "MemberUploadView",
    "OrderGoodRow",
    "OrderLineRow",
    "OrderRow",
    "account",
    "accounts",
    "accounts_of_customer",
    "ageing",
    "invoice",
    "invoice_lines",
    "invoices",
    "last_member_upload",
    "member_upload",
    "order",
    "order_goods",
    "order_lines",
    "orders",
]
