"""From cells to records: lots, by-products and swaps, each in the order of the answer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rantai.core.tables import Ints
from rantai.engine.explosion.cells import Cells
from rantai.engine.explosion.group_loops import list_lots
from rantai.engine.explosion.loops import expand, group_starts
from rantai.engine.explosion.memory import columns
from rantai.engine.explosion.net_loops import RULES, START
from rantai.engine.explosion.network import Network, good_pieces
from rantai.engine.explosion.tables import SWAP_ALTERNATE, SWAP_SUBSTITUTE


@dataclass(frozen=True, eq=False)
class Orders:
    """Lots by item and week, firm ones first."""

    item: Ints
    week: Ints
    quantity: Ints  # pieces started
    start: Ints  # may be negative
    good: Ints
    firm: Ints  # row of the firm planned order or -1
    first: Ints  # by item

    @property
    def begin(self) -> Ints:
        """Week in which components are needed."""
        return np.maximum(self.start, 0)


@dataclass(frozen=True, eq=False)
class Byproducts:
    """By-products by item, week and lot."""

    order: Ints
    item: Ints
    week: Ints
    quantity: Ints


@dataclass(frozen=True, eq=False)
class Swaps:
    """Pieces of one item served by another, by item, week, kind and rank."""

    kind: Ints
    row: Ints
    item: Ints
    other: Ints
    week: Ints
    quantity: Ints
    used: Ints


def orders(net: Network, cells: Cells) -> Orders:
    """Every lot of the plan."""
    weeks = net.given.weeks
    item, week, quantity, start = columns(*[int(np.count_nonzero(cells.lots))] * 4)
    begins = net.rule[START::RULES].copy()
    firm = np.full(list_lots(cells.lots, weeks, begins, net.start, item, week, quantity, start), -1)
    if len(net.firm_row):
        rows = net.firm_row[net.given.firm_quantity[net.firm_row] > 0]
        item, week = np.append(net.given.firm_item[rows], item), np.append(net.given.firm_week[rows], week)
        quantity, firm = np.append(net.given.firm_quantity[rows], quantity), np.append(rows, firm)
        start = np.append(net.start[begins[net.given.firm_item[rows]] + net.given.firm_week[rows]], start)
        order = np.argsort(item * weeks + week, kind="stable")
        start = start[order]
        item, week, quantity, firm = item[order], week[order], quantity[order], firm[order]
    return Orders(
        item=item,
        week=week,
        quantity=quantity,
        start=start,
        good=good_pieces(net.given, item, quantity) if net.given.yield_ppm.size else quantity,
        firm=firm,
        first=group_starts(item, net.given.n_items),
    )


def byproducts(net: Network, made: Orders) -> Byproducts:
    """What lots bring along."""
    counts = np.diff(net.by_first)
    child = np.repeat(np.arange(net.given.n_items), counts)
    parent, each = net.by.reshape(-1, 2).T
    order, line = expand(made.first[parent], made.first[parent + 1] - made.first[parent])
    turn = np.lexsort((order, made.week[order], child[line]))
    order, line = order[turn], line[turn]
    return Byproducts(order, child[line], made.week[order], made.quantity[order] * each[line])


def swaps(net: Network, cells: Cells) -> Swaps:
    """Every cell in which another item serves."""
    weeks, held = net.given.weeks, net.stand_ins
    used, made, handed = (part.reshape(-1, weeks) for part in (cells.sub_used, cells.sub_made, cells.handed))
    sub, sub_week = np.nonzero(made)
    alt, alt_week = np.nonzero(handed)
    kind = np.repeat([SWAP_SUBSTITUTE, SWAP_ALTERNATE], [len(sub), len(alt)])
    item = np.append(held.substitute_item[sub], held.alternate_item[alt])
    week, rank = np.append(sub_week, alt_week), np.append(sub, alt)
    turn = np.lexsort((rank, kind, week, item))
    columns = (
        kind,
        np.append(held.substitute_row[sub], held.alternate_row[alt]),
        item,
        np.append(held.substitute_other[sub], held.alternate_other[alt]),
        week,
        np.append(made[sub, sub_week], handed[alt, alt_week]),
        np.append(used[sub, sub_week], handed[alt, alt_week]),
    )
    return Swaps(*(column[turn] for column in columns))
