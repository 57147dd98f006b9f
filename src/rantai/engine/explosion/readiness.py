"""From the jobs of lower lots to the weeks in which higher lots can start: each lot keeps the pieces pegged to it."""

from __future__ import annotations

import numpy as np

from rantai.core.numbers import LARGEST
from rantai.core.tables import Ints
from rantai.engine.explosion.tables import (
    CONSUMER_ORDER,
    CONSUMER_SWAP,
    SUPPLY_BYPRODUCT,
    SUPPLY_ORDER,
    SUPPLY_RECEIPT,
    SUPPLY_STOCK,
    SUPPLY_SWAP,
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
    receipt or job of week r before week r + 1. A lot without components is ready before week 0. By-products come with
    the good pieces of their lot, in proportion; a swap is there as what it stands on is; what is short never comes.

    `possible_cum[i, t]` is the smallest, over the components, of floor(pieces there / pieces pegged x lot). It never
    promises a piece that lacks a component: pegged pieces are the lot's pieces with scrap, rounded up.
    """
    made = _made(given, answer, made_order, made_week, made_quantity)
    stood_in = _stood_in(given, answer, made)
    row_of_order = np.full(len(answer.order_item) + 1, -1)
    row_of_order[orders] = np.arange(len(orders))
    is_order = answer.link_consumer_kind == CONSUMER_ORDER
    lot = np.where(is_order, row_of_order[np.where(is_order, answer.link_consumer, -1)], -1)
    links = np.flatnonzero(lot >= 0)
    is_short = answer.short_consumer_kind == CONSUMER_ORDER
    short_lot = np.where(is_short, row_of_order[np.where(is_short, answer.short_consumer, -1)], -1)
    shorts = np.flatnonzero(short_lot >= 0)
    never = np.zeros((len(shorts), given.weeks + 1), dtype=np.int64)
    there = np.concatenate([_there(given, answer, links, made, stood_in), never])
    lot = np.append(lot[links], short_lot[shorts])
    item = np.append(_supply_item(given, answer)[links], answer.short_item[shorts])
    pegged = np.append(answer.link_quantity[links], answer.short_quantity[shorts])
    possible = _possible(answer.order_quantity[orders], lot, item, pegged, there)
    complete = possible >= answer.order_quantity[orders][:, None]
    return Readiness(np.where(complete.any(axis=1), complete.argmax(axis=1), given.weeks + 1), possible)


def pieces_there(
    given: ExplosionInput,
    answer: ExplosionAnswer,
    links: Ints,
    *,
    made_order: Ints,
    made_week: Ints,
    made_quantity: Ints,
) -> Ints:
    """Pieces of some links (positions, any consumers) that are there before the start of week t; `made_*` as above.

    Shape [links, weeks + 1]; ask for links in parts where there are many.
    """
    made = _made(given, answer, made_order, made_week, made_quantity)
    return _there(given, answer, links, made, _stood_in(given, answer, made))


def _made(given: ExplosionInput, answer: ExplosionAnswer, order: Ints, week: Ints, quantity: Ints) -> Ints:
    """Pieces of every lot that are ready before the start of week t."""
    made = np.zeros((len(answer.order_item), given.weeks + 1), dtype=np.int64)
    in_time = week < given.weeks
    np.add.at(made, (order[in_time], week[in_time] + 1), quantity[in_time])
    return np.cumsum(made, axis=1)


def _stood_in(given: ExplosionInput, answer: ExplosionAnswer, made: Ints) -> Ints:
    """Pieces of every swap that are there before the start of week t; a swap may rest on another one below it."""
    stood_in = np.zeros((len(answer.swap_item), given.weeks + 1), dtype=np.int64)
    users = np.where(answer.link_consumer_kind == CONSUMER_SWAP, answer.link_consumer, -1)
    depth = answer.level[answer.swap_item]
    for level in np.unique(depth)[::-1].tolist():
        rows = np.flatnonzero(depth == level)
        links = np.flatnonzero(np.isin(users, rows))
        swap, needed = np.searchsorted(rows, users[links]), answer.swap_used[rows]
        there = np.zeros((len(rows), given.weeks + 1), dtype=np.int64)
        np.add.at(there, swap, _there(given, answer, links, made, stood_in))
        stood_in[rows] = _part(there, answer.swap_quantity[rows][:, None], needed[:, None])
    return stood_in


def _part(there: Ints, pieces: Ints, needed: Ints) -> Ints:
    """pieces · there / needed, rounded down."""
    if float(needed.max(initial=0)) * float(pieces.max(initial=0)) > LARGEST:
        # Python integers where a product could pass 64 bits
        there, pieces, needed = (part.astype(object) for part in (there, pieces, needed))
    found: Ints = (there * pieces // needed).astype(np.int64)
    return found


def _there(given: ExplosionInput, answer: ExplosionAnswer, links: Ints, made: Ints, stood_in: Ints) -> Ints:
    """By link and week: pieces of the link that are there before the start of the week."""
    kind, supply = answer.link_supply_kind[links], answer.link_supply[links]
    quantity, offset = answer.link_quantity[links], answer.link_offset[links]
    there = np.zeros((len(links), given.weeks + 1), dtype=np.int64)

    def ready(which: int, pieces: Ints) -> None:
        rows = np.flatnonzero(kind == which)
        there[rows] = np.clip(pieces[supply[rows]] - offset[rows, None], 0, quantity[rows, None])

    ready(SUPPLY_ORDER, made)
    ready(SUPPLY_SWAP, stood_in)
    if len(answer.byproduct_order):
        good = np.maximum(answer.order_good[answer.byproduct_order], 1)[:, None]
        come = np.minimum(made[answer.byproduct_order], good)
        ready(SUPPLY_BYPRODUCT, _part(come, answer.byproduct_quantity[:, None], good))
    others = np.flatnonzero((kind == SUPPLY_STOCK) | (kind == SUPPLY_RECEIPT))
    is_stock = kind[others] == SUPPLY_STOCK
    arrival = np.append(given.receipt_week, 0)[np.where(is_stock, -1, supply[others])] + 1
    since = np.where(is_stock, 0, arrival)
    there[others] = (np.arange(given.weeks + 1) >= since[:, None]) * quantity[others, None]
    return there


def _supply_item(given: ExplosionInput, answer: ExplosionAnswer) -> Ints:
    """By link: the item that is needed."""
    own = (answer.order_item, given.stock_item, given.receipt_item, answer.byproduct_item, answer.swap_item)
    supply = answer.supply_base[answer.link_supply_kind] + answer.link_supply
    item: Ints = np.concatenate(own)[supply]
    return item


def _possible(quantity: Ints, lot: Ints, item: Ints, pegged: Ints, there: Ints) -> Ints:
    """By lot and week: whole pieces that every component allows."""
    possible = np.repeat(quantity[:, None], there.shape[1], axis=1)
    for rows in _by_component(lot, item):
        _limit(possible, quantity, lot[rows], pegged[rows], there[rows])
    return possible


def _by_component(lot: Ints, item: Ints) -> list[Ints]:
    """Rows, sorted by lot, one list for each component's number within its lot."""
    order = np.lexsort((item, lot))
    lot_sorted, item_sorted = lot[order], item[order]
    new_lot = np.diff(lot_sorted, prepend=-1) != 0
    new = new_lot | (np.diff(item_sorted, prepend=-1) != 0)
    seen = np.cumsum(new)
    number = seen - np.maximum.accumulate(np.where(new_lot, seen, 0))
    return [order[number == which] for which in range(int(number.max(initial=-1)) + 1)]


def _limit(possible: Ints, quantity: Ints, lot: Ints, pegged: Ints, there: Ints) -> None:
    """Lower `possible` of each lot to what this component allows. Rows are sorted by lot."""
    first = np.flatnonzero(np.diff(lot, prepend=-1))
    rows = lot[first]
    needed, at_hand = np.add.reduceat(pegged, first)[:, None], np.add.reduceat(there, first, axis=0)
    possible[rows] = np.minimum(possible[rows], _part(at_hand, quantity[rows][:, None], needed))
