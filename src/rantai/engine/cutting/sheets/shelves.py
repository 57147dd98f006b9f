"""A first plan of a long list in no time: shelves, filled in several orders and from several formats; the best one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from rantai.engine.cutting.batch import Batch, Chosen, Pattern, Spot
from rantai.engine.cutting.sheets.shelf_loops import FIT, PLACE, SPOT, fill_shelves
from rantai.engine.cutting.tables import UNLIMITED
from rantai.engine.solvers.effort import Meter

Ints = NDArray[np.int64]

WORK_A_UNIT = 350  # of the loops' work, about a microsecond
CALL_UNITS = 200
MOST_BLANKS = 50_000
SPOT_UNITS = 2  # to read a blank's place
STACK_STAGES = 3  # from which on blanks may be stacked in a strip


def suits(batch: Batch, wanted: Ints) -> bool:
    """Whether strips keep every rule of the batch, and the blanks are not too many to be placed one by one."""
    return not batch.bed and batch.max_cuts == UNLIMITED and int(wanted.sum()) <= MOST_BLANKS


def shelves(batch: Batch, wanted: Ints, meter: Meter) -> list[Chosen]:
    """The best of a few plans, at least one."""
    best: list[Chosen] = []
    for across, order, formats in _ways(batch):
        if best and meter.is_over:
            break
        made = _filled(batch, wanted, across, order, formats, meter)
        if not best or batch.grade_of(made) < batch.grade_of(best):
            best = made
    return best


def _ways(batch: Batch) -> Iterator[tuple[bool, list[int], list[int]]]:
    """Strips along the width?, kinds in an order, formats in an order; the most promising first."""
    items, rooms = batch.items, batch.formats
    by_rate = sorted(range(len(rooms)), key=lambda f: (rooms[f].cost / (rooms[f].x * rooms[f].y), -rooms[f].x, f))
    directions = [across for across, name in ((False, "length"), (True, "width")) if batch.first_cut in {"any", name}]
    for first in by_rate:
        formats = [first, *(f for f in by_rate if f != first)]
        for across in directions:
            ups = [_flat(one.x, one.y, one.may_turn, across=across) for one in items]
            order = sorted(range(len(items)), key=lambda k: (items[k].rank, -ups[k][1], -ups[k][0]))
            yield across, order, formats


def _flat(x: int, y: int, may_turn: bool, *, across: bool) -> tuple[int, int]:
    x, y = (y, x) if across else (x, y)
    return (max(x, y), min(x, y)) if may_turn else (x, y)


def _filled(
    batch: Batch, wanted: Ints, across: bool, order: Sequence[int], formats: Sequence[int], meter: Meter
) -> list[Chosen]:
    blanks = int(wanted.sum())
    rooms = [(one.y, one.x) if across else (one.x, one.y) for one in batch.formats]
    sheets, places = np.zeros(2 * blanks, dtype=np.int64), np.zeros(2 * PLACE * blanks, dtype=np.int64)
    spots, g = np.zeros(SPOT * blanks, dtype=np.int64), np.zeros(3, dtype=np.int64)
    may = np.ascontiguousarray(batch.may_use, dtype=np.uint8).reshape(-1)
    work = fill_shelves(
        np.array(order, dtype=np.int64), wanted.copy(), _sides(batch, across=across), may, _flat_array(rooms),
        np.array(formats, dtype=np.int64), np.array([one.available for one in batch.formats], dtype=np.int64),
        int(batch.stages == 0 or batch.stages >= STACK_STAGES), sheets, places, spots, np.zeros(FIT, dtype=np.int64), g,
    )  # fmt: skip
    meter.spend(CALL_UNITS + work // WORK_A_UNIT + SPOT_UNITS * blanks)
    return _plan(sheets[: 2 * int(g[0]) : 2].tolist(), spots[: SPOT * int(g[2])], across=across)


def _sides(batch: Batch, *, across: bool) -> Ints:
    """Of each kind both ways to lie, along the strip and up; the second is 0 where it may not be turned."""
    rows = []
    for one in batch.items:
        x, y = (one.y, one.x) if across else (one.x, one.y)
        rows.append((x, y, *((y, x) if one.may_turn and x != y else (0, 0))))
    return _flat_array(rows)


def _flat_array(rows: Sequence[tuple[int, ...]]) -> Ints:
    return np.array(rows, dtype=np.int64).reshape(-1)


def _plan(formats: list[int], spots: Ints, *, across: bool) -> list[Chosen]:
    """Sheets with equal places together."""
    held: list[list[Spot]] = [[] for _ in formats]
    for kind, sheet, x, y, turned in spots.reshape(-1, SPOT).tolist():
        held[sheet].append(Spot(kind, y, x, bool(turned)) if across else Spot(kind, x, y, bool(turned)))
    times: dict[tuple[int, tuple[Spot, ...]], int] = {}
    for format_, rows in zip(formats, held, strict=True):
        times[format_, tuple(rows)] = times.get((format_, tuple(rows)), 0) + 1
    return [Chosen(format_, Pattern(rows), count) for (format_, rows), count in times.items()]
