"""Tiny lists of sheets against the best of all plans: equal in what is left out and in cost, and proven to be so."""

import pytest

from tests.engine.cutting.exhaustive_compare import compare

CHUNK, MANY = 250, 5_000


@pytest.mark.parametrize("start", range(0, 2_500, CHUNK))
def test_no_sheet_plan_is_better(start):
    compare("sheets", range(start, start + CHUNK))


@pytest.mark.soak
@pytest.mark.parametrize("start", range(2_500, 52_500, MANY))
def test_no_sheet_plan_is_better_in_fifty_thousand(start):
    compare("sheets", range(start, start + MANY))
