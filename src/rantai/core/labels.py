"""Labels outside, positions inside: a sorted list of codes and the way from code to position and back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray


class Labels:
    """An ordered set of codes. Position i is the i-th code in sorted order, whatever order they came in."""

    def __init__(self, codes: Iterable[str]) -> None:
        self._codes = tuple(sorted({str(code) for code in codes}))
        self._positions = {code: position for position, code in enumerate(self._codes)}

    def __len__(self) -> int:
        return len(self._codes)

    def __contains__(self, code: object) -> bool:
        return code in self._positions

    def __getitem__(self, position: int) -> str:
        return self._codes[position]

    @property
    def codes(self) -> tuple[str, ...]:
        return self._codes

    def position(self, code: str) -> int:
        """Position of `code`. Raises KeyError for an unknown code."""
        return self._positions[str(code)]

    def positions(self, codes: Sequence[str] | NDArray[np.str_]) -> NDArray[np.int64]:
        """Positions of `codes`. Raises KeyError for an unknown code."""
        return np.fromiter((self._positions[str(code)] for code in codes), dtype=np.int64, count=len(codes))
