"""What must hold of any cutting plan: helping never hurts, hurting never helps, and names and order mean nothing."""

import copy
import json
import random
from decimal import Decimal
from fractions import Fraction

import pytest
from benchmarks.cutting_judge import judge
from hypothesis import given, settings
from hypothesis import strategies as st

from rantai.engine.cutting.contract import answer
from tests.engine.cutting.exhaustive import read
from tests.engine.cutting.exhaustive_lists import draw_list

SMALL, LARGER = 3_000_000, 150_000
FIRST = 10**6  # lists that no other test draws
law = settings(max_examples=60, deadline=None, derandomize=True)
few = settings(max_examples=15, deadline=None, derandomize=True)


def small_lists():
    """Priced lists of two to seven pieces, so that stock can be added and taken away without changing the measure."""
    return st.builds(priced, st.sampled_from(["bars", "sheets"]), st.integers(FIRST, FIRST + 10**6))


def priced(kind, number):
    document = draw_list(kind, number)
    for row in document["stock"]:
        row.setdefault("price_idr", row["length_mm"] * row.get("width_mm", 10) // 7 + 1)
    return kind, document


def larger_lists():
    return st.builds(draw_larger, st.sampled_from(["bars", "sheets"]), st.integers(0, 10**6))


def draw_larger(kind, number):
    """Five to fifteen kinds on two formats, one of them scarce."""
    draw = random.Random(number)
    stock = [{"id": "a", "length_mm": 2438, "quantity": None}, {"id": "b", "length_mm": 3000, "quantity": 3}]
    pieces = [
        {"id": f"p{k}", "length_mm": draw.randint(60, 1500), "quantity": draw.randint(1, 12)}
        for k in range(draw.randint(5, 15))
    ]
    if kind == "sheets":
        stock = [row | {"width_mm": 1219} for row in stock]
        pieces = [row | {"width_mm": draw.randint(40, 700), "rotatable": draw.random() < 0.7} for row in pieces]
        size = {"stages": draw.choice([2, 3, None]), "first_cut": "any"}
    else:
        size = {}
    stock = [row | {"price_idr": row["length_mm"] * draw.randint(95, 105)} for row in stock]
    least = {"min_remnant_mm": 200 if kind == "bars" else [300, 150]}
    return kind, {"stock": stock, "pieces": pieces, "kerf_mm": draw.choice([0, 2.5, 3]), "trim_mm": 5} | least | size


def solved(kind, document, work=SMALL):
    plan = answer(kind, document, work=work)
    assert judge(kind, document, plan).faults == ()
    return plan


def goodness(kind, document, plan):
    """What is left out by priority, then the cost: the smaller the better."""
    left_out = {row["piece"]: row["quantity"] for row in plan["unplaced"]}
    return read(kind, document).unplaced(left_out), plan["objective"]


def best(kind, document):
    return goodness(kind, document, solved(kind, document))


@law
@given(small_lists(), st.integers(0, 9))
def test_taking_stock_away_never_helps_and_never_lowers_a_bound(asked, at):
    kind, document = asked
    less = copy.deepcopy(document)
    row = less["stock"][at % len(less["stock"])]
    if row["quantity"] is None:
        row["quantity"] = 1
    elif len(less["stock"]) > 1:
        less["stock"].remove(row)
    rich, poor = solved(kind, document), solved(kind, less)
    assert goodness(kind, document, rich) <= goodness(kind, less, poor)
    if not poor["unplaced"]:
        assert rich["bound"] <= poor["bound"]


@law
@given(small_lists(), st.integers(30, 3000), st.integers(30, 3000), st.integers(1, 10**6))
def test_more_stock_never_costs_more(asked, length, width, price):
    kind, document = asked
    longest = max(row["length_mm"] for row in document["stock"])
    row = {"id": "more", "length_mm": max(longest // 2, length), "quantity": 2, "price_idr": price}
    row |= {"width_mm": max(width, min(row["width_mm"] for row in document["stock"]))} if kind == "sheets" else {}
    assert best(kind, document | {"stock": [*document["stock"], row]}) <= best(kind, document)


@law
@given(small_lists(), st.sampled_from([1, "0.5", 3.001]))
def test_kerf_and_trim_never_help(asked, more):
    kind, document = asked
    plain = best(kind, document | {"kerf_mm": 0})
    assert plain <= best(kind, document | {"kerf_mm": more})
    assert best(kind, document | {"trim_mm": 0}) <= best(kind, document | {"trim_mm": more})


@law
@given(small_lists())
def test_fewer_stages_and_a_lock_never_help(asked):
    kind, document = asked
    free = best(kind, document)
    locked = document | {"pieces": [row | {"rotatable": False} for row in document["pieces"]]}
    assert free <= best(kind, locked if kind == "sheets" else document)
    if kind == "sheets":
        by_stages = [best(kind, document | {"stages": stages}) for stages in (None, 3, 2)]
        assert by_stages == sorted(by_stages)


@law
@given(small_lists(), st.sampled_from([3, 10, Fraction(1, 2), 7]))
def test_one_more_scale_changes_nothing_but_the_scale(asked, factor):
    kind, document = asked

    def scaled(value):
        exact = Fraction(str(value)) * factor
        return float(exact) if exact.denominator != 1 else int(exact)

    def grown(row):
        return row | {name: scaled(row[name]) for name in ("length_mm", "width_mm") if name in row}

    trim = document["trim_mm"]
    document = document | {"kerf_mm": 2, "trim_mm": {side: 2 for side in trim} if isinstance(trim, dict) else 2}
    document["pieces"] = [even(row) for row in document["pieces"]]
    trims = (
        {side: scaled(value) for side, value in document["trim_mm"].items()} if isinstance(trim, dict) else scaled(2)
    )
    larger = {
        "stock": [grown(row) for row in document["stock"]],
        "pieces": [grown(row) for row in document["pieces"]],
        "kerf_mm": scaled(2),
        "trim_mm": trims,
    }
    here, there = best(kind, document), best(kind, document | larger)
    sides = 1 if kind == "bars" else 2
    assert [size * factor**sides for size in here[0]] == list(there[0])
    assert here[1] == there[1]


def even(row):
    """Sides of whole mm, so that half of them is still exact."""
    return row | {name: int(Decimal(str(row[name]))) + 1 for name in ("length_mm", "width_mm") if name in row}


@law
@given(small_lists(), st.randoms(use_true_random=False))
def test_order_and_names_change_nothing_but_themselves(asked, chance):
    kind, document = asked
    shuffled = document | {name: chance.sample(document[name], len(document[name])) for name in ("stock", "pieces")}
    renamed = document | {"pieces": [row | {"id": f"x{9 - k}"} for k, row in enumerate(document["pieces"])]}
    assert best(kind, document) == best(kind, shuffled) == best(kind, renamed)


@law
@given(small_lists())
def test_two_entries_of_one_are_one_entry_of_two(asked):
    kind, document = asked
    singles = [
        row | {"id": f"{row['id']}-{copied}", "quantity": 1}
        for row in document["pieces"]
        for copied in range(row["quantity"])
    ]
    assert best(kind, document) == best(kind, document | {"pieces": singles})


@few
@given(larger_lists())
def test_every_micrometre_is_piece_remnant_or_scrap(asked):
    kind, document = asked
    plan = solved(kind, document, LARGER)
    stock = {row["id"]: row for row in document["stock"]}
    for pattern in plan["patterns"]:
        row = stock[pattern["stock"]]
        boxes = [box(kind, one) for one in (*pattern["placed"], *pattern["remnants"])]
        trim = 5000
        room = (trim, 0, um(row["length_mm"]) - trim, 1)
        whole = um(row["length_mm"])
        scrap = um(pattern["scrap_length_mm"]) if kind == "bars" else um(pattern["scrap_area_mm2"]) * 1000
        if kind == "sheets":
            room = (trim, trim, um(row["length_mm"]) - trim, um(row["width_mm"]) - trim)
            whole *= um(row["width_mm"])
        assert all(lies_in(one, room) for one in boxes)
        assert all(apart(one, other) for k, one in enumerate(boxes) for other in boxes[:k])
        assert sum(area(one) for one in boxes) + scrap == whole


def um(value):
    return int(Decimal(str(value)) * 1000)


def box(kind, row):
    x, y = um(row["x_mm"]), um(row.get("y_mm", 0)) if kind == "sheets" else 0
    return x, y, x + um(row["length_mm"]), y + um(row["width_mm"]) if kind == "sheets" else 1


def area(one):
    return (one[2] - one[0]) * (one[3] - one[1])


def lies_in(one, room):
    return room[0] <= one[0] < one[2] <= room[2] and room[1] <= one[1] < one[3] <= room[3]


def apart(one, other):
    return one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


@few
@given(larger_lists(), st.integers(2, 4))
def test_owners_never_need_more_together_than_apart(asked, owners):
    kind, document = asked
    document["stock"] = document["stock"][:1]
    document["pieces"] = [row | {"owner": f"contoh-{k % owners}"} for k, row in enumerate(document["pieces"])]
    together = solved(kind, document, LARGER)
    alone = {}
    for owner in sorted({row["owner"] for row in document["pieces"]}):
        own = document | {"pieces": [row for row in document["pieces"] if row["owner"] == owner]}
        alone[owner] = solved(kind, own, LARGER)["objective"]
    share, stated = together["cost_by_owner"], together["alone_by_owner"]
    assert together["objective"] <= min(sum(alone.values()), sum(stated.values()))
    assert sum(share.values()) == together["objective"]
    assert [owner for owner in share if share[owner] > stated[owner]] == []


@few
@given(larger_lists())
def test_a_bound_is_a_bound_on_larger_lists_too(asked):
    kind, document = asked
    hurt = document | {"kerf_mm": 5, "stock": document["stock"][:1]}
    plain, poor = solved(kind, document, LARGER), solved(kind, hurt, LARGER)
    assert plain["bound"] <= min(plain["objective"], poor["objective"])
    assert (plain["status"] == "optimal") == (plain["bound"] == plain["objective"])


@pytest.mark.parametrize("kind", ["bars", "sheets"])
def test_a_plan_is_json_and_says_so_twice_alike(kind):
    _, document = draw_larger(kind, 1)
    first, second = (json.dumps(answer(kind, document, work=LARGER)) for _ in range(2))
    assert first == second
