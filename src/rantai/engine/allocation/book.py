"""The order book while a plan is made: what is placed where, and what room each resource, share and limit still has."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from rantai.engine.allocation import book_loops, fill_loops, improve_loops, spread_loops
from rantai.engine.allocation.params import AllocationParams
from rantai.engine.allocation.tables import MS_PER_MINUTE, PPM, AllocationInput, Ints
from rantai.engine.allocation.worth import goal_columns, source_items, source_prices, source_ranks

PLENTY = np.int64(2**62)
_FAIR_MOST = 2**60  # twice a fair part must not overflow
_ENTRIES_A_LOT = 64  # places that lots have room for on the average; a few always have many more
_ENTRIES_LEAST = 65_536

Place = tuple[int, int, int]  # lot, source, week of arrival


class Book:
    """Room and placements of one question; the state is one flat array that the loops change."""

    def __init__(self, given: AllocationInput, params: AllocationParams) -> None:
        self.given = given
        self.n_caps = given.n_caps
        self.order = given.goal_order
        self.before_spread = self.order[: self.order.index("spread_work")]
        self.shift = np.concatenate([given.cap_transport_weeks, np.zeros(given.n_exts, np.int64)])
        self.lag = np.concatenate([given.cap_lead_weeks - 1 + given.cap_transport_weeks, given.ext_lead_weeks])
        self.items = source_items(given)
        self.ranks = source_ranks(given)
        self.prices = source_prices(given)
        self.sources_of = _rows_by(self.items, given.n_items)
        self.caps_of = _rows_by(given.cap_item, given.n_items)
        self.exts_of = _rows_by(given.ext_item, given.n_items)
        self.limited = np.any(given.limit_cum >= 0, axis=1)
        self.state = _state(self, params)
        spots = np.where(np.arange(len(self.items)) < given.n_caps, given.weeks, 1)
        most = int(np.bincount(self.items, weights=spots, minlength=1).max(initial=0))
        self._places = np.zeros(2 * most + 2, np.int64)
        self._spots = np.zeros(2 * most + 4, np.int64)
        self._wishes = np.zeros(2 * improve_loops.WISHES, np.int64)
        self._some = np.zeros(max([1, *(len(rows) for rows in self.sources_of)]), np.int64)

    @cached_property
    def uses(self) -> tuple[Ints, Ints]:
        """Resources and ms of each capability, padded to one width with a resource that nobody exhausts."""
        return _padded_uses(self.given)

    def earliest(self, lot: int, sources: Ints) -> Ints:
        """First week in which each source can have pieces of the lot there."""
        lag, given = self.lag[sources], self.given
        made, bought = lag + given.lot_first_week[lot], np.maximum(lag, given.lot_need_week[lot])
        return np.where(sources < given.n_caps, made, bought)

    def section(self, name: str, size: int) -> Ints:
        """A part of the state, to read or to change in place."""
        start = int(self.state[getattr(book_loops, name)])
        return self.state[start : start + size]

    @property
    def left(self) -> Ints:
        """Pieces of each lot without a place."""
        return self.section("L_LEFT", self.given.n_lots)

    @property
    def taken(self) -> Ints:
        """Pieces of each source."""
        return self.section("S_TAKEN", len(self.items))

    @property
    def free_ms(self) -> Ints:
        """Milliseconds left, [resource, week of work]."""
        given = self.given
        return self.section("FREE", given.n_resources * given.weeks).reshape(given.n_resources, given.weeks)

    def room_at(self, lot: int, source: int, week: int) -> int:
        """Pieces of the lot that one source can still give in one week."""
        return int(book_loops.look(self.state, lot, source, week))

    def places(self) -> Ints:
        """Everything placed: rows of lot, source, week, pieces, in that order."""
        used = int(self.state[book_loops.ENTRIES]) - int(self.state[book_loops.N_FREE])
        out = np.zeros(4 * used, np.int64)
        found = book_loops.read_places(self.state, out)
        return out[: 4 * found].reshape(-1, 4)

    def replace(self, rows: Ints) -> bool:
        """Clear the book and put rows in place; False, with the book as before, when one does not fit."""
        before = self.state.copy()
        held = self.places()
        held[:, 3] *= -1
        book_loops.write_places(self.state, held.ravel(), 0)
        ordered = rows[np.lexsort((rows[:, 2], rows[:, 1], rows[:, 0]))].astype(np.int64)
        if book_loops.write_places(self.state, np.ascontiguousarray(ordered).ravel(), 1):
            return True
        self.state[:] = before
        return False

    def begin(self, rows: Ints) -> None:
        """Clear the book, put down what fits of rows (lot, source, week of work, pieces), and place the rest."""
        self.replace(rows[:0])
        for lot, source, worked, pieces in rows.tolist():
            week = worked + int(self.shift[source])
            fits = min(pieces, int(self.left[lot])) if week < self.given.weeks else 0
            fits = min(fits, self.room_at(lot, source, week)) if fits > 0 and self._is_open(lot, source, week) else 0
            if fits > 0:
                book_loops.place(self.state, lot, source, week, fits)
        self.place()

    def _is_open(self, lot: int, source: int, week: int) -> bool:
        """Whether the source may give pieces of the lot in that week at all, room apart."""
        first = int(self.earliest(lot, np.array([source], np.int64))[0])
        return week >= first if source < self.n_caps else week == first

    def place(self) -> None:
        """Place every lot as far as there is room, by priority, need week, number of sources, position."""
        first = int(self.order[0] == "on_time")
        fill_loops.place_lots(self.state, self.lots_in_order(), first, self._some)

    def lots_in_order(self) -> Ints:
        """Priority, need week, then those with fewer sources, then position."""
        given = self.given
        options = np.array([len(self.sources_of[item]) for item in given.lot_item.tolist()], dtype=np.int64)
        lots = np.arange(given.n_lots, dtype=np.int64)
        return np.lexsort((lots, options, given.lot_need_week, given.lot_priority)).astype(np.int64)

    def place_along(self, draft: Ints, *, fill_first: bool) -> None:
        """Place lots where a draft wants its sources to work: `draft`[source, week] pieces; then what is left over.

        What is in time comes first, so that pieces lost in rounding do not push one lot after the other behind its
        need. `fill_first`: what can still be in time beside the draft goes before what the draft itself wants late;
        better with some room left, worse when there is too much work.
        """
        wanted = np.ascontiguousarray(draft).ravel().copy()
        self._along(wanted, 1)
        if fill_first:
            fill_loops.fill_timely(self.state, self.lots_in_order(), self._some)
        self._along(wanted, 0)
        self.place()

    def _along(self, wanted: Ints, in_time: int) -> None:
        given = self.given
        for item, lots in self._lots_by_item():
            by_need = lots[np.lexsort((given.lot_priority[lots], given.lot_need_week[lots]))]
            sources = self.sources_of[item]
            slowest_first = sources[np.argsort(-self.lag[sources], kind="stable")]  # they can take fewer of the lots
            fill_loops.place_along(self.state, by_need, slowest_first, wanted, in_time)

    def _lots_by_item(self) -> list[tuple[int, Ints]]:
        lots = _rows_by(self.given.lot_item, self.given.n_items)
        return [(item, rows) for item, rows in enumerate(lots) if len(rows)]

    def pull(self) -> None:
        """Move pieces to better places that stand empty."""
        improve_loops.pull(self.state, np.arange(self.given.n_lots), self._spots, self._places)

    def exchange(self, allowance: int) -> None:
        """Exchanges for time and nearness; late and short lots first, then by priority and need."""
        given, lots = self.given, np.arange(self.given.n_lots)
        fine = self.behind().sum(axis=1) == 0
        order = np.lexsort((lots, given.lot_need_week, given.lot_priority, fine)).astype(np.int64)
        improve_loops.exchange(self.state, order, allowance, self._spots, self._wishes, self._places)

    def pull_behind(self, lot: int) -> int:
        """Move the lot's late and short pieces to earlier places that have room; gives how many moved."""
        return int(improve_loops.pull_behind(self.state, lot, self._spots, self._places))

    def behind(self) -> Ints:
        """Late pieces and short pieces of each lot."""
        out = np.zeros(2 * self.given.n_lots, np.int64)
        improve_loops.count_pieces(self.state, out)
        return out.reshape(-1, 2)

    def spread(self) -> None:
        """Even out what the sources of each item get, where nothing before that goal suffers."""
        for _, lots in self._lots_by_item():
            spread_loops.spread(self.state, lots, self._spots, self._some)

    def gather(self) -> None:
        """Join jobs of a lot where nothing suffers."""
        spread_loops.gather(self.state, np.arange(self.given.n_lots))


