"""Tiny batches: every plan is looked at, so that all goals are met exactly."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from rantai.engine.cutting.batch import Batch, Chosen, Found, Pattern, Spot
from rantai.engine.cutting.tables import UNLIMITED
from rantai.engine.solvers.effort import Meter

MOST_PIECES = 8
_FORMATS_MOST = 12
_NODE_UNITS = 12
_SAFE = 1 - 1e-9  # floats only cut off what is clearly dearer

Counts = tuple[int, ...]
Grade = tuple[int, ...]


def exact(batch: Batch, meter: Meter) -> Found | None:
    """The best plan by all goals; None when there are more pieces than can be looked at, or the work ends before."""
    wanted = [item.quantity if batch.placeable[row] else 0 for row, item in enumerate(batch.items)]
    if sum(wanted) > MOST_PIECES or len(batch.formats) > _FORMATS_MOST:
        return None
    search = _Search(batch, meter, tuple(wanted))
    if not search.run():
        return None
    chosen = tuple(_chosen(batch, key, times) for key, times in sorted(search.answer.items()))
    return Found(chosen, batch.cost(chosen))


def _chosen(batch: Batch, key: tuple[int, Counts], times: int) -> Chosen:
    spots, at = [], 0
    for row, count in enumerate(key[1]):
        for _ in range(count):
            spots.append(Spot(row, at, 0, False))
            at += batch.items[row].x
    return Chosen(key[0], Pattern(tuple(spots)), times)


@dataclass
class _Search:
    """Depth first: what holds the first blank still wanted, and from which stock, or how many of it are left out."""

    batch: Batch
    meter: Meter
    wanted: Counts
    used: dict[tuple[int, Counts], int] = field(default_factory=dict)
    answer: dict[tuple[int, Counts], int] = field(default_factory=dict)
    best: Grade | None = None

    def run(self) -> bool:
        """Whether everything was looked at."""
        ranks = 1 + max((item.rank for item in self.batch.items), default=0)
        self.out = [0] * ranks
        self.cost = self.full = 0
        self.left = [format_.available for format_ in self.batch.formats]
        return self._open(self.wanted, -1, len(self.fills))

    @cached_property
    def fills(self) -> list[tuple[Counts, list[int]]]:
        """What a bar may hold, the fullest first, and the formats that can."""
        found: list[tuple[int, Counts, list[int]]] = []
        for counts in _within(self.wanted):
            length = sum(count * item.x for count, item in zip(counts, self.batch.items, strict=True))
            formats = [f for f in range(len(self.batch.formats)) if self._holds(counts, length, f)]
            if formats:
                found.append((-length, counts, formats))
        return [(counts, formats) for _, counts, formats in sorted(found)]

    def _holds(self, counts: Counts, length: int, f: int) -> bool:
        one, pieces = self.batch.formats[f], sum(counts)
        if not pieces or length > one.x or one.available == 0:
            return False
        if not all(self.batch.may_use[row, f] for row, count in enumerate(counts) if count):
            return False
        return self.batch.max_cuts < 0 or pieces - (length == one.x) <= self.batch.max_cuts

    @cached_property
    def may_leave(self) -> bool:
        """Whether a plan may have to leave something out."""
        if self.batch.max_patterns >= 0:
            return True
        endless = [f for f, one in enumerate(self.batch.formats) if one.available == UNLIMITED]
        for row, count in enumerate(self.wanted):
            alone = tuple(int(at == row) for at in range(len(self.wanted)))
            if count and not any(self._holds(alone, self.batch.items[row].x, f) for f in endless):
                return True
        return False

    @cached_property
    def rate(self) -> float:
        return min((one.cost / one.x for one in self.batch.formats if one.available != 0), default=0.0)

    def _open(self, wanted: Counts, before: int, fill_from: int) -> bool:
        self.meter.spend(_NODE_UNITS)
        if self.meter.is_over:
            return False
        first = next((row for row, count in enumerate(wanted) if count), -1)
        if self._is_hopeless(wanted):
            return True
        if first < 0:
            self.best, self.answer = self._grade(self.cost), dict(self.used)
            return True
        fresh = first != before
        start = 0 if fresh else fill_from
        for at in range(start, len(self.fills)):
            counts, formats = self.fills[at]
            if counts[first] and all(a <= b for a, b in zip(counts, wanted, strict=True)):
                rest = tuple(b - a for a, b in zip(counts, wanted, strict=True))
                for f in self._sources(formats):
                    self._use(f, counts, 1)
                    done = self._open(rest, first, at)
                    self._use(f, counts, -1)
                    if not done:
                        return False
        return self._leave(wanted, first) if self.may_leave else True

    def _leave(self, wanted: Counts, first: int) -> bool:
        """Leave out all that is still wanted of a kind; fewer were tried before, with bars behind them."""
        item, size, count = self.batch.items[first], self.batch.size(first), wanted[first]
        self.out[item.rank] += size * count
        done = self._open((*wanted[:first], 0, *wanted[first + 1 :]), first, 0)
        self.out[item.rank] -= size * count
        return done

    def _sources(self, formats: list[int]) -> list[int]:
        """Formats worth trying: limited ones, of equal single pieces the first, and the best of those without limit."""
        picked, seen, endless = [], set[tuple[object, ...]](), None
        for f in formats:
            one = self.batch.formats[f]
            if one.available == UNLIMITED:
                key = (one.cost, not one.is_remnant, f)
                endless = key if endless is None or key < endless else endless
            elif self.left[f]:
                same = (one.x, one.cost, one.is_remnant, one.available, self.batch.may_use[:, f].tobytes())
                if one.available > 1 or same not in seen:
                    picked.append(f)
                seen.add(same)
        picked.sort(key=lambda f: (self.batch.formats[f].cost, not self.batch.formats[f].is_remnant, f))
        return picked if endless is None else [*picked, endless[2]]

    def _use(self, f: int, counts: Counts, times: int) -> None:
        one, key = self.batch.formats[f], (f, counts)
        self.cost += times * one.cost
        self.full += times * (not one.is_remnant)
        self.used[key] = self.used.get(key, 0) + times
        if not self.used[key]:
            del self.used[key]
        if one.available != UNLIMITED:
            self.left[f] -= times

    def _grade(self, cost: int) -> Grade:
        return (*self.out, cost, self.full, len(self.used))

    def _is_hopeless(self, wanted: Counts) -> bool:
        """No plan from here on is better: what is still wanted costs at least its length."""
        if 0 <= self.batch.max_patterns < len(self.used):
            return True
        if self.best is None:
            return False
        size = sum(count * item.x for count, item in zip(wanted, self.batch.items, strict=True))
        more = int(size * self.rate * _SAFE) if tuple(self.out) == self.best[: len(self.out)] else 0
        return self._grade(self.cost + more) >= self.best


def _within(wanted: Counts) -> list[Counts]:
    """All counts up to `wanted`."""
    found: list[Counts] = [()]
    for count in wanted:
        found = [(*one, more) for one in found for more in range(count + 1)]
    return found
