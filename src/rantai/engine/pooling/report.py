"""From orders and uses to the columns of the answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from rantai.engine.pooling.basket import Orders, Shop
from rantai.engine.pooling.covering import Need, Source, Use
from rantai.engine.pooling.market import Offer, unit_mass_g
from rantai.engine.pooling.params import PoolingParams
from rantai.engine.pooling.search import Found
from rantai.engine.pooling.tables import (
    CAUSE_LEAD,
    CAUSE_NO_OFFER,
    KIND_BAR,
    SOURCE_ORDER,
    SOURCE_STOCK,
    PoolingAnswer,
    PoolingInput,
)

WEEKS_A_MONTH = 52 / 12


@dataclass(frozen=True)
class From:
    """What was settled before anything was ordered: the market, stock with its uses, and needs that stay short."""

    market: list[Offer]
    stock: list[Source]
    stock_uses: list[Use]
    short: list[Need]


def report(given: PoolingInput, params: PoolingParams, shop: Shop, found: Found, before: From) -> PoolingAnswer:
    """The whole answer."""
    uses, _, sources = shop.covered(found.orders)
    purchase = shop.purchase_idr(found.orders)
    holding = shop.holding_idr(shop.gram_weeks(found.orders, uses))
    keys = sorted(found.orders)  # source i of the uses is the i-th of these
    by_row = sorted(range(len(keys)), key=lambda place: (shop.offers[keys[place][0]].row, keys[place][1]))
    orders = [_order(given, params, shop, keys[place], found.orders, sources[place]) for place in by_row]
    served = [
        _use(
            given,
            use,
            SOURCE_STOCK,
            before.stock[use.source].row,
            int(given.stock_format[before.stock[use.source].row]),
        )
        for use in before.stock_uses
    ]
    for use in uses:
        served.append(_use(given, use, SOURCE_ORDER, by_row.index(use.source), shop.offers[keys[use.source][0]].format))
    return PoolingAnswer(
        status=str(found.status),
        objective=purchase + holding,
        bound=found.bound_idr,
        purchase_idr=purchase,
        holding_idr=holding,
        **_columns("order", ORDER, orders),
        **_columns("use", USE, sorted(served)),
        **_columns("short", SHORT, sorted(_short(given, before.market, need) for need in before.short)),
    )


ORDER = {
    **dict.fromkeys(("offer", "week", "arrival_week", "pieces", "mass_g", "tier", "price_idr_t", "cost_idr"), "int64"),
    **dict.fromkeys(("needed_g", "leftover_g"), "int64"),
    "months_cover": "float64",
    "is_long_cover": "bool",
}
USE = dict.fromkeys(("need", "source_kind", "source", "pieces", "mass_g", "week", "late_weeks"), "int64")
SHORT = dict.fromkeys(("need", "pieces", "mass_g", "cause", "arrival_week"), "int64")


def _columns(group: str, kinds: Mapping[str, str], rows: list[tuple[Any, ...]]) -> dict[str, Any]:
    return {
        f"{group}_{name}": np.array([row[place] for row in rows], dtype=kind)
        for place, (name, kind) in enumerate(kinds.items())
    }


def _order(
    given: PoolingInput, params: PoolingParams, shop: Shop, key: tuple[int, int], orders: Orders, source: Source
) -> tuple[Any, ...]:
    offer, units = shop.offers[key[0]], orders[key]
    mass, tier = units * offer.unit_g, offer.tier(units)
    needed = min(mass, offer.wanted_for_useful(offer.useful(units) - source.left) * offer.unit_g)
    pieces = units if offer.counts_pieces else offer.coils(units)
    months = months_cover(given, offer, mass)
    arrival = key[1] - 1
    figures = (mass, tier.row, tier.price_idr_t, offer.cost_idr(units), needed, mass - needed)
    when = (arrival - offer.lead_weeks, arrival)
    return (offer.row, *when, pieces, *figures, months, months > params.long_cover_months)


def months_cover(given: PoolingInput, offer: Offer, mass_g: int) -> float:
    """Months that the order covers at the average need over the horizon of all formats that it serves."""
    rows = zip(given.need_format.tolist(), given.need_pieces.tolist(), given.need_mass_g.tolist(), strict=True)
    needed = 0
    for format_, pieces, mass in rows:
        if format_ in offer.takes:
            units = pieces if given.format_kind[format_] <= KIND_BAR else mass
            needed += offer.wanted_for_useful(units * offer.takes[format_]) * offer.unit_g
    return mass_g / (needed / given.weeks * WEEKS_A_MONTH)


def _use(given: PoolingInput, use: Use, kind: int, source: int, source_format: int) -> tuple[int, ...]:
    pieces = use.units if given.format_kind[use.format] <= KIND_BAR else 0
    mass = use.taken * unit_mass_g(given, source_format)
    return (use.need, kind, source, pieces, mass, use.week, use.week - int(given.need_week[use.need]))


def _short(given: PoolingInput, market: list[Offer], need: Need) -> tuple[int, ...]:
    pieces = need.units if given.format_kind[need.format] <= KIND_BAR else 0
    arrivals = [offer.first_usable - 1 for offer in market if need.format in offer.takes]
    cause = CAUSE_LEAD if arrivals else CAUSE_NO_OFFER
    return (need.row, pieces, need.units * unit_mass_g(given, need.format), cause, min(arrivals, default=-1))
