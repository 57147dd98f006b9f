"""Knobs of the cutting room."""

from __future__ import annotations

from dataclasses import dataclass, fields


def _never() -> bool:
    return False


never = _never


@dataclass(frozen=True)
class CuttingParams:
    """How hard to search. All are counts, so the same input gives the same answer on any machine.

    rounds: rounds of column generation in a group (0..10,000). A round prices one new pattern per size of format;
        groups of twelve kinds of blanks need some 10 to 30.
    bar_points: most cut positions that the exact table of a bar keeps (100..1,000,000). Beyond it the sizes are rounded
        to a grid: down for the bound, up for the pattern, so that both stay true.
    sheet_cells: most cells that the exact table of a sheet keeps (1,000..10,000,000), likewise.
    starts: how many rounded-up patterns the rounding tries to keep before the rest is packed anew (0..100).

    A value outside its range raises ValueError.
    """

    rounds: int = 60
    bar_points: int = 10_000
    sheet_cells: int = 400_000
    starts: int = 6

    def __post_init__(self) -> None:
        ranges = {
            "rounds": (0, 10_000),
            "bar_points": (100, 1_000_000),
            "sheet_cells": (1_000, 10_000_000),
            "starts": (0, 100),
        }
        for field in fields(self):
            low, high = ranges[field.name]
            if not low <= getattr(self, field.name) <= high:
                raise ValueError(f"{field.name} must lie in {low}..{high}")
