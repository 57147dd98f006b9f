"""A cutting plan as DXF, in mm at full size, for CAM programs and drawing boards: patterns side by side."""

from __future__ import annotations

import io
from typing import Any

import ezdxf
from ezdxf.enums import TextEntityAlignment

from rantai.core.units import UM_PER_MM
from rantai.engine.cutting.drawing import words
from rantai.engine.cutting.drawing.job import Box, Document, Job, Pattern, Place, read
from rantai.engine.cutting.drawing.picture import title_parts
from rantai.engine.cutting.drawing.sequence import strokes

LAYERS = {"STOCK": 7, "PIECES": 5, "CUTS": 1, "REMNANTS": 3, "TEXT": 8}  # with their colours
_MM = 4  # the file's unit, as DXF numbers it
_BAR_SHARE = 30  # a bar is drawn this many times longer than wide
_GAP = 0.1  # between two patterns, as a share of the longer one
_LARGEST_LETTER_MM, _SMALLEST_LETTER_MM = 60.0, 2.0

# Dates and identities of a file say nothing here; without them the same plan is the same bytes.
ezdxf.options.write_fixed_meta_data_for_testing = True


def dxf(document: Document, plan: Document, language: str = "id", *, pattern: int | None = None) -> bytes:
    """The plan's patterns, or one of them (0 is the first), as DXF R2010 in mm.

    Layers STOCK, PIECES (as they lie, kerf-true), CUTS (middle of the kerf), REMNANTS and TEXT (ids and sizes). Bars
    are drawn with a width that stands for their section. Same documents: same bytes. Raises IndexError when there is
    no such pattern, KeyError for ids that the document does not name.
    """
    job = read(document, plan)
    drawing = ezdxf.new("R2010", setup=False, units=_MM)
    for name, colour in LAYERS.items():
        drawing.layers.add(name, color=colour)
    x_um = 0
    for one in job.patterns if pattern is None else (job.patterns[pattern],):
        _Draft(drawing.modelspace(), job, one, language, x_um).draw()
        x_um += int(one.stock.length_um * (1 + _GAP))
    for name in sorted(drawing.entitydb.dxf_types_in_use()):  # else written in the order of a set
        drawing.classes.add_class(name)
    out = io.StringIO()
    drawing.write(out)
    return out.getvalue().encode(drawing.output_encoding)


class _Draft:
    """One pattern, its corner at x_um on the paper."""

    def __init__(self, space: Any, job: Job, pattern: Pattern, language: str, x_um: int) -> None:
        self.space, self.job, self.pattern, self.language, self.x = space, job, pattern, language, x_um
        self.bar_width = pattern.stock.length_um // _BAR_SHARE if job.kind == "bar" else 0

    def draw(self) -> None:
        pattern, stock = self.pattern, self.pattern.stock
        self._outline(stock.whole, "STOCK")
        for place in pattern.places:
            self._outline(place.box, "PIECES")
            self._shape(place)
            self._label(f"{place.blank.id} {words.sides(*place.size, self.language)}", place.box)
        for box in pattern.remnants:
            self._outline(box, "REMNANTS")
            size = words.sides(box[2] - box[0], box[3] - box[1], self.language)
            self._label(f"{words.word('remnant', self.language)} {size}", box)
        for stroke in strokes(self.job, pattern):
            self._cut(stroke.at_um, stroke.low_um, stroke.high_um, is_across=stroke.is_across)
        self._title()

    def _outline(self, box: Box, layer: str) -> None:
        x1, y1, x2, y2 = self._mm(box)
        self.space.add_lwpolyline([(x1, y1), (x2, y1), (x2, y2), (x1, y2)], close=True, dxfattribs={"layer": layer})

    def _shape(self, place: Place) -> None:
        x1, y1, x2, y2 = self._mm(place.box)
        if place.blank.shape == "circle":
            centre = ((x1 + x2) / 2, (y1 + y2) / 2)
            self.space.add_circle(centre, min(x2 - x1, y2 - y1) / 2, dxfattribs={"layer": "PIECES"})
        elif place.blank.shape == "triangle":
            self.space.add_line((x1, y1), (x2, y2), dxfattribs={"layer": "PIECES"})

    def _cut(self, at_um: int, low_um: int, high_um: int, *, is_across: bool) -> None:
        room = self.job.room(self.pattern.stock)
        middle = min(at_um + self.job.kerf_um // 2, room[2 if is_across else 3])
        box = (middle, low_um, middle, high_um) if is_across else (low_um, middle, high_um, middle)
        x1, y1, x2, y2 = self._mm(box)
        self.space.add_line((x1, y1), (x2, y2), dxfattribs={"layer": "CUTS"})

    def _label(self, shown: str, box: Box) -> None:
        """Text in the middle of a box, as large as its box allows."""
        x1, y1, x2, y2 = self._mm(box)
        wide, high = x2 - x1, y2 - y1
        letter = min(_LARGEST_LETTER_MM, max(wide, high) / (len(shown) or 1) * 1.2, min(wide, high) * 0.5)
        angle = 90 if high > wide else 0
        self._text(shown, (x1 + x2) / 2, (y1 + y2) / 2, max(letter, _SMALLEST_LETTER_MM), angle)

    def _title(self) -> None:
        x1, _, x2, y2 = self._mm(self.pattern.stock.whole)
        shown = " · ".join(title_parts(self.pattern, self.job.kind, self.language))
        letter = max(_SMALLEST_LETTER_MM, min(_LARGEST_LETTER_MM, (x2 - x1) / len(shown) * 1.2))
        self._text(shown, (x1 + x2) / 2, y2 + letter * 1.5, letter, 0)

    def _text(self, shown: str, x: float, y: float, letter: float, angle: int) -> None:
        text = self.space.add_text(plain(shown), height=letter, rotation=angle, dxfattribs={"layer": "TEXT"})
        text.set_placement((x, y), align=TextEntityAlignment.MIDDLE_CENTER)

    def _mm(self, box: Box) -> tuple[float, float, float, float]:
        low, high = (0, self.bar_width) if self.bar_width else (box[1], box[3])
        sides = (self.x + box[0], low, self.x + box[2], high)
        x1, y1, x2, y2 = (side / UM_PER_MM for side in sides)
        return x1, y1, x2, y2


def plain(text: str) -> str:
    """A text in which a reader of DXF finds no command: %% and \\U+ write signs there, ^ writes control characters."""
    return text.replace("\u00a0", " ").replace("%%", "% %").replace("\\", "/").replace("^", "^ ")
