"""Verbs of purchasing. All take `by` and `at`, write their audit rows in the same transaction, and raise InvalidInput
with every problem at once.

draft_rounds(*, programme_id, plan_run, wanted, by, at) -> list[int]    withdraw_round(*, round_id, by, at) -> None
open_round(*, centre_id, facts, by, at, round_id=None) -> int           move_deadline(*, round_id, deadline_at, by, at)
set_seller(*, round_id, supplier_id, min_order_g, truck_g, truck_idr, tiers, by, at) -> None
state_amounts(*, round_id, member_id, amounts, by, at, is_sure=False)   withdraw_amounts(*, round_id, member_id, by, at)
settle_shares(*, round_id, member_id, by, at) -> None
ask_proposal(*, round_id, by, at) -> int         compute_proposal(*, round_id, number, by, at, now) -> bool
approve_proposal(*, round_id, number, by, at) -> None
draft_order(*, centre_id, facts, by, at, frame_id=None) -> int           order_round(*, round_id, by, at) -> list[int]
place_order(*, order_id, by, at) -> str          confirm_order(*, order_id, due_on, reference, by, at) -> None
cancel_order(*, order_id, by, at) -> None        close_order(*, order_id, by, at) -> None
make_frame(*, centre_id, supplier_id, name, valid_from, valid_to, lines, by, at) -> int
note_notice(*, order_id, arrives_on, lines, by, at) -> None
receive_order(*, order_id, received_on, lines, by, at, confirmed=False, key="") -> int
note_bill(*, order_id, number, dated_on, lines, tax_idr, by, at) -> int  agree_bill(*, bill_id, by, at) -> None
refuse_bill(*, bill_id, by, at) -> None          settle_claim(*, claim_id, granted_idr, by, at) -> None
raise_claim(*, order_id, line_id, kind, mass_g, asked_idr, text, raised_on, by, at) -> int
add_landed_cost(*, order_id, kind, amount_idr, paid_on, note, by, at) -> int
make_requisition(*, centre_id, name, needed_on, amounts, by, at) -> int
note_answer(*, requisition_id, supplier_id, asked, by, at) -> None
order_requisition(*, requisition_id, supplier_id, by, at) -> int         cancel_requisition(*, requisition_id, by, at)
"""

from rantai.apps.purchasing.actions.billing import Billed, agree_bill, note_bill, refuse_bill
from rantai.apps.purchasing.actions.claiming import add_landed_cost, raise_claim, settle_claim
from rantai.apps.purchasing.actions.drafts import NewLine, draft_rounds, withdraw_round
from rantai.apps.purchasing.actions.money import required_idr, settle_shares
from rantai.apps.purchasing.actions.opening import RoundFacts, move_deadline, open_round, set_seller
from rantai.apps.purchasing.actions.ordering import (
    LineFacts,
    OrderFacts,
    cancel_order,
    close_order,
    confirm_order,
    draft_order,
    make_frame,
    order_round,
    place_order,
)
from rantai.apps.purchasing.actions.proposing import approve_proposal, ask_proposal, compute_proposal
from rantai.apps.purchasing.actions.receiving import Announced, Weighed, note_notice, receive_order
from rantai.apps.purchasing.actions.requesting import (
    Asked,
    cancel_requisition,
    make_requisition,
    note_answer,
    order_requisition,
)
from rantai.apps.purchasing.actions.stating import Amount, state_amounts, withdraw_amounts

__all__ = [
    "Amount",
    "Announced",
    "Asked",
    "Billed",
    "LineFacts",
    "NewLine",
    "OrderFacts",
    "RoundFacts",
    "Weighed",
    "add_landed_cost",
    "agree_bill",
    "approve_proposal",
    "ask_proposal",
    "cancel_order",
    "cancel_requisition",
    "close_order",
    "compute_proposal",
    "confirm_order",
    "draft_order",
    "draft_rounds",
    "make_frame",
    "make_requisition",
    "move_deadline",
    "note_answer",
    "note_bill",
    "note_notice",
    "open_round",
    "order_requisition",
    "order_round",
    "place_order",
    "raise_claim",
    "receive_order",
    "refuse_bill",
    "required_idr",
    "set_seller",
    "settle_claim",
    "settle_shares",
    "state_amounts",
    "withdraw_amounts",
    "withdraw_round",
]
