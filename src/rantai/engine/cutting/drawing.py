"""One pattern as a drawing to scale: blanks, scrap, remnants, dimensions, and the cuts numbered in the order of work.

The picture carries no style of its own: classes cut-piece, cut-scrap, cut-remnant, cut-line, cut-label and cut-dim are
for the page, and the few presentation attributes keep it legible in grey without any.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

import numpy as np

from rantai.core.units import format_mm
from rantai.engine.cutting.guillotine import Cut, cut_order
from rantai.engine.cutting.tables import CuttingAnswer, CuttingInput

_WIDE = 600  # units of the drawing along the stock; at 320 px a letter of 24 units is 12 px high
_MARGIN = 40
_LETTER = 24
_SMALL = 18
_BAR_HIGH = 90
_GLYPH = 0.58  # width of a letter as a share of its height
_MANY_CUTS = 40
_SHORTEST_NAME = 5


@dataclass(frozen=True)
class DrawingWords:
    """Words of the caller's language: title for readers who cannot see the picture, name of a remnant, "id" or "en"."""

    title: str
    remnant: str
    language: str = "id"


def draw(
    given: CuttingInput, answer: CuttingAnswer, pattern: int, *, piece_labels: Sequence[str], words: DrawingWords
) -> str:
    """Pattern `pattern` as SVG text. Raises IndexError when there is no such pattern or label."""
    position = int(answer.pattern_format[pattern])
    canvas = _Canvas(given, position, words)
    blanks = np.flatnonzero(answer.placement_pattern == pattern)
    labels = [piece_labels[piece] for piece in answer.placement_piece[blanks].tolist()]
    boxes = _boxes(answer, "placement", blanks)
    kept = _boxes(answer, "remnant", np.flatnonzero(answer.remnant_pattern == pattern))
    parts = [
        canvas.stock(),
        *(canvas.box("cut-remnant", box, words.remnant) for box in kept.tolist()),
        *(canvas.box("cut-piece", box, label) for box, label in zip(boxes.tolist(), labels, strict=True)),
        *canvas.cuts(_order(given, position, np.concatenate([boxes, kept]))),
        *canvas.dimensions(),
    ]
    return canvas.svg(parts)


def _boxes(answer: CuttingAnswer, table: str, rows: np.ndarray) -> np.ndarray:
    x, y, length, width = (
        getattr(answer, f"{table}_{name}")[rows] for name in ("x_um", "y_um", "length_um", "width_um")
    )
    return np.stack([x, y, x + length, y + width], axis=1)


def _order(given: CuttingInput, position: int, boxes: np.ndarray) -> list[Cut]:
    room = given.room(position)
    if given.is_bar:
        ends = sorted(boxes[:, 2].tolist())
        return [Cut(1, 0, end, 0, 0) for end in ends if end < room[2]]
    return cut_order(boxes, room, int(given.kerf_um), given.stages)


