"""Verbs of deliveries. All take `by` and `at`, write their audit row in the same transaction, and raise InvalidInput.

keep_steel(*, order_id, by, at) -> Proposal         let_go(*, order_id, by, at) -> None
deliver(*, facts, takes, by, at, confirmed=False, goods=None) -> int
sell_now(*, order_id, kind, on, reference, key, by, at) -> int
sell_share(*, purchase_order_id, member_id, by, at) -> int         (a member's part of a round)
sign(*, delivery_id, received_by, kind, content, by, at) -> None
take_back(*, line_id, pieces, on, reason, key, by, at) -> int
take_good_back(*, line_id, quantity_milli, on, reason, key, by, at) -> int
put_on_shelf(*, account_id, place_id, wanted, on, key, by, at) -> None
bill_shelf(*, account_id, used, on, key, by, at) -> int
take_booking_back(*, holder_id, booking_id, reason, by, at) -> int
state_use(*, place_id, lot_id, pieces_used, note, key, by, at) -> int
drop_use(*, use_id, by, at) -> None
bill_uses(*, place_id, prices_idr_t, on, key, by, at) -> int
take_from_shelf(*, place_id, lot_id, pieces_taken, to_place_id, on, key, by, at) -> None
"""

from rantai.apps.deliveries.actions.beside import take_good_back
from rantai.apps.deliveries.actions.leaving import DeliveryFacts, TakeFor, deliver, keep_steel, let_go, sell_now
from rantai.apps.deliveries.actions.proving import sign
from rantai.apps.deliveries.actions.returning import take_back
from rantai.apps.deliveries.actions.shares import sell_share
from rantai.apps.deliveries.actions.shelves import OnShelf, Used, bill_shelf, put_on_shelf, take_booking_back
from rantai.apps.deliveries.actions.using import bill_uses, drop_use, state_use, take_from_shelf

__all__ = [
    "DeliveryFacts",
    "OnShelf",
    "TakeFor",
    "Used",
    "bill_shelf",
    "bill_uses",
    "deliver",
    "drop_use",
    "keep_steel",
    "let_go",
    "put_on_shelf",
    "sell_now",
    "sell_share",
    "sign",
    "state_use",
    "take_back",
    "take_booking_back",
    "take_from_shelf",
    "take_good_back",
]