def share_limits(given: AllocationInput) -> Ints:
    """Most pieces that each source may give: largest shares of the item's total, rounded down; trial and tool."""
    items = source_items(given)
    offers = np.full(given.n_exts, PPM, dtype=np.int64)
    shares = np.minimum(np.concatenate([given.cap_max_share_ppm, offers]), given.item_source_ppm[items])
    limits = _parts(given.share_total[items], shares)
    limits[(np.arange(len(items)) >= given.n_caps) & (shares == PPM)] = PLENTY
    caps = limits[: given.n_caps]
    trial = np.where(given.cap_most_pieces < 0, PLENTY, given.cap_most_pieces)
    limits[: given.n_caps] = np.where(given.cap_has_tool > 0, np.minimum(caps, trial), 0)
    return limits


def least_shares(given: AllocationInput) -> Ints:
    """Pieces of each capability's smallest share, rounded down."""
    return _parts(given.share_total[given.cap_item], given.cap_min_share_ppm)


def _parts(totals: Ints, ppm: Ints) -> Ints:
    """total × ppm ÷ 1,000,000, rounded down, without overflow."""
    return totals // PPM * ppm + totals % PPM * ppm // PPM


def tightened_limits(given: AllocationInput) -> Ints:
    """Limits with those of later weeks counted back, as what is made early counts later; PLENTY where there is none."""
    limits = np.where(given.limit_cum < 0, PLENTY, given.limit_cum)
    return np.minimum.accumulate(limits[:, ::-1], axis=1)[:, ::-1].copy()


