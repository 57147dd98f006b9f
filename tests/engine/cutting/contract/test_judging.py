"""The judge: plans made elsewhere, told right from wrong by the two documents alone."""

import json
import time
from copy import deepcopy

import pytest

from rantai.core.problems import InvalidInput
from rantai.engine.cutting.contract import answer, judge
from tests.engine.cutting.contract.paper import BARS, COILS, SHEETS, like

# Three bars by hand; the second: 3 · 753 + 2 · 1203.5 + 1200.5 = 5866.5 of 6000 mm.
BAR_PLAN = {
    "patterns": [
        {"stock": "6m", "count": 1, "placed": [{"piece": "leg", "x_mm": 753 * at} for at in range(7)]},
        {
            "stock": "6m",
            "count": 1,
            "placed": [
                *({"piece": "leg", "x_mm": 753 * at, "length_mm": 750} for at in range(3)),
                *({"piece": "rail", "x_mm": 2259 + at * 1203.5} for at in range(3)),
            ],
        },
        {"stock": "6m", "count": 1, "placed": [{"piece": "rail", "x_mm": "0", "length_mm": "1200.5"}]},
    ]
}
SQUARES = {
    "stock": [{"id": "S", "length_mm": 100, "width_mm": 100, "quantity": 2}],
    "pieces": [{"id": "q", "length_mm": 50, "width_mm": 30, "quantity": 2}],
    "kerf_mm": 2,
}


def place(x, y, length=50, width=30, piece="q", **more):
    return {"piece": piece, "x_mm": x, "y_mm": y, "length_mm": length, "width_mm": width, **more}


def plan(*placed, count=1, stock="S", **more):
    return {"patterns": [{"stock": stock, "count": count, "placed": list(placed)}], **more}


def codes(paper, made, kind=None):
    return [(fault.code, fault.place) for fault in judge(paper, made, kind)]


def test_a_plan_made_elsewhere_is_sound_by_its_places_alone():
    assert codes(BARS, BAR_PLAN) == []
    assert codes(SQUARES, plan(place(0, 0), place(0, 32))) == []


def test_files_and_objects_are_judged_alike():
    assert judge(json.dumps(BARS), json.dumps(BAR_PLAN).encode()) == judge(BARS, BAR_PLAN) == []


def test_numbers_and_decimal_strings_mean_the_same():
    assert codes(SQUARES, plan(place("0", 0.0), place("0.000", "32.0", "50", 30.0))) == []


def test_what_is_turned_lies_turned():
    assert codes(SQUARES, plan(place(0, 0, 30, 50, rotated=True), place(32, 0, 30, 50))) == []
    assert codes(SQUARES, plan(place(0, 0, 30, 50, rotated=False), place(32, 0, 30, 50))) == [
        ("wrong_size", "patterns[0].placed[0]")
    ]
    assert codes(SQUARES, plan(place(0, 0, 50, 30, rotated=True), place(0, 32))) == [
        ("wrong_size", "patterns[0].placed[0]")
    ]


def test_locked_grain_is_not_turned():
    paper = like(SQUARES, piece={"rotatable": False})
    assert codes(paper, plan(place(0, 0, 30, 50), place(32, 0, 30, 50, rotated=True))) == [
        ("against_grain", "patterns[0].placed[0]"),
        ("against_grain", "patterns[0].placed[1]"),
    ]


def test_pieces_lie_a_kerf_apart():
    assert codes(SQUARES, plan(place(0, 0), place(0, 31.999)))[0] == ("overlap", "patterns[0].placed[1]")
    bars = deepcopy(BAR_PLAN)
    bars["patterns"][0]["placed"][1]["x_mm"] = 752.999
    assert codes(BARS, bars) == [("overlap", "patterns[0].placed[1]")]


def test_the_kerf_of_the_last_cut_may_run_off_the_edge():
    paper = like(SQUARES, stock={"length_mm": 102})
    assert codes(paper, plan(place(0, 0), place(52, 0))) == []
    assert codes(paper, plan(place(0, 0), place(52.001, 0))) == [("outside", "patterns[0].placed[1]")]


