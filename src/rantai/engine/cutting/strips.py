"""Fill one sheet with what is still wanted: strip by strip, each led by one blank, in the order of a rule."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from rantai.engine.compiled import is_compiled
from rantai.engine.cutting.fill_loops import FULL, RUN, fill_loops, lib
from rantai.engine.cutting.raster import Ints
from rantai.engine.cutting.shapes import Layout, Option, Size, Stack

_RUNS = 64  # of one sheet, to begin with

# How blanks are ranked; sides are (along the strip, up).
ORDERS: tuple[Callable[[int, int], tuple[int, ...]], ...] = (
    lambda along, up: (-up, -along),
    lambda along, up: (-along * up, -up),
    lambda along, up: (-along, -up),
)
# Which ways of lying a blank may take when it can be turned: either, flat, upright.
LIES: tuple[Callable[[int, int], bool], ...] = (
    lambda along, up: True,  # noqa: ARG005
    lambda along, up: along >= up,
    lambda along, up: along <= up,
)


def order_options(options: list[Option], rule: tuple[int, ...]) -> list[int]:
    """Options in the order of `rule` (strips along y or x, rank, way of lying); unwelcome ways of lying come last."""
    across, rank, lie = rule
    sides = [(o.y, o.x) if across else (o.x, o.y) for o in options]
    return sorted(range(len(options)), key=lambda j: (not LIES[lie](*sides[j]), ORDERS[rank](*sides[j]), j))


class Filler:
    """Fills sheets of a group in the order of a rule. The tables of the rule are laid out once."""

    def __init__(self, options: list[Option], order: list[int], *, across: bool) -> None:
        self.across = across
        sides = [(o.y, o.x) if across else (o.x, o.y) for o in options]
        tables = ([o.piece for o in options], [along for along, _ in sides], [up for _, up in sides], order)
        self.tables = [np.array(column, dtype=np.int64) if is_compiled(lib) else column for column in tables]
        self.piece = tables[0]
        self.most = _RUNS

    def fill(self, size: Size, wanted: Ints) -> tuple[Layout, tuple[int, ...]]:
        """Strips of blanks that are `wanted`, and how many of each they hold."""
        room, height = (size.y, size.x) if self.across else (size.x, size.y)
        while True:
            left: Any = wanted.copy() if is_compiled(lib) else wanted.tolist()
            runs: Any = np.empty(RUN * self.most, dtype=np.int64) if is_compiled(lib) else [0] * (RUN * self.most)
            count = fill_loops(*self.tables, left, room, height, runs)
            if count != FULL:
                break
            self.most *= 4
        found = runs[: RUN * count].tolist() if is_compiled(lib) else runs[: RUN * count]
        return self._layout(found), self._held(found, len(wanted))

    def _layout(self, runs: list[int]) -> Layout:
        strips: list[list[tuple[Stack, int]]] = []
        for strip, option, high, times in zip(*(runs[at::RUN] for at in range(RUN)), strict=True):
            if strip == len(strips):
                strips.append([])
            strips[-1].append((((option, high),), times))
        return Layout(self.across, tuple(tuple(strip) for strip in strips))

    def _held(self, runs: list[int], kinds: int) -> tuple[int, ...]:
        held = [0] * kinds
        for option, high, times in zip(runs[1::RUN], runs[2::RUN], runs[3::RUN], strict=True):
            held[self.piece[option]] += high * times
        return tuple(held)
