"""Lists of the same blanks in other amounts, cut one after the other: what one taught, the next begins with."""

from dataclasses import replace

import numpy as np
import pytest

from rantai.engine.cutting import CuttingParams, Lessons, check, solve
from rantai.engine.cutting import sheet_table as sheets_room
from rantai.engine.cutting.generate import is_within
from tests.engine.cutting.shop import BUY, bars, sheets

PIECES = [(440, 248, 2576, True), (177, 129, 2576, False), (609, 172, 2944, False), (228, 82, 2208, False)]
SHEETS = sheets([(2438, 1219, 270, BUY), (3048, 1524, 420, BUY)], PIECES, trim=5, keep=(400, 200))
BARS = bars([(6000, 10, BUY)], [(1230, 400), (777, 900), (2345, 350)], kerf=2.5, trim=5, keep=400)
EXACT = CuttingParams()


def months(first, count=5):
    """The same list in other amounts."""
    draw = np.random.default_rng(4)
    return [first] + [
        replace(first, piece_quantity=first.piece_quantity * draw.integers(90, 111, len(first.piece_quantity)) // 100)
        for _ in range(count - 1)
    ]


@pytest.mark.parametrize("first", [SHEETS, BARS])
@pytest.mark.parametrize("enough_ppm", [0, 1_000])
def test_what_is_learnt_keeps_every_answer_sound_and_proven(first, enough_ppm):
    lessons, params = Lessons(), CuttingParams(enough_ppm=enough_ppm)
    for given in months(first):
        answer, alone = solve(given, params, lessons=lessons), solve(given, EXACT)
        assert check(given, answer) == []
        assert answer.bound <= alone.objective
        assert alone.bound <= answer.objective
        assert answer.objective - alone.objective <= max(0.002 * alone.objective, *given.format_cost)


def test_the_next_month_prices_far_less(monkeypatch):
    runs = []
    best = sheets_room.StageTable.best
    monkeypatch.setattr(sheets_room.StageTable, "best", lambda *given, **more: runs.append(1) or best(*given, **more))
    lessons, counts = Lessons(), []
    for given in months(SHEETS, 3):
        runs.clear()
        solve(given, CuttingParams(enough_ppm=1_000), lessons=lessons)
        counts.append(len(runs))
    assert counts[0] > 4 * max(counts[1:])


def test_the_order_of_the_lists_alone_decides():
    first, again = (
        [solve(given, EXACT, lessons=lessons) for given in months(SHEETS)] for lessons in (Lessons(), Lessons())
    )
    for one, other in zip(first, again, strict=True):
        assert all(np.array_equal(value, getattr(other, name)) for name, value in vars(one).items())


def test_other_blanks_learn_nothing_wrong():
    lessons = Lessons()
    solve(SHEETS, EXACT, lessons=lessons)
    other = replace(SHEETS, piece_length_um=SHEETS.piece_length_um + 30_000)
    answer, alone = solve(other, EXACT, lessons=lessons), solve(other, EXACT)
    assert check(other, answer) == []
    assert (answer.objective, answer.bound) == (alone.objective, alone.bound)


def test_bars_of_which_few_are_wanted_do_not_lend_their_proof_to_more():
    """A bar holds two of a blank of which two are wanted: worth less than a bar full of a blank of which many are."""
    lessons = Lessons()
    few = replace(BARS, piece_quantity=np.array([1, 2, 1]))
    solve(few, EXACT, lessons=lessons)
    answer = solve(BARS, EXACT, lessons=lessons)
    assert check(BARS, answer) == []
    assert answer.bound <= solve(BARS, EXACT).objective


def test_good_enough_is_counted_in_parts_of_the_cost():
    assert is_within(1_001, 1_000, 1_000)
    assert not is_within(1_002, 1_000, 1_000)
    assert is_within(5, 5, 0)
    assert not is_within(6, 5, 0)
