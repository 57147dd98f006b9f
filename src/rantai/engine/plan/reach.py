"""Lots that nobody could ever make whole: what is beyond all hours of all makers is told as short at once.

Asking the allocation for such a lot would overflow its sums, and its answer would be the same: the makers make what
they can, the rest stays short. Only lots of a billion pieces and more are looked at; others cannot overflow.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from rantai.core.tables import Ints
from rantai.engine.plan.capacity import Pools
from rantai.engine.plan.index import Index
from rantai.engine.plan.orders import Reason, Sublot

LARGE_PIECES = 10**9


def within_reach(index: Index, pools: Pools, sublots: list[Sublot], free_ms: Ints) -> tuple[list[Sublot], list[Reason]]:
    """The lots with no more pieces than all makers of the item have hours for, and why the rest is short.

    Lots of items that are also sold ready made are left as they are: a seller has no hours. `free_ms`: pool × week.
    """
    kept, reasons = [], []
    for sublot in sublots:
        most = _makeable(index, pools, sublot, free_ms) if sublot.quantity_pieces >= LARGE_PIECES else None
        if most is None or most[0] >= sublot.quantity_pieces:
            kept.append(sublot)
            continue
        pieces, pool = most
        beyond = sublot.quantity_pieces - pieces
        resource, week = pools.resource_code(pool), index.weeks - 1
        reasons.append(Reason(sublot.order, None, "short", "capacity_full", resource, week, beyond, "pieces"))
        if pieces:
            kept.append(replace(sublot, quantity_pieces=pieces))
    return kept, reasons


def _makeable(index: Index, pools: Pools, sublot: Sublot, free_ms: Ints) -> tuple[int, int] | None:
    """Pieces that all makers could make in the whole plan, and a pool that holds them back; None: not bounded so."""
    code = index.items[sublot.order.item]
    rows = np.flatnonzero(index.given.capabilities.item_code == code).tolist()
    if not rows or (index.given.item_offers.item_code == code).any():
        return None
    pieces, tightest = 0, 0
    for row in rows:
        by_pool = [(int(free_ms[pool].sum()) // ms, pool) for pool, ms in pools.work_of_capability[row]]
        most, tightest = min(by_pool)
        pieces += most
    return pieces, tightest
