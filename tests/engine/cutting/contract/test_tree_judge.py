"""The judge follows a plan's tree of cuts, and believes nothing that the plan says of itself."""

import json
from copy import deepcopy

import numpy as np
import pytest

from rantai.core.problems import InvalidInput
from rantai.engine.cutting.contract import answer, judge
from rantai.engine.cutting.contract.question import question
from rantai.engine.cutting.contract.read import read_list
from rantai.engine.cutting.contract.told import tell
from rantai.engine.cutting.owners import Pooled
from rantai.engine.cutting.tables import CuttingAnswer, columns
from rantai.engine.cutting.tree import NotCuttable
from tests.engine.cutting.contract.paper import BARS, COILS, SHEETS, like
from tests.engine.cutting.layouts import cut_at_random

# 100 × 100 with a kerf of 2: q below, q above it trimmed at its right, a remnant of 48 × 100 beside both.
LIST = {
    "stock": [{"id": "S", "length_mm": 100, "width_mm": 100, "quantity": 2}],
    "pieces": [
        {"id": "q", "length_mm": 50, "width_mm": 30, "quantity": 1},
        {"id": "r", "length_mm": 40, "width_mm": 66, "quantity": 1},
    ],
    "kerf_mm": 2,
    "stages": 2,
    "min_remnant_mm": [100, 40],
}
TREE = {
    "axis": "x",
    "at_mm": 50,
    "low": {
        "axis": "y",
        "at_mm": "30",
        "low": {"piece": "q"},
        "high": {
            "axis": "y",
            "at_mm": 98,
            "low": {"axis": "x", "at_mm": 40, "low": {"piece": "r"}, "high": {"scrap": 8 * 66}},
            "high": {"scrap": 0},
        },
    },
    "high": {"remnant": 0},
}
PLAN = {
    "objective": 1,
    "bound": 1,
    "gap": 0,
    "status": "optimal",
    "patterns": [
        {
            "stock": "S",
            "count": 1,
            "cuts": TREE,
            "placed": [
                {"piece": "q", "x_mm": 0, "y_mm": 0, "length_mm": 50, "width_mm": 30, "rotated": False},
                {"piece": "r", "x_mm": "0", "y_mm": 32, "length_mm": 40, "width_mm": 66, "rotated": False},
            ],
            "remnants": [{"x_mm": 52, "y_mm": 0, "length_mm": 48, "width_mm": 100}],
            "scrap_area_mm2": 100 * 100 - 50 * 30 - 40 * 66 - 48 * 100,
        }
    ],
}
MISSING = object()


def codes(paper, made, kind=None):
    return [(fault.code, fault.place.removeprefix("patterns[0].")) for fault in judge(paper, made, kind)]


def spoiled(path, value, plan=PLAN):
    made = deepcopy(plan)
    *way, last = path
    node = made
    for key in way:
        node = node[key]
    if value is MISSING:
        del node[last]
    else:
        node[last] = value
    return made


def with_cuts(path, value):
    return spoiled(["patterns", 0, "cuts", *path], value)


def test_a_true_tree_is_sound():
    assert codes(LIST, PLAN) == []


@pytest.mark.parametrize("tree", [5, "x", [], {}, {"axis": "x"}, {"piece": "q", "scrap": 1}, {**TREE, "more": 1}])
def test_what_is_no_tree_is_a_fault(tree):
    assert ("wrong_cuts", "cuts") in codes(
        LIST, with_cuts([], 0) | {"patterns": [PLAN["patterns"][0] | {"cuts": tree}]}
    )


