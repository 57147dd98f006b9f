"""How columns become a plan: names, mm, cuts, leftovers, reasons."""

import json
from fractions import Fraction

import jsonschema
import pytest

from rantai.engine.cutting.contract import answer, judge, schema
from rantai.engine.cutting.contract.question import question
from rantai.engine.cutting.contract.read import read_list
from rantai.engine.cutting.contract.told import tell
from rantai.engine.cutting.owners import Pooled
from rantai.engine.cutting.tables import CuttingAnswer, columns
from tests.engine.cutting.contract.paper import BARS, SHEETS, like

PLAN = jsonschema.Draft202012Validator(json.loads(schema("plan")))


def told(kind, paper, patterns, placed, *, unplaced=(), status="feasible", objective=0, bound=0):
    """A plan from rows: patterns (format, count), placed (pattern, piece, x, y, …, turned)."""
    made = tell(
        question(read_list(kind, paper)),
        Pooled(
            CuttingAnswer(
                status=status,
                objective=objective,
                bound=bound,
                **columns("pattern", "format count", patterns),
                **columns("placement", "pattern piece x_um y_um length_um width_um is_turned", placed),
                **columns("unplaced", "piece quantity format missing_length_um missing_width_um", unplaced),
                **columns("remnant", "pattern x_um y_um length_um width_um", ()),
            ),
            {},
        ),
        seed=1,
        seconds=0.5,
    )
    PLAN.validate(json.loads(json.dumps(made)))
    return made


def one_sheet(**more):
    paper = like(SHEETS, stock={"price_idr": 900_000}, trim_mm=0, **more)
    paper["pieces"] = [{"id": "side", "length_mm": 900, "width_mm": 600, "quantity": 1}]
    return paper


def test_sizes_are_mm_with_the_decimals_they_have():
    placed = told("sheets", one_sheet(), [(0, 1)], [(0, 0, 0, 0, 900_000, 600_000, 0)])["patterns"][0]["placed"]
    assert placed == [{"piece": "side", "x_mm": 0, "y_mm": 0, "length_mm": 900, "width_mm": 600, "rotated": False}]
    rows = [(0, 0, 0, 500, 900_000, 600_000, 0)]
    moved = told("sheets", one_sheet(), [(0, 1)], rows)["patterns"][0]["placed"][0]
    assert json.dumps(moved["y_mm"]) == "0.5"


def test_cuts_are_a_tree_whose_leaves_are_pieces_remnants_and_scrap():
    made = told("sheets", one_sheet(), [(0, 1)], [(0, 0, 0, 0, 900_000, 600_000, 0)])["patterns"][0]
    assert made["remnants"] == [
        {"x_mm": 0, "y_mm": 603, "length_mm": 900, "width_mm": 616},
        {"x_mm": 903, "y_mm": 0, "length_mm": 1535, "width_mm": 1219},
    ]
    assert made["cuts"] == {
        "axis": "x",
        "at_mm": 900,
        "low": {"axis": "y", "at_mm": 600, "low": {"piece": "side"}, "high": {"remnant": 0}},
        "high": {"remnant": 1},
    }


def test_what_is_too_small_to_keep_is_scrap():
    paper = one_sheet(min_remnant_mm=[1000, 700])
    made = told("sheets", paper, [(0, 1)], [(0, 0, 0, 0, 900_000, 600_000, 0)])["patterns"][0]
    assert made["cuts"]["low"]["high"] == {"scrap": 900 * 616}
    assert made["remnants"] == [{"x_mm": 903, "y_mm": 0, "length_mm": 1535, "width_mm": 1219}]
    assert (
        told("sheets", like(paper, min_remnant_mm=...), [(0, 1)], [(0, 0, 0, 0, 900_000, 600_000, 0)])["patterns"][0][
            "remnants"
        ]
        == []
    )


def test_stock_is_pieces_remnants_and_scrap_to_the_square_micrometre():
    made = told("sheets", one_sheet(), [(0, 1)], [(0, 0, 0, 0, 900_000, 600_000, 0)])["patterns"][0]
    assert made["scrap_area_mm2"] == 2438 * 1219 - 900 * 600 - 900 * 616 - 1535 * 1219


