"""The explosion: a sweep by low-level code, every level in a handful of column operations."""

from __future__ import annotations

import numpy as np

from rantai.core.tables import Ints
from rantai.core.units import PPM
from rantai.engine.explosion.bounds import fewest_pieces
from rantai.engine.explosion.loops import expand, find_loop, group_starts, low_level_codes
from rantai.engine.explosion.netting import Lots, Needs, Netted, demand_needs, merged, net, refuse_too_large
from rantai.engine.explosion.params import ExplosionParams
from rantai.engine.explosion.refusals import BillLoop, QuantityTooLarge
from rantai.engine.explosion.tables import (
    CONSUMER_ORDER,
    SUPPLY_ORDER,
    SUPPLY_RECEIPT,
    SUPPLY_STOCK,
    ExplosionAnswer,
    ExplosionInput,
)

DEFAULTS = ExplosionParams()


def solve(given: ExplosionInput, params: ExplosionParams = DEFAULTS) -> ExplosionAnswer:
    """Lots of every item by week, lot for lot, and the links from every supply to its consumers.

    Each lot of an item and week covers what stock and earlier receipts leave open of that week's needs. Its
    components are needed `lead_weeks` earlier, enlarged by the line's scrap and rounded up once a lot.
    Raises `BillLoop` when a bill contains itself, `QuantityTooLarge` when pieces pass `params.largest_pieces`.
    """
    level = _levels(given)
    lots = _lots(given, level)
    waiting = _by_level(demand_needs(given), level)
    sweep = _Sweep()
    for code in range(int(level.max(initial=-1)) + 1):
        parts = waiting.pop(code, [])
        if not parts:
            continue
        needs = Needs.joined(parts).in_turn(given.weeks)
        here = _slice(lots, level, code)
        netted = net(needs, here, given.weeks, params.largest_pieces)
        children = _children(given, netted, sweep.orders, params.largest_pieces)
        sweep.add(netted, needs, here)
        for below, more in _by_level(children, level).items():
            waiting.setdefault(below, []).extend(more)
    return _answer(given, level, sweep)


def _levels(given: ExplosionInput) -> Ints:
    level = low_level_codes(given.n_items, given.bill_parent, given.bill_child)
    if (level < 0).any():
        raise BillLoop(find_loop(given.n_items, given.bill_parent, given.bill_child))
    return level


def _lots(given: ExplosionInput, level: Ints) -> Lots:
    """Stock, then receipts, sorted by level, item, arrival, kind and row."""
    stock, receipts = len(given.stock_item), len(given.receipt_item)
    item = np.concatenate([given.stock_item, given.receipt_item])
    week = np.concatenate([np.zeros(stock, np.int64), given.receipt_week])
    kind = np.repeat(np.array([SUPPLY_STOCK, SUPPLY_RECEIPT]), [stock, receipts])
    index = np.concatenate([np.arange(stock), np.arange(receipts)])
    quantity = np.concatenate([given.stock_quantity, given.receipt_quantity])
    order = np.lexsort((index, kind, week, item, level[item]))
    return Lots(item[order], week[order], kind[order], index[order], quantity[order])


def _slice(lots: Lots, level: Ints, code: int) -> Lots:
    first, last = np.searchsorted(level[lots.item], [code, code + 1])
    return Lots(**{name: column[first:last] for name, column in vars(lots).items()})


def _by_level(needs: Needs, level: Ints) -> dict[int, list[Needs]]:
    codes = level[needs.item]
    return {int(code): [needs.take(np.flatnonzero(codes == code))] for code in np.unique(codes)}


