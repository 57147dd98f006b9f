"""A proven bound: pieces of each item that any plan must order, whenever it does.

Proof: a plan that meets all demand uses at least the demand for an item and its safety stock, plus what its parents'
ordered pieces need, can take at most the item's own stock and receipts for it, and loses the share that does not come
out good. Parents come first, so by induction on the level the parents' bound holds. Bill lines that hold in every week
count. Left out, a relaxation: rounding by lot, lot rules and timing; and any need of an item that may stay short
(frozen, not orderable) or be served otherwise (substitutes, alternates, by-products). Firm orders are ordered anyway.
"""

from __future__ import annotations

import numpy as np

from rantai.core.tables import Ints
from rantai.engine.explosion.bounds_loops import fewest_of
from rantai.engine.explosion.loops import grouped
from rantai.engine.explosion.tables import ExplosionInput


def fewest_pieces(given: ExplosionInput, level: Ints) -> list[int]:
    """By item: pieces that any plan orders at least. For questions that are not refused as too large."""
    first, by_parent = grouped(given.bill_parent, given.n_items)
    may_miss = (given.rule("frozen_weeks") > 0) | (given.rule("orderable") == 0)
    for items in (given.substitute_item, given.alternate_item, given.byproduct_child):
        may_miss[items] = True
    always = (given.bill_first_week <= 0) & (given.bill_last_week >= given.weeks - 1)
    wanted = _sums(given, given.demand_item, given.demand_quantity) + given.rule("safety_stock")
    at_hand = _sums(given, given.stock_item, given.stock_quantity)
    at_hand += _sums(given, given.receipt_item, given.receipt_quantity)
    fewest = np.zeros(given.n_items, dtype=np.int64)
    fewest_of(
        grouped(level, given.n_items)[1],
        first,
        by_parent,
        *(np.ascontiguousarray(one) for one in (given.bill_child, given.bill_quantity_each, given.bill_scrap_ppm)),
        wanted,
        at_hand,
        given.rule("yield_ppm"),
        _sums(given, given.firm_item, given.firm_quantity),
        may_miss.astype(np.int64),
        always.astype(np.int64),
        fewest,
    )
    return list(fewest.tolist())


def _sums(given: ExplosionInput, item: Ints, quantity: Ints) -> Ints:
    total = np.zeros(given.n_items, dtype=np.int64)
    np.add.at(total, item, quantity)
    return total
