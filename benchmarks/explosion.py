"""The explosion against a plain numpy/scipy.sparse kernel, interleaved: `python benchmarks/explosion.py`.

The peer nets and explodes quantities only. Ours also finds the levels, refuses loops and overflow, and writes every
order with its links to what it serves, so the ratio says what orders and pegging cost on top of bare sums.
"""

from __future__ import annotations

import time
from statistics import median

import numpy as np
from scipy.sparse import csr_matrix

from lines import Line  # a neighbour in benchmarks/
from rantai.engine.explosion import ExplosionInput, solve

WEEKS, LEVELS, ITEMS_A_LEVEL, EDGES = 20, 8, 1_500, 36_450
ROUNDS = 5


def world(seed: int) -> ExplosionInput:
    """Invented bills in which children lie on lower levels than their parents; every week wants every product."""
    draw = np.random.default_rng(seed)
    items = LEVELS * ITEMS_A_LEVEL
    parent = draw.integers(0, items - ITEMS_A_LEVEL, EDGES)
    below = (parent // ITEMS_A_LEVEL + 1) * ITEMS_A_LEVEL
    child = below + draw.integers(0, np.minimum(2 * ITEMS_A_LEVEL, items - below))
    stock, receipts = items // 2, items // 4
    return ExplosionInput(
        weeks=WEEKS,
        n_items=items,
        bill_parent=parent,
        bill_child=child,
        bill_quantity_each=draw.integers(1, 4, EDGES),
        bill_scrap_ppm=np.zeros(EDGES, np.int64),
        bill_first_week=np.zeros(EDGES, np.int64),
        bill_last_week=np.full(EDGES, WEEKS),
        lead_weeks=draw.integers(0, 3, items),
        demand_item=np.repeat(np.arange(ITEMS_A_LEVEL), WEEKS),
        demand_week=np.tile(np.arange(WEEKS), ITEMS_A_LEVEL),
        demand_quantity=draw.integers(1, 200, ITEMS_A_LEVEL * WEEKS),
        demand_priority=np.ones(ITEMS_A_LEVEL * WEEKS, np.int64),
        stock_item=draw.choice(items, stock, replace=False),
        stock_quantity=draw.integers(1, 500, stock),
        receipt_item=draw.choice(items, receipts, replace=False),
        receipt_week=draw.integers(0, WEEKS, receipts),
        receipt_quantity=draw.integers(1, 500, receipts),
    )


def plain(given: ExplosionInput, level: np.ndarray) -> np.ndarray:
    """Pieces to order by item and week, with levels given: the kernel that anybody writes with numpy and scipy."""
    shape = (given.n_items, WEEKS)
    gross, supply = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    np.add.at(gross, (given.demand_item, given.demand_week), given.demand_quantity)
    np.add.at(supply, (given.stock_item, np.zeros_like(given.stock_item)), given.stock_quantity)
    np.add.at(supply, (given.receipt_item, given.receipt_week), given.receipt_quantity)
    each = (given.bill_quantity_each, (given.bill_parent, given.bill_child))
    bill = csr_matrix(each, shape=(given.n_items, given.n_items))
    ordered = np.zeros(shape, np.int64)
    for code in range(int(level.max()) + 1):
        items = np.flatnonzero(level == code)
        ordered[items] = lots = _net(gross[items], supply[items])
        gross += bill[items].T @ _earlier(lots, given.lead_weeks[items])
    return ordered


def _net(gross: np.ndarray, supply: np.ndarray) -> np.ndarray:
    """What is left to order each week when supplies serve needs of their week and later."""
    missing = np.maximum(np.cumsum(gross, axis=1) - np.cumsum(supply, axis=1), 0)
    return np.diff(np.maximum.accumulate(missing, axis=1), axis=1, prepend=0)


def _earlier(lots: np.ndarray, lead: np.ndarray) -> np.ndarray:
    """Lots in the week in which their components are needed, never before week 0."""
    shifted = np.zeros_like(lots)
    for weeks in np.unique(lead).tolist():
        rows = lead == weeks
        shifted[rows, : WEEKS - weeks] = lots[rows, weeks:]
        shifted[rows, 0] += lots[rows, :weeks].sum(axis=1)
    return shifted


def measure() -> list[Line]:
    """Median CPU of interleaved rounds; a fault for each item and week on which the two disagree."""
    given = world(1)
    answer = solve(given)
    ours: list[float] = []
    theirs: list[float] = []
    for _ in range(ROUNDS):
        start = time.process_time()
        ordered = plain(given, answer.level)
        middle = time.process_time()
        answer = solve(given)
        theirs.append(middle - start)
        ours.append(time.process_time() - middle)
    same = np.zeros_like(ordered)
    same[answer.order_item, answer.order_week] = answer.order_quantity
    size = f"{EDGES * WEEKS:,} lines; {len(answer.order_item):,} orders, {len(answer.link_supply):,} links written"
    cpu = median(ours)
    differs = int((same != ordered).sum())
    return [Line("explosion", size, cpu, None, cpu / median(theirs), "numpy/scipy.sparse, sums only", differs)]


if __name__ == "__main__":
    print(*measure(), sep="\n")
