"""Needs of one format and week are asked as one, and what comes is shared out among them."""

import numpy as np
import pytest

from rantai.engine.plan import buying
from rantai.engine.plan.check import check
from rantai.engine.plan.needs import Need, Together
from rantai.engine.plan.params import PlanParams
from rantai.engine.plan.placements import Placements
from rantai.engine.plan.read import read_given
from rantai.engine.plan.run import run
from tests import one_bar


def need(pieces, mass_g):
    return Need(0, 3, pieces, mass_g, None, [], "MC")


def test_the_first_ones_are_served_whole_and_the_last_ones_wait():
    three = [need(4, 400), need(2, 200), need(5, 500)]
    together = Together(three)
    assert (together.pieces, together.mass_g) == (11, 1100)
    assert list(together.serve(5, 501)) == [(three[0], 4, 401), (three[1], 1, 100)]
    assert list(together.serve(3, 300)) == [(three[1], 1, 100), (three[2], 2, 200)]
    assert list(together.unserved(301)) == [(three[2], 301)]


def test_what_is_weighed_is_shared_by_weight():
    two = [need(0, 400), need(0, 200)]
    together = Together(two)
    assert list(together.serve(0, 450)) == [(two[0], 0, 400), (two[1], 0, 50)]
    assert list(together.unserved(150)) == [(two[1], 150)]


def test_a_need_that_is_asked_alone_gets_what_comes_as_it_comes():
    one = need(4, 400)
    together = Together([one])
    assert list(together.serve(1, 7)) == [(one, 1, 7)]
    assert list(together.unserved(300)) == [(one, 300)]


@pytest.mark.parametrize("most_apart", [0, 400])
def test_a_plan_with_needs_asked_together_is_sound_and_costs_the_same(tmp_path, monkeypatch, most_apart):
    given = read_given(one_bar.copy(tmp_path))
    apart = run(given, PlanParams())
    monkeypatch.setattr(buying, "_MOST_APART", most_apart)
    together = run(given, PlanParams())
    assert check(given, together.output) == []
    assert together.summary["steel"] == apart.summary["steel"]


def test_blanks_of_a_pattern_keep_their_order():
    pattern = np.array([1, 0, 1])
    columns = [np.array(values) for values in ([7, 8, 9], [0, 0, 5], [0, 0, 0], [10, 20, 30], [2, 2, 2], [0, 1, 0])]
    first, second, third = Placements.by_pattern(pattern, columns, 3)
    assert first.sizes() == [[8, 20, 2]]
    assert second.sizes() == [[7, 10, 2], [9, 30, 2]]
    assert (second.used(is_sheet=True), second.used(is_sheet=False), third.used(is_sheet=True)) == (80, 40, 0)
    assert Placements.by_pattern(pattern[:0], [column[:0] for column in columns], 0) == []
