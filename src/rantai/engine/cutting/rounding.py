"""From the relaxed plan to whole pieces of stock: keep what is whole, pack the rest in many orders, keep the best."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice

import numpy as np

from rantai.engine.cutting.draft import Cutter, Draft
from rantai.engine.cutting.generate import Columns
from rantai.engine.cutting.raster import Ints
from rantai.engine.cutting.shapes import Group, Layout, Option, Pattern, Size


class Rounder:
    """Makes drafts. `worth` steers which blanks go first; 0 never means unwanted."""

    def __init__(self, group: Group, cutter: Cutter) -> None:
        self.group, self.cutter = group, cutter
        areas = np.array([max(1, group.area(piece)) for piece in range(len(group.demand))], dtype=np.float64)
        self.values = areas / areas.max()
        self.pool: list[tuple[int, Pattern]] = []
        self.held = np.zeros((0, len(areas)), dtype=np.int64)
        self.formats = np.zeros(0, dtype=np.int64)
        self.cost = np.array(group.cost, dtype=np.float64) + 1e-9

    def learn(self, columns: Columns) -> None:
        """Use the patterns and worths of column generation."""
        top = columns.worth.max(initial=0)
        if top:
            self.values = np.maximum(columns.worth / top, 1e-6 * self.values)
        self.pool = columns.pool
        self.held = np.array([pattern.counts for _, pattern in self.pool], dtype=np.int64).reshape(len(self.pool), -1)
        self.formats = np.array([position for position, _ in self.pool], dtype=np.int64)

    def pack(self, draft: Draft, rule: tuple[int, ...], limit: int | None = None) -> Draft:
        """Cut until nothing is wanted that anything at hand can hold: the most worth for the cost first.

        Gives up when the cost reaches `limit`: then a plan is known that is no dearer and leaves nothing out.
        """
        ints = np.maximum(1, np.floor(self.values * 2**20)).astype(np.int64)
        while not draft.finished() and (limit is None or draft.cost < limit):
            choices = [*self._fills(draft, ints, rule), *self._known(draft)]
            if not choices:
                return draft
            position, pattern = self._choose(draft, choices)
            draft.cut(position, pattern, _whole_times(pattern, draft.wanted))
        return draft

    def round(
        self, columns: Columns, best: Draft, starts: int, out_of_time: Callable[[], bool], enough_ppm: int = 0
    ) -> Draft:
        """Better of `best` and the drafts that keep the whole part of the relaxed plan and some patterns more.

        Ends early with a draft that is at most `enough_ppm` above the bound, or when the time is over.
        """
        goal = columns.bound * 1_000_000 // max(1, 1_000_000 - enough_ppm)
        base, parts = self._floor(columns)
        order = sorted(parts, key=lambda column: (-parts[column], column))
        for extra in range(min(starts, len(order)) + 1):
            if best.rank <= (0, goal) or (best.finished() and out_of_time()):
                return best
            start = base.copy()
            for column in islice(order, extra):
                start.cut(*columns.pool[column], 1)
            best = self._packed(start, best, goal)
        return best

    def _packed(self, start: Draft, best: Draft, bound: int) -> Draft:
        for rule in self.cutter.rules:
            draft = self.pack(start.copy(), rule, best.cost if best.finished() else None)
            if draft.rank < best.rank:
                best = draft
            if best.rank <= (0, bound):
                break
        return best

    def _floor(self, columns: Columns) -> tuple[Draft, dict[int, float]]:
        draft, parts = Draft.empty(self.group), {}
        for column, often in columns.used.items():
            whole = int(often + 1e-6)
            draft.cut(*columns.pool[column], whole)
            if often - whole > 1e-6:
                parts[column] = often - whole
        return draft, parts

    def _fills(self, draft: Draft, ints: Ints, rule: tuple[int, ...]) -> list[tuple[int, Pattern]]:
        found = []
        for size in self.group.room_sizes:
            position = draft.cheapest(size)
            if position is not None:
                pattern = self.cutter.fill(size, draft.wanted.copy(), ints, rule)
                found += [(position, pattern)] if any(pattern.counts) else []
        return found

    def _known(self, draft: Draft) -> list[tuple[int, Pattern]]:
        """The pattern of column generation that is worth most for its cost now."""
        if not self.pool:
            return []
        worth = np.minimum(self.held, draft.wanted) @ self.values / self.cost[self.formats]
        worth[np.array(draft.available)[self.formats] == 0] = 0.0
        pick = int(worth.argmax())
        return [self.pool[pick]] if worth[pick] > 0 else []

    def _choose(self, draft: Draft, choices: list[tuple[int, Pattern]]) -> tuple[int, Pattern]:
        """The cheapest that finishes everything; else the most worth for the cost."""
        wanted = draft.wanted
        last = [c for c in choices if (np.array(c[1].counts) >= wanted).all()]
        if last:
            return min(last, key=lambda c: self.group.cost[c[0]])
        return max(choices, key=lambda c: self._ratio(c, wanted))

    def _ratio(self, choice: tuple[int, Pattern], wanted: Ints) -> float:
        worth = float(np.minimum(np.array(choice[1].counts), wanted) @ self.values)
        return worth / (self.group.cost[choice[0]] + 1e-9)


def _whole_times(pattern: Pattern, wanted: Ints) -> int:
    """How often a pattern can be cut whole; once when it holds more than is wanted."""
    counts = np.array(pattern.counts)
    held = np.flatnonzero(counts)
    return max(1, int((wanted[held] // counts[held]).min()))


def cheaper(draft: Draft) -> Draft:
    """The same patterns on cheaper formats, where one that is left holds them."""
    group = draft.group
    made = Draft(group, draft.wanted, list(draft.available))
    for position, pattern, chosen in draft.chosen:
        need, times = extent(pattern.layout, group.options), chosen
        for other in group.usable:
            size = group.sizes[other]
            if group.cost[other] >= group.cost[position] or need.x > size.x or need.y > size.y:
                continue
            moved = min(times, made.available[other])
            made.available[other] -= moved
            made.available[position] += moved
            times -= moved
            if moved:
                made.chosen.append((other, pattern, moved))
        if times:
            made.chosen.append((position, pattern, times))
    made.cost = sum(group.cost[position] * times for position, _, times in made.chosen)
    return made


def extent(layout: Layout, options: list[Option]) -> Size:
    """Grown room that a layout takes."""
    along, up = 0, 0
    for strip in layout.strips:
        stacks = [(stack_sides(stack, options, across=layout.across), times) for stack, times in strip]
        along = max(along, sum(width * times for (width, _), times in stacks))
        up += max(height for (_, height), _ in stacks)
    return Size(up, along) if layout.across else Size(along, up)


def stack_sides(stack: tuple[tuple[int, int], ...], options: list[Option], *, across: bool) -> tuple[int, int]:
    """Grown width and height of a stack."""
    sides = [((o.y, o.x) if across else (o.x, o.y), n) for o, n in ((options[j], n) for j, n in stack)]
    return max(side[0] for side, _ in sides), sum(side[1] * n for side, n in sides)
