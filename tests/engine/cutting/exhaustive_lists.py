"""Tiny random lists of the cutting contract: two to seven pieces, with everything that may change what is best."""

import random
from typing import Any

Document = dict[str, Any]
LEAST_PIECES, MOST_PIECES = 2, 7


def draw_list(kind: str, number: int, least: int = LEAST_PIECES, most: int = MOST_PIECES) -> Document:
    """The list of this number, always the same, of `least` to `most` pieces. kind: "bars" or "sheets"."""
    draw = random.Random(f"{kind} {number}")
    kerf, trim = _kerf(draw), _trim(draw, kind)
    room = _room(draw, kind)
    document: Document = {
        "stock": _stock(draw, kind, room),
        "pieces": _pieces(draw, kind, room, kerf, draw.randint(least, most)),
        "kerf_mm": kerf,
        "trim_mm": trim,
    }
    if kind == "sheets":
        document["stages"] = draw.choice([2, 3, 3, None])
        document["first_cut"] = draw.choice(["any", "any", "length", "width"])
    _say_who_and_what(draw, document)
    return document


def _kerf(draw: random.Random) -> float | str:
    return draw.choice([1, 2, 3, 0.5, "1.5", 0.125, "2.003", 3, 1, 0])


def _trim(draw: random.Random, kind: str) -> Any:
    sides = ("left", "right", "bottom", "top") if kind == "sheets" else ("left", "right")
    return draw.choice([1, 2, "0.5", 3, {side: draw.choice([0, 1, 2.5, "0.75"]) for side in sides}, 0])


def _room(draw: random.Random, kind: str) -> tuple[int, int]:
    """The size around which stock and pieces are drawn, in mm."""
    length = draw.choice([draw.randint(40, 90), draw.randint(200, 999), draw.choice([2438, 3000, 6000])])
    return length, max(30, length * draw.randint(4, 10) // 10) if kind == "sheets" else 0


def _stock(draw: random.Random, kind: str, room: tuple[int, int]) -> list[Document]:
    is_priced, has_one_size = draw.random() < 0.5, draw.random() < 0.3
    rows = []
    for number in range(draw.choice([1, 1, 2, 2, 3])):
        share = 1.0 if has_one_size or not number else draw.uniform(0.6, 1.4)
        row: Document = {"id": f"S{number}", "length_mm": max(30, int(room[0] * share))}
        if kind == "sheets":
            share = share if has_one_size else draw.uniform(0.7, 1.3)
            row["width_mm"] = max(25, int(room[1] * share))
        row["quantity"] = draw.choice([None, None, None, None, 1, 2, 3])
        if draw.random() < 0.2:
            row |= {"quantity": 1, "remnant": True}
        if is_priced:
            size = row["length_mm"] * row.get("width_mm", 1)
            row["price_idr"] = 0 if row.get("remnant") and draw.random() < 0.5 else int(size * draw.uniform(7, 13)) + 1
        rows.append(row)
    return rows


def _pieces(draw: random.Random, kind: str, room: tuple[int, int], kerf: Any, wanted: int) -> list[Document]:
    rows: list[Document] = []
    shares = draw.choice([(0.15, 0.6), (0.2, 0.75), (0.3, 0.5), (0.1, 1.0)])
    while wanted:
        quantity = min(wanted, draw.choice([1, 1, 1, 2, 3]))
        row: Document = {"id": f"P{len(rows)}", "length_mm": _side(draw, room[0], shares, kerf)}
        if kind == "sheets":
            row["width_mm"] = _side(draw, room[1], shares, kerf)
            if draw.random() < 0.4:
                row["rotatable"] = False
        rows.append(row | {"quantity": quantity})
        wanted -= quantity
    return rows


def _side(draw: random.Random, room: int, shares: tuple[float, float], kerf: Any) -> Any:
    """Whole mm, thousandths, or a side that fills a half or a third of the room together with its kerf."""
    way = draw.random()
    if way < 0.55:
        return max(4, int(room * draw.uniform(*shares)))
    if way < 0.8:
        return round(max(4.0, room * draw.uniform(*shares)), 3)
    parts = draw.choice([2, 3, 4])
    return f"{max(4.0, (room - (parts - 1) * float(kerf)) / parts - draw.choice([0, 0, 1, 2])):.2f}"


def _say_who_and_what(draw: random.Random, document: Document) -> None:
    """Owners, grades, thicknesses and priorities, each in some of the lists."""
    for chance, name, words, on_stock in (
        (0.2, "owner", ["contoh-a", "contoh-b"], 0.4),
        (0.1, "grade", ["SPHC", "SS400"], 0.9),
        (0.1, "thickness_mm", [1.2, "2.0"], 0.9),
        (0.2, "priority", [1, 2, 3], 0.0),
    ):
        if draw.random() < chance:
            for row in document["stock"]:
                if draw.random() < on_stock:
                    row[name] = draw.choice(words)
            for row in document["pieces"]:
                if draw.random() < 0.6:
                    row[name] = draw.choice(words)
