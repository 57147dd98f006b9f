"""The search for cheap orders, and its proof.

A simple rule gives a first plan; the fractional model with its cuts gives the bound and, rounded, more plans; changing
one order at a time improves the best. Only when the proven gap is still too wide does branch-and-bound look at the
model: at all of it when it is small (then its bound counts too), else at the choices that the fractional solution uses.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from rantai.core.units import PPM
from rantai.engine.pooling.basket import Orders, Shop, fill, improve
from rantai.engine.pooling.bounds import least_purchase_idr
from rantai.engine.pooling.cuts import tightened
from rantai.engine.pooling.model import PoolingModel
from rantai.engine.pooling.params import PoolingParams
from rantai.engine.pooling.tables import PoolingInput
from rantai.engine.solvers import LinearModel, SolverReport, Status, WorkBudget
from rantai.engine.solvers import solve as solve_linear

PROVEN_PPM = 10  # what the safety margins of a bound may leave open of an optimal answer, beside rounding to rupiah
SHARES = (0.3, 0.5, 0.7, 0.9)  # orders taken from the fractional solution: those of which it takes at least this share
SMALL_CHOICES = 150  # so many choices branch-and-bound proves in a fraction of a second
TINY_CHOICES = 40  # so few choices are proven to the end at once, however small the gap
MOST_IMPROVED = 40  # orders beyond which changing one at a time takes too long for what it gains


@dataclass(frozen=True)
class Found:
    """Orders with their proof."""

    status: Status
    orders: Orders
    cost_idr: int
    bound_idr: int

    def is_within(self, gap_ppm: int) -> bool:
        return (self.cost_idr - self.bound_idr) * PPM <= self.cost_idr * gap_ppm

    def better(self, shop: Shop, orders: Orders) -> Found:
        """The cheaper of the orders found and these."""
        cost = shop.cost_idr(orders)
        return replace(self, orders=orders, cost_idr=cost) if cost < self.cost_idr else self


def search(given: PoolingInput, shop: Shop, params: PoolingParams, out_of_time: Callable[[], bool]) -> Found:
    """The cheapest orders found within the work budget, with a proven bound."""
    if not shop.needs:
        return Found(Status.OPTIMAL, {}, 0, 0)
    simple = fill(shop, {})
    found = Found(Status.FEASIBLE, simple, shop.cost_idr(simple), least_purchase_idr(given, _units(shop)))
    if out_of_time():
        return replace(found, status=Status.TIMEOUT)
    model = PoolingModel(shop)
    budget = WorkBudget(params.iterations, params.nodes, params.gap_ppm, params.seconds)
    relaxed, tight = tightened(model, budget)
    found = replace(found, bound_idr=max(found.bound_idr, model.bound_idr(relaxed.bound)))
    if relaxed.has_values:
        found = _rounded(shop, params, model, relaxed, found)
        is_tiny = len(model.choices) <= TINY_CHOICES
        if not found.is_within(PROVEN_PPM if is_tiny else params.good_gap_ppm) and not out_of_time():
            to_the_end = replace(budget, gap_ppm=0) if is_tiny else budget
            found = _branched(shop, model, tight, (relaxed, to_the_end), found)
    if found.is_within(PROVEN_PPM) or found.cost_idr - found.bound_idr <= model.rounding_idr() + 1:
        return replace(found, status=Status.OPTIMAL)
    return replace(found, status=Status.TIMEOUT if relaxed.status is Status.TIMEOUT else found.status)


def _rounded(shop: Shop, params: PoolingParams, model: PoolingModel, relaxed: SolverReport, found: Found) -> Found:
    for share in SHARES:
        if not found.is_within(params.gap_ppm):
            found = found.better(shop, fill(shop, model.orders(relaxed, share)))
    if found.is_within(params.gap_ppm) or len(found.orders) > MOST_IMPROVED:
        return found
    return found.better(shop, improve(shop, found.orders))


def _branched(
    shop: Shop, model: PoolingModel, tight: LinearModel, how: tuple[SolverReport, WorkBudget], found: Found
) -> Found:
    relaxed, budget = how
    is_small = len(model.choices) <= SMALL_CHOICES
    looked_at = tight if is_small else model.restricted(tight, relaxed, found.orders)
    answer = solve_linear(looked_at, budget)
    if answer.has_values:
        found = found.better(shop, fill(shop, model.orders(answer)))
    if is_small:
        found = replace(found, bound_idr=max(found.bound_idr, model.bound_idr(answer.bound)))
    return replace(found, status=Status.TIMEOUT) if answer.status is Status.TIMEOUT else found


def _units(shop: Shop) -> dict[int, int]:
    """Units that orders must cover, by format."""
    total: dict[int, int] = {}
    for need in shop.needs:
        total[need.format] = total.get(need.format, 0) + need.units
    return total
