"""What members paid ahead for rounds. The money is a payment, in a room above this one, known here by its function.

@keeps_deposits
def _held(rounds, members): ...      -> {(round_id, member_id): rupiah}
"""

from __future__ import annotations

from collections.abc import Callable, Collection

Place = tuple[int, int]  # round, member
Held = Callable[[Collection[int], Collection[int]], dict[Place, int]]
KEEPERS: list[Held] = []


def keeps_deposits(held: Held) -> Held:
    """Say that this function sums what is held for rounds. There is one: a second is a mistake of ours."""
    if KEEPERS:
        raise ValueError("two rooms keep the deposits of rounds")
    KEEPERS.append(held)
    return held


def held_idr(rounds: Collection[int], members: Collection[int]) -> dict[Place, int]:
    """Deposits of these rounds and members that stand on no sale yet and were not given back. At most four queries."""
    return KEEPERS[0](rounds, members) if rounds and members else {}
