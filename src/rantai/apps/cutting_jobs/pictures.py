"""Pictures and papers of a plan: the engine's drawings and sheets, asked for one pattern or for the whole plan."""

from __future__ import annotations

import segno

from rantai.apps.cutting_jobs.documents import Document
from rantai.engine.cutting import drawing
from rantai.engine.cutting.drawing.job import read
from rantai.engine.cutting.drawing.names import marks
from rantai.engine.cutting.papers import cad, leaf, piece_labels, printed
from rantai.engine.cutting.papers.leaf import CutLine

__all__ = [
    "CutLine",
    "cut_lines",
    "drawing_file",
    "labels",
    "marks_of",
    "paper",
    "picture",
    "qr_code",
    "trim_words",
    "without_source",
]


def picture(given: Document, answer: Document, position: int, language: str, *, only_owner: str | None = None) -> str:
    """Pattern `position` (from 1) as SVG text, to scale. With `only_owner`, what belongs to others tells nothing."""
    return drawing.svg(given, _alone(answer, position), language, only_owner=only_owner, is_titled=False)


def without_source(given: Document) -> Document:
    """The list without what tells where its stock is from: for readers who see only pieces of it."""
    hidden = ("heat", "owner", "grade")
    return given | {"stock": [{key: row[key] for key in row if key not in hidden} for row in given["stock"]]}


def cut_lines(given: Document, answer: Document, position: int, language: str) -> list[CutLine]:
    """The cuts of a pattern as its paper lists them, equal ones in one line; empty when straight cuts fail."""
    job = read(given, _alone(answer, position))
    return list(leaf.cut_lines(job, job.patterns[0], language))


def trim_words(given: Document, answer: Document, position: int, language: str) -> str:
    """What to take off the edges before the first cut; empty when nothing is trimmed."""
    return leaf.trim_words(read(given, _alone(answer, position)), language)


def marks_of(given: Document, answer: Document, position: int) -> dict[str, str]:
    """Piece → the letter that stands on it in the picture."""
    return marks(read(given, _alone(answer, position)).patterns[0])


def paper(
    given: Document, answer: Document, language: str, *, name: str, link: str, position: int | None = None
) -> bytes:
    """The plan as A4 PDF, a leaf for each pattern, with a QR code that leads to `link`; or one pattern alone."""
    at = None if position is None else position - 1
    return printed.pdf(given, answer, language, code=name, link=link, pattern=at)


def drawing_file(given: Document, answer: Document, language: str) -> bytes:
    """The plan as DXF at full size, in mm."""
    return cad.dxf(given, answer, language)


def labels(
    given: Document,
    answer: Document,
    language: str,
    *,
    name: str,
    position: int | None = None,
    only_owner: str | None = None,
) -> bytes:
    """A label for every piece and remnant, on A4 sheets of labels; or those of one pattern, counted from 1.

    Raises InvalidInput when there are too many.
    """
    at = None if position is None else position - 1
    return piece_labels.labels(given, answer, language, code=name, pattern=at, only_owner=only_owner)


def qr_code(address: str) -> str:
    """A QR code of an address as SVG, large enough for a phone held over a sheet of paper."""
    return str(segno.make(address, error="m", micro=False).svg_inline(scale=5, border=2, light="#ffffff"))


def _alone(answer: Document, position: int) -> Document:
    """The plan with one pattern only: the others need not be read for it."""
    return answer | {"patterns": [answer["patterns"][position - 1]]}