def _children(given: ExplosionInput, netted: Netted, orders_before: int, largest: int) -> Needs:
    """What the level's lots need of their components; bills hold by the week in which the lot is started."""
    by_parent = np.argsort(given.bill_parent, kind="stable")
    first = group_starts(given.bill_parent[by_parent], given.n_items)
    item = netted.order_item
    runs, order = expand(first[item], first[item + 1] - first[item])
    line = by_parent[runs]
    start = np.maximum(netted.order_week - given.lead_weeks[item], 0)[order]
    holds = (given.bill_first_week[line] <= start) & (start <= given.bill_last_week[line])
    line, order, start = line[holds], order[holds], start[holds]
    quantity = _with_scrap(netted.order_quantity[order], line, given, largest)
    return merged(
        Needs(
            item=given.bill_child[line],
            week=start,
            priority=netted.order_priority[order],
            kind=np.full(len(line), CONSUMER_ORDER),
            consumer=orders_before + order,
            rank=item[order] * given.weeks + netted.order_week[order],
            quantity=quantity,
        )
    )


def _with_scrap(parents: Ints, line: Ints, given: ExplosionInput, largest: int) -> Ints:
    """Components for whole lots, rounded up once a lot; exact without a product beyond 2^62."""
    each, kept = given.bill_quantity_each[line], PPM - given.bill_scrap_ppm[line]
    about = parents.astype(np.float64) * each * PPM / kept
    if (about > largest).any():
        raise QuantityTooLarge(int(given.bill_child[line][np.argmax(about)]))
    whole, rest = np.divmod(parents * each, kept)
    quantity = whole * PPM - (-(rest * PPM) // kept)
    refuse_too_large(given.bill_child[line], quantity, largest)
    return quantity


class _Sweep:
    """What the levels have found so far; orders are counted in the order of discovery."""

    def __init__(self) -> None:
        self.orders = 0
        self.netted: list[Netted] = []
        self.links: list[Ints] = []

    def add(self, netted: Netted, needs: Needs, lots: Lots) -> None:
        made, taken = netted.from_orders, netted.from_lots
        ordered = np.full(len(made.supply), SUPPLY_ORDER)
        for links, kind, supply in (
            (made, ordered, made.supply + self.orders),
            (taken, lots.kind[taken.supply], lots.index[taken.supply]),
        ):
            consumer = needs.kind[links.need], needs.consumer[links.need]
            self.links.append(np.stack([kind, supply, links.offset, *consumer, links.quantity]))
        self.netted.append(netted)
        self.orders += len(netted.order_item)

    def column(self, name: str) -> Ints:
        parts = [getattr(netted, name) for netted in self.netted]
        return np.concatenate([np.zeros(0, np.int64), *parts])


def _answer(given: ExplosionInput, level: Ints, sweep: _Sweep) -> ExplosionAnswer:
    """Everything in the order of items and weeks instead of the order of discovery."""
    item, week = sweep.column("order_item"), sweep.column("order_week")
    sorting = np.argsort(item * given.weeks + week, kind="stable")
    position = np.empty_like(sorting)
    position[sorting] = np.arange(len(sorting))
    links = np.concatenate([np.zeros((6, 0), np.int64), *sweep.links], axis=1)
    kind, supply, offset, consumer_kind, consumer, quantity = links
    supply = np.where(kind == SUPPLY_ORDER, np.append(position, 0)[np.where(kind == SUPPLY_ORDER, supply, -1)], supply)
    is_order = consumer_kind == CONSUMER_ORDER
    consumer = np.where(is_order, np.append(position, 0)[np.where(is_order, consumer, -1)], consumer)
    # A supply's links lie in the order of its offsets already: all of them come from one level.
    by_supply = np.argsort(kind * (1 + int(supply.max(initial=0))) + supply, kind="stable")
    ordered = sweep.column("order_quantity")[sorting]
    pieces, bound = sum(ordered.tolist()), sum(fewest_pieces(given, level))
    return ExplosionAnswer(
        status="optimal" if pieces == bound else "feasible",
        objective=pieces,
        bound=bound,
        level=level,
        order_item=item[sorting],
        order_week=week[sorting],
        order_quantity=ordered,
        order_start_week=week[sorting] - given.lead_weeks[item[sorting]],
        order_priority=sweep.column("order_priority")[sorting],
        link_supply_kind=kind[by_supply],
        link_supply=supply[by_supply],
        link_offset=offset[by_supply],
        link_consumer_kind=consumer_kind[by_supply],
        link_consumer=consumer[by_supply],
        link_quantity=quantity[by_supply],
    )
