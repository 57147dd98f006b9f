"""What a search is given, and what it finds: one independent part of a list, in grown sizes.

Every blank and every room is grown by one kerf: blanks then lie edge to edge, because the kerf of the last cut may run
off the edge (Σ lengths + (n-1)·kerf ≤ room  ⇔  Σ (length + kerf) ≤ room + kerf). Spots are counted from the trimmed
corner. Searches know nothing of grades, names or money units; `batches` has parted what can never share a piece of
stock.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from rantai.engine.cutting.tables import UNLIMITED, CuttingInput


class Format(NamedTuple):
    """A size of stock: grown room after trimming (y 0 for bars), cost of one, how many (-1 without limit)."""

    row: int  # position in the input
    x: int
    y: int
    cost: int
    available: int
    is_remnant: bool
    remnant_value: int
    pile: int  # pieces of stock that one set-up cuts at once, 1 or more


class Item(NamedTuple):
    """A kind of blank: grown sizes (y 0 for bars), how many, whether it may be turned, rank (0 goes first)."""

    row: int
    x: int
    y: int
    quantity: int
    may_turn: bool
    rank: int


class Spot(NamedTuple):
    """Where a blank lies: its item, the low corner in grown sizes from the trimmed corner, turned or not."""

    item: int
    x: int
    y: int
    turned: bool


@dataclass(frozen=True)
class Pattern:
    """One way to cut a piece of stock: where its blanks lie, none overlapping, all cuts edge to edge."""

    spots: tuple[Spot, ...]

    def counts(self, items: int) -> NDArray[np.int64]:
        """How many of each item it yields."""
        return np.bincount([spot.item for spot in self.spots], minlength=items).astype(np.int64)


class Chosen(NamedTuple):
    """A pattern, the format it is cut from (a position in the batch), and how often."""

    format: int
    pattern: Pattern
    times: int


@dataclass(frozen=True)
class Found:
    """What a search answers. bound: no plan that serves what `chosen` serves costs less; None when nothing is proven.

    is_stopped: the clock ended it, so a slower machine may find something else.
    """

    chosen: tuple[Chosen, ...]
    bound: int | None
    is_stopped: bool = False


@dataclass(frozen=True, eq=False)
class Batch:
    """Blanks and stock that may meet. Everything is in µm and whole; limits of -1 (bed: 0) are none.

    may_use[item, format]: the owner, grade and thickness rule, and that the blank fits in one of its ways.
    """

    kind: str
    kerf: int
    formats: tuple[Format, ...]
    items: tuple[Item, ...]
    may_use: NDArray[np.bool_]
    stages: int
    first_cut: str
    max_patterns: int
    max_cuts: int
    max_knives: int
    bed: int
    keep_length: int
    keep_width: int
    edge_cuts: int = 0  # of a coil: edges that are trimmed; each is a cut that `max_knives` counts

    @cached_property
    def demand(self) -> NDArray[np.int64]:
        return np.array([item.quantity for item in self.items], dtype=np.int64)

    @cached_property
    def placeable(self) -> NDArray[np.bool_]:
        """Items that at least one format of which there is any can hold."""
        at_hand = np.array([format_.available != 0 for format_ in self.formats], dtype=np.bool_)
        placeable: NDArray[np.bool_] = np.asarray((self.may_use & at_hand).any(axis=1))
        return placeable

    def size(self, item: int) -> int:
        """True length of a bar's blank, true area of a sheet's: what "least unplaced" counts within a rank.

        A strip that is only slit is as long as the longest coil of the part.
        """
        one, kerf = self.items[item], self.kerf
        if self.is_strip(item):
            return (one.y - kerf) * max((format_.x - kerf for format_ in self.formats), default=1)
        return one.x - kerf if self.kind == "bar" else (one.x - kerf) * (one.y - kerf)

    def is_strip(self, item: int) -> bool:
        """Whether it is a strip of a coil that is not cut to length: its length is 0, grown by one kerf."""
        return self.kind == "coil" and self.items[item].x == self.kerf

    def left_out(self, chosen: Sequence[Chosen]) -> NDArray[np.int64]:
        """How many of each item are still wanted."""
        left = self.demand.copy()
        for one in chosen:
            left -= one.times * one.pattern.counts(len(self.items))
        return left

    def cost(self, chosen: Sequence[Chosen]) -> int:
        return sum(one.times * self.formats[one.format].cost for one in chosen)

    def grade_of(self, chosen: Sequence[Chosen]) -> tuple[int, ...]:
        """How good a plan is, the smaller the better: size left out by rank, cost, full stock opened, patterns."""
        left = self.left_out(chosen)
        ranks = [0] * (1 + max((item.rank for item in self.items), default=0))
        for position, item in enumerate(self.items):
            ranks[item.rank] += int(left[position]) * self.size(position)
        full = sum(one.times for one in chosen if not self.formats[one.format].is_remnant)
        return (*ranks, self.cost(chosen), full, len(chosen))


def batches(given: CuttingInput) -> list[Batch]:
    """Independent parts: blanks and formats that are linked by "may be cut from", in the order of their first blank.

    Blanks that no format can hold, and of which some are wanted, form parts without formats.
    """
    may_use = suits(given) & _fits(given)
    wanted = np.flatnonzero(given.piece_quantity > 0)
    parts, seen = [], set()
    for first in wanted.tolist():
        if first in seen:
            continue
        pieces, formats = _reach(first, may_use, wanted)
        seen |= pieces
        parts.append(_batch(given, sorted(pieces), sorted(formats), may_use))
    return parts


def suits(given: CuttingInput) -> NDArray[np.bool_]:
    """Owner, grade and thickness: what a blank asks for must be said of the stock; owned stock serves its owner."""
    owner = (given.format_owner == -1) | (given.format_owner == given.piece_owner[:, None])
    grade = (given.piece_grade == -1)[:, None] | (given.format_grade == given.piece_grade[:, None])
    asked = given.piece_thickness_um[:, None]
    return owner & grade & ((asked == -1) | (given.format_thickness_um == asked))


def usable_rooms(given: CuttingInput) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Length and width of each format after trimming; a bar that the saw cannot take has none."""
    rooms = np.array([given.room(f) for f in range(len(given.format_cost))], dtype=np.int64).reshape(-1, 4)
    x, y = rooms[:, 2] - rooms[:, 0], rooms[:, 3] - rooms[:, 1]
    if given.kind == "bar" and given.bed_um:
        x = np.where(given.format_length_um > given.bed_um, 0, x)
    return x, y


