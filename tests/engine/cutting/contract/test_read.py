"""What the reader accepts and what it refuses: each sentence of the contract, and each kind of bad input."""

import json
import math

import pytest

from rantai.core.problems import InvalidInput
from rantai.engine.cutting.contract.read import MOST_ENTRIES, read_list
from tests.engine.cutting.contract.paper import BARS, COILS, PAPERS, SHEETS, like, only, refused


@pytest.mark.parametrize("kind", PAPERS)
def test_a_plain_list_is_accepted(kind):
    assert refused(kind, PAPERS[kind]) == []


@pytest.mark.parametrize("kind", PAPERS)
def test_python_objects_read_like_their_json(kind):
    assert read_list(kind, PAPERS[kind]) == read_list(kind, json.dumps(PAPERS[kind]).encode())


@pytest.mark.parametrize("spelling", ["1200.5", '"1200.5"', "1.2005e3", "1200.500", '"1200.5000"', "12005e-1"])
def test_a_length_is_a_number_or_a_decimal_string(spelling):
    text = json.dumps(BARS).replace("750", spelling)
    assert read_list("bars", text).pieces[0].length_um == 1_200_500


@pytest.mark.parametrize(
    ("spelling", "code"),
    [
        ("0.0001", "C114"),
        ("1200.0005", "C114"),
        ('"750.1234"', "C114"),
        ("1e-7", "C114"),
        ("1e-999999", "C114"),
        ("NaN", "C113"),
        ("Infinity", "C113"),
        ("-Infinity", "C113"),
        ("9" * 61, "C113"),
        ("1e99999999999999999999", "C113"),
        ("1e400", "C116"),
        ("0", "C116"),
        ("-750", "C116"),
        ('"-750"', "C116"),
        ("0.0", "C116"),
        ("1e9", "C116"),
        ('"750,5"', "C115"),
        ('"750 mm"', "C115"),
        ('""', "C115"),
        ('"1e3"', "C115"),
        ('"NaN"', "C115"),
        ("true", "C112"),
        ("[750]", "C112"),
        ("{}", "C112"),
        ("null", "C112"),
    ],
)
def test_a_length_that_cannot_be_cut_is_refused(spelling, code):
    assert only("bars", json.dumps(BARS).replace("750", spelling)) == (code, "pieces[0].length_mm")


def test_a_float_that_is_no_number_is_refused_in_python_objects_too():
    with pytest.raises(InvalidInput) as problem:
        read_list("bars", like(BARS, kerf_mm=math.nan))
    assert [one.code for one in problem.value.problems] == ["C113"]


@pytest.mark.parametrize("quantity", [1, 10**9, 7.0])
def test_a_quantity_is_a_whole_number(quantity):
    assert read_list("bars", like(BARS, piece={"quantity": quantity})).pieces[0].quantity == quantity


@pytest.mark.parametrize(
    ("quantity", "code"),
    [
        (..., "C121"),
        (None, "C121"),
        (0, "C116"),
        (-1, "C116"),
        (10**9 + 1, "C116"),
        (1e300, "C116"),
        (1.5, "C117"),
        ("3", "C112"),
        (True, "C112"),
        ([1], "C112"),
    ],
)
def test_pieces_need_a_quantity(quantity, code):
    assert only("bars", like(BARS, piece={"quantity": quantity})) == (code, "pieces[0].quantity")


def test_stock_without_a_quantity_is_refused_but_null_is_as_many_as_wanted():
    assert only("bars", like(BARS, stock={"quantity": ...})) == ("C121", "stock[0].quantity")
    assert read_list("bars", like(BARS, stock={"quantity": None})).stock[0].quantity == -1
    assert read_list("bars", like(BARS, stock={"quantity": 0})).stock[0].quantity == 0


def test_a_price_is_whole_rupiah():
    assert only("bars", like(BARS, stock={"price_idr": 1.5})) == ("C117", "stock[0].price_idr")
    assert only("bars", like(BARS, stock={"price_idr": -1})) == ("C116", "stock[0].price_idr")
    assert only("bars", like(BARS, stock={"price_idr": "100"})) == ("C112", "stock[0].price_idr")


def test_only_a_remnant_is_free():
    assert only("bars", like(BARS, stock={"price_idr": 0})) == ("C136", "stock[0].price_idr")
    assert refused("bars", like(BARS, stock={"price_idr": 0, "remnant": True})) == []


def test_all_stock_has_a_price_or_none_has():
    more = [*BARS["stock"], {"id": "9m", "length_mm": 9000, "quantity": 1, "price_idr": 90_000}]
    assert only("bars", like(BARS, stock=None) | {"stock": more}) == ("C135", "stock[0].price_idr")


