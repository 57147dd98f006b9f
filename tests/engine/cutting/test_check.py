"""Every kind of fault that a stranger must find, planted one by one in a sound answer."""

from dataclasses import replace

import numpy as np
import pytest

from rantai.engine.cutting import CuttingAnswer, CuttingParams, check, solve
from tests.engine.cutting.shop import BAR_6M, MM, bars, sheets

GIVEN = sheets(
    [(2438, 1219, 100, 30), (500, 500, 20, 1)],
    [(1300, 900, 4), (400, 200, 9, True), (3000, 190, 2)],
    kerf=3,
    trim=5,
    keep=(300, 100),
)
SOUND = solve(GIVEN, CuttingParams())


def changed(name: str, row: int, value: int, answer: CuttingAnswer = SOUND) -> CuttingAnswer:
    column = getattr(answer, name).copy()
    column[row] = value
    return replace(answer, **{name: column})


def codes(answer: CuttingAnswer, given=GIVEN) -> set[str]:
    return {fault.code for fault in check(given, answer)}


def rows_of(piece: int) -> list[int]:
    return np.flatnonzero(SOUND.placement_piece == piece).tolist()


def test_the_answer_is_sound_before_it_is_spoiled():
    assert check(GIVEN, SOUND) == []
    assert SOUND.status == "infeasible"
    assert len(SOUND.remnant_pattern) > 0


@pytest.mark.parametrize(
    ("fault", "spoiled"),
    [
        ("outside", changed("placement_x_um", rows_of(0)[0], 4_999)),
        ("outside", changed("placement_y_um", rows_of(0)[0], 1_219 * MM)),
        ("overlap", changed("placement_y_um", rows_of(1)[0], int(SOUND.placement_y_um[rows_of(0)[0]]) + 1)),
        ("wrong_size", changed("placement_length_um", rows_of(0)[0], 1_299 * MM)),
        ("wrong_count", changed("pattern_count", 0, int(SOUND.pattern_count[0]) + 1)),
        ("stock_exceeded", changed("pattern_count", 0, 31)),
        ("count_not_positive", changed("pattern_count", 0, 0)),
        ("count_not_positive", changed("unplaced_quantity", 0, 0)),
        ("wrong_count", changed("unplaced_quantity", 0, 1)),
        ("wrong_missing", changed("unplaced_missing_length_um", 0, 1)),
        ("wrong_missing", changed("unplaced_format", 0, 1)),
        ("wrong_missing", changed("unplaced_format", 0, -1)),
        ("unknown_position", changed("pattern_format", 0, 2)),
        ("unknown_position", changed("placement_piece", 0, -1)),
        ("remnant_outside", changed("remnant_x_um", 0, 2_438 * MM)),
        ("remnant_overlap", changed("remnant_y_um", 0, 5 * MM, changed("remnant_x_um", 0, 5 * MM))),
        ("remnant_too_small", changed("remnant_length_um", 0, 99 * MM)),
        ("wrong_cost", replace(SOUND, objective=SOUND.objective + 1)),
        ("bound_above_cost", replace(SOUND, bound=SOUND.objective + 1)),
        ("wrong_status", replace(SOUND, status="feasible")),
        ("unknown_status", replace(SOUND, status="perfect")),
        ("unequal_columns", replace(SOUND, placement_x_um=SOUND.placement_x_um[1:])),
    ],
)
def test_a_planted_fault_is_found(fault, spoiled):
    assert fault in codes(spoiled)


def test_a_blank_turned_against_the_grain_is_found():
    row = rows_of(1)[0]
    spoiled = changed("placement_is_turned", row, 1)
    spoiled = changed("placement_length_um", row, 200 * MM, spoiled)
    spoiled = changed("placement_width_um", row, 400 * MM, spoiled)
    assert "against_grain" in codes(spoiled)


def test_a_blank_left_out_although_it_fits_is_found():
    given = bars([BAR_6M], [(1500, 8)])
    sound = solve(given, CuttingParams())
    spoiled = replace(
        changed("pattern_count", 0, 1, sound),
        objective=10,
        bound=0,
        status="infeasible",
        unplaced_piece=[0],
        unplaced_quantity=[4],
        unplaced_format=[0],
        unplaced_missing_length_um=[0],
        unplaced_missing_width_um=[0],
    )
    assert {fault.code for fault in check(given, spoiled)} == {"fits_after_all"}


def test_optimal_without_a_meeting_bound_is_found():
    given = bars([BAR_6M], [(1500, 8)])
    assert "wrong_status" in codes(replace(solve(given, CuttingParams()), bound=1), given)


def test_a_pattern_that_cuts_nothing_is_found():
    spoiled = replace(
        SOUND, pattern_format=[*SOUND.pattern_format.tolist(), 0], pattern_count=[*SOUND.pattern_count.tolist(), 1]
    )
    assert "empty_pattern" in codes(spoiled)


def test_bars_closer_than_the_kerf_are_found():
    given = bars([BAR_6M], [(1500, 3)], kerf=2)
    spoiled = changed("placement_x_um", 1, 1_501 * MM, solve(given, CuttingParams()))
    assert "overlap" in codes(spoiled, given)


def placed(given, boxes: list[tuple[int, int, int, int, int]]) -> CuttingAnswer:
    """One sheet with blanks (piece, x, y, length, width) in mm."""
    table = np.array(boxes, dtype=np.int64)
    empty = np.zeros(0, dtype=np.int64)
    return CuttingAnswer(
        status="optimal",
        objective=1,
        bound=1,
        pattern_format=[0],
        pattern_count=[1],
        placement_pattern=0 * table[:, 0],
        placement_piece=table[:, 0],
        placement_x_um=table[:, 1] * MM,
        placement_y_um=table[:, 2] * MM,
        placement_length_um=table[:, 3] * MM,
        placement_width_um=table[:, 4] * MM,
        placement_is_turned=table[:, 3] != given.piece_length_um[table[:, 0]] // MM,
        **dict.fromkeys((name for name in vars(SOUND) if name.startswith(("unplaced_", "remnant_"))), empty),
    )


def test_a_pinwheel_cannot_be_cut_by_a_guillotine():
    given = sheets([(5, 5, 1, -1)], [(3, 2, 4)])
    wheel = placed(given, [(0, 0, 0, 3, 2), (0, 3, 0, 2, 3), (0, 2, 3, 3, 2), (0, 0, 2, 2, 3)])
    assert codes(wheel, given) == {"not_guillotine"}


def test_four_stages_are_one_too_many():
    pieces = [(10, 4, 1), (4, 6, 1), (6, 3, 1), (3, 3, 2)]
    given = sheets([(10, 10, 1, -1)], pieces)
    four = placed(given, [(0, 0, 0, 10, 4), (1, 0, 4, 4, 6), (2, 4, 4, 6, 3), (3, 4, 7, 3, 3), (3, 7, 7, 3, 3)])
    assert codes(four, given) == {"not_guillotine"}


def test_a_last_cut_may_trim_one_side_but_not_two():
    given = sheets([(10, 10, 1, -1)], [(10, 4, 1), (4, 6, 1), (6, 3, 1), (5, 3, 1)])
    boxes = [(0, 0, 0, 10, 4), (1, 0, 4, 4, 6), (2, 4, 4, 6, 3)]
    assert codes(placed(given, [*boxes, (3, 4, 7, 5, 3)]), given) == set()
    small = sheets([(10, 10, 1, -1)], [(10, 4, 1), (4, 6, 1), (6, 3, 1), (4, 3, 1)])
    assert codes(placed(small, [*boxes, (3, 5, 7, 4, 3)]), small) == {"not_guillotine"}
