"""One pattern of a job as a picture to scale: pieces, remnants, dimensions, cuts numbered in the order of work.

Pieces that are not the reader's business are grey and carry neither mark nor size. The classes are those of the house's
cut plans; the few presentation attributes keep the picture legible in grey without any.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from html import escape

from rantai.apps.cutting_jobs.reading import Box, Cut, Pattern
from rantai.core.units import format_mm

WIDE, MARGIN = 600, 40
LETTER, SMALL = 24, 18
BAR_HIGH = 90
GLYPH = 0.58  # width of a letter as a share of its height
MANY_CUTS = 40


@dataclass(frozen=True)
class Words:
    """Words of the reader's language: for those who cannot see the picture, on a remnant, and "id" or "en"."""

    title: str
    remnant: str
    language: str = "id"


def draw(pattern: Pattern, *, words: Words, marks: Mapping[str, str], hidden: Collection[str] = ()) -> str:
    """The pattern as SVG text. `marks`: piece → what stands on it; `hidden`: pieces of others."""
    canvas = _Canvas(pattern, words)
    parts = [canvas.stock()]
    parts += [canvas.box("cut-remnant", box, words.remnant) for box in pattern.remnants]
    for spot in pattern.spots:
        box = (spot.x_um, spot.y_um, spot.length_um, spot.width_um)
        if spot.piece in hidden:
            parts.append(canvas.grey(box))
        else:
            parts.append(canvas.box("cut-piece", box, marks.get(spot.piece, spot.piece)))
    parts += [*canvas.cuts(), *canvas.dimensions()]
    return canvas.svg(parts)


class _Canvas:
    """Scale of the picture; y runs up in the stock and down on paper."""

    def __init__(self, pattern: Pattern, words: Words) -> None:
        self.pattern, self.words = pattern, words
        self.length, self.width = max(1, pattern.length_um), pattern.width_um
        self.scale = WIDE / max(self.length, self.width)
        self.right = self.length * self.scale
        self.high = BAR_HIGH if pattern.is_bar else self.width * self.scale

    def svg(self, parts: list[str]) -> str:
        wide, high = self.right + 2 * MARGIN, self.high + 2 * MARGIN
        body = "\n".join(part for part in parts if part)
        return (
            '<svg xmlns="http://www.w3.org/2000/svg" class="cut-drawing" role="img" '
            f'viewBox="0 0 {wide:.0f} {high:.0f}">\n<title>{escape(self.words.title)}</title>\n{body}\n</svg>'
        )

    def stock(self) -> str:
        return _rect(
            "cut-scrap", self._paper((0, 0, self.length, self.width)), 'fill="currentColor" fill-opacity="0.2"'
        )

    def grey(self, box: Box) -> str:
        return _rect("cut-scrap", self._paper(box), 'fill="currentColor" fill-opacity="0.4" stroke="currentColor"')

    def box(self, name: str, box: Box, mark: str) -> str:
        """A piece or remnant with its mark and size, as far as they can be read."""
        place = self._paper(box)
        dashes = ' stroke-dasharray="8 4"' if name == "cut-remnant" else ""
        sides = [box[2]] if self.pattern.is_bar else [box[2], box[3]]
        lines = [mark, "×".join(self._mm(side).split("\u00a0")[0] for side in sides)]
        return _rect(name, place, f'fill="white" stroke="currentColor"{dashes}') + _label(lines, place)

    def cuts(self) -> Iterator[str]:
        """Cut lines, then their numbers; of very many cuts those that stand too close stay unnumbered."""
        ends = [self._ends(cut) for cut in self.pattern.cuts]
        for x1, y1, x2, y2 in ends:
            at = f'x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"'
            yield f'<line class="cut-line" {at} stroke="currentColor" stroke-dasharray="6 3"/>'
        written: list[tuple[float, float]] = []
        for cut, (x1, y1, x2, y2) in zip(self.pattern.cuts, ends, strict=True):
            x, y = (x2, y2) if cut.is_across else (x1, y1)
            if any(abs(x - a) + abs(y - b) < SMALL for a, b in written) and len(ends) > MANY_CUTS:
                continue
            written.append((x, y))
            yield _number(cut, x, y)

    def dimensions(self) -> Iterator[str]:
        """Outer size: length below, width at the right."""
        yield _text("cut-dim", self._mm(self.length), MARGIN + self.right / 2, self.high + 2 * MARGIN - 10, LETTER)
        if self.width:
            x, y = self.right + 2 * MARGIN - 12, MARGIN + self.high / 2
            yield _text("cut-dim", self._mm(self.width), x, y, LETTER, f' transform="rotate(-90 {x:.1f} {y:.1f})"')

    def _mm(self, length_um: int) -> str:
        return format_mm(length_um, self.words.language)

    def _ends(self, cut: Cut) -> tuple[float, float, float, float]:
        if self.pattern.is_bar:
            x = MARGIN + cut.at_um * self.scale
            return x, MARGIN + self.high, x, MARGIN
        if cut.is_across:
            return *self._point(cut.at_um, cut.low_um), *self._point(cut.at_um, cut.high_um)
        return *self._point(cut.low_um, cut.at_um), *self._point(cut.high_um, cut.at_um)

    def _point(self, x_um: int, y_um: int) -> tuple[float, float]:
        return MARGIN + x_um * self.scale, MARGIN + self.high - y_um * self.scale

    def _paper(self, box: Box) -> tuple[float, float, float, float]:
        """A box as x, y, width, height on paper; a bar is as high as the picture."""
        x, y = self._point(box[0], box[1] + box[3])
        wide = box[2] * self.scale
        return (x, MARGIN, wide, self.high) if self.pattern.is_bar else (x, y, wide, box[3] * self.scale)


def _rect(name: str, place: tuple[float, float, float, float], more: str) -> str:
    x, y, wide, high = place
    return f'<rect class="{name}" x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:.1f}" {more}/>'


def _text(name: str, text: str, x: float, y: float, letter: int, more: str = "") -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" font-size="{letter}" text-anchor="middle" fill="currentColor"{more}'
    return f'<text class="{name}" {place}>{escape(text)}</text>'


def _number(cut: Cut, x: float, y: float) -> str:
    """The number of a cut, just outside where the cut begins, on a halo that parts it from the lines."""
    halo = ' stroke="white" stroke-width="4" paint-order="stroke"'
    at = (x, y - 6) if cut.is_across else (x - 12, y + 6)
    return _text("cut-number", str(cut.number), *at, SMALL, halo)


def _label(lines: list[str], place: tuple[float, float, float, float]) -> str:
    """Mark and size as far as they fit, turned upright in a narrow box; nothing where nothing can be read."""
    x, y, wide, high = place
    x, y = x + wide / 2, y + high / 2
    turn = f' transform="rotate(-90 {x:.1f} {y:.1f})"' if wide < high else ""
    wide, high = max(wide, high), min(wide, high)
    choices = [(lines, LETTER), (lines, SMALL), (lines[:1], SMALL), (lines[1:], SMALL)]
    for shown, letter in choices:
        if max(map(len, shown)) * letter * GLYPH <= wide and len(shown) * letter * 1.2 <= high:
            top = y + letter * (0.35 - 0.6 * (len(shown) - 1))
            return "".join(
                _text("cut-label", line, x, top + at * letter * 1.2, letter, turn) for at, line in enumerate(shown)
            )
    return ""
