"""Make a plan better without ever leaving it: exchanges for time and nearness, then an even spread."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rantai.engine.allocation.book import Book
from rantai.engine.allocation.greedy import Choices, choices
from rantai.engine.allocation.tables import Ints

Spot = tuple[int, int]  # source, week
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
    """Move pieces to strictly better places; where one is full, move someone out who loses nothing by it.

    Late and short lots come first, then by priority and need.
    """
    given = book.given
    fine = np.array([not _is_late(book, int(lot)) for lot in lots])
    for lot in lots[np.lexsort((lots, given.lot_need_week[lots], given.lot_priority[lots], fine))]:
        if allowance.left <= 0 or stop():
            return
        _better_lot(book, int(lot), allowance)


def _is_late(book: Book, lot: int) -> bool:
    need = int(book.given.lot_need_week[lot])
    return bool(book.left[lot]) or any(week > need for _, week in book.placed[lot])


def pull(book: Book, lots: Ints) -> None:
    """Move pieces to better places that stand empty, until none does (or a few rounds have passed)."""
    for _ in range(_ROUNDS):
        if not sum(_pull_lot(book, int(lot)) for lot in lots):
            return


_ROUNDS = 12


def _pull_lot(book: Book, lot: int) -> int:
    """Pieces of the lot that found a better place."""
    ideal, moved_all = _ideal(book, lot), 0
    spots: list[Spot | None] = [*sorted(book.placed[lot])]
    if book.left[lot]:
        spots.append(None)
    keys = [SHORT if spot is None else piece_key(book, lot, *spot) for spot in spots]
    if max(keys, default=ideal) <= ideal or not _hopeful(book, lot, spots, max(keys)):
        return 0
    for spot, key in zip(spots, keys, strict=True):
        if key > ideal:
            moved_all += _pull(book, lot, spot, key)
    return moved_all


def _hopeful(book: Book, lot: int, spots: list[Spot | None], worst: Key) -> bool:
    """Whether any empty place is better than the worst spot; late pieces may also make room for themselves."""
    need = int(book.given.lot_need_week[lot])
    if any(spot is None or spot[1] > need for spot in spots):
        return True
    return any(book.room_at(*spot) for spot in _better(book, lot, spots[0], worst, strictly=True))


def _pull(book: Book, lot: int, spot: Spot | None, key: Key) -> int:
    """Lift the pieces off their spot, so that they do not stand in their own way, and put them where it is better."""
    lifted = _lift(book, lot, spot)
    spots = _better(book, lot, spot, key, strictly=True)
    left = _put_down(book, lot, spots, lifted, batched=not _is_behind(book, lot, spot))
    _put_back(book, lot, spot, left)
    return lifted - left


def _is_behind(book: Book, lot: int, spot: Spot | None) -> bool:
    """Whether pieces are short or late there, so that even single ones are worth moving."""
    return spot is None or book.late_weeks(lot, spot[1]) > 0


def _lift(book: Book, lot: int, spot: Spot | None) -> int:
    if spot is None:
        return int(book.left[lot])
    quantity = book.placed[lot].get(spot, 0)
    if quantity:
        book.take((lot, *spot), quantity)
    return quantity


def _put_down(book: Book, lot: int, spots: list[Spot], quantity: int, *, batched: bool) -> int:
    """Place pieces in the order of the spots; gives what is left over. `batched`: neither moved nor left in crumbs."""
    for source, week in spots:
        if not quantity:
            break
        moved = min(quantity, book.room_at(source, week))
        if batched and moved < quantity:
            least = book.batch(lot, source)
            moved = min(moved, quantity - least)
            moved = moved if moved >= least else 0
        if moved:
            book.put((lot, source, week), moved)
            quantity -= moved
    return quantity


def _put_back(book: Book, lot: int, spot: Spot | None, quantity: int) -> None:
    if spot is not None and quantity:
        book.put((lot, *spot), quantity)


def _last_week(book: Book, lot: int, spot: Spot | None) -> int:
    """Week before which a better place must lie."""
    if spot is None or book.order[0] != "on_time":
        return book.given.weeks
    return max(spot[1], int(book.given.lot_need_week[lot])) + 1


def _better(book: Book, lot: int, spot: Spot | None, key: Key, *, strictly: bool) -> list[Spot]:
    """Places better than `key`, or no worse when not `strictly`, full or not, the best first."""
    if book.order[0] != "on_time" or _is_behind(book, lot, spot):
        found = choices(book, lot, _last_week(book, lot, spot), full=True)
        return _ranked(book, found, key, strictly=strictly)
    if lot not in book.timely:
        found = choices(book, lot, int(book.given.lot_need_week[lot]) + 1, full=True)
        spots = _ranked(book, found, SHORT, strictly=True)
        book.timely[lot] = [(piece_key(book, lot, *spot), *spot) for spot in spots]
    places = book.timely[lot]
    end = bisect_left(places, (key,)) if strictly else bisect_left(places, ((*key, PAST),))
    return [(source, week) for _, source, week in places[:end]]


PAST = 2**62  # behind every number that a key holds


def _ranked(book: Book, found: Choices, key: Key, *, strictly: bool) -> list[Spot]:
    """Of the places found, those better than `key`, or no worse when not `strictly`, the best first."""
    columns = _columns(book, found)
    better, equal = _compared(columns, key)
    rows = np.flatnonzero(better if strictly else better | equal)
    order = np.lexsort((found.week[rows], found.source[rows], *(column[rows] for column in reversed(columns))))
    rows = rows[order]
    return list(zip(found.source[rows].tolist(), found.week[rows].tolist(), strict=True))


def _columns(book: Book, found: Choices) -> list[Ints]:
    """What places cost in the goals before spreading; the same as `piece_key`, for many places at once."""
    values = {"on_time": found.late, "local_first": found.rank, "cost": found.price}
    return [values[goal] for goal in book.before_spread]


def _compared(columns: list[Ints], key: Key) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    size = len(columns[0]) if columns else 0
    if key == SHORT or not columns:
        return np.ones(size, np.bool_), np.zeros(size, np.bool_)
    better, equal = np.zeros(size, np.bool_), np.ones(size, np.bool_)
    for column, value in zip(columns, key[1:], strict=True):
        better |= equal & (column < value)
        equal &= column == value
    return better, equal


def piece_key(book: Book, lot: int, source: int, week: int) -> Key:
    """What a piece of the lot costs there, goal by goal, up to the goal of spreading."""
    values = {
        "on_time": book.late_weeks(lot, week),
        "local_first": int(book.ranks[source]),
        "cost": int(book.prices[source]),
    }
    return (0, *(values[goal] for goal in book.before_spread))


def _better_lot(book: Book, lot: int, allowance: Allowance) -> None:
    at = [(piece_key(book, lot, *spot), spot) for spot in sorted(book.placed[lot])]
    for key, spot in sorted(at, reverse=True):
        if key > _ideal(book, lot):
            _better_place(book, lot, spot, key, allowance)
    if book.left[lot]:
        _better_place(book, lot, None, SHORT, allowance)


def _ideal(book: Book, lot: int) -> Key:
    """The best that the lot could have with every resource empty."""
    if lot not in book.ideals:
        best = _ranked(book, choices(book, lot, book.given.weeks, full=True), SHORT, strictly=True)[:1]
        book.ideals[lot] = piece_key(book, lot, *best[0]) if best else SHORT
    return book.ideals[lot]


def _better_place(book: Book, lot: int, spot: Spot | None, key: Key, allowance: Allowance) -> None:
    for source, week in _wished(book, lot, spot, key):
        if not allowance.spend():
            return
        left = _shift(book, lot, spot, (source, week))
        if left and source < book.n_caps:
            _make_room(book, lot, source, week, left, allowance)
            left = _shift(book, lot, spot, (source, week))
        if not left:
            return


def _shift(book: Book, lot: int, spot: Spot | None, to: Spot) -> int:
    """Move what fits from one place to another; gives what stays."""
    left = _put_down(book, lot, [to], _lift(book, lot, spot), batched=not _is_behind(book, lot, spot))
    _put_back(book, lot, spot, left)
    return left


def _wished(book: Book, lot: int, spot: Spot | None, key: Key) -> list[Spot]:
    """Places strictly better than `key`, full or not, the best first."""
    return _better(book, lot, spot, key, strictly=True)[:_WISHES]


_WISHES = 60  # places looked at for one piece


def _make_room(book: Book, lot: int, source: int, week: int, quantity: int, allowance: Allowance) -> None:
    """Move others out of the full resources of (source, week)."""
    given = book.given
    item = int(given.cap_item[source])
    if not book.share_left[source] or (book.limited[item] and not book.limit_room(item)[week]):
        return
    for resource, ms in book.uses[source]:
        wanted_ms = quantity * ms
        for cap in book.caps_using[resource]:
            for other in sorted(book.lots_at.get((int(cap), week), ())):
                missing_ms = wanted_ms - int(book.free_ms[resource, week])
                if missing_ms <= 0 or not allowance.spend():
                    break
                if other != lot:
                    _move_out(book, (other, int(cap), week), int(resource), missing_ms)


def _move_out(book: Book, place: tuple[int, int, int], resource: int, missing_ms: int) -> None:
    """Move pieces that use `resource` to a place that is no worse for them and does not use it in that week."""
    lot, cap, week = place
    key = piece_key(book, *place)
    ms = int(book.use_ms[cap][book.use_resource[cap] == resource][0])
    held = book.lots_at[cap, week][lot]
    spots = _better(book, lot, (cap, week), key, strictly=False)
    elsewhere = [(source, at) for source, at in spots if at != week or not _uses(book, source, resource)]
    book.take(place, held)
    whole = [spot for spot in elsewhere if book.room_at(*spot) >= held][:1]
    wanted = held if whole else min(held, -(-missing_ms // ms))
    left = _put_down(book, lot, whole or elsewhere, wanted, batched=False)
    _put_back(book, lot, (cap, week), held - wanted + left)


def _uses(book: Book, source: int, resource: int) -> bool:
    return source < book.n_caps and any(used == resource for used, _ in book.uses[source])


def spread(book: Book, lots: Ints, stop: Callable[[], bool]) -> None:
    """Take pieces from each item's most used source and give them to less used ones that are no worse."""
    by_item: dict[int, list[int]] = {}
    for lot in lots:
        by_item.setdefault(int(book.given.lot_item[lot]), []).append(int(lot))
    for item, its_lots in sorted(by_item.items()):
        for _ in range(_PASSES):
            if stop() or not _spread_item(book, item, its_lots):
                break


