"""Paper to draw on: the scale of one piece of stock, and the few marks of which a drawing is made, as SVG.

No mark carries style or script: classes are for the page, presentation attributes keep it legible in grey without any.
Hatching is drawn line by line, so that several drawings on one page share no ids.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from rantai.engine.cutting.drawing.job import Box
from rantai.engine.cutting.drawing.words import shortened

FONTS = "system-ui, Liberation Sans, Arial, DejaVu Sans, Noto Sans, sans-serif"
Rect = tuple[float, float, float, float]  # left, top, right, bottom on paper

_NARROW, _WIDE_SIGN, _CAPITAL, _SIGN = 0.34, 1.05, 0.72, 0.6  # widths of letters as a share of their height
_FLATTEST = 6  # stock longer than so many times its width is drawn wider than to scale
_LINE = 1.2


@dataclass(frozen=True)
class Look:
    """How large things are, in units of the drawing: whole width, letters, and the highest picture of the stock.

    `is_leaf`: a title and a legend stand on the printed leaf, not in the drawing. `is_titled`: whether a drawing that
    is no leaf says itself what is cut.
    """

    wide: float
    letter: float
    highest: float
    is_leaf: bool = False
    is_titled: bool = True

    @property
    def left(self) -> float:
        """Beside the stock, for the numbers of cuts."""
        return 2.2 * self.letter

    @property
    def right(self) -> float:
        """Beside and below the stock, for its size and that of its parts."""
        return 3.2 * self.letter

    @property
    def top(self) -> float:
        """Above the stock, for the numbers of cuts."""
        return 2 * self.letter


# On a screen a drawing is at least 480 px wide (it scrolls on a phone), so that 14.5 units are 12 px or 9 pt. A leaf
# is 180 mm wide and its units are points.
SCREEN = Look(wide=580, letter=14.5, highest=480)
LEAF = Look(wide=510, letter=9, highest=330, is_leaf=True)


@dataclass(frozen=True)
class Scale:
    """From µm of the stock to units of paper; y runs up in the stock and down on paper."""

    left: float
    bottom: float
    across: float
    up: float
    is_bar: bool
    bar_high: float

    def x(self, at_um: int) -> float:
        return self.left + at_um * self.across

    def y(self, at_um: int) -> float:
        return self.bottom - at_um * self.up

    def rect(self, box: Box) -> Rect:
        """A box on paper; a bar's is as high as the bar is drawn."""
        if self.is_bar:
            return self.x(box[0]), self.bottom - self.bar_high, self.x(box[2]), self.bottom
        return self.x(box[0]), self.y(box[3]), self.x(box[2]), self.y(box[1])


def scale_of(length_um: int, width_um: int, look: Look, top: float) -> Scale:
    """The scale at which stock of this size fits the look, its picture beginning at `top`."""
    room = look.wide - look.left - look.right
    if not width_um:
        high = 5 * look.letter
        return Scale(look.left, top + high, room / length_um, 1.0, True, high)
    across = min(room / length_um, look.highest / width_um)
    up = across
    if length_um > _FLATTEST * width_um:
        up = room / _FLATTEST / width_um
    elif width_um > _FLATTEST * length_um:
        across = look.highest / _FLATTEST / length_um
    high = width_um * up
    return Scale(look.left + (room - length_um * across) / 2, top + high, across, up, False, high)


def is_to_scale(length_um: int, width_um: int) -> bool:
    """Whether both sides of such stock are drawn alike; a bar has one side only."""
    return not width_um or max(length_um, width_um) <= _FLATTEST * min(length_um, width_um)


@lru_cache(maxsize=4096)
def text_width(text: str, letter: float) -> float:
    """About how wide a text is, rather too wide than too narrow, in any font without serifs."""
    return letter * sum(map(_sign_width, text))


def clipped(text: str, letter: float, room: float) -> str:
    """A text that fits the room, its middle left out when it is too long."""
    letters = min(len(text), int(room / letter / _NARROW) + 1)
    while letters > 1 and text_width(shortened(text, letters), letter) > room:
        letters -= 1
    return shortened(text, letters)


