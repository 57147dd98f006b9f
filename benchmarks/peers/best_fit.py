"""Best-fit decreasing, the plain rule that every shop knows: `best_fit.py bars|sheets LIST PLAN`.

Bars: the longest piece first, into the opened bar that it fills best. Sheets: the tallest piece first, into the strip
that it fills best, else a new strip on the sheet that it fills best, else a new sheet. It knows kerf, trim, grain and
several formats (it opens the one that costs least by size), but no limits on stock.
"""

from __future__ import annotations

import sys
from bisect import bisect_left, insort
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from peers.plans import Document, Piece, Room, read, write  # the driver puts benchmarks/ on the path


@dataclass
class Bar:
    room: Room
    placed: list[Document] = field(default_factory=list)


@dataclass
class Strip:
    y: int
    height: int
    x: int


@dataclass
class Sheet:
    room: Room
    y: int
    strips: list[Strip] = field(default_factory=list)
    placed: list[Document] = field(default_factory=list)


def cut_bars(pieces: list[Piece], rooms: list[Room], kerf: int) -> list[Any]:
    opened: list[Bar] = []
    free: list[tuple[int, int]] = []
    for piece in sorted(pieces, key=lambda one: -one.x):
        need = piece.x + kerf
        at = bisect_left(free, (need, -1))
        if at < len(free):
            left, number = free.pop(at)
        else:
            room = cheapest(piece, rooms)
            left, number = room.x + kerf, len(opened)
            opened.append(Bar(room))
        bar = opened[number]
        bar.placed.append(piece.at(bar.room.left + bar.room.x + kerf - left, 0, turned=False))
        insort(free, (left - need, number))
    return opened


def cheapest(piece: Piece, rooms: list[Room]) -> Room:
    """The format that costs least by size among those that hold the piece."""
    return min((room for room in rooms if way(piece, room)), key=lambda room: room.cost / (room.x * max(1, room.y)))


def way(piece: Piece, room: Room) -> tuple[int, int] | None:
    """The flattest way in which a room holds a piece."""
    ways = [(x, y) for x, y in piece.ways if x <= room.x and y <= room.y]
    return min(ways, key=lambda sides: sides[1]) if ways else None


def cut_sheets(pieces: list[Piece], rooms: list[Room], kerf: int) -> list[Any]:
    opened: list[Sheet] = []
    for piece in sorted(pieces, key=lambda one: (-min(y for _, y in one.ways), -one.x)):
        found = best_strip(piece, opened) or new_strip(piece, opened, rooms, kerf)
        sheet, strip, (x, y) = found
        sheet.placed.append(
            piece.at(sheet.room.left + strip.x, sheet.room.bottom + strip.y, turned=(x, y) != piece.sides)
        )
        strip.x += x + kerf
    return opened


def best_strip(piece: Piece, opened: list[Sheet]) -> tuple[Sheet, Strip, tuple[int, int]] | None:
    best, least = None, None
    for sheet in opened:
        for strip in sheet.strips:
            for x, y in piece.ways:
                wasted = strip.height - y, sheet.room.x - strip.x - x
                if min(wasted) >= 0 and (least is None or wasted < least):
                    best, least = (sheet, strip, (x, y)), wasted
    return best


def new_strip(piece: Piece, opened: list[Sheet], rooms: list[Room], kerf: int) -> tuple[Sheet, Strip, tuple[int, int]]:
    fits = [
        (sheet, sides) for sheet in opened if (sides := way(piece, sheet.room)) and sheet.y + sides[1] <= sheet.room.y
    ]
    if fits:
        sheet, sides = min(fits, key=lambda one: one[0].room.y - one[0].y - one[1][1])
    else:
        sheet = Sheet(cheapest(piece, rooms), 0)
        opened.append(sheet)
        sides = way(piece, sheet.room) or piece.sides
    strip = Strip(sheet.y, sides[1], 0)
    sheet.strips.append(strip)
    sheet.y += sides[1] + kerf
    return sheet, strip, sides


def main(kind: str, source: str, out: str) -> None:
    pieces, rooms, kerf = read(kind, source)
    opened = cut_bars(pieces, rooms, kerf) if kind == "bars" else cut_sheets(pieces, rooms, kerf)
    patterns: dict[str, list[list[Document]]] = defaultdict(list)
    for one in opened:
        patterns[one.room.id].append(one.placed)
    write(out, patterns)


if __name__ == "__main__":
    main(*sys.argv[1:])
