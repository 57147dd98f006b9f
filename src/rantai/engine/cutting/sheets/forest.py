"""The state of ruin and recreate: blanks one by one, sheets as trees, in the arrays that the loops of `trees` take."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from rantai.engine.cutting.batch import Batch, Chosen, Pattern, Spot
from rantai.engine.cutting.sheets import trees
from rantai.engine.cutting.sheets.kinds import kinds_of
from rantai.engine.cutting.sheets.trees import NODE, SHEET

Ints = NDArray[np.int64]

FREE_DEPTH = 7  # levels of cuts where they are not limited
NO_LIMIT = 2**62
HISTORY = 60  # steps that late acceptance looks back
BLINK = 10  # places skipped, of 1000
PULLED = 3  # blanks or parts taken out of a sheet at most
_WAYS = {"any": -1, "length": 1, "width": 0}
_MODULUS = 2**31 - 1


class Forest:
    """Blanks (kinds, one entry a piece) on sheets of the formats, `left[f]` of each; open ones are not placed."""

    def __init__(self, batch: Batch, blanks: Sequence[int], left: Sequence[int], slots: int, seed: int) -> None:
        self.batch, self.blanks = batch, list(blanks)
        count, formats = len(self.blanks), len(batch.formats)
        self.slots = max(1, slots)
        nodes = NODE * (1 + self.slots + 2 * count + 2)
        places = np.cumsum([nodes, SHEET * self.slots, count, count, formats])
        self.g = self._numbers(places, seed)
        self.z, self.kept = np.zeros(places[-1], dtype=np.int64), np.zeros(places[-1], dtype=np.int64)
        facts, self.kinds = kinds_of(batch), np.array(self.blanks, dtype=np.int64)
        self.p = facts.rows[self.kinds].reshape(-1)
        self.cost = ranked_costs(batch, self.slots)
        rows = [(f.x, f.y, cost) for f, cost in zip(batch.formats, self.cost, strict=True)]
        self.f = np.array(rows, dtype=np.int64).reshape(-1)
        self.m = np.ascontiguousarray(batch.may_use, dtype=np.uint8).reshape(-1)
        self.v = np.zeros(trees.FLOATS + 2 * count + HISTORY)
        self.weigh(facts.weights[self.kinds])
        self._clear(left)

    @property
    def depth(self) -> int:
        return self.batch.stages or FREE_DEPTH

    @property
    def is_whole(self) -> bool:
        """Whether every blank is placed."""
        return int(self.z[trees.OPEN]) == 0

    @property
    def spent(self) -> int:
        """Cost of the sheets opened, as the loops count it: the cost, then full pieces of stock."""
        return int(self.z[trees.COST])

    def begin(self, cap: int = NO_LIMIT) -> float:
        """Give sheets back until they cost at most `cap`, place what is open; answers the weight of what is left."""
        self.g[trees.CAP], self.g[trees.BLINK] = cap, 0
        weight = float(trees.begin(self.z, self.g, self.p, self.f, self.m, self.v))
        self.v[-HISTORY:] = weight
        return weight

    def weigh(self, weights: NDArray[np.float64]) -> None:
        """What leaving each blank out counts; a blank that counts nothing is not placed."""
        start = trees.FLOATS + len(self.blanks)
        self.v[start : start + len(self.blanks)] = weights

    def improve(self, steps: int) -> float:
        """Steps of ruin and recreate, until nothing is left out; answers the weight of what is."""
        self.g[trees.BLINK] = BLINK
        return float(trees.improve(self.z, self.kept, self.g, self.p, self.f, self.m, self.v, steps))

    def work(self) -> int:
        """Work done since it was last asked."""
        done = int(self.g[trees.WORK])
        self.g[trees.WORK] = 0
        return done

    def chosen(self) -> list[Chosen]:
        """The sheets as patterns, equal ones together."""
        found: dict[tuple[int, tuple[Spot, ...]], int] = {}
        z = self.z.tolist()
        for slot in range(self.slots):
            sheet = int(self.g[trees.AT_SHEETS]) + SHEET * slot
            if z[sheet] >= 0 and z[NODE * (slot + 1) + trees.HEAD]:
                spots = tuple(self._spots(z, NODE * (slot + 1), 0, 0))
                found[z[sheet], spots] = found.get((z[sheet], spots), 0) + 1
        return [Chosen(kind, Pattern(spots), times) for (kind, spots), times in found.items()]

    def _spots(self, z: list[int], node: int, x: int, y: int) -> list[Spot]:
        """Blanks below a node, the largest parts first."""
        way = z[node + trees.WAY]
        if way < 0:
            blank, turned = divmod(z[node + trees.BLANK], 2)
            return [Spot(self.blanks[blank], x, y, bool(turned))]
        children, child = [], z[node + trees.HEAD]
        while child:
            children.append(child)
            child = z[child + trees.NEXT]
        children.sort(key=lambda at: (-z[at + trees.Y - way], -z[at + trees.X + way], at))
        spots = []
        for child in children:
            spots += self._spots(z, child, x, y)
            x, y = (x + z[child + trees.X], y) if way == 0 else (x, y + z[child + trees.Y])
        return spots

    def _numbers(self, places: Ints, seed: int) -> Ints:
        batch = self.batch
        g = np.zeros(trees.NUMBERS, dtype=np.int64)
        g[trees.RANDOM] = 1 + (seed * 7919 + 12345) % (_MODULUS - 1)
        g[trees.AT_SHEETS], g[trees.AT_BLANKS], g[trees.AT_OPEN], g[trees.AT_LEFT], g[trees.END] = places
        g[trees.SLOTS], g[trees.FORMATS], g[trees.PULLED] = self.slots, len(batch.formats), PULLED
        count = len(self.blanks)
        g[trees.AT_KEYS], g[trees.AT_WEIGHTS], g[trees.AT_PAST] = np.array([0, count, 2 * count]) + trees.FLOATS
        g[trees.DEPTH], g[trees.FIRST] = self.depth, _WAYS[batch.first_cut]
        g[trees.BED] = batch.bed + batch.kerf if batch.bed else NO_LIMIT
        g[trees.CUTS], g[trees.CAP] = batch.max_cuts, NO_LIMIT
        return g

    def _clear(self, left: Sequence[int]) -> None:
        """Nothing placed, no sheet open, all other nodes unused."""
        z, g = self.z, self.g
        first, end = NODE * (self.slots + 1), int(g[trees.AT_SHEETS])
        z[first + trees.NEXT : end : NODE] = np.append(np.arange(first + NODE, end, NODE), 0)
        z[g[trees.AT_SHEETS] : g[trees.AT_BLANKS] : SHEET] = -1
        z[trees.OPEN], z[trees.UNUSED] = len(self.blanks), first
        z[g[trees.AT_OPEN] : g[trees.AT_LEFT]] = np.arange(len(self.blanks))
        z[g[trees.AT_LEFT] : g[trees.END]] = [NO_LIMIT if n < 0 else n for n in left]


def ranked_costs(batch: Batch, slots: int) -> list[int]:
    """Cost of each format with full pieces of stock as second goal, where both fit one number."""
    costs = [one.cost for one in batch.formats]
    if max(costs, default=0) * (slots + 1) ** 2 > NO_LIMIT:
        return costs
    return [cost * (slots + 1) + (not one.is_remnant) for cost, one in zip(costs, batch.formats, strict=True)]
