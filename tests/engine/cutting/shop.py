"""A workshop for cutting stories: formats and pieces in mm, answers counted by hand."""

from collections.abc import Sequence

import numpy as np

from rantai.engine.cutting import CuttingAnswer, CuttingInput, CuttingParams, check, solve
from rantai.engine.cutting.tables import even_trim

MM = 1_000
BUY = -1

SHEET_4X8 = (2438, 1219, 100, BUY)
SHEET_FROM_COIL = (3048, 1219, 125, BUY)
BAR_6M = (6000, 10, BUY)


def sheets(
    formats: Sequence[tuple[int, int, int, int]],
    pieces: Sequence[tuple[int, int, int] | tuple[int, int, int, bool]],
    *,
    kerf: float = 0,
    trim: int = 0,
    keep: tuple[int, int] = (300, 100),
) -> CuttingInput:
    """formats: (length, width, cost, available); pieces: (length, width, quantity[, grain locked])."""
    rows = np.array(formats, dtype=np.int64).reshape(len(formats), 4)
    wanted = np.array([(*piece, False)[:4] for piece in pieces], dtype=np.int64).reshape(len(pieces), 4)
    return CuttingInput(
        kind="sheet",
        kerf_um=int(kerf * MM),
        **even_trim(trim * MM, "sheet"),
        min_remnant_length_um=keep[0] * MM,
        min_remnant_width_um=keep[1] * MM,
        format_length_um=rows[:, 0] * MM,
        format_width_um=rows[:, 1] * MM,
        format_cost=rows[:, 2],
        format_available=rows[:, 3],
        piece_length_um=wanted[:, 0] * MM,
        piece_width_um=wanted[:, 1] * MM,
        piece_quantity=wanted[:, 2],
        piece_grain_locked=wanted[:, 3] > 0,
    )


def bars(
    formats: Sequence[tuple[int, int, int]],
    pieces: Sequence[tuple[int, int]],
    *,
    kerf: float = 0,
    trim: int = 0,
    keep: int = 300,
) -> CuttingInput:
    """formats: (length, cost, available); pieces: (length, quantity)."""
    rows = np.array(formats, dtype=np.int64).reshape(len(formats), 3)
    wanted = np.array(pieces, dtype=np.int64).reshape(len(pieces), 2)
    return CuttingInput(
        kind="bar",
        kerf_um=int(kerf * MM),
        **even_trim(trim * MM, "bar"),
        min_remnant_length_um=keep * MM,
        min_remnant_width_um=0,
        format_length_um=rows[:, 0] * MM,
        format_width_um=0 * rows[:, 0],
        format_cost=rows[:, 1],
        format_available=rows[:, 2],
        piece_length_um=wanted[:, 0] * MM,
        piece_width_um=0 * wanted[:, 0],
        piece_quantity=wanted[:, 1],
        piece_grain_locked=wanted[:, 1] < 0,
    )


def cut(given: CuttingInput, params: CuttingParams | None = None) -> CuttingAnswer:
    """The answer, after a stranger has found it sound."""
    answer = solve(given, params or CuttingParams())
    assert check(given, answer) == []
    return answer


def opened(answer: CuttingAnswer) -> dict[int, int]:
    """Pieces of stock opened, by format."""
    used: dict[int, int] = {}
    for position, count in zip(answer.pattern_format.tolist(), answer.pattern_count.tolist(), strict=True):
        used[position] = used.get(position, 0) + count
    return used
