"""What the cutting room is given and what it answers: plain columns of positions and whole numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rantai.core.numbers import LARGEST

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

KINDS = ("sheet", "bar", "coil")
FIRST_CUTS = ("any", "length", "width")
STATUSES = ("optimal", "feasible", "infeasible", "timeout")
UNLIMITED = -1
FREE = 0  # stages: as many levels of cuts as it takes
STAGES = (FREE, 2, 3)

NONE_SAID: NDArray[Any] = np.zeros(0, dtype=np.int64)  # a column that was left out


def _unsaid() -> NDArray[Any]:
    return NONE_SAID


_NONE = {"format_owner": -1, "format_grade": -1, "format_thickness_um": -1, "piece_owner": -1, "piece_grade": -1}
_NONE |= {"piece_thickness_um": -1}
# Columns and numbers in which -1 means "none" or "no limit".
LIMITS = ("format_available", "max_patterns", "max_cuts", "max_knives", *_NONE)


@dataclass(frozen=True, eq=False)
class CuttingInput:
    """A list to cut. A format is a size that can be bought, or steel at hand with its own size and count.

    kind: "sheet", "bar" or "coil". kerf_um: width that a cut removes; the last cut may run off the edge. trim_*_um:
    taken off the edges first, its own cut included (bars: left and right only; coils: bottom and top are the edge
    trims). stages: levels of guillotine cuts, 2, 3 or 0 for free. first_cut: "any", "length" (cut lines parallel to the
    length) or "width". min_remnant_*_um: a leftover whose longer side reaches the length and whose shorter side reaches
    the width is kept (bars: length only). max_patterns, max_cuts (of one piece of stock), max_knives (cuts of one
    slitting, edge trims counted): -1 without limit. stack_um: how high pieces of stock may lie to be cut at once, 0:
    one by one. bed_um: the longest cut of the shear (bars: the longest bar that the saw takes), 0 without limit.

    format_* (one entry a format): length_um, width_um (0 for bars), cost (of one piece, whole units), available
    (pieces, -1 without limit), is_remnant, remnant_value (what a leftover as large as the whole would be worth;
    smaller ones by size), owner (-1: nobody's; else it serves this owner's pieces only), grade and thickness_um (-1:
    none named, which serves only pieces that name none). piece_* (one entry a kind of blank): length_um, width_um (0
    for bars), quantity, grain_locked (its length must lie along the stock's length), owner (-1: nobody's), grade and
    thickness_um (-1: any will do), priority (1 goes first, 0: last of all) and due (a day's number, the earlier first;
    0: none).
    A column left out holds its "none" everywhere.
    Raises ValueError for an unknown kind, columns of unequal length, and numbers out of range.
    """

    kind: str
    kerf_um: int
    min_remnant_length_um: int
    min_remnant_width_um: int
    format_length_um: Ints
    format_width_um: Ints
    format_cost: Ints
    format_available: Ints
    piece_length_um: Ints
    piece_width_um: Ints
    piece_quantity: Ints
    piece_grain_locked: Flags
    trim_left_um: int = 0
    trim_right_um: int = 0
    trim_bottom_um: int = 0
    trim_top_um: int = 0
    stages: int = 3
    first_cut: str = "any"
    max_patterns: int = UNLIMITED
    max_cuts: int = UNLIMITED
    max_knives: int = UNLIMITED
    stack_um: int = 0
    bed_um: int = 0
    format_is_remnant: Flags = field(default_factory=_unsaid)
    format_remnant_value: Ints = field(default_factory=_unsaid)
    format_owner: Ints = field(default_factory=_unsaid)
    format_grade: Ints = field(default_factory=_unsaid)
    format_thickness_um: Ints = field(default_factory=_unsaid)
    piece_owner: Ints = field(default_factory=_unsaid)
    piece_grade: Ints = field(default_factory=_unsaid)
    piece_thickness_um: Ints = field(default_factory=_unsaid)
    piece_priority: Ints = field(default_factory=_unsaid)
    piece_due: Ints = field(default_factory=_unsaid)

    def __post_init__(self) -> None:
        _fill_unsaid(self)
        _freeze(self, ("format_is_remnant", "piece_grain_locked"))
        _refuse_unequal(self, "format_", len(self.format_cost))
        _refuse_unequal(self, "piece_", len(self.piece_quantity))
        for name, words in {"kind": KINDS, "first_cut": FIRST_CUTS, "stages": STAGES}.items():
            if getattr(self, name) not in words:
                raise ValueError(f"{name} must be one of {words}, not {getattr(self, name)!r}")
        smallest = {name: UNLIMITED for name in LIMITS} | {"format_length_um": 1}
        smallest["piece_length_um"] = 0 if self.kind == "coil" else 1
        if self.kind != "bar":
            smallest |= {"format_width_um": 1, "piece_width_um": 1}
        for name, value in vars(self).items():
            if name not in {"kind", "first_cut"}:
                _refuse_range(name, value, smallest.get(name, 0), LARGEST)
        _refuse_overflow(self)

    @property
    def is_bar(self) -> bool:
        return self.kind == "bar"

    def room(self, position: int) -> tuple[int, int, int, int]:
        """What trimming leaves of a format: x low, y low, x high, y high, in µm from the untrimmed corner."""
        x_high = int(self.format_length_um[position]) - self.trim_right_um
        if self.is_bar:
            return self.trim_left_um, 0, x_high, 0
        y_high = int(self.format_width_um[position]) - self.trim_top_um
        return self.trim_left_um, self.trim_bottom_um, x_high, y_high


@dataclass(frozen=True, eq=False)
class CuttingAnswer:
    """How the group is cut.

    status: optimal (cost = bound, nothing left out), feasible, infeasible (something is unplaced; the rest is planned),
    timeout (stopped by the caller's clock; still sound). objective: cost of all opened formats. bound: no way of
    cutting the placed blanks costs less; 0 when nothing is proven.
    pattern_* (one entry a pattern): format (position), count (how many pieces of stock are cut this way).
    placement_* (one entry a blank on one pattern): pattern, piece, x_um, y_um (lower left corner from the untrimmed
    corner), length_um, width_um (along x and y, after turning; width 0 for bars), is_turned. A strip that is only slit
    off a coil (piece length 0) is as long as the room.
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


def even_trim(trim_um: int, kind: str) -> dict[str, Any]:
    """The same trim at every edge, as CuttingInput takes it; a bar is trimmed at its ends only."""
    sides = ("left", "right") if kind == "bar" else ("left", "right", "bottom", "top")
    return {f"trim_{side}_um": trim_um for side in sides}


def columns(start: str, names: str, rows: Sequence[Sequence[int]]) -> dict[str, Any]:
    """Rows of whole numbers as columns, called `start`_`name` for each word of `names`."""
    words = names.split()
    table = np.array(rows, dtype=np.int64).reshape(len(rows), len(words))
    return {f"{start}_{word}": table[:, at] for at, word in enumerate(words)}


def _fill_unsaid(given: CuttingInput) -> None:
    """A column that was left out says "none" in every row."""
    rows = {"format": len(given.format_cost), "piece": len(given.piece_quantity)}
    for name, value in vars(given).items():
        if value is NONE_SAID:
            length = rows[name.partition("_")[0]]
            object.__setattr__(given, name, np.full(length, _NONE.get(name, 0), dtype=np.int64))


def _freeze(table: Any, flags: tuple[str, ...]) -> None:
    for name, value in list(vars(table).items()):
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
    trims = (given.trim_left_um, given.trim_right_um, given.trim_bottom_um, given.trim_top_um)
    reach = 4 * (given.kerf_um + max(trims))
    total = sum(given.piece_quantity.tolist()) * max([1, *given.format_cost.tolist()])
    if (max(sides) + reach) * (max(widths) + reach) > LARGEST or total > LARGEST:
        raise ValueError("sizes, quantities or costs are too large: areas and totals must stay below 2^62")
