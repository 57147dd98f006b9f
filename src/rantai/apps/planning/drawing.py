"""A published cutting pattern as a picture to scale, its cuts in the order of work, and its largest leftover."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rantai.apps.catalog.models import CuttingRule
from rantai.apps.planning.queries import PatternRow, PieceRow
from rantai.engine.cutting.drawing import DrawingWords, draw
from rantai.engine.cutting.guillotine import Cut, cut_order
from rantai.engine.cutting.tables import UNLIMITED, CuttingAnswer, CuttingInput, columns, even_trim

Ints = NDArray[np.int64]
Box = tuple[int, int, int, int]  # x, y, far x, far y


@dataclass(frozen=True)
class CutRow:
    """One cut in the order of work: across the stock's length or along it, `at_um` from the untrimmed corner."""

    number: int
    is_across: bool
    at_um: int
    length_um: int


@dataclass(frozen=True)
class Drawn:
    """A pattern's picture (SVG text), its cuts, and the leftover worth keeping (0 × 0: none; width 0 on bars)."""

    svg: str
    cuts: tuple[CutRow, ...]
    leftover_length_um: int
    leftover_width_um: int


def draw_pattern(
    pattern: PatternRow,
    pieces: Sequence[PieceRow],
    *,
    labels: Sequence[str],
    title: str,
    remnant: str,
    language: str = "id",
) -> Drawn:
    """Draw one pattern with its blanks, each under its label. One query.

    `title` and `remnant` are words of the reader's language.

    The leftover is the largest whole end or side that a straight cut parts off and that the cutting rule keeps.
    """
    given = _given(pattern, pieces)
    boxes = _boxes(pieces, is_bar=given.is_bar)
    left = _leftover(given, boxes)
    kept = [(0, left[0], left[1], left[2] - left[0], left[3] - left[1])] if left else []
    answer = _answer(pieces, kept, is_bar=given.is_bar)
    words = DrawingWords(title, language)
    svg = draw(given, answer, 0, piece_labels=labels, words=words)
    whole = np.concatenate([boxes, np.array([left], dtype=np.int64)]) if left else boxes
    length, width = (kept[0][3], kept[0][4]) if kept else (0, 0)
    return Drawn(svg, tuple(_cuts(given, whole)), length, width)


def _given(pattern: PatternRow, pieces: Sequence[PieceRow]) -> CuttingInput:
    is_bar = not pattern.width_um
    kind = "bar" if is_bar else "sheet"
    rule = CuttingRule.objects.filter(kind=kind).first()
    ones = np.ones(len(pieces), dtype=np.int64)
    return CuttingInput(
        kind=kind,
        kerf_um=pattern.kerf_um,
        **even_trim(pattern.trim_um, kind),
        min_remnant_length_um=rule.min_remnant_length_um if rule else 0,
        min_remnant_width_um=rule.min_remnant_width_um if rule else 0,
        format_length_um=_whole([pattern.length_um]),
        format_width_um=_whole([pattern.width_um]),
        format_cost=_whole([0]),
        format_available=_whole([UNLIMITED]),
        piece_length_um=_whole([piece.length_um for piece in pieces]),
        piece_width_um=_whole([0 if is_bar else piece.width_um for piece in pieces]),
        piece_quantity=ones,
        piece_grain_locked=np.zeros(len(pieces), dtype=np.bool_),
    )


def _whole(values: Sequence[int]) -> Ints:
    return np.array(values, dtype=np.int64)


def _boxes(pieces: Sequence[PieceRow], *, is_bar: bool) -> Ints:
    rows = [
        (one.x_um, one.y_um, one.x_um + one.length_um, one.y_um + (0 if is_bar else one.width_um)) for one in pieces
    ]
    return np.array(rows, dtype=np.int64).reshape(-1, 4)


def _answer(
    pieces: Sequence[PieceRow], kept: Sequence[tuple[int, int, int, int, int]], *, is_bar: bool
) -> CuttingAnswer:
    placed = [
        (0, at, one.x_um, one.y_um, one.length_um, 0 if is_bar else one.width_um, int(one.is_turned))
        for at, one in enumerate(pieces)
    ]
    return CuttingAnswer(
        status="feasible",
        objective=0,
        bound=0,
        pattern_format=_whole([0]),
        pattern_count=_whole([1]),
        **columns("placement", "pattern piece x_um y_um length_um width_um is_turned", placed),
        **columns("unplaced", "piece quantity format missing_length_um missing_width_um", []),
        **columns("remnant", "pattern x_um y_um length_um width_um", kept),
    )


def _leftover(given: CuttingInput, boxes: Ints) -> Box | None:
    """The largest end or side beyond all blanks that is worth keeping and still comes off by straight cuts."""
    if not len(boxes):
        return None
    left, bottom, right, top = given.room(0)
    kerf = given.kerf_um
    end = int(boxes[:, 2].max()) + kerf
    if given.is_bar:
        return (end, 0, right, 0) if right - end >= max(1, given.min_remnant_length_um) else None
    side = int(boxes[:, 3].max()) + kerf
    found = [(end, bottom, right, top), (left, side, right, top)]
    found = sorted((box for box in found if _is_kept(given, box)), key=_area, reverse=True)
    return next((box for box in found if _order(given, np.concatenate([boxes, np.array([box])]))), None)


def _is_kept(given: CuttingInput, box: Box) -> bool:
    long, short = max(box[2] - box[0], box[3] - box[1]), min(box[2] - box[0], box[3] - box[1])
    return short > 0 and long >= given.min_remnant_length_um and short >= given.min_remnant_width_um


def _area(box: Box) -> int:
    return (box[2] - box[0]) * (box[3] - box[1])


def _order(given: CuttingInput, boxes: Ints) -> list[Cut]:
    return cut_order(boxes, given.room(0), int(given.kerf_um), given.stages)


def _cuts(given: CuttingInput, boxes: Ints) -> list[CutRow]:
    """Bars: the end of each blank in turn. Sheets: level by level, as the picture numbers them."""
    if given.is_bar:
        ends = [end for end in sorted(boxes[:, 2].tolist()) if end < given.room(0)[2]]
        return [CutRow(number, True, end, 0) for number, end in enumerate(ends, 1)]
    order = enumerate(_order(given, boxes), 1)
    return [CutRow(number, cut.axis == 0, int(cut.at), int(cut.high - cut.low)) for number, cut in order]