def test_every_id_is_given_once():
    twice = {"stock": BARS["stock"] * 2, "pieces": BARS["pieces"] * 2}
    assert refused("bars", like(BARS) | twice) == [
        ("C132", "stock[1].id"),
        ("C132", "pieces[2].id"),
        ("C132", "pieces[3].id"),
    ]
    assert refused("bars", like(BARS, stock={"id": "leg"})) == []  # stock and pieces are named apart


@pytest.mark.parametrize("name", ["", " x", "x ", "a\nb", "a\0b", "\ud800", "x" * 121])
def test_a_name_can_be_printed(name):
    assert only("bars", like(BARS, piece={"id": name})) == ("C119", "pieces[0].id")


def test_a_whole_number_is_a_name_too():
    assert read_list("bars", like(BARS, piece={"id": 7})).pieces[0].id == 7
    assert only("bars", like(BARS, piece={"id": 7.5})) == ("C112", "pieces[0].id")


@pytest.mark.parametrize("name", ["stock", "pieces"])
def test_lists_are_there_and_hold_something(name):
    assert only("bars", {key: value for key, value in BARS.items() if key != name}) == ("C111", name)
    assert only("bars", like(BARS) | {name: []}) == ("C130", name)
    assert only("bars", like(BARS) | {name: {}}) == ("C112", name)
    assert only("bars", like(BARS) | {name: None}) == ("C112", name)
    assert (("C112", f"{name}[1]")) in refused("bars", like(BARS) | {name: [BARS[name][0], "bar"]})


def test_an_endless_list_is_refused_before_it_is_read():
    pieces = [{"id": at, "length_mm": 1, "quantity": 1} for at in range(MOST_ENTRIES + 1)]
    assert only("bars", like(BARS) | {"pieces": pieces}) == ("C131", "pieces")


def test_a_strange_key_is_named_with_the_nearest_known_one():
    paper = like(BARS, stock={"lenght_mm": 1}, kerf=3)
    assert refused("bars", paper) == [("C110", "kerf"), ("C110", "stock[0].lenght_mm")]
    with pytest.raises(InvalidInput) as problem:
        read_list("bars", paper)
    assert [one.values["nearest"] for one in problem.value.problems] == ["kerf_mm", "length_mm"]
    assert "length_mm" in problem.value.problems[1].way_out("en")


def test_a_key_of_coils_is_strange_to_sheets():
    assert only("sheets", like(SHEETS, max_knives=3)) == ("C110", "max_knives")


def test_a_key_that_stands_twice_is_refused_where_it_stands():
    text = json.dumps(BARS).replace('"id": "leg"', '"id": "leg", "id": "arm"')
    assert only("bars", text) == ("C107", "pieces[0]")
    assert only("bars", json.dumps(BARS)[:-1] + ', "kerf_mm": 1}') == ("C107", "document")


@pytest.mark.parametrize("stages", [2, 3, None, 2.0])
def test_stages_are_two_three_or_free(stages):
    assert read_list("sheets", like(SHEETS, stages=stages)).stages == (stages or 0)


@pytest.mark.parametrize("stages", [0, 1, 4, "3", True, 2.5, [], {}])
def test_other_stages_are_refused(stages):
    assert only("sheets", like(SHEETS, stages=stages)) == ("C118", "stages")


@pytest.mark.parametrize("word", ["length", "width", "any"])
def test_the_first_cut_has_a_direction(word):
    assert read_list("sheets", like(SHEETS, first_cut=word)).first_cut == word
    assert only("sheets", like(SHEETS, first_cut=word.upper())) == ("C118", "first_cut")


@pytest.mark.parametrize(
    ("written", "kept"),
    [(300, (300_000, 300_000)), ([300, 100], (300_000, 100_000)), ([100, "300"], (300_000, 100_000)), (0, (0, 0))],
)
def test_the_smallest_remnant_is_one_number_or_two(written, kept):
    assert read_list("sheets", like(SHEETS, min_remnant_mm=written)).keep_um == kept
    assert read_list("sheets", like(SHEETS, min_remnant_mm=...)).keep_um is None


@pytest.mark.parametrize(
    ("written", "place"),
    [([300], ""), ([1, 2, 3], ""), ([300, -1], "[1]"), ({}, ""), (-1, ""), (True, ""), ([300, None], "[1]")],
)
def test_any_other_smallest_remnant_is_refused(written, place):
    assert only("sheets", like(SHEETS, min_remnant_mm=written))[1] == f"min_remnant_mm{place}"


