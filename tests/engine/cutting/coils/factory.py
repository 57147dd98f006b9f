"""Coils for the stories, in mm; what comes back is judged here, from positions alone."""

from collections.abc import Sequence

import numpy as np

from rantai.engine.cutting.batch import Batch, Found, batches
from rantai.engine.cutting.coils import search
from rantai.engine.cutting.tables import CuttingInput
from rantai.engine.solvers.effort import Meter

MM = 1_000
BUY = -1


def coils(
    formats: Sequence[tuple[int, int, int, int]],
    pieces: Sequence[tuple[int, int, int]],
    *,
    kerf: float = 0,
    edge: int = 0,
    knives: int = -1,
    **more: object,
) -> CuttingInput:
    """formats: (length, width, cost, available); pieces: (length or 0 for slit only, width, quantity)."""
    rows = np.array(formats, dtype=np.int64).reshape(len(formats), 4)
    wanted = np.array(pieces, dtype=np.int64).reshape(len(pieces), 3)
    columns = {
        "kind": "coil",
        "kerf_um": int(kerf * MM),
        "trim_bottom_um": edge * MM,
        "trim_top_um": edge * MM,
        "max_knives": knives,
        "min_remnant_length_um": 300 * MM,
        "min_remnant_width_um": 30 * MM,
        "format_length_um": rows[:, 0] * MM,
        "format_width_um": rows[:, 1] * MM,
        "format_cost": rows[:, 2],
        "format_available": rows[:, 3],
        "piece_length_um": wanted[:, 0] * MM,
        "piece_width_um": wanted[:, 1] * MM,
        "piece_quantity": wanted[:, 2],
        "piece_grain_locked": wanted[:, 0] >= 0,
    }
    return CuttingInput(**{**columns, **more})


def slit(given: CuttingInput, *, units: int = 2_000_000, seed: int = 0) -> tuple[Batch, Found]:
    """The answer for a list that is one batch, after a stranger has found it sound."""
    (batch,) = batches(given)
    found = search(batch, Meter(units), seed)
    judge(batch, found)
    return batch, found


def judge(batch: Batch, found: Found) -> None:
    """Strips of one width each side by side, blanks one behind the other, knives, stock and quantities kept."""
    assert (batch.left_out(found.chosen) >= 0).all()
    opened = [0] * len(batch.formats)
    for one in found.chosen:
        assert one.times >= 1
        opened[one.format] += one.times
        judge_pattern(batch, one.format, one.pattern.spots)
    for format_, count in zip(batch.formats, opened, strict=True):
        assert format_.available == BUY or count <= format_.available
    assert found.bound is None or found.bound <= batch.cost(found.chosen)


def judge_pattern(batch: Batch, row: int, spots: Sequence) -> None:
    format_ = batch.formats[row]
    strips: dict[int, list] = {}
    for spot in spots:
        assert not spot.turned
        assert batch.may_use[spot.item, row]
        strips.setdefault(spot.y, []).append(spot)
    reached = 0
    for y, on_strip in sorted(strips.items()):
        assert y >= reached
        (width,) = {batch.items[spot.item].y for spot in on_strip}
        reached = y + width
        end = 0
        for spot in sorted(on_strip, key=lambda spot: spot.x):
            assert spot.x >= end
            end = spot.x + batch.items[spot.item].x
        assert end <= format_.x
        assert len(on_strip) == 1 or not any(batch.is_strip(spot.item) for spot in on_strip)
    assert reached <= format_.y
    if batch.max_knives != BUY:
        assert len(strips) - (reached == format_.y) + batch.edge_cuts <= batch.max_knives
