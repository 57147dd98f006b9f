"""The order book while a plan is made: what is placed where, and what room each resource, share and limit still has."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from rantai.engine.allocation.params import AllocationParams
from rantai.engine.allocation.tables import MS_PER_MINUTE, PPM, AllocationInput, Ints
from rantai.engine.allocation.worth import source_items, source_prices, source_ranks

PLENTY = np.int64(2**62)

Place = tuple[int, int, int]  # lot, source, week


class Book:
    """Room and placements. Every change goes through `put` and `take`, so the room is always exact."""

    def __init__(self, given: AllocationInput, params: AllocationParams) -> None:
        self.given = given
        self.n_caps = given.n_caps
        self.week_batch = week_batches(given, params.batch_week_ppm)
        self.lot_batch: list[int] = (given.lot_quantity * params.batch_lot_ppm // PPM).tolist()
        self.order = given.goal_order
        self.before_spread = self.order[: self.order.index("spread_work")]
        self.lag = np.concatenate([given.cap_lead_weeks - 1, given.ext_lead_weeks])
        self.ranks = source_ranks(given)
        self.prices = source_prices(given)
        self.sources_of = _rows_by(source_items(given), given.n_items)
        self.caps_of = _rows_by(given.cap_item, given.n_items)
        self.exts_of = _rows_by(given.ext_item, given.n_items)
        self.use_resource, self.use_ms = _padded_uses(given)
        nobody = np.full((1, given.weeks), PLENTY)  # stands in where a capability uses fewer resources than others
        self.free_ms = np.concatenate([given.capacity_minutes * MS_PER_MINUTE, nobody])
        self.share_left = share_limits(given)
        self.limited: NDArray[np.bool_] = np.any(given.limit_cum >= 0, axis=1)
        self.limit_left = tightened_limits(given)
        self.taken = np.zeros(given.n_caps + given.n_exts, dtype=np.int64)  # pieces of each source
        self.left = given.lot_quantity.astype(np.int64).copy()  # pieces of each lot without a place
        self.placed: list[dict[tuple[int, int], int]] = [{} for _ in range(given.n_lots)]
        self.ideals: dict[int, tuple[int, ...]] = {}  # what a piece of a lot costs at best, once it was looked up
        self.timely: dict[int, list[tuple[tuple[int, ...], int, int]]] = {}  # places of a lot in time, once looked up
        self.lots_at: dict[tuple[int, int], dict[int, int]] = {}  # (source, week) → lot → pieces
        self.caps_using = _rows_by(given.work_resource, given.n_resources)
        self.caps_using = [np.sort(given.work_capability[rows]) for rows in self.caps_using]
        self.uses = _uses(given)
        # The same numbers seen without numpy, whose single cells are slow to read.
        self._free, self._share = self.free_ms.data, self.share_left.data
        self._taken, self._left = self.taken.data, self.left.data
        self._limited: list[bool] = self.limited.tolist()
        self._item_of: list[int] = given.cap_item.tolist()
        self._need: list[int] = given.lot_need_week.tolist()

    def earliest(self, lot: int, sources: Ints) -> Ints:
        """First week in which each source can have pieces of the lot ready."""
        lag, given = self.lag[sources], self.given
        made, bought = lag + given.lot_first_week[lot], np.maximum(lag, given.lot_need_week[lot])
        return np.where(sources < given.n_caps, made, bought)

    def room(self, caps: Ints, first: int, end: int) -> Ints:
        """Pieces that each capability can still make in each week of [first, end), one at a time."""
        free = self.free_ms[self.use_resource[caps], first:end]
        room = (free // self.use_ms[caps][:, :, None]).min(axis=1)
        np.minimum(room, self.share_left[caps][:, None], out=room)
        if len(caps) and self.limited[self.given.cap_item[caps[0]]]:
            np.minimum(room, self.limit_room(int(self.given.cap_item[caps[0]]))[None, first:end], out=room)
        return room

    def room_at(self, source: int, week: int) -> int:
        """Pieces that one source can still give in one week."""
        if source >= self.n_caps:
            return int(PLENTY)
        room = self._share[source]
        for resource, ms in self.uses[source]:
            fitting = self._free[resource, week] // ms
            room = min(room, fitting)
        item = self._item_of[source]
        if self._limited[item]:
            room = min(room, int(self.limit_left[item, week:].min()))
        return max(0, room)

    def limit_room(self, item: int) -> Ints:
        """Pieces that material and parts still allow in each week."""
        return np.minimum.accumulate(self.limit_left[item, ::-1])[::-1]

    def batch(self, lot: int, source: int) -> int:
        """Pieces below which a job of the lot at the source is not worth its set-up."""
        of_week = self.week_batch[source] if source < self.n_caps else self.lot_batch[lot]
        return max(1, min(of_week, self.lot_batch[lot]))

    def put(self, place: Place, quantity: int) -> None:
        """Place pieces. The caller has seen that there is room."""
        self._move(place, quantity)

    def take(self, place: Place, quantity: int) -> None:
        """Take placed pieces back."""
        self._move(place, -quantity)

    def _move(self, place: Place, quantity: int) -> None:
        lot, source, week = place
        held = self.placed[lot]
        now = held.get((source, week), 0) + quantity
        if now:
            held[source, week] = now
        else:
            held.pop((source, week))
        there = self.lots_at.setdefault((source, week), {})
        there[lot] = now
        if not now:
            del there[lot]
        self._left[lot] -= quantity
        self._taken[source] += quantity
        if source < self.n_caps:
            self._share[source] -= quantity
            for resource, ms in self.uses[source]:
                self._free[resource, week] -= quantity * ms
            item = self._item_of[source]
            if self._limited[item]:
                self.limit_left[item, week:] -= quantity

    def late_weeks(self, lot: int, week: int) -> int:
        """Weeks after the lot's need."""
        return max(0, week - self._need[lot])

    def places(self) -> Iterator[tuple[int, int, int, int]]:
        """Everything placed: lot, source, week, quantity, in that order."""
        for lot, held in enumerate(self.placed):
            for (source, week), quantity in sorted(held.items()):
                yield lot, source, week, quantity


