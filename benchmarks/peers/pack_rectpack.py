"""rectpack's guillotine rules, the best of five: `pack_rectpack.py sheets LIST PLAN`.

rectpack turns all rectangles or none, so pieces that may turn are laid lengthwise first and, when every piece may turn,
both ways are tried. Each rule runs with and without joining free rectangles, which can spoil a guillotine; the best
plan that comes apart counts. It knows no limit of stages.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from typing import Any

import rectpack  # type: ignore[import-not-found]

from cutting_judge import ENDLESS, box, comes_apart  # the driver puts benchmarks/ on the path
from peers.plans import Document, Piece, Room, read, write

NAMES = ("GuillotineBssfSas", "GuillotineBssfLas", "GuillotineBssfSlas", "GuillotineBlsfSas", "GuillotineBafSas")

RULES = tuple(
    rule for name in NAMES for rule in (getattr(rectpack, name), partial(getattr(rectpack, name), merge=False))
)


def packed(pieces: list[Piece], room: Room, kerf: int, rule: Callable[..., object], turn: bool) -> list[list[Document]]:
    """Sheets as one rule fills them, biggest area first; every side is grown by the kerf."""
    packer: Any = rectpack.newPacker(
        mode=rectpack.PackingMode.Offline,
        bin_algo=rectpack.PackingBin.BBF,
        pack_algo=rule,
        sort_algo=rectpack.SORT_AREA,
        rotation=turn,
    )
    packer.add_bin(room.x + kerf, room.y + kerf, count=float("inf"))
    for at, piece in enumerate(pieces):
        x, y = lengthwise(piece, room)
        packer.add_rect(x + kerf, y + kerf, rid=at)
    packer.pack()
    return [[row(pieces[one.rid], one, room, kerf) for one in sheet] for sheet in packer]


def lengthwise(piece: Piece, room: Room) -> tuple[int, int]:
    return max(way for way in piece.ways if way[0] <= room.x and way[1] <= room.y)


def row(piece: Piece, one: rectpack.Rectangle, room: Room, kerf: int) -> Document:
    turned = (one.width - kerf, one.height - kerf) != piece.sides
    return piece.at(room.left + one.x, room.bottom + one.y, turned=turned)


def main(kind: str, source: str, out: str) -> None:
    pieces, rooms, kerf = read(kind, source)
    if kind != "sheets" or len(rooms) != 1:
        raise ValueError("one format of sheets only")
    turns = (False, True) if all(piece.may_turn for piece in pieces) else (False,)
    plans = [packed(pieces, rooms[0], kerf, rule, turn) for turn in turns for rule in RULES]
    whole = [plan for plan in plans if sum(map(len, plan)) == len(pieces)]
    write(out, {rooms[0].id: next(plan for plan in sorted(whole, key=len) if is_guillotine(plan, rooms[0], kerf))})


def is_guillotine(plan: list[list[Document]], room: Room, kerf: int) -> bool:
    region = (room.left, room.bottom, room.left + room.x, room.bottom + room.y)
    return all(comes_apart([box("sheets", one) for one in sheet], region, kerf, ENDLESS, 0) for sheet in plan)


if __name__ == "__main__":
    main(*sys.argv[1:])
