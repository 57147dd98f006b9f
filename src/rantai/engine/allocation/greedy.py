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
    """Whole batches first; smaller ones only for pieces that would not be there otherwise."""
    need = int(book.given.lot_need_week[lot])
    # When time comes first, weeks after the need are only looked at if those before do not suffice.
    ends = (need + 1, book.given.weeks) if book.order[0] == "on_time" else (book.given.weeks,)
    for end in ends:
        for batched in (True, False):
            if book.left[lot]:
                _fill(book, lot, choices(book, lot, end), batched=batched)


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


def _fill(book: Book, lot: int, found: Choices, *, batched: bool) -> None:
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
        _fill_group(book, lot, found, group, batched=batched)


def _fill_group(book: Book, lot: int, found: Choices, group: Ints, *, batched: bool) -> None:
    """A whole lot at one place if possible; else each source up to its fair part, least used first; then what fits."""
    weeks: dict[int, list[int]] = {}
    for source, week in zip(found.source[group].tolist(), found.week[group].tolist(), strict=True):
        weeks.setdefault(source, []).append(week)
    tie = {source: at for at, source in enumerate(weeks)}
    fair = -(-int(book.given.share_total[int(book.given.lot_item[lot])]) // max(1, len(weeks)))
    by_use = sorted(weeks, key=lambda source: (int(book.taken[source]), tie[source]))
    if batched and any(_fill_whole(book, lot, source, weeks[source], fair) for source in by_use):
        return
    for ceiling in (fair, int(PLENTY)):
        for source in sorted(weeks, key=lambda source: (int(book.taken[source]), tie[source])):
            least = book.batch(lot, source) if batched else 1
            _fill_source(book, lot, source, weeks[source], ceiling, least)
            if not book.left[lot]:
                return


def _fill_whole(book: Book, lot: int, source: int, weeks: list[int], fair: int) -> bool:
    """Put all that is left into one week of the source, when that brings it nearer to its fair part than it was."""
    left = int(book.left[lot])
    if 2 * (fair - int(book.taken[source])) < left:
        return False
    for week in weeks:
        if book.room_at(source, week) >= left:
            book.put((lot, source, week), left)
            return True
    return False


def _fill_source(book: Book, lot: int, source: int, weeks: list[int], ceiling: int, least: int) -> None:
    for week in weeks:
        left = int(book.left[lot])
        wanted = min(left, ceiling - int(book.taken[source]))
        if wanted <= 0:
            return
        quantity = min(left, max(wanted, least), book.room_at(source, week))
        if quantity >= min(left, least) > 0:
            book.put((lot, source, week), quantity)


def place_along(book: Book, lots: Ints, draft: Ints, *, fill_first: bool) -> None:
    """Place lots where a draft wants its sources to work: `draft`[source, week] pieces; then what is left over.

    What is in time comes first, so that pieces lost in rounding do not push one lot after the other behind its need.
    `fill_first`: what can still be in time beside the draft goes before what the draft itself wants late; better with
    some room left, worse when there is too much work.
    """
    wanted = draft.copy()
    _along(book, lots, wanted, in_time=True)
    for lot in lots[_order(book, lots)].tolist() if fill_first else ():
        _fill(book, lot, choices(book, lot, int(book.given.lot_need_week[lot]) + 1), batched=False)
    _along(book, lots, wanted, in_time=False)
    for lot in lots[_order(book, lots)].tolist():
        _place(book, lot)


def _along(book: Book, lots: Ints, wanted: Ints, *, in_time: bool) -> None:
    """Follow the draft item by item: lots that are needed first get the weeks that come first."""
    given = book.given
    items = given.lot_item[lots]
    for item in np.unique(items).tolist():
        its_lots = lots[items == item]
        by_need = its_lots[np.lexsort((its_lots, given.lot_priority[its_lots], given.lot_need_week[its_lots]))]
        _item_along(book, by_need.tolist(), wanted, book.sources_of[item], in_time=in_time)


def _item_along(book: Book, lots: list[int], wanted: Ints, sources: Ints, *, in_time: bool) -> None:
    first = {lot: dict(zip(sources.tolist(), book.earliest(lot, sources).tolist(), strict=True)) for lot in lots}
    slowest_first = sources[np.argsort(-book.lag[sources], kind="stable")]  # they can take fewer of the lots
    weeks, at = np.nonzero(wanted[slowest_first].T)
    for week, source in zip(weeks.tolist(), slowest_first[at].tolist(), strict=True):
        is_offer = source >= book.n_caps
        for lot in lots:
            if not wanted[source, week]:
                break
            start = first[lot][source]
            if start > week or (is_offer and start != week) or (in_time and book.late_weeks(lot, week)):
                continue
            quantity = min(int(book.left[lot]), int(wanted[source, week]), book.room_at(source, week))
            if quantity:
                book.put((lot, source, week), quantity)
                wanted[source, week] -= quantity