def test_pieces_lie_inside_the_trimmed_stock():
    paper = like(SQUARES, trim_mm={"left": 1})
    assert codes(paper, plan(place(0, 0), place(1, 32))) == [("outside", "patterns[0].placed[0]")]
    assert codes(paper, plan(place(1, 0), place(1, 71))) == [("outside", "patterns[0].placed[1]")]
    assert codes(SQUARES, plan(place(-1, 0), place(0, 70))) == [("outside", "patterns[0].placed[0]")]


def test_wrong_sizes_are_named():
    assert codes(SQUARES, plan(place(0, 0, 49.999), place(0, 32))) == [("wrong_size", "patterns[0].placed[0]")]
    assert codes(SQUARES, plan(place(0, 0, -50), place(0, 32)))[0] == ("wrong_size", "patterns[0].placed[0]")


def test_unknown_names_are_named():
    assert codes(SQUARES, plan(place(0, 0), place(0, 32), stock="T"))[0] == ("unknown_stock", "patterns[0].stock")
    assert codes(SQUARES, plan(place(0, 0), place(0, 32, piece="z"))) == [
        ("unknown_piece", "patterns[0].placed[1].piece"),
        ("not_placed", "pieces[0]"),
    ]


@pytest.mark.parametrize("count", [0, -3])
def test_a_pattern_is_cut_at_least_once(count):
    assert ("count_not_positive", "patterns[0].count") in codes(SQUARES, plan(place(0, 0), place(0, 32), count=count))


def test_stock_that_is_opened_and_not_cut_is_a_fault():
    made = plan(place(0, 0), place(0, 32))
    made["patterns"].append({"stock": "S", "count": 1, "placed": []})
    assert codes(SQUARES, made) == [("empty_pattern", "patterns[1]")]


def test_no_more_stock_is_cut_than_there_is():
    paper = like(SQUARES, stock={"quantity": 1})
    two = {"patterns": plan(place(0, 0))["patterns"] * 2}
    assert codes(SQUARES, two) == []
    assert codes(paper, two) == [("stock_exceeded", "stock[0]")]


def test_exactly_what_is_wanted_is_placed_or_named():
    assert codes(SQUARES, plan(place(0, 0), place(0, 32), place(0, 64))) == [("too_many_placed", "pieces[0]")]
    assert codes(SQUARES, plan(place(0, 0)))[0] == ("not_placed", "pieces[0]")
    named = plan(place(0, 0), unplaced=[{"piece": "q", "quantity": 1}])
    assert codes(like(SQUARES, stock={"quantity": 1}), named) == []
    assert codes(SQUARES, named) == [("fits_after_all", "pieces[0]")]
    named["unplaced"][0]["reason"] = "not_reached"
    assert codes(SQUARES, named) == []
    assert codes(SQUARES, named | {"status": "timeout"}) == [("wrong_status", "status")]
    twice = named | {"unplaced": named["unplaced"] * 2}
    assert ("named_twice", "unplaced[1]") in codes(SQUARES, twice)
    assert ("unknown_piece", "unplaced[0]") in codes(
        SQUARES, plan(place(0, 0), place(0, 32), unplaced=[{"piece": "z", "quantity": 1}])
    )
    assert ("count_not_positive", "unplaced[0]") in codes(
        SQUARES, plan(place(0, 0), place(0, 32), unplaced=[{"piece": "q", "quantity": 0}])
    )


PINWHEEL = [place(0, 0, 60, 30), place(62, 0, 30, 60), place(32, 62, 60, 30), place(0, 32, 30, 60)]


def test_a_pinwheel_cannot_be_cut_edge_to_edge():
    paper = like(SQUARES, piece={"length_mm": 60, "quantity": 4})
    assert codes(paper, plan(*PINWHEEL)) == [("not_guillotine", "patterns[0]")]


