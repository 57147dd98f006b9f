"""How a list becomes columns: equal entries one row, names positions, prices whole units, triangles pairs."""

import json
from fractions import Fraction

import pytest

from rantai.engine.cutting.contract.question import input_hash, pair_size, question
from rantai.engine.cutting.contract.read import read_list
from tests.engine.cutting.contract.paper import BARS, COILS, SHEETS, like


def asked(kind, paper):
    return question(read_list(kind, paper))


def test_sizes_are_micrometres():
    given = asked("sheets", SHEETS).given
    assert given.kind == "sheet"
    assert given.format_length_um.tolist() == [2_438_000]
    assert given.piece_width_um.tolist() == [600_000, 75_500]
    assert given.piece_grain_locked.tolist() == [False, True]
    assert (given.kerf_um, given.trim_left_um, given.trim_top_um, given.stages) == (3_000, 5_000, 5_000, 3)
    assert (given.min_remnant_length_um, given.min_remnant_width_um) == (300_000, 100_000)


def test_without_a_smallest_remnant_none_is_large_enough():
    given = asked("sheets", like(SHEETS, min_remnant_mm=...)).given
    assert given.min_remnant_length_um > given.format_length_um.max()


def test_equal_pieces_are_one_row_and_keep_their_names():
    paper = like(BARS)
    paper["pieces"].append({"id": "arm", "length_mm": "750.0", "quantity": 5})
    made = asked("bars", paper)
    assert made.given.piece_quantity.tolist() == [15, 4]
    assert [blank.members for blank in made.blanks] == [((0, 10), (2, 5)), ((1, 4),)]


@pytest.mark.parametrize(
    "differing", [{"grade": "SS400"}, {"owner": "a"}, {"priority": 1}, {"due": 1}, {"thickness_mm": 2}]
)
def test_pieces_that_differ_in_anything_that_matters_stay_apart(differing):
    paper = like(BARS)
    paper["pieces"].append({"id": "arm", "length_mm": 750, "quantity": 5, **differing})
    assert asked("bars", paper).given.piece_quantity.tolist() == [10, 4, 5]


def test_equal_stock_is_one_row_however_it_is_called():
    paper = like(BARS, stock={"quantity": 3, "heat": "A1"})
    paper["stock"].append({"id": "more", "length_mm": 6000, "quantity": 2, "heat": "B2"})
    made = asked("bars", paper)
    assert made.formats == ((0, 1),)
    assert made.given.format_available.tolist() == [5]
    paper["stock"][1]["remnant"] = True
    assert asked("bars", paper).formats == ((0,), (1,))


def test_where_patterns_are_counted_each_entry_stays_a_row():
    paper = like(BARS, max_patterns=2)
    paper["pieces"].append({"id": "arm", "length_mm": 750, "quantity": 5})
    assert len(asked("bars", paper).blanks) == 3


def test_stock_without_end_makes_the_row_endless_and_more_than_needed_is_cut_down():
    paper = like(BARS, stock={"quantity": 10**9})
    assert asked("bars", paper).given.format_available.tolist() == [14]
    paper["stock"].append({"id": "more", "length_mm": 6000, "quantity": None})
    assert asked("bars", paper).given.format_available.tolist() == [-1]


def test_priced_stock_costs_rupiah():
    made = asked("bars", like(BARS, stock={"price_idr": 150_000}))
    assert (made.given.format_cost.tolist(), made.cost_unit) == ([150_000], 1)


def test_unpriced_stock_of_one_size_costs_one_each():
    paper = like(SHEETS)
    paper["stock"].append({"id": "more", "length_mm": "2438.0", "width_mm": 1219, "quantity": 1, "remnant": True})
    made = asked("sheets", paper)
    assert (made.given.format_cost.tolist(), made.cost_unit) == ([1, 1], 1)


def test_unpriced_stock_of_several_sizes_costs_its_size():
    paper = like(SHEETS)
    paper["stock"].append({"id": "5x10", "length_mm": 3048, "width_mm": "1524.5", "quantity": None})
    made = asked("sheets", paper)
    areas = [cost * made.cost_unit for cost in made.given.format_cost.tolist()]
    assert areas == [2438 * 1219, Fraction(3048 * 3049, 2)]
    bars = like(BARS)
    bars["stock"].append({"id": "9m", "length_mm": 9000, "quantity": None})
    made = asked("bars", bars)
    assert made.given.format_cost.tolist() == [2, 3]
    assert [cost * made.cost_unit for cost in (2, 3)] == [6000, 9000]


