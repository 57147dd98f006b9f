"""Which group could object most to a split, where every group can be listed. What the search for large ones is like."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from rantai.core.tables import Flags, Ints
from rantai.engine.sharing.costs import Costs, members, subset_sums
from rantai.engine.solvers.base import Floats

NOBODY = np.iinfo(np.int64).min


@dataclass(frozen=True, eq=False)
class Objection:
    """The group found with the largest excess, and a proven number that no group's excess passes, in rupiah.

    groups: all that were found on the way, flags [groups, firms].
    """

    group: Flags
    excess_idr: float  # whole for whole shares
    at_most_idr: float
    groups: Flags


class Objectors(Protocol):
    """Those who look for groups that pay more than they would alone."""

    def above(self, shares: Floats, level: float, most: int) -> Flags:
        """At most so many groups with an excess above a level, worst first: flags [groups, firms]."""
        ...

    def worst(self, shares: Ints | Floats, *, is_last: bool = True) -> Objection:
        """The largest excess of some shares [firms]; exact where every group is listed and the shares are whole.

        is_last: a proof may take its time; otherwise what is found quickly will do.
        """
        ...


class Listed:
    """Looks at every group: exact."""

    def __init__(self, costs: Costs) -> None:
        self.firms, self.table = costs.firms, costs.table

    def above(self, shares: Floats, level: float, most: int) -> Flags:
        excess = subset_sums(shares) - self.table
        excess[[0, -1]] = -np.inf
        return self.flags(worst_of(excess, level, most))

    def worst(self, shares: Ints | Floats, *, is_last: bool = True) -> Objection:  # noqa: ARG002  always a proof
        excess = subset_sums(shares) - self.table
        excess[[0, -1]] = NOBODY
        group = int(excess.argmax())
        flags = members(group, self.firms)
        return Objection(flags, excess[group].item(), excess[group].item(), flags[None, :])

    def flags(self, groups: Ints) -> Flags:
        """Bit patterns as flags [groups, firms]."""
        return ((groups[:, None] >> np.arange(self.firms)) & 1).astype(np.bool_)


def worst_of(excess: NDArray[Any], level: float, most: int) -> Ints:
    """Positions of the largest entries above a level, largest first, ties by position."""
    found = np.flatnonzero(excess > level)
    if len(found) > 4 * most:
        limit = np.partition(excess[found], len(found) - most)[len(found) - most]
        found = found[excess[found] >= limit]
    return found[np.argsort(-excess[found], kind="stable")][:most]
