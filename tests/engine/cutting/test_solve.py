"""Stories that a person can work out, from the rural vehicle and from the shop floor."""

import itertools
from dataclasses import replace

import numpy as np
import pytest

from rantai.engine.cutting import CuttingParams, check, solve
from tests.engine.cutting.shop import BAR_6M, BUY, MM, SHEET_4X8, SHEET_FROM_COIL, bars, cut, opened, sheets


def test_the_three_metre_rail_fits_no_four_by_eight_sheet_and_the_answer_says_by_how_much():
    answer = cut(sheets([SHEET_4X8], [(3000, 190, 240, True), (700, 150, 16, True)], trim=5))
    assert answer.status == "infeasible"
    assert answer.unplaced_piece.tolist() == [0]
    assert answer.unplaced_quantity.tolist() == [240]
    assert answer.unplaced_format.tolist() == [0]
    assert answer.unplaced_missing_length_um.tolist() == [(3000 - 2428) * MM]
    assert answer.unplaced_missing_width_um.tolist() == [0]
    assert opened(answer) == {0: 1}  # 3 × 8 cross members on one sheet


def test_the_three_metre_rail_fits_a_sheet_cut_from_the_coil():
    answer = cut(sheets([SHEET_4X8, SHEET_FROM_COIL], [(3000, 190, 240, True)], trim=5))
    assert answer.status == "optimal"
    assert opened(answer) == {1: 40}  # six rails of 190 in 1209


def test_one_cab_floor_a_sheet_because_two_are_too_long():
    answer = cut(sheets([SHEET_4X8], [(1300, 900, 120)], trim=5))
    assert (answer.status, opened(answer)) == ("optimal", {0: 120})
    kept = zip(answer.remnant_length_um.tolist(), answer.remnant_width_um.tolist(), strict=True)
    assert sorted(kept) == [(1128 * MM, 1209 * MM), (1300 * MM, 309 * MM)]  # the same area, the end whole


def test_deck_floor_halves_lie_one_to_a_sheet_with_the_entry_steps_beside_them():
    answer = cut(sheets([SHEET_4X8], [(1800, 700, 116), (400, 200, 116)], trim=5))
    assert (answer.status, opened(answer)) == ("optimal", {0: 116})


def test_turning_helps_and_the_grain_forbids_it():
    free = cut(sheets([(1000, 600, 1, BUY)], [(600, 500, 2)]))
    locked = cut(sheets([(1000, 600, 1, BUY)], [(600, 500, 2, True)]))
    assert opened(free) == {0: 1}
    assert opened(locked) == {0: 2}
    assert free.placement_is_turned.all()
    assert not locked.placement_is_turned.any()


def test_tubes_of_six_metres():
    answer = cut(bars([BAR_6M], [(1500, 40), (3400, 10), (1800, 10)]))
    assert (answer.status, opened(answer)) == ("optimal", {0: 20})  # ten of 3400 + 1800, ten of 4 × 1500


def test_the_kerf_of_the_last_cut_may_run_off_the_bar():
    assert opened(cut(bars([BAR_6M], [(1998, 3)], kerf=3))) == {0: 1}  # 3 × 1998 + 2 × 3 = 6000
    assert opened(cut(bars([BAR_6M], [(1999, 3)], kerf=3))) == {0: 2}


def test_trim_is_taken_off_both_ends():
    assert opened(cut(bars([BAR_6M], [(1500, 4)], trim=0))) == {0: 1}
    assert opened(cut(bars([BAR_6M], [(1500, 4)], trim=1))) == {0: 2}


def test_three_stages_are_used_and_a_fourth_only_to_trim():
    three_stages = cut(sheets([(10, 10, 1, BUY)], [(10, 4, 1), (4, 6, 1), (6, 3, 2)], keep=(10, 10)))
    assert opened(three_stages) == {0: 1}


def test_steel_at_hand_goes_first_and_never_more_than_there_is():
    answer = cut(sheets([SHEET_4X8, (2438, 1219, 90, 3)], [(1200, 600, 40)]))
    assert opened(answer) == {1: 3, 0: 7}
    assert answer.status == "optimal"


def test_a_remnant_serves_when_it_is_cheaper():
    answer = cut(bars([BAR_6M, (2000, 1, 1)], [(2000, 4)]))
    assert opened(answer) == {0: 1, 1: 1}
    assert (answer.objective, answer.bound) == (11, 11)


def test_what_only_the_steel_at_hand_can_hold_is_left_out_when_that_is_gone():
    answer = cut(bars([(3000, 4, BUY), (6000, 8, 2)], [(5000, 3), (1000, 6)]))
    assert answer.status == "infeasible"
    assert answer.unplaced_quantity.tolist() == [1]
    assert answer.unplaced_format.tolist() == [1]
    assert answer.unplaced_missing_length_um.tolist() == [0]


def test_without_any_format_everything_is_unplaced():
    answer = cut(bars([], [(1500, 4)]))
    assert (answer.status, answer.objective, answer.bound) == ("infeasible", 0, 0)
    assert answer.unplaced_format.tolist() == [-1]


def test_nothing_wanted_opens_nothing():
    answer = cut(sheets([SHEET_4X8], []))
    assert (answer.status, answer.objective, len(answer.pattern_format)) == ("optimal", 0, 0)


def test_a_stock_that_trimming_eats_up_holds_nothing():
    answer = cut(sheets([(90, 90, 1, BUY)], [(10, 10, 1)], trim=45))
    assert answer.status == "infeasible"
    assert answer.unplaced_missing_length_um.tolist() == [10 * MM]


def test_the_mix_of_formats_costs_least():
    answer = cut(bars([BAR_6M, (12000, 19, BUY)], [(5000, 1), (7000, 2)]))
    assert opened(answer) == {1: 2}  # 5000 + 7000 in one, 7000 in the other: 38, against 10 + 19 + 19