def test_trim_is_one_number_or_one_for_each_edge():
    sides = {"left": 1, "right": 2, "bottom": 3, "top": 4}
    trim = read_list("sheets", like(SHEETS, trim_mm=sides)).trim
    assert (trim.left, trim.right, trim.bottom, trim.top) == (1_000, 2_000, 3_000, 4_000)
    assert read_list("sheets", like(SHEETS, trim_mm={"top": 4})).trim.left == 0
    assert only("sheets", like(SHEETS, trim_mm={"up": 4})) == ("C110", "trim_mm.up")
    assert only("sheets", like(SHEETS, trim_mm=[1, 2, 3, 4])) == ("C112", "trim_mm")


def test_a_bar_has_no_edges_at_bottom_and_top():
    trim = read_list("bars", like(BARS, trim_mm=7)).trim
    assert (trim.left, trim.right, trim.bottom, trim.top) == (7_000, 7_000, 0, 0)


def test_trim_must_leave_something():
    assert only("bars", like(BARS, trim_mm=3000)) == ("C134", "stock[0].length_mm")
    assert only("sheets", like(SHEETS, trim_mm={"bottom": 1000, "top": 219})) == ("C134", "stock[0].width_mm")
    assert only("coils", like(COILS, edge_trim_mm=610)) == ("C134", "stock[0].width_mm")


def test_a_kerf_larger_than_a_piece_is_refused_at_that_piece():
    assert only("bars", like(BARS, kerf_mm=800)) == ("C133", "pieces[0].length_mm")
    assert only("sheets", like(SHEETS, kerf_mm=80)) == ("C133", "pieces[1].width_mm")
    assert refused("bars", like(BARS, kerf_mm=750)) == []


def test_areas_above_two_to_the_62_are_refused_and_a_thousand_million_small_pieces_are_not():
    def many(side):
        return like(SHEETS, piece={"length_mm": side, "width_mm": side, "quantity": 10**9})

    assert only("sheets", many(100)) == ("C137", "pieces")
    assert refused("sheets", many(60)) == []
    assert refused("bars", like(BARS, piece={"quantity": 10**9})) == []
    assert ("C137", "stock") in refused("sheets", like(SHEETS, stock={"length_mm": 10**8, "width_mm": 10**8}))


def test_costs_above_two_to_the_62_are_refused():
    paper = like(BARS, stock={"price_idr": 10**15}, piece={"quantity": 10**6})
    assert only("bars", paper) == ("C137", "stock")


def test_a_plan_that_no_memory_holds_is_refused():
    dust = like(BARS, piece={"length_mm": 0.001, "quantity": 10**9}, kerf_mm=0)
    assert only("bars", dust) == ("C138", "stock[0]")
    assert refused("bars", like(dust, piece={"quantity": 1000})) == []


def test_too_many_kinds_for_any_memory_are_refused():
    stock = [{"id": at, "length_mm": 7000 + at, "quantity": 1} for at in range(5_000)]
    pieces = [{"id": at, "length_mm": 100 + at, "quantity": 1} for at in range(5_000)]
    assert only("bars", {"stock": stock, "pieces": pieces}) == ("C139", "pieces")


def test_a_list_is_a_json_object():
    assert only("bars", "[]") == ("C112", "document")
    assert only("bars", "null") == ("C112", "document")
    assert only("bars", "") == ("C105", "document")
    assert only("bars", '{"stock": [}') == ("C105", "document")
    assert only("bars", b"\xff\xfe{}") == ("C104", "document")
    assert only("bars", "[" * 100_000) == ("C106", "document")
    assert only("bars", b" " * (16 * 2**20 + 1)) == ("C103", "document")


def test_a_byte_order_mark_is_no_fault():
    assert refused("bars", b"\xef\xbb\xbf" + json.dumps(BARS).encode()) == []


def test_null_says_nothing_where_nothing_must_be_said():
    unsaid = {"price_idr": None, "remnant": None, "grade": None, "thickness_mm": None, "heat": None, "owner": None}
    piece = {"rotatable": None, "priority": None, "due": None, "grade": None, "owner": None}
    nothing = like(SHEETS, stock=unsaid, piece=piece, kerf_mm=None, trim_mm=None, max_patterns=None, bed_mm=None)
    plain = like(SHEETS, kerf_mm=..., trim_mm=...)
    assert read_list("sheets", nothing) == read_list("sheets", plain)


def test_flags_are_true_or_false():
    assert only("sheets", like(SHEETS, piece={"rotatable": 1})) == ("C112", "pieces[0].rotatable")
    assert only("sheets", like(SHEETS, stock={"remnant": "yes"})) == ("C112", "stock[0].remnant")


def test_a_due_date_is_a_day():
    assert read_list("bars", like(BARS, piece={"due": "1-01-01".zfill(10)})).pieces[0].due == 1
    assert read_list("bars", like(BARS, piece={"due": 12})).pieces[0].due == 12
    for wrong in ("2027-02-30", "31-12-2027", "20270101", "", "2027-W01-1"):
        assert only("bars", like(BARS, piece={"due": wrong})) == ("C120", "pieces[0].due")
    assert only("bars", like(BARS, piece={"due": True})) == ("C112", "pieces[0].due")
    mixed = like(BARS, piece={"due": "2027-01-01"})
    mixed["pieces"][1]["due"] = 20
    assert only("bars", mixed) == ("C140", "pieces[1].due")


