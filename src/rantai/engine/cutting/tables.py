"""What the cutting room is given and what it answers: plain columns of positions and whole numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rantai.core.numbers import LARGEST

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

KINDS = ("sheet", "bar")
STATUSES = ("optimal", "feasible", "infeasible", "timeout")
UNLIMITED = -1
STAGES = 3


@dataclass(frozen=True, eq=False)
class CuttingInput:
    """One group to cut. A format is a size that can be bought, or steel at hand with its own size and count.

    kind: "sheet" or "bar". kerf_um: width that a cut removes; the last cut may run off the edge. trim_um: taken off
    each edge of a sheet or both ends of a bar first, its own cut included. min_remnant_*_um: a leftover whose longer
    side reaches the length and whose shorter side reaches the width is kept (bars: length only).

    format_* (one entry a format): length_um, width_um (0 for bars), cost (of one piece, whole units), available
    (pieces, -1 without limit), is_stock (lies at hand). piece_* (one entry a kind of blank): length_um, width_um (0 for
    bars), quantity, grain_locked (its length must lie along the stock's length).
    Raises ValueError for an unknown kind, columns of unequal length, and numbers out of range.
    """

    kind: str
    kerf_um: int
    trim_um: int
    min_remnant_length_um: int
    min_remnant_width_um: int
    format_length_um: Ints
    format_width_um: Ints
    format_cost: Ints
    format_available: Ints
    format_is_stock: Flags
    piece_length_um: Ints
    piece_width_um: Ints
    piece_quantity: Ints
    piece_grain_locked: Flags

    def __post_init__(self) -> None:
        _freeze(self, ("format_is_stock", "piece_grain_locked"))
        _refuse_unequal(self, "format_", len(self.format_cost))
        _refuse_unequal(self, "piece_", len(self.piece_quantity))
        if self.kind not in KINDS:
            raise ValueError(f"kind must be one of {KINDS}, not {self.kind!r}")
        smallest = {"format_available": UNLIMITED, "format_length_um": 1, "piece_length_um": 1}
        if self.kind == "sheet":
            smallest |= {"format_width_um": 1, "piece_width_um": 1}
        for name, value in vars(self).items():
            if name != "kind":
                _refuse_range(name, value, smallest.get(name, 0), LARGEST)
        _refuse_overflow(self)

    @property
    def is_bar(self) -> bool:
        return self.kind == "bar"


@dataclass(frozen=True, eq=False)
class CuttingAnswer:
    """How the group is cut.

    status: optimal (cost = bound, nothing left out), feasible, infeasible (something is unplaced; the rest is planned),
    timeout (stopped by the caller's clock; still sound). objective: cost of all opened formats. bound: no way of
    cutting the placed blanks costs less.
    pattern_* (one entry a pattern): format (position), count (how many pieces of stock are cut this way).
    placement_* (one entry a blank on one pattern): pattern, piece, x_um, y_um (lower left corner from the untrimmed
    corner), length_um, width_um (along x and y, after turning; width 0 for bars), is_turned.
    unplaced_*: piece, quantity, format (the nearest, -1 when there is none), missing_length_um and missing_width_um (by
    how much that format is too small; both 0 when the blank fits but none of the steel at hand is left).
    remnant_* (leftovers worth keeping, on each piece of the pattern): pattern, x_um, y_um, length_um, width_um.
    """

    status: str
    objective: int
    bound: int
    pattern_format: Ints
    pattern_count: Ints
    placement_pattern: Ints
    placement_piece: Ints
    placement_x_um: Ints
    placement_y_um: Ints
    placement_length_um: Ints
    placement_width_um: Ints
    placement_is_turned: Flags
    unplaced_piece: Ints
    unplaced_quantity: Ints
    unplaced_format: Ints
    unplaced_missing_length_um: Ints
    unplaced_missing_width_um: Ints
    remnant_pattern: Ints
    remnant_x_um: Ints
    remnant_y_um: Ints
    remnant_length_um: Ints
    remnant_width_um: Ints

    def __post_init__(self) -> None:
        _freeze(self, ("placement_is_turned",))

    @property
    def gap(self) -> float:
        """How far the cost may be above the best, as a share of the cost; 0 when nothing is opened."""
        return (self.objective - self.bound) / self.objective if self.objective else 0.0


def columns(start: str, names: str, rows: Sequence[Sequence[int]]) -> dict[str, Any]:
    """Rows of whole numbers as columns, called `start`_`name` for each word of `names`."""
    words = names.split()
    table = np.array(rows, dtype=np.int64).reshape(len(rows), len(words))
    return {f"{start}_{word}": table[:, at] for at, word in enumerate(words)}


def _freeze(table: Any, flags: tuple[str, ...]) -> None:
    for name, value in vars(table).items():
        if name.partition("_")[0] in {"format", "piece", "pattern", "placement", "unplaced", "remnant"}:
            array = np.array(value, dtype=np.bool_ if name in flags else np.int64)
            array.setflags(write=False)
            object.__setattr__(table, name, array)


def _refuse_unequal(given: CuttingInput, start: str, length: int) -> None:
    for name, value in vars(given).items():
        if name.startswith(start) and value.shape != (length,):
            raise ValueError(f"{name}: {length} values expected, shape is {value.shape}")


def _refuse_range(name: str, value: Any, low: int, high: int) -> None:
    if np.size(value) and (np.min(value) < low or np.max(value) > high):
        raise ValueError(f"{name} must lie in {low}..{high}")


def _refuse_overflow(given: CuttingInput) -> None:
    """Areas and totals must fit 64-bit columns."""
    sides = [1, *given.format_length_um.tolist(), *given.piece_length_um.tolist()]
    widths = [1, *given.format_width_um.tolist(), *given.piece_width_um.tolist()]
    reach = 4 * (given.kerf_um + given.trim_um)
    total = sum(given.piece_quantity.tolist()) * max([1, *given.format_cost.tolist()])
    if (max(sides) + reach) * (max(widths) + reach) > LARGEST or total > LARGEST:
        raise ValueError("sizes, quantities or costs are too large: areas and totals must stay below 2^62")
