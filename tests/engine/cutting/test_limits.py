"""At most so many different patterns: kept over the whole list, at the least left out, then the least cost."""

from dataclasses import replace
from itertools import combinations, product

import numpy as np
import pytest

from rantai.engine.cutting import CuttingParams
from rantai.engine.cutting.answer import Part
from rantai.engine.cutting.batch import batches
from rantai.engine.cutting.limits import within_patterns
from rantai.engine.cutting.quick import search
from tests.engine.cutting.shop import BAR_6M, BUY, SHEET_4X8, bars, cut, opened, sheets

SOME_WORK = CuttingParams(work=200_000)


def never():
    return False


def best_by_looking_at_all(room: int, sizes: list[int], wanted: list[int], most: int) -> tuple[int, int]:
    """Length left out and bars opened, over all sets of patterns and all times."""
    ranges = [range(min(want, room // size) + 1) for size, want in zip(sizes, wanted, strict=True)]
    patterns = [p for p in product(*ranges) if any(p) and sum(n * s for n, s in zip(p, sizes, strict=True)) <= room]
    uses = [(p, t) for p in patterns for t in range(1, 1 + min(w // n for n, w in zip(p, wanted, strict=True) if n))]
    best = (sum(size * want for size, want in zip(sizes, wanted, strict=True)), 0)
    for number in range(1, most + 1):
        for plan in combinations(uses, number):
            left = [w - sum(t * p[k] for p, t in plan) for k, w in enumerate(wanted)]
            if min(left) >= 0:
                lost = sum(size * want for size, want in zip(sizes, left, strict=True))
                best = min(best, (lost, sum(t for _, t in plan)))
    return best


def test_few_patterns_of_bars_against_all_sets_of_patterns():
    draw = np.random.default_rng(8)
    equal = 0
    for _ in range(40):
        sizes = sorted({int(draw.integers(20, 60)) for _ in range(int(draw.integers(2, 4)))})
        wanted = [int(draw.integers(1, 7)) for _ in sizes]
        most = int(draw.integers(1, 3))
        given = replace(bars([(100, 1, BUY)], list(zip(sizes, wanted, strict=True))), max_patterns=most)
        batch = batches(given)[0]
        (part,) = within_patterns(given, [Part(batch, search(batch, SOME_WORK))], 800_000, 1, never)
        left = batch.left_out(part.found.chosen)
        lost = int(left @ np.array(sizes))
        found = lost, sum(one.times for one in part.found.chosen)
        best = best_by_looking_at_all(100, sizes, wanted, most)
        assert len(part.found.chosen) <= most
        assert found >= best
        equal += found == best
    assert equal >= 38


@pytest.mark.parametrize("work", [0, 100_000])
def test_one_pattern_serves_all_when_the_numbers_come_out_even(work):
    given = replace(bars([BAR_6M], [(3400, 10), (1200, 20)]), max_patterns=1)
    answer = cut(given, CuttingParams(work=work))
    assert (answer.status, opened(answer), len(answer.pattern_count)) == ("optimal", {0: 10}, 1)


def test_a_dearer_plan_of_fewer_patterns_is_taken_before_anything_is_left_out():
    free = cut(bars([BAR_6M], [(1500, 40), (3400, 10), (1800, 10)]), SOME_WORK)
    tight = cut(replace(bars([BAR_6M], [(1500, 40), (3400, 10), (1800, 10)]), max_patterns=1), SOME_WORK)
    assert (opened(free), len(free.pattern_count)) == ({0: 20}, 2)
    assert len(tight.pattern_count) == 1
    assert tight.status == "infeasible"  # 3400 + 1800 + 4 x 1500 fill no bar of 6000
    two = cut(replace(bars([BAR_6M], [(1500, 10), (3400, 10), (1800, 10)]), max_patterns=2), SOME_WORK)
    assert (two.status, len(two.pattern_count), opened(two)) == ("feasible", 2, {0: 15})  # 2 x 1500 five times


def test_no_pattern_allowed_cuts_nothing():
    answer = cut(replace(bars([BAR_6M], [(1500, 8)]), max_patterns=0))
    assert (answer.status, answer.objective, len(answer.pattern_count)) == ("infeasible", 0, 0)


def test_the_limit_holds_over_parts_that_share_no_stock():
    grades = {"format_grade": np.array([1, 2]), "piece_grade": np.array([1, 2, 2])}
    given = replace(bars([BAR_6M, BAR_6M], [(3000, 8), (1500, 8), (5900, 1)]), max_patterns=2, **grades)
    answer = cut(given, SOME_WORK)
    assert len(answer.pattern_count) == 2
    assert answer.unplaced_piece.tolist() == [2]


def test_sheets_of_many_kinds_keep_the_limit_too():
    pieces = [(1300, 600, 58), (1300, 400, 58), (700, 450, 116), (700, 300, 116), (500, 300, 58)]
    for most in (2, 4):
        answer = cut(replace(sheets([SHEET_4X8], pieces, trim=5), max_patterns=most), SOME_WORK)
        assert len(answer.pattern_count) <= most
