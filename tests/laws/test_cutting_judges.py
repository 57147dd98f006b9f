"""Two judges that share no line agree on every plan, sound or spoiled."""

import copy
import random

from benchmarks.cutting_judge import judge as bench_judge
from hypothesis import given, settings
from hypothesis import strategies as st

from rantai.engine.cutting.contract import answer, judge
from tests.engine.cutting.exhaustive_lists import draw_list

WORK = 300_000
FIRST = 2 * 10**6


def bare(plan):
    """What a plan made elsewhere tells: patterns and what is left out."""
    patterns = [{name: row[name] for name in ("stock", "count", "placed")} for row in plan["patterns"]]
    unplaced = [{name: row[name] for name in ("piece", "quantity")} for row in plan["unplaced"]]
    return {"patterns": patterns, "unplaced": unplaced}


def spoiled(kind, plan, draw):
    """One small change somewhere: often a fault, sometimes none."""
    made = copy.deepcopy(plan)
    pattern = draw.choice(made["patterns"])
    row = draw.choice(pattern["placed"])
    change = draw.choice(["shift", "shift", "shift", "turn", "drop", "again", "size", "stock"])
    if change == "shift":
        side = draw.choice(["x_mm", "y_mm"] if kind == "sheets" else ["x_mm"])
        row[side] = round(max(0, row[side] + draw.choice([-3, -1, -0.5, -0.001, 0.001, 0.125, 1, 2.5])), 3)
    elif change == "turn" and kind == "sheets":
        row |= {"length_mm": row["width_mm"], "width_mm": row["length_mm"], "rotated": not row["rotated"]}
    elif change == "drop":
        pattern["placed"].remove(row)
    elif change == "again":
        pattern["count"] += 1
    elif change == "size":
        row["length_mm"] = round(row["length_mm"] + draw.choice([-0.001, 0.001, 1]), 3)
    elif change == "stock":
        pattern["stock"] = draw.choice(made["patterns"])["stock"]
    return made


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.sampled_from(["bars", "sheets"]), st.integers(FIRST, FIRST + 10**6))
def test_both_judges_find_the_same_plans_faulty(kind, number):
    document = draw_list(kind, number)
    plan = answer(kind, document, work=WORK)
    assert judge(document, plan, kind) == []
    if not plan["patterns"]:
        return
    draw = random.Random(number)
    plan = bare(plan)
    for _ in range(12):
        made = spoiled(kind, plan, draw)
        ours, theirs = judge(document, made, kind), bench_judge(kind, document, made).faults
        assert bool(ours) == bool(theirs), (ours, theirs, document, made)
