"""OR-Tools CP-SAT, assigning kinds of pieces to bars: `assign_ortools.py bars LIST PLAN`, eight seconds, one thread.

A whole number for every kind and bar, a switch for every bar, bars opened in order. Beyond MOST_NUMBERS the model alone
takes longer than the limit; it then answers nothing.
"""

from __future__ import annotations

import sys
from collections import Counter

from ortools.sat.python import cp_model  # type: ignore[import-not-found]

from peers.plans import Document, Piece, Room, read, write  # the driver puts benchmarks/ on the path

SECONDS = 8.0
MOST_NUMBERS = 60_000


def most_bars(pieces: list[Piece], room: Room, kerf: int) -> int:
    """As many bars as first-fit decreasing opens."""
    free: list[int] = []
    for piece in sorted(pieces, key=lambda one: -one.x):
        at = next((k for k, left in enumerate(free) if left >= piece.x + kerf), len(free))
        free[at:] = [free[at] if at < len(free) else room.x + kerf, *free[at + 1 :]]
        free[at] -= piece.x + kerf
    return len(free)


def assigned(kinds: dict[Piece, int], bars: int, room: Room, kerf: int) -> list[dict[Piece, int]] | None:
    """What every opened bar yields, or nothing within the limit."""
    model = cp_model.CpModel()
    opened = [model.new_bool_var("") for _ in range(bars)]
    counts = {piece: [model.new_int_var(0, most, "") for _ in opened] for piece, most in kinds.items()}
    for piece, most in kinds.items():
        model.add(sum(counts[piece]) == most)
    for bar, is_open in enumerate(opened):
        model.add(sum((piece.x + kerf) * row[bar] for piece, row in counts.items()) <= (room.x + kerf) * is_open)
        if bar:
            model.add_implication(is_open, opened[bar - 1])
    model.minimize(sum(opened))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds, solver.parameters.num_workers = SECONDS, 1
    if solver.solve(model) not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return None
    filled = [{piece: solver.value(row[bar]) for piece, row in counts.items()} for bar in range(bars)]
    return [bar for bar in filled if any(bar.values())]


def laid(bar: dict[Piece, int], room: Room, kerf: int) -> list[Document]:
    rows, x = [], room.left
    for piece, count in bar.items():
        for _ in range(count):
            rows.append(piece.at(x, 0, turned=False))
            x += piece.x + kerf
    return rows


def main(kind: str, source: str, out: str) -> int:
    pieces, rooms, kerf = read(kind, source)
    if kind != "bars" or len(rooms) != 1:
        raise ValueError("one format of bars only")
    kinds, bars = Counter(pieces), most_bars(pieces, rooms[0], kerf)
    if len(kinds) * bars > MOST_NUMBERS:
        return 3
    found = assigned(kinds, bars, rooms[0], kerf)
    if found is None:
        return 3
    write(out, {rooms[0].id: [laid(bar, rooms[0], kerf) for bar in found]})
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
