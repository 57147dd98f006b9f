"""Who makes how many of which lot, in which week."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from rantai.engine.allocation.book import Book
from rantai.engine.allocation.bounds import alone_bound, even_shares, least_late, relaxed_bounds
from rantai.engine.allocation.exact import Exact, count_cells, solve_exactly
from rantai.engine.allocation.faults import input_faults
from rantai.engine.allocation.groups import merge, split
from rantai.engine.allocation.options import approved_minutes, cost_of, hour_worth, options_used, ways_out
from rantai.engine.allocation.params import AllocationParams
from rantai.engine.allocation.reasons import explain
from rantai.engine.allocation.relaxation import Relaxation, group_sources, relax
from rantai.engine.allocation.tables import (
    MS_PER_MINUTE,
    UNITS,
    AllocationAnswer,
    AllocationInput,
    AllocationReasons,
    GoalReport,
    Ints,
    no_reasons,
)
from rantai.engine.allocation.worth import goal_values, priority_weights
from rantai.engine.solvers import Status

_WIDTHS = (1, 2, 4, 8, 13, 26)  # weeks that one span of the relaxation may have
_EXACT_PIECES = 2**50  # more pieces than this cannot be counted exactly by a solver that works in floats

OutOfTime = Callable[[], bool]
Progress = Callable[[int, int], None]
Answered = Callable[[Sequence[AllocationInput]], Sequence[AllocationAnswer]]


def never() -> bool:
    """A safety net that never cuts."""
    return False


def ignore(done: int, total: int) -> None:
    """Progress that nobody looks at: lots done, lots in all."""


def solve(
    given: AllocationInput,
    params: AllocationParams,
    *,
    start: AllocationAnswer | None = None,
    out_of_time: OutOfTime = never,
    progress: Progress = ignore,
    answered: Answered | None = None,
) -> AllocationAnswer:
    """Allocate lots to makers, lexicographically in `given.goal_order`. Never raises for bad data: `invalid` says why.

    Each group of items that share no resource is a question of its own (`groups.split`), answered by `solve_group`; the
    answers together are the answer (`groups.merge`), whoever worked on which. `start`: an answer to nearly the same
    question (same lots, makers and offers); what fits of it is one more plan to choose from, so that a question in
    which only more is allowed is never answered worse. `answered`: whoever answers the questions of all groups instead
    of this process, in their order and as `solve_group` does; it has its own net and tells its own progress.
    """
    faults = input_faults(given)
    if faults:
        return _invalid(given, faults)
    if answered is not None:
        every = list(split(given))
        return merge(given, every, answered([group.given for group in every]))
    groups, answers, done = [], [], 0
    for group in split(given):
        groups.append(group)
        before = None if start is None else group.rows_of(start)
        answers.append(solve_group(group.given, params, start=before, out_of_time=out_of_time))
        done += len(group.lots)
        progress(done, given.n_lots)
    return merge(given, groups, answers)


def expected_ms(given: AllocationInput) -> int:
    """About how long `solve_group` takes; for sharing groups out, never for their answers."""
    columns = (given.n_caps + given.n_exts) * given.weeks
    return 2 + given.n_lots // 4 + (columns // 2 if columns <= AllocationParams.draft_columns else columns // 40)


def solve_group(
    given: AllocationInput,
    params: AllocationParams,
    *,
    start: Ints | None = None,
    out_of_time: OutOfTime = never,
) -> AllocationAnswer:
    """Answer one group that has no faults: small ones exactly, large ones by priority and need, then exchanges, with
    bounds from a relaxation (docs/algorithms/allocation.md). The safety net leaves out the improvement and the proofs,
    never a rule. `start`: rows of lot, source, week of work, pieces to begin another plan with.
    """
    granted = approved_minutes(given)
    desk = _Desk(_widened(given, granted), params, granted * MS_PER_MINUTE, out_of_time)
    desk.close_money()
    exact = _exact(desk)
    desk.book.place()
    least, drafts = _drafts(desk)
    for draft in drafts[:1]:
        _follow(desk, draft)
    _polish(desk)
    for draft in drafts[1:]:
        first = desk.book.places()
        _follow(desk, draft)
        _polish(desk)
        second = desk.book.places()
        desk.book.replace(first)
        _prefer(desk, second)
    _use_money(desk)
    if start is not None:
        first = desk.book.places()
        desk.book.begin(start)
        _polish(desk)
        desk.open_money()
        second = desk.book.places()
        desk.book.replace(first)
        _prefer(desk, second)
    if exact is not None:
        _prefer(desk, exact.rows)
    return _answer(desk, _bounds(desk, {} if exact is None else exact.bounds, least))


@dataclass(frozen=True)
class _Desk:
    """What every step needs: the question with approved minutes, the knobs, those minutes apart, the safety net."""

    given: AllocationInput
    params: AllocationParams
    granted_ms: Ints  # [resource, week]
    stop: OutOfTime

    @cached_property
    def book(self) -> Book:
        return Book(self.given, self.params)

    @cached_property
    def open_ms(self) -> Ints:
        """Approved minutes that the book has room for now, [resource, week]."""
        return self.granted_ms.copy()

    @property
    def used(self) -> list[tuple[int, int, int]]:
        """(option, week, minutes) for money that the plan in the book needs."""
        return options_used(self.given, self.open_ms - self.book.free_ms) if self.granted_ms.any() else []

    def close_money(self) -> None:
        """Leave no approved minutes but those that are used, so that nothing slips into them by and by."""
        needed = np.clip(self.open_ms - self.book.free_ms, 0, self.granted_ms)
        self.book.free_ms[:] -= self.open_ms - needed
        self.open_ms[:] = needed

    def open_money(self) -> None:
        """Make room for all approved minutes."""
        self.book.free_ms[:] += self.granted_ms - self.open_ms
        self.open_ms[:] = self.granted_ms

    @property
    def lots(self) -> Ints:
        return np.arange(self.given.n_lots, dtype=np.int64)


def _widened(given: AllocationInput, granted: Ints) -> AllocationInput:
    """The question with approved minutes beside the regular ones."""
    if not granted.any():
        return given
    return dataclasses.replace(given, capacity_minutes=given.capacity_minutes + granted)


def _use_money(desk: _Desk) -> None:
    """First the plan was made without approved minutes; now they may better what comes before cost."""
    if desk.granted_ms.any():
        desk.open_money()
        _polish(desk)
        desk.open_money()


def _drafts(desk: _Desk) -> tuple[int, list[Ints]]:
    """A bound of on_time; and, where the first plan may be bettered, drafts: pieces by source and week."""
    bound, values = alone_bound(desk.book, desk.lots), _values(desk)
    is_usual = desk.given.goal_order[:2] == ("on_time", "local_first")
    if not is_usual or (values["on_time"] <= bound and not values["local_first"]):
        return bound, []
    for width in (1, 2):
        relaxed = _relaxation(desk, (width,), desk.params.draft_columns)
        if relaxed is not None:
            found, solutions = least_late(relaxed, desk.params)
            drafts = [_by_week(desk, relaxed, solution) for solution in solutions] if width == 1 else []
            return max(bound, found), drafts
    return bound, []


def _by_week(desk: _Desk, relaxed: Relaxation, solution: np.ndarray) -> Ints:
    """Whole pieces by source and week of arrival."""
    weeks = desk.given.weeks
    made = np.zeros((desk.given.n_caps + desk.given.n_exts, weeks), dtype=np.int64)
    made[relaxed.sources] = np.floor(solution[relaxed.given_column] + 1e-6)
    wanted = np.zeros_like(made)
    for shift in np.unique(desk.book.shift).tolist():
        rows = desk.book.shift == shift
        wanted[rows, shift:] = made[rows, : max(0, weeks - shift)]
    return wanted


def _exact(desk: _Desk) -> Exact | None:
    most = desk.params.exact_columns
    # Habits of the other road, which the model does not know.
    if desk.given.cap_min_share_ppm.any() or desk.given.cap_batch_pieces.any():
        return None
    if desk.stop() or _pieces(desk) > _EXACT_PIECES or count_cells(desk.book, desk.lots, most) > most:
        return None
    return solve_exactly(desk.book, desk.lots, desk.params)


def _pieces(desk: _Desk) -> int:
    return int(desk.given.lot_quantity.sum())


def _polish(desk: _Desk) -> None:
    """Exchanges for time and nearness, an even spread, and whatever has become free by it."""
    book = desk.book
    if not desk.stop():
        book.pull()
        book.exchange(desk.params.swaps)
        desk.close_money()
        book.spread()
    book.pull()
    book.gather()


def _prefer(desk: _Desk, other: Ints) -> None:
    """Put the other plan in place if it keeps every rule and is better in the first goal that differs."""
    mine, before = desk.book.places(), _score(desk)
    if desk.book.replace(other) and _score(desk) >= before:
        desk.book.replace(mine)


def _score(desk: _Desk) -> tuple[int, ...]:
    values = _values(desk)
    return tuple(values[goal] for goal in ("served", *desk.given.goal_order))


def _values(desk: _Desk) -> dict[str, int]:
    rows, short = desk.book.places(), desk.book.left
    values = goal_values(desk.given, rows[:, 0], rows[:, 1], rows[:, 2], rows[:, 3], short)
    weights = priority_weights(desk.given.lot_priority)
    served = 0 if desk.given.goal_order[0] == "on_time" else int((short * weights).sum())
    return {**values, "cost": values["cost"] + cost_of(desk.given, desk.used), "served": served}


def _bounds(desk: _Desk, proven: Mapping[str, int], least: int) -> dict[str, int]:
    """Bounds of a group: what the search has proven, counted shares, and a relaxation for what is still open."""
    order, values = desk.given.goal_order, _values(desk)
    bounds = {goal: proven.get(goal, 0) for goal in order}
    bounds["on_time"] = max(bounds["on_time"], min(least, values["on_time"]))
    if order[0] == "on_time" and values["on_time"] == 0:
        bounds["spread_work"] = max(bounds["spread_work"], even_shares(desk.given, desk.lots))
    open_goals = [goal for goal in order if bounds[goal] != values[goal]]
    if order[0] == "on_time" and least:
        open_goals = [goal for goal in open_goals if goal != "on_time"]
    weeks = desk.given.weeks
    widths = (*(width for width in _WIDTHS if width < weeks), weeks)
    relaxed = _relaxation(desk, widths, desk.params.bound_columns) if open_goals else None
    if relaxed is None:
        return bounds
    looser = relaxed_bounds(relaxed, order, values, open_goals, desk.params)
    return {goal: max(bounds[goal], looser.get(goal, 0)) for goal in order}


def _relaxation(desk: _Desk, widths: tuple[int, ...], columns: int) -> Relaxation | None:
    """The relaxation with the shortest of these spans that so many columns allow."""
    if desk.stop() or _pieces(desk) > _EXACT_PIECES:
        return None
    items = len(np.unique(desk.given.lot_item))
    rows = len(group_sources(desk.given, desk.lots)) + items
    for width in widths:
        if rows * -(-desk.given.weeks // width) + items <= columns:
            return relax(desk.given, desk.lots, width)
    return None


def _follow(desk: _Desk, wanted: Ints) -> None:
    """Make other plans along a draft, and keep the best."""
    for fill_first in (True, False):
        if desk.stop():
            return
        first = desk.book.places()
        desk.book.replace(first[:0])
        desk.book.place_along(wanted, fill_first=fill_first)
        second = desk.book.places()
        desk.book.replace(first)
        _prefer(desk, second)


def _answer(desk: _Desk, bounds: Mapping[str, int]) -> AllocationAnswer:
    given, n_caps, rows = desk.given, desk.given.n_caps, desk.book.places()
    made = rows[:, 1] < n_caps
    jobs, bought = rows[made], rows[~made]
    values, cut, reasons = _values(desk), desk.stop(), explain(desk.book)
    used = np.array(desk.used, dtype=np.int64).reshape(-1, 3).T
    goals = tuple(_report(goal, values[goal], bounds[goal], cut) for goal in given.goal_order)
    return AllocationAnswer(
        status=_overall(goals),
        job_lot=jobs[:, 0],
        job_capability=jobs[:, 1],
        job_week=jobs[:, 2] - desk.book.shift[jobs[:, 1]],
        job_quantity=jobs[:, 3],
        bought_lot=bought[:, 0],
        bought_ext=bought[:, 1] - n_caps,
        bought_week=bought[:, 2],
        bought_quantity=bought[:, 3],
        short_quantity=desk.book.left.copy(),
        goals=goals,
        reasons=reasons,
        used_option=used[0],
        used_week=used[1],
        used_minutes=used[2],
        ways=ways_out(desk.book),
        worth=hour_worth(desk.book, _full_places(reasons)),
    )


def _full_places(reasons: AllocationReasons) -> list[tuple[int, int]]:
    """Resources and weeks that late and short lots name as full, those with most minutes missing first."""
    chosen = (reasons.subject == "lot") & (reasons.reason_code == "capacity_full")
    missing: dict[tuple[int, int], int] = defaultdict(int)
    columns = (reasons.place_index[chosen], reasons.week[chosen], reasons.amount[chosen])
    for resource, week, minutes in zip(*(column.tolist() for column in columns), strict=True):
        missing[resource, week] += minutes
    return sorted(missing, key=lambda place: (-missing[place], place))


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
