"""Every kind of fault that a stranger must find, planted one by one in a sound answer."""

import time
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
    """One piece of stock with blanks (piece, x, y, length, width) in mm."""
    table = np.array(boxes, dtype=np.int64)
    lengths = given.piece_length_um[table[:, 0]] // MM
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
        placement_is_turned=(lengths > 0) & (table[:, 3] != lengths),
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
    assert codes(four, given) == {"too_many_stages"}


def test_a_last_cut_may_trim_one_side_but_not_two():
    given = sheets([(10, 10, 1, -1)], [(10, 4, 1), (4, 6, 1), (6, 3, 1), (5, 3, 1)])
    boxes = [(0, 0, 0, 10, 4), (1, 0, 4, 4, 6), (2, 4, 4, 6, 3)]
    assert codes(placed(given, [*boxes, (3, 4, 7, 5, 3)]), given) == set()
    small = sheets([(10, 10, 1, -1)], [(10, 4, 1), (4, 6, 1), (6, 3, 1), (4, 3, 1)])
    assert codes(placed(small, [*boxes, (3, 5, 7, 4, 3)]), small) == {"too_many_stages"}


STRIPS = [(0, 0, 0, 10, 4), (1, 0, 4, 5, 4), (1, 5, 4, 5, 4)]  # two strips, the second cut in two


def limited(**limits):
    """A sheet of 10 x 9 that holds exactly STRIPS and one row of waste."""
    return replace(sheets([(10, 9, 1, -1)], [(10, 4, 1), (5, 4, 2)]), **limits)


def test_limits_that_are_kept_are_no_faults():
    given = limited(stages=2, first_cut="length", max_cuts=3, max_patterns=1, bed_um=10 * MM)
    assert codes(placed(given, STRIPS), given) == set()


@pytest.mark.parametrize(
    ("fault", "limits"),
    [
        ("too_many_cuts", {"max_cuts": 2}),
        ("too_many_patterns", {"max_patterns": 0}),
        ("wrong_first_cut", {"stages": 2, "first_cut": "width"}),
        ("cut_too_long", {"bed_um": 9 * MM}),
        ("wrong_owner", {"format_owner": np.array([3]), "piece_owner": np.array([3, 4])}),
        ("wrong_grade", {"format_grade": np.array([-1]), "piece_grade": np.array([-1, 4])}),
        ("wrong_thickness", {"format_thickness_um": np.array([3000]), "piece_thickness_um": np.array([-1, 2900])}),
    ],
)
def test_a_limit_that_is_broken_is_found(fault, limits):
    given = limited(**limits)
    assert codes(placed(given, STRIPS), given) == {fault}


def test_free_stages_allow_what_three_forbid():
    pieces = [(10, 4, 1), (4, 6, 1), (6, 3, 1), (3, 3, 2)]
    boxes = [(0, 0, 0, 10, 4), (1, 0, 4, 4, 6), (2, 4, 4, 6, 3), (3, 4, 7, 3, 3), (3, 7, 7, 3, 3)]
    given = replace(sheets([(10, 10, 1, -1)], pieces), stages=0)
    assert codes(placed(given, boxes), given) == set()


def test_neighbours_may_share_the_cut_that_takes_off_their_waste():
    """Four blanks in two rows, waste beside and above: five cuts when the waste beside comes off whole, else six."""
    given = replace(sheets([(10, 9, 1, -1)], [(4, 4, 4, True)]), max_cuts=5)
    square = placed(given, [(0, x, y, 4, 4) for y in (0, 4) for x in (0, 4)])
    assert codes(square, given) == set()
    assert codes(square, replace(given, max_cuts=4)) == {"too_many_cuts"}
    assert codes(square, replace(given, stages=2)) == {"too_many_cuts"}


def test_each_trim_counts_on_its_own_side():
    pieces = [(10, 4, 1)]
    given = replace(sheets([(12, 5, 1, -1)], pieces), trim_left_um=2 * MM, trim_bottom_um=1 * MM)
    assert codes(placed(given, [(0, 2, 1, 10, 4)]), given) == set()
    assert codes(placed(given, [(0, 1, 1, 10, 4)]), given) == {"outside"}
    assert codes(placed(given, [(0, 2, 0, 10, 4)]), given) == {"outside"}


def test_a_remnant_that_no_cut_frees_is_found():
    given = replace(sheets([(10, 9, 1, -1)], [(10, 4, 1), (5, 4, 2)], keep=(5, 1)), stages=2)
    rows = {"pattern": 0, "x_um": 0, "y_um": 8 * MM, "length_um": 10 * MM, "width_um": 1 * MM}
    whole = replace(placed(given, STRIPS), **{f"remnant_{name}": [value] for name, value in rows.items()})
    assert codes(whole, given) == set()
    two_rows = [(0, 0, 0, 10, 4), (1, 0, 4, 5, 4), (1, 5, 5, 5, 4)]
    freed = placed(given, two_rows)
    assert codes(freed, given) == set()
    rows |= {"x_um": 5 * MM, "y_um": 4 * MM, "length_um": 5 * MM}
    beside = replace(freed, **{f"remnant_{name}": [value] for name, value in rows.items()})
    assert codes(beside, given) == {"remnant_not_cuttable"}


def test_a_bar_longer_than_the_bed_of_the_saw_is_found():
    given = replace(bars([BAR_6M], [(1500, 4)]), bed_um=5_999 * MM)
    spoiled = solve(bars([BAR_6M], [(1500, 4)]), CuttingParams())
    assert codes(spoiled, given) == {"bar_too_long"}


