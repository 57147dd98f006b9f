"""What a search left out although there is stock for it: it ended too early, so it is cut the plain way."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from rantai.engine.cutting.answer import Part, merged
from rantai.engine.cutting.batch import Batch, Chosen, Found, Pattern, Spot
from rantai.engine.cutting.few_patterns import Base, chosen_of, greedy
from rantai.engine.cutting.one_piece import fill, part_of
from rantai.engine.cutting.tables import UNLIMITED, CuttingInput
from rantai.engine.cutting.tree import NotCuttable, Rules, derive, rules_of

_ANY_NUMBER = 2**62
_FORMATS_FILLED = 4


def with_rest(given: CuttingInput, parts: Sequence[Part], seed: int, out_of_time: Callable[[], bool]) -> list[Part]:
    """The same parts, each with patterns for what is left out and still fits, as far as patterns are allowed."""
    limit = _ANY_NUMBER if given.max_patterns == UNLIMITED else given.max_patterns
    made = list(parts)
    for at in range(len(made)):
        # again after each helping: when it repeats a known pattern, there may be room for another
        while more := _rest(given, made[at], limit - _patterns(made), seed, out_of_time):
            made[at] = _with(made[at], more)
    return made


def _patterns(parts: Sequence[Part]) -> int:
    return sum(len(merged(part.found.chosen)) for part in parts)


def _with(part: Part, more: Sequence[Chosen]) -> Part:
    """A bound for serving less holds for serving more."""
    found = part.found
    return Part(part.batch, Found((*found.chosen, *more), found.bound, found.is_stopped))


def _rest(given: CuttingInput, part: Part, limit: int, seed: int, out_of_time: Callable[[], bool]) -> list[Chosen]:
    batch = part.batch
    left = np.where(batch.placeable, batch.left_out(part.found.chosen), 0)
    stock = {at: count for at, count in enumerate(stock_left(batch, part.found.chosen)) if count}
    wanted = {item: int(count) for item, count in enumerate(left) if count and batch.may_use[item, list(stock)].any()}
    if limit <= 0 or not wanted or not stock:
        return []
    small = part_of(batch, wanted, stock)
    bases = [*_fills(small, seed, out_of_time), *singles([small], rules_of(given))]
    chosen = chosen_of([small], greedy([small], bases, limit))[0]
    items, rows = sorted(wanted), sorted(stock)
    return [Chosen(rows[one.format], _renamed(one.pattern, items), one.times) for one in chosen]


def _renamed(pattern: Pattern, items: list[int]) -> Pattern:
    return Pattern(tuple(spot._replace(item=items[spot.item]) for spot in pattern.spots))


def stock_left(batch: Batch, chosen: Sequence[Chosen]) -> list[int]:
    """How many of each format are not cut yet; -1 without limit."""
    left = [format_.available for format_ in batch.formats]
    for one in chosen:
        if left[one.format] != UNLIMITED:
            left[one.format] -= one.times
    return left


def _fills(batch: Batch, seed: int, out_of_time: Callable[[], bool]) -> Iterator[Base]:
    for format_ in range(min(_FORMATS_FILLED, len(batch.formats))):
        if out_of_time():
            return
        pattern = fill(batch, dict(enumerate(batch.demand.tolist())), format_, 0, seed)
        if pattern is not None:
            yield Base(0, format_, pattern, tuple(pattern.counts(len(batch.items)).tolist()))


def singles(batches: Sequence[Batch], rules: Rules) -> Iterator[Base]:
    """One blank alone on one piece of stock, wherever that can be cut."""
    for at, batch in enumerate(batches):
        for item, format_ in np.argwhere(batch.may_use).tolist():
            pattern = _single(batch, item, format_, rules)
            if pattern is not None:
                yield Base(at, format_, pattern, tuple(pattern.counts(len(batch.items)).tolist()))


def _single(batch: Batch, item: int, format_: int, rules: Rules) -> Pattern | None:
    kind, room, kerf = batch.items[item], batch.formats[format_], batch.kerf
    up = 0 if batch.kind == "bar" else kerf
    if batch.max_knives != UNLIMITED and batch.edge_cuts + (kind.y < room.y) > batch.max_knives:
        return None
    x = room.x if batch.is_strip(item) else kind.x
    for turned, (along, across) in enumerate([(x, kind.y), (kind.y, x)][: 1 + kind.may_turn]):
        try:
            derive([(0, 0, along - kerf, across - up)], (0, 0, room.x - kerf, room.y - up), rules)
        except NotCuttable:
            continue
        return Pattern((Spot(item, 0, 0, bool(turned)),))
    return None
