"""Minutes that can be had for money: what the plan uses of them, what more would do, what an hour would be worth.

Nothing here is estimated: the minutes are given to this very plan, pieces move, and what has changed is counted.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rantai.engine.allocation.book import Book
from rantai.engine.allocation.tables import MS_PER_MINUTE, AllocationInput, AllocationWays, AllocationWorth, Ints
from rantai.engine.allocation.worth import short_weeks

HOUR = 60  # minutes
_WAYS_LOTS = 200  # late or short lots of a group that ways out are looked for, the heaviest first
_WORTH_PLACES = 100  # full weeks of resources of a group that an hour is tried in, those with most missing first


def approved_minutes(given: AllocationInput) -> Ints:
    """Minutes that approved options may add, [resource, week]."""
    added = np.zeros((given.n_resources, given.weeks), dtype=np.int64)
    for option, resource in zip(given.optres_option.tolist(), given.optres_resource.tolist(), strict=True):
        if given.opt_is_approved[option]:
            added[resource] += given.opt_minutes[option]
    return added


def options_used(given: AllocationInput, missing_ms: Ints) -> list[tuple[int, int, int]]:
    """(option, week, minutes) that cover milliseconds missing by resource and week, the cheapest minutes first."""
    left = -(-np.maximum(0, missing_ms) // MS_PER_MINUTE)
    used = []
    resources = _resources(given)
    order = np.lexsort((np.arange(given.n_opts), given.opt_fixed_idr_week, given.opt_price_idr_minute))
    for option in order.tolist():
        if not given.opt_is_approved[option] or not len(resources[option]):
            continue
        minutes = np.minimum(left[resources[option]].max(axis=0), given.opt_minutes[option])
        left[resources[option]] -= minutes
        used += [(option, week, int(minutes[week])) for week in np.flatnonzero(minutes > 0).tolist()]
    return sorted(used)


def cost_of(given: AllocationInput, used: list[tuple[int, int, int]]) -> int:
    """Rupiah for minutes used: (option, week, minutes) each."""
    return sum(
        minutes * int(given.opt_price_idr_minute[option]) + int(given.opt_fixed_idr_week[option])
        for option, _, minutes in used
    )


def _resources(given: AllocationInput) -> list[Ints]:
    """Resources that each option widens."""
    return [given.optres_resource[given.optres_option == option] for option in range(given.n_opts)]


@dataclass(frozen=True)
class _Counted:
    """How far pieces are behind."""

    pieces: int
    piece_weeks: int
    idr: int


def _counted(book: Book) -> _Counted:
    given, rows = book.given, book.places()
    late = np.maximum(0, rows[:, 2] - given.lot_need_week[rows[:, 0]])
    behind = int(rows[late > 0, 3].sum()) + int(book.left.sum())
    weeks = int((rows[:, 3] * late).sum()) + int((book.left * short_weeks(given)).sum())
    return _Counted(behind, weeks, int((rows[:, 3] * book.prices[rows[:, 1]]).sum()))


def ways_out(book: Book) -> AllocationWays:
    """What options that are not approved would do for each late or short lot; the book is left as it was."""
    given, rows = book.given, []
    if given.n_opts:
        resources, behind = _resources(given), book.behind().sum(axis=1)
        heavy = np.lexsort((np.arange(given.n_lots), -behind, given.lot_priority))
        for lot in [lot for lot in heavy.tolist() if behind[lot]][:_WAYS_LOTS]:
            rows += _ways_of(book, lot, resources)
    columns = list(zip(*rows, strict=True)) or [()] * 8
    return AllocationWays(*(np.array(column, dtype=np.int64) for column in columns))


def _ways_of(book: Book, lot: int, resources: list[Ints]) -> list[tuple[int, ...]]:
    """Options that help the lot, cheapest a piece-week first."""
    given = book.given
    caps = book.caps_of[int(given.lot_item[lot])]
    mine = np.unique(given.work_resource[np.isin(given.work_capability, caps)])
    found = []
    for option, widened in enumerate(resources):
        if given.opt_is_approved[option] or not np.isin(widened, mine).any():
            continue
        kept, before, free = book.state.copy(), _counted(book), book.free_ms[widened]
        book.free_ms[widened] += given.opt_minutes[option] * MS_PER_MINUTE
        moved = book.pull_behind(lot)
        if moved:
            taken = free + given.opt_minutes[option] * MS_PER_MINUTE - book.free_ms[widened]
            over = np.maximum(0, taken - np.maximum(0, free)).max(axis=0)
            minutes = -(-over // MS_PER_MINUTE)
            weeks = np.flatnonzero(minutes)
            after = _counted(book)
            if len(weeks) and after.piece_weeks < before.piece_weeks:
                cost = cost_of(given, [(option, week, int(minutes[week])) for week in weeks.tolist()])
                gained = before.piece_weeks - after.piece_weeks
                total = int(minutes.sum())
                found.append((lot, option, int(weeks[0]), int(weeks[-1]), total, cost, moved, gained))
        book.state[:] = kept
    return sorted(found, key=lambda row: (row[5], -row[7], row[1]))


def hour_worth(book: Book, places: list[tuple[int, int]]) -> AllocationWorth:
    """What an hour more would be worth at each (resource, week); the book is left as it was."""
    rows = []
    behind = np.flatnonzero(book.behind().sum(axis=1))
    order = behind[np.lexsort((behind, book.given.lot_need_week[behind], book.given.lot_priority[behind]))]
    before = _counted(book)
    for resource, week in places[:_WORTH_PLACES]:
        kept = book.state.copy()
        book.free_ms[resource, week] += HOUR * MS_PER_MINUTE
        for lot in order.tolist():
            if book.free_ms[resource, week] <= 0:
                break
            book.pull_behind(lot)
        after = _counted(book)
        gained, cheaper = before.piece_weeks - after.piece_weeks, before.idr - after.idr
        rows.append((resource, week, before.pieces - after.pieces, gained, cheaper))
        book.state[:] = kept
    columns = list(zip(*sorted(rows), strict=True)) or [()] * 5
    return AllocationWorth(*(np.array(column, dtype=np.int64) for column in columns))
