"""The search for joint orders, and its proof.

The families' simple rule, brought within the terms, gives a first plan; the fractional model with its cuts gives the
bound and what steel is worth; a dive from it gives the plan. Small models are then proven by branch-and-bound, whose
bound counts because it sees the whole model.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from rantai.core.units import PPM
from rantai.engine.pooling.basket import Orders
from rantai.engine.pooling.cuts import Patience, tightened
from rantai.engine.pooling.joint.causes import causes_of
from rantai.engine.pooling.joint.dive import dive, solved, taken
from rantai.engine.pooling.joint.model import JointModel
from rantai.engine.pooling.joint.params import JointParams
from rantai.engine.pooling.joint.polish import polished
from rantai.engine.pooling.joint.shop import Books, JointShop, books
from rantai.engine.pooling.joint.simple import simple, within_terms
from rantai.engine.pooling.joint.worth import worth_of
from rantai.engine.solvers import LinearModel, Status, WorkBudget
from rantai.engine.solvers import solve as solve_linear
from rantai.engine.solvers.effort import Meter

PROVEN_PPM = 10
SMALL_CHOICES = 300  # so many choices branch-and-bound may prove in seconds
PATIENT = Patience(rounds=25, settled=1e-4, calm=3)
SHARE_FOR_CUTS = 4  # of the work, one part in so many may go into the bound before orders are looked for
UNITS_A_NODE = 40_000
MOST_NODES = 2_000


@dataclass(frozen=True)
class Found:
    """A plan with its proof."""

    status: Status
    books: Books
    bound_idr: int
    worth: dict[tuple[int, int], int]  # (format, week) → rupiah that a tonne more there saves
    causes: dict[int, int]  # by format of which something is missing that could be had

    def is_within(self, gap_ppm: int) -> bool:
        return (self.books.cost_idr - self.bound_idr) * PPM <= self.books.cost_idr * gap_ppm

    def better(self, shop: JointShop, orders: Orders, out_of_time: Callable[[], bool]) -> Found:
        """The cheaper of the plan found and these orders, brought within the terms."""
        counted = polished(shop, books(shop, within_terms(shop, orders)), out_of_time)
        return replace(self, books=counted) if counted.cost_idr < self.books.cost_idr else self


def search(
    shop: JointShop, params: JointParams, out_of_time: Callable[[], bool], keep: Callable[[Found], None]
) -> Found:
    """The cheapest orders found within the work, with a proven bound."""
    found = Found(Status.FEASIBLE, books(shop, {}), 0, {}, {})
    if not shop.needs:
        return replace(found, status=Status.OPTIMAL)
    keep(found)
    found = replace(found, books=simple(shop))
    keep(found)
    meter = Meter(params.work, out_of_time)
    if meter.is_over:
        return replace(found, status=Status.TIMEOUT)
    model, budget = JointModel(shop), WorkBudget(10**7, 1, params.gap_ppm, params.seconds)
    least_left = params.work - params.work // SHARE_FOR_CUTS
    size = model.linear.n_rows + model.linear.n_cols
    relaxed, tight = tightened(
        model, budget, PATIENT, lambda report: solved(report, size, meter).has_values and meter.left < least_left
    )
    if relaxed.has_values:
        found = replace(found, bound_idr=model.bound_idr(relaxed.bound))
        keep(found)
        found = found.better(shop, dive(model, tight, budget, meter), out_of_time)
        keep(found)
        if len(model.choices) <= SMALL_CHOICES and not found.is_within(PROVEN_PPM):
            found = _proven(shop, model, tight, replace(budget, gap_ppm=0), (found, meter))
        causes = causes_of(shop, found.books, budget, out_of_time) if found.books.short else {}
        found = replace(found, causes=causes, worth=worth_of(model, found.books, budget))
    return _with_status(found, model, meter)


def _with_status(found: Found, model: JointModel, meter: Meter) -> Found:
    if found.is_within(PROVEN_PPM) or found.books.cost_idr - found.bound_idr <= model.rounding_idr() + 1:
        return replace(found, status=Status.OPTIMAL)
    return replace(found, status=Status.TIMEOUT) if meter.is_stopped else found


def _proven(
    shop: JointShop, model: JointModel, tight: LinearModel, budget: WorkBudget, so_far: tuple[Found, Meter]
) -> Found:
    """Branch-and-bound over all of a small model: its bound counts, its orders are rounded to what sellers accept."""
    found, meter = so_far
    nodes = min(MOST_NODES, meter.left // UNITS_A_NODE)
    if nodes < 1 or meter.is_over:
        return found
    answer = solve_linear(tight, replace(budget, nodes=nodes))
    meter.spend(UNITS_A_NODE * answer.nodes)
    found = replace(found, bound_idr=max(found.bound_idr, model.bound_idr(answer.bound)))
    return found.better(shop, taken(model, answer.values), lambda: meter.is_stopped) if answer.has_values else found
