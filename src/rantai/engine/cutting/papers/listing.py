"""A cutting plan as plain rows for a spreadsheet: a row for each cut and each thing that comes of it."""

from __future__ import annotations

from collections.abc import Iterator

from rantai.core.units import UM_PER_MM
from rantai.engine.cutting.drawing import words
from rantai.engine.cutting.drawing.job import Box, Document, Job, Pattern, Place, read
from rantai.engine.cutting.drawing.names import marks
from rantai.engine.cutting.drawing.sequence import Outcome, Stroke, strokes

Cell = str | int | float | None

_HEADINGS = (
    ("pattern", ""),
    ("stock", ""),
    ("heat_title", ""),
    ("count", ""),
    ("cut", ""),
    ("level", ""),
    ("way", ""),
    ("gauge", " mm"),
    ("at", " mm"),
    ("result", ""),
    ("legend", ""),
    ("piece", ""),
    ("length", " mm"),
    ("width", " mm"),
    ("owner", ""),
)


def excel_rows(
    document: Document, plan: Document, language: str = "id", *, pattern: int | None = None
) -> list[list[Cell]]:
    """Headings, then a row for each thing that a cut makes; a cut that makes two has two rows with its number.

    Lengths are mm as numbers, a bar's width is empty. A pattern that needs no cut, or that cannot be cut straight, has
    a row for each piece without a cut number. Texts are what people typed: whoever writes a spreadsheet writes them as
    text, never as formulas.
    """
    job = read(document, plan)
    patterns = job.patterns if pattern is None else (job.patterns[pattern],)
    return [
        [words.word(name, language) + unit for name, unit in _HEADINGS],
        *(row for one in patterns for row in _rows(job, one, language)),
    ]


def _rows(job: Job, pattern: Pattern, language: str) -> Iterator[list[Cell]]:
    stock, marked = pattern.stock, marks(pattern)
    start: list[Cell] = [pattern.number, stock.id, stock.heat, pattern.count]
    cuts = strokes(job, pattern)
    for stroke in cuts:
        for outcome in (stroke.off, stroke.rest):
            if outcome is not None:
                yield [*start, *_of_cut(stroke, language), *_of_outcome(outcome, marked, language)]
    for place in () if cuts else pattern.places:
        yield [*start, None, None, None, None, None, *_of_place(place, marked, language)]


def _of_cut(stroke: Stroke, language: str) -> list[Cell]:
    way = words.word("across" if stroke.is_across else "along", language)
    return [stroke.number, stroke.level, way, _mm(stroke.gauge_um), _mm(stroke.at_um)]


def _of_outcome(outcome: Outcome, marked: dict[str, str], language: str) -> list[Cell]:
    if outcome.kind == "piece" and outcome.places:
        return _of_place(outcome.places[0], marked, language)
    shown = words.word("piece_small" if outcome.kind == "piece" else outcome.kind, language)
    return [shown, None, None, *_size(outcome.box), None]


def _of_place(place: Place, marked: dict[str, str], language: str) -> list[Cell]:
    blank = place.blank
    return [words.word("piece_small", language), marked[blank.id], blank.id, *_size(place.box), blank.owner or None]


def _size(box: Box) -> list[Cell]:
    return [_mm(box[2] - box[0]), _mm(box[3] - box[1]) or None]


def _mm(length_um: int) -> int | float:
    return length_um // UM_PER_MM if length_um % UM_PER_MM == 0 else length_um / UM_PER_MM
