"""Tiny lists of sheets against the best of all plans: equal in what is left out and in cost, and proven to be so."""

import pytest

from tests.engine.cutting.exhaustive_compare import compare, hold_bounds

CHUNK, MANY = 250, 5_000


@pytest.mark.parametrize("start", range(0, 2_500, CHUNK))
def test_no_sheet_plan_is_better(start):
    compare("sheets", range(start, start + CHUNK))


@pytest.mark.soak
@pytest.mark.parametrize("start", range(2_500, 52_500, MANY))
def test_no_sheet_plan_is_better_in_fifty_thousand(start):
    compare("sheets", range(start, start + MANY))


def test_nine_pieces_are_cut_soundly_and_bounds_hold():
    assert hold_bounds("sheets", range(12)) >= 11


@pytest.mark.soak
def test_nine_pieces_are_cut_soundly_and_bounds_hold_in_many_lists():
    assert hold_bounds("sheets", range(12, 612)) >= 570
