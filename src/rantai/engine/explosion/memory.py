"""Fresh memory for large columns, in whole huge pages where the system has them.

A fresh page costs a fault when it is first touched: for 4 KiB pages that is more than the work of a sweep on them.
numpy asks for huge pages for large arrays, but the system only gives them where a whole aligned one is inside.
"""

from __future__ import annotations

import numpy as np

from rantai.core.tables import Ints

HUGE_PAGE_BYTES = 1 << 21
_CELL_BYTES = 8


def columns(*lengths: int) -> list[Ints]:
    """Arrays of these lengths behind each other in one block; what is in them is not defined."""
    total, page = sum(lengths), HUGE_PAGE_BYTES // _CELL_BYTES
    if total < page:
        return [np.empty(length, dtype=np.int64) for length in lengths]
    block = np.empty(total + 2 * page, dtype=np.int64)
    shift = -(block.__array_interface__["data"][0] // _CELL_BYTES) % page
    made: list[Ints] = np.split(block[shift : shift + total], np.cumsum(lengths)[:-1])
    return made
