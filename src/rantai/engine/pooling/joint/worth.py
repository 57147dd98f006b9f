"""What one tonne more is worth: the price that the plan itself puts on steel of a format before a week.

The orders of the plan stay placed, at their rebates, and where a seller asks for no least quantity others may join;
quantities may change, and trucks are hired by the tonne. The dual of a balance in that linear model is what one more
unit of need costs there. It holds for small amounts: where an order is at its least, nothing is saved by needing less.
"""

from __future__ import annotations

from dataclasses import replace

from rantai.engine.pooling.joint.model import JointModel
from rantai.engine.pooling.joint.shop import Books
from rantai.engine.pooling.model import MILLION, Choice
from rantai.engine.solvers import LinearModel, WorkBudget
from rantai.engine.solvers import solve as solve_linear

FREE_G = 1_000
SLIGHTLY_LESS = 1 - 1e-4  # of every need: where money is used up to the rupiah, less and more have different prices


def worth_of(model: JointModel, counted: Books, budget: WorkBudget) -> dict[tuple[int, int], int]:
    """By format and week of need: rupiah that one tonne more there, before the week, would save; 0 or more."""
    report = solve_linear(_settled(model, counted), budget)
    if not len(report.row_duals):
        return {}
    worth = {}
    for format_, week in model.open_units:
        unit_idr = report.row_duals[model.balance_rows[format_, week]] / model.scale(format_) * MILLION
        held_idr = model.credit(format_, week) * MILLION  # a unit that is used here is not held any longer
        units = MILLION / model.shop.unit_mass_g[format_]
        worth[format_, week] = max(0, round((unit_idr - held_idr) * units))
    return worth


def _is_free(model: JointModel, choice: Choice) -> bool:
    """Whether next to nothing can be ordered: then it may be placed beside the plan's orders."""
    seller = model.joint.market.sellers[model.joint.market.seller_of[choice.place]]
    return choice.least * model.unit_g(choice) <= FREE_G and not seller.has_order_terms


def _settled(model: JointModel, counted: Books) -> LinearModel:
    """The fractional model in which exactly the orders of a plan are placed."""
    linear = model.fractional()
    lower, upper = linear.col_lower.copy(), linear.col_upper.copy()
    rebates = {key: model.joint.market.sellers[key[0]].rebate_ppm(mass) for key, mass in counted.totals.masses.items()}
    placed = [(placed.column, rebates.get(placed.key) == placed.off_ppm) for placed in model.placed]
    for choice in model.choices:
        units = counted.orders.get((choice.place, choice.usable), 0)
        tier = model.joint.offers[choice.place].tier(units) if units else None
        is_rebated = rebates.get(model.joint.key(choice.place, choice.usable), 0) == choice.off_ppm
        if not _is_free(model, choice):
            placed.append((choice.chosen, tier is not None and tier.row == choice.tier_row and is_rebated))
    for column, is_placed in placed:
        lower[column] = upper[column] = float(is_placed)
    rows = list(model.balance_rows.values())
    need_lower, need_upper = linear.row_lower.copy(), linear.row_upper.copy()
    need_lower[rows] *= SLIGHTLY_LESS
    need_upper[rows] *= SLIGHTLY_LESS
    return replace(linear, col_lower=lower, col_upper=upper, row_lower=need_lower, row_upper=need_upper)
