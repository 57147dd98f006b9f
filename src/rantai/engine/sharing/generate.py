"""Invented questions by published rules: needs, tiers, minimum, trucks and sheets that look like a sentra's.

Prices are estimates: hot-rolled sheet at 16,000 rupiah a kilogram from a shop, 14,500 from a stockist, 13,200 and
12,500 from a mill; a truck of eight tonnes at 1.5 or 2.5 million.
"""

from __future__ import annotations

from typing import Any

import numpy as np

KINDS = ("steel", "trucks", "sheets", "airport", "random")
SPELLED = f"KIND-FIRMS[-RULE], KIND one of {', '.join(KINDS)}, for example steel-16-nucleolus"
MOST_LISTED = 12  # firms of a `random` game, whose groups are all written down


def drawn(kind: str, firms: int, seed: int) -> dict[str, Any]:
    """A document of `rantai bench split`. Raises ValueError for a kind or a size that there is not.

    steel: needs in kg, a shop, a stockist and a mill with a minimum and bundles. trucks: one price, a truck for every
    eight tonnes. sheets: needs in kg from one stockist, and sheets of a size cut by area, paid whole. airport: the
    runway as long as the largest plane of a group needs. random: any subadditive costs.
    """
    draw = np.random.default_rng(seed)
    if kind not in KINDS or not 1 <= firms <= (MOST_LISTED if kind in ("airport", "random") else 2_000):
        raise ValueError("no such kind or size")
    needs = draw.integers(100, 8_000, firms).tolist()
    if kind == "airport":
        return {"costs": _airport(np.sort(draw.integers(1, 1_000, firms)))}
    if kind == "random":
        return {"costs": _subadditive(draw, firms)}
    stockist = {"from": [0, 5_000], "price": [16_000, 14_500], "truck_holds": 8_000, "truck_price": 1_500_000}
    if kind == "trucks":
        return {"needs": needs, "offers": [{"from": [0], "price": [14_500], **_truck(stockist)}]}
    if kind == "sheets":
        areas = draw.integers(20_000, 2_900_000, firms).tolist()
        sheets = {"holds": 2_972_000, "price": 900_000, "uses": areas}
        return {"needs": needs, "offers": [stockist], "wholes": [sheets]}
    mill = {"from": [20_000, 60_000], "price": [13_200, 12_500], "multiple": 500, "truck_holds": 8_000}
    return {"needs": needs, "offers": [stockist, {**mill, "truck_price": 2_500_000}]}


def _truck(offer: dict[str, Any]) -> dict[str, Any]:
    return {name: offer[name] for name in ("truck_holds", "truck_price")}


def _airport(needs: np.ndarray[Any, Any]) -> list[int]:
    """Littlechild & Owen, A simple expression for the Shapley value in a special case (1973)."""
    return [
        max((int(need) for firm, need in enumerate(needs) if group >> firm & 1), default=0)
        for group in range(1 << len(needs))
    ]


def _subadditive(draw: np.random.Generator, firms: int) -> list[int]:
    """The cheapest of a drawn cost and of every way to go in two groups; more firms never cost less."""
    costs = [0]
    for group in range(1, 1 << firms):
        cost = int(draw.integers(50, 100) * group.bit_count() * 1_000)
        part = (group - 1) & group
        while part > group - part:
            cost = min(cost, costs[part] + costs[group - part])
            part = (part - 1) & group
        costs.append(max(cost, *(costs[group ^ (1 << firm)] for firm in range(firms) if group >> firm & 1)))
    return costs