@pytest.mark.parametrize("name", ["max_patterns", "max_cuts"])
def test_limits_are_at_least_one(name):
    assert refused("sheets", like(SHEETS, **{name: 1})) == []
    assert only("sheets", like(SHEETS, **{name: 0})) == ("C116", name)


def test_a_coil_says_its_mass_or_its_length():
    both = like(COILS, stock={"length_mm": 1000})
    assert only("coils", both) == ("C141", "stock[0]")
    assert only("coils", like(COILS, stock={"mass_kg": ...})) == ("C141", "stock[0]")
    assert refused("coils", like(both, stock={"mass_kg": ...})) == []
    assert only("coils", like(COILS, piece={"length_mm": 1, "mass_kg": 1})) == ("C141", "pieces[0]")


def test_a_coils_mass_becomes_the_length_that_it_surely_has():
    # 10,000 kg / (1.219 m × 0.002 m × 7850 kg/m³) = 522.5124… m, rounded down
    assert read_list("coils", COILS).stock[0].length_um == 522_512_448
    # 500 kg of a strip 200 mm wide: 500 / (0.2 · 0.002 · 7850) = 159.2356… m, rounded up
    assert read_list("coils", like(COILS, piece={"mass_kg": 500})).pieces[0].length_um == 159_235_669


def test_a_mass_needs_one_thickness():
    thin = {"id": "thin", "width_mm": 1219, "thickness_mm": 1.2, "mass_kg": 9000, "quantity": 1}
    two = like(COILS, piece={"mass_kg": 500})
    two["stock"].append(thin)
    assert only("coils", two) == ("C142", "pieces[0].mass_kg")
    assert refused("coils", like(two, piece={"thickness_mm": 2})) == []


def test_a_coil_that_weighs_next_to_nothing_is_refused():
    assert only("coils", like(COILS, stock={"mass_kg": 0.001, "width_mm": 10**5, "thickness_mm": 10**5}))[0] == "C145"


def test_the_edges_of_a_coil_are_trimmed_once():
    assert only("coils", like(COILS, trim_mm=5)) == ("C143", "edge_trim_mm")
    assert refused("coils", like(COILS, trim_mm={"left": 500, "right": 500})) == []
    trim = read_list("coils", COILS).trim
    assert (trim.left, trim.bottom, trim.top) == (0, 5_000, 5_000)


def test_a_sheets_piece_has_a_width_unless_it_is_round():
    assert only("sheets", like(SHEETS, piece={"width_mm": ...})) == ("C111", "pieces[0].width_mm")
    circle = like(SHEETS, piece={"width_mm": ..., "shape": "circle"})
    assert read_list("sheets", circle).pieces[0].width_um == 900_000
    assert only("sheets", like(circle, piece={"width_mm": 1})) == ("C144", "pieces[0].width_mm")
    assert only("sheets", like(SHEETS, piece={"shape": "star"})) == ("C118", "pieces[0].shape")
    assert only("bars", like(BARS, piece={"shape": "circle"})) == ("C110", "pieces[0].shape")


def test_all_problems_are_told_at_once_in_reading_order():
    paper = like(BARS, stock={"price_idr": -5}, piece={"length_mm": 2, "quantity": 0}, kerf_mm="3 mm", stages=1)
    paper["pieces"][1]["id"] = "leg"
    assert refused("bars", paper) == [
        ("C115", "kerf_mm"),
        ("C118", "stages"),
        ("C116", "stock[0].price_idr"),
        ("C116", "pieces[0].quantity"),
        ("C132", "pieces[1].id"),
    ]


def test_what_can_be_read_is_held_against_the_rules_beside_what_cannot():
    paper = like(BARS, stock={"length_mm": 0}, piece={"length_mm": 1})
    assert refused("bars", paper) == [
        ("C116", "stock[0].length_mm"),
        ("C133", "pieces[0].length_mm"),
    ]


def test_two_hundred_problems_are_listed_and_the_rest_counted():
    pieces = [{"id": at, "length_mm": 0, "quantity": 1} for at in range(1000)]
    found = refused("bars", like(BARS) | {"pieces": pieces})
    assert len(found) == 201
    assert found[199] == ("C116", "pieces[199].length_mm")
    assert found[200] == ("C199", "document")
    with pytest.raises(InvalidInput, match="800 more"):
        read_list("bars", like(BARS) | {"pieces": pieces})
