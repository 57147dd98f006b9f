"""Make a plan better without ever leaving it: exchanges for time and nearness, then an even spread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from rantai.engine.allocation.book import Book
from rantai.engine.allocation.greedy import choices
from rantai.engine.allocation.tables import Ints

Key = tuple[int, ...]  # what one piece costs in the goals before spreading; smaller is better
SHORT: Key = (1,)


@dataclass
class Allowance:
    """Exchanges that may still be tried."""

    left: int

    def spend(self) -> bool:
        self.left -= 1
        return self.left >= 0


def exchange(book: Book, lots: Ints, allowance: Allowance, stop: Callable[[], bool]) -> None:
    """Move pieces to strictly better places; where one is full, move someone out who loses nothing by it."""
    for lot in lots[np.lexsort((lots, book.given.lot_need_week[lots], book.given.lot_priority[lots]))]:
        if allowance.left <= 0 or stop():
            return
        _better_lot(book, int(lot), allowance)


def pull(book: Book, lots: Ints) -> None:
    """Move pieces to better places that stand empty, until none does (or a few rounds have passed)."""
    for _ in range(_ROUNDS):
        if not sum(_pull_lot(book, int(lot)) for lot in lots):
            return


_ROUNDS = 6


def _pull_lot(book: Book, lot: int) -> int:
    """Pieces of the lot that found a better place."""
    ideal, moved_all = _ideal(book, lot), 0
    spots: list[tuple[int, int] | None] = [*sorted(book.placed[lot])]
    if book.left[lot]:
        spots.append(None)
    for spot in spots:
        key = SHORT if spot is None else piece_key(book, lot, *spot)
        if key > ideal:
            moved_all += _pull(book, lot, spot, key)
    return moved_all


def _pull(book: Book, lot: int, spot: tuple[int, int] | None, key: Key) -> int:
    found = choices(book, lot, book.given.weeks)
    places = zip(found.source.tolist(), found.week.tolist(), strict=True)
    wishes = sorted((piece_key(book, lot, source, week), source, week) for source, week in places)
    moved_all = 0
    for wish, source, week in wishes:
        quantity = int(book.left[lot]) if spot is None else book.placed[lot].get(spot, 0)
        moved = min(quantity, book.room_at(source, week))
        if wish >= key or not quantity:
            break
        if moved:
            _move(book, lot, spot, (source, week), moved)
            moved_all += moved
    return moved_all


def _move(book: Book, lot: int, spot: tuple[int, int] | None, to: tuple[int, int], quantity: int) -> None:
    if spot is not None:
        book.take((lot, *spot), quantity)
    book.put((lot, *to), quantity)


def piece_key(book: Book, lot: int, source: int, week: int) -> Key:
    """What a piece of the lot costs there, goal by goal, up to the goal of spreading."""
    values = {
        "on_time": book.late_weeks(lot, week),
        "local_first": int(book.ranks[source]),
        "cost": int(book.prices[source]),
    }
    order = book.given.goal_order
    return (0, *(values[goal] for goal in order[: order.index("spread_work")]))


def _better_lot(book: Book, lot: int, allowance: Allowance) -> None:
    at = [(piece_key(book, lot, *spot), spot) for spot in sorted(book.placed[lot])]
    for key, spot in sorted(at, reverse=True):
        if key > _ideal(book, lot):
            _better_place(book, lot, spot, key, allowance)
    if book.left[lot]:
        _better_place(book, lot, None, SHORT, allowance)


def _ideal(book: Book, lot: int) -> Key:
    """The best that the lot could have with every resource empty."""
    sources = book.sources_of[int(book.given.lot_item[lot])]
    weeks = book.earliest(lot, sources)
    keys = [
        piece_key(book, lot, int(source), int(week))
        for source, week in zip(sources, weeks, strict=True)
        if week < book.given.weeks
    ]
    return min(keys, default=SHORT)


def _better_place(book: Book, lot: int, spot: tuple[int, int] | None, key: Key, allowance: Allowance) -> None:
    for source, week in _wished(book, lot, spot, key):
        quantity = int(book.left[lot]) if spot is None else book.placed[lot].get(spot, 0)
        if not quantity or not allowance.spend():
            return
        room = book.room_at(source, week) or _make_room(book, lot, source, week, quantity, allowance)
        moved = min(quantity, room)
        if moved:
            _move(book, lot, spot, (source, week), moved)


def _wished(book: Book, lot: int, spot: tuple[int, int] | None, key: Key) -> list[tuple[int, int]]:
    """Places strictly better than `key`, full or not, the best first."""
    item = int(book.given.lot_item[lot])
    sources = book.sources_of[item]
    spots = []
    time_first = book.given.goal_order[0] == "on_time"
    last = book.given.weeks if spot is None or not time_first else max(spot[1], int(book.given.lot_need_week[lot])) + 1
    for source, first in zip(sources, book.earliest(lot, sources), strict=True):
        end = last if source < book.given.n_caps else min(int(first) + 1, last)
        spots += [(piece_key(book, lot, int(source), week), int(source), week) for week in range(int(first), end)]
    return [(source, week) for wish, source, week in sorted(spots) if wish < key][:_WISHES]


_WISHES = 60  # places looked at for one piece


def _make_room(book: Book, lot: int, source: int, week: int, quantity: int, allowance: Allowance) -> int:
    """Move others out of the full resources of (source, week); gives the pieces that fit afterwards."""
    given = book.given
    item = int(given.cap_item[source])
    if not book.share_left[source] or (book.limited[item] and not book.limit_room(item)[week]):
        return 0
    for resource, ms in zip(book.use_resource[source], book.use_ms[source], strict=True):
        if resource == given.n_resources:
            continue
        wanted_ms = quantity * int(ms)
        for cap in book.caps_using[resource]:
            for other in sorted(book.lots_at.get((int(cap), week), ())):
                missing_ms = wanted_ms - int(book.free_ms[resource, week])
                if missing_ms <= 0 or not allowance.spend():
                    break
                if other != lot:
                    _move_out(book, (other, int(cap), week), int(resource), missing_ms)
    return book.room_at(source, week)


def _move_out(book: Book, place: tuple[int, int, int], resource: int, missing_ms: int) -> None:
    """Move pieces that use `resource` to a place that is no worse for them and does not use it in that week."""
    lot, cap, week = place
    key = piece_key(book, *place)
    ms = int(book.use_ms[cap][book.use_resource[cap] == resource][0])
    wanted = min(book.lots_at[cap, week][lot], -(-missing_ms // ms))
    found = choices(book, lot, max(week, int(book.given.lot_need_week[lot])) + 1)
    spots = [
        (piece_key(book, lot, int(source), int(at)), int(source), int(at))
        for source, at in zip(found.source, found.week, strict=True)
        if not (at == week and _uses(book, int(source), resource))
    ]
    for other_key, source, at in sorted(spots):
        if wanted <= 0 or other_key > key:
            return
        moved = min(wanted, book.room_at(source, at))
        if moved > 0:
            _move(book, lot, (cap, week), (source, at), moved)
            wanted -= moved


def _uses(book: Book, source: int, resource: int) -> bool:
    return source < book.given.n_caps and resource in book.use_resource[source]


def spread(book: Book, lots: Ints, allowance: Allowance, stop: Callable[[], bool]) -> None:
    """Take pieces from each item's most used source and give them to less used ones that are no worse."""
    by_item: dict[int, list[int]] = {}
    for lot in lots:
        by_item.setdefault(int(book.given.lot_item[lot]), []).append(int(lot))
    for item, its_lots in sorted(by_item.items()):
        while not stop() and _spread_once(book, item, its_lots, allowance):
            pass


def _spread_once(book: Book, item: int, lots: list[int], allowance: Allowance) -> bool:
    sources = book.sources_of[item]
    if len(sources) < 2:
        return False
    top = int(sources[np.argmax(book.taken[sources])])
    for lot in lots:
        for source, week in sorted(book.placed[lot]):
            if source == top and allowance.left > 0 and _lighten(book, (lot, top, week), allowance):
                return True
    return False


def _lighten(book: Book, place: tuple[int, int, int], allowance: Allowance) -> bool:
    lot, top, week = place
    if not allowance.spend():
        return False
    key = piece_key(book, *place)
    found = choices(book, lot, max(week, int(book.given.lot_need_week[lot])) + 1)
    spots = [
        (int(book.taken[source]), int(source), int(at))
        for source, at in zip(found.source, found.week, strict=True)
        if book.taken[source] + 1 < book.taken[top] and piece_key(book, lot, int(source), int(at)) <= key
    ]
    for taken, source, at in sorted(spots):
        half = (int(book.taken[top]) - taken) // 2
        moved = min(half, book.placed[lot].get((top, week), 0), book.room_at(source, at))
        if moved > 0:
            _move(book, lot, (top, week), (source, at), moved)
            return True
    return False
