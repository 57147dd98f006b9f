"""Small invented worlds of the explosion, without and with rules."""

from typing import Any

import numpy as np
from hypothesis import strategies as st

from rantai.engine.explosion import ExplosionInput

WEEKS = 6


def arrays(names: str, rows: list[tuple[int, ...]]) -> dict[str, Any]:
    return {name: np.array([row[at] for row in rows], dtype=np.int64) for at, name in enumerate(names.split())}


@st.composite
def worlds(draw: st.DrawFn, scrap: bool = True, rules: bool = False) -> ExplosionInput:
    """Bills over a few items in which a child always has a larger number than its parent, so that there is no loop."""
    items = draw(st.integers(1, 6))
    item, week = st.integers(0, items - 1), st.integers(0, WEEKS - 1)
    share = st.sampled_from([0, 0, 1, 30_000, 900_000]) if scrap else st.just(0)
    line = st.tuples(item, item, st.integers(1, 5), share, st.integers(-1, 3), st.integers(2, WEEKS))
    bills = [row for row in draw(st.lists(line, max_size=8)) if row[0] < row[1]]
    pieces = st.integers(1, 20)
    demand = draw(st.lists(st.tuples(item, week, pieces, st.integers(1, 3)), max_size=8))
    return ExplosionInput(
        weeks=WEEKS,
        n_items=items,
        **arrays("bill_parent bill_child bill_quantity_each bill_scrap_ppm bill_first_week bill_last_week", bills),
        lead_weeks=by_item(draw, items, st.integers(0, 3)),
        **arrays("demand_item demand_week demand_quantity demand_priority", demand),
        **arrays("stock_item stock_quantity", draw(st.lists(st.tuples(item, pieces), max_size=4))),
        **arrays(
            "receipt_item receipt_week receipt_quantity", draw(st.lists(st.tuples(item, week, pieces), max_size=4))
        ),
        **(ruled(draw, items) if rules else {}),
    )


def by_item(draw: st.DrawFn, items: int, numbers: st.SearchStrategy[int]) -> Any:
    return np.array(draw(st.lists(numbers, min_size=items, max_size=items)), dtype=np.int64)


def ruled(draw: st.DrawFn, items: int) -> dict[str, Any]:
    """Every rule that the question knows, each of them absent in many worlds."""
    item, week, pieces = st.integers(0, items - 1), st.integers(0, WEEKS - 1), st.integers(1, 20)
    choices = {
        "yield_ppm": st.sampled_from([1_000_000, 1_000_000, 900_000, 333_333]),
        "safety_stock": st.sampled_from([0, 0, 5]),
        "lot_rule": st.integers(0, 3),
        "lot_quantity": st.integers(1, 12),
        "lot_multiple": st.integers(0, 4),
        "lot_weeks": st.integers(1, 4),
        "frozen_weeks": st.sampled_from([0, 0, 1, 3, WEEKS]),
        "orderable": st.sampled_from([1, 1, 1, 0]),
        "calendar": st.integers(-1, 1),
    }
    found = {name: by_item(draw, items, one) for name, one in choices.items() if draw(st.booleans())}
    if "lot_quantity" not in found:
        found.pop("lot_rule", None)
    by = [row for row in draw(st.lists(st.tuples(item, item, st.integers(1, 3)), max_size=2)) if row[0] < row[1]]
    ratio = st.sampled_from([1_000_000, 2_000_000, 300_000, 1_234_567])
    subs = draw(st.lists(st.tuples(item, item, st.integers(1, 2), ratio), max_size=3))
    alternates = draw(st.lists(st.tuples(item, item, st.integers(1, 2)), max_size=3))
    return {
        **found,
        **arrays("firm_item firm_week firm_quantity", draw(st.lists(st.tuples(item, week, pieces), max_size=3))),
        **arrays("byproduct_parent byproduct_child byproduct_quantity_each", by),
        **arrays("substitute_item substitute_other substitute_rank substitute_ratio_ppm", subs),
        **arrays("alternate_item alternate_other alternate_rank", alternates),
        **arrays("closed_calendar closed_week", draw(st.lists(st.tuples(st.integers(0, 1), week), max_size=4))),
    }