def test_large_orders_are_counted_not_listed():
    answer = cut(bars([BAR_6M], [(1500, 4_000_000_000)]))
    assert opened(answer) == {0: 1_000_000_000}
    assert len(answer.placement_piece) == 4


def test_lengths_to_the_micrometre():
    given = bars([(6000, 1, BUY)], [(1999, 300), (2001, 300), (1000, 299)], kerf=0.137)
    answer = cut(given)
    assert answer.bound <= answer.objective <= answer.bound + 1


def test_rounded_tables_still_give_true_bounds():
    coarse = CuttingParams(bar_points=100, sheet_cells=1_000)
    bar = cut(bars([BAR_6M], [(1501, 40), (3407, 10), (1803, 10), (611, 77)], kerf=1.5), coarse)
    fine = cut(bars([BAR_6M], [(1501, 40), (3407, 10), (1803, 10), (611, 77)], kerf=1.5))
    assert bar.bound <= fine.objective
    pieces = [(1301, 407, 40), (703, 451, 90), (509, 307, 77), (113, 79, 500)]
    rough = cut(sheets([SHEET_4X8], pieces, kerf=3, trim=5), coarse)
    exact = cut(sheets([SHEET_4X8], pieces, kerf=3, trim=5))
    assert rough.bound <= exact.objective
    assert exact.bound <= rough.objective


def test_the_same_input_gives_the_same_answer():
    pieces = [(1300, 600, 58), (1300, 400, 58), (700, 450, 116), (700, 300, 116), (500, 300, 58)]
    first, second = (cut(sheets([SHEET_4X8, SHEET_FROM_COIL], pieces, trim=5)) for _ in range(2))
    for name, value in vars(first).items():
        assert np.array_equal(value, getattr(second, name))


def test_the_clock_of_the_caller_stops_the_search_with_a_sound_answer():
    pieces = [(1300, 617, 58), (1311, 400, 58), (700, 450, 116), (713, 300, 116), (500, 300, 58)]
    given = sheets([SHEET_4X8, SHEET_FROM_COIL], pieces, trim=5, kerf=3)
    answer = solve(given, CuttingParams(), out_of_time=lambda: True)
    assert answer.status == "timeout"
    assert check(given, answer) == []


@pytest.mark.parametrize("seed", range(6))
def test_falkenauer_triplets_three_to_a_bar(seed):
    """Every bar of 1000 is exactly three pieces, so n/3 bars are the optimum (Falkenauer 1996)."""
    draw = np.random.default_rng(seed)
    sizes: list[int] = []
    for _ in range(15):
        long = int(draw.integers(380, 491))
        middle = int(draw.integers(250, (1000 - long) // 2 + 1))
        sizes += [long, middle, 1000 - long - middle]
    kinds = [(size, len(list(same))) for size, same in itertools.groupby(sorted(sizes))]
    answer = cut(bars([(1000, 1, BUY)], kinds))
    assert answer.bound <= 15 <= answer.objective <= 16
    assert answer.bound == 15


def test_huge_prices_and_tiny_blanks_do_not_overflow():
    dear = 2**40
    answer = cut(sheets([(2438, 1219, dear, BUY), (1219, 1219, dear - 7, 3)], [(1, 1, 50), (1300, 900, 9)]))
    assert 0 < answer.bound <= answer.objective
    assert cut(bars([(12_000, dear, BUY)], [(1, 5), (7_001, 3)])).objective == 3 * dear


def test_any_number_of_threads_finds_the_same():
    grades = {"format_grade": np.arange(4), "piece_grade": np.array([0, 1, 2, 3, 0, 1, 2, 3])}
    wanted = [(1301, 40), (2203, 31), (977, 55), (1811, 29), (611, 70), (809, 33), (1433, 21), (2011, 17)]
    given = replace(bars([BAR_6M] * 4, wanted, kerf=3), **grades)
    one, four = (cut(given, CuttingParams(work=100_000, threads=threads)) for threads in (1, 4))
    for name, value in vars(one).items():
        assert np.array_equal(value, getattr(four, name))


def test_rules_that_the_quick_path_does_not_know_are_kept_without_work():
    pieces = [(1300, 600, 8), (700, 450, 16), (500, 300, 9)]
    for rule in ({"stages": 2}, {"stages": 0}, {"first_cut": "length"}, {"max_cuts": 4}):
        answer = cut(replace(sheets([SHEET_4X8], pieces, kerf=3, trim=5), **rule))
        assert answer.unplaced_piece.tolist() == []


def test_owned_stock_serves_its_owner_and_nobody_else():
    owners = {"format_owner": np.array([-1, 7]), "piece_owner": np.array([7, 8])}
    answer = cut(replace(bars([BAR_6M, (6000, 0, 3)], [(2900, 4), (2950, 4)]), **owners))
    assert opened(answer) == {0: 2, 1: 2}
    assert answer.objective == 20


def test_a_strip_that_is_only_slit_is_as_long_as_its_coil():
    coil = replace(sheets([(100_000, 1219, 9, 1)], [(1, 400, 3, True)]), kind="coil", piece_length_um=np.array([0]))
    answer = cut(coil)
    assert answer.placement_length_um.tolist() == [100_000 * MM] * 3
    assert answer.remnant_width_um.tolist() == []  # 19 mm are not worth keeping


def test_the_first_priority_goes_first_when_stock_is_short():
    given = replace(bars([(6000, 10, 1)], [(3000, 2), (5000, 1)]), piece_priority=np.array([2, 1]))
    answer = cut(given, CuttingParams(work=20_000))
    assert answer.placement_piece.tolist() == [1]