def test_owners_and_grades_are_positions_and_silence_is_none():
    paper = like(SHEETS, stock={"owner": "Budi", "grade": "SS400"}, piece={"owner": "Ani", "grade": 400})
    paper["pieces"][1] |= {"owner": "Budi", "grade": "400"}
    made = asked("sheets", paper)
    assert made.owners == ("Budi", "Ani")
    assert (made.given.format_owner.tolist(), made.given.piece_owner.tolist()) == ([0], [1, 0])
    assert (made.given.format_grade.tolist(), made.given.piece_grade.tolist()) == ([0], [1, 1])
    plain = asked("sheets", SHEETS).given
    assert plain.format_owner.tolist() == [-1]
    assert plain.piece_thickness_um.tolist() == [-1, -1]


def test_priorities_and_days_are_ranked_and_silence_goes_last():
    paper = like(SHEETS, piece={"priority": 5, "due": "2027-03-01"})
    paper["pieces"][1] |= {"priority": -2, "due": "2027-02-01"}
    paper["pieces"].append({"id": "x", "length_mm": 1, "width_mm": 4, "quantity": 1})
    given = asked("sheets", paper | {"kerf_mm": 0}).given
    assert given.piece_priority.tolist() == [2, 1, 0]
    assert given.piece_due.tolist() == [2, 1, 0]


def test_a_coils_strip_without_length_has_length_zero():
    given = asked("coils", COILS).given
    assert given.piece_length_um.tolist() == [0, 2_400_000]
    assert (given.trim_bottom_um, given.trim_left_um, given.max_knives) == (5_000, 0, 12)


def test_two_triangles_share_a_rectangle_and_an_odd_one_has_its_own():
    triangle = {"id": "t", "length_mm": 400, "width_mm": 300, "shape": "triangle", "quantity": 7}
    made = asked("sheets", like(SHEETS) | {"pieces": [triangle]})
    # legs 400 and 300, kerf 3: the shorter leg grows by 3 · 500 / 400 = 3.75 mm
    assert made.given.piece_length_um.tolist() == [400_000, 400_000]
    assert made.given.piece_width_um.tolist() == [303_750, 300_000]
    assert [(blank.each, blank.quantity) for blank in made.blanks] == [(2, 3), (1, 1)]


def test_triangles_that_fit_alone_only_are_not_paired():
    triangle = {"id": "t", "length_mm": 2428, "width_mm": 1209, "shape": "triangle", "quantity": 2}
    made = asked("sheets", like(SHEETS) | {"pieces": [triangle]})
    assert [(blank.each, blank.quantity) for blank in made.blanks] == [(1, 2)]


@pytest.mark.parametrize(
    ("legs", "kerf"), [((400_000, 300_000), 3_000), ((7, 11), 5), ((1_000, 1_000), 1), ((9, 9), 0)]
)
def test_the_long_sides_of_a_pair_lie_a_kerf_apart_and_not_a_micrometre_more(legs, kerf):
    a, b = legs
    long, wide = pair_size(a, b, kerf)

    def is_apart(length, width):  # (A/a + B/b - 2)² · a²b² >= kerf² (a² + b²)
        slack = Fraction(length, a) + Fraction(width, b) - 2
        return slack >= 0 and slack**2 * a * a * b * b >= kerf**2 * (a * a + b * b)

    assert is_apart(long, wide)
    shorter = (long - 1, wide) if long > a else (long, wide - 1)
    assert kerf == 0 or not is_apart(*shorter)


def test_the_hash_knows_no_order_of_keys_and_no_spelling():
    def print_of(text):
        return input_hash(read_list("bars", text))

    plain = json.dumps(BARS)
    turned = json.dumps({key: BARS[key] for key in reversed(BARS)}, indent=3)
    assert print_of(plain) == print_of(turned)
    assert print_of(plain) == print_of(plain.replace("750", '"750.000"').replace("6000", "6e3"))
    assert print_of(plain) == print_of(json.dumps(like(BARS, trim_mm=0, max_cuts=None)))
    assert print_of(plain) != print_of(plain.replace("750", "751"))
    assert print_of(plain) != print_of(plain.replace('"leg"', '"arm"'))
    assert len(print_of(plain)) == 64
