"""What every peer reads and writes: a list and a plan of the cutting contract, in whole µm between."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

Document = dict[str, Any]


class Piece(NamedTuple):
    """One single piece."""

    id: str
    x: int
    y: int
    may_turn: bool

    @property
    def sides(self) -> tuple[int, int]:
        return self.x, self.y

    @property
    def ways(self) -> list[tuple[int, int]]:
        return [(self.x, self.y), (self.y, self.x)] if self.may_turn else [(self.x, self.y)]

    def at(self, x: int, y: int, *, turned: bool) -> Document:
        """The row of a plan that says where it lies."""
        length, width = (self.y, self.x) if turned else (self.x, self.y)
        return {"piece": self.id, "x_mm": mm(x), "y_mm": mm(y), "length_mm": mm(length), "width_mm": mm(width)} | {
            "rotated": turned
        }


class Room(NamedTuple):
    """What trimming leaves of a format, and what one costs."""

    id: str
    left: int
    bottom: int
    x: int
    y: int
    cost: int


def um(value: object) -> int:
    return int(Decimal(str(value)) * 1000)


def mm(value: int) -> str:
    return f"{Decimal(value) / 1000}"


def read(kind: str, source: str) -> tuple[list[Piece], list[Room], int]:
    """Pieces, formats and kerf. Raises ValueError for stock that is limited or owned: these peers know none."""
    document = json.loads(Path(source).read_text(encoding="utf-8"), parse_float=Decimal)
    if any(row["quantity"] is not None or "owner" in row for row in document["stock"]):
        raise ValueError("limited or owned stock")
    is_sheet, trim = kind == "sheets", um(document.get("trim_mm", 0))
    pieces = [
        Piece(row["id"], um(row["length_mm"]), um(row.get("width_mm", 0)), is_sheet and row.get("rotatable", True))
        for row in document["pieces"]
        for _ in range(row["quantity"])
    ]
    bottom = trim if is_sheet else 0
    rooms = [
        Room(
            row["id"],
            trim,
            bottom,
            um(row["length_mm"]) - 2 * trim,
            um(row["width_mm"]) - 2 * trim if is_sheet else 0,
            row.get("price_idr", um(row["length_mm"]) * um(row.get("width_mm", 1))),
        )
        for row in document["stock"]
    ]
    return pieces, rooms, um(document.get("kerf_mm", 0))


def write(out: str, patterns: dict[str, list[list[Document]]]) -> None:
    """One pattern for every opened piece of stock."""
    rows = [{"stock": name, "count": 1, "placed": placed} for name, group in patterns.items() for placed in group]
    Path(out).write_text(json.dumps({"patterns": rows, "unplaced": []}), encoding="utf-8")