class _Canvas:
    """Scale and pieces of the picture; y runs up in the stock and down on paper."""

    def __init__(self, given: CuttingInput, position: int, words: DrawingWords) -> None:
        self.given, self.position, self.words = given, position, words
        self.length, self.width = int(given.format_length_um[position]), int(given.format_width_um[position])
        self.scale = _WIDE / max(self.length, self.width)
        self.right = self.length * self.scale
        self.high = _BAR_HIGH if given.is_bar else self.width * self.scale

    def svg(self, parts: Sequence[str]) -> str:
        wide, high = self.right + 2 * _MARGIN, self.high + 2 * _MARGIN
        body = "\n".join(part for part in parts if part)
        return (
            '<svg xmlns="http://www.w3.org/2000/svg" class="cut-drawing" role="img" '
            f'viewBox="0 0 {wide:.0f} {high:.0f}">\n'
            f"<title>{escape(self.words.title)}</title>\n{body}\n</svg>"
        )

    def stock(self) -> str:
        """The whole stock as scrap, and the trim as a dashed frame."""
        whole, frame = (0, 0, self.length, self.width), self.given.room(self.position)
        scrap = _rect("cut-scrap", *self._paper(whole), 'fill="currentColor" fill-opacity="0.2"')
        if frame == whole or self.given.is_bar:
            return scrap
        return scrap + _rect(
            "cut-trim", *self._paper(frame), 'fill="none" stroke="currentColor" stroke-dasharray="4 4"'
        )

    def box(self, name: str, box: list[int], label: str) -> str:
        """A blank or remnant with its name and size, as far as they can be read."""
        x, y, wide, high = self._paper((box[0], box[1], box[2], box[3]))
        dashes = ' stroke-dasharray="8 4"' if name == "cut-remnant" else ""
        size = [box[2] - box[0]] if self.given.is_bar else [box[2] - box[0], box[3] - box[1]]
        lines = [label, "×".join(self._mm(side, unit=False) for side in size)]
        return _rect(name, x, y, wide, high, f'fill="white" stroke="currentColor"{dashes}') + _label(
            lines, x + wide / 2, y + high / 2, wide, high
        )

    def cuts(self, order: list[Cut]) -> Iterator[str]:
        """Cut lines, then their numbers in the order of work; when there are very many, some of the first stage's."""
        ends = [self._cut_ends(cut) for cut in order]
        for x1, y1, x2, y2 in ends:
            at = f'x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"'
            yield f'<line class="cut-line" {at} stroke="currentColor" stroke-dasharray="6 3"/>'
        last = (-float(_WIDE), -float(_WIDE))
        for number, (cut, (x1, y1, x2, y2)) in enumerate(zip(order, ends, strict=True), 1):
            at_x, at_y = (x2, y2) if cut.axis == 0 else (x1, y1)
            is_crowded = abs(at_x - last[0]) + abs(at_y - last[1]) < 2 * _SMALL
            if len(order) <= _MANY_CUTS or (cut.stage == 1 and not is_crowded):
                last = (at_x, at_y)
                yield _number(number, at_x, at_y, upright=cut.axis == 0)

    def dimensions(self) -> Iterator[str]:
        """Outer size: length below, width at the right."""
        yield _text("cut-dim", self._mm(self.length), _MARGIN + self.right / 2, self.high + 2 * _MARGIN - 10, _LETTER)
        if not self.given.is_bar:
            x, y = self.right + 2 * _MARGIN - 12, _MARGIN + self.high / 2
            yield _text("cut-dim", self._mm(self.width), x, y, _LETTER, f' transform="rotate(-90 {x:.1f} {y:.1f})"')

    def _mm(self, length_um: int, *, unit: bool = True) -> str:
        text = format_mm(length_um, self.words.language)
        return text if unit else text.split("\u00a0", maxsplit=1)[0]

    def _cut_ends(self, cut: Cut) -> tuple[float, float, float, float]:
        """Where a cut begins and ends; across a bar it runs over the whole height of the picture."""
        if self.given.is_bar:
            x = _MARGIN + cut.at * self.scale
            return x, _MARGIN + self.high, x, _MARGIN
        line = (cut.at, cut.low, cut.at, cut.high) if cut.axis == 0 else (cut.low, cut.at, cut.high, cut.at)
        return *self._point(line[0], line[1]), *self._point(line[2], line[3])

    def _point(self, x_um: int, y_um: int) -> tuple[float, float]:
        return _MARGIN + x_um * self.scale, _MARGIN + self.high - y_um * self.scale

    def _paper(self, box: tuple[int, int, int, int]) -> tuple[float, float, float, float]:
        """A box as x, y, width, height on paper; a bar is as high as the picture."""
        x, y = self._point(box[0], box[3])
        wide = (box[2] - box[0]) * self.scale
        if self.given.is_bar:
            return x, _MARGIN, wide, self.high
        return x, y, wide, (box[3] - box[1]) * self.scale


def _rect(name: str, x: float, y: float, wide: float, high: float, more: str) -> str:
    return f'<rect class="{name}" x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:.1f}" {more}/>'


def _text(name: str, text: str, x: float, y: float, letter: int, more: str = "") -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" font-size="{letter}" text-anchor="middle" fill="currentColor"{more}'
    return f'<text class="{name}" {place}>{escape(text)}</text>'


def _number(number: int, x: float, y: float, *, upright: bool) -> str:
    """The number of a cut, just outside where the cut begins, on a halo that parts it from the lines."""
    halo = ' stroke="white" stroke-width="4" paint-order="stroke"'
    return _text("cut-number", str(number), x if upright else x - 12, y - 6 if upright else y + 6, _SMALL, halo)


def _label(lines: list[str], x: float, y: float, wide: float, high: float) -> str:
    """Name and size as far as they fit, turned upright in a narrow box, nothing where nothing can be read."""
    if wide < high:
        turn = f' transform="rotate(-90 {x:.1f} {y:.1f})"'
        wide, high = high, wide
    else:
        turn = ""
    short = [_shortened(lines[0], int(wide / (_SMALL * _GLYPH))), lines[1]]
    choices = [(lines, _LETTER), (lines, _SMALL), (short, _SMALL), (lines[:1], _SMALL), (short[:1], _SMALL)]
    for shown, letter in choices:
        if max(map(len, shown)) * letter * _GLYPH <= wide and len(shown) * letter * 1.2 <= high and all(shown):
            top = y + letter * (0.35 - 0.6 * (len(shown) - 1))
            rows = enumerate(shown)
            return "".join(_text("cut-label", line, x, top + row * letter * 1.2, letter, turn) for row, line in rows)
    return ""


def _shortened(name: str, letters: int) -> str:
    """A name cut to so many letters; empty when too little would remain to tell it from others."""
    if len(name) <= letters:
        return name
    return name[: letters - 1] + "…" if letters >= _SHORTEST_NAME else ""
