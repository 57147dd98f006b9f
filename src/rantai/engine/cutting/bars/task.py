"""A batch of bars as the search sees it: equal blanks and equal stock merged, lengths in their common divisor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from math import gcd
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from rantai.engine.cutting.batch import Batch, Chosen, Pattern, Spot
from rantai.engine.cutting.tables import UNLIMITED, Flags, Ints

NO_LIMIT = 1 << 40  # pieces on a bar
_MOST_STOCK = 1 << 60


class Bar(NamedTuple):
    """One way to cut a format: the kinds on it, how many of each, and how often it is cut."""

    format: int
    kinds: tuple[tuple[int, int], ...]
    times: int


Plan = tuple[Bar, ...]
_Key = tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Task:
    """Kinds of blanks by falling length and kinds of stock, in multiples of `unit` µm (rooms rounded down).

    members: the items behind a kind; owners: the formats behind a kind of stock. most: pieces on a bar when material
    remains behind the last cut; `exactly`: one more when the bar is filled to the end. may: flat, by stock, then kind.
    """

    batch: Batch
    unit: int
    sizes: Ints
    demand: Ints
    ranks: Ints
    members: tuple[tuple[int, ...], ...]
    rooms: Ints
    costs: Ints
    stock: Ints
    is_full: Ints
    owners: tuple[tuple[int, ...], ...]
    most: Ints
    exactly: Ints
    may: NDArray[np.uint8]

    @property
    def kinds(self) -> int:
        return len(self.sizes)

    @property
    def formats(self) -> int:
        return len(self.rooms)

    @cached_property
    def may_use(self) -> NDArray[np.bool_]:
        """[format, kind]"""
        return self.may.reshape(self.formats, self.kinds).astype(np.bool_)

    @cached_property
    def limits(self) -> dict[int, int]:
        """Kinds of stock that are limited, and to how many."""
        return {f: int(count) for f, count in enumerate(self.stock.tolist()) if count != UNLIMITED}

    @cached_property
    def is_open(self) -> bool:
        """Whether some stock without limit holds every kind, so that nothing need be left out."""
        unlimited = self.stock == UNLIMITED
        return bool(self.may_use[unlimited].any(axis=0).all())

    @cached_property
    def is_plain(self) -> bool:
        """One kind of stock without limit: bin packing."""
        return self.formats == 1 and self.is_open

    @cached_property
    def pieces(self) -> int:
        return int(sum(self.demand.tolist()))

    @cached_property
    def true_sizes(self) -> Ints:
        """In µm and without the kerf: what "least left out" counts."""
        return self.sizes * self.unit - self.batch.kerf

    def cost(self, plan: Iterable[Bar]) -> int:
        return sum(bar.times * int(self.costs[bar.format]) for bar in plan)

    def left_out(self, plan: Iterable[Bar]) -> Ints:
        left = self.demand.copy()
        for bar in plan:
            for kind, count in bar.kinds:
                left[kind] -= bar.times * count
        return left

    def grade(self, plan: Plan) -> tuple[int, ...]:
        """The smaller the better, in the order of `Batch.grade_of`."""
        ranks = [0] * (1 + int(self.ranks.max(initial=0)))
        for kind, count in enumerate(self.left_out(plan).tolist()):
            if count:
                ranks[int(self.ranks[kind])] += count * int(self.true_sizes[kind])
        full = sum(bar.times for bar in plan if self.is_full[bar.format])
        return (*ranks, self.cost(plan), full, len(plan))


def task_of(batch: Batch) -> Task:
    """What can be cut at all of a batch; blanks that no stock at hand holds are left out."""
    reach = _holders(batch)
    kinds = _merged(_kind_key(batch, reach, row) for row in range(len(batch.items)))
    order = sorted(kinds)
    unit = gcd(*(key[0] for key in order))
    used = np.asarray(reach[_ints(row for key in order for row in kinds[key])].any(axis=0), dtype=np.bool_)
    stock = _merged(_stock_key(batch, reach, f, unit) if used[f] else None for f in range(len(batch.formats)))
    keys = list(stock)
    formats = [batch.formats[stock[key][0]] for key in keys]
    at_hand = [[batch.formats[f].available for f in stock[key]] for key in keys]
    demand = [sum(batch.items[row].quantity for row in kinds[key]) for key in order]
    firsts = [kinds[key][0] for key in order]
    may = [reach[firsts, stock[key][0]] for key in keys]
    most = batch.max_cuts if batch.max_cuts >= 0 else NO_LIMIT
    return Task(
        batch=batch,
        unit=unit,
        sizes=_ints(-key[0] // unit for key in order),
        demand=_ints(demand),
        ranks=_ints(key[1] for key in order),
        members=tuple(tuple(kinds[key]) for key in order),
        rooms=_ints(format_.x // unit for format_ in formats),
        costs=_ints(format_.cost for format_ in formats),
        stock=_ints(UNLIMITED if UNLIMITED in counts else min(sum(counts), _MOST_STOCK) for counts in at_hand),
        is_full=_ints(not format_.is_remnant for format_ in formats),
        owners=tuple(tuple(stock[key]) for key in keys),
        most=_ints(most for _ in formats),
        exactly=_ints(format_.x % unit == 0 for format_ in formats),
        may=np.array(may, dtype=np.uint8).reshape(-1),
    )


def _holders(batch: Batch) -> Flags:
    """[item, format]: may be cut from it, and there is some."""
    at_hand = np.array([format_.available != 0 for format_ in batch.formats], dtype=np.bool_)
    sizes = _ints(item.x for item in batch.items)
    rooms = _ints(format_.x for format_ in batch.formats)
    held = batch.may_use & at_hand & (sizes[:, None] <= rooms)
    return np.asarray(held & (sizes[:, None] == rooms) if batch.max_cuts == 0 else held, dtype=np.bool_)


def _kind_key(batch: Batch, reach: Flags, row: int) -> _Key | None:
    item = batch.items[row]
    if not item.quantity or not reach[row].any():
        return None
    return -item.x, item.rank, *reach[row].tolist()


def _stock_key(batch: Batch, reach: Flags, position: int, unit: int) -> _Key:
    one = batch.formats[position]
    fills = one.x % unit == 0 or batch.max_cuts < 0
    same = (one.x // unit, one.cost, one.is_remnant, one.remnant_value, one.pile, fills)
    return *same, *reach[:, position].tolist()


def _merged(keys: Iterable[_Key | None]) -> dict[_Key, list[int]]:
    found: dict[_Key, list[int]] = {}
    for position, key in enumerate(keys):
        if key is not None:
            found.setdefault(key, []).append(position)
    return found


def _ints(values: Iterable[int]) -> Ints:
    return np.array(list(values), dtype=np.int64)


def tidy(bars: Iterable[Bar]) -> Plan:
    """Equal patterns together, by format, the most frequent first."""
    found: dict[tuple[int, tuple[tuple[int, int], ...]], int] = {}
    for bar in bars:
        if bar.times and bar.kinds:
            key = (bar.format, bar.kinds)
            found[key] = found.get(key, 0) + bar.times
    rows = [Bar(key[0], key[1], times) for key, times in found.items()]
    return tuple(sorted(rows, key=lambda bar: (bar.format, -bar.times, bar.kinds)))


def plan_of(task: Task, chosen: Iterable[Chosen]) -> Plan:
    """The reverse of `chosen_of`."""
    kind_of = {row: kind for kind, rows in enumerate(task.members) for row in rows}
    stock_of = {f: at for at, rows in enumerate(task.owners) for f in rows}
    bars = []
    for one in chosen:
        held = Counter(kind_of[spot.item] for spot in one.pattern.spots)
        bars.append(Bar(stock_of[one.format], tuple(sorted(held.items())), one.times))
    return tidy(bars)


def chosen_of(task: Task, plan: Plan) -> tuple[Chosen, ...]:
    """The plan in items and formats: each takes what its kind still has, in order, so that patterns stay together."""
    items = [[[row, task.batch.items[row].quantity] for row in rows] for rows in task.members]
    stock = [[[f, _at_hand(task, f)] for f in rows] for rows in task.owners]
    found: dict[tuple[int, tuple[int, ...]], int] = {}
    for bar in plan:
        left = bar.times
        while left:
            rows, times = _taken(items, bar, left)
            source = next(pair for pair in stock[bar.format] if pair[1])
            times = min(times, source[1])
            source[1] -= times
            _use(items, rows, times)
            key = (source[0], tuple(row for _, row, count in rows for _ in range(count)))
            found[key] = found.get(key, 0) + times
            left -= times
    return tuple(Chosen(f, _pattern(task, rows), times) for (f, rows), times in found.items())


def _at_hand(task: Task, position: int) -> int:
    available = task.batch.formats[position].available
    return task.pieces if available == UNLIMITED else available


def _taken(items: list[list[list[int]]], bar: Bar, left: int) -> tuple[list[tuple[int, int, int]], int]:
    """Rows (kind, item, count) for one bar, and how often the same can be done."""
    rows, times = [], left
    for kind, count in bar.kinds:
        need = count
        for row, have in items[kind]:
            take = min(need, have)
            if take:
                rows.append((kind, row, take))
                times = min(times, have // take)
                need -= take
            if not need:
                break
    return rows, times


def _use(items: list[list[list[int]]], rows: list[tuple[int, int, int]], times: int) -> None:
    for kind, row, count in rows:
        for pair in items[kind]:
            if pair[0] == row:
                pair[1] -= times * count
                break
        while items[kind] and items[kind][0][1] == 0:
            items[kind].pop(0)


def _pattern(task: Task, rows: tuple[int, ...]) -> Pattern:
    spots, at = [], 0
    for row in rows:
        spots.append(Spot(row, at, 0, False))
        at += task.batch.items[row].x
    return Pattern(tuple(spots))
