"""Tiny questions, every plan of whole tonnes tried: none is cheaper than the bound, nor than a proven answer."""

from collections.abc import Iterator
from itertools import product
from typing import Any

import numpy as np
import pytest

from rantai.engine.pooling.joint import JointParams, faults, solve
from tests.engine.pooling.joint.market import GRAVEL, MILL, SAND, SHOP, T, asked

WEEKS, MILLION = 3, 1_000_000
PLAIN = JointParams(holding_ppm_week=10_000, ageing_ppm_week=0)
MOST = 2  # tonnes of an item that are tried


def tiny(seed: int) -> dict[str, Any]:
    """Up to a tonne of sand and of gravel in each of two weeks; terms drawn so that most of them matter somewhere."""
    draw = np.random.default_rng(seed)
    mill, shop = (int(price) * MILLION for price in draw.integers(8, 13, 2))
    terms: dict[str, Any] = {
        "need_format": [SAND, GRAVEL, SAND, GRAVEL],
        "need_week": [1, 1, 2, 2],
        "need_amount": (draw.integers(0, 2, 4) * T).tolist(),
        "tier_price_idr_t": [mill, mill, shop, shop],
        "supplier_min_order_g": [int(draw.integers(0, 3)) * T, 0],
        "offer_min_order_g": [int(draw.integers(0, 3)) * T, 0, 0, T],
        "rebate_supplier": [SHOP],
        "rebate_from_g": [2 * T],
        "rebate_ppm": [int(draw.integers(0, 2)) * 100_000],
        "supplier_truck_g": [2 * T, 3 * T],
        "supplier_truck_idr": [int(price) * MILLION for price in draw.integers(0, 4, 2)],
        "back_supplier": [MILL],
        "back_week": [0],
        "back_trucks": [1],
        "back_truck_idr": [0],
    }
    if draw.random() < 0.5:
        terms |= {"budget_week": [0, 1], "budget_idr": (draw.integers(0, 20, 2) * MILLION).tolist()}
    if draw.random() < 0.5:
        terms |= {"supplier_credit_idr": [-1, int(draw.integers(5, 25)) * MILLION], "supplier_credit_weeks": [1, 2]}
    return terms


def cheapest(terms: dict[str, Any]) -> int:
    """The least cost of all plans that buy whole tonnes, counted here from the document alone."""
    columns = list(product(range(4), range(WEEKS - 1)))  # offer, week of the order; used from the week after
    return min(
        cost
        for amounts in plans(terms)
        if (cost := cost_of(terms, dict(zip(columns, amounts, strict=True)))) is not None
    )


def plans(terms: dict[str, Any]) -> Iterator[tuple[int, ...]]:
    needed = [terms["need_amount"][at] + terms["need_amount"][at + 2] for at in (SAND, GRAVEL)]
    most = [min(MOST, max(needed[offer % 2], terms["offer_min_order_g"][offer], 1) // T + 1) for offer in range(4)]
    return product(*(range(most[offer] + 1) for offer in range(4) for _ in range(WEEKS - 1)))


def cost_of(terms: dict[str, Any], bought: dict[tuple[int, int], int]) -> int | None:
    """Rupiah of a plan; None when it breaks a term. Tonnes are used by the earliest need that is open."""
    spent, truck, costs = 0, 0, dict[tuple[int, int], int]()
    for week in range(WEEKS - 1):
        for seller in (MILL, SHOP):
            items = {offer: bought[offer, week] for offer in (2 * seller, 2 * seller + 1)}
            tonnes = sum(items.values())
            if not tonnes:
                continue
            if any(0 < amount * T < terms["offer_min_order_g"][offer] for offer, amount in items.items()):
                return None
            if tonnes * T < terms["supplier_min_order_g"][seller]:
                return None
            value = sum(amount * terms["tier_price_idr_t"][offer] for offer, amount in items.items())
            off = terms["rebate_ppm"][0] if seller == SHOP and tonnes >= 2 else 0
            costs[seller, week] = value - value * off // MILLION
            trucks = -(-tonnes * T // terms["supplier_truck_g"][seller])
            free = 1 if (seller, week) == (MILL, 0) else 0
            truck += max(0, trucks - free) * terms["supplier_truck_idr"][seller]
    free_idr = np.cumsum([*terms.get("budget_idr", [10**12, 0]), 0])
    for week in range(WEEKS - 1):
        spent += sum(cost for (_, when), cost in costs.items() if when == week)
        if spent > free_idr[week]:
            return None
    limit = terms.get("supplier_credit_idr", [-1, -1])[SHOP]
    if 0 <= limit < sum(cost for (seller, _), cost in costs.items() if seller == SHOP):
        return None
    return spent + truck + sum(material_idr(terms, bought, material) for material in (SAND, GRAVEL))


def material_idr(terms: dict[str, Any], bought: dict[tuple[int, int], int], material: int) -> int:
    """Holding, waiting and going without of one material, week by week."""
    value = min(terms["tier_price_idr_t"])
    lot, open_t, cost = 0, 0, 0
    for week in range(1, WEEKS):
        lot += bought[material, week - 1] + bought[material + 2, week - 1]
        open_t += terms["need_amount"][material + 2 * (week - 1)] // T
        served = min(lot, open_t)
        lot, open_t = lot - served, open_t - served
        cost += lot * value // 100 + open_t * value
    return cost + 10 * open_t * value


@pytest.mark.parametrize("seed", range(12))
def test_no_plan_beats_the_bound_and_the_answer_is_the_best(seed: int) -> None:
    terms = tiny(seed)
    given = asked(weeks=WEEKS, **terms)
    answer = solve(given, PLAIN)
    assert faults(given, answer, PLAIN) == []
    best = cheapest(terms)
    assert answer.bound <= best
    assert answer.objective <= best + 100
