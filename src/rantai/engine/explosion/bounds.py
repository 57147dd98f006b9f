"""A proven bound: pieces of each item that any plan must order, whenever it does.

Proof: a plan that meets all demand uses at least the demand for an item, plus what its parents' ordered pieces need,
and can take at most the item's own stock and receipts for it. Parents come first, so by induction on the level the
parents' bound holds. Lines that hold in every week count; rounding up by lot and timing are left out: a relaxation.
"""

from __future__ import annotations

import numpy as np

from rantai.core.numbers import LARGEST
from rantai.core.tables import Ints
from rantai.core.units import PPM, ceil_div
from rantai.engine.explosion.tables import ExplosionInput


def fewest_pieces(given: ExplosionInput, level: Ints) -> list[int]:
    """By item: pieces that any plan orders at least. Python integers, so nothing overflows."""
    needed = _sums(given.n_items, given.demand_item, given.demand_quantity)
    at_hand = _sums(given.n_items, given.stock_item, given.stock_quantity)
    coming = _sums(given.n_items, given.receipt_item, given.receipt_quantity)
    fewest = [0] * given.n_items
    lines = _lines_by_parent(given)
    for item in np.argsort(level, kind="stable").tolist():
        fewest[item] = max(0, needed[item] - at_hand[item] - coming[item])
        for child, each, scrap in lines.get(item, ()):
            needed[child] += ceil_div(fewest[item] * each * PPM, PPM - scrap)
    return fewest


def _sums(n_items: int, item: Ints, quantity: Ints) -> list[int]:
    exact = object if float(quantity.astype(np.float64).sum()) > LARGEST else np.int64
    total = np.zeros(n_items, dtype=exact)
    np.add.at(total, item, quantity)
    return list(total.tolist())


def _lines_by_parent(given: ExplosionInput) -> dict[int, list[tuple[int, int, int]]]:
    always = (given.bill_first_week <= 0) & (given.bill_last_week >= given.weeks - 1)
    columns = (given.bill_parent, given.bill_child, given.bill_quantity_each, given.bill_scrap_ppm)
    lines: dict[int, list[tuple[int, int, int]]] = {}
    for parent, child, each, scrap in zip(*(column[always].tolist() for column in columns), strict=True):
        lines.setdefault(parent, []).append((child, each, scrap))
    return lines
