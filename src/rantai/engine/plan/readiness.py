"""From which week on the parts of an order are there, given what lower levels make and buy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from rantai.engine import explosion
from rantai.engine.plan.index import NEVER, Index
from rantai.engine.plan.orders import Order
from rantai.engine.plan.streams import Streams

ORDERS_AT_ONCE = 20_000  # whose weeks are looked at together; bounds the memory of a national plan


@dataclass(frozen=True, slots=True)
class PartsGate:
    """`possible` lists (week, pieces) whose parts are there before the start of the week; `binding_part` comes last."""

    order: Order
    possible: list[tuple[int, int]]
    binding_part: str


def parts_gates(index: Index, streams: Streams, orders: list[Order], here: list[Order]) -> Iterator[PartsGate]:
    """The parts gate of every order of one level; lower levels are done."""
    if not here:
        return
    rows = [(order.number, week, pieces) for order in orders for week, pieces in order.good]
    made = np.asarray(rows, dtype=np.int64).reshape(-1, 3)
    for begin in range(0, len(here), ORDERS_AT_ONCE):
        some = here[begin : begin + ORDERS_AT_ONCE]
        readiness = explosion.ready_cum(
            streams.given,
            streams.answer,
            np.asarray([order.number for order in some], dtype=np.int64),
            made_order=made[:, 0],
            made_week=made[:, 1],
            made_quantity=made[:, 2],
        )
        for order, possible in zip(some, readiness.possible_cum.tolist(), strict=True):
            steps = _steps(possible, order.quantity_pieces)
            yield PartsGate(order, steps, _binding_part(index, streams, orders, order))


def _steps(possible: list[int], quantity: int) -> list[tuple[int, int]]:
    """(week, additional pieces) from cumulative pieces by week; what never comes is there in week NEVER."""
    steps, before = [], 0
    for week, pieces in enumerate(possible):
        if pieces > before:
            steps.append((week, pieces - before))
            before = pieces
    return steps + ([(NEVER, quantity - before)] if before < quantity else [])


def _binding_part(index: Index, streams: Streams, orders: list[Order], order: Order) -> str:
    """The part whose last piece comes last."""
    suppliers = [orders[number] for number in streams.suppliers_of(order.number)]
    if not suppliers:
        return index.items[order.item]
    last = max(suppliers, key=lambda supply: (supply.ready_week(NEVER), -supply.item))
    return index.items[last.item]
