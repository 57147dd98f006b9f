"""The two knapsacks against every choice there is."""

from itertools import product

import numpy as np
import pytest

from rantai.engine.cutting.coils.knapsack import Line, Stack, across
from rantai.engine.cutting.coils.loops import fill_across, fill_strip


def test_a_strip_is_filled_as_well_as_can_be():
    draw = np.random.default_rng(11)
    for _ in range(200):
        rows = int(draw.integers(1, 5))
        worths, sizes, limits = (draw.integers(1, top, rows).tolist() for top in (50, 30, 5))
        room = int(draw.integers(1, 90))
        line = Line(range(rows), worths, sizes)
        found = line.fill([limits[item] for item in line.items], room)
        best = max(
            sum(map(int.__mul__, counts, worths))
            for counts in product(*(range(limit + 1) for limit in limits))
            if sum(map(int.__mul__, counts, sizes)) <= room
        )
        assert found.value == best == sum(map(int.__mul__, found.counts, line.worths))
        assert found.top >= best
        assert sum(map(int.__mul__, found.counts, line.sizes)) <= room


def best_across(stacks: list[Stack], room: int, most: int) -> int:
    best = 0
    for counts in product(*(range(len(stack.worths) + 1) for stack in stacks)):
        wide = sum(count * stack.y for count, stack in zip(counts, stacks, strict=True))
        if wide <= room and sum(counts) <= most + (wide == room):
            best = max(best, sum((0, *stack.worths)[count] for count, stack in zip(counts, stacks, strict=True)))
    return best


@pytest.mark.parametrize("unit", [1, 997_001])
def test_the_best_strips_across_within_the_knives(unit):
    draw = np.random.default_rng(12)
    for _ in range(150):
        stacks = [
            Stack(
                int(draw.integers(5, 20)) * unit,
                tuple(np.cumsum(draw.integers(1, 30, int(draw.integers(1, 5)))).tolist()),
            )
            for _ in range(int(draw.integers(1, 4)))
        ]
        room, most = int(draw.integers(5, 70)) * unit, int(draw.integers(0, 7))
        best = best_across(stacks, room, most)
        found = across(stacks, room, most)
        assert found.value == best
        wide = sum(count * stack.y for count, stack in zip(found.counts, stacks, strict=True))
        assert wide <= room
        assert sum(found.counts) <= most + (wide == room)
        assert across(stacks, room, most, is_top=True).value >= best


def test_widths_to_the_micrometre_are_rounded_to_the_safe_side():
    draw = np.random.default_rng(13)
    for _ in range(40):
        stacks = [Stack(int(draw.integers(200_001, 700_000)), (7, 13, 18)) for _ in range(3)]
        room, most = int(draw.integers(900_001, 1_500_000)), int(draw.integers(1, 5))
        best = best_across(stacks, room, most)
        assert across(stacks, room, most).value <= best <= across(stacks, room, most, is_top=True).value


def test_hundreds_of_strips_of_one_width_are_counted():
    found = across([Stack(2, tuple(range(1, 601)))], 1_000, 800)
    assert found.counts == (500,)
    assert found.value == 500


def test_the_loops_run_as_plain_python_too():
    worths, sizes, limits = (np.array(row, dtype=np.int64) for row in ([9, 5, 2], [4, 3, 2], [3, 3, 3]))
    answers = []
    for door in (fill_strip, fill_strip.plain):
        best = np.zeros(4, dtype=np.int64)
        nodes = door(worths, sizes, limits, 13, 1_000, 1_000, np.zeros(12, dtype=np.int64), best)
        answers.append((nodes, best.tolist()))
    assert answers[0] == answers[1]
    tables = []
    for door in (fill_across, fill_across.plain):
        table, picks = np.zeros(3 * 11, dtype=np.int64), np.zeros(2 * 3 * 11, dtype=np.uint8)
        widths, starts = np.array([3, 4], dtype=np.int64), np.array([0, 2, 3], dtype=np.int64)
        made = door(10, 2, 1, widths, starts, np.array([5, 9, 8], dtype=np.int64), table, picks)
        tables.append((made, table.tolist(), picks.tolist()))
    assert tables[0] == tables[1]