def _sign_width(sign: str) -> float:
    if unicodedata.combining(sign):
        return 0.0
    if sign in " .,:;|!'ijl\u00a0":
        return _NARROW
    if unicodedata.east_asian_width(sign) in "WF" or sign in "mwMW@…%":
        return _WIDE_SIGN
    return _CAPITAL if sign.isupper() else _SIGN


def rect(name: str, box: Rect, more: str) -> str:
    """A rectangle."""
    left, top, right, bottom = box
    return (
        f'<rect class="{name}" x="{left:.2f}" y="{top:.2f}" width="{right - left:.2f}" height="{bottom - top:.2f}" '
        f"{more}/>"
    )


def boxes_path(name: str, boxes: list[Rect], more: str) -> str:
    """Many rectangles as one mark."""
    sides = "".join(f"M{left:.1f} {top:.1f}H{right:.1f}V{bottom:.1f}H{left:.1f}Z" for left, top, right, bottom in boxes)
    return f'<path class="{name}" d="{sides}" {more}/>'


def lines_path(name: str, ends: list[tuple[float, float, float, float]], more: str) -> str:
    """Many lines of one kind as one mark."""
    drawn = "".join(f"M{x1:.2f} {y1:.2f}L{x2:.2f} {y2:.2f}" for x1, y1, x2, y2 in ends)
    return f'<path class="{name}" d="{drawn}" fill="none" {more}/>'


def line(name: str, x1: float, y1: float, x2: float, y2: float, more: str) -> str:
    """A line."""
    return f'<line class="{name}" x1="{x1:.2f}" y1="{y1:.2f}" x2="{x2:.2f}" y2="{y2:.2f}" {more}/>'


def text(name: str, words: str, x: float, y: float, letter: float, more: str = "") -> str:
    """A line of text, its middle at x; what people typed is escaped here and nowhere else."""
    anchor = "" if "text-anchor" in more else ' text-anchor="middle"'
    ink = "" if "fill=" in more else ' fill="currentColor"'
    place = f'x="{x:.2f}" y="{y:.2f}" font-size="{letter:g}"{anchor}{ink}'
    return f'<text class="{name}" {place}{" " + more if more else ""}>{escape(words)}</text>'


def turned(x: float, y: float) -> str:
    """Attribute that turns what is written at x, y upright."""
    return f'transform="rotate(-90 {x:.2f} {y:.2f})"'


def lines_of_text(name: str, rows: list[str], x: float, y: float, letter: float, more: str = "") -> str:
    """Rows of text about a middle point."""
    top = y + letter * (0.35 - _LINE / 2 * (len(rows) - 1))
    return "".join(text(name, row, x, top + at * letter * _LINE, letter, more) for at, row in enumerate(rows))


def block_size(rows: list[str], letter: float) -> tuple[float, float]:
    """Width and height of rows of text."""
    return max(text_width(row, letter) for row in rows), letter * (_LINE * len(rows) - 0.35)


def hatch(name: str, box: Rect, step: float, free: Rect | None = None) -> str:
    """Slanting lines over a rectangle, rising to the right, as one path; `free` stays without, for a name."""
    left, top, right, bottom = box
    wide, high = right - left, bottom - top
    parts, along = [], step
    while along < wide + high:
        start, end = max(left, left + along - high), min(right, left + along)
        parts += [_slant(box, along, a, b) for a, b in _around(box, along, start, end, free)]
        along += step
    if not parts:
        return ""
    return f'<path class="{name}" d="{"".join(parts)}" fill="none" stroke="currentColor" stroke-width="0.5"/>'


def _slant(box: Rect, along: float, start: float, end: float) -> str:
    """A slanting line from x to x; on it, x + y is the same everywhere."""
    low = box[0] + box[1] + along
    return f"M{start:.1f} {low - start:.1f}L{end:.1f} {low - end:.1f}"


def _around(box: Rect, along: float, start: float, end: float, free: Rect | None) -> list[tuple[float, float]]:
    """What remains of a slanting line when a rectangle is left free."""
    if free is None:
        return [(start, end)]
    low = box[0] + box[1] + along
    enters, leaves = max(free[0], low - free[3]), min(free[2], low - free[1])
    if enters >= leaves:
        return [(start, end)]
    return [(a, b) for a, b in ((start, min(enters, end)), (max(leaves, start), end)) if b > a]


def meets(one: Rect, other: Rect) -> bool:
    """Whether two rectangles overlap."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
