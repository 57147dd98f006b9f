"""Verbs of selling. All take `by` and `at`, write their audit row in the same transaction, and raise InvalidInput with
every problem at once.

open_account(*, terms, by, at) -> int               change_account(*, account_id, terms, by, at) -> None
stop_credit(*, account_id, is_stopped, by, at) -> None
take_members(*, seller_id, rows, by, at) -> int      undo_members(*, upload_id, by, at) -> None
write_order(*, facts, lines, by, at, prices_idr_t=None, goods=()) -> int   (a replay of the same key: the same order)
set_prices(*, order_id, prices, delivery_idr, by, at) -> None        confirm_order(*, order_id, by, at, today) -> None
pay_ahead(*, order_id, held_idr, by, at) -> None
cancel_order(*, order_id, by, at) -> None           close_order(*, order_id, by, at) -> None
bill_order(*, order_id, gone, invoiced_on, key, by, at) -> int       bill_use(*, account_id, lines, …) -> int
enter_faktur(*, invoice_id, number, by, at) -> None  ask_cutting(*, order_id, name, by, at) -> list[int]
"""

from rantai.apps.sales.actions.accounts import AccountTerms, change_account, open_account, stop_credit
from rantai.apps.sales.actions.cutting import ask_cutting
from rantai.apps.sales.actions.invoices import Billed, Gone, bill_order, bill_use, enter_faktur
from rantai.apps.sales.actions.members import CUSTOMER_KINDS, problems_of, take_members, undo_members
from rantai.apps.sales.actions.orders import (
    OrderFacts,
    Price,
    cancel_order,
    close_order,
    confirm_order,
    pay_ahead,
    set_prices,
    write_order,
)

__all__ = [
    "CUSTOMER_KINDS",
    "AccountTerms",
    "Billed",
    "Gone",
    "OrderFacts",
    "Price",
    "ask_cutting",
    "bill_order",
    "bill_use",
    "cancel_order",
    "change_account",
    "close_order",
    "confirm_order",
    "enter_faktur",
    "open_account",
    "pay_ahead",
    "problems_of",
    "set_prices",
    "stop_credit",
    "take_members",
    "undo_members",
    "write_order",
]
