"""From the jobs of lower lots to the weeks in which higher lots can start: each lot keeps the pieces pegged to it."""

from __future__ import annotations

import numpy as np

from rantai.core.numbers import LARGEST
from rantai.core.tables import Ints
from rantai.engine.explosion.tables import (
    CONSUMER_ORDER,
    SUPPLY_ORDER,
    SUPPLY_STOCK,
    ExplosionAnswer,
    ExplosionInput,
    Readiness,
)


def ready_cum(
    given: ExplosionInput,
    answer: ExplosionAnswer,
    orders: Ints,
    *,
    made_order: Ints,
    made_week: Ints,
    made_quantity: Ints,
) -> Readiness:
    """When the components of `orders` (positions of lots) are there, and for how many pieces.

    `made_*` lists finished jobs (or bought components) of lower lots: position of the lot, week at whose end the
    pieces are ready, good pieces. Rows of weeks beyond the horizon never arrive. Several consumers of one supply are
    served in the order of its links: the first ready pieces go to the first link. Stock is there before week 0, a
    receipt or job of week r before week r + 1. A lot without components is ready before week 0.

    `possible_cum[i, t]` is the smallest, over the components, of floor(pieces there / pieces pegged x lot). It never
    promises a piece that lacks a component: pegged pieces are the lot's pieces with scrap, rounded up.
    """
    row_of_order = np.full(len(answer.order_item) + 1, -1)
    row_of_order[orders] = np.arange(len(orders))
    is_order = answer.link_consumer_kind == CONSUMER_ORDER
    lot = np.where(is_order, row_of_order[np.where(is_order, answer.link_consumer, -1)], -1)
    links = np.flatnonzero(lot >= 0)
    there = _there(given, answer, links, _made(answer, given.weeks, made_order, made_week, made_quantity))
    quantity = answer.order_quantity[orders]
    possible = np.repeat(quantity[:, None], given.weeks + 1, axis=1)
    for rows in _by_component(given, answer, links, lot[links]):
        _limit(possible, quantity, lot[links[rows]], answer.link_quantity[links[rows]], there[rows])
    complete = possible >= quantity[:, None]
    return Readiness(np.where(complete.any(axis=1), complete.argmax(axis=1), given.weeks + 1), possible)


def _made(answer: ExplosionAnswer, weeks: int, order: Ints, week: Ints, quantity: Ints) -> Ints:
    """Pieces of every lot that are ready before the start of week t."""
    made = np.zeros((len(answer.order_item), weeks + 1), dtype=np.int64)
    in_time = week < weeks
    np.add.at(made, (order[in_time], week[in_time] + 1), quantity[in_time])
    return np.cumsum(made, axis=1)


def _there(given: ExplosionInput, answer: ExplosionAnswer, links: Ints, made: Ints) -> Ints:
    """By link and week: pieces of the link that are there before the start of the week."""
    kind, supply = answer.link_supply_kind[links], answer.link_supply[links]
    quantity = answer.link_quantity[links]
    there = np.zeros((len(links), given.weeks + 1), dtype=np.int64)
    jobs = np.flatnonzero(kind == SUPPLY_ORDER)
    left = made[supply[jobs]] - answer.link_offset[links][jobs, None]
    there[jobs] = np.clip(left, 0, quantity[jobs, None])
    others = np.flatnonzero(kind != SUPPLY_ORDER)
    is_stock = kind[others] == SUPPLY_STOCK
    arrival = np.append(given.receipt_week, 0)[np.where(is_stock, -1, supply[others])] + 1
    since = np.where(is_stock, 0, arrival)
    there[others] = (np.arange(given.weeks + 1) >= since[:, None]) * quantity[others, None]
    return there


def _by_component(given: ExplosionInput, answer: ExplosionAnswer, links: Ints, lot: Ints) -> list[Ints]:
    """Rows of links, sorted by lot, one list for each component's number within its lot."""
    item = _supply_item(given, answer)[links]
    order = np.lexsort((item, lot))
    lot_sorted, item_sorted = lot[order], item[order]
    new_lot = np.diff(lot_sorted, prepend=-1) != 0
    new = new_lot | (np.diff(item_sorted, prepend=-1) != 0)
    seen = np.cumsum(new)
    number = seen - np.maximum.accumulate(np.where(new_lot, seen, 0))
    return [order[number == which] for which in range(int(number.max(initial=-1)) + 1)]


def _supply_item(given: ExplosionInput, answer: ExplosionAnswer) -> Ints:
    items = (answer.order_item, given.stock_item, given.receipt_item)
    found = np.empty_like(answer.link_supply)
    for kind, item in enumerate(items):
        rows = answer.link_supply_kind == kind
        found[rows] = item[answer.link_supply[rows]]
    return found


def _limit(possible: Ints, quantity: Ints, lot: Ints, pegged: Ints, there: Ints) -> None:
    """Lower `possible` of each lot to what this component allows. Rows are sorted by lot."""
    first = np.flatnonzero(np.diff(lot, prepend=-1))
    rows = lot[first]
    needed, at_hand = np.add.reduceat(pegged, first)[:, None], np.add.reduceat(there, first, axis=0)
    pieces = quantity[rows][:, None]
    if float(needed.max()) * float(pieces.max()) > LARGEST:
        # Python integers where a product could pass 64 bits
        at_hand, pieces, needed = (part.astype(object) for part in (at_hand, pieces, needed))
    possible[rows] = np.minimum(possible[rows], (at_hand * pieces // needed).astype(np.int64))
