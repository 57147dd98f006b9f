"""A date for one more order."""

import numpy as np
import pytest

from rantai.engine.explosion import BLOCKED_AS_NOBODY, BLOCKED_BY_LEAD, BLOCKED_BY_ROOM, Live, promise
from tests.engine.explosion.test_explosion_rules import WEEKS, A, B, always, story


def test_free_pieces_are_promised_at_once_and_pegged_ones_never() -> None:
    live = Live(story(demand=[(A, 6, 7, 1)], stock=[(A, 10)], lead=[2, 0, 0]))
    free = promise(live, A, 3)
    assert (free.week, free.from_free, free.lots) == (0, {(A, 0): 3}, {})
    more = promise(live, A, 4)
    assert (more.week, more.lots, more.blocked_reason) == (2, {(A, 2): 1}, BLOCKED_BY_LEAD)


def test_a_lot_waits_for_the_longest_way_down() -> None:
    live = Live(story(lead=[1, 3, 0], bill=always((A, B, 2)), stock=[(B, 5)]))
    assert promise(live, A, 2).week == 1
    assert promise(live, A, 3).week == 4
    assert promise(live, A, 3).lots == {(A, 4): 3, (B, 3): 1}


def test_room_that_is_taken_moves_the_date() -> None:
    room = np.zeros(WEEKS, np.int64)
    room[5] = 9
    found = promise(Live(story(lead=[1, 0, 0])), A, 9, room={A: room})
    assert (found.week, found.blocked_item, found.blocked_reason) == (6, A, BLOCKED_BY_ROOM)


def test_what_nobody_sells_is_never_promised() -> None:
    found = promise(Live(story(orderable=[1, 0, 1], bill=always((A, B, 1)))), A, 1)
    assert (found.week, found.blocked_item, found.blocked_reason) == (None, B, BLOCKED_AS_NOBODY)
    with pytest.raises(ValueError, match="1 or more"):
        promise(Live(story()), A, 0)
