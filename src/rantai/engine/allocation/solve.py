"""Who makes how many of which lot, in which week."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from rantai.engine.allocation.batches import gather
from rantai.engine.allocation.book import Book, Place
from rantai.engine.allocation.bounds import alone_bound, even_shares, least_late, relaxed_bounds
from rantai.engine.allocation.exact import Exact, count_cells, solve_exactly
from rantai.engine.allocation.faults import input_faults
from rantai.engine.allocation.greedy import place_along, place_lots
from rantai.engine.allocation.groups import independent_groups
from rantai.engine.allocation.improve import Allowance, exchange, pull, spread
from rantai.engine.allocation.params import AllocationParams
from rantai.engine.allocation.reasons import explain
from rantai.engine.allocation.relaxation import Relaxation, group_sources, relax
from rantai.engine.allocation.tables import (
    UNITS,
    AllocationAnswer,
    AllocationInput,
    GoalReport,
    Ints,
    no_reasons,
)
from rantai.engine.allocation.worth import goal_values, priority_weights
from rantai.engine.solvers import Status

_WIDTHS = (1, 2, 4, 8, 13, 26)  # weeks that one span of the relaxation may have
_EXACT_PIECES = 2**50  # more pieces than this cannot be counted exactly by a solver that works in floats

Placed = dict[Place, int]
OutOfTime = Callable[[], bool]
Progress = Callable[[int, int], None]


def never() -> bool:
    """A safety net that never cuts."""
    return False


def ignore(done: int, total: int) -> None:
    """Progress that nobody looks at: lots done, lots in all."""


@dataclass(frozen=True)
class _Desk:
    """What every step needs: the question, the knobs, the book, the safety net, and whom to tell."""

    given: AllocationInput
    params: AllocationParams
    book: Book
    stop: OutOfTime
    step: Callable[[], None]


def solve(
    given: AllocationInput,
    params: AllocationParams,
    *,
    out_of_time: OutOfTime = never,
    progress: Progress = ignore,
) -> AllocationAnswer:
    """Allocate lots to makers, lexicographically in `given.goal_order`. Never raises for bad data: `invalid` says why.

    Each group of items that share no resource is a question of its own: small ones are solved exactly, large ones by
    priority and need, then exchanges, with bounds from a relaxation (docs/algorithms/allocation.md). The safety net
    leaves out the improvement and the proofs, never a rule.
    """
    faults = input_faults(given)
    if faults:
        return _invalid(given, faults)
    desk = _Desk(given, params, Book(given, params), out_of_time, _counter(given.n_lots, progress))
    bounds = dict.fromkeys(given.goal_order, 0)
    for lots in independent_groups(given):
        for goal, bound in _solve_group(desk, lots).items():
            bounds[goal] += bound
    return _answer(desk, bounds)


def _counter(total: int, progress: Progress) -> Callable[[], None]:
    done = 0

    def step() -> None:
        nonlocal done
        done = min(done + 1, total)
        progress(done, total)

    return step


def _solve_group(desk: _Desk, lots: Ints) -> dict[str, int]:
    """Place the lots of one group; gives a proven bound for each goal."""
    exact = _exact(desk, lots)
    place_lots(desk.book, lots, desk.step)
    least, drafts = _drafts(desk, lots)
    for draft in drafts[:1]:
        _follow(desk, lots, draft)
    _polish(desk, lots)
    for draft in drafts[1:]:
        first = _clear(desk, lots)
        _follow(desk, lots, draft)
        _polish(desk, lots)
        second = _clear(desk, lots)
        _replace(desk.book, first)
        _prefer(desk, lots, second)
    if exact is not None:
        _prefer(desk, lots, dict(exact.placed))
    return _bounds(desk, lots, {} if exact is None else exact.bounds, least)


def _drafts(desk: _Desk, lots: Ints) -> tuple[int, list[Ints]]:
    """A bound of on_time; and, where the first plan may be bettered, drafts: pieces by source and week."""
    bound, values = alone_bound(desk.book, lots), _values(desk, lots)
    is_usual = desk.given.goal_order[:2] == ("on_time", "local_first")
    if not is_usual or (values["on_time"] <= bound and not values["local_first"]):
        return bound, []
    for width in (1, 2):
        relaxed = _relaxation(desk, lots, (width,), desk.params.draft_columns)
        if relaxed is not None:
            found, solutions = least_late(relaxed, desk.params)
            drafts = [_by_week(desk, relaxed, solution) for solution in solutions] if width == 1 else []
            return max(bound, found), drafts
    return bound, []


def _by_week(desk: _Desk, relaxed: Relaxation, solution: np.ndarray) -> Ints:
    """Whole pieces by source and week."""
    wanted = np.zeros((desk.given.n_caps + desk.given.n_exts, desk.given.weeks), dtype=np.int64)
    wanted[relaxed.sources] = np.floor(solution[relaxed.given_column] + 1e-6)
    return wanted


def _exact(desk: _Desk, lots: Ints) -> Exact | None:
    most = desk.params.exact_columns
    if desk.stop() or _pieces(desk, lots) > _EXACT_PIECES or count_cells(desk.book, lots, most) > most:
        return None
    return solve_exactly(desk.book, lots, desk.params)


def _pieces(desk: _Desk, lots: Ints) -> int:
    return int(desk.given.lot_quantity[lots].sum())


def _polish(desk: _Desk, lots: Ints) -> None:
    """Exchanges for time and nearness, an even spread, and whatever has become free by it."""
    if not desk.stop():
        pull(desk.book, lots)
        exchange(desk.book, lots, Allowance(desk.params.swaps), desk.stop)
        spread(desk.book, lots, desk.stop)
    pull(desk.book, lots)
    gather(desk.book, lots)


def _prefer(desk: _Desk, lots: Ints, other: Placed) -> None:
    """Put the other plan of these lots in place if it keeps every rule and is better in the first goal that differs."""
    mine = _clear(desk, lots)
    before = _score(desk, lots, mine)
    if _replace(desk.book, other) and _score(desk, lots, _clear(desk, lots)) < before:
        _replace(desk.book, other)
        return
    _clear(desk, lots)
    _replace(desk.book, mine)


def _clear(desk: _Desk, lots: Ints) -> Placed:
    held: Placed = {}
    for lot in lots.tolist():
        for (source, week), quantity in sorted(desk.book.placed[lot].items()):
            held[lot, source, week] = quantity
            desk.book.take((lot, source, week), quantity)
    return held


def _replace(book: Book, placed: Mapping[Place, int]) -> bool:
    """Put everything in place; False, with a part in place, as soon as something does not fit."""
    for (lot, source, week), quantity in sorted(placed.items()):
        if quantity < 0 or quantity > min(book.room_at(source, week), int(book.left[lot])):
            return False
        book.put((lot, source, week), quantity)
    return True


def _score(desk: _Desk, lots: Ints, placed: Placed) -> tuple[int, ...]:
    values = _values_of(desk, lots, placed)
    return tuple(values[goal] for goal in ("served", *desk.given.goal_order))


def _values(desk: _Desk, lots: Ints) -> dict[str, int]:
    held = {(lot, *spot): q for lot in lots.tolist() for spot, q in desk.book.placed[lot].items()}
    return _values_of(desk, lots, held)


def _values_of(desk: _Desk, lots: Ints, placed: Placed) -> dict[str, int]:
    rows = np.array([(*place, quantity) for place, quantity in sorted(placed.items())], dtype=np.int64).reshape(-1, 4)
    short = np.zeros(desk.given.n_lots, dtype=np.int64)
    short[lots] = desk.given.lot_quantity[lots]
    np.subtract.at(short, rows[:, 0], rows[:, 3])
    values = goal_values(desk.given, rows[:, 0], rows[:, 1], rows[:, 2], rows[:, 3], short)
    weights = priority_weights(desk.given.lot_priority)
    served = 0 if desk.given.goal_order[0] == "on_time" else int((short * weights).sum())
    return {**values, "served": served}


def _bounds(desk: _Desk, lots: Ints, proven: Mapping[str, int], least: int) -> dict[str, int]:
    """Bounds of a group: what the search has proven, counted shares, and a relaxation for what is still open."""
    order, values = desk.given.goal_order, _values(desk, lots)
    bounds = {goal: proven.get(goal, 0) for goal in order}
    bounds["on_time"] = max(bounds["on_time"], min(least, values["on_time"]))
    if order[0] == "on_time" and values["on_time"] == 0:
        bounds["spread_work"] = max(bounds["spread_work"], even_shares(desk.given, lots))
    open_goals = [goal for goal in order if bounds[goal] != values[goal]]
    if order[0] == "on_time" and least:
        open_goals = [goal for goal in open_goals if goal != "on_time"]
    weeks = desk.given.weeks
    widths = (*(width for width in _WIDTHS if width < weeks), weeks)
    relaxed = _relaxation(desk, lots, widths, desk.params.bound_columns) if open_goals else None
    if relaxed is None:
        return bounds
    looser = relaxed_bounds(relaxed, order, values, open_goals, desk.params)
    return {goal: max(bounds[goal], looser.get(goal, 0)) for goal in order}


def _relaxation(desk: _Desk, lots: Ints, widths: tuple[int, ...], columns: int) -> Relaxation | None:
    """The relaxation with the shortest of these spans that so many columns allow."""
    if desk.stop() or _pieces(desk, lots) > _EXACT_PIECES:
        return None
    items = len(np.unique(desk.given.lot_item[lots]))
    rows = len(group_sources(desk.given, lots)) + items
    for width in widths:
        if rows * -(-desk.given.weeks // width) + items <= columns:
            return relax(desk.given, lots, width)
    return None


def _follow(desk: _Desk, lots: Ints, wanted: Ints) -> None:
    """Make other plans along a draft, and keep the best."""
    for fill_first in (True, False):
        if desk.stop():
            return
        first = _clear(desk, lots)
        place_along(desk.book, lots, wanted, fill_first=fill_first)
        second = _clear(desk, lots)
        _replace(desk.book, first)
        _prefer(desk, lots, second)


def _answer(desk: _Desk, bounds: Mapping[str, int]) -> AllocationAnswer:
    given, n_caps = desk.given, desk.given.n_caps
    rows = np.array(list(desk.book.places()), dtype=np.int64).reshape(-1, 4)
    made = rows[:, 1] < n_caps
    jobs, bought = rows[made], rows[~made]
    values = goal_values(given, rows[:, 0], rows[:, 1], rows[:, 2], rows[:, 3], desk.book.left)
    cut = desk.stop()
    goals = tuple(_report(goal, values[goal], bounds[goal], cut) for goal in given.goal_order)
    return AllocationAnswer(
        status=_overall(goals),
        job_lot=jobs[:, 0],
        job_capability=jobs[:, 1],
        job_week=jobs[:, 2],
        job_quantity=jobs[:, 3],
        bought_lot=bought[:, 0],
        bought_ext=bought[:, 1] - n_caps,
        bought_week=bought[:, 2],
        bought_quantity=bought[:, 3],
        short_quantity=desk.book.left.copy(),
        goals=goals,
        reasons=explain(desk.book),
    )


def _report(goal: str, objective: int, bound: int, cut: bool) -> GoalReport:
    status = Status.OPTIMAL if objective == bound else Status.TIMEOUT if cut else Status.FEASIBLE
    return GoalReport(goal, status, objective, bound, UNITS[goal])


def _overall(goals: tuple[GoalReport, ...]) -> Status:
    statuses = {report.status for report in goals}
    if statuses == {Status.OPTIMAL}:
        return Status.OPTIMAL
    return Status.TIMEOUT if Status.TIMEOUT in statuses else Status.FEASIBLE


def _invalid(given: AllocationInput, faults: tuple[str, ...]) -> AllocationAnswer:
    nothing = np.zeros(0, dtype=np.int64)
    return AllocationAnswer(
        status=Status.INVALID,
        job_lot=nothing,
        job_capability=nothing,
        job_week=nothing,
        job_quantity=nothing,
        bought_lot=nothing,
        bought_ext=nothing,
        bought_week=nothing,
        bought_quantity=nothing,
        short_quantity=np.asarray(given.lot_quantity).copy(),
        goals=(),
        reasons=no_reasons(),
        faults=faults,
    )
