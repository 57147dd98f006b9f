"""Links from every supply to its consumers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from rantai.core.tables import Ints
from rantai.engine.explosion.loops import group_starts, grouped
from rantai.engine.explosion.memory import columns
from rantai.engine.explosion.network import Network
from rantai.engine.explosion.peg_loops import LINE, LINK, NEED, PARENT, SUPPLY, peg, settle
from rantai.engine.explosion.records import Byproducts, Orders, Swaps
from rantai.engine.explosion.tables import SWAP_ALTERNATE, SWAP_SUBSTITUTE

ARRIVAL_RANK, BYPRODUCT_RANK = 0, 2
LINK_COLUMNS = tuple(f"link_{name}" for name in "supply_kind supply offset consumer_kind consumer quantity".split())


@dataclass(frozen=True, eq=False)
class Pegged:
    """Links by supply, what stays short, and how urgent each lot is."""

    links: dict[str, Any]  # columns link_… of the answer
    supply_base: Ints
    supply_first: Ints
    consumer_base: Ints
    urgency: Ints  # by lot
    short_item: Ints
    short_consumer: Ints  # numbered through
    short_quantity: Ints


def pegged(net: Network, made: Orders, along: Byproducts, swapped: Swaps) -> Pegged:
    """Every need against the supplies of its item, first come first served."""
    given = net.given
    n_orders, n_swaps, n_demand = len(made.item), len(swapped.item), len(given.demand_item)
    supply_counts = (n_orders, len(given.stock_item), len(given.receipt_item), len(along.item), n_swaps)
    consumer_counts = (n_orders, n_demand, given.n_items, n_swaps)
    supply_base = np.cumsum((0, *supply_counts))
    consumer_base = np.cumsum((0, *consumer_counts))
    nobody = 1 + int(given.demand_priority.max(initial=0))
    codes = np.array([supply_base[4], consumer_base[1], consumer_base[2], consumer_base[3], nobody, 0], np.int64)
    demand_first, demand = _demand(net, int(consumer_base[1]))
    lot_first, lot = _lots(net, along, supply_base)
    ask_first, ask, take_first, take = _takers(net, swapped)
    by_item = _needs_by_item(net, made, demand_first, ask_first)
    urgency, swap_urgency = np.full(n_orders, nobody), np.full(n_swaps, nobody)
    needs, supplies = int(by_item.sum()), int(supply_base[-1])
    (links,) = columns(LINK * (needs + supplies + 2 * n_swaps))
    short = np.empty(3 * needs, np.int64)
    supply_first = np.zeros(supplies + 1, np.int64)
    spans = np.empty((2, given.n_items), np.int64)
    most = int(by_item.max(initial=0))
    swap_first = group_starts(swapped.item, given.n_items)
    count = peg(
        net.turn,
        given.weeks,
        codes,
        net.up_first,
        net.up,
        made.first,
        made.week,
        made.begin,
        made.quantity,
        (made.firm >= 0).view(np.uint8),
        made.good,
        demand_first,
        demand,
        given.rule("safety_stock"),
        net.safety_week,
        lot_first,
        lot,
        swap_first,
        swapped.week,
        swapped.quantity,
        swapped.used,
        ask_first,
        ask,
        take_first,
        take,
        urgency,
        swap_urgency,
        links,
        short,
        supply_first,
        *spans,
        np.empty(NEED * (most + 1), np.int64),
        np.empty(SUPPLY * supplies, np.int64),
        np.empty(most, np.int64),
        np.empty(most, np.int64),
        np.empty(given.weeks + 1, np.int64),
    )
    item, consumer, quantity = short[: 3 * codes[5]].reshape(-1, 3).T
    bases = supply_base[:-1].copy(), consumer_base[:-1].copy()
    settled = _settled(count, links, spans, supply_first, bases)
    return Pegged(settled, bases[0], supply_first, bases[1], urgency, item, consumer, quantity)


def _settled(count: int, links: Ints, spans: Ints, supply_first: Ints, bases: tuple[Ints, Ints]) -> dict[str, Any]:
    supply, offset, consumer, quantity, kinds = columns(*[count] * 4, count // 4 + 2)
    supply_kind, consumer_kind = kinds.view(np.uint8)[:count], kinds.view(np.uint8)[count : 2 * count]
    made = (supply_kind, supply, offset, consumer_kind, consumer, quantity)
    settle(links, *spans, *bases, supply_first, *made)
    return dict(zip(LINK_COLUMNS, made, strict=True))


def _demand(net: Network, first_code: int) -> tuple[Ints, Ints]:
    """Lines of demand as needs, by item, week, urgency and row."""
    given = net.given
    by_urgency = np.argsort(given.demand_priority, kind="stable")
    _, by_week = grouped(given.demand_week, given.weeks, by_urgency)
    demand_first, order = grouped(given.demand_item, given.n_items, by_week)
    needs = (given.demand_week[order], given.demand_priority[order], first_code + order, given.demand_quantity[order])
    return demand_first, np.stack(needs, axis=1).ravel()


def _lots(net: Network, along: Byproducts, supply_base: Ints) -> tuple[Ints, Ints]:
    """Stock, receipts and by-products by item and arrival."""
    given = net.given
    stock, receipts = len(given.stock_item), len(given.receipt_item)
    item = np.concatenate([given.stock_item, given.receipt_item, along.item])
    week = np.concatenate([np.zeros(stock, np.int64), given.receipt_week, along.week])
    code = int(supply_base[1]) + np.arange(len(item))
    quantity = np.concatenate([given.stock_quantity, given.receipt_quantity, along.quantity])
    rank = np.repeat([ARRIVAL_RANK, BYPRODUCT_RANK], [stock + receipts, len(along.item)])
    _, by_week = grouped(week, given.weeks)
    lot_first, order = grouped(item, given.n_items, by_week)
    lots = (code[order], quantity[order], week[order], rank[order])
    return lot_first, np.stack(lots, axis=1).ravel()


def _takers(net: Network, swapped: Swaps) -> tuple[Ints, Ints, Ints, Ints]:
    """By giving item: alternates' swaps, which are needs like any other, and substitutes' in the turn of the takers."""
    place = np.empty_like(net.turn)
    place[net.turn] = np.arange(len(net.turn))
    found: list[Ints] = []
    for kind in (SWAP_ALTERNATE, SWAP_SUBSTITUTE):
        rows = np.flatnonzero(swapped.kind == kind)
        rows = rows[np.lexsort((rows, place[swapped.item[rows]], swapped.other[rows]))]
        found += [group_starts(swapped.other[rows], net.given.n_items), rows]
    return found[0], found[1], found[2], found[3]


def _needs_by_item(net: Network, made: Orders, demand_first: Ints, ask_first: Ints) -> Ints:
    """How many needs an item has at most."""
    counts = np.diff(demand_first) + np.diff(ask_first) + 1
    lots = np.append(0, np.cumsum(np.diff(made.first)[net.up[PARENT::LINE]]))
    most: Ints = counts + lots[net.up_first[1:]] - lots[net.up_first[:-1]]
    return most
