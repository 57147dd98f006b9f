"""From orders to the columns of the answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from rantai.engine.pooling.covering import Need, Use
from rantai.engine.pooling.joint.search import Found
from rantai.engine.pooling.joint.shop import Books, JointShop, books
from rantai.engine.pooling.joint.stock import Given, move_cost_idr, moved_mass_g
from rantai.engine.pooling.joint.tables import CAUSE_TIME, JointAnswer, JointInput
from rantai.engine.pooling.market import unit_mass_g
from rantai.engine.pooling.tables import CAUSE_LEAD, CAUSE_NO_OFFER, KIND_BAR, SOURCE_ORDER, SOURCE_STOCK


@dataclass(frozen=True)
class Before:
    """What was settled before any order: stock with its uses, open needs one by one, and those out of reach."""

    stock: Given
    needs: tuple[Need, ...]
    out_of_reach: list[Need]


def report(given: JointInput, shop: JointShop, found: Found, before: Before) -> JointAnswer:
    """The whole answer: the steel is given out once more, to every need by itself."""
    counted = books(replace(shop, needs=before.needs), found.books.orders)
    moves = _moves(given, before.stock)
    transfer = sum(row[3] for row in moves)
    totals = counted.totals
    items = sorted(counted.orders, key=lambda key: (shop.offers[key[0]].row, key[1]))
    return JointAnswer(
        status=str(found.status),
        objective=counted.cost_idr + transfer,
        bound=min(found.bound_idr, counted.cost_idr) + transfer,
        purchase_idr=totals.purchase_idr,
        truck_idr=totals.truck_idr,
        holding_idr=counted.holding_idr,
        transfer_idr=transfer,
        open_idr=counted.open_idr,
        **columns("item", ITEM, [_item(shop, key, counted.orders[key]) for key in items]),
        **columns("order", ORDER, [_order(shop, counted, key) for key in sorted(totals.values)]),
        **columns("load", LOAD, [(*key, *load) for key, load in totals.loads.items() if _carries(shop, key[0])]),
        **columns("move", MOVE, moves),
        **columns("use", USE, sorted(_uses(given, shop, counted, items, before))),
        **columns("short", SHORT, sorted(_shorts(given, shop, counted, found, before))),
        **columns("worth", WORTH, [(*key, idr) for key, idr in sorted(found.worth.items())]),
    )


ITEM = ("offer", "week", "arrival_week", "pieces", "mass_g", "price_idr_t", "cost_idr")
ORDER = ("supplier", "week", "mass_g", "value_idr", "rebate_ppm", "cost_idr")
LOAD = ("supplier", "week", "mass_g", "trucks", "back_trucks", "cost_idr")
MOVE = ("stock", "to", "mass_g", "cost_idr")
USE = ("need", "source_kind", "source", "pieces", "mass_g", "week", "late_weeks")
SHORT = ("need", "pieces", "mass_g", "cause", "arrival_week")
WORTH = ("format", "week", "idr_t")


def columns(group: str, names: tuple[str, ...], rows: Sequence[tuple[int, ...]]) -> Mapping[str, Any]:
    """Rows as int64 columns named `group_name`."""
    return {f"{group}_{name}": np.array([row[at] for row in rows], dtype=np.int64) for at, name in enumerate(names)}


def _carries(shop: JointShop, seller: int) -> bool:
    return shop.market.sellers[seller].truck_g > 0


def _item(shop: JointShop, key: tuple[int, int], units: int) -> tuple[int, ...]:
    offer, arrival = shop.offers[key[0]], key[1] - 1
    pieces = units if offer.counts_pieces else offer.coils(units)
    price = offer.tier(units).price_idr_t
    return (offer.row, arrival - offer.lead_weeks, arrival, pieces, units * offer.unit_g, price, offer.cost_idr(units))


def _order(shop: JointShop, counted: Books, key: tuple[int, int]) -> tuple[int, ...]:
    totals = counted.totals
    rebate = shop.market.sellers[key[0]].rebate_ppm(totals.masses[key])
    return (*key, totals.masses[key], totals.values[key], rebate, totals.costs[key])


def _moves(given: JointInput, stock: Given) -> list[tuple[int, int, int, int]]:
    moves = []
    for (row, centre), units in sorted(stock.moved_units.items()):
        mass = moved_mass_g(given, row, units)
        lane = stock.lanes[int(given.stock_centre[row]), centre]
        moves.append((row, centre, mass, move_cost_idr(mass, lane.price_idr_t)))
    return moves


def _uses(
    given: JointInput, shop: JointShop, counted: Books, items: list[tuple[int, int]], before: Before
) -> list[tuple[int, ...]]:
    place = {key: at for at, key in enumerate(items)}
    keys = list(counted.orders)
    served = []
    for use in before.stock.uses:
        row = before.stock.sources[use.source].row
        served.append(_use(given, use, (SOURCE_STOCK, row), int(given.steel.stock_format[row])))
    for use in counted.uses:
        key = keys[use.source]
        served.append(_use(given, use, (SOURCE_ORDER, place[key]), shop.offers[key[0]].format))
    return served


def _use(given: JointInput, use: Use, source: tuple[int, int], source_format: int) -> tuple[int, ...]:
    pieces = use.units if given.steel.format_kind[use.format] <= KIND_BAR else 0
    mass = use.taken * unit_mass_g(given.steel, source_format)
    return (use.need, *source, pieces, mass, use.week, use.week - int(given.steel.need_week[use.need]))


def _shorts(given: JointInput, shop: JointShop, counted: Books, found: Found, before: Before) -> list[tuple[int, ...]]:
    rows = []
    for need in before.out_of_reach:
        arrivals = _arrivals(shop, need.format)
        rows.append(_short(given, need, CAUSE_LEAD if arrivals else CAUSE_NO_OFFER, min(arrivals, default=-1)))
    for need in counted.short:
        cause = found.causes.get(need.format, CAUSE_TIME)
        rows.append(_short(given, need, cause, min(_arrivals(shop, need.format))))
    return rows


def _short(given: JointInput, need: Need, cause: int, arrival: int) -> tuple[int, ...]:
    pieces = need.units if given.steel.format_kind[need.format] <= KIND_BAR else 0
    return (need.row, pieces, need.units * unit_mass_g(given.steel, need.format), cause, arrival)


def _arrivals(shop: JointShop, format_: int) -> list[int]:
    """Earliest arrival of every offer that may serve the format, behind the horizon too."""
    return [
        weeks[0] - 1
        for offer, weeks in zip(shop.offers, shop.market.any_weeks, strict=True)
        if format_ in offer.takes and weeks
    ]
