"""Tiny batches against every way to share blanks out over bars, by all goals."""

import random

import pytest

from rantai.engine.cutting.bars import search
from rantai.engine.cutting.batch import Batch, Chosen, Pattern, Spot
from rantai.engine.solvers.effort import Meter
from tests.engine.cutting.bars.stock import batch_of, recount


def best_grade(batch: Batch) -> tuple[int, ...]:
    """The least grade over all ways to put single blanks into single bars or nowhere."""
    blanks = [row for row, item in enumerate(batch.items) for _ in range(item.quantity)]
    best: list[tuple[int, ...]] = []

    def place(at: int, bars: list[tuple[int, list[int]]]) -> None:
        if at == len(blanks):
            best.append(grade_of(batch, bars))
            return
        row = blanks[at]
        for position, (format_, rows) in enumerate(bars):
            if batch.may_use[row, format_] and length(batch, [*rows, row]) <= batch.formats[format_].x:
                place(at + 1, [*bars[:position], (format_, [*rows, row]), *bars[position + 1 :]])
        for format_, one in enumerate(batch.formats):
            opened = sum(other == format_ for other, _ in bars)
            fits = batch.may_use[row, format_] and batch.items[row].x <= one.x
            if fits and (one.available < 0 or opened < one.available):
                place(at + 1, [*bars, (format_, [row])])
        place(at + 1, bars)

    place(0, [])
    return min(grade for grade in best if grade)


def length(batch, rows):
    return sum(batch.items[row].x for row in rows)


def grade_of(batch, bars):
    if batch.max_cuts >= 0:
        for format_, rows in bars:
            if len(rows) - (length(batch, rows) == batch.formats[format_].x) > batch.max_cuts:
                return ()
    counted: dict[tuple[int, tuple[int, ...]], int] = {}
    for format_, rows in bars:
        key = (format_, tuple(sorted(rows)))
        counted[key] = counted.get(key, 0) + 1
    if 0 <= batch.max_patterns < len(counted):
        return ()
    chosen = [
        Chosen(format_, Pattern(tuple(Spot(row, 0, 0, False) for row in rows)), times)
        for (format_, rows), times in counted.items()
    ]
    return batch.grade_of(chosen)


def tiny(number: int, most: int) -> Batch:
    """Two to `most` blanks on one to three formats, with kerf, ranks, owners, cuts and limits in some of them."""
    draw = random.Random(number)
    room, kerf = draw.choice([60, 100, 977]), draw.choice([0, 1, 2, 3])
    items = []
    left = draw.randint(2, most)
    while left:
        count = min(left, draw.choice([1, 1, 2, 3]))
        exact = (room - (draw.choice([2, 3]) - 1) * kerf) // draw.choice([2, 3])
        items.append((draw.choice([draw.randint(room // 6, room * 3 // 4), exact]), count))
        left -= count
    priced = draw.random() < 0.5
    formats = []
    for at in range(draw.choice([1, 2, 2, 3])):
        size = int(room * draw.uniform(0.6, 1.4)) if at else room
        cost = int(size * draw.uniform(7, 13)) if priced else size
        formats.append((size, cost, draw.choice([-1, -1, 1, 2, 3])))
    facts = {"remnants": [at for at in range(len(formats)) if draw.random() < 0.3]}
    if draw.random() < 0.3:
        facts["ranks"] = [draw.randint(0, 2) for _ in items]
    if draw.random() < 0.3:
        facts["barred"] = [(draw.randrange(len(items)), draw.randrange(len(formats)))]
    if draw.random() < 0.2:
        facts["max_cuts"] = draw.randint(0, 3)
    if draw.random() < 0.1:
        facts["max_patterns"] = draw.randint(0, 2)
    return batch_of(items, formats, kerf=kerf, **facts)


@pytest.mark.parametrize("start", range(0, 400, 100))
def test_no_way_to_share_out_is_better(start):
    for number in range(start, start + 100):
        batch = tiny(number, most=4)
        found = search(batch, Meter(1_000_000), seed=1)
        assert recount(batch, found) == best_grade(batch), number
        assert found.bound == batch.cost(found.chosen), number


@pytest.mark.parametrize("start", range(1_000, 1_040, 10))
def test_six_blanks_are_shared_out_as_well_as_can_be(start):
    for number in range(start, start + 10):
        batch = tiny(number, most=6)
        assert recount(batch, search(batch, Meter(1_000_000), seed=1)) == best_grade(batch), number


def test_more_stock_never_costs_more_and_kerf_never_helps():
    for number in range(60):
        draw = random.Random(number)
        items = [(draw.randint(150, 700), draw.randint(1, 2)) for _ in range(4)]
        costs = []
        for count, kerf in ((1, 5), (2, 5), (-1, 5), (-1, 0)):
            batch = batch_of(items, [(1000, 90, -1), (600, 50, count)], kerf=kerf)
            costs.append(recount(batch, search(batch, Meter(1_000_000), seed=1))[1])
        assert costs == sorted(costs, reverse=True), number


def test_a_cut_at_the_very_end_is_not_made():
    """Two halves of a bar need one cut, two shorter ones need two."""
    halves = batch_of([(500, 2)], [(1000, 1, -1)], max_cuts=1)
    shorter = batch_of([(499, 2)], [(1000, 1, -1)], max_cuts=1)
    assert recount(halves, search(halves, Meter(10_000), seed=1)) == (0, 1, 1, 1)
    assert recount(shorter, search(shorter, Meter(10_000), seed=1)) == (0, 2, 2, 1)


def test_remnants_go_first_where_the_cost_is_equal():
    batch = batch_of([(400, 2)], [(1000, 1, -1), (1000, 1, 1)], remnants=[1])
    assert recount(batch, search(batch, Meter(10_000), seed=1)) == (0, 1, 0, 1)
