"""Reading what a firm owes. `debtor_id` fences rows; frozen rows only.

payables(debtor_id, *, is_open=False) -> list[PayableRow]     payable(payable_id) -> PayableRow | None
settlings(*, payable_id=None, outgoing_id=None) -> list[SettlingRow]
outgoings(debtor_id) -> list[OutgoingRow]                     outgoing(outgoing_id) -> OutgoingRow | None
open_credits(debtor_id, creditor_id=None) -> list[CreditRow]
"""

from rantai.apps.payables.queries.owed import CreditRow, PayableRow, open_credits, payable, payables
from rantai.apps.payables.queries.paid import OutgoingRow, SettlingRow, outgoing, outgoings, settlings

__all__ = [
    "CreditRow",
    "OutgoingRow",
    "PayableRow",
    "SettlingRow",
    "open_credits",
    "outgoing",
    "outgoings",
    "payable",
    "payables",
    "settlings",
]
