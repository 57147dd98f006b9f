"""What the room refuses at the door."""

from dataclasses import replace

import numpy as np
import pytest

from rantai.engine.cutting import CuttingParams
from tests.engine.cutting.shop import BAR_6M, SHEET_4X8, bars, sheets

GOOD = sheets([SHEET_4X8], [(400, 200, 4)])


@pytest.mark.parametrize(
    "spoiled",
    [
        {"kind": "tube"},
        {"kerf_um": -1},
        {"piece_length_um": [0]},
        {"piece_width_um": [0]},
        {"piece_quantity": [-1]},
        {"piece_quantity": [1, 2]},
        {"format_available": [-2]},
        {"format_length_um": [2**62]},
        {"format_length_um": [2**40], "format_width_um": [2**40]},
        {"piece_quantity": [2**61], "format_cost": [2**61]},
    ],
)
def test_bad_input_is_refused(spoiled):
    with pytest.raises(ValueError, match=r"\w"):
        replace(GOOD, **spoiled)


def test_bars_have_no_width():
    assert bars([BAR_6M], [(1500, 4)]).piece_width_um.tolist() == [0]


def test_columns_cannot_be_changed_afterwards():
    with pytest.raises(ValueError, match="read-only"):
        GOOD.piece_quantity[0] = 5
    assert GOOD.piece_quantity.dtype == np.int64


@pytest.mark.parametrize("knob", [{"prices": -1}, {"bar_points": 1}, {"sheet_cells": 1}, {"starts": 101}])
def test_a_bad_knob_is_refused_at_birth(knob):
    with pytest.raises(ValueError, match=next(iter(knob))):
        CuttingParams(**knob)
