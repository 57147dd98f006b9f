"""Small repairs of a plan that came out of the model: crumbs that rounding left, and grams that it lost.

An item is a crumb when it is a kilogram or less; in small plans every item is looked at. An item is joined with another
of its format, or left out, where that is cheaper; an item is raised by what is missing or late, where that is cheaper.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rantai.engine.pooling.basket import Orders
from rantai.engine.pooling.joint.shop import Books, JointShop, books, limit_faults, totals

CRUMB_G = 1_000
SMALL_PLAN = 40  # items
NEIGHBOURS = 4  # items of the same format that a crumb is joined with, or that are raised
MOST_RAISED = 60  # open needs that are looked at


def polished(shop: JointShop, counted: Books, out_of_time: Callable[[], bool]) -> Books:
    """The plan after every repair that makes it cheaper."""
    counted = _raised(shop, counted, out_of_time)
    for item in sorted(counted.orders, key=lambda item: (counted.orders[item] * shop.offers[item[0]].unit_g, item)):
        if out_of_time() or item not in counted.orders:
            break
        mass = counted.orders[item] * shop.offers[item[0]].unit_g
        if mass <= CRUMB_G or len(counted.orders) <= SMALL_PLAN:
            counted = min((counted, *_tried(shop, _without(shop, counted.orders, item))), key=_cost)
    return counted


def _cost(counted: Books) -> int:
    return counted.cost_idr


def _tried(shop: JointShop, variants: Iterator[Orders]) -> Iterator[Books]:
    """The variants that hold to every term."""
    for orders in variants:
        if not any(limit_faults(shop, totals(shop, orders))):
            yield books(shop, orders)


def _without(shop: JointShop, orders: Orders, item: tuple[int, int]) -> Iterator[Orders]:
    """The item left out, or its units given to one of the others nearest to it."""
    rest = {key: units for key, units in orders.items() if key != item}
    yield rest
    format_ = shop.offers[item[0]].format
    for other in _nearest(shop, rest, format_, item[1]):
        raised = _raise(shop, rest, other, orders[item])
        if raised:
            yield raised


def _raised(shop: JointShop, counted: Books, out_of_time: Callable[[], bool]) -> Books:
    """Items raised by what is short or late, need by need."""
    due = {need.row: need for need in shop.needs}
    late = [(use.need, use.units) for use in counted.uses if use.week > due[use.need].deadline]
    for row, units in [*((need.row, need.units) for need in counted.short), *late][:MOST_RAISED]:
        if out_of_time():
            break
        need, variants = due[row], []
        for other in _nearest(shop, counted.orders, need.format, need.deadline):
            variants.append(_raise(shop, counted.orders, other, units))
        counted = min((counted, *_tried(shop, (each for each in variants if each))), key=_cost)
    return counted


def _nearest(shop: JointShop, orders: Orders, format_: int, week: int) -> list[tuple[int, int]]:
    """Items that can serve a format, nearest in time first."""
    able = [key for key in orders if format_ in shop.offers[key[0]].takes]
    return sorted(able, key=lambda key: (abs(key[1] - week), key))[:NEIGHBOURS]


def _raise(shop: JointShop, orders: Orders, item: tuple[int, int], useful: int) -> Orders | None:
    """The orders with an item that brings so many useful units more."""
    offer = shop.offers[item[0]]
    units = offer.orderable(offer.wanted_for_useful(offer.useful(orders[item]) + useful))
    return {**orders, item: units} if units and units <= shop.most_units(*item) else None