def _padded_uses(given: AllocationInput) -> tuple[Ints, Ints]:
    counts = np.bincount(given.work_capability, minlength=given.n_caps)
    width = int(counts.max()) if len(counts) else 1
    order = np.lexsort((given.work_resource, given.work_capability))
    rows = given.work_capability[order]
    slots = np.arange(len(rows)) - (np.cumsum(counts) - counts)[rows]
    resource = np.full((given.n_caps, width), given.n_resources, dtype=np.int64)
    ms = np.ones((given.n_caps, width), dtype=np.int64)
    resource[rows, slots], ms[rows, slots] = given.work_resource[order], given.work_ms[order]
    return resource, ms


def week_batches(given: AllocationInput, part_ppm: int) -> Ints:
    """Pieces that each capability makes in a part of an ordinary (median) week of its narrowest resource."""
    ordinary_ms = np.median(given.capacity_minutes, axis=1).astype(np.int64) * MS_PER_MINUTE
    week = np.full(given.n_caps, PLENTY)
    np.minimum.at(week, given.work_capability, ordinary_ms[given.work_resource] // given.work_ms)
    return _parts(week, np.full(len(week), part_ppm))


def _batches(given: AllocationInput, part_ppm: int) -> Ints:
    """The usual batch of each capability; where the maker has a smallest one of its own, that below 0."""
    own = given.cap_batch_pieces
    return np.where(own > 0, -own, week_batches(given, part_ppm))


def _rows_by(keys: Ints, count: int) -> list[Ints]:
    order = np.argsort(keys, kind="stable").astype(np.int64)
    ends = np.cumsum(np.bincount(keys, minlength=count))
    return np.split(order, ends[:-1]) if count else []


def _dense(groups: Ints, columns: list[Ints]) -> Ints:
    """Rank of each row among the rows of its group by the columns, equals alike, from 0."""
    if not len(groups):
        return np.zeros(0, np.int64)
    order = np.lexsort((*reversed(columns), groups)) if columns else np.argsort(groups, kind="stable")
    step = np.zeros(len(order), np.int64)
    for column in columns:
        step[1:] |= np.diff(column[order]) != 0
    starts = np.concatenate([[True], np.diff(groups[order]) != 0])
    step[starts] = 0
    ranks = np.cumsum(step)
    ranks -= np.maximum.accumulate(np.where(starts, ranks, 0))
    found = np.zeros(len(order), np.int64)
    found[order] = ranks
    return found


def _classes(book: Book) -> tuple[bool, Ints, Ints, Ints]:
    """Whether time counts before spreading; ranks of sources in the goals before time, behind it, behind spreading."""
    columns, order, turn = goal_columns(book.given), book.order, len(book.before_spread)
    timed = "on_time" in book.before_spread
    split = order.index("on_time") if timed else turn
    parts = (order[:split], order[split:turn], order[turn:])
    ranks = [_dense(book.items, [columns[goal] for goal in part if goal in columns]) for part in parts]
    return timed, ranks[0], ranks[1], ranks[2]


def _state(book: Book, params: AllocationParams) -> Ints:
    """The flat array: head, then every section behind the other."""
    given = book.given
    timed, first, second, third = _classes(book)
    order = np.lexsort((np.arange(len(book.items)), third, second, first, book.items)).astype(np.int64)
    work = np.lexsort((given.work_resource, given.work_capability))
    by_resource = np.lexsort((given.work_capability, given.work_resource))
    total_ms = np.zeros(given.n_caps, np.int64)
    np.add.at(total_ms, given.work_capability, given.work_ms)
    lots, caps, sources = given.n_lots, given.n_caps, len(book.items)
    spots = np.bincount(
        book.items, weights=np.where(np.arange(sources) < caps, given.weeks, 1), minlength=given.n_items
    )
    all_spots = int(spots[given.lot_item].sum()) if lots else 0
    entries = min(all_spots, max(_ENTRIES_LEAST, _ENTRIES_A_LOT * lots)) + book_loops.SPARE + 1
    pots, pot_rows = _pots(given)
    sections = {
        "L_ITEM": given.lot_item,
        "L_NEED": given.lot_need_week,
        "L_FIRST": given.lot_first_week,
        "L_PIECES": given.lot_quantity,
        "L_LEFT": given.lot_quantity,
        "L_HEAD": np.full(lots, -1),
        "L_BATCH": _parts(given.lot_quantity, np.full(lots, params.batch_lot_ppm)),
        "L_CUSTOMER": given.lot_customer,
        "S_ITEM": book.items,
        "S_LAG": book.lag,
        "S_SHIFT": book.shift,
        "S_CLASS": first,
        "S_BAND": second,
        "S_BATCH": np.concatenate([_batches(given, params.batch_week_ppm), np.full(given.n_exts, PLENTY)]),
        "S_TAKEN": np.zeros(sources),
        "S_LEFT": share_limits(given),
        "S_LEAST": np.concatenate([least_shares(given), np.zeros(given.n_exts)]),
        "S_POT": pot_rows,
        "S_MS": np.maximum(total_ms, 1),
        "U_FROM": _starts(given.work_capability, caps),
        "U_RESOURCE": given.work_resource[work],
        "U_MS": given.work_ms[work],
        "U_SETUP": given.work_setup_ms[work],
        "R_FROM": _starts(given.work_resource, given.n_resources),
        "R_CAP": given.work_capability[by_resource],
        "I_FROM": _starts(book.items, given.n_items),
        "I_SOURCE": order,
        "I_TOTAL": np.minimum(given.share_total, _FAIR_MOST),
        "I_LIMITED": book.limited,
        "LIMIT": tightened_limits(given).ravel(),
        "FREE": (given.capacity_minutes * MS_PER_MINUTE).ravel(),
        "SPOT": np.full(caps * given.weeks, -1),
        "POT": pots,
        **{name: np.zeros(entries) for name in ("E_LOT", "E_SOURCE", "E_WEEK", "E_PIECES")},
        "E_NEXT": np.append(np.arange(1, entries), -1),
        "E_AFTER": np.full(entries, -1),
    }
    head = np.zeros(book_loops.HEAD, np.int64)
    numbers = (given.weeks, caps, lots, timed, second.max(initial=0) + 1, 0, entries, 0, entries)
    head[: len(numbers)] = numbers
    sizes = [len(sections[name]) for name in book_loops.SECTIONS]
    head[len(numbers) :] = len(head) + np.cumsum(sizes) - sizes
    return np.concatenate([head, *(sections[name].astype(np.int64) for name in book_loops.SECTIONS)])


def _starts(keys: Ints, count: int) -> Ints:
    return np.concatenate([[0], np.cumsum(np.bincount(keys, minlength=count))]).astype(np.int64)


def _pots(given: AllocationInput) -> tuple[Ints, Ints]:
    """Milliseconds that each maker may give each customer; and for each source where its maker's row begins, or -1."""
    rows = np.full(given.n_caps + given.n_exts, -1, dtype=np.int64)
    customers = int(given.lot_customer.max(initial=-1)) + 1
    bound = np.flatnonzero(given.maker_customer_minutes >= 0)
    if not customers or not len(bound):
        return np.zeros(0, np.int64), rows
    row_of = np.full(given.n_makers, -1, dtype=np.int64)
    row_of[bound] = np.arange(len(bound)) * customers
    rows[: given.n_caps] = row_of[given.cap_maker]
    return np.repeat(given.maker_customer_minutes[bound] * MS_PER_MINUTE, customers), rows
