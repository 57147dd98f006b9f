"""How much any group could object at most, among many firms: tier by tier and truck by truck, each by a bounded search.

On one segment of the price a group's excess is a sum over its firms: what each pays, less the price of its units. The
best group whose need lies within the segment is a knapsack. Whole pieces with uses of their own are counted in part
here, so that the limit still holds; `objection_model` counts them whole.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rantai.core.tables import Flags, Ints
from rantai.engine.sharing import group_loops
from rantai.engine.sharing.costs import Costs
from rantai.engine.sharing.segments import Segment, segments
from rantai.engine.solvers.base import Floats
from rantai.engine.solvers.effort import Meter

NODES = 200_000  # of one segment
UNITS_A_NODE, UNITS_A_SEGMENT = 0.05, 20


@dataclass(frozen=True, eq=False)
class Proof:
    """Groups [groups, firms] found on the way, and what no group's excess passes, rupiah."""

    groups: Flags
    at_most: float


class Knapsacks:
    """The segments of a question, and the firms in the order that each of their rates asks for."""

    def __init__(self, costs: Costs) -> None:
        asked = costs.asked
        self.needs, self.firms = asked.needs, costs.firms
        self.weighted = np.flatnonzero(self.needs > 0)
        self.part_idr = np.zeros(costs.firms)
        for whole in asked.wholes:
            self.part_idr += whole.uses * (whole.price_idr / whole.holds)
        # somebody is left out: everybody together is no group
        out = int(self.needs[self.weighted].min()) if len(self.weighted) == costs.firms else 0
        self.segments = segments(asked.offers, max(1, int(self.needs.sum()) - out))

    def prove(self, shares: Floats, known: float, slack: float, meter: Meter) -> Proof:
        """Search every segment that may hold an excess above `known` + slack, the most promising first."""
        lines, limits = self._limits(shares, meter)
        idle = [line.base for line in lines.values() if line.idle.any()]  # only those who need nothing
        best, at_most, groups = known, max([known, *idle]), []
        for at in np.argsort(-limits, kind="stable").tolist():
            if limits[at] <= best + slack:
                at_most = max(at_most, float(limits[at]))
                break
            segment = self.segments[at]
            value, group, is_proven = lines[segment.rate_idr].search(segment, best, slack, meter)
            if group is not None:
                best = value
                groups.append(group)
            at_most = max(at_most, best + slack if is_proven else float(limits[at]))
        return Proof(np.array(groups, dtype=np.bool_).reshape(-1, self.firms), max(at_most, best))

    def objecting(self, shares: Floats, level: float, slack: float, meter: Meter) -> Flags:
        """Of every segment the group with the largest excess above `level` + slack, where it has one."""
        lines, limits = self._limits(shares, meter)
        groups = []
        for at in np.flatnonzero(limits > level + slack).tolist():
            segment = self.segments[at]
            _, group, _ = lines[segment.rate_idr].search(segment, level, slack, meter)
            if group is not None:
                groups.append(group)
        return np.array(groups, dtype=np.bool_).reshape(-1, self.firms)

    def _limits(self, shares: Floats, meter: Meter) -> tuple[dict[float, _Line], Floats]:
        worth = shares - self.part_idr
        lines = {rate: _Line(self, worth, rate) for rate in dict.fromkeys(one.rate_idr for one in self.segments)}
        meter.spend(UNITS_A_SEGMENT * len(self.segments))
        return lines, np.array([lines[one.rate_idr].limit(one) for one in self.segments])


class _Line:
    """The firms that need something, by falling profit for a unit at one rate."""

    def __init__(self, sacks: Knapsacks, worth: Floats, rate_idr: float) -> None:
        profits = (worth - rate_idr * sacks.needs)[sacks.weighted]
        weights = sacks.needs[sacks.weighted]
        order = np.argsort(-profits / weights, kind="stable")
        self.firms: Ints = sacks.weighted[order]
        self.profits, self.weights = np.ascontiguousarray(profits[order]), np.ascontiguousarray(weights[order])
        self.before = np.concatenate([[0.0], np.cumsum(self.profits)]), np.concatenate([[0], np.cumsum(self.weights)])
        self.idle = (sacks.needs == 0) & (worth > 0)
        self.base = float(worth[self.idle].sum())

    def limit(self, one: Segment) -> float:
        sizes = (one.low, one.high, self.base - one.fixed_idr)
        return float(group_loops.limit(self.profits, self.weights, *self.before, *sizes))

    def search(self, one: Segment, known: float, slack: float, meter: Meter) -> tuple[float, Flags | None, bool]:
        """The best excess above `known`, its group if there is one, and whether none is better by more than slack."""
        taken, best = (np.zeros(len(self.firms), dtype=np.uint8) for _ in range(2))
        value = np.array([known])
        most = max(1_000, min(NODES, int(meter.left / UNITS_A_NODE)))
        sizes = (one.low, one.high, self.base - one.fixed_idr, slack, most)
        nodes = group_loops.best_group(self.profits, self.weights, *self.before, *sizes, taken, best, value)
        meter.spend(int(nodes * UNITS_A_NODE))
        if not best.any():
            return known, None, nodes <= most
        group = self.idle.copy()
        group[self.firms[best > 0]] = True
        return float(value[0]), group, nodes <= most
