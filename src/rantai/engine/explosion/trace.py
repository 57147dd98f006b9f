"""Multi-level pegging: which lots serve a line of demand, however deep, and which lines a lot serves.

Pieces of a lot are a line; what serves a lot's component is another line, stretched to the same length. So every piece
of demand has its share of every lower lot, nothing is counted twice, and shares add up to what is linked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rantai.core.tables import Ints
from rantai.engine.explosion.loops import grouped
from rantai.engine.explosion.tables import (
    CONSUMER_DEMAND,
    CONSUMER_SWAP,
    SUPPLY_STOCK,
    SUPPLY_SWAP,
    ExplosionAnswer,
    ExplosionInput,
    Kinds,
)
from rantai.engine.explosion.trace_loops import RECORD, above, below, lay_out

WRITE, DESCEND = 1, 2
ROWS_AT_ONCE = 1 << 16


@dataclass(frozen=True, eq=False)
class Shares:
    """Pieces of supplies that serve lines of demand; a supply stands as often as pieces come on different ways."""

    demand: Ints  # row of demand
    supply_kind: Kinds  # SUPPLY_…
    supply: Ints  # row of that kind
    quantity: Ints  # pieces of the supply


class Trace:
    """The pegging of one answer, ready for questions."""

    def __init__(self, given: ExplosionInput, answer: ExplosionAnswer) -> None:
        self.given, self.answer = given, answer
        self.code = answer.supply_base[answer.link_supply_kind] + answer.link_supply
        self.user = answer.consumer_base[answer.link_consumer_kind] + answer.link_consumer
        own = (answer.order_item, given.stock_item, given.receipt_item, answer.byproduct_item, answer.swap_item)
        self.item = np.concatenate(own)
        self.kind = np.repeat(np.arange(len(own), dtype=np.uint8), [len(one) for one in own])
        self.row = np.concatenate([np.arange(len(one)) for one in own])
        others = int(answer.supply_base[SUPPLY_SWAP] - answer.supply_base[SUPPLY_STOCK])
        self.length = np.concatenate([answer.order_good, np.zeros(others, np.int64), answer.swap_quantity])
        self.record = np.empty(RECORD * len(self.code), np.int64)
        self.consumer_first, self.by_consumer = self._by_consumer()
        rows = (self.item[self.code], self.code, answer.link_offset, answer.link_quantity)
        lay_out(self.consumer_first, self.by_consumer, *rows, self.record)
        self._add_shorts()

    def _by_consumer(self) -> tuple[Ints, Ints]:
        """First place by numbered consumer, and links by consumer, then component, then arrival of the supply."""
        given, answer = self.given, self.answer
        kind, stock = np.repeat([4, 0, 2, 3], self._counts()), 0 * given.stock_item
        week = np.concatenate([answer.order_week, stock, given.receipt_week, answer.byproduct_week, answer.swap_week])
        kind[: len(answer.order_firm)][answer.order_firm >= 0] = (
            1  # within a week: stock, firm, by-products, swaps, lots
        )
        _, turn = grouped((8 * week + kind)[self.code], 8 * given.weeks)
        _, turn = grouped(self.item[self.code], given.n_items, turn)
        consumers = int(answer.consumer_base[CONSUMER_SWAP]) + len(answer.swap_item)
        return grouped(self.user, consumers, turn)

    def _counts(self) -> list[int]:
        given, answer = self.given, self.answer
        lots, swaps = len(answer.order_item), len(answer.swap_item)
        return [lots, len(given.stock_item) + len(given.receipt_item), len(answer.byproduct_item), swaps]

    def _add_shorts(self) -> None:
        """What a lot lacks belongs to the line of its component too."""
        answer, record = self.answer, self.record.reshape(-1, RECORD)
        users = answer.consumer_base[answer.short_consumer_kind] + answer.short_consumer
        for user, of, pieces in zip(users.tolist(), answer.short_item.tolist(), answer.short_quantity, strict=True):
            needed = record[self.consumer_first[user] : self.consumer_first[user + 1]]
            needed[self.item[needed[:, 0]] == of, 4] += pieces

    def serving(self, demand: Ints, *, only_bottom: bool = False) -> Iterator[Shares]:
        """Shares of lines of demand in every lower supply, in portions; `only_bottom`: those that rest on nothing."""
        wanted = np.full(len(self.item), WRITE, np.uint8)
        built = np.flatnonzero(np.diff(self.consumer_first)[: len(self.answer.order_item)])
        swapped = np.arange(int(self.answer.supply_base[SUPPLY_SWAP]), len(self.item))
        wanted[built] = wanted[swapped] = DESCEND if only_bottom else WRITE | DESCEND
        yield from self._down(demand, wanted)

    def served(self, kind: int, row: int) -> Shares:
        """Lines of demand that one supply serves, with pieces of the supply."""
        answer = self.answer
        target = int(answer.supply_base[kind]) + row
        marks, lines = np.zeros(len(self.item), np.uint8), np.zeros(len(self.given.demand_item), np.uint8)
        above(
            target,
            *self._bases(),
            answer.supply_first,
            self.user,
            marks,
            lines,
            np.empty(len(self.item) + 1, np.int64),
        )
        marks[target] |= WRITE
        parts = [self._shares(np.zeros((3, 0), np.int64)), *self._down(np.flatnonzero(lines), marks)]
        return Shares(*(np.concatenate([vars(part)[name] for part in parts]) for name in vars(parts[0])))

    def _bases(self) -> tuple[int, int, int]:
        supply, consumer = self.answer.supply_base, self.answer.consumer_base
        return int(consumer[CONSUMER_DEMAND]), int(supply[SUPPLY_SWAP]), int(consumer[CONSUMER_SWAP])

    def _down(self, demand: Ints, wanted: NDArray[np.uint8]) -> Iterator[Shares]:
        asked = np.ascontiguousarray(demand)
        progress, stack = np.zeros(1, np.int64), np.empty(3 << 10, np.int64)
        room = ROWS_AT_ONCE
        while progress[0] < len(asked):
            columns = np.empty((3, room), np.int64)
            rows = below(
                asked,
                progress,
                *self._bases(),
                self.consumer_first,
                self.record,
                self.length,
                wanted,
                stack,
                *columns,
            )
            if rows:
                yield self._shares(columns[:, :rows])
            elif progress[0] < len(asked):  # one line needs more room than there is
                room, stack = 2 * room, np.empty(2 * len(stack), np.int64)

    def _shares(self, columns: Ints) -> Shares:
        return Shares(columns[0], self.kind[columns[1]], self.row[columns[1]], columns[2])
