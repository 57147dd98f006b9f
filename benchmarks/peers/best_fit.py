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


@dataclass(eq=False)
class Bar:
    room: Room
    placed: list[Document] = field(default_factory=list)


@dataclass(eq=False)
class Strip:
    y: int
    height: int
    x: int


@dataclass(eq=False)
class Sheet:
    room: Room
    y: int
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
    strips: list[tuple[Sheet, Strip]] = []
    free: dict[int, list[tuple[int, int]]] = defaultdict(list)  # by height: (length left, number of the strip)
    for piece in sorted(pieces, key=lambda one: (-min(y for _, y in one.ways), -one.x)):
        found = best_strip(piece, free)
        if found is None:
            number, (sheet, strip, (x, y)) = len(strips), new_strip(piece, opened, rooms, kerf)
            strips.append((sheet, strip))
        else:
            number, (x, y) = found
            sheet, strip = strips[number]
            free[strip.height].remove((sheet.room.x - strip.x, number))
        turned = (x, y) != piece.sides
        sheet.placed.append(piece.at(sheet.room.left + strip.x, sheet.room.bottom + strip.y, turned=turned))
        strip.x += x + kerf
        insort(free[strip.height], (sheet.room.x - strip.x, number))
    return opened


def best_strip(piece: Piece, free: dict[int, list[tuple[int, int]]]) -> tuple[int, tuple[int, int]] | None:
    """The strip that is hardly taller, then hardly longer than the piece, and which way the piece lies in it."""
    found = []
    for x, y in piece.ways:
        for height in sorted(height for height in free if height >= y):
            at = bisect_left(free[height], (x, -1))
            if at < len(free[height]):
                left, number = free[height][at]
                found.append((height - y, left - x, number, (x, y)))
                break
    return min(found)[2:] if found else None


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
