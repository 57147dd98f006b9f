"""Joint pooling: stock and transfers first, then orders that keep the terms of their sellers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from rantai.engine.pooling.covering import Need, needs_of
from rantai.engine.pooling.joint.params import JointParams
from rantai.engine.pooling.joint.report import Before, report
from rantai.engine.pooling.joint.search import Found, search
from rantai.engine.pooling.joint.shop import JointShop
from rantai.engine.pooling.joint.stock import Given, at_hand
from rantai.engine.pooling.joint.tables import JointAnswer, JointInput
from rantai.engine.pooling.joint.terms import Market, market_of
from rantai.engine.pooling.market import unit_mass_g
from rantai.engine.pooling.solve import never, refuse_too_large
from rantai.engine.pooling.tables import KIND_BAR

DEFAULTS = JointParams()


def ignored(_: JointAnswer) -> None:
    """Nobody waits for better answers."""


def solve(
    given: JointInput,
    params: JointParams = DEFAULTS,
    *,
    out_of_time: Callable[[], bool] = never,
    keep: Callable[[JointAnswer], None] = ignored,
) -> JointAnswer:
    """Orders of several materials that cover what stock leaves open, at least cost, within all terms.

    Stock serves needs in the order of their weeks, at its own centre first, then over transfers. A need that no order
    can reach in time is due when the first order could be there; one that nothing reaches is short. What the terms or
    the money forbid is late or short at the cost that `params` sets. `keep` is told every better answer. Raises
    `OrderTooLarge`.
    """
    market, stock = market_of(given), at_hand(given)
    missing = stock.serve(_in_turn(given, needs_of(given.steel)))
    missing = _late_receipts(market, stock, missing)
    dated = [replace(need, deadline=max(need.week, market.first_usable(need.format))) for need in missing]
    needs = tuple(_in_turn(given, (need for need in dated if need.deadline < market.weeks)))
    before = Before(stock, needs, [need for need in dated if need.deadline >= market.weeks])
    shop = _shop(given, params, market, needs)
    refuse_too_large(shop)

    def told(found: Found) -> JointAnswer:
        return report(given, shop, found, before)

    is_kept = keep is not ignored
    return told(search(shop, params, out_of_time, lambda found: keep(told(found)) if is_kept else None))


def _in_turn(given: JointInput, needs: Iterable[Need]) -> list[Need]:
    """By deadline, firm before forecast, then format and row."""
    forecast = given.need_is_forecast
    return sorted(needs, key=lambda need: (need.deadline, int(forecast[need.row]), need.format, need.row))


def _late_receipts(market: Market, stock: Given, missing: list[Need]) -> list[Need]:
    """Receipts that come too late for a need, but before any order could."""
    last = market.weeks
    waiting = [
        replace(need, deadline=max(need.week, min(market.first_usable(need.format), last) - 1)) for need in missing
    ]
    return [replace(need, deadline=need.week) for need in stock.serve(waiting)]


def _shop(given: JointInput, params: JointParams, market: Market, needs: tuple[Need, ...]) -> JointShop:
    """The shop of pooled needs: one a format, deadline and firmness, whoever and wherever they are of."""
    pooled: dict[tuple[int, int, int], Need] = {}
    for need in needs:
        key = (need.deadline, int(given.need_is_forecast[need.row]), need.format)
        before = pooled.get(key, replace(need, week=need.deadline, units=0))
        pooled[key] = replace(before, units=before.units + need.units)
    steel, formats = given.steel, range(len(given.steel.format_kind))
    return JointShop(
        weeks=steel.weeks,
        offers=market.offers,
        needs=tuple(pooled.values()),
        unit_mass_g=tuple(unit_mass_g(steel, format_) for format_ in formats),
        counts_pieces=tuple(bool(steel.format_kind[format_] <= KIND_BAR) for format_ in formats),
        value_idr_t=max(market.value_idr_t, default=0),
        holding_ppm_week=params.stock_ppm_week,
        market=market,
        params=params,
        forecast=frozenset(row for row, is_forecast in enumerate(given.need_is_forecast.tolist()) if is_forecast),
        material=tuple(given.format_material.tolist()),
    )
