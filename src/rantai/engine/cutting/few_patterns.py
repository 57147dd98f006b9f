"""A plan of at most so many different patterns: which of the known patterns, how often, and how much of each.

A base is a pattern that may be cut thinner: with c[i] ≤ C[i] of each blank. Cutting it t times serves t·c[i] blanks.
For given t that is linear, so for a handful of t for each base the best choice is a small whole-number programme:
z[b,t] patterns with c[b,t,i] ≤ C[b,i]·z[b,t] blanks in all of them together, Σ t·c + left out = wanted,
Σ t·z ≤ available, Σ z ≤ patterns; first the least left out rank by rank, then the least cost, then the fewest patterns.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from rantai.engine.cutting.batch import Batch, Chosen, Pattern
from rantai.engine.cutting.one_piece import thinned
from rantai.engine.cutting.tables import UNLIMITED
from rantai.engine.solvers import LinearModel, Session, WorkBudget, solver
from rantai.engine.solvers.base import Floats

_TIMES_EACH = 12
_SLACK = 1e-6


class Base(NamedTuple):
    """A pattern that may be cut thinner. part: which batch; format: its position there."""

    part: int
    format: int
    pattern: Pattern
    counts: tuple[int, ...]


class Use(NamedTuple):
    """One pattern of a plan: a base, how often, how many of each item."""

    base: Base
    times: int
    counts: dict[int, int]


@dataclass
class _Stock:
    """What is still wanted and at hand while uses are taken down."""

    wanted: list[list[int]]
    available: list[list[int]]
    patterns: int

    @classmethod
    def of(cls, parts: Sequence[Batch], patterns: int) -> _Stock:
        available = [[f.available if f.available != UNLIMITED else 2**62 for f in batch.formats] for batch in parts]
        return cls([batch.demand.tolist() for batch in parts], available, patterns)

    def trimmed(self, use: Use) -> Use | None:
        """The use as far as it is wanted and there is stock for it."""
        wanted, part = self.wanted[use.base.part], use.base
        counts = {item: min(count, wanted[item] // use.times) for item, count in use.counts.items()}
        counts = {item: count for item, count in counts.items() if count}
        is_served = counts and self.patterns and self.available[part.part][part.format] >= use.times
        return use._replace(counts=counts) if is_served else None

    def take(self, use: Use) -> None:
        for item, count in use.counts.items():
            self.wanted[use.base.part][item] -= count * use.times
        self.available[use.base.part][use.base.format] -= use.times
        self.patterns -= 1


def greedy(parts: Sequence[Batch], bases: Sequence[Base], patterns: int, taken: Sequence[Use] = ()) -> list[Use]:
    """Uses that serve the most, the most urgent first, one after the other, behind those already taken."""
    stock = _Stock.of(parts, patterns)
    uses = []
    for use in taken:
        fair = stock.trimmed(use)
        if fair:
            stock.take(fair)
            uses.append(fair)
    while stock.patterns:
        offers = [fair for base in bases for use in _offers(base, stock) if (fair := stock.trimmed(use))]
        if not offers:
            break
        best = max(offers, key=lambda use: _worth(parts[use.base.part], use))
        stock.take(best)
        uses.append(best)
    return uses


def _offers(base: Base, stock: _Stock) -> Iterator[Use]:
    wanted = stock.wanted[base.part]
    held = {item: count for item, count in enumerate(base.counts) if count and wanted[item]}
    for times in _times(held, wanted, stock.available[base.part][base.format]):
        yield Use(base, times, held)


def _times(held: dict[int, int], wanted: list[int], available: int) -> list[int]:
    """How often a pattern might be cut: so that blanks come out even, from the fullest patterns on."""
    found = dict.fromkeys(wanted[item] // count for item, count in held.items())
    found |= dict.fromkeys(min(available, times) for times in list(found))
    found[1] = None
    for lighter in range(1, _TIMES_EACH):
        for item, count in held.items():
            if count > lighter:
                found[wanted[item] // (count - lighter)] = None
    return [times for times in found if 1 <= times <= available][:_TIMES_EACH]


def _worth(batch: Batch, use: Use) -> tuple[int, ...]:
    """Size served by rank, then little cost."""
    ranks = [0] * (1 + max(item.rank for item in batch.items))
    for item, count in use.counts.items():
        ranks[batch.items[item].rank] += count * use.times * batch.size(item)
    return (*ranks, -use.times * batch.formats[use.base.format].cost)


def chosen_of(parts: Sequence[Batch], uses: Sequence[Use]) -> list[list[Chosen]]:
    """The uses as patterns of each part."""
    found: list[list[Chosen]] = [[] for _ in parts]
    for use in uses:
        pattern = thinned(parts[use.base.part], use.base.pattern, use.counts)
        found[use.base.part].append(Chosen(use.base.format, pattern, use.times))
    return found


@dataclass
class _Rows:
    """Rows and columns of the programme as they are written down."""

    entries: list[tuple[int, int, float]] = field(default_factory=list)
    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    tops: list[float] = field(default_factory=list)

    def row(self, lower: float, upper: float) -> int:
        self.lower.append(lower)
        self.upper.append(upper)
        return len(self.lower) - 1

    def column(self, top: float, *entries: tuple[int, float]) -> int:
        self.tops.append(top)
        self.entries += [(row, len(self.tops) - 1, value) for row, value in entries]
        return len(self.tops) - 1

    def session(self) -> Session:
        rows, columns, values = zip(*self.entries, strict=True)
        model = LinearModel.of(
            col_cost=np.zeros(len(self.tops)),
            col_lower=np.zeros(len(self.tops)),
            col_upper=self.tops,
            row_lower=self.lower,
            row_upper=self.upper,
            entry_row=rows,
            entry_col=columns,
            entry_value=values,
            col_integer=np.ones(len(self.tops), dtype=np.bool_),
        )
        return solver().session(model)


class Programme:
    """The whole-number programme over some bases."""

    def __init__(self, parts: Sequence[Batch], bases: Sequence[Base], patterns: int) -> None:
        self.parts, self.rows = parts, _Rows()
        self.limit = self.rows.row(0, patterns)
        self.demand = [[self.rows.row(want, want) for want in batch.demand.tolist()] for batch in parts]
        self.stock = [[self.rows.row(0, _most(f.available)) for f in batch.formats] for batch in parts]
        self.out = [
            [self.rows.column(want, (row, 1.0)) for want, row in zip(batch.demand.tolist(), rows, strict=True)]
            for batch, rows in zip(parts, self.demand, strict=True)
        ]
        self.uses: list[tuple[Base, int, int, dict[int, int]]] = []  # base, times, column of z, item → column of c
        fresh = _Stock.of(parts, patterns)
        for base in bases:
            for use in _offers(base, fresh):
                self._add(use, patterns)

    def _add(self, use: Use, patterns: int) -> None:
        base, times = use.base, use.times
        links = {item: self.rows.row(-np.inf, 0) for item in use.counts}
        stock = self.stock[base.part][base.format]
        above = [(row, -float(use.counts[item])) for item, row in links.items()]
        z = self.rows.column(patterns, (self.limit, 1.0), (stock, float(times)), *above)
        wanted = self.parts[base.part].demand
        columns = {
            item: self.rows.column(wanted[item] // times, (row, 1.0), (self.demand[base.part][item], float(times)))
            for item, row in links.items()
        }
        self.uses.append((base, times, z, columns))

    def solve(self, budget: WorkBudget) -> list[Use]:
        """The best uses found; none when the budget ends first."""
        session, values = self.rows.session(), None
        for goal in self._goals():
            session.set_cost(goal)
            report = session.solve(budget)
            if not report.has_values:
                break
            values = report.values
            session.fix_goal(goal, float(goal @ np.round(values)) + _SLACK)
        return [] if values is None else list(self._read(np.round(values).astype(np.int64)))

    def _goals(self) -> Iterator[Floats]:
        """Left out by rank, cost, patterns, each in a unit that keeps the numbers small."""
        ranks = 1 + max(item.rank for batch in self.parts for item in batch.items)
        largest = max(batch.size(item) for batch in self.parts for item in range(len(batch.items)))
        for rank in range(ranks):
            goal = np.zeros(len(self.rows.tops))
            for batch, columns in zip(self.parts, self.out, strict=True):
                for position, item in enumerate(batch.items):
                    if item.rank == rank:
                        goal[columns[position]] = batch.size(position) / largest
            yield goal
        dearest = max([1, *(f.cost for batch in self.parts for f in batch.formats)])
        goal, count = np.zeros(len(self.rows.tops)), np.zeros(len(self.rows.tops))
        for base, times, z, _ in self.uses:
            goal[z] = times * self.parts[base.part].formats[base.format].cost / dearest
            count[z] = 1
        yield goal
        yield count

    def _read(self, values: np.ndarray) -> Iterator[Use]:
        """Patterns of a use share its blanks evenly."""
        for base, times, z, columns in self.uses:
            for copy in range(int(values[z])):
                shares = {item: int(values[column] + copy) // int(values[z]) for item, column in columns.items()}
                counts = {item: min(count, base.counts[item]) for item, count in shares.items() if count}
                if counts:
                    yield Use(base, times, counts)


def _most(available: int) -> float:
    return np.inf if available == UNLIMITED else float(available)