def test_a_bars_scrap_is_a_length():
    rows = [(0, 0, 0, 0, 750_000, 0, 0), (0, 1, 753_000, 0, 1_200_500, 0, 0)]
    made = told("bars", BARS, [(0, 1)], rows)["patterns"][0]
    assert (made["scrap_area_mm2"], made["scrap_length_mm"]) == (0, 6000 - 750 - 1200.5)
    assert made["placed"][1]["x_mm"] == 753


def test_equal_entries_get_their_names_back_in_order():
    paper = like(BARS, piece={"quantity": 3})
    paper["pieces"] = [paper["pieces"][0], {"id": "arm", "length_mm": 750, "quantity": 6}]
    rows = [(0, 0, 753_000 * at, 0, 750_000, 0, 0) for at in range(3)]
    made = told("bars", paper, [(0, 3)], rows)
    names = [(one["count"], [placed["piece"] for placed in one["placed"]]) for one in made["patterns"]]
    assert names == [(1, ["leg"] * 3), (2, ["arm"] * 3)]


def test_a_pattern_may_mix_the_names_of_equal_pieces():
    paper = like(BARS, piece={"quantity": 4})
    paper["pieces"] = [paper["pieces"][0], {"id": "arm", "length_mm": 750, "quantity": 5}]
    rows = [(0, 0, 753_000 * at, 0, 750_000, 0, 0) for at in range(3)]
    made = told("bars", paper, [(0, 3)], rows)
    names = [(one["count"], [placed["piece"] for placed in one["placed"]]) for one in made["patterns"]]
    assert names == [(1, ["leg"] * 3), (1, ["leg", "arm", "arm"]), (1, ["arm"] * 3)]


def test_equal_stock_is_used_entry_by_entry():
    paper = like(BARS, stock={"quantity": 1}, piece={"quantity": 3})
    paper["pieces"] = paper["pieces"][:1]
    paper["stock"].append({"id": "more", "length_mm": 6000, "quantity": 5})
    made = told("bars", paper, [(0, 3)], [(0, 0, 0, 0, 750_000, 0, 0)])
    assert made["stock_used"] == [{"id": "6m", "count": 1}, {"id": "more", "count": 2}]
    assert [(one["stock"], one["count"]) for one in made["patterns"]] == [("6m", 1), ("more", 2)]


