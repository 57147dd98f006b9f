"""A judge of cutting plans for the benchmarks: reads the list and the plan, and shares no line with the product."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

Document = dict[str, Any]
Box = tuple[int, int, int, int]
ENDLESS = 10**6


@dataclass(frozen=True)
class Verdict:
    """What a plan costs (recounted), how many pieces it leaves out, and what is wrong with it."""

    cost: int
    left_out: int
    faults: tuple[str, ...]


def load(path: Path) -> Document:
    """A JSON document, its decimals exact."""
    with path.open(encoding="utf-8") as stream:
        return dict(json.load(stream, parse_float=Decimal))


def judge(kind: str, document: Document, plan: Document) -> Verdict:
    """kind: "bars" or "sheets"."""
    stock = {row["id"]: row for row in document["stock"]}
    costs = dict(zip(stock, _costs(kind, document["stock"]), strict=True))
    cost = sum(costs[one["stock"]] * one["count"] for one in plan["patterns"])
    left_out = sum(row["quantity"] for row in plan.get("unplaced", []))
    faults = [*_counts(document, plan), *_stock(stock, plan)]
    for at, one in enumerate(plan["patterns"]):
        faults += [f"pattern {at}: {text}" for text in _pattern(kind, document, stock[one["stock"]], one["placed"])]
    if "objective" in plan and plan["objective"] != cost:
        faults.append(f"says it costs {plan['objective']}, but it costs {cost}")
    return Verdict(cost, left_out, tuple(faults))


def um(value: object) -> int:
    exact = Decimal(str(value)) * 1000
    if exact != int(exact):
        raise ValueError(f"{value} mm is finer than a µm")
    return int(exact)


def _costs(kind: str, rows: list[Document]) -> list[int]:
    if "price_idr" in rows[0]:
        return [row["price_idr"] for row in rows]
    sizes = [(um(row["length_mm"]), um(row["width_mm"]) if kind == "sheets" else 1000) for row in rows]
    if len(set(sizes)) == 1:
        return [1] * len(rows)
    return [length * width // 10**6 for length, width in sizes]


def _counts(document: Document, plan: Document) -> Iterator[str]:
    """Every piece is cut or named as left out, exactly as often as it is wanted."""
    found: Counter[str] = Counter()
    for one in plan["patterns"]:
        for row in one["placed"]:
            found[row["piece"]] += one["count"]
    for row in plan.get("unplaced", []):
        found[row["piece"]] += row["quantity"]
    wanted = Counter({row["id"]: row["quantity"] for row in document["pieces"]})
    for name in sorted({*found, *wanted}):
        if found[name] != wanted[name]:
            yield f"{name}: {found[name]} instead of {wanted[name]}"


def _stock(stock: dict[str, Document], plan: Document) -> Iterator[str]:
    used: Counter[str] = Counter()
    for one in plan["patterns"]:
        used[one["stock"]] += one["count"]
    for name, count in used.items():
        if stock[name]["quantity"] is not None and count > stock[name]["quantity"]:
            yield f"{name}: {count} used, {stock[name]['quantity']} there"
    said = {row["id"]: row["count"] for row in plan.get("stock_used", []) if row["count"]}
    if "stock_used" in plan and said != dict(used):
        yield f"stock_used says {said}, patterns say {dict(used)}"


def _pattern(kind: str, document: Document, stock: Document, placed: list[Document]) -> Iterator[str]:
    pieces = {row["id"]: row for row in document["pieces"]}
    for row in placed:
        yield from _piece(kind, pieces[row["piece"]], stock, row)
    room, kerf = _room(kind, document, stock), um(document.get("kerf_mm", 0))
    boxes = [box(kind, row) for row in placed]
    for low_x, low_y, high_x, high_y in boxes:
        if low_x < room[0] or low_y < room[1] or high_x > room[2] or high_y > room[3]:
            yield f"{(low_x, low_y, high_x, high_y)} is outside {room}"
    if kind == "bars":
        lies = sorted(boxes)
        yield from (f"{a} and {b} are too close" for a, b in pairwise(lies) if b[0] < a[2] + kerf)
    else:
        left = document.get("stages") or ENDLESS
        axes = {"any": (0, 1), "width": (0,), "length": (1,)}[document.get("first_cut", "any")]
        if not any(comes_apart(boxes, room, kerf, left, axis) for axis in axes):
            yield f"cannot be cut in {document.get('stages') or 'any number of'} stages"


def _piece(kind: str, piece: Document, stock: Document, row: Document) -> Iterator[str]:
    sides = [um(piece["length_mm"]), um(piece["width_mm"]) if kind == "sheets" else 0]
    lies = [um(row["length_mm"]), um(row.get("width_mm", 0)) if kind == "sheets" else 0]
    if row.get("rotated") and not piece.get("rotatable", True):
        yield f"{piece['id']} must not be turned"
    if lies != (sides[::-1] if row.get("rotated") else sides):
        yield f"{piece['id']} has the size {lies}"
    if stock.get("owner") not in {None, piece.get("owner")}:
        yield f"{piece['id']} is cut from a stranger's stock"
    for name in ("grade", "thickness_mm"):
        if piece.get(name) is not None and _plain(piece[name]) != _plain(stock.get(name)):
            yield f"{piece['id']} has the wrong {name}"


def _plain(value: object) -> object:
    """A thickness as µm, whichever way it is written; a grade as it is."""
    try:
        return um(value)
    except ArithmeticError:
        return value


def _room(kind: str, document: Document, stock: Document) -> Box:
    trim = document.get("trim_mm", 0)
    sides = ("left", "bottom", "right", "top")
    left, bottom, right, top = (um(trim.get(side, 0) if isinstance(trim, dict) else trim) for side in sides)
    if kind == "bars":
        return left, 0, um(stock["length_mm"]) - right, 0
    return left, bottom, um(stock["length_mm"]) - right, um(stock["width_mm"]) - top


def box(kind: str, row: Document) -> Box:
    x, y = um(row["x_mm"]), um(row.get("y_mm", 0)) if kind == "sheets" else 0
    return x, y, x + um(row["length_mm"]), y + (um(row["width_mm"]) if kind == "sheets" else 0)


def comes_apart(boxes: list[Box], room: Box, kerf: int, left: int, axis: int, stuck: bool = False) -> bool:
    """Whether `left` more levels of cuts, the next across `axis`, free every piece (one more may trim a side)."""
    if len(boxes) == 1:
        wasted = [boxes[0][side] != room[side] for side in range(4)]
        across = wasted[1 - axis] + wasted[3 - axis]
        return left >= 2 or (left == 1 and across <= 1) or sum(wasted) <= 1
    if left == 0:
        return False
    groups: list[list[Box]] = []
    reached = 0
    for box in sorted(boxes, key=lambda one: one[axis]):
        if not groups or box[axis] >= reached + kerf:
            groups.append([])
        groups[-1].append(box)
        reached = max(reached, box[axis + 2])
    if len(groups) == 1 and stuck:
        return False
    return all(comes_apart(one, _tight(one, room, axis), kerf, left - 1, 1 - axis, len(groups) == 1) for one in groups)


def _tight(boxes: list[Box], room: Box, axis: int) -> Box:
    """The room of one group: cut at both its ends across `axis`."""
    low, high = min(box[axis] for box in boxes), max(box[axis + 2] for box in boxes)
    return (low, room[1], high, room[3]) if axis == 0 else (room[0], low, room[2], high)
