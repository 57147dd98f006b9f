"""A plan without any search: the families' simple rule, material by material, brought within the terms."""

from __future__ import annotations

from rantai.core.units import ceil_div
from rantai.engine.pooling.basket import Orders, fill
from rantai.engine.pooling.joint.shop import Books, JointShop, OrderKey, books, limit_faults, totals


def simple(shop: JointShop) -> Books:
    """The better of two plans: from all sellers, and from those alone that ask nothing of a whole order."""
    free = frozenset(number for number, seller in enumerate(shop.market.sellers) if not seller.has_order_terms)
    plans = [books(shop, {})]
    for kept in (None, free):
        orders = within_terms(shop, _filled(shop, kept))
        plans.append(books(shop, orders))
    return min(plans, key=lambda plan: plan.cost_idr)


def _filled(shop: JointShop, kept: frozenset[int] | None) -> Orders:
    """Orders of every material by itself, from the sellers kept."""
    orders: Orders = {}
    for material in sorted({shop.material[need.format] for need in shop.needs}):
        part = shop.only(material, kept)
        if part.needs:
            orders |= fill(part, {})
    return orders


def within_terms(shop: JointShop, orders: Orders) -> Orders:
    """Orders that hold to every term: items no larger than makes sense, small orders filled up or left out, and from
    the earliest week on as many items as the money allows."""
    kept = {key: min(units, shop.most_units(*key)) for key, units in orders.items()}
    kept = {key: units for key, units in kept.items() if units}
    while faults := sorted(limit_faults(shop, totals(shop, kept)), key=lambda fault: (fault.key[1], fault.key[0])):
        fault = faults[0]
        items = [item for item in kept if shop.key(*item) == fault.key]
        if fault.over_idr:
            _shrink(shop, kept, items[-1], fault.over_idr)
            is_lost = _mass_g(shop, kept, items) < shop.market.sellers[fault.key[0]].least_g
        else:
            is_lost = not _filled_up(shop, kept, fault.key, items)
        for item in items if is_lost else ():
            kept.pop(item, None)
    return kept


def _mass_g(shop: JointShop, orders: Orders, items: list[tuple[int, int]]) -> int:
    return sum(orders.get(item, 0) * shop.offers[item[0]].unit_g for item in items)


def _shrink(shop: JointShop, orders: Orders, item: tuple[int, int], over_idr: int) -> None:
    """Take as much off an item as costs too much, or all of it."""
    offer, units = shop.offers[item[0]], orders[item]
    unit_idr = max(1, offer.cost_idr(units) // units)
    fewer = max(1, min(units, ceil_div(over_idr, unit_idr)))
    less = offer.at_most(units - fewer)
    if less:
        orders[item] = less
    else:
        del orders[item]


def _filled_up(shop: JointShop, orders: Orders, key: OrderKey, items: list[tuple[int, int]]) -> bool:
    """Raise the items of a small order to what makes sense at most, until it weighs enough; whether it does then."""
    least = shop.market.sellers[key[0]].least_g
    mass = _mass_g(shop, orders, items)
    if mass >= least:
        return False
    raised = dict[tuple[int, int], int]()
    for item in items:
        offer = shop.offers[item[0]]
        wanted = offer.orderable(orders[item] + (least - mass) // offer.unit_g + 1)
        units = min(wanted or orders[item], shop.most_units(*item))
        raised[item] = units
        mass += (units - orders[item]) * offer.unit_g
        if mass >= least:
            orders.update(raised)
            return True
    return False
