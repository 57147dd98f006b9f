"""Substitutes and alternates that may be used: the rows of the question that close no circle."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace

import numpy as np

from rantai.core.tables import Ints
from rantai.engine.explosion.loops import group_starts, grouped, low_level_codes
from rantai.engine.explosion.tables import ExplosionInput


@dataclass(frozen=True, eq=False)
class StandIns:
    """Accepted rows, by item and rank. `…_row` names the row of the question."""

    n_items: int
    substitute_item: Ints
    substitute_other: Ints
    substitute_ratio_ppm: Ints
    substitute_row: Ints
    alternate_item: Ints
    alternate_other: Ints
    alternate_row: Ints
    unused_substitutes: Ints  # rows of the question that close a circle, name an item itself or stand twice
    unused_alternates: Ints
    of: Ints  # substitutes by the giving item, in the turn of the taking ones

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in for anything."""
        return len(self.substitute_item) + len(self.alternate_item) == 0

    def flat(self) -> tuple[Ints, ...]:
        """First row by item and columns: substitutes, their givers, alternates, what is handed to each of them."""
        pairs = np.stack([self.substitute_other, self.substitute_ratio_ppm], axis=1).ravel()
        givers = group_starts(self.substitute_other, self.n_items)
        alternates = group_starts(self.alternate_item, self.n_items)
        handed_first, handed_in = grouped(self.alternate_other, self.n_items)
        substitutes = group_starts(self.substitute_item, self.n_items)
        return substitutes, pairs, givers, self.of, alternates, self.alternate_other, handed_first, handed_in

    def edges(self, own: tuple[Ints, Ints]) -> tuple[Ints, Ints]:
        """Who is netted before whom: parents before components, givers before takers, items before their alternates."""
        heads = np.concatenate([own[0], self.substitute_other, self.alternate_item])
        return heads, np.concatenate([own[1], self.substitute_item, self.alternate_other])

    def in_turn(self, turn: Ints) -> StandIns:
        """With the takers of each giver in the turn of the netting."""
        place = np.empty_like(turn)
        place[turn] = np.arange(len(turn))
        return replace(self, of=np.lexsort((place[self.substitute_item], self.substitute_other)))

    def listeners(self, heads: Ints, tails: Ints) -> tuple[Ints, Ints]:
        """Who hears of a change of whom: the edges, and each taker of a giver's left-over tells the next one."""
        item, other = self.substitute_item[self.of], self.substitute_other[self.of]
        same = np.flatnonzero(other[1:] == other[:-1])
        return np.append(heads, item[same]), np.append(tails, item[same + 1])


def accepted(given: ExplosionInput, heads: Ints, tails: Ints) -> StandIns:
    """Rows by rank, substitutes first, each unless it closes a circle with bills and the rows before it."""
    rows = _rows(given)
    below: dict[int, list[int]] = defaultdict(list)
    inside = _on_circles(given, heads, tails)
    kept = inside[heads] & inside[tails]
    for head, tail in zip(heads[kept].tolist(), tails[kept].tolist(), strict=True):
        below[head].append(tail)
    used: tuple[list[int], list[int]] = ([], [])
    seen: set[tuple[int, int, int]] = set()
    for _, kind, item, other, row in rows:
        head, tail = (other, item) if kind == 0 else (item, other)
        if item == other or (kind, item, other) in seen:
            continue
        seen.add((kind, item, other))
        if inside[head] and inside[tail]:
            if _reaches(tail, head, below):
                continue
            below[head].append(tail)
        used[kind].append(row)
    return _columns(given, *(np.array(sorted(kind), dtype=np.int64) for kind in used))


def _columns(given: ExplosionInput, substitutes: Ints, alternates: Ints) -> StandIns:
    def sorted_by(rows: Ints, item: Ints, rank: Ints, other: Ints) -> Ints:
        return rows[np.lexsort((other[rows], rank[rows], item[rows]))]

    one = sorted_by(substitutes, given.substitute_item, given.substitute_rank, given.substitute_other)
    two = sorted_by(alternates, given.alternate_item, given.alternate_rank, given.alternate_other)
    return StandIns(
        n_items=given.n_items,
        substitute_item=given.substitute_item[one],
        substitute_other=given.substitute_other[one],
        substitute_ratio_ppm=given.substitute_ratio_ppm[one],
        substitute_row=one,
        alternate_item=given.alternate_item[two],
        alternate_other=given.alternate_other[two],
        alternate_row=two,
        unused_substitutes=np.setdiff1d(np.arange(len(given.substitute_item)), one),
        unused_alternates=np.setdiff1d(np.arange(len(given.alternate_item)), two),
        of=np.arange(len(one)),
    )


def _rows(given: ExplosionInput) -> list[tuple[int, int, int, int, int]]:
    """(rank, kind, item, other, row), sorted; kind 0 for substitutes, 1 for alternates."""
    found = []
    for kind, name in enumerate(("substitute", "alternate")):
        columns = (getattr(given, f"{name}_{part}").tolist() for part in ("rank", "item", "other"))
        found += [(rank, kind, item, other, row) for row, (rank, item, other) in enumerate(zip(*columns, strict=True))]
    return sorted(found)


def _on_circles(given: ExplosionInput, heads: Ints, tails: Ints) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Items that lie between circles when every row is used; only among those can a row close one."""
    if not len(given.substitute_item) + len(given.alternate_item):
        return np.zeros(given.n_items, dtype=np.bool_)
    above = np.concatenate([heads, given.substitute_other, given.alternate_item])
    under = np.concatenate([tails, given.substitute_item, given.alternate_other])
    return (low_level_codes(given.n_items, above, under) < 0) & (low_level_codes(given.n_items, under, above) < 0)


def _reaches(start: int, end: int, below: dict[int, list[int]]) -> bool:
    open_items, seen = [start], {start}
    while open_items:
        here = open_items.pop()
        if here == end:
            return True
        fresh = set(below.get(here, ())) - seen
        seen |= fresh
        open_items += fresh
    return False
