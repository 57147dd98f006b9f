"""The explosion: net all items in cells, parents first, then write lots and links."""

from __future__ import annotations

from typing import Any

import numpy as np

from rantai.core.tables import Ints
from rantai.engine.explosion.bounds import fewest_pieces
from rantai.engine.explosion.cells import Cells, swept
from rantai.engine.explosion.network import Network, network
from rantai.engine.explosion.params import ExplosionParams
from rantai.engine.explosion.pegging import Pegged, pegged
from rantai.engine.explosion.records import Byproducts, Orders, Swaps, byproducts, orders, swaps
from rantai.engine.explosion.tables import (
    REASON_FIRM,
    REASON_FROZEN,
    REASON_NOBODY,
    SUPPLY_ORDER,
    ExplosionAnswer,
    ExplosionInput,
)

DEFAULTS = ExplosionParams()


def solve(given: ExplosionInput, params: ExplosionParams = DEFAULTS) -> ExplosionAnswer:
    """Lots of every item by week and by the item's rules, and the links from every supply to its consumers.

    Each new lot covers what stock, receipts, firm orders, by-products and substitutes leave open, in the week of the
    need unless frozen weeks forbid it. Its components are needed `lead_weeks` earlier, enlarged by the line's scrap
    and rounded up once a lot. Raises `BillLoop` when a bill contains itself, `QuantityTooLarge` when pieces of an item
    pass `params.largest_pieces`.
    """
    net = network(given, params.largest_pieces)
    return written(net, swept(net))


def written(net: Network, cells: Cells) -> ExplosionAnswer:
    """The plan that stands in the cells, as records."""
    given, made, swapped = net.given, orders(net, cells), swaps(net, cells)
    along = byproducts(net, made)
    links = pegged(net, made, along, swapped)
    pieces = _sum(made.quantity)
    bound = sum(fewest_pieces(given, net.level))
    kind = np.searchsorted(links.consumer_base, links.short_consumer, side="right") - 1
    more: dict[str, Any] = {f"byproduct_{name}": column for name, column in vars(along).items()}
    more |= {f"swap_{name}": column for name, column in vars(swapped).items()}
    more |= links.links | _late(net, made, links, along, swapped)
    status = "optimal" if pieces == bound else "feasible"
    return ExplosionAnswer(
        status="infeasible" if len(links.short_item) else status,
        objective=pieces,
        bound=bound,
        level=net.level,
        order_item=made.item,
        order_week=made.week,
        order_quantity=made.quantity,
        order_start_week=made.start,
        order_priority=links.urgency,
        order_good=made.good,
        order_firm=made.firm,
        **more,
        supply_base=links.supply_base,
        supply_first=links.supply_first,
        consumer_base=links.consumer_base,
        short_item=links.short_item,
        short_consumer_kind=kind,
        short_consumer=links.short_consumer - links.consumer_base[kind],
        short_quantity=links.short_quantity,
        short_reason=_reason(given, links.short_item),
        unused_substitutes=net.stand_ins.unused_substitutes,
        unused_alternates=net.stand_ins.unused_alternates,
    )


def _sum(quantity: Ints) -> int:
    """Exact beyond 64 bits."""
    low = quantity & 0xFFFFFFFF
    return (int((quantity >> 32).sum()) << 32) + int(low.sum())


def _reason(given: ExplosionInput, item: Ints) -> Ints:
    return np.where(given.rule("orderable")[item] == 0, REASON_NOBODY, REASON_FROZEN)


def _late(net: Network, made: Orders, links: Pegged, along: Byproducts, swapped: Swaps) -> dict[str, Ints]:
    """Links whose supply comes after the week of need: only where a rule keeps lots from being ordered in time."""
    given = net.given
    if not given.frozen_weeks.any() and given.rule("orderable").all():
        return {f"late_{name}": np.zeros(0, np.int64) for name in ("link", "weeks", "reason")}
    stock = np.zeros(len(given.stock_item), np.int64)
    comes = np.concatenate([made.week, stock, given.receipt_week, along.week, swapped.week])
    needed = np.concatenate([made.begin, given.demand_week, net.safety_week, swapped.week])
    kind, supply = links.links["link_supply_kind"], links.links["link_supply"]
    user = links.consumer_base[links.links["link_consumer_kind"]] + links.links["link_consumer"]
    weeks = comes[links.supply_base[kind] + supply] - needed[user]
    row = np.flatnonzero(weeks > 0)
    item = np.concatenate([made.item, given.stock_item, given.receipt_item, along.item, swapped.item])
    numbered = links.supply_base[kind[row]] + supply[row]
    firm = np.append(made.firm, -1)[np.where(kind[row] == SUPPLY_ORDER, supply[row], -1)] >= 0
    reason = np.where(firm, REASON_FIRM, _reason(given, item[numbered]))
    return {"late_link": row, "late_weeks": weeks[row], "late_reason": reason}
