"""Pooled orders: stock first, then the cheapest set of orders that HiGHS or a simple rule finds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from rantai.core.numbers import LARGEST
from rantai.core.units import G_PER_T
from rantai.engine.pooling.basket import Shop
from rantai.engine.pooling.covering import Need, Source, Use, cover, in_turn, needs_of, stock_of
from rantai.engine.pooling.market import Offer, offers, stock_value_idr_t, unit_mass_g
from rantai.engine.pooling.params import PoolingParams
from rantai.engine.pooling.refusals import OrderTooLarge
from rantai.engine.pooling.report import From, report
from rantai.engine.pooling.search import search
from rantai.engine.pooling.tables import KIND_BAR, PoolingAnswer, PoolingInput

DEFAULTS = PoolingParams()
LARGEST_ORDER_G = 10**14  # a hundred million tonnes; the solver's numbers stay exact enough far beyond


def never() -> bool:
    """The safety net that is never drawn."""
    return False


def solve(
    given: PoolingInput, params: PoolingParams = DEFAULTS, *, out_of_time: Callable[[], bool] = never
) -> PoolingAnswer:
    """Orders of one family that cover what stock leaves open, at least cost of purchase and holding.

    Stock and receipts serve needs in the order of their weeks. A need that no order can reach in time takes a late
    receipt if that comes earlier than any order, else the earliest possible order; one that nothing reaches within the
    horizon is short. When `out_of_time()` is true the search is left out and the simple rule answers, as `timeout`.
    Raises `OrderTooLarge`.
    """
    sources = stock_of(given)
    uses, missing = cover(needs_of(given), sources)
    market = offers(given)
    late, missing = _late_receipts(given, market, missing, sources)
    reachable, short = _reachable(given, market, missing)
    shop = _shop(given, params, market, reachable)
    refuse_too_large(shop)
    found = search(given, shop, params, out_of_time)
    return report(given, params, shop, found, From(market, sources, [*uses, *late], short))


def _late_receipts(
    given: PoolingInput, market: list[Offer], missing: list[Need], sources: list[Source]
) -> tuple[list[Use], list[Need]]:
    """Receipts that come too late for a need, but before any order could."""
    waiting = [
        replace(need, deadline=max(need.week, min(_first_usable(market, need.format), given.weeks) - 1))
        for need in missing
    ]
    uses, still = cover(waiting, sources)
    return uses, [replace(need, deadline=need.week) for need in still]


def _first_usable(market: list[Offer], format_: int) -> int:
    """Earliest week in which an order could be used; beyond every horizon when nobody sells."""
    return min((offer.first_usable for offer in market if format_ in offer.takes), default=2**31)


def _reachable(given: PoolingInput, market: list[Offer], missing: list[Need]) -> tuple[list[Need], list[Need]]:
    """Needs that orders can cover, with the week by which they can, and needs that stay short."""
    dated = [replace(need, deadline=max(need.week, _first_usable(market, need.format))) for need in missing]
    reachable = [need for need in dated if need.deadline < given.weeks]
    return in_turn(reachable), [need for need in dated if need.deadline >= given.weeks]


def _shop(given: PoolingInput, params: PoolingParams, market: list[Offer], needs: list[Need]) -> Shop:
    formats = range(len(given.format_kind))
    wanted = {need.format for need in needs}
    useful = [offer for offer in market if offer.first_usable < given.weeks and wanted & offer.takes.keys()]
    return Shop(
        weeks=given.weeks,
        offers=tuple(useful),
        needs=tuple(needs),
        unit_mass_g=tuple(unit_mass_g(given, format_) for format_ in formats),
        counts_pieces=tuple(bool(given.format_kind[format_] <= KIND_BAR) for format_ in formats),
        value_idr_t=stock_value_idr_t(given),
        holding_ppm_week=params.holding_ppm_week,
    )


def refuse_too_large(shop: Shop) -> None:
    """Refuse offers of which the needs may ask more than can be counted exactly. Raises `OrderTooLarge`."""
    for offer in shop.offers:
        wanted = sum(need.units * offer.takes.get(need.format, 0) for need in shop.needs)
        units = offer.orderable(offer.wanted_for_useful(wanted)) or 0
        mass, dearest = units * offer.unit_g, max(tier.price_idr_t for tier in offer.tiers)
        if mass > LARGEST_ORDER_G or mass * dearest // G_PER_T * shop.weeks * len(shop.offers) > LARGEST:
            raise OrderTooLarge(offer.row)