def _fits(given: CuttingInput) -> NDArray[np.bool_]:
    x, y = usable_rooms(given)
    length, width = given.piece_length_um[:, None], given.piece_width_um[:, None]
    straight = (length <= x) & (width <= y) & (x > 0)
    if given.kind != "sheet":
        return straight
    return straight | ((width <= x) & (length <= y) & ~given.piece_grain_locked[:, None])


def _reach(first: int, may_use: NDArray[np.bool_], wanted: NDArray[np.int64]) -> tuple[set[int], set[int]]:
    """Everything linked to a blank, through shared formats."""
    pieces, formats, fresh = {first}, set[int](), [first]
    while fresh:
        more = set(np.flatnonzero(may_use[fresh].any(axis=0)).tolist()) - formats
        formats |= more
        rows = wanted[may_use[wanted][:, sorted(more)].any(axis=1)].tolist() if more else []
        fresh = sorted(set(rows) - pieces)
        pieces |= set(fresh)
    return pieces, formats


def _batch(given: CuttingInput, pieces: list[int], formats: list[int], may_use: NDArray[np.bool_]) -> Batch:
    ranks = {key: rank for rank, key in enumerate(sorted({_urgency(given, piece) for piece in pieces}))}
    return Batch(
        kind=given.kind,
        kerf=given.kerf_um,
        formats=tuple(_format(given, row) for row in formats),
        items=tuple(_item(given, row, ranks[_urgency(given, row)]) for row in pieces),
        may_use=may_use[np.ix_(pieces, formats)],
        stages=given.stages,
        first_cut=given.first_cut,
        max_patterns=given.max_patterns,
        max_cuts=given.max_cuts,
        max_knives=given.max_knives,
        bed=given.bed_um,
        keep_length=given.min_remnant_length_um,
        keep_width=given.min_remnant_width_um,
        edge_cuts=(given.trim_bottom_um > 0) + (given.trim_top_um > 0) if given.kind == "coil" else 0,
    )


def _urgency(given: CuttingInput, piece: int) -> tuple[bool, int, bool, int]:
    """By priority, then by due date; what names neither goes last."""
    priority, due = int(given.piece_priority[piece]), int(given.piece_due[piece])
    return (priority == 0, priority, due == 0, due)


def _format(given: CuttingInput, row: int) -> Format:
    x_low, y_low, x_high, y_high = given.room(row)
    thickness = int(given.format_thickness_um[row])
    available = int(given.format_available[row])
    return Format(
        row=row,
        x=x_high - x_low + given.kerf_um,
        y=0 if given.is_bar else y_high - y_low + given.kerf_um,
        cost=int(given.format_cost[row]),
        available=UNLIMITED if available == UNLIMITED else available,
        is_remnant=bool(given.format_is_remnant[row]),
        remnant_value=int(given.format_remnant_value[row]),
        pile=max(1, given.stack_um // thickness) if given.stack_um and thickness > 0 else 1,
    )


def _item(given: CuttingInput, row: int, rank: int) -> Item:
    return Item(
        row=row,
        x=int(given.piece_length_um[row]) + given.kerf_um,
        y=0 if given.is_bar else int(given.piece_width_um[row]) + given.kerf_um,
        quantity=int(given.piece_quantity[row]),
        may_turn=given.kind == "sheet" and not given.piece_grain_locked[row],
        rank=rank,
    )
