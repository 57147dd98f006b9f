"""Single patterns to order: the best that one piece of stock can hold of a few blanks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from rantai.engine.cutting.batch import Batch, Chosen, Pattern
from rantai.engine.cutting.spread import SEARCHES
from rantai.engine.cutting.tables import UNLIMITED
from rantai.engine.solvers.effort import Meter


def part_of(batch: Batch, wanted: Mapping[int, int], formats: Mapping[int, int]) -> Batch:
    """A smaller batch: so many of some items (all at least 1), from so many of some formats."""
    items, rows = sorted(wanted), sorted(formats)
    return replace(
        batch,
        items=tuple(batch.items[item]._replace(quantity=wanted[item]) for item in items),
        formats=tuple(batch.formats[row]._replace(available=formats[row]) for row in rows),
        may_use=batch.may_use[np.ix_(items, rows)],
        max_patterns=UNLIMITED,
    )


def search_part(
    batch: Batch, wanted: Mapping[int, int], formats: Mapping[int, int], units: int, seed: int
) -> list[Chosen]:
    """What the batch's own search finds for a smaller batch, in the positions of the batch."""
    items, rows = sorted(wanted), sorted(formats)
    small = part_of(batch, wanted, formats)
    found = SEARCHES[batch.kind](small, Meter(units), seed)
    return [Chosen(rows[one.format], _renamed(one.pattern, items), one.times) for one in found.chosen]


def fill(batch: Batch, wanted: Mapping[int, int], format_: int, units: int, seed: int) -> Pattern | None:
    """The best pattern of one piece of a format for these blanks; None when it holds none of them."""
    usable = {item: count for item, count in wanted.items() if count > 0 and batch.may_use[item, format_]}
    found = search_part(batch, usable, {format_: 1}, units, seed) if usable else []
    return found[0].pattern if found else None


def _renamed(pattern: Pattern, items: list[int]) -> Pattern:
    return Pattern(tuple(spot._replace(item=items[spot.item]) for spot in pattern.spots))


def thinned(batch: Batch, pattern: Pattern, counts: Mapping[int, int]) -> Pattern:
    """The pattern with only so many of each item; those of a bar close up."""
    left = dict(counts)
    kept = []
    for spot in pattern.spots:
        if left.get(spot.item, 0) > 0:
            left[spot.item] -= 1
            kept.append(spot)
    if batch.kind != "bar":
        return Pattern(tuple(kept))
    ends = np.cumsum([0, *(batch.items[spot.item].x for spot in kept)]).tolist()
    return Pattern(tuple(spot._replace(x=x) for spot, x in zip(kept, ends[:-1], strict=True)))
