"""Without any work granted everything that can be cut is cut all the same."""

import numpy as np

from rantai.engine.cutting.batch import batches
from rantai.engine.cutting.coils import search
from rantai.engine.solvers.effort import Meter
from tests.engine.cutting.coils.factory import BUY, coils, judge


def drawn(number: int, *, limits: tuple[int, ...]):
    draw = np.random.default_rng(number)
    count = int(draw.integers(5, 40))
    formats = [(*draw.integers([20_000, 400, 50], [400_000, 1500, 900]).tolist(), limit) for limit in limits]
    pieces = draw.integers([0, 60, 1], [3_000, 400, 300], (count, 3)).tolist()
    return coils(
        formats,
        [(length if length > 300 else 0, width, quantity) for length, width, quantity in pieces],
        kerf=int(draw.integers(0, 4)),
        edge=int(draw.integers(0, 8)),
        knives=int(draw.choice([BUY, 4, 9])),
        piece_priority=draw.integers(0, 3, count),
    )


def test_nothing_is_left_out_for_want_of_work():
    for number in range(25):
        for batch in batches(drawn(number, limits=(BUY, BUY, 1))):
            found = search(batch, Meter(0), 0)
            judge(batch, found)
            assert not batch.left_out(found.chosen).any()


def test_where_stock_is_short_the_urgent_go_first():
    for number in range(10):
        for batch in batches(drawn(number, limits=(1, 2))):
            found = search(batch, Meter(0), 0)
            judge(batch, found)
            assert found.chosen


def test_more_work_never_makes_a_plan_worse():
    for number in range(6):
        for batch in batches(drawn(number, limits=(BUY, 2))):
            none, some = (search(batch, Meter(units), 0) for units in (0, 200_000))
            judge(batch, some)
            assert batch.grade_of(some.chosen)[:-2] <= batch.grade_of(none.chosen)[:-2]