_PASSES = 2


def _spread_item(book: Book, item: int, lots: list[int]) -> bool:
    """One pass over the item's lots; whether anything moved."""
    sources = book.sources_of[item]
    if len(sources) < 2:
        return False
    even, moved = -(-int(book.taken[sources].sum()) // len(sources)), False
    for lot in lots:
        for source, week in sorted(book.placed[lot]):
            if book.taken[source] > even:
                moved |= _lighten(book, (lot, source, week), even)
    return moved


def _lighten(book: Book, place: tuple[int, int, int], even: int) -> bool:
    """Give pieces of one place to less used sources that are no worse for it; nobody is brought below `even`."""
    lot, top, week = place
    held, used = book.placed[lot][top, week], int(book.taken[top])
    taken = {source: int(book.taken[source]) for source in book.sources_of[int(book.given.lot_item[lot])].tolist()}
    spots = _better(book, lot, (top, week), piece_key(book, *place), strictly=False)
    spots = [spot for spot in spots if taken[spot[0]] < used and spot[0] != top]
    book.take(place, held)
    left = held
    for source, at in sorted(spots, key=lambda spot: (taken[spot[0]], spot)):
        moved = min(left, used - even, (used - taken[source]) // 2)
        moved = _worth_moving(book, place, source, left, moved)
        moved = _worth_moving(book, place, source, left, min(moved, book.room_at(source, at))) if moved else 0
        if moved:
            book.put((lot, source, at), moved)
            left, used, taken[source] = left - moved, used - moved, taken[source] + moved
        if not left:
            break
    _put_back(book, lot, (top, week), left)
    return left < held


def _worth_moving(book: Book, place: tuple[int, int, int], source: int, held: int, wanted: int) -> int:
    """All of `held`, or so much of what is wanted that both parts are worth a set-up, or nothing."""
    lot, top, _ = place
    if wanted >= held:
        return held
    moved = min(wanted, held - book.batch(lot, top))
    return moved if moved >= book.batch(lot, source) else 0