def test_stages_are_derived_from_the_places():
    pieces = [("a", 100, 49), ("b", 49, 49), ("c", 49, 20), ("d", 49, 27), ("e", 20, 27), ("f", 27, 27)]
    paper = like(SQUARES, piece={"quantity": 1}) | {
        "pieces": [{"id": name, "length_mm": x, "width_mm": y, "quantity": 1} for name, x, y in pieces if name != "d"]
    }
    made = plan(
        place(0, 0, 100, 49, "a"),
        place(0, 51, 49, 49, "b"),
        place(51, 51, 49, 20, "c"),
        place(51, 73, 20, 27, "e"),
        place(73, 73, 27, 27, "f"),
    )
    assert codes(paper | {"stages": None}, made) == []
    assert codes(paper | {"stages": 3}, made) == [("too_many_stages", "patterns[0]")]
    flat = plan(place(0, 0, 100, 49, "a"), place(0, 51, 49, 49, "b"), place(51, 51, 49, 20, "c"))
    paper = paper | {"pieces": paper["pieces"][:3]}
    assert codes(paper | {"stages": 2}, flat) == []  # the last cut only trims waste off a piece


def test_the_first_cuts_run_as_asked():
    made = plan(place(0, 0), place(0, 32, 30, 50))
    columns = plan(place(0, 0, 30, 50), place(32, 0, 50, 30))
    assert codes(SQUARES | {"first_cut": "length", "stages": 2}, made) == []
    assert codes(SQUARES | {"first_cut": "width", "stages": 2}, columns) == []
    three = [place(0, 0, 50, 30), place(0, 32, 30, 50), place(32, 32, 30, 50)]
    paper = like(SQUARES, piece={"quantity": 3})
    assert codes(paper | {"first_cut": "length", "stages": 2}, plan(*three)) == []
    assert codes(paper | {"first_cut": "width", "stages": 2}, plan(*three)) == [("wrong_first_cut", "patterns[0]")]


def test_limits_are_counted():
    made = plan(place(0, 0), place(0, 32))
    assert codes(SQUARES | {"max_cuts": 1}, made) == [("too_many_cuts", "patterns[0]")]
    assert codes(SQUARES | {"max_cuts": 4}, made) == []
    assert codes(SQUARES | {"bed_mm": 99, "stages": 2}, made) == [("bed_too_short", "patterns[0]")]
    assert codes(BARS | {"bed_mm": 5000}, BAR_PLAN)[0] == ("bed_too_short", "patterns[0]")
    two = {"patterns": [plan(place(0, 0))["patterns"][0], plan(place(50, 70))["patterns"][0]]}
    assert codes(SQUARES | {"max_patterns": 1}, two) == [("too_many_patterns", "patterns")]
    alike = {"patterns": plan(place(0, 0))["patterns"] * 2}
    assert codes(SQUARES | {"max_patterns": 1}, alike) == []


def test_owned_stock_serves_its_owner_and_grades_and_thicknesses_meet():
    made = plan(place(0, 0), place(0, 32))
    both = ["patterns[0].placed[0]", "patterns[0].placed[1]"]
    assert codes(like(SQUARES, stock={"owner": "Budi"}), made) == [("wrong_owner", at) for at in both]
    assert codes(like(SQUARES, stock={"owner": "Budi"}, piece={"owner": "Budi"}), made) == []
    assert codes(like(SQUARES, piece={"owner": "Budi"}), made) == []
    assert codes(like(SQUARES, piece={"grade": "SS400"}), made) == [("wrong_grade", at) for at in both]
    assert codes(like(SQUARES, stock={"grade": "SS400"}), made) == []
    assert codes(like(SQUARES, piece={"thickness_mm": 2}), made) == [("wrong_thickness", at) for at in both]


