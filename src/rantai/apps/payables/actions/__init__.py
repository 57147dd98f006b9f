"""Verbs of what a firm owes. All take `by` and `at`, write their audit row, and raise InvalidInput.

owe(*, what, by, at) -> int                         (rooms call it with their document: a bill, a cost, a trip)
note_credit(*, credit, by, at) -> int               use_credit(*, credit_id, payable_id, on, by, at) -> None
pay(*, facts, wanted, by, at) -> int                (the same key returns the same payment)
cash_giro(*, outgoing_id, on, by, at) -> None       bounce_giro(*, outgoing_id, on, by, at) -> None
take_back(*, outgoing_id, on, reason, by, at) -> None
"""

from rantai.apps.payables.actions.owing import Credited, Owed, note_credit, owe, use_credit
from rantai.apps.payables.actions.paying import PayFacts, bounce_giro, cash_giro, pay, take_back

__all__ = [
    "Credited",
    "Owed",
    "PayFacts",
    "bounce_giro",
    "cash_giro",
    "note_credit",
    "owe",
    "pay",
    "take_back",
    "use_credit",
]