@pytest.mark.parametrize(
    ("path", "value", "code", "place"),
    [
        (["axis"], "q", "wrong_cuts", "cuts"),
        (["axis"], 0, "wrong_cuts", "cuts"),
        (["at_mm"], True, "wrong_cuts", "cuts"),
        (["at_mm"], "0.0001", "wrong_cuts", "cuts"),
        (["at_mm"], 100, "cut_outside", "cuts"),
        (["at_mm"], -2, "cut_outside", "cuts"),
        (["at_mm"], 49.999, "wrong_leaf", "cuts.low.low"),
        (["low", "at_mm"], 29, "wrong_leaf", "cuts.low.low"),
        (["low", "low"], {"piece": "r"}, "wrong_leaf", "cuts.low.low"),
        (["low", "low"], {"piece": True}, "wrong_leaf", "cuts.low.low"),
        (["low", "low"], {"piece": ["q"]}, "wrong_leaf", "cuts.low.low"),
        (["low", "low"], {"scrap": 1500}, "not_cut_out", "placed[0]"),
        (["high"], {"remnant": 1}, "wrong_leaf", "cuts.high"),
        (["high"], {"remnant": False}, "wrong_leaf", "cuts.high"),
        (["high"], {"remnant": "0"}, "wrong_leaf", "cuts.high"),
        (["high"], {"scrap": 4800}, "not_cut_out", "remnants[0]"),
        (["high"], TREE, "cut_outside", "cuts.high"),
        (["low", "high", "high", "scrap"], 1, "wrong_scrap", "cuts.low.high.high"),
        (["low", "high", "low", "high", "scrap"], "528", "wrong_scrap", "cuts.low.high.low.high"),
        (
            ["low", "high", "high"],
            {"axis": "x", "at_mm": 9, "low": {"scrap": 0}, "high": {"scrap": 0}},
            "cut_outside",
            "cuts.low.high.high",
        ),
    ],
)
def test_a_false_tree_is_a_fault_where_it_is_false(path, value, code, place):
    assert (code, place) in codes(LIST, with_cuts(path, value))


def test_limits_are_counted_on_the_tree_that_is_given():
    assert codes(LIST | {"max_cuts": 4}, PLAN) == []
    assert codes(LIST | {"max_cuts": 3}, PLAN) == [("too_many_cuts", "cuts")]
    assert codes(LIST | {"bed_mm": 99}, PLAN) == [("bed_too_short", "cuts")]
    assert codes(LIST | {"first_cut": "length"}, PLAN) == [("wrong_first_cut", "cuts")]
    assert codes(LIST | {"first_cut": "width"}, PLAN) == []


def test_a_third_stage_may_trim_once_and_no_more():
    twice = spoiled(["patterns", 0, "placed", 1, "x_mm"], 4)
    tree = twice["patterns"][0]["cuts"]["low"]["high"]["low"]
    tree |= {
        "at_mm": 2,
        "low": {"scrap": 132},
        "high": {"axis": "x", "at_mm": 44, "low": {"piece": "r"}, "high": {"scrap": 264}},
    }
    assert codes(LIST, twice) == [("too_many_stages", "cuts")]
    assert codes(LIST | {"stages": 3}, twice) == []


def test_what_is_left_of_the_stock_is_scrap_to_the_square_micrometre():
    assert codes(LIST, spoiled(["patterns", 0, "scrap_area_mm2"], 1060.000001)) == [("wrong_scrap", "scrap_area_mm2")]
    assert codes(LIST, spoiled(["patterns", 0, "scrap_area_mm2"], 1)) == [("wrong_scrap", "scrap_area_mm2")]
    assert ("wrong_scrap", "scrap_area_mm2") in codes(LIST, spoiled(["patterns", 0, "remnants"], []))
    made = answer("bars", BARS, work=20_000)
    assert codes(BARS, made) == []
    made["patterns"][0]["scrap_length_mm"] += 0.001
    assert codes(BARS, made) == [("wrong_scrap", "scrap_length_mm")]


@pytest.mark.parametrize(
    ("claims", "is_sound"),
    [
        ({"gap": 0.5}, False),
        ({"gap": 0.5, "bound": 0.5, "status": "feasible"}, True),
        ({"gap": None}, True),
        ({"bound": None}, False),
        ({"bound": None, "gap": None, "status": "feasible"}, True),
        ({"gap": 10**50}, False),
    ],
)
def test_the_gap_is_what_lies_between_objective_and_bound(claims, is_sound):
    assert codes(LIST, PLAN | claims) == ([] if is_sound else [("wrong_gap", "gap")])


OWNED = like(LIST, piece={"owner": "Ani"}, stock={"price_idr": 900})
PAID = PLAN | {
    "objective": 900,
    "bound": 900,
    "cost_by_owner": {"Ani": 400, "": 500},
    "alone_by_owner": {"Ani": 900, "": 900},
}