def share_limits(given: AllocationInput) -> Ints:
    """Most pieces that each capability may make: its largest share of the item's total, rounded down."""
    totals = given.share_total[given.cap_item]
    pairs = zip(totals, given.cap_max_share_ppm, strict=True)
    return np.array([int(total) * int(ppm) // PPM for total, ppm in pairs], dtype=np.int64)


def tightened_limits(given: AllocationInput) -> Ints:
    """Limits with those of later weeks counted back, as what is made early counts later; PLENTY where there is none."""
    limits = np.where(given.limit_cum < 0, PLENTY, given.limit_cum)
    return np.minimum.accumulate(limits[:, ::-1], axis=1)[:, ::-1].copy()


def _padded_uses(given: AllocationInput) -> tuple[Ints, Ints]:
    """Resources and ms of each capability, padded to one width with a resource that nobody exhausts."""
    counts = np.bincount(given.work_capability, minlength=given.n_caps)
    width = int(counts.max()) if len(counts) else 1
    order = np.lexsort((given.work_resource, given.work_capability))
    rows = given.work_capability[order]
    slots = np.arange(len(rows)) - (np.cumsum(counts) - counts)[rows]
    resource = np.full((given.n_caps, width), given.n_resources, dtype=np.int64)
    ms = np.ones((given.n_caps, width), dtype=np.int64)
    resource[rows, slots], ms[rows, slots] = given.work_resource[order], given.work_ms[order]
    return resource, ms


def week_batches(given: AllocationInput, part_ppm: int) -> list[int]:
    """Pieces that each capability makes in a part of an ordinary (median) week of its narrowest resource."""
    ordinary_ms = np.median(given.capacity_minutes, axis=1).astype(np.int64) * MS_PER_MINUTE
    week = np.full(given.n_caps, PLENTY)
    np.minimum.at(week, given.work_capability, ordinary_ms[given.work_resource] // given.work_ms)
    return [pieces * part_ppm // PPM for pieces in week.tolist()]


def _uses(given: AllocationInput) -> list[list[tuple[int, int]]]:
    """(resource, ms) that a piece takes, by capability."""
    found: list[list[tuple[int, int]]] = [[] for _ in range(given.n_caps)]
    rows = zip(given.work_capability.tolist(), given.work_resource.tolist(), given.work_ms.tolist(), strict=True)
    for capability, resource, ms in sorted(rows):
        found[capability].append((resource, ms))
    return found


def _rows_by(keys: Ints, count: int) -> list[Ints]:
    order = np.argsort(keys, kind="stable").astype(np.int64)
    ends = np.cumsum(np.bincount(keys, minlength=count))
    return np.split(order, ends[:-1]) if count else []
