"""Values that no plan can be below: late by nature of each lot and item, and the relaxation of a whole group."""

from __future__ import annotations

from collections.abc import Mapping
from math import gcd

import numpy as np

from rantai.engine.allocation.book import PLENTY, Book, share_limits, tightened_limits
from rantai.engine.allocation.params import AllocationParams
from rantai.engine.allocation.relaxation import Relaxation
from rantai.engine.allocation.tables import MS_PER_MINUTE, AllocationInput, Ints
from rantai.engine.allocation.worth import priority_weights, short_weeks
from rantai.engine.solvers import WorkBudget, solver


def alone_bound(book: Book, lots: Ints) -> int:
    """On-time value that remains when each item of the group has all resources for itself."""
    given, total = book.given, 0
    items = given.lot_item[lots]
    for item in np.unique(items):
        its_lots = lots[items == item]
        total += max(_lots_alone(book, its_lots), _item_alone(book, int(item), its_lots))
    return total


def _lots_alone(book: Book, lots: Ints) -> int:
    """Each lot at its earliest possible week; short when that lies behind the horizon."""
    given, total = book.given, 0
    weights, short = priority_weights(given.lot_priority), short_weeks(given)
    for lot in lots:
        sources = book.sources_of[int(given.lot_item[lot])]
        first = int(book.earliest(int(lot), sources).min()) if len(sources) else given.weeks
        weeks = max(0, first - int(given.lot_need_week[lot])) if first < given.weeks else int(short[lot])
        total += weeks * int(weights[lot]) * int(given.lot_quantity[lot])
    return total


def _item_alone(book: Book, item: int, lots: Ints) -> int:
    """What is due and cannot be there, week by week; short pieces a whole horizon more.

    Counted for the lots of each priority and all before it, with the weight that this priority has above the next:
    a piece of priority p that is behind is behind in every such count from p on, and the weights add up to its own.
    """
    given, total = book.given, 0
    priorities = np.unique(given.lot_priority[lots])
    weights = [*(int(weight) for weight in priority_weights(priorities)), 0]
    for rank, priority in enumerate(priorities):
        chosen = lots[given.lot_priority[lots] <= priority]
        due = np.zeros(given.weeks, dtype=np.int64)
        np.add.at(due, given.lot_need_week[chosen], given.lot_quantity[chosen])
        behind = np.maximum(0, np.cumsum(due) - _reach(book, item, chosen))
        weeks = int(behind.sum()) + given.weeks * int(behind[-1])
        total += (weights[rank] - weights[rank + 1]) * weeks
    return total


def _reach(book: Book, item: int, lots: Ints) -> Ints:
    """Most pieces of these lots of the item that can be there by the end of each week."""
    given = book.given
    caps, exts = book.caps_of[item], book.exts_of[item]
    made = np.zeros(given.weeks, dtype=np.int64)
    if len(caps):
        room = _room_alone(book, caps, lots)
        by_cap = np.minimum(np.cumsum(room, axis=1), share_limits(given)[caps][:, None])
        made = np.minimum(by_cap.sum(axis=0), tightened_limits(given)[item])
        made = np.minimum(made, _worked_off(given, lots, room.sum(axis=0)))
    if len(exts):
        made = np.where(np.arange(given.weeks) >= int(given.ext_lead_weeks[exts].min()), PLENTY, made)
    return made


def _room_alone(book: Book, caps: Ints, lots: Ints) -> Ints:
    """Pieces that each maker can make in each week with its resources for itself, no more than there are."""
    given = book.given
    free = np.concatenate([given.capacity_minutes * MS_PER_MINUTE, np.full((1, given.weeks), PLENTY)])
    room = (free[book.uses[0][caps]] // book.uses[1][caps][:, :, None]).min(axis=1)
    for at, weeks in enumerate(given.cap_transport_weeks[caps].tolist()):  # by week of arrival
        room[at, weeks:] = room[at, : max(0, given.weeks - weeks)].copy()
    first = int(given.lot_first_week[lots].min()) + book.lag[caps]
    room[np.arange(given.weeks)[None, :] < first[:, None]] = 0
    return np.minimum(room, int(given.lot_quantity[lots].sum()))


def _worked_off(given: AllocationInput, lots: Ints, room: Ints) -> Ints:
    """Made by the end of week w: for any week t, at most what could start before t and the room from t to w."""
    started = np.zeros(given.weeks + 1, dtype=np.int64)
    np.add.at(started, np.minimum(given.lot_first_week[lots] + 1, given.weeks), given.lot_quantity[lots])
    past = np.concatenate([[0], np.cumsum(room)])
    return (past + np.minimum.accumulate(np.cumsum(started) - past))[1:]


def least_late(relaxed: Relaxation, params: AllocationParams) -> tuple[int, list[np.ndarray]]:
    """Bound of on_time in a relaxation, 0 when the iterations do not suffice; and what can be followed: a solution
    that is least late, and one that is near besides."""
    cost, near = relaxed.goals["on_time"], relaxed.goals["local_first"]
    unit = gcd(*(int(value) for value in cost)) or 1
    budget = WorkBudget(simplex_iterations=params.bound_iterations, seconds=params.safety_seconds)
    session = solver().session(relaxed.model)
    session.set_cost(cost / unit)
    report = session.solve(budget)
    drafts = [report.values] if report.has_values else []
    if drafts and near.any():
        session.fix_goal(cost / unit, float(np.ceil(report.objective)))
        session.set_cost(near)
        second = session.solve(budget, goes_on=True)
        drafts += [second.values] if second.has_values else []
    return _whole(report.bound) * unit, drafts


def relaxed_bounds(
    relaxed: Relaxation,
    order: tuple[str, ...],
    values: Mapping[str, int],
    open_goals: list[str],
    params: AllocationParams,
) -> dict[str, int]:
    """Bound of each open goal among plans no worse than `values` in the goals before it."""
    session = solver().session(relaxed.model)
    budget = WorkBudget(simplex_iterations=params.bound_iterations, seconds=params.safety_seconds)
    bounds: dict[str, int] = {}
    is_kept = False  # whether the last solution keeps the rows of all goals so far
    for goal in order:
        if goal in open_goals:
            session.set_cost(relaxed.goals[goal])
            bounds[goal] = _whole(session.solve(budget, goes_on=is_kept).bound)
        is_kept = goal in open_goals
        session.fix_goal(relaxed.goals[goal], float(values[goal]))
    return bounds


def _whole(bound: float) -> int:
    """A bound of a whole number that is not negative."""
    return max(0, int(np.ceil(bound))) if np.isfinite(bound) else 0


def even_shares(given: AllocationInput, lots: Ints) -> int:
    """Least sum of largest shares when nothing stays short: every item spread evenly over all its sources."""
    total = 0
    items = given.lot_item[lots]
    for item in np.unique(items):
        sources = int((given.cap_item == item).sum() + (given.ext_item == item).sum())
        total += -(-int(given.lot_quantity[lots][items == item].sum()) // max(1, sources))
    return total
