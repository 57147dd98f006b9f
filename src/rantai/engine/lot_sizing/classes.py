"""Instances by the rules of Trigeiro, Thomas and McClain, Capacitated lot sizing with setup times (1989).

Demand is drawn around 100 pieces a period; in the first four periods a quarter of it is 0; a piece takes one hour.
Capacity is the same in every period: the hours of making every demand in its own period, over the wanted load, and
never so little that the first periods rule out every plan.
"""

from __future__ import annotations

import re
from typing import Any

import numpy as np

SPELLED = "trigeiro-F, trigeiro-G or trigeiro-N12-T30-u95-b2-s43-v35 (parts after the name may be left out)"
SIZES = {"F": (6, 15), "G": (12, 30)}
_SPEC = re.compile(
    r"trigeiro(?:-([FG]))?(?:-N(\d{1,3}))?(?:-T(\d{1,3}))?(?:-u(\d{2,3}))?(?:-b(\d))?(?:-s(\d{1,2}))?(?:-v(\d{1,2}))?"
)
RAMP = 4


def drawn(spec: str, seed: int) -> dict[str, Any] | None:
    """The document of one instance; None when the specification is not understood.

    N items, T periods, u load in percent, b periods between two lots as costs have them, s mean hours of a set-up,
    v spread of demand in percent. Without b and s, costs and hours are those of class G: holding 1 to 5, set-ups 10 to
    50 hours and 200 to 1,000 of money, in steps.
    """
    found = _SPEC.fullmatch(spec)
    if not found:
        return None
    items, periods = SIZES.get(found[1] or "G", SIZES["G"])
    items, periods = int(found[2] or items), int(found[3] or periods)
    if not 1 <= items <= 500 or not 1 <= periods <= 200:
        return None
    load, spread = int(found[4] or 100) / 100, int(found[7] or 0) / 100
    if load <= 0:
        return None
    draw = np.random.default_rng([seed, items, periods])
    if spread:
        demand = np.rint(np.maximum(0.0, draw.normal(100, 100 * spread, (periods, items)))).astype(np.int64)
    else:
        demand = draw.integers(75, 126, (periods, items))
    ramp = min(RAMP, periods - 1)
    demand[:ramp][draw.random((ramp, items)) < 0.25] = 0
    holding, setup_time, setup_cost = _item_data(draw, items, found[5], found[6])
    hours = float(demand.sum() + ((demand > 0) * setup_time).sum())
    return {
        "demand": demand.tolist(),
        "capacity": [int(np.ceil(max(hours / periods / load, _least(demand, setup_time))))] * periods,
        "unit_time": [1] * items,
        "setup_time": setup_time.tolist(),
        "setup_cost": setup_cost.tolist(),
        "holding_cost": holding.tolist(),
    }


def _least(demand: Any, setup_time: Any) -> float:
    """Hours a period that leave some choice: a twentieth more than any plan needs up to some period."""
    wanted = np.cumsum(demand, axis=0)
    needed = wanted.sum(axis=1) + (wanted > 0) @ setup_time
    return float(1.05 * (needed / np.arange(1, len(wanted) + 1)).max())


def _item_data(draw: np.random.Generator, items: int, between: str | None, hours: str | None) -> tuple[Any, Any, Any]:
    holding = draw.integers(1, 6, items)
    setup_time = 10 * draw.integers(1, 6, items)
    setup_cost = 200 * draw.integers(1, 6, items)
    if hours is not None:
        setup_time = np.rint(draw.uniform(0.5, 1.5, items) * int(hours)).astype(np.int64)
    if between is not None:  # the economic quantity covers so many periods: cost = holding · 100 · periods² / 2
        setup_cost = np.rint(holding * 50 * int(between) ** 2 * draw.uniform(0.8, 1.2, items)).astype(np.int64)
    return holding, setup_time, setup_cost
