"""Knobs of the cutting room."""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True)
class CuttingParams:
    """How hard to search. All are counts, so the same input gives the same answer on any machine.

    work: units of work that the searches may do, about a microsecond each (0..10^12); they are shared out over the
        independent parts of a list. 0: the quick path alone wherever it applies, as a plan with thousands of groups
        needs it.
    threads: how many parts are searched at once (1..64); the answer is the same for any number.
    seed: of the searches' own random numbers (0..2^31-1).
    prices: patterns that the quick path prices in a group, one for each size of format in each round of column
        generation (0..100,000). Groups of twelve kinds on two sizes need some 20 to 60; the limit matters when there
        are many remnants.
    bar_points: most cut positions that the exact table of a bar keeps (100..1,000,000). Beyond it the sizes are rounded
        to a grid: down for the bound, up for the pattern, so that both stay true.
    sheet_cells: most cells that the exact table of a sheet keeps (1,000..10,000,000), likewise; fewer when there are
        more than twelve kinds of blanks, so that a table costs about the same.
    enough_ppm: a plan whose cost is within so many millionths of its bound is searched no further (0..1,000,000); 0
        searches until nothing helps.
    starts: how many rounded-up patterns the rounding tries to keep before the rest is packed anew (0..100).
    leftovers: whether the leftovers of every pattern are told (0 or 1); to know them takes the tree of all its cuts.

    A value outside its range raises ValueError.
    """

    work: int = 0
    threads: int = 1
    seed: int = 0
    prices: int = 240
    bar_points: int = 25_000
    sheet_cells: int = 1_600_000
    enough_ppm: int = 0
    starts: int = 6
    leftovers: int = 1

    def __post_init__(self) -> None:
        ranges = {
            "work": (0, 10**12),
            "threads": (1, 64),
            "seed": (0, 2**31 - 1),
            "prices": (0, 100_000),
            "bar_points": (100, 1_000_000),
            "sheet_cells": (1_000, 100_000_000),
            "enough_ppm": (0, 1_000_000),
            "starts": (0, 100),
            "leftovers": (0, 1),
        }
        for field in fields(self):
            low, high = ranges[field.name]
            if not low <= getattr(self, field.name) <= high:
                raise ValueError(f"{field.name} must lie in {low}..{high}")
