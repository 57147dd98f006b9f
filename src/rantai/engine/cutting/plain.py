"""A plain plan in no time, for when the clock ends before a search has anything to hand over.

Piece of stock by piece of stock, the largest blanks first: bars by first fit, sheets by strips, coils by full-length
strips. It keeps every rule of a batch except the limit on patterns, and proves little.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import islice, takewhile
from math import ceil
from operator import mul
from typing import NamedTuple

import numpy as np

from rantai.engine.cutting.batch import Batch, Chosen, Found, Pattern, Spot
from rantai.engine.cutting.plain_loops import fill_bar, fill_sheet
from rantai.engine.cutting.tables import UNLIMITED, Ints
from rantai.engine.solvers.effort import never

MOST_SPOTS = 100_000  # on one piece of stock
_FORMATS_TRIED = 4  # for the largest blank that is left, by cost for their size
_FEW_KINDS = 200  # more: only the best format
_CUTS_A_BLANK = 3  # at most: its strip, its end, what is trimmed off it
_NO_ROWS: Ints = np.zeros((0, 3), dtype=np.int64)


def search(batch: Batch, out_of_time: Callable[[], bool] = never) -> Found:
    """Patterns for everything that fits, or for what there is time for; the bound is that of the sums."""
    made = tuple(takewhile(lambda _: not out_of_time(), _Plain(batch).run()))
    return Found(made, _bound(batch, made), is_stopped=True)


def _bound(batch: Batch, made: Sequence[Chosen]) -> int:
    """What the grown size of all that is placed costs on the stock that is cheapest for its size."""
    rates = [Fraction(one.cost, _size(batch, one.x, one.y)) for one in batch.formats if one.available]
    sizes = [_size(batch, item.x, item.y) for item in batch.items]
    placed = (batch.demand - batch.left_out(made)).tolist()
    return ceil(min(rates, default=Fraction(0)) * sum(map(mul, placed, sizes)))


def _size(batch: Batch, x: int, y: int) -> int:
    return max(1, x if batch.kind == "bar" else x * y)


class _Filled(NamedTuple):
    """One piece of stock of a format: rows of kind, x, y."""

    format: int
    rows: Ints


class _Plain:
    def __init__(self, batch: Batch) -> None:
        self.batch = batch
        flat = [_lies(batch, item) for item in range(len(batch.items))]
        self.order = sorted(range(len(flat)), key=lambda item: (batch.items[item].rank, -flat[item][1], -flat[item][0]))
        if batch.kind == "bar":
            self.order.sort(key=lambda item: (batch.items[item].rank, -batch.items[item].x))
        self.along = np.array([flat[item][0] for item in self.order], dtype=np.int64)
        self.up = np.array([flat[item][1] for item in self.order], dtype=np.int64)
        self.turned = [flat[item][2] for item in self.order]
        self.left = batch.demand[self.order].copy()
        self.at_hand = [format_.available for format_ in batch.formats]
        self.may = np.ascontiguousarray(batch.may_use[self.order].T.astype(np.uint8))
        self.sizes = np.array([float(batch.size(item)) for item in self.order])
        rate = [(one.cost / (one.x if batch.kind == "bar" else one.x * one.y), -one.x) for one in batch.formats]
        self.by_rate = sorted(range(len(rate)), key=rate.__getitem__)
        self.upright = np.lexsort((-self.along, np.array([batch.items[item].rank for item in self.order])))
        self._fill = {"bar": self._bar, "sheet": self._sheet, "coil": self._coil}[batch.kind]

    def run(self) -> Iterator[Chosen]:
        """Opens stock for the first blank that is left, until nothing fits any more."""
        for kind in range(len(self.order)):
            while self.left[kind]:
                made = max((_Filled(f, self._fill(f)) for f in self._formats(kind)), key=self._worth, default=None)
                if made is not None and len(made.rows):
                    yield self._cut(made)
                    continue
                yield from self._alone(kind)
                self.left[kind] = 0

    def _formats(self, kind: int) -> list[int]:
        tried = _FORMATS_TRIED if len(self.order) <= _FEW_KINDS else 1
        return list(islice((f for f in self.by_rate if self.at_hand[f] and self.may[f, kind]), tried))

    def _worth(self, made: _Filled) -> float:
        """Size served for the cost."""
        return float(self.sizes[made.rows[:, 0]].sum()) / (self.batch.formats[made.format].cost or 0.5)

    def _cut(self, made: _Filled) -> Chosen:
        """The pattern as often as it can be cut whole."""
        counts = np.bincount(made.rows[:, 0], minlength=len(self.order))
        held = np.flatnonzero(counts)
        times = int((self.left[held] // counts[held]).min())
        if self.at_hand[made.format] != UNLIMITED:
            times = min(times, self.at_hand[made.format])
            self.at_hand[made.format] -= times
        self.left -= times * counts
        spots = (Spot(self.order[kind], x, y, self.turned[kind]) for kind, x, y in made.rows.tolist())
        return Chosen(made.format, Pattern(tuple(spots)), times)

    def _alone(self, kind: int) -> Iterator[Chosen]:
        """A blank that strips do not hold as it lies, one on each piece of stock."""
        if self.batch.bed or 0 <= self.batch.max_cuts < _CUTS_A_BLANK or self.batch.kind != "sheet":
            return
        item, left = self.order[kind], int(self.left[kind])
        one = self.batch.items[item]
        for f, count in enumerate(self.at_hand):
            room = self.batch.formats[f]
            times = left if count == UNLIMITED else min(left, count)
            if times and self.may[f, kind]:
                turned = one.x > room.x or one.y > room.y
                yield Chosen(f, Pattern((Spot(item, 0, 0, turned),)), times)
                left -= times
                self.at_hand[f] -= 0 if count == UNLIMITED else times

    def _bar(self, f: int) -> Ints:
        counts, most = np.zeros(len(self.order), dtype=np.int64), self.batch.max_cuts
        most = MOST_SPOTS if most == UNLIMITED else most
        fill_bar(self.along, self.left, self.may[f], self.batch.formats[f].x, most, counts)
        kinds = np.repeat(np.arange(len(counts)), counts)
        ends = np.cumsum(self.along[kinds])
        return np.stack([kinds, ends - self.along[kinds], 0 * kinds], axis=1)

    def _sheet(self, f: int) -> Ints:
        batch, one = self.batch, self.batch.formats[f]
        across = batch.first_cut == "width" or bool(batch.bed and one.x - batch.kerf > batch.bed)
        if across and (batch.first_cut == "length" or bool(batch.bed and one.y - batch.kerf > batch.bed)):
            return _NO_ROWS  # the shear is too short for strips either way
        most = min(MOST_SPOTS, MOST_SPOTS if batch.max_cuts == UNLIMITED else batch.max_cuts // _CUTS_A_BLANK)
        spots, may = np.zeros(3 * most + 3, dtype=np.int64), self.may[f]
        if not across:
            held = fill_sheet(self.along, self.up, self.left.copy(), may, one.x, one.y, most, spots)
            return spots[: 3 * held].reshape(-1, 3)
        # Strips along y, in the order of what then stands up.
        at = self.upright
        held = fill_sheet(self.up[at], self.along[at], self.left[at], may[at], one.y, one.x, most, spots)
        rows = spots[: 3 * held].reshape(-1, 3)
        return np.stack([at[rows[:, 0]], rows[:, 2], rows[:, 1]], axis=1)

    def _coil(self, f: int) -> Ints:
        """Strips side by side, each of one kind, as many as the knives can part."""
        batch, one, y = self.batch, self.batch.formats[f], 0
        knives = MOST_SPOTS if batch.max_knives == UNLIMITED else batch.max_knives - batch.edge_cuts
        most = MOST_SPOTS if batch.max_cuts == UNLIMITED else batch.max_cuts // 2  # a strip's and a blank's
        rows, narrowest = [_NO_ROWS], int(self.up.min())
        for kind in np.flatnonzero(self.left * (self.may[f] != 0) * (self.up <= one.y)).tolist():
            left, width = int(self.left[kind]), int(self.up[kind])
            each = 1 if batch.is_strip(self.order[kind]) else one.x // int(self.along[kind])
            while left and knives > 0 and most > 0 and width <= one.y - y:
                numbers = np.arange(min(each, left, most))
                rows.append(np.stack([0 * numbers + kind, numbers * self.along[kind], 0 * numbers + y], axis=1))
                y, left, knives, most = y + width, left - len(numbers), knives - 1, most - len(numbers)
            if knives <= 0 or most <= 0 or one.y - y < narrowest:
                break
        return np.concatenate(rows)


def _lies(batch: Batch, item: int) -> tuple[int, int, bool]:
    """How a blank lies: along, up, turned. Flat where it can and some sheet is long enough."""
    one = batch.items[item]
    straight, turned = (one.x, one.y, False), (one.y, one.x, True)
    if not one.may_turn:
        return straight
    rooms = [room for f, room in enumerate(batch.formats) if batch.may_use[item, f]]
    fitting = [way for way in (straight, turned) if any(way[0] <= room.x and way[1] <= room.y for room in rooms)]
    return max(fitting or [straight])
