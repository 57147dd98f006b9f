"""One pattern of the engine's own tables as a drawing, without the detour over the contract's documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rantai.engine.cutting.drawing.canvas import SCREEN
from rantai.engine.cutting.drawing.job import Blank, Box, Job, Pattern, Place, Stock, clean
from rantai.engine.cutting.drawing.whole import drawn
from rantai.engine.cutting.tables import CuttingAnswer, CuttingInput


@dataclass(frozen=True)
class DrawingWords:
    """What the tables do not know: the name of the stock, and the language, "id" or "en"."""

    title: str
    language: str = "id"


def draw(
    given: CuttingInput, answer: CuttingAnswer, pattern: int, *, piece_labels: Sequence[str], words: DrawingWords
) -> str:
    """Pattern `pattern` as SVG text. Raises IndexError when there is no such pattern or label."""
    position = int(answer.pattern_format[pattern])
    rows = np.flatnonzero(answer.placement_pattern == pattern)
    blanks = tuple(_blank(given, at, label) for at, label in enumerate(piece_labels))
    boxes = _boxes(answer, "placement", rows)
    pieces, turned = answer.placement_piece[rows].tolist(), answer.placement_is_turned[rows].tolist()
    one = Pattern(
        number=pattern + 1,
        stock=_stock(given, position, words.title),
        count=int(answer.pattern_count[pattern]),
        places=tuple(Place(blanks[piece], box, way) for piece, box, way in zip(pieces, boxes, turned, strict=True)),
        remnants=tuple(_boxes(answer, "remnant", np.flatnonzero(answer.remnant_pattern == pattern))),
        cuts=None,
    )
    trim = (given.trim_left_um, given.trim_bottom_um, given.trim_right_um, given.trim_top_um)
    job = Job(given.kind, given.kerf_um, trim, given.stages, given.first_cut, blanks, (one,), {})
    return drawn(job, job.patterns, words.language, SCREEN)


def _stock(given: CuttingInput, at: int, name: str) -> Stock:
    length, width = int(given.format_length_um[at]), int(given.format_width_um[at])
    thickness = max(0, int(given.format_thickness_um[at]))
    is_remnant = bool(given.format_is_remnant[at])
    return Stock(clean(name), length, width, thickness, None, is_remnant, grade="", heat="", owner="", mass_kg=None)


def _blank(given: CuttingInput, at: int, label: str) -> Blank:
    length, width = int(given.piece_length_um[at]), int(given.piece_width_um[at])
    return Blank(clean(label), length, width, int(given.piece_quantity[at]), owner="", grade="", thickness_um=0)


def _boxes(answer: CuttingAnswer, table: str, rows: np.ndarray) -> list[Box]:
    x, y, length, width = (
        getattr(answer, f"{table}_{name}")[rows] for name in ("x_um", "y_um", "length_um", "width_um")
    )
    return [(a, b, c, d) for a, b, c, d in np.stack([x, y, x + length, y + width], axis=1).tolist()]
