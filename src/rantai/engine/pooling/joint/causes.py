"""Why steel is missing that could be had: the limit is lifted, and what is missing then is counted anew."""

from __future__ import annotations

from collections.abc import Callable

from rantai.engine.pooling.joint.model import JointModel
from rantai.engine.pooling.joint.shop import Books, JointShop
from rantai.engine.pooling.joint.tables import (
    CAUSE_BUDGET,
    CAUSE_BUDGET_AND_CREDIT,
    CAUSE_CREDIT,
    CAUSE_NOT_WORTH,
)
from rantai.engine.pooling.model import MILLION
from rantai.engine.solvers import WorkBudget
from rantai.engine.solvers import solve as solve_linear

LIFTED = (
    (CAUSE_BUDGET, frozenset({"budget"})),
    (CAUSE_CREDIT, frozenset({"credit"})),
    (CAUSE_BUDGET_AND_CREDIT, frozenset({"budget", "credit"})),
)
EASED = 0.9  # a cause is named when lifting it leaves less than this share of what is missing


def causes_of(shop: JointShop, counted: Books, budget: WorkBudget, out_of_time: Callable[[], bool]) -> dict[int, int]:
    """By format of which something is missing: the first limit without which less would be."""
    missing_t: dict[int, float] = {}
    for need in counted.short:
        mass_t = need.units * shop.unit_mass_g[need.format] / MILLION
        missing_t[need.format] = missing_t.get(need.format, 0.0) + mass_t
    found = dict[int, int]()
    if not shop.market.has_limits:
        return dict.fromkeys(missing_t, CAUSE_NOT_WORTH)
    limits = _limits(shop)
    for cause, given_up in LIFTED:
        if given_up <= limits and len(found) < len(missing_t) and not out_of_time():
            without = _missing_without(shop, given_up, budget)
            for format_, mass_t in missing_t.items():
                if without is not None and without.get(format_, 0.0) < EASED * mass_t:
                    found.setdefault(format_, cause)
    return {format_: found.get(format_, CAUSE_NOT_WORTH) for format_ in missing_t}


def _limits(shop: JointShop) -> frozenset[str]:
    """The limits that there are."""
    has_credit = any(seller.credit_idr is not None for seller in shop.market.sellers)
    return frozenset(["budget"] * (shop.market.money_idr is not None) + ["credit"] * has_credit)


def _missing_without(shop: JointShop, given_up: frozenset[str], budget: WorkBudget) -> dict[int, float] | None:
    """Tonnes missing at the end of the horizon by format, in the fractional plan without a limit."""
    model = JointModel(shop, given_up)
    report = solve_linear(model.fractional(), budget)
    if not report.has_values:
        return None
    found = dict[int, float]()
    for (format_, _), column in model.never.items():
        tonnes = float(report.values[column]) * model.scale(format_) * shop.unit_mass_g[format_] / MILLION
        found[format_] = found.get(format_, 0.0) + tonnes
    return found
