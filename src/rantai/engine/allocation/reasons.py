"""Why a lot is late or short, and why a job went farther than the nearest maker.

A reason is a claim: with so much more of this, some of these pieces would be earlier or nearer in this very plan. So a
place is looked for that would be better, with the pieces lifted out of their own way; what it lacks is the reason. One
thing lacking is told before several; only where no place lacks a single thing, all that the best place lacks is told.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rantai.engine.allocation.book import Book
from rantai.engine.allocation.tables import PPM, AllocationReasons, Ints, reasons_of
from rantai.engine.allocation.why_loops import (
    HEADER,
    ROOM,
    ROOM_SOURCE,
    ROOM_WEEK,
    ROOMY,
    SOURCE,
    TOLD,
    WEEK,
    WIDTH,
    why,
)

CODES = (
    *("capacity_full", "share_full", "source_full", "trial_full", "tool_elsewhere", "customer_full", "no_local_maker"),
    *("no_maker", "material_late", "lead_time", "dearer", "goal_first", "small_job", "least_share"),
)

MOST_PLACES = 40  # looked at one after another for the pieces of one lot

Row = tuple[str, int, str, str, str, int, int, int, str]


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
    return _Explainer(book).reasons()


class _Explainer:
    def __init__(self, book: Book) -> None:
        self.book = book
        given = book.given
        uses = np.bincount(given.work_capability, minlength=max(1, given.n_caps))
        self.out = np.zeros(HEADER + 2 * WIDTH * (int(uses.max()) + 5), np.int64)
        self.rows = book.places()
        near = np.lexsort((np.arange(len(book.items)), book.prices, book.ranks, book.items))
        ends = np.cumsum(np.bincount(book.items, minlength=given.n_items))
        self.by_nearness = np.split(near.astype(np.int64), ends[:-1])
        goals = book.order
        self.local_before_time = goals.index("local_first") < goals.index("on_time")
        self.before_local = set(goals[: goals.index("local_first")])
        self.time_first = goals[0] == "on_time"

    def reasons(self) -> AllocationReasons:
        """All of them, sorted."""
        found: list[Row] = []
        made = bought = 0
        for lot, source, week, pieces in self.rows.tolist():
            is_job = source < self.book.n_caps
            subject, number = ("job", made) if is_job else ("bought", bought)
            made, bought = made + is_job, bought + (not is_job)
            if self.book.ranks[source]:
                for cause in self.elsewhere(lot, source, week, pieces):
                    found.append(_row(subject, number, "elsewhere", cause))
        for lot in np.flatnonzero(self.book.behind().any(axis=1)).tolist():
            found += self._behind(lot)
        return reasons_of(sorted(found))

    def _behind(self, lot: int) -> list[Row]:
        given, need = self.book.given, int(self.book.given.lot_need_week[lot])
        mine = self.rows[self.rows[:, 0] == lot]
        late = mine[mine[:, 2] > need]
        found = []
        if len(late):
            causes = self.behind(lot, late[:, 1:], need + 1, int(late[:, 3].sum()))
            found += [_row("lot", lot, "late", cause) for cause in causes]
        if self.book.left[lot]:
            causes = self.behind(lot, late[:0, 1:], given.weeks, int(self.book.left[lot]))
            found += [_row("lot", lot, "short", cause) for cause in causes]
        return found

    def behind(self, lot: int, taken: Ints, end: int, pieces: int) -> list[Cause]:
        """Why `pieces` of the lot are not there before week `end`; `taken`: source, week, pieces of them now."""
        item = int(self.book.given.lot_item[lot])
        sources = self.by_nearness[item]
        if not len(sources):
            return [Cause("no_maker", "item", item, end - 1, pieces, "pieces")]
        passed = [] if self.time_first else self._passed_over(lot, taken, sources, end, pieces)
        left = pieces - sum(cause.amount for cause in passed)
        if not left:
            return passed
        if not passed and self._ask(lot, taken, sources, end, pieces, batched=False):
            return self._told(lot)
        if passed:  # the last question was about what found no room, with the rest in its way
            return passed + self._told(lot)
        if self.out[ROOMY]:
            return [Cause("goal_first", "item", item, end - 1, pieces, "pieces")]
        return [Cause("no_maker", "item", item, end - 1, pieces, "pieces")]

    def _passed_over(self, lot: int, taken: Ints, sources: Ints, end: int, pieces: int) -> list[Cause]:
        """Where time is not the first goal: how many pieces have room before week `end` in this very plan, and where.

        Nothing is missing for them; a goal before time keeps them late. They are placed one after another at the place
        with most room, so that no room is counted twice.
        """
        moved, left, first = taken.astype(np.int64).reshape(-1, 3), pieces, None
        for _ in range(MOST_PLACES):
            self._ask(lot, moved, sources, end, left, batched=False)
            room = min(left, int(self.out[ROOM]))
            if not room:
                break
            place = (int(self.out[ROOM_SOURCE]), int(self.out[ROOM_WEEK]))
            first, left = first or place, left - room
            if not left:
                break
            moved = np.vstack([moved, [[*place, -room]]])  # lifted below nothing: it stands there for the next look
        if first is None:
            return []
        return [Cause("goal_first", *self._source(first[0]), first[1], pieces - left, "pieces")]

    def elsewhere(self, lot: int, source: int, week: int, pieces: int) -> list[Cause]:
        """Why a job or purchase is not nearer."""
        book, given = self.book, self.book.given
        item = int(given.lot_item[lot])
        nearer = self.by_nearness[item]
        nearer = nearer[book.ranks[nearer] < book.ranks[source]]
        if not len(nearer):
            return [Cause("no_local_maker", "item", item, week, pieces, "pieces")]
        end = given.weeks if self.local_before_time else max(week, int(given.lot_need_week[lot])) + 1
        taken = np.array([[source, week, pieces]], dtype=np.int64)
        has_told = self._ask(lot, taken, nearer, end, pieces, batched=week <= given.lot_need_week[lot])
        if self.out[ROOMY] and self.before_local & {"cost", "spread_work"}:
            dearer = int(book.prices[nearer].min()) - int(book.prices[source])
            if "cost" in self.before_local and dearer > 0:
                cheapest = int(nearer[book.prices[nearer].argmin()])
                return [Cause("dearer", *self._source(cheapest), week, dearer, "idr")]
            return [Cause("goal_first", *self._source(int(nearer[0])), week, pieces, "pieces")]
        if self.out[ROOMY]:
            return [Cause("least_share", *self._source(source), week, pieces, "pieces")]
        if has_told:
            return self._told(lot)
        return [Cause("small_job", *self._source(int(nearer[0])), week, pieces, "pieces")]

    def _ask(self, lot: int, taken: Ints, sources: Ints, end: int, pieces: int, *, batched: bool) -> bool:
        flat = np.ascontiguousarray(taken).ravel().astype(np.int64)
        return bool(why(self.book.state, lot, flat, sources, end, pieces, int(batched), self.out))

    def _told(self, lot: int) -> list[Cause]:
        """The constraints that the loop has found, in the words of the plan."""
        out, given = self.out.tolist(), self.book.given
        source, week = out[SOURCE], out[WEEK]
        worked = week - int(self.book.shift[source])
        shapes = (
            ("lead_time", *self._source(source), week, "weeks"),
            (self._share_code(source), *self._source(source), week, "pieces"),
            ("material_late", "item", int(given.lot_item[lot]), worked, "pieces"),
            ("customer_full", *self._source(source), week, "minutes"),
            ("capacity_full", "resource", -1, worked, "minutes"),
        )
        causes = []
        for number in range(out[TOLD]):
            kind, place, _, amount = out[HEADER + WIDTH * number : HEADER + WIDTH * (number + 1)]
            code, where, index, at, unit = shapes[kind]
            causes.append(Cause(code, where, place if index < 0 else index, at, amount, unit))
        return causes

    def _source(self, source: int) -> tuple[str, int]:
        n_caps = self.book.n_caps
        return ("capability", source) if source < n_caps else ("offer", source - n_caps)

    def _share_code(self, source: int) -> str:
        """Which of the limits on a source's pieces binds."""
        given = self.book.given
        if source >= given.n_caps:
            return "source_full"
        if not given.cap_has_tool[source]:
            return "tool_elsewhere"
        item = given.cap_item[source]
        ppm = int(min(given.cap_max_share_ppm[source], given.item_source_ppm[item]))
        trial = int(given.cap_most_pieces[source])
        if 0 <= trial < int(given.share_total[item]) * ppm // PPM:
            return "trial_full"
        return "share_full" if given.cap_max_share_ppm[source] <= given.item_source_ppm[item] else "source_full"


def _row(subject: str, number: int, kind: str, cause: Cause) -> Row:
    return subject, number, kind, cause.code, cause.place, cause.index, cause.week, cause.amount, cause.unit