def test_remnants_are_looked_at_too():
    def with_remnant(x, y, length, width):
        made = plan(place(0, 0), place(0, 32))
        made["patterns"][0]["remnants"] = [{"x_mm": x, "y_mm": y, "length_mm": length, "width_mm": width}]
        return made

    paper = SQUARES | {"min_remnant_mm": [40, 30]}
    at = "patterns[0].remnants[0]"
    assert codes(paper, with_remnant(52, 0, 48, 100)) == []
    assert codes(paper, with_remnant(52, 0, 48, 101)) == [("remnant_outside", at)]
    assert codes(paper, with_remnant(51, 0, 49, 100)) == [("remnant_overlap", "patterns[0].remnants")]
    assert codes(paper, with_remnant(52, 0, 39, 39)) == [("remnant_too_small", at)]
    assert ("remnant_outside", at) in codes(paper, with_remnant(52, 0, -48, 100))


def test_what_a_plan_says_of_itself_is_held_against_its_places():
    paper = like(SQUARES, stock={"price_idr": 500})
    made = plan(place(0, 0), place(0, 32))
    share = 2 * 50 * 30 / 100**2
    true = {
        "objective": 500,
        "bound": 500,
        "status": "optimal",
        "yield": share,
        "stock_used": [{"id": "S", "count": 1}],
    }
    assert codes(paper, made | true) == []
    assert codes(paper, made | true | {"objective": 499}) == [("wrong_objective", "objective")]
    assert codes(paper, made | true | {"bound": 501, "status": "feasible"}) == [("bound_above_objective", "bound")]
    assert codes(paper, made | true | {"bound": 400}) == [("wrong_status", "status")]
    assert codes(paper, made | true | {"status": "infeasible"}) == [("wrong_status", "status")]
    assert codes(paper, made | true | {"status": "perfect"}) == [("wrong_status", "status")]
    assert codes(paper, made | true | {"yield": 0.31}) == [("wrong_yield", "yield")]
    assert codes(paper, made | true | {"stock_used": []}) == [("wrong_stock_used", "stock_used S")]
    assert codes(paper, made | {"objective": None, "bound": None, "status": None}) == []


def test_the_objective_of_unpriced_sizes_is_their_area():
    paper = like(SQUARES)
    paper["stock"].append({"id": "odd", "length_mm": "33.3", "width_mm": 77.7, "quantity": 1})
    made = plan(place(0, 0), place(0, 32))
    assert codes(paper, made | {"objective": 10_000}) == []
    assert codes(paper, made | {"objective": 10_000.5}) == [("wrong_objective", "objective")]


def test_scrap_cannot_be_more_than_what_is_left():
    made = plan(place(0, 0), place(0, 32))
    made["patterns"][0]["scrap_area_mm2"] = 7000
    assert codes(SQUARES, made) == []
    made["patterns"][0]["scrap_area_mm2"] = 7000.5
    assert codes(SQUARES, made) == [("wrong_scrap", "patterns[0].scrap_area_mm2")]


def test_a_strip_that_is_only_slit_is_as_long_as_its_coil():
    paper = like(COILS, stock={"mass_kg": ..., "length_mm": 100_000}) | {"pieces": [COILS["pieces"][0]]}
    strips = [{"piece": "strip", "x_mm": 0, "y_mm": 5 + 200 * at, "width_mm": 200} for at in range(5)]
    assert codes(paper, plan(*strips, stock="HRC")) == []
    strips[0]["length_mm"] = 99_999
    assert codes(paper, plan(*strips, stock="HRC")) == [("wrong_size", "patterns[0].placed[0]")]


def test_knives_are_slitting_cuts_and_trimmed_edges():
    paper = like(COILS, stock={"mass_kg": ..., "length_mm": 100_000}) | {"pieces": [COILS["pieces"][0]]}
    made = plan(*({"piece": "strip", "x_mm": 0, "y_mm": 5 + 200 * at} for at in range(5)), stock="HRC")
    assert codes(paper | {"max_knives": 7}, made) == []  # 4 between, 1 before the waste, 2 edges
    assert codes(paper | {"max_knives": 6}, made) == [("too_many_knives", "patterns[0]")]


