"""What a drawing or a paper needs to know, read from the contract's two documents into whole µm.

The documents come from `rantai cut` or from a page; they have been checked there. Here every text is made harmless to
print (no control characters, no reversed writing) and every size exact.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from rantai.core.units import UM_PER_MM

Document = Mapping[str, Any]
Box = tuple[int, int, int, int]  # x low, y low, x high, y high

STEEL_KG_M3 = 7850
_KINDS = {"bars": "bar", "sheets": "sheet", "coils": "coil"}
_UM3_PER_M3 = 10**18
_UNPRINTABLE = {"Cc", "Cs", "Co"}
_REVERSING = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(frozen=True)
class Stock:
    """A piece of stock. Widths are 0 for bars; `price_idr` is None in an unpriced list; what is not said is empty."""

    id: str
    length_um: int
    width_um: int
    thickness_um: int
    price_idr: int | None
    is_remnant: bool
    grade: str
    heat: str
    owner: str
    mass_kg: Decimal | None

    @property
    def whole(self) -> Box:
        return 0, 0, self.length_um, self.width_um


@dataclass(frozen=True)
class Blank:
    """One kind of piece that is wanted."""

    id: str
    length_um: int
    width_um: int
    quantity: int
    owner: str
    grade: str
    thickness_um: int
    shape: str = "rectangle"


@dataclass(frozen=True)
class Place:
    """A piece where it lies, in µm from the untrimmed lower-left corner, as it lies; or a pair of triangles."""

    blank: Blank
    box: Box
    is_turned: bool
    is_pair: bool = False

    @property
    def size(self) -> tuple[int, int]:
        return self.box[2] - self.box[0], self.box[3] - self.box[1]

    @property
    def own_size(self) -> tuple[int, int]:
        """Length and width as they were ordered; a strip without length is as long as it lies."""
        length, width = (self.size[1], self.size[0]) if self.is_turned else self.size
        return self.blank.length_um or length, self.blank.width_um or width

    @property
    def pieces(self) -> int:
        return 2 if self.is_pair else 1


@dataclass(frozen=True)
class Pattern:
    """One way of cutting one kind of stock, `count` times. `cuts` is the tree as the plan gives it, or None."""

    number: int
    stock: Stock
    count: int
    places: tuple[Place, ...]
    remnants: tuple[Box, ...]
    cuts: Mapping[str, Any] | None


@dataclass(frozen=True)
class Job:
    """A list to cut and how it is cut.

    kind: "bar", "sheet" or "coil". trim: left, bottom, right, top. stages: 0 for free. first_cut: "any", "length" or
    "width".
    """

    kind: str
    kerf_um: int
    trim: Box
    stages: int
    first_cut: str
    blanks: tuple[Blank, ...]
    patterns: tuple[Pattern, ...]
    plan: Document

    def room(self, stock: Stock) -> Box:
        """What trimming leaves of a piece of stock."""
        left, bottom, right, top = self.trim
        return left, bottom, stock.length_um - right, stock.width_um - top


def read(document: Document, plan: Document) -> Job:
    """Both documents as one job. Raises KeyError when the plan names stock or pieces that the document does not."""
    kind = kind_of(document, plan)
    stocks = {str(row["id"]): _stock(row, kind) for row in document["stock"]}
    blanks = {str(row["id"]): _blank(row, kind) for row in document["pieces"]}
    patterns = [_pattern(at, row, stocks, blanks, kind) for at, row in enumerate(plan["patterns"], 1)]
    return Job(
        kind=kind,
        kerf_um=micrometres(document.get("kerf_mm")),
        trim=_trim(document, kind),
        stages=int(document.get("stages") or 0),
        first_cut=str(document.get("first_cut") or "any"),
        blanks=tuple(blanks.values()),
        patterns=tuple(patterns),
        plan=plan,
    )


def kind_of(document: Document, plan: Document) -> str:
    """What the list cuts. Where neither document says it, coils have mass, knives or edge trim, or pieces without
    length; bars are told from sheets by places without width."""
    said = plan.get("kind") or document.get("kind")
    if said in _KINDS:
        return _KINDS[said]
    if document.get("max_knives") is not None or document.get("edge_trim_mm") is not None:
        return "coil"
    if any(row.get("mass_kg") for row in document["stock"]) or any(
        row.get("length_mm") is None for row in document["pieces"]
    ):
        return "coil"
    placed = [one for row in plan["patterns"] for one in row["placed"]]
    widths = placed or document["stock"]
    return "sheet" if any(micrometres(row.get("width_mm")) for row in widths) else "bar"


def micrometres(length_mm: Any) -> int:
    """Millimetres, a number or a decimal string, as whole µm; nothing said is 0."""
    return 0 if length_mm is None else int((Decimal(str(length_mm)) * UM_PER_MM).to_integral_value())


def clean(text: Any) -> str:
    """Any text as one harmless line: what cannot be printed or would turn the line around becomes a mark."""
    return "".join("\ufffd" if _is_harmful(sign) else sign for sign in str(text))


def _is_harmful(sign: str) -> bool:
    return sign in _REVERSING or unicodedata.category(sign) in _UNPRINTABLE or sign in "\u2028\u2029\ufffe\uffff"


def _stock(row: Document, kind: str) -> Stock:
    width, thickness = (micrometres(row.get(name)) for name in ("width_mm", "thickness_mm"))
    mass = None if row.get("mass_kg") is None else Decimal(str(row["mass_kg"]))
    length = micrometres(row.get("length_mm"))
    if not length and mass:
        length = int(mass * _UM3_PER_M3 / STEEL_KG_M3 / width / thickness)
    return Stock(
        id=clean(row["id"]),
        length_um=length,
        width_um=0 if kind == "bar" else width,
        thickness_um=thickness,
        price_idr=row.get("price_idr"),
        is_remnant=bool(row.get("remnant", False)),
        grade=_said(row, "grade"),
        heat=_said(row, "heat"),
        owner=_said(row, "owner"),
        mass_kg=mass,
    )


def _blank(row: Document, kind: str) -> Blank:
    length = micrometres(row.get("length_mm"))
    shape = str(row.get("shape") or "rectangle")
    return Blank(
        id=clean(row["id"]),
        length_um=length,
        width_um=0 if kind == "bar" else micrometres(row.get("width_mm")) or (length if shape == "circle" else 0),
        quantity=int(row["quantity"]),
        owner=_said(row, "owner"),
        grade=_said(row, "grade"),
        thickness_um=micrometres(row.get("thickness_mm")),
        shape=shape,
    )


def _said(row: Document, name: str) -> str:
    value = row.get(name)
    return "" if value is None else clean(value)


def _pattern(at: int, row: Document, stocks: Mapping[str, Stock], blanks: Mapping[str, Blank], kind: str) -> Pattern:
    places = [_place(one, blanks[str(one["piece"])], kind) for one in row["placed"]]
    return Pattern(
        number=at,
        stock=stocks[str(row["stock"])],
        count=int(row["count"]),
        places=tuple(sorted(places, key=lambda place: (place.box[1], place.box[0]))),
        remnants=tuple(_box(one, kind) for one in row.get("remnants") or ()),
        cuts=row.get("cuts"),
    )


def _place(row: Document, blank: Blank, kind: str) -> Place:
    """A plan made elsewhere may leave sizes to the list."""
    x, y, high_x, high_y = _box(row, kind)
    is_turned = bool(row.get("rotated"))
    length, width = (blank.width_um, blank.length_um) if is_turned else (blank.length_um, blank.width_um)
    box = x, y, high_x if high_x > x else x + length, high_y if high_y > y or kind == "bar" else y + width
    return Place(blank, box, is_turned, bool(row.get("pair")))


def _box(row: Document, kind: str) -> Box:
    x, length = micrometres(row["x_mm"]), micrometres(row.get("length_mm"))
    y, width = (0, 0) if kind == "bar" else (micrometres(row.get("y_mm")), micrometres(row.get("width_mm")))
    return x, y, x + length, y + width


def _trim(document: Document, kind: str) -> Box:
    """Left, bottom, right, top. Bars have ends only; a coil's edge trim lies at bottom and top."""
    said = document.get("trim_mm")
    sides: Sequence[str] = ("left", "bottom", "right", "top")
    trim = [micrometres(said.get(side) if isinstance(said, Mapping) else said) for side in sides]
    if document.get("edge_trim_mm") is not None:
        trim[1] = trim[3] = micrometres(document["edge_trim_mm"])
    if kind == "bar":
        trim[1] = trim[3] = 0
    return trim[0], trim[1], trim[2], trim[3]