def test_each_waste_between_pieces_of_a_bar_is_one_more_cut():
    given = replace(bars([(100, 1, -1)], [(30, 3)]), max_cuts=4)
    tight = placed(given, [(0, 0, 0, 30, 0), (0, 30, 0, 30, 0), (0, 60, 0, 30, 0)])
    assert codes(tight, given) == set()
    loose = placed(given, [(0, 5, 0, 30, 0), (0, 36, 0, 30, 0), (0, 67, 0, 30, 0)])
    assert codes(loose, given) == {"too_many_cuts"}


def coils(pieces: list[tuple[int, int, int]], **limits):
    """A coil of 100 m x 1000 mm with edges of 10 mm; pieces: (length, width, quantity), length 0: slit only."""
    rows = np.array(pieces, dtype=np.int64)
    given = sheets([(100_000, 1000, 1, -1)], [(1, width, count, True) for _, width, count in pieces])
    plain = {"kind": "coil", "stages": 2, "trim_bottom_um": 10 * MM, "trim_top_um": 10 * MM}
    return replace(given, piece_length_um=rows[:, 0] * MM, **(plain | limits))


SLIT = [(0, 0, 10, 100_000, 300), (1, 0, 310, 40_000, 200), (1, 40_000, 310, 40_000, 200)]


def test_a_coil_is_slit_and_its_strips_are_cut_to_length():
    given = coils([(0, 300, 1), (40_000, 200, 2)], max_knives=4, max_cuts=4)
    assert codes(placed(given, SLIT), given) == set()
    assert codes(placed(given, SLIT), replace(given, max_knives=3)) == {"too_many_knives"}
    assert codes(placed(given, SLIT), replace(given, max_cuts=3)) == {"too_many_cuts"}


def test_a_slit_strip_is_as_long_as_its_coil():
    given = coils([(0, 300, 1), (40_000, 200, 2)])
    assert codes(placed(given, [(0, 0, 10, 0, 300), *SLIT[1:]]), given) == {"wrong_size"}


def test_strips_of_a_coil_are_as_wide_as_their_pieces_and_run_through():
    given = coils([(40_000, 200, 1), (40_000, 150, 1)])
    narrower = placed(given, [(0, 0, 10, 40_000, 200), (1, 40_000, 10, 40_000, 150)])
    assert codes(narrower, given) == {"strip_width"}


def test_blanks_of_a_coil_are_never_turned():
    given = coils([(300, 200, 1)])
    assert "against_grain" in codes(placed(given, [(0, 0, 10, 200, 300)]), given)


def left_out(given, piece: int, quantity: int) -> CuttingAnswer:
    """Nothing is cut, and one kind of blank is said to be left out although it fits."""
    rows = {"piece": piece, "quantity": quantity, "format": 0, "missing_length_um": 0, "missing_width_um": 0}
    empty = dict.fromkeys((name for name in vars(SOUND) if "_" in name), np.zeros(0, dtype=np.int64))
    named = {f"unplaced_{name}": [value] for name, value in rows.items()}
    return CuttingAnswer(**{**empty, "status": "infeasible", "objective": 0, "bound": 0, **named})


@pytest.mark.parametrize(
    ("limits", "found"),
    [
        ({}, {"fits_after_all"}),
        ({"format_available": np.array([0])}, set()),
        ({"max_patterns": 0}, set()),
        ({"max_cuts": 0}, set()),
        ({"max_cuts": 2}, {"fits_after_all"}),
        ({"bed_um": 3 * MM}, set()),
        ({"first_cut": "width", "bed_um": 5 * MM}, set()),
        ({"first_cut": "length", "bed_um": 10 * MM}, {"fits_after_all"}),
        ({"format_owner": np.array([7])}, {"wrong_missing"}),
    ],
)
def test_what_no_limit_allows_may_be_left_out(limits, found):
    given = replace(sheets([(10, 8, 1, -1)], [(5, 4, 1, True)]), **limits)
    assert codes(left_out(given, 0, 1), given) == found


def test_ten_thousand_places_are_judged_in_no_time():
    boxes = [(0, 10 * (at % 100), 8 * (at // 100), 10, 8) for at in range(10_000)]
    given = sheets([(1000, 800, 1, -1)], [(10, 8, 10_000, True)])
    start = time.process_time()
    assert codes(placed(given, boxes), given) == set()
    assert time.process_time() - start < 3


def test_a_plan_made_to_hang_a_judge_is_judged_in_little_time():
    """A nest of ever smaller L's, a wheel in the middle: no cut at all, then thousands of levels of them."""
    draw = np.random.default_rng(1)
    wild = [(0, int(x), int(y), 1, 1) for x, y in draw.integers(0, 3000, (10_000, 2))]
    given = replace(sheets([(3000, 3000, 1, -1)], [(1, 1, 10_000, True)], kerf=2), stages=0)
    start = time.process_time()
    assert "overlap" in codes(placed(given, wild), given)
    assert time.process_time() - start < 5
    nest = [
        (0, at // 2, at - at // 2, 3000 - at // 2, 1)
        if at % 2 == 0
        else (1, at // 2, (at + 1) // 2, 1, 3000 - (at + 1) // 2)
        for at in range(1500)
    ]
    lengths = replace(
        sheets([(3000, 3000, 1, -1)], [(length, width, 1, True) for _, _, _, length, width in nest]), stages=0
    )
    plan = placed(lengths, [(at, *box[1:]) for at, box in enumerate(nest)])
    start = time.process_time()
    assert codes(plan, lengths) == set()
    assert time.process_time() - start < 5