def test_two_triangles_on_a_blank_count_for_two():
    paper = like(SQUARES, piece={"shape": "triangle"}, kerf_mm=0)
    assert codes(paper, plan(place(0, 0, pair=True))) == []
    assert codes(paper, plan(place(0, 0), place(50, 0))) == []
    assert codes(SQUARES, plan(place(0, 0, pair=True)))[0] == ("not_a_pair", "patterns[0].placed[0]")


def test_the_kind_is_known_from_the_documents():
    assert codes(COILS, {"patterns": []})[0] == ("not_placed", "pieces[0]")
    sections = like(BARS, stock={"width_mm": 50}, piece={"width_mm": 50})
    sections["pieces"][1]["width_mm"] = 50
    assert codes(sections, BAR_PLAN) == []  # no place has a y: bars
    assert codes(sections, answer("bars", sections, seconds=2)) == []  # the plan says so
    assert codes(sections, BAR_PLAN, "bars") == []


@pytest.mark.parametrize(
    "made",
    [
        "",
        "[]",
        "nonsense",
        "{}",
        '{"patterns": {}}',
        '{"patterns": [1]}',
        '{"patterns": [{}]}',
        "[" * 10**5,
        '{"patterns": [{"stock": "S", "count": 1.5, "placed": []}]}',
        '{"patterns": [{"stock": [], "count": 1}]}',
        '{"patterns": [], "objective": "much"}',
        '{"patterns": [], "unplaced": [{"piece": "q"}]}',
    ],
)
def test_what_cannot_be_read_is_refused(made):
    with pytest.raises(InvalidInput):
        judge(SQUARES, made)


@pytest.mark.parametrize("value", ["NaN", "1e400", '"abc"', "true", "0.0001", "null", "[]"])
def test_a_place_that_is_no_number_is_refused(value):
    made = json.dumps(plan(place(0, 0), place("HERE", 32))).replace('"HERE"', value)
    with pytest.raises(InvalidInput) as problem:
        judge(SQUARES, made)
    assert [str(one.where) for one in problem.value.problems] == ["patterns[0].placed[1].x_mm"]


def test_a_broken_list_is_refused_whatever_the_plan():
    with pytest.raises(InvalidInput):
        judge({"stock": [], "pieces": []}, {"patterns": []})


def test_absurd_counts_are_only_wrong():
    made = plan(place(0, 0), place(0, 32), count=2**62)
    assert ("stock_exceeded", "stock[0]") in codes(SQUARES, made)
    short = plan(place(0, 0), place(0, 32), count=-(2**62), unplaced=[{"piece": "q", "quantity": 2**62}])
    assert ("count_not_positive", "patterns[0].count") in codes(SQUARES, short)


def test_two_hundred_faults_are_listed_and_the_rest_counted():
    found = codes(SQUARES, plan(*(place(-1, 0) for _ in range(1000))))
    assert len(found) == 201
    assert found[-1] == ("more", "plan")


def stairs(steps):
    """A layout that nests as many levels as it has pieces."""
    made, x, y = [], 0, 0
    for at in range(steps):
        made.append(place(x, y, 1, 5000, "a") if at % 2 == 0 else place(x, y, 5000, 1, "a"))
        x, y = (x + 1, y) if at % 2 == 0 else (x, y + 1)
    return made


@pytest.mark.parametrize("layout", [stairs(5000), [place(0, 0, 1, 5000, "a")] * 20_000])
def test_no_layout_keeps_the_judge_long(layout):
    paper = {
        "stock": [{"id": "S", "length_mm": 10_000, "width_mm": 10_000, "quantity": 1}],
        "pieces": [{"id": "a", "length_mm": 1, "width_mm": 5000, "quantity": len(layout)}],
    }
    began = time.process_time()
    found = codes(paper, plan(*layout))
    assert found
    assert time.process_time() - began < 12


def test_our_own_plans_are_sound():
    for kind, paper in (("bars", BARS), ("sheets", SHEETS)):
        made = answer(kind, paper, seconds=2)
        assert made["status"] in {"optimal", "feasible"}
        assert codes(paper, made) == []
        assert codes(paper, {"patterns": made["patterns"]}) == []
