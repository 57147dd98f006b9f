"""What orders must have taken of their supplies by a week, as columns: a national plan has millions of them."""

from __future__ import annotations

from array import array
from collections.abc import Iterator

import numpy as np


class Takings:
    """What orders take of supplies: by the start of a week so many pieces at least."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._rows = tuple(array("q") for _ in range(4))  # supply, week, order, pieces

    def add(self, supply: str, week: int, order: str, pieces: int) -> None:
        """One more of them."""
        number = self._numbers
        values = (number.setdefault(supply, len(number)), week, number.setdefault(order, len(number)), pieces)
        for column, value in zip(self._rows, values, strict=True):
            column.append(value)

    def by_supply(self) -> Iterator[tuple[str, list[tuple[int, str, int]]]]:
        """Supplies in the order of their codes, with (week, order, pieces) in the order of these."""
        codes = sorted(self._numbers)
        rank = np.zeros(len(codes), dtype=np.int64)
        rank[[self._numbers[code] for code in codes]] = np.arange(len(codes))
        supply, week, order, pieces = (np.frombuffer(column, dtype=np.int64) for column in self._rows)
        supply, order = rank[supply], rank[order]
        rows = np.lexsort((pieces, order, week, supply))
        ends = np.cumsum(np.bincount(supply, minlength=len(codes))).tolist()
        begin = 0
        for code, end in zip(codes, ends, strict=True):
            mine, begin = rows[begin:end], end
            if len(mine):
                orders = [codes[at] for at in order[mine].tolist()]
                yield code, list(zip(week[mine].tolist(), orders, pieces[mine].tolist(), strict=True))
