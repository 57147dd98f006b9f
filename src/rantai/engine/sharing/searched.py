"""Which group could object most to a split among many firms: orders of firms and exchanges find it, a model proves it.

Where a group's cost depends on what it needs together, the group that gains most by leaving has, for one order of the
firms (by what a unit costs them, by what they pay, by what they fill of a truck), nearly the first of that order. The
proof goes through every tier and truck (`proof`); where whole pieces have uses of their own, a whole-number model
counts those too (`objection_model`).
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from rantai.core.tables import Flags, Ints
from rantai.engine.sharing.costs import Costs
from rantai.engine.sharing.objection_model import least_objection
from rantai.engine.sharing.objections import Objection, worst_of
from rantai.engine.sharing.proof import Knapsacks
from rantai.engine.solvers.base import Floats
from rantai.engine.solvers.effort import Meter

PROOF_SLACK = 2e-5  # parts of what pooling saves that the proof may lie above the group it found
SURE = 5e-4  # a distance, in parts of the savings, that is not worth a model
EXCHANGES = 40  # single firms in or out, from the best group of an order
UNITS_A_PRICE = 0.05  # work of pricing one group of known sums


class Searched:
    """Looks along orders of the firms; `worst` adds the proof of a model."""

    def __init__(self, costs: Costs, meter: Meter) -> None:
        self.costs, self.meter = costs, meter
        asked = costs.asked
        self.sacks = Knapsacks(costs)
        self.starts = 8 if asked.wholes else 1
        self.saved = max(1, int(costs.alone_idr.sum()) - costs.total_idr)
        self.columns = np.stack([asked.needs, *(whole.uses for whole in asked.wholes)])  # [sums, firms]

    def above(self, shares: Floats, level: float, most: int) -> Flags:
        groups = np.concatenate([*self._prefixes(shares, most), self._nearly_all(shares, most)])
        starts = groups[:: max(1, len(groups) // self.starts)] if self.starts > 1 else groups[:1]
        groups = np.concatenate([groups, *(self._exchanged(one[None, :], shares) for one in starts)])
        groups = np.unique(groups, axis=0)
        excess = groups @ shares - self.costs.of(groups)
        if self.costs.asked.offers and excess.max() <= level:
            groups = self.sacks.objecting(shares, level, 0.0, self.meter)
            excess = groups @ shares - self.costs.of(groups)
        return groups[worst_of(excess, level, most)]

    def worst(self, shares: Ints | Floats, *, is_last: bool = True) -> Objection:
        pays = shares.astype(np.float64)
        groups = self.above(pays, -np.inf, 1)
        known = float((groups @ pays - self.costs.of(groups))[0])
        at_most = float(self.costs.total_idr)
        if self.costs.asked.offers:
            proof = self.sacks.prove(pays, known, PROOF_SLACK * self.saved, self.meter)
            at_most = min(at_most, float(np.ceil(proof.at_most)) + 1)  # half a rupiah may have been rounded up
            groups = np.concatenate([groups, proof.groups])
        excess = groups @ shares - self.costs.of(groups)
        is_left = is_last and not self.meter.is_stopped
        if is_left and self.costs.asked.wholes and at_most > excess.max() + SURE * self.saved:
            proven = least_objection(self.costs, pays, self.meter)
            at_most = min(at_most, float(proven.at_most_idr))
            groups = np.concatenate([groups, np.array(proven.groups, dtype=np.bool_).reshape(-1, len(shares))])
            excess = groups @ shares - self.costs.of(groups)
        best = int(excess.argmax())
        found = excess[best].item()
        return Objection(groups[best], found, max(at_most, found), groups)

    def _prefixes(self, shares: Floats, most: int) -> Iterator[Flags]:
        """The best of the first k firms, for every k, in every order; the best order comes first."""
        found = [self._best_prefixes(shares, order, most) for order in self._orders(shares)]
        found.sort(key=lambda one: -one[0])
        for _, groups in found:
            yield groups

    def _orders(self, shares: Floats) -> Iterator[Ints]:
        for column in self.columns:
            if column.any():
                yield np.argsort(-shares / np.maximum(column, 1), kind="stable")
        alone = self.costs.alone_idr
        for key in (-shares, self.columns[0], -self.columns[0], shares - alone, -shares / np.maximum(alone, 1)):
            yield np.argsort(key, kind="stable")

    def _best_prefixes(self, shares: Floats, order: Ints, most: int) -> tuple[float, Flags]:
        sums = np.cumsum(self.columns[:, order], axis=1)[:, :-1]
        excess = np.cumsum(shares[order])[:-1] - self._price(sums)
        best = worst_of(excess, -np.inf, max(1, most // 4))
        place = np.empty(len(order), dtype=np.int64)
        place[order] = np.arange(len(order))
        return float(excess[best[0]]), place[None, :] <= best[:, None]

    def _nearly_all(self, shares: Floats, most: int) -> Flags:
        """Everybody but one, and one alone."""
        rest = self.columns.sum(axis=1)[:, None] - self.columns
        without = worst_of(shares.sum() - shares - self._price(rest), -np.inf, most)
        one = worst_of(shares - self.costs.alone_idr, -np.inf, most)
        eye = np.eye(len(shares), dtype=np.bool_)
        return np.concatenate([~eye[without], eye[one]])

    def _exchanged(self, groups: Flags, shares: Floats) -> Flags:
        """The first group, improved by single firms in or out while that helps."""
        group, seen = groups[0].copy(), []
        now = float(shares[group].sum()) - float(self.costs.of(group[None, :])[0])
        for _ in range(EXCHANGES):
            sign = np.where(group, -1, 1)
            sums = (self.columns @ group.astype(np.int64))[:, None] + sign * self.columns
            excess = float(shares[group].sum()) + sign * shares - self._price(sums)
            size = int(group.sum()) + sign
            excess[(size == 0) | (size == len(shares))] = -np.inf
            best = int(excess.argmax())
            if excess[best] <= now:
                break
            now = float(excess[best])
            group[best] = not group[best]
            seen.append(group.copy())
        return np.array(seen, dtype=np.bool_).reshape(len(seen), len(shares))

    def _price(self, sums: Ints) -> Ints:
        self.meter.spend(int(UNITS_A_PRICE * sums.size * (1 + len(self.costs.asked.offers))))
        return self.costs.of_sums(sums[0], list(sums[1:]))
