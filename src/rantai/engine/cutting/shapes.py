"""Sizes as the search sees them.

Every blank and every stock length is grown by one kerf: pieces then lie edge to edge, because the kerf of the last cut
may run off the edge (Σ lengths + (n-1)·kerf ≤ room  ⇔  Σ (length + kerf) ≤ room + kerf).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from rantai.engine.cutting.batch import Batch
from rantai.engine.cutting.tables import UNLIMITED


class Option(NamedTuple):
    """One way to lay a blank: grown sizes along x and y."""

    piece: int
    x: int
    y: int
    turned: bool


class Size(NamedTuple):
    """Grown room of a format after trimming."""

    x: int
    y: int


Stack = tuple[tuple[int, int], ...]  # (option, how many), one above the other
Strip = tuple[tuple[Stack, int], ...]  # (stack, how many side by side)


@dataclass(frozen=True)
class Layout:
    """Strips that first cuts make, stacks within a strip, blanks within a stack. `across`: strips run along y."""

    across: bool
    strips: tuple[Strip, ...]


@dataclass(frozen=True)
class Pattern:
    """One way to cut a size: how many of each blank, and where."""

    size: Size
    counts: tuple[int, ...]
    layout: Layout


class Group:
    """A batch as the quick path sees it: sizes of formats, ways to lay blanks, what fits where."""

    def __init__(self, batch: Batch) -> None:
        self.batch = batch
        self.cost = [format_.cost for format_ in batch.formats]
        self.demand = batch.demand
        total = int(self.demand.sum())
        limits = [format_.available for format_ in batch.formats]
        self.available = [total if value == UNLIMITED else min(value, total) for value in limits]
        self.limited = [value != UNLIMITED for value in limits]
        self.sizes = [Size(format_.x, format_.y) for format_ in batch.formats]
        self.options = [option for piece in range(len(self.demand)) for option in self._options(piece)]
        self.fits = self._fits()

    @cached_property
    def usable(self) -> list[int]:
        """Formats on which at least one wanted blank fits and of which there is any, cheapest first."""
        wanted = self.fits[self.demand > 0]
        order = sorted(range(len(self.cost)), key=lambda position: (self.cost[position], position))
        return [position for position in order if self.available[position] and wanted[:, position].any()]

    @cached_property
    def room_sizes(self) -> list[Size]:
        """Different sizes among the usable formats, the most roomy first."""
        found = {self.sizes[position] for position in self.usable}
        return sorted(found, key=lambda size: (-size.x * size.y, size))

    def area(self, piece: int) -> int:
        """Grown area of a blank; grown length for bars."""
        return self.batch.size(piece)

    def counts(self, layout: Layout) -> tuple[int, ...]:
        """How many of each blank a layout holds."""
        held = [0] * len(self.demand)
        for strip in layout.strips:
            for stack, times in strip:
                for option, quantity in stack:
                    held[self.options[option].piece] += times * quantity
        return tuple(held)

    def _options(self, piece: int) -> list[Option]:
        item = self.batch.items[piece]
        if not item.may_turn or item.x == item.y:
            return [Option(piece, item.x, item.y, False)]
        return [Option(piece, item.x, item.y, False), Option(piece, item.y, item.x, True)]

    def _fits(self) -> np.ndarray:
        fits = np.zeros((len(self.demand), len(self.sizes)), dtype=np.bool_)
        for option in self.options:
            for position, size in enumerate(self.sizes):
                fits[option.piece, position] |= option.x <= size.x and option.y <= size.y
        return fits


def without(layout: Layout, options: list[Option], surplus: list[int]) -> Layout:
    """The layout less `surplus` blanks of each kind, taken from its end; what remains closes up."""
    left = list(surplus)
    strips: list[Strip] = []
    for strip in reversed(layout.strips):
        kept = [_thin(stack, times, options, left) for stack, times in reversed(strip)]
        runs = [run for group in reversed(kept) for run in group if run[0]]
        if runs:
            strips.append(tuple(runs))
    return Layout(layout.across, tuple(reversed(strips)))


def _thin(stack: Stack, times: int, options: list[Option], left: list[int]) -> list[tuple[Stack, int]]:
    """Runs that remain of `times` equal stacks: whole ones stay together, touched ones stand alone."""
    touched: list[tuple[Stack, int]] = []
    while times and any(left[options[option].piece] for option, _ in stack):
        times -= 1
        kept = []
        for option, quantity in reversed(stack):
            gone = min(quantity, left[options[option].piece])
            left[options[option].piece] -= gone
            if quantity > gone:
                kept.append((option, quantity - gone))
        touched.append((tuple(reversed(kept)), 1))
    return [(stack, times)] * (times > 0) + touched