@pytest.mark.parametrize(
    ("claims", "found"),
    [
        ({}, []),
        ({"alone_by_owner": MISSING}, []),
        ({"cost_rule": "shared_below_alone"}, []),
        ({"cost_by_owner": {"Ani": 400, "": 499}}, [("wrong_owner_costs", "cost_by_owner")]),
        ({"cost_by_owner": {"Ani": -100, "": 1000}}, [("wrong_owner_costs", "cost_by_owner")]),
        ({"cost_by_owner": {"Ani": 900}}, [("wrong_owners", "cost_by_owner")]),
        ({"cost_by_owner": {"Ani": 400, "": 500, "Budi": 0}}, [("wrong_owners", "cost_by_owner")]),
        ({"alone_by_owner": {"Ani": 900}}, [("wrong_owners", "alone_by_owner")]),
        ({"alone_by_owner": {"Ani": 399, "": 900}}, [("above_alone", "cost_by_owner.Ani")]),
        (
            {"alone_by_owner": {"Ani": 399, "": 900}, "cost_rule": "shared_below_alone"},
            [("above_alone", "cost_by_owner.Ani")],
        ),
        ({"alone_by_owner": {"Ani": 399, "": 900}, "cost_rule": "like_alone"}, []),
        ({"cost_rule": "as_we_like"}, [("wrong_cost_rule", "cost_rule")]),
    ],
)
def test_owners_pay_the_whole_and_none_more_than_alone_without_a_rule_that_says_so(claims, found):
    made = {name: value for name, value in (PAID | claims).items() if value is not MISSING}
    assert codes(OWNED, made) == found


def test_the_rule_by_which_owners_pay_is_told():
    paper = like(BARS, stock={"quantity": 3}, piece={"owner": "Ani"})
    assert answer("bars", paper, work=60_000)["cost_rule"] == "shared_below_alone"


def left_out(**more):
    """A plan without `r`, of which the list has one more sheet."""
    made = spoiled(["patterns", 0, "cuts"], MISSING, PLAN | {"status": "infeasible"})
    made["patterns"][0] |= {"placed": PLAN["patterns"][0]["placed"][:1], "scrap_area_mm2": 3700}
    return made | {"unplaced": [{"piece": "r", "quantity": 1, **more}]}


@pytest.mark.parametrize(
    ("rules", "reason", "found"),
    [
        ({}, "stock_used_up", [("fits_after_all", "pieces[1]")]),
        ({"max_cuts": 5}, "limit_reached", [("fits_after_all", "pieces[1]")]),
        ({"bed_mm": 100}, "limit_reached", [("fits_after_all", "pieces[1]")]),
        ({"max_patterns": 2}, "limit_reached", [("fits_after_all", "pieces[1]")]),
        ({"max_patterns": 1}, "limit_reached", []),
        ({"max_patterns": 1}, "too_large", [("wrong_reason", "unplaced[0].reason")]),
        ({}, "not_reached", []),
        ({"max_patterns": 1}, "no room", []),
    ],
)
def test_a_piece_that_stock_at_hand_would_hold_alone_is_not_left_out(rules, reason, found):
    assert codes(LIST | rules, left_out(reason=reason)) == found


def test_a_reason_that_cannot_be_true_is_a_fault():
    paper = like(LIST, stock={"quantity": 1})
    assert codes(paper, left_out(reason="stock_used_up")) == []
    assert codes(paper, left_out(reason="too_large")) == [("wrong_reason", "unplaced[0].reason")]
    assert codes(paper, left_out(reason="limit_reached")) == [("wrong_reason", "unplaced[0].reason")]


def test_the_nearest_stock_and_what_it_lacks_are_looked_up():
    paper = like(LIST)
    paper["pieces"][1] |= {"length_mm": 120, "width_mm": 105}
    true = {"reason": "too_large", "would_fit": "S", "missing_mm": [20, 5]}
    assert codes(paper, left_out(**true)) == []
    assert codes(paper, left_out(**true | {"would_fit": "T"})) == [("unknown_stock", "unplaced[0].would_fit")]
    assert codes(paper, left_out(**true | {"missing_mm": [20, 4]})) == [("wrong_missing", "unplaced[0].missing_mm")]
    with pytest.raises(InvalidInput):
        judge(paper, left_out(**true | {"missing_mm": ["much"]}))


def test_the_plan_is_of_what_the_list_is_of():
    assert codes(LIST, PLAN | {"kind": "sheets"}) == []
    assert codes(LIST, PLAN | {"kind": "plates"}) == [("wrong_kind", "kind")]


# what no two documents can tell, or what is told for people
UNJUDGED = {"seconds", "seed", "input_hash", "engine_version", "text", "would_fit", "alone_by_owner", "reason"}


def figures(node, way=()):
    """All values of a document that a judge can hold against something, with the way to them."""
    if isinstance(node, dict | list):
        for key, value in node.items() if isinstance(node, dict) else enumerate(node):
            if key not in UNJUDGED:
                yield from figures(value, (*way, key))
    else:
        yield way, node


