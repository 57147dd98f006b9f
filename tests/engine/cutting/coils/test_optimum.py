"""Against exhaustive search on tiny lists: cost, what is left out and the bound."""

from functools import cache

import numpy as np

from rantai.engine.cutting.batch import Batch, batches
from rantai.engine.cutting.coils import search
from rantai.engine.solvers.effort import Meter
from tests.engine.cutting.coils.factory import BUY, coils, judge

LISTS = 250


def drawn(number: int):
    draw = np.random.default_rng(number)
    formats = [
        (
            int(draw.integers(40, 90)),
            int(draw.integers(30, 70)),
            int(draw.integers(5, 20)),
            int(draw.choice([BUY, 1, 2])),
        )
        for _ in range(int(draw.integers(1, 4)))
    ]
    pieces = [
        (int(draw.choice([0, 20, 25, 37, 44])), int(draw.choice([8, 12, 15, 21])), int(draw.integers(1, 4)))
        for _ in range(int(draw.integers(1, 4)))
    ]
    return coils(
        formats,
        pieces,
        kerf=int(draw.integers(0, 3)),
        edge=int(draw.integers(0, 2)),
        knives=int(draw.choice([BUY, 3, 4, 5])),
        piece_priority=draw.integers(0, 2, len(pieces)),
    )


def fits(batch: Batch, members: list[int], strips: list[tuple[int, int]], row: int) -> bool:
    """strips: (width, length left) of the strips begun; length left is -1 when it is only slit."""
    format_ = batch.formats[row]
    wide = sum(width for width, _ in strips)
    if wide > format_.y:
        return False
    if not members:
        return batch.max_knives == BUY or len(strips) - (wide == format_.y) + batch.edge_cuts <= batch.max_knives
    item, *rest = members
    piece = batch.items[item]
    if batch.is_strip(item):
        return fits(batch, rest, [*strips, (piece.y, -1)], row)
    for at, (width, left) in enumerate(strips):
        begun = [*strips[:at], (width, left - piece.x), *strips[at + 1 :]]
        if width == piece.y and left >= piece.x and fits(batch, rest, begun, row):
            return True
    return piece.x <= format_.x and fits(batch, rest, [*strips, (piece.y, format_.x - piece.x)], row)


def best_of_all(batch: Batch) -> tuple[int, ...]:
    """Size left out by rank, and cost, of the best plan: every set of blanks on every coil."""
    blanks = [item for item, quantity in enumerate(batch.demand.tolist()) for _ in range(quantity)]

    @cache
    def holds(group: int, row: int) -> bool:
        members = [blanks[k] for k in range(len(blanks)) if group >> k & 1]
        return all(batch.may_use[item, row] for item in members) and fits(batch, members, [], row)

    @cache
    def best(group: int, stock: tuple[int, ...]) -> tuple[int, ...]:
        if not group:
            return (0,) * (2 + max(item.rank for item in batch.items))
        first = group & -group
        item = blanks[first.bit_length() - 1]
        found = list(best(group ^ first, stock))
        found[batch.items[item].rank] += batch.size(item)
        ways = [tuple(found)]
        for part in (part for part in range(first, group + 1) if part & group == part and part & first):
            for row in (row for row, have in enumerate(stock) if have and holds(part, row)):
                rest = best(group ^ part, tuple(have - (at == row and have > 0) for at, have in enumerate(stock)))
                ways.append((*rest[:-1], rest[-1] + batch.formats[row].cost))
        return min(ways)

    return best((1 << len(blanks)) - 1, tuple(format_.available for format_ in batch.formats))


def all_parts(lists=LISTS):
    return [batch for number in range(lists) for batch in batches(drawn(number)) if batch.demand.sum() <= 7]


def test_tiny_lists_are_solved_to_the_end():
    parts = all_parts()
    assert len(parts) > 200
    for batch in parts:
        found = search(batch, Meter(10**7), 0)
        judge(batch, found)
        ranks = 1 + max(item.rank for item in batch.items)
        assert batch.grade_of(found.chosen)[: ranks + 1] == best_of_all(batch)
        assert found.bound == batch.cost(found.chosen)


def test_without_the_exact_way_the_bound_still_holds_and_most_plans_are_best(monkeypatch):
    monkeypatch.setattr("rantai.engine.cutting.coils.route.is_tiny", lambda plan: False)
    parts, equal = all_parts(60), 0
    for batch in parts:
        found = search(batch, Meter(100_000), 0)
        judge(batch, found)
        *left, cost = best_of_all(batch)
        made = batch.grade_of(found.chosen)[: len(left) + 1]
        assert made >= (*left, cost)
        equal += made == (*left, cost)
        if made[:-1] == tuple(left) and not any(left):
            assert found.bound <= cost
    assert equal >= 0.93 * len(parts)
