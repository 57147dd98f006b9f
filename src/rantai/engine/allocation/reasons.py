"""Why a lot is late or short, and why a job went farther than the nearest maker."""

from __future__ import annotations

from dataclasses import dataclass

from rantai.engine.allocation.book import Book
from rantai.engine.allocation.tables import MS_PER_MINUTE, AllocationReasons, Ints, reasons_of

CODES = ("capacity_full", "share_full", "no_local_maker", "no_maker", "material_late", "lead_time", "dearer")


@dataclass(frozen=True)
class Cause:
    """One binding constraint."""

    code: str
    place: str
    index: int
    week: int
    amount: int
    unit: str


def explain(book: Book) -> AllocationReasons:
    """Reasons for everything in the book; job and bought rows count as `book.places()` lists them."""
    rows: list[tuple[str, int, str, str, str, int, int, int, str]] = []
    late = [0] * book.given.n_lots
    jobs = bought = 0
    for lot, source, week, quantity in book.places():
        late[lot] += quantity if book.late_weeks(lot, week) else 0
        made = source < book.given.n_caps
        subject, number = ("job", jobs) if made else ("bought", bought)
        jobs, bought = jobs + made, bought + (not made)
        if book.ranks[source]:
            rows.append(_row(subject, number, "elsewhere", _elsewhere(book, lot, source, week, quantity)))
    for lot in range(book.given.n_lots):
        if late[lot]:
            end = int(book.given.lot_need_week[lot]) + 1
            rows.append(_row("lot", lot, "late", _why(book, lot, end, late[lot])))
        if book.left[lot]:
            rows.append(_row("lot", lot, "short", _why(book, lot, book.given.weeks, int(book.left[lot]))))
    return reasons_of(sorted(rows))


def _row(subject: str, number: int, kind: str, cause: Cause) -> tuple[str, int, str, str, str, int, int, int, str]:
    return subject, number, kind, cause.code, cause.place, cause.index, cause.week, cause.amount, cause.unit


def _why(book: Book, lot: int, end: int, pieces: int) -> Cause:
    """Why `pieces` of the lot could not be there before week `end`."""
    item = int(book.given.lot_item[lot])
    caps = book.caps_of[item]
    if not len(caps):
        exts = book.exts_of[item] + book.given.n_caps
        if not len(exts):
            return Cause("no_maker", "item", item, end - 1, pieces, "pieces")
        return _too_long(book, lot, exts, end)
    return _binding(book, lot, caps, end, pieces)


def _elsewhere(book: Book, lot: int, source: int, week: int, pieces: int) -> Cause:
    item = int(book.given.lot_item[lot])
    caps = book.caps_of[item]
    nearer = caps[book.ranks[caps] < book.ranks[source]]
    if not len(nearer):
        return Cause("no_local_maker", "item", item, week, pieces, "pieces")
    end = max(week, int(book.given.lot_need_week[lot])) + 1
    open_caps = _by_nearness(book, nearer[book.earliest(lot, nearer) < end])
    if book.limited[item] and not _limit_room(book, lot, end):
        return _binding(book, lot, nearer, end, pieces)
    for cap in open_caps:
        if _passed_over(book) and _has_minutes(book, lot, int(cap), end) and _share_room(book, lot, int(cap), end):
            dearer = int(book.prices[cap]) - int(book.prices[source])
            return Cause("dearer", "capability", int(cap), week, max(0, dearer), "idr")
    return _binding(book, lot, nearer, end, pieces)


def _passed_over(book: Book) -> bool:
    """Whether a goal above nearness can prefer a source that is farther although the nearer one has time."""
    before = book.order[: book.order.index("local_first")]
    return "cost" in before or "spread_work" in before


def _binding(book: Book, lot: int, caps: Ints, end: int, pieces: int) -> Cause:
    """What keeps these makers from the pieces before week `end`: lead, material, minutes, or share."""
    item = int(book.given.lot_item[lot])
    open_caps = _by_nearness(book, caps[book.earliest(lot, caps) < end])
    if not len(open_caps):
        return _too_long(book, lot, caps, end)
    if book.limited[item]:
        room = _limit_room(book, lot, end)
        if room < pieces and (not room or any(_has_minutes(book, lot, int(cap), end) for cap in open_caps)):
            return Cause("material_late", "item", item, end - 1, pieces - room, "pieces")
    for cap in open_caps:
        if _share_room(book, lot, cap, end) and not _has_minutes(book, lot, int(cap), end):
            return _full(book, int(cap), end - 1, pieces)
    for cap in open_caps:  # a share binds only when the maker has minutes for more
        if not _share_room(book, lot, cap, end) and _has_minutes(book, lot, cap, end):
            return Cause("share_full", "capability", int(cap), end - 1, pieces, "pieces")
    return _full(book, int(open_caps[0]), end - 1, pieces)


def _by_nearness(book: Book, caps: Ints) -> list[int]:
    return sorted(caps.tolist(), key=lambda cap: (int(book.ranks[cap]), int(book.prices[cap]), cap))


def _share_room(book: Book, lot: int, cap: int, end: int) -> int:
    """Pieces that the maker's share still allows before week `end`; what the lot has there later would only move."""
    moved = sum(pieces for (source, week), pieces in book.placed[lot].items() if source == cap and week >= end)
    return int(book.share_left[cap]) + moved


def _limit_room(book: Book, lot: int, end: int) -> int:
    """Pieces that material and parts allow before week `end`; what the lot makes later would only move."""
    left = book.limit_left[int(book.given.lot_item[lot]), end - 1 :].copy()
    for (source, week), pieces in book.placed[lot].items():
        if source < book.given.n_caps and week >= end:
            left[week - end + 1 :] += pieces
    return max(0, int(left.min()))


def _has_minutes(book: Book, lot: int, cap: int, end: int) -> bool:
    """Whether the maker's resources have time for a piece in any week that counts."""
    first = int(book.given.lot_first_week[lot] + book.given.cap_lead_weeks[cap] - 1)
    free = book.free_ms[book.use_resource[cap], first:end] // book.use_ms[cap][:, None]
    return bool((free.min(axis=0) > 0).any()) if free.size else False


def _full(book: Book, cap: int, week: int, pieces: int) -> Cause:
    """The maker's resource with the least room in that week, and the minutes missing there."""
    free, ms = book.free_ms[book.use_resource[cap], week], book.use_ms[cap]
    at = int((free // ms).argmin())
    missing_ms = pieces * int(ms[at]) - int(free[at])
    minutes = max(1, -(-missing_ms // MS_PER_MINUTE))
    return Cause("capacity_full", "resource", int(book.use_resource[cap][at]), week, minutes, "minutes")


def _too_long(book: Book, lot: int, sources: Ints, end: int) -> Cause:
    """Even the quickest source cannot be ready before week `end`."""
    first = book.earliest(lot, sources)
    at = int(first.argmin())
    source, weeks = int(sources[at]), int(first[at]) - end + 1
    if source < book.given.n_caps:
        return Cause("lead_time", "capability", source, end - 1, weeks, "weeks")
    return Cause("lead_time", "offer", source - book.given.n_caps, end - 1, weeks, "weeks")