def changed(value):
    if isinstance(value, str):
        return [f"{value}x"]
    return [not value] if isinstance(value, bool) else [value + 1, -value - 1, value + 0.001]


SHORT = like(COILS, stock={"quantity": 1}, piece={"quantity": 9})


@pytest.mark.parametrize(("kind", "paper"), [("bars", BARS), ("sheets", SHEETS), ("coils", SHORT)])
def test_no_figure_of_a_plan_can_be_changed_unnoticed(kind, paper):
    plan = json.loads(json.dumps(answer(kind, paper, work=30_000)))
    assert codes(paper, plan, kind) == []
    unnoticed = []
    for way, value in list(figures(plan)):
        for other in changed(value):
            try:
                if not judge(paper, spoiled(way, other, plan), kind):
                    unnoticed.append((way, value, other))
            except InvalidInput:
                continue
    assert unnoticed == []


def random_plan(draw, stages, first_cut):
    """A list and a plan told from places that random cuts made and random trims narrowed."""
    room, kerf = (0, 0, int(draw.integers(60, 200)), int(draw.integers(50, 150))), int(draw.integers(0, 6))
    boxes = cut_at_random(draw, room, kerf, int(draw.integers(1, 4)), int(draw.integers(0, 2)))
    trims = draw.integers(0, kerf + 3, (len(boxes), 4)) * (draw.random((len(boxes), 4)) < 0.2)
    rows = np.array(boxes, dtype=np.int64).reshape(-1, 4) + np.concatenate([trims[:, :2], -trims[:, 2:]], axis=1)
    rows = rows[(rows[:, 2:] - rows[:, :2] > kerf).all(axis=1)]
    sizes = (rows[:, 2:] - rows[:, :2]).tolist()
    paper = {
        "stock": [{"id": "S", "length_mm": room[2], "width_mm": room[3], "quantity": 1}],
        "pieces": [
            {"id": at, "length_mm": x, "width_mm": y, "quantity": 1, "rotatable": False, "priority": at + 1}
            for at, (x, y) in enumerate(sizes)
        ],
        "kerf_mm": kerf,
        "stages": stages,
        "first_cut": first_cut,
        "min_remnant_mm": int(draw.integers(5, 60)),
    }
    placed = [(0, at, *(1000 * side for side in (*row[:2], *sizes[at])), 0) for at, row in enumerate(rows.tolist())]
    if not placed:
        return paper, None
    found = CuttingAnswer(
        status="optimal",
        objective=1,
        bound=1,
        **columns("pattern", "format count", [(0, 1)]),
        **columns("placement", "pattern piece x_um y_um length_um width_um is_turned", placed),
        **columns("unplaced", "piece quantity format missing_length_um missing_width_um", ()),
        **columns("remnant", "pattern x_um y_um length_um width_um", ()),
    )
    try:
        return paper, tell(question(read_list("sheets", paper)), Pooled(found, {}), 1, 0.0)
    except NotCuttable:
        return paper, None


def nodes(tree):
    return [tree, *nodes(tree["low"]), *nodes(tree["high"])] if "axis" in tree else []


@pytest.mark.parametrize("stages", [None, 2, 3])
def test_every_tree_that_is_told_is_sound_and_none_that_is_moved(stages):
    draw = np.random.default_rng(stages or 1)
    sound = 0
    for _ in range(120):
        paper, plan = random_plan(draw, stages, str(draw.choice(["any", "length", "width"])))
        if plan is None:
            continue
        assert codes(paper, plan, "sheets") == []
        sound += 1
        cuts = nodes(plan["patterns"][0]["cuts"])
        if cuts:
            cuts[int(draw.integers(0, len(cuts)))]["at_mm"] += int(draw.choice([-1, 1]))
            assert codes(paper, plan, "sheets") != []
    assert sound > 30


@pytest.mark.parametrize(("kind", "paper"), [("bars", BARS), ("sheets", SHEETS), ("coils", COILS)])
def test_our_own_trees_are_sound_and_their_knives_are_counted(kind, paper):
    made = answer(kind, paper, work=50_000)
    assert made["patterns"][0]["cuts"]
    assert codes(paper, made, kind) == []
    if kind == "coils":
        assert ("too_many_knives", "cuts") in codes(paper | {"max_knives": 3}, made, kind)
