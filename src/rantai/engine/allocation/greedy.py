"""A first plan: lots by priority and need, each from its best sources in the order of the goals."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from rantai.engine.allocation.book import PLENTY, Book
from rantai.engine.allocation.tables import Ints


@dataclass(frozen=True)
class Choices:
    """Where pieces of one lot may go: one entry a (source, week) that had room when it was looked up."""

    source: Ints
    week: Ints
    late: Ints
    rank: Ints
    price: Ints


def place_lots(book: Book, lots: Ints, step: Callable[[], None]) -> None:
    """Place every lot as far as there is room; what is left is short."""
    for lot in lots[_order(book, lots)]:
        _place(book, int(lot))
        step()


def _order(book: Book, lots: Ints) -> Ints:
    """Priority, need week, then those with fewer sources, then position."""
    given = book.given
    options = np.array([len(book.sources_of[item]) for item in given.lot_item[lots]], dtype=np.int64)
    return np.lexsort((lots, options, given.lot_need_week[lots], given.lot_priority[lots]))


def _place(book: Book, lot: int) -> None:
    need = int(book.given.lot_need_week[lot])
    # When time comes first, weeks after the need are only looked at if those before do not suffice.
    ends = (need + 1, book.given.weeks) if book.order[0] == "on_time" else (book.given.weeks,)
    for end in ends:
        if book.left[lot]:
            _fill(book, lot, choices(book, lot, end))


def choices(book: Book, lot: int, end: int, *, full: bool = False) -> Choices:
    """Sources with room for the lot in weeks before `end`; with `full` those without room too."""
    given = book.given
    item = int(given.lot_item[lot])
    caps, exts = book.caps_of[item], book.exts_of[item] + given.n_caps
    earliest = book.earliest(lot, caps)
    first = int(min(earliest.min(), end)) if len(caps) else end
    room = np.ones((len(caps), end - first), np.int64) if full else book.room(caps, first, end)
    room[np.arange(first, end)[None, :] < earliest[:, None]] = 0
    at, week = np.nonzero(room > 0)
    arrival = book.earliest(lot, exts)
    inside = arrival < end
    sources = np.concatenate([caps[at], exts[inside]])
    weeks = np.concatenate([week + first, arrival[inside]]).astype(np.int64)
    late = np.maximum(0, weeks - given.lot_need_week[lot])
    return Choices(sources, weeks, late, book.ranks[sources], book.prices[sources])


def _fill(book: Book, lot: int, found: Choices) -> None:
    """Go through groups that are equal in the goals before spreading; inside, the least used source first."""
    if not len(found.source):
        return
    keys = {"on_time": found.late, "local_first": found.rank, "cost": found.price}
    order = book.order
    turn = order.index("spread_work")
    before = [keys[goal] for goal in order[:turn]]
    after = [keys[goal] for goal in order[turn + 1 :]]
    sequence = np.lexsort((found.week, found.source, *reversed(after), *reversed(before)))
    changes = np.zeros(len(sequence), dtype=bool)
    for key in before:
        changes[1:] |= np.diff(key[sequence]) != 0
    for group in np.split(sequence, np.flatnonzero(changes)):
        if not book.left[lot]:
            return
        _fill_group(book, lot, found, group)


def _fill_group(book: Book, lot: int, found: Choices, group: Ints) -> None:
    """Each source up to its fair part, least used first; then whatever still fits."""
    sources, first_at = np.unique(found.source[group], return_index=True)
    rows = {int(source): group[found.source[group] == source] for source in sources}
    tie = {int(source): int(at) for source, at in zip(sources, first_at, strict=True)}
    item = int(book.given.lot_item[lot])
    fair = -(-int(book.given.share_total[item]) // max(1, len(sources)))
    for ceiling in (fair, int(PLENTY)):
        for source in sorted(rows, key=lambda one: (int(book.taken[one]), tie[one])):
            _fill_source(book, lot, source, found.week[rows[source]], ceiling)
            if not book.left[lot]:
                return


def _fill_source(book: Book, lot: int, source: int, weeks: Ints, ceiling: int) -> None:
    for week in weeks:
        wanted = min(int(book.left[lot]), ceiling - int(book.taken[source]))
        if wanted <= 0:
            return
        quantity = min(wanted, book.room_at(source, int(week)))
        if quantity > 0:
            book.put((lot, source, int(week)), quantity)


def place_along(book: Book, lots: Ints, draft: Ints, ends: Ints, step: Callable[[], None]) -> None:
    """Place lots where a draft wants its sources to work: `draft`[source, span] pieces, spans ending before `ends`."""
    wanted = draft.copy()
    for lot in lots[_order(book, lots)]:
        _place_wanted(book, int(lot), wanted, ends)
        step()
    for lot in lots[_order(book, lots)]:
        _place(book, int(lot))


def _place_wanted(book: Book, lot: int, wanted: Ints, ends: Ints) -> None:
    found = choices(book, lot, int(book.given.lot_need_week[lot]) + 1)
    span = np.searchsorted(ends, found.week, side="right")
    hoped = wanted[found.source, span]
    for at in np.lexsort((found.source, found.week, found.rank, -hoped)):
        source, week = int(found.source[at]), int(found.week[at])
        quantity = min(int(book.left[lot]), int(wanted[source, span[at]]), book.room_at(source, week))
        if quantity > 0:
            book.put((lot, source, week), quantity)
            wanted[source, span[at]] -= quantity
