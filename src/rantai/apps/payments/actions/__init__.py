"""Verbs of payments. All take `by` and `at`, write their audit row in the same transaction, and raise InvalidInput.

receive(*, facts, wanted=None, by, at) -> int       (a replay of the same key returns the same payment)
receive_for_round(*, round_id, member_id, money, by, at) -> int       settle_ahead(*, order_id, invoice_id, on, by, at)
allocate(*, payment_id, wanted, on, by, at) -> None          take_back(*, allocation_id, on, by, at) -> None
honour_giro(*, payment_id, on, by, at) -> None               bounce_giro(*, payment_id, on, by, at) -> None
refund(*, payment_id, kind, amount_idr, on, reason, key, by, at) -> int
credit(*, invoice_id, net_idr, on, reason, key, by, at) -> int
plan_instalments(*, invoice_id, parts, by, at) -> None
read_bank(*, seller_id, name, lines, by, at) -> BankRead     undo_bank(*, file_id, by, at) -> None
use_bank_line(*, line_id, payment_id, by, at) -> None        ignore_bank_line(*, line_id, by, at) -> None
"""

from rantai.apps.payments.actions.bank import BankRead, ignore_bank_line, read_bank, undo_bank, use_bank_line
from rantai.apps.payments.actions.credits import credit, plan_instalments
from rantai.apps.payments.actions.money import (
    PaymentFacts,
    bounce_giro,
    honour_giro,
    receive,
    refund,
)
from rantai.apps.payments.actions.rounds import Money, receive_for_round
from rantai.apps.payments.actions.settling import allocate, settle_ahead, take_back

__all__ = [
    "BankRead",
    "Money",
    "PaymentFacts",
    "allocate",
    "bounce_giro",
    "credit",
    "honour_giro",
    "ignore_bank_line",
    "plan_instalments",
    "read_bank",
    "receive",
    "receive_for_round",
    "refund",
    "settle_ahead",
    "take_back",
    "undo_bank",
    "use_bank_line",
]
