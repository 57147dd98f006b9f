"""Parts of a plan, solved to their optimum while the rest stays: some items, some periods, the hours left over.

What a part must still make is a small question of the same kind; its answer is put back where it is better. Sources:
Helber and Sahling, A fix-and-optimize approach for the multi-level capacitated lot sizing problem (2010); Shaw (1998).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rantai.engine.lot_sizing.model import FREE, OPEN, SHUT, ShareModel, States, share_model
from rantai.engine.lot_sizing.tables import LotQuestion
from rantai.engine.solvers import SolverReport, WorkBudget, solver
from rantai.engine.solvers.base import Floats

SMALL = 1e-9  # of the larger side: what is less is a rounding error

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Part:
    """Items and periods first ≤ t < last of a plan, as a question of its own, and the plan's lots there."""

    items: Ints
    first: int
    last: int
    asked: LotQuestion
    made: Floats

    def into(self, plan: Floats, made: Floats) -> Floats:
        """The whole plan with other lots in this part."""
        changed = plan.copy()
        changed[self.first : self.last, self.items] = made
        return changed


def part_of(asked: LotQuestion, plan: Floats, items: Ints, first: int, last: int) -> Part:
    """What is still wanted inside, less the stock at its beginning, the stock at its end kept; and hours left over."""
    demand, made = asked.demand[first:last][:, items], plan[first:last][:, items]
    stock = (np.cumsum(plan[:first] - asked.demand[:first], axis=0)[-1][items] if first else np.zeros(len(items))).clip(
        0
    )
    wanted = np.maximum(0.0, np.cumsum(demand, axis=0) - stock)
    wanted[-1] = np.maximum(wanted[-1], made.sum(axis=0))
    wanted = np.diff(np.maximum.accumulate(wanted, axis=0), axis=0, prepend=0.0)
    wanted[wanted < SMALL * (1e-300 + asked.demand[:, items].max(axis=0))] = 0.0
    rest = plan[first:last].copy()
    rest[:, items] = 0.0
    used = rest @ asked.unit_time + (rest > 0) @ asked.setup_time
    room = np.maximum(0.0, asked.capacity[first:last] - used)
    by_item = (asked.unit_time, asked.setup_time, asked.setup_cost, asked.holding_cost)
    return Part(items, first, last, LotQuestion(wanted, room, *(row[items] for row in by_item)), made)


def whole(asked: LotQuestion, plan: Floats) -> Part:
    """The plan as one part."""
    return Part(np.arange(asked.n_items), 0, asked.n_periods, asked, plan)


def states(part: Part, opened: Floats, shut: Floats, gap: float) -> States:
    """What is left open: set-ups whose demanding, or forbidding, does not alone raise the bound by the whole gap."""
    never = opened[part.items, part.first : part.last] > gap
    always = shut[part.items, part.first : part.last] > gap
    on = part.made.T > 0
    return np.where(always & on, OPEN, np.where(never & ~on, SHUT, FREE)).astype(np.int8)


def improved(
    part: Part, state: States, span: Ints | None, budget: WorkBudget
) -> tuple[Floats | None, SolverReport, ShareModel]:
    """Better lots of a part, or None; what the solver said; and its model."""
    shares = share_model(part.asked, state, part.made, None if span is None else span[part.items])
    session = solver().session(shares.model)
    session.start_from(shares.start(part.made))
    report = session.solve(budget)
    if not report.has_values:
        return None, report, shares
    made = shares.quantity(report.values)
    before, after = plan_cost(part.asked, part.made), plan_cost(part.asked, made)
    return (made if after < before - SMALL * before else None), report, shares


def units_of(report: SolverReport, shares: ShareModel) -> int:
    """What a solve cost, by what it counted; rates measured on questions of 6 to 24 items and 15 to 30 periods."""
    columns = shares.model.n_cols
    return int(8_000 + 5 * columns + report.iterations * min(0.4 * columns, 80 + 0.1 * columns))


def plan_cost(asked: LotQuestion, plan: Floats) -> float:
    """What a plan costs, quickly; `check.cost` recounts it."""
    stock = np.cumsum(plan - asked.demand, axis=0).clip(min=0.0)
    return float((stock * asked.holding_cost).sum() + ((plan > 0) * asked.setup_cost).sum())


def lacks(asked: LotQuestion, plan: Floats) -> bool:
    """Whether a plan needs more hours than there are, rounding apart."""
    used = plan @ asked.unit_time + (plan > 0) @ asked.setup_time
    return bool((used > asked.capacity * (1 + 1e-7)).any())
