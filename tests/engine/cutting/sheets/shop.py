"""Lists of sheets for the tests, and what every plan must obey."""

from typing import Any

import numpy as np

from rantai.engine.cutting.batch import Batch, Found, batches
from rantai.engine.cutting.guillotine import fewest_cuts
from rantai.engine.cutting.tables import UNLIMITED, CuttingInput, columns

BUY = UNLIMITED


def batch(formats: list, pieces: list, **limits: Any) -> Batch:
    """formats: (length, width, cost, available); pieces: (length, width, quantity, grain locked)."""
    given = CuttingInput(
        kind="sheet",
        kerf_um=limits.pop("kerf_um", 0),
        min_remnant_length_um=0,
        min_remnant_width_um=0,
        **columns("format", "length_um width_um cost available", formats),
        **columns("piece", "length_um width_um quantity grain_locked", pieces),
        **limits,
    )
    return batches(given)[0]


def drawn(seed: int, kinds: int, most: int, room: tuple[int, int] = (100, 80)) -> list[tuple[int, int, int, int]]:
    """Random pieces: up to `most` of each kind."""
    draw = np.random.default_rng(seed)
    sides = draw.integers(8, [[room[0] * 3 // 4, room[1] * 3 // 4]] * kinds)
    return [(int(x), int(y), int(draw.integers(1, most + 1)), int(draw.integers(0, 2))) for x, y in sides]


def is_sound(asked: Batch, found: Found) -> bool:
    """No blank outside, none overlapping, all cuttable within the rules, nothing cut twice, no stock used twice."""
    assert (asked.left_out(found.chosen) >= 0).all()
    used = np.zeros(len(asked.formats), dtype=np.int64)
    for one in found.chosen:
        used[one.format] += one.times
        room, boxes = asked.formats[one.format], []
        for spot in one.pattern.spots:
            item = asked.items[spot.item]
            assert asked.may_use[spot.item, one.format]
            assert item.may_turn or not spot.turned
            x, y = (item.y, item.x) if spot.turned else (item.x, item.y)
            boxes.append((spot.x, spot.y, spot.x + x - asked.kerf, spot.y + y - asked.kerf))
        region = (0, 0, room.x - asked.kerf, room.y - asked.kerf)
        cuts = fewest_cuts(np.array(boxes), region, asked.kerf, asked.stages, asked.first_cut, asked.bed)
        assert cuts is not None
        assert asked.max_cuts == UNLIMITED or cuts <= asked.max_cuts
    assert asked.max_patterns == UNLIMITED or len(found.chosen) <= asked.max_patterns
    assert found.bound is not None
    assert found.bound <= asked.cost(found.chosen)
    return all(f.available == BUY or n <= f.available for f, n in zip(asked.formats, used, strict=True))
