"""The blanks of one pattern as columns: a national plan places ten million of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

_FEW = 2**31  # below: half the memory


@dataclass(frozen=True, eq=False)
class Placements:
    """`rows`: one for each blank, with item, x, y, length and width in µm, and whether it is turned."""

    rows: NDArray[Any]

    @classmethod
    def by_pattern(cls, pattern: NDArray[Any], columns: list[NDArray[Any]], count: int) -> list[Placements]:
        """The blanks of each of `count` patterns. pattern: whose each blank is; columns: in the order of `rows`."""
        table = np.stack([column.astype(np.int64) for column in columns], axis=1)
        if table.size and table.max() < _FEW and table.min() >= -_FEW:
            table = table.astype(np.int32)
        table = table[np.argsort(pattern, kind="stable")]
        ends = np.cumsum(np.bincount(pattern, minlength=count))
        return [cls(part) for part in np.split(table, ends[:-1])] if count else []

    @property
    def item(self) -> NDArray[Any]:
        """Items by position."""
        return self.rows[:, 0]

    def sizes(self) -> list[list[int]]:
        """Item, length and width of each blank."""
        found: list[list[int]] = self.rows[:, (0, 3, 4)].tolist()
        return found

    def used(self, is_sheet: bool) -> int:
        """Area of all blanks in µm², or their length in µm."""
        length, width = self.rows[:, 3].astype(np.int64), self.rows[:, 4]
        return int((length * width if is_sheet else length).sum())
