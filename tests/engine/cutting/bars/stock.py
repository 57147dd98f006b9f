"""Batches of bars for the tests, and a stranger who recounts what was found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from rantai.engine.cutting.batch import Batch, Format, Found, Item


def batch_of(
    items: Sequence[tuple[int, int]], formats: Sequence[tuple[int, int, int]], *, kerf: int = 0, **facts: Any
) -> Batch:
    """items: (length, quantity); formats: (length, cost, available). facts: remnants, ranks, owners, max_cuts."""
    remnants, ranks = facts.pop("remnants", ()), facts.pop("ranks", [0] * len(items))
    barred = facts.pop("barred", ())
    stock = tuple(
        Format(row, length + kerf, 0, cost, available, row in remnants, 0, 1)
        for row, (length, cost, available) in enumerate(formats)
    )
    blanks = tuple(
        Item(row, length + kerf, 0, quantity, False, ranks[row]) for row, (length, quantity) in enumerate(items)
    )
    may_use = np.array([[blank.x <= one.x for one in stock] for blank in blanks], dtype=np.bool_)
    may_use = may_use.reshape(len(blanks), len(stock))
    for item, format_ in barred:
        may_use[item, format_] = False
    limits = {"max_patterns": -1, "max_cuts": -1, "max_knives": -1, "bed": 0, "keep_length": 0, "keep_width": 0}
    return Batch("bar", kerf, stock, blanks, may_use, 0, "any", **(limits | facts))


def recount(batch: Batch, found: Found) -> tuple[int, ...]:
    """The grade of a sound answer; fails on any fault."""
    used = [0] * len(batch.formats)
    for format_, pattern, times in found.chosen:
        length = sum(batch.items[spot.item].x for spot in pattern.spots)
        assert pattern.spots
        assert times > 0
        assert length <= batch.formats[format_].x
        assert all(batch.may_use[spot.item, format_] for spot in pattern.spots)
        starts = [spot.x for spot in pattern.spots]
        ends = [spot.x + batch.items[spot.item].x for spot in pattern.spots]
        assert starts == [0, *ends[:-1]]
        if batch.max_cuts >= 0:
            assert len(pattern.spots) - (length == batch.formats[format_].x) <= batch.max_cuts
        used[format_] += times
    for count, one in zip(used, batch.formats, strict=True):
        assert one.available < 0 or count <= one.available
    assert (batch.left_out(found.chosen) >= 0).all()
    assert found.bound is None or found.bound <= batch.cost(found.chosen)
    return batch.grade_of(found.chosen)
