"""A published cutting pattern as a picture, as a list of cuts, as an A4 leaf and as DXF."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rantai.apps.catalog.models import CuttingRule
from rantai.apps.planning.queries import PatternRow, PieceRow
from rantai.core.units import UM_PER_MM
from rantai.engine.cutting.drawing import svg, words
from rantai.engine.cutting.drawing.job import read
from rantai.engine.cutting.drawing.names import marks
from rantai.engine.cutting.papers import cad, printed
from rantai.engine.cutting.papers.leaf import CutLine, cut_lines
from rantai.engine.cutting.tree import NotCuttable, Rules, derive, remnants

Document = dict[str, Any]
Box = tuple[int, int, int, int]  # x, y, far x, far y
Sides = tuple[int, int]

STAGES = 3  # levels of cuts that a published pattern may take


@dataclass(frozen=True)
class Drawn:
    """A pattern's picture (SVG text), its cuts in order, and the leftovers worth keeping (width 0 on bars).

    marks: the letter that stands for a blank in the picture, by its part and its longer and shorter side.
    """

    svg: str
    cuts: tuple[CutLine, ...]
    remnants: tuple[Sides, ...]
    marks: Mapping[tuple[str, Sides], str]


@dataclass(frozen=True)
class PatternPaper:
    """A published pattern in the words of the cutting contract: a list of one piece of stock, and its plan."""

    document: Document
    plan: Document
    ids: Mapping[tuple[str, Sides], str]

    def drawn(self, language: str) -> Drawn:
        """The picture and what stands beside it."""
        job = read(self.document, self.plan)
        pattern = job.patterns[0]
        marked = marks(pattern)
        return Drawn(
            svg(self.document, self.plan, language, pattern=0),
            tuple(cut_lines(job, pattern, language)),
            tuple((box[2] - box[0], box[3] - box[1]) for box in pattern.remnants),
            {key: marked[name] for key, name in self.ids.items()},
        )

    def pdf(self, language: str, *, code: str, link: str) -> bytes:
        """The A4 leaf of the pattern; its QR code leads to `link`."""
        return printed.pdf(self.document, self.plan, language, code=code, link=link, pattern=0)

    def dxf(self, language: str) -> bytes:
        """The pattern at full size for CAM programs."""
        return cad.dxf(self.document, self.plan, language, pattern=0)


def paper_of(pattern: PatternRow, pieces: Sequence[PieceRow], *, owner: str = "") -> PatternPaper:
    """A published pattern with its blanks, ready to draw and print. `owner`: whose steel it is. One query.

    Leftovers are those that straight cuts part off and that the cutting rule keeps.
    """
    rule = CuttingRule.objects.filter(kind="sheet" if pattern.width_um else "bar").first()
    ids = _ids(pieces)
    kept = _remnants(pattern, pieces, rule)
    document = {
        "stock": [_stock(pattern, owner)],
        "pieces": [_blank(key, name, pieces, pattern) | _said(owner=owner) for key, name in ids.items()],
        "kerf_mm": _mm(pattern.kerf_um),
        "trim_mm": _mm(pattern.trim_um),
        "stages": STAGES,
    }
    row = {
        "stock": pattern.format_name,
        "count": pattern.count_pieces,
        "placed": [
            {"piece": ids[piece.item_name, sides_of(piece)], **_placed(piece), "rotated": piece.is_turned}
            for piece in pieces
        ],
        "remnants": [_box(box) for box in kept],
    }
    kind = "sheets" if pattern.width_um else "bars"
    return PatternPaper(document, {"kind": kind, "patterns": [row]}, ids)


def sides_of(piece: PieceRow) -> Sides:
    """The longer and the shorter side of a blank, turned or not."""
    return max(piece.length_um, piece.width_um), min(piece.length_um, piece.width_um)


def _ids(pieces: Sequence[PieceRow]) -> dict[tuple[str, Sides], str]:
    """A name for each kind of blank: that of its part, with the size where one part has blanks of several sizes."""
    kinds = list(dict.fromkeys((piece.item_name, sides_of(piece)) for piece in pieces))
    names = [name for name, _ in kinds]
    return {
        (name, sides): name
        if names.count(name) == 1
        else f"{name} {'×'.join(words.bare_mm(side, 'id') for side in sides)}"
        for name, sides in kinds
    }


def _stock(pattern: PatternRow, owner: str) -> Document:
    thickness = _mm(pattern.thickness_um) if pattern.width_um and pattern.thickness_um else ""
    sides = {"length_mm": _mm(pattern.length_um), "width_mm": _mm(pattern.width_um)}
    steel = _said(thickness_mm=thickness, grade=pattern.grade, owner=owner)
    remnant = {"remnant": bool(pattern.remnant_code)}
    return {"id": pattern.format_name, "quantity": pattern.count_pieces, **sides, **steel, **remnant}


def _said(**facts: str) -> Document:
    """Facts that are known; the contract has no empty words."""
    return {name: fact for name, fact in facts.items() if fact}


def _blank(key: tuple[str, Sides], name: str, pieces: Sequence[PieceRow], pattern: PatternRow) -> Document:
    alike = [piece for piece in pieces if (piece.item_name, sides_of(piece)) == key]
    one = alike[0]
    length, width = (one.width_um, one.length_um) if one.is_turned else (one.length_um, one.width_um)
    quantity = len(alike) * pattern.count_pieces
    return {"id": name, "length_mm": _mm(length), "width_mm": _mm(width), "quantity": quantity}


def _placed(piece: PieceRow) -> Document:
    return _box((piece.x_um, piece.y_um, piece.x_um + piece.length_um, piece.y_um + piece.width_um))


def _box(box: Box) -> Document:
    x, y, far, top = box
    return {"x_mm": _mm(x), "y_mm": _mm(y), "length_mm": _mm(far - x), "width_mm": _mm(top - y)}


def _mm(length_um: int) -> str:
    """Exact millimetres, as the contract reads them."""
    return f"{length_um // UM_PER_MM}.{length_um % UM_PER_MM:03d}"


def _remnants(pattern: PatternRow, pieces: Sequence[PieceRow], rule: CuttingRule | None) -> list[Box]:
    """Leftovers worth keeping, each parted off by straight cuts; none without a rule."""
    if rule is None:
        return []
    is_bar, trim = not pattern.width_um, pattern.trim_um
    boxes = [
        (one.x_um, one.y_um, one.x_um + one.length_um, one.y_um + (0 if is_bar else one.width_um)) for one in pieces
    ]
    up = (0, 0) if is_bar else (trim, pattern.width_um - trim)
    room = (trim, up[0], pattern.length_um - trim, up[1])
    rules = Rules(
        kerf=pattern.kerf_um,
        stages=1 if is_bar else STAGES,
        first=0 if is_bar else -1,
        keep_length=rule.min_remnant_length_um,
        keep_width=rule.min_remnant_width_um,
        is_bar=is_bar,
        may_trim=not is_bar,
    )
    try:
        return remnants(derive(boxes, room, rules))
    except NotCuttable:
        return []
