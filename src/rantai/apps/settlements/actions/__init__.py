"""Verbs of settling between owner and seller. All take `by` and `at`, write their audit row, raise InvalidInput.

hand_over(*, rows, by, at) -> None                  (deliveries call it when steel passed, or came back)
propose(*, agency_id, through_on, by, at) -> int    approve(*, settlement_id, on, by, at) -> int
send_back(*, settlement_id, reason, by, at) -> None
"""

from rantai.apps.settlements.actions.handing import Passed, hand_over
from rantai.apps.settlements.actions.settling import approve, propose, send_back

__all__ = ["Passed", "approve", "hand_over", "propose", "send_back"]
