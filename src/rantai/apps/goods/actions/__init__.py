"""Verbs of goods and services. All take `by` and `at`, write their audit row in the same transaction, and raise
InvalidInput with every problem at once.

write_good(*, seller_id, facts, by, at) -> int      change_good(*, good_id, facts, by, at) -> None
retire(*, good_id, is_retired, by, at) -> None
set_price(*, good_id, price_idr, valid_from, by, at) -> int          withdraw_price(*, price_id, by, at) -> None
take_list(*, seller_id, rows, by, at) -> int        problems_of(seller_id, rows) -> list[Problem]
undo_list(*, upload_id, by, at) -> None
receive(*, facts, lines, key, by, at) -> int        note_bill(*, receipt_id, facts, key, by, at) -> int
count(*, good_id, place_id, quantity_milli, on, reason, key, by, at) -> int
reverse(*, movement_id, on, reason, by, at) -> int
issue(*, seller_id, wanted, on, document, by, at) -> list[Left]     give_back(*, movement_id, …) -> int
"""

from rantai.apps.goods.actions.billing import BillFacts, note_bill
from rantai.apps.goods.actions.catalogue import (
    GoodFacts,
    ListedGood,
    change_good,
    problems_of,
    retire,
    set_price,
    take_list,
    undo_list,
    withdraw_price,
    write_good,
)
from rantai.apps.goods.actions.moving import Left, give_back, issue
from rantai.apps.goods.actions.storing import ReceiptFacts, ReceivedGood, count, receive, reverse

__all__ = [
    "BillFacts",
    "GoodFacts",
    "Left",
    "ListedGood",
    "ReceiptFacts",
    "ReceivedGood",
    "change_good",
    "count",
    "give_back",
    "issue",
    "note_bill",
    "problems_of",
    "receive",
    "retire",
    "reverse",
    "set_price",
    "take_list",
    "undo_list",
    "withdraw_price",
    "write_good",
]
