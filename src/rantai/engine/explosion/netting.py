"""One level of the sweep: what the level's items need, what stock and receipts cover, and what must be ordered.

Along the needs of one item in first-in-first-out order everything is a line of pieces: a need is an interval of the
line, a lot of stock another, and a link is where two intervals overlap. Sorting and cumulative sums do all the work.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from rantai.core.tables import Ints
from rantai.engine.explosion.refusals import QuantityTooLarge
from rantai.engine.explosion.tables import CONSUMER_DEMAND, ExplosionInput

NO_PRIORITY = np.iinfo(np.int64).max


@dataclass(frozen=True, eq=False)
class Needs:
    """Needs of some items, one row a consumer. `rank` is the position of the consumer that settles ties."""

    item: Ints
    week: Ints
    priority: Ints
    kind: Ints
    consumer: Ints
    rank: Ints
    quantity: Ints

    def take(self, rows: NDArray[np.generic]) -> Needs:
        return Needs(**{name: column[rows] for name, column in vars(self).items()})

    @staticmethod
    def joined(parts: list[Needs]) -> Needs:
        return Needs(**{name: np.concatenate([getattr(part, name) for part in parts]) for name in vars(parts[0])})

    def in_turn(self, weeks: int) -> Needs:
        """By item, need week, priority, demand before lots, then position: the order in which supplies are given."""
        steps, urgency = np.unique(self.priority, return_inverse=True)
        turn = (self.item * weeks + self.week) * len(steps) + urgency
        by_position = np.lexsort((self.rank, self.kind != CONSUMER_DEMAND))
        return self.take(by_position[np.argsort(turn[by_position], kind="stable")])


@dataclass(frozen=True, eq=False)
class Lots:
    """Stock and receipts by item in the order of their arrival; stock counts as week 0."""

    item: Ints
    week: Ints
    kind: Ints
    index: Ints
    quantity: Ints


@dataclass(frozen=True, eq=False)
class Links:
    """Links of one level; `supply` counts within the level's orders or names a row of the level's lots."""

    supply: Ints
    offset: Ints
    need: Ints
    quantity: Ints


@dataclass(frozen=True, eq=False)
class Netted:
    """What one level orders, and its links."""

    order_item: Ints
    order_week: Ints
    order_quantity: Ints
    order_priority: Ints
    from_orders: Links
    from_lots: Links


def demand_needs(given: ExplosionInput) -> Needs:
    """Every line of demand as a need."""
    rows = np.arange(len(given.demand_item))
    return Needs(
        item=given.demand_item,
        week=given.demand_week,
        priority=given.demand_priority,
        kind=np.full(len(rows), CONSUMER_DEMAND),
        consumer=rows,
        rank=rows,
        quantity=given.demand_quantity,
    )


def merged(needs: Needs) -> Needs:
    """Two lines of the same component at one lot are one need."""
    needs = needs.take(np.lexsort((needs.consumer, needs.item)))
    changes = (np.diff(column, prepend=-1) != 0 for column in (needs.item, needs.consumer))
    new = np.flatnonzero(np.logical_or(*changes))
    if len(new) == len(needs.item):
        return needs
    return replace(needs.take(new), quantity=np.add.reduceat(needs.quantity, new))


def net(needs: Needs, lots: Lots, weeks: int, largest: int) -> Netted:
    """Cover needs (in turn) from lots, first come first served, and order the rest of each item and week.

    Raises `QuantityTooLarge`.
    """
    refuse_too_large(needs.item, needs.quantity, largest)
    refuse_too_large(lots.item, lots.quantity, largest)
    cell = needs.item * weeks + needs.week
    first = np.flatnonzero(np.diff(cell, prepend=-1))
    gross = np.add.reduceat(needs.quantity, first) if len(first) else np.zeros(0, np.int64)
    group = np.repeat(np.arange(len(first)), np.diff(first, append=len(cell)))
    covered = _covered(needs.item[first], needs.week[first], gross, lots, weeks)
    ends = np.cumsum(needs.quantity)
    start = ends - needs.quantity - (ends - needs.quantity)[first][group]
    from_lots = np.clip(covered[group] - start, 0, needs.quantity)
    from_order = needs.quantity - from_lots
    urgency = np.where(from_order > 0, needs.priority, NO_PRIORITY)
    ordered = gross > covered
    order_of_group = np.cumsum(ordered) - 1
    rows = np.flatnonzero(from_order)
    return Netted(
        order_item=needs.item[first][ordered],
        order_week=needs.week[first][ordered],
        order_quantity=(gross - covered)[ordered],
        order_priority=(np.minimum.reduceat(urgency, first) if len(first) else gross)[ordered],
        from_orders=Links(
            order_of_group[group[rows]], np.maximum(start - covered[group], 0)[rows], rows, from_order[rows]
        ),
        from_lots=_overlap(_used(lots, needs.item, from_lots), from_lots),
    )


def refuse_too_large(item: Ints, quantity: Ints, largest: int) -> None:
    """Refuse columns whose sum passes `largest`. Raises `QuantityTooLarge` naming the item with the largest row."""
    # A float sum is off by far less than the factor two that is left between 2^62 and the end of 64 bits.
    if quantity.size and float(quantity.astype(np.float64).sum()) > largest:
        raise QuantityTooLarge(int(item[np.argmax(quantity)]))


def _covered(item: Ints, week: Ints, gross: Ints, lots: Lots, weeks: int) -> Ints:
    """By group of needs: pieces that lots cover.

    With cumulative needs G and arrivals R, what must have been ordered by week w is the running maximum of G - R, 0 at
    least: the on-hand balance reflected at zero, without a loop over weeks.
    """
    covered = np.zeros_like(gross)
    owners, place = np.unique(lots.item, return_inverse=True)
    at = np.searchsorted(owners, item)
    with_lots = np.flatnonzero(np.append(owners, -1)[at] == item)
    if not with_lots.size:
        return covered
    needed, arrived = np.zeros((2, len(owners), weeks), dtype=np.int64)
    needed[at[with_lots], week[with_lots]] = gross[with_lots]
    np.add.at(arrived, (place, lots.week), lots.quantity)
    missing = np.maximum(np.cumsum(needed, axis=1) - np.cumsum(arrived, axis=1), 0)
    ordered = np.diff(np.maximum.accumulate(missing, axis=1), axis=1, prepend=0)
    covered[with_lots] = (needed - ordered)[at[with_lots], week[with_lots]]
    return covered


def _used(lots: Lots, item: Ints, from_lots: Ints) -> Ints:
    """By lot: pieces used, the earliest arrivals first."""
    total = np.zeros(1 + max(int(lots.item.max(initial=0)), int(item.max(initial=0))), dtype=np.int64)
    np.add.at(total, item, from_lots)
    ends = np.cumsum(lots.quantity)
    starts = ends - lots.quantity
    first = np.searchsorted(lots.item, lots.item)  # first lot of the same item
    return np.clip(total[lots.item] - (starts - starts[first]), 0, lots.quantity)


def _overlap(used: Ints, wanted: Ints) -> Links:
    """Where two ways of cutting the same line of pieces meet: one link for each overlap."""
    used_ends, wanted_ends = np.cumsum(used), np.cumsum(wanted)
    ends = np.union1d(used_ends, wanted_ends)
    ends = ends[ends > 0]
    starts = np.concatenate([np.zeros(1, np.int64), ends[:-1]])[: len(ends)]
    supply = np.searchsorted(used_ends, starts, side="right")
    need = np.searchsorted(wanted_ends, starts, side="right")
    return Links(supply, starts - (used_ends - used)[supply], need, ends - starts)