def test_pieces_by_the_thousand_million_are_told_in_a_few_patterns():
    paper = like(BARS, piece={"quantity": 10**9})
    paper["pieces"] = [paper["pieces"][0], {"id": "arm", "length_mm": 750, "quantity": 10**9}]
    rows = [(0, 0, 753_000 * at, 0, 750_000, 0, 0) for at in range(7)]
    made = told("bars", paper, [(0, 2 * 10**9 // 7)], rows, unplaced=[(0, 2, 0, 0, 0)], status="infeasible")
    assert len(made["patterns"]) <= 4
    assert sum(one["count"] for one in made["patterns"]) == 2 * 10**9 // 7
    assert made["unplaced"][0]["piece"] == "arm"


def test_the_objective_is_rupiah_pieces_or_mm():
    rows = [(0, 0, 0, 0, 900_000, 600_000, 0)]
    made = told("sheets", one_sheet(), [(0, 1)], rows, objective=900_000, bound=450_000)
    assert (made["objective"], made["bound"], made["gap"]) == (900_000, 450_000, 0.5)
    paper = like(one_sheet(), stock={"price_idr": ...})
    assert told("sheets", paper, [(0, 1)], rows, objective=1, bound=1)["objective"] == 1
    paper["stock"].append({"id": "odd", "length_mm": 1000, "width_mm": "999.5", "quantity": 1})
    unit = question(read_list("sheets", paper)).cost_unit
    costs = question(read_list("sheets", paper)).given.format_cost.tolist()
    assert told("sheets", paper, [(0, 1)], rows, objective=costs[0])["objective"] == 2438 * 1219
    assert told("sheets", paper, [(1, 1)], rows, objective=costs[1])["objective"] == 999_500
    assert costs[1] * unit == 999_500


def test_without_a_bound_there_is_no_gap():
    rows = [(0, 0, 0, 0, 900_000, 600_000, 0)]
    made = told("sheets", one_sheet(), [(0, 1)], rows, objective=900_000, bound=0)
    assert (made["bound"], made["gap"]) == (None, None)


def test_yield_is_the_share_of_opened_stock_that_became_pieces():
    made = told("sheets", one_sheet(), [(0, 1)], [(0, 0, 0, 0, 900_000, 600_000, 0)])
    assert made["yield"] == pytest.approx(900 * 600 / (2438 * 1219), abs=1e-9)
    assert told("sheets", one_sheet(), [], [], unplaced=[(0, 1, 0, 0, 0)], status="infeasible")["yield"] == 0


def left_out(paper, kind="sheets", piece=0):
    made = told(kind, paper, [], [], unplaced=[(piece, 1, -1, 0, 0)], status="infeasible")["unplaced"]
    assert set(made[0]["text"]) == {"id", "en"}
    return made[0]["reason"], made[0]["would_fit"], made[0]["missing_mm"]


def test_a_piece_larger_than_every_format_is_unplaced_and_told_what_it_lacks():
    paper = like(one_sheet(), piece={"length_mm": 2500, "width_mm": 1300})
    assert left_out(paper) == ("too_large", "4x8", [62, 81])
    paper["stock"].append({"id": "5x10", "length_mm": 3048, "width_mm": 1299, "quantity": 0, "price_idr": 1})
    assert left_out(paper) == ("too_large", "5x10", [0, 1])


def test_a_piece_that_fits_only_turned_is_told_so():
    paper = like(one_sheet(), piece={"length_mm": 600, "width_mm": 1300, "rotatable": False})
    assert left_out(paper) == ("grain_locked", "4x8", [0, 0])


def test_used_up_stock_is_named():
    assert left_out(like(one_sheet(), stock={"quantity": 0})) == ("stock_used_up", "4x8", [0, 0])


def test_stock_of_somebody_else_is_named():
    assert left_out(like(one_sheet(), stock={"owner": "Budi"})) == ("owned_by_others", "4x8", [0, 0])


def test_a_missing_grade_or_thickness_is_named():
    assert left_out(like(one_sheet(), piece={"grade": "SS400"})) == ("no_such_grade", "4x8", [0, 0])
    assert left_out(like(one_sheet(), piece={"thickness_mm": 2})) == ("no_such_thickness", "4x8", [0, 0])


@pytest.mark.parametrize(
    ("stock", "piece", "reason"),
    [
        ({"owner": "Budi"}, {"owner": "Ani"}, "owned_by_others"),
        ({"grade": "SS400"}, {"grade": "SPHC"}, "no_such_grade"),
        ({"thickness_mm": 3}, {"thickness_mm": 2}, "no_such_thickness"),
    ],
)
def test_the_stock_that_would_take_a_piece_is_named_before_what_is_too_small(stock, piece, reason):
    paper = like(one_sheet(), piece={"length_mm": 2500, **piece})
    suiting = {name: value for name, value in piece.items() if name != "owner"}
    paper["stock"][0] |= suiting
    paper["stock"].append(
        {"id": "5x10", "length_mm": 3048, "width_mm": 1524, "quantity": 1, "price_idr": 1, **suiting, **stock}
    )
    assert left_out(paper) == (reason, "5x10", [0, 0])


def test_a_bar_longer_than_the_bed_is_named():
    assert left_out(like(BARS, bed_mm=5000), "bars") == ("bed_too_short", "6m", [0, 0])


def test_a_limit_is_named_where_stock_is_left():
    assert left_out(one_sheet(max_cuts=1)) == ("limit_reached", "4x8", [0, 0])
    assert left_out(one_sheet()) == ("not_reached", "4x8", [0, 0])


def test_a_pair_of_triangles_counts_for_two():
    triangle = {"id": "t", "length_mm": 400, "width_mm": 300, "shape": "triangle", "quantity": 3}
    paper = like(one_sheet()) | {"pieces": [triangle]}
    made = told("sheets", paper, [(0, 1)], [(0, 0, 0, 0, 400_000, 303_750, 0)], unplaced=[(1, 1, 0, 0, 0)])
    assert made["patterns"][0]["placed"][0]["pair"] is True
    assert made["unplaced"][0]["quantity"] == 1


def test_an_answer_is_complete_sound_and_the_same_again():
    first, again = (answer("bars", BARS, seconds=2) for _ in range(2))
    PLAN.validate(json.loads(json.dumps(first)))
    assert json.dumps(first) == json.dumps(again)
    assert first["status"] == "optimal"
    assert first["seconds"] == 0.0  # told by the caller, who has the clock
    assert judge(BARS, first) == []


def test_ids_come_back_as_they_were_given():
    paper = like(BARS, stock={"id": 6}, piece={"id": 7})
    made = answer("bars", paper, seconds=2)
    assert {placed["piece"] for one in made["patterns"] for placed in one["placed"]} == {7, "rail"}
    assert {one["id"] for one in made["stock_used"]} == {6}
    assert judge(paper, made) == []


def leaves(node):
    if "axis" not in node:
        return [node]
    return leaves(node["low"]) + leaves(node["high"])


def test_the_leaves_of_the_cuts_are_what_is_placed_and_kept():
    made = answer("sheets", SHEETS, seconds=2)
    assert made["patterns"]
    for one in made["patterns"]:
        found = leaves(one["cuts"])
        assert sorted(str(leaf["piece"]) for leaf in found if "piece" in leaf) == sorted(
            str(placed["piece"]) for placed in one["placed"]
        )
        assert sorted(leaf["remnant"] for leaf in found if "remnant" in leaf) == list(range(len(one["remnants"])))
        whole = Fraction(2438 * 1219)
        kept = sum(Fraction(box["length_mm"]) * Fraction(box["width_mm"]) for box in one["placed"] + one["remnants"])
        assert whole - kept == Fraction(one["scrap_area_mm2"])
        assert sum(leaf["scrap"] for leaf in found if "scrap" in leaf) <= one["scrap_area_mm2"]


def test_owners_share_the_cost_and_none_pays_more_than_alone():
    paper = like(BARS, stock={"price_idr": 90_000}, piece={"owner": "Ani", "length_mm": 2500, "quantity": 3})
    paper["pieces"][1] |= {"owner": "Budi", "length_mm": 900, "quantity": 4}
    made = answer("bars", paper, seconds=2)
    PLAN.validate(json.loads(json.dumps(made)))
    assert made["objective"] == 2 * 90_000
    assert made["alone_by_owner"] == {"Ani": 180_000, "Budi": 90_000}
    assert sum(made["cost_by_owner"].values()) == made["objective"]
    assert all(made["cost_by_owner"][owner] <= alone for owner, alone in made["alone_by_owner"].items())


def test_pieces_without_an_owner_are_a_party_without_a_name():
    paper = like(BARS, piece={"owner": "Ani"})
    made = answer("bars", paper, seconds=2)
    assert set(made["cost_by_owner"]) == {"Ani", ""}
    assert sum(made["cost_by_owner"].values()) == pytest.approx(made["objective"])
    assert "cost_by_owner" not in answer("bars", BARS, seconds=2)


def test_a_single_owner_pays_everything():
    paper = like(BARS, piece={"owner": "Ani"})
    paper["pieces"] = paper["pieces"][:1]
    made = answer("bars", paper, seconds=2)
    assert made["cost_by_owner"] == made["alone_by_owner"] == {"Ani": made["objective"]}


def test_shared_areas_are_split_to_the_square_millimetre():
    paper = like(SHEETS, piece={"owner": "Ani"})
    paper["stock"].append({"id": "5x10", "length_mm": 3048, "width_mm": 1524, "quantity": None})
    made = answer("sheets", paper, seconds=2)
    assert sum(made["cost_by_owner"].values()) == made["objective"]
    assert all(isinstance(cost, int) for cost in made["cost_by_owner"].values())
