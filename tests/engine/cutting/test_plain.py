"""A plain plan is sound and leaves out nothing that fits, whatever is asked."""

from dataclasses import replace
from random import Random

import numpy as np
import pytest

from rantai.engine.cutting import check
from rantai.engine.cutting.contract.answering import plain_answer
from tests.engine.cutting.shop import BUY, bars, sheets


def a_list(kind, draw):
    number = draw.randrange(1, 30)
    if kind == "bar":
        formats = [(draw.randrange(900, 6000), draw.randrange(1, 9), BUY), (3000, 2, 3)]
        return bars(formats, [(draw.randrange(20, 900), draw.randrange(1, 99)) for _ in range(number)], kerf=3, trim=2)
    formats = [(2438, 1219, 9, BUY), (draw.randrange(900, 3000), 950, draw.randrange(1, 9), 4)]
    pieces = [(draw.randrange(20, 900), draw.randrange(20, 900), draw.randrange(1, 99), draw.random() < 0.5)]
    pieces += [(draw.randrange(20, 900), draw.randrange(20, 400), draw.randrange(1, 99)) for _ in range(number)]
    made = sheets(formats, pieces, kerf=3, trim=5)
    if kind == "coil":
        wide = {"format_length_um": made.format_length_um * 40, "piece_grain_locked": made.piece_grain_locked | True}
        return replace(made, kind="coil", max_knives=draw.choice((-1, 5)), **wide)
    rules = {"stages": draw.choice((0, 2, 3)), "first_cut": draw.choice(("any", "length", "width"))}
    return replace(made, **rules, bed_um=draw.choice((0, 0, 2_500_000)))


@pytest.mark.parametrize("kind", ["bar", "sheet", "coil"])
def test_any_list_is_cut_soundly(kind):
    draw = Random(kind)
    for _ in range(40):
        given = a_list(kind, draw)
        answer = plain_answer(given)
        assert check(given, answer) == []
        assert answer.status == ("optimal" if answer.bound == answer.objective else "timeout")


def test_few_patterns_leave_blanks_out_rather_than_break_the_limit():
    given = replace(bars([(6000, 10, BUY)], [(length, 7) for length in range(700, 1400, 50)]), max_patterns=2)
    answer = plain_answer(given)
    assert len(answer.pattern_format) == 2
    assert len(answer.unplaced_piece)


def test_few_cuts_are_kept_on_every_bar():
    given = replace(bars([(6000, 10, BUY)], [(300, 40)]), max_cuts=4)
    answer = plain_answer(given)
    assert check(given, answer) == []
    assert answer.objective == 100


def test_urgent_blanks_get_the_steel_there_is():
    given = replace(bars([(6000, 10, 1)], [(3000, 2), (2000, 3)]), piece_priority=np.array([2, 1]))
    assert plain_answer(given).unplaced_piece.tolist() == [0]
