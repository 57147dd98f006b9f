"""The chain: which supply serves which consumer, from steel to village, and what each line of demand gets and when."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from rantai.core.coded import Coded, packed
from rantai.core.tables import Ints
from rantai.engine import explosion
from rantai.engine.plan.answer import NODE_KINDS, Pegs, Promises
from rantai.engine.plan.blanking import BlankUse
from rantai.engine.plan.buying import SteelUse
from rantai.engine.plan.even_promises import shared_evenly
from rantai.engine.plan.index import Index
from rantai.engine.plan.making import Made
from rantai.engine.plan.naming import component_order_code, job_code
from rantai.engine.plan.nodes import Node, Nodes
from rantai.engine.plan.orders import Order
from rantai.engine.plan.streams import Streams

LINKS_AT_ONCE = 20_000  # whose weeks are looked at together; bounds the memory of a national plan


class _Flows:
    """Links by the numbers of their ends while they are gathered, block by block."""

    def __init__(self) -> None:
        self._numbers: dict[Node, int] = {}
        self._blocks: list[tuple[Ints, Ints, Ints, Ints]] = []  # supply, consumer, pieces, g

    def numbers(self, nodes: Iterable[Node]) -> Ints:
        """Number of each node; a node that was named before keeps its own."""
        known = self._numbers
        return np.fromiter((known.setdefault(node, len(known)) for node in nodes), np.int64)

    def add(self, supply: Ints, consumer: Ints, pieces: Ints, mass_g: Ints | None = None) -> None:
        """Links between nodes by number."""
        self._blocks.append((supply, consumer, pieces, np.zeros_like(pieces) if mass_g is None else mass_g))

    def add_named(self, rows: Iterable[tuple[Node, Node, int, int]]) -> None:
        """Links between nodes by name: supply, consumer, pieces, g."""
        known = self._numbers
        numbered = (
            (known.setdefault(supply, len(known)), known.setdefault(consumer, len(known)), pieces, mass_g)
            for supply, consumer, pieces, mass_g in rows
        )
        columns = np.fromiter(numbered, dtype=(np.int64, 4))
        self.add(*columns.T)

    def table(self) -> Pegs:
        """One row for each pair of codes, in their order; kinds are those of the first link of the pair."""
        supply, consumer, pieces, mass_g = (np.concatenate(parts) for parts in zip(*self._blocks, strict=True))
        self._blocks.clear()
        codes, rank = np.unique(packed([code for code, _ in self._numbers]), return_inverse=True)
        number = {kind: at for at, kind in enumerate(NODE_KINDS)}
        kind = np.fromiter((number[one] for _, one in self._numbers), np.int8, len(self._numbers))
        self._numbers.clear()
        pair = rank[supply] * len(codes) + rank[consumer]
        order = np.argsort(pair, kind="stable")
        first = np.flatnonzero(np.diff(pair[order], prepend=-1))
        found = order[first]
        return Pegs.from_columns(
            {
                "supply_code": Coded.chosen(codes, rank[supply[found]]),
                "supply_kind": Coded.chosen(NODE_KINDS, kind[supply[found]]),
                "consumer_code": Coded.chosen(codes, rank[consumer[found]]),
                "consumer_kind": Coded.chosen(NODE_KINDS, kind[consumer[found]]),
                "quantity_pieces": np.add.reduceat(pieces[order], first) if len(first) else pieces,
                "mass_g": np.add.reduceat(mass_g[order], first) if len(first) else mass_g,
            }
        )


def pegs(index: Index, streams: Streams, made: Made, uses: list[BlankUse], steel: list[SteelUse]) -> Pegs:
    """Every link of the chain, steel first."""
    flows, nodes = _Flows(), Nodes(index, streams, made)
    flows.add_named(
        ((one.source_code, one.source_kind), (one.consumer_code, one.consumer_kind), one.pieces, one.mass_g)
        for one in steel
    )
    flows.add_named(((use.pattern.code, "pattern"), (use.job_code, "job"), use.blanks, use.mass_g) for use in uses)
    flows.add_named(
        ((job_code(index, job), "job"), (job.order.code, "order"), job.quantity_pieces, 0) for job in made.jobs
    )
    flows.add_named(
        (
            (component_order_code(index, purchase), "component_order"),
            (purchase.order.code, "order"),
            purchase.quantity_pieces,
            0,
        )
        for purchase in made.purchases
        if purchase.is_instead
    )
    _add_links(flows, streams, nodes)
    flows.add_named((order, along, pieces, 0) for order, along, pieces in nodes.by_products())
    flows.add_named(((lot.code, lot.kind), nodes.demand(lot.line), lot.quantity_pieces, 0) for lot in streams.own_lots)
    return flows.table()


def _add_links(flows: _Flows, streams: Streams, nodes: Nodes) -> None:
    """The links of the explosion; what stays at hand for safety serves nobody yet."""
    answer = streams.answer
    suppliers, consumers = nodes.blocks()
    supplies = {kind: flows.numbers(block) for kind, block in suppliers.items()}
    users = {kind: flows.numbers(block) for kind, block in consumers.items()}
    for kind, of_supply in supplies.items():
        for use, of_user in users.items():
            chosen = (answer.link_supply_kind == kind) & (answer.link_consumer_kind == use)
            supply, consumer = answer.link_supply[chosen], answer.link_consumer[chosen]
            flows.add(of_supply[supply], of_user[consumer], answer.link_quantity[chosen])


def promises(index: Index, streams: Streams, orders: list[Order], *, evenly: bool = False) -> Promises:
    """What each line gets: pieces by week, the first ready ones to the first link of a supply.

    evenly: short steel was shared among customers, so a lot of several of them is shared too.
    """
    on_time, there, last = _arrivals(index, streams, orders)
    if evenly:
        on_time, there, last = shared_evenly(index, streams, orders, (on_time, there, last))
    for lot in streams.own_lots:
        on_time[lot.line] += lot.quantity_pieces
        there[lot.line] += lot.quantity_pieces
    figures = zip(on_time.tolist(), there.tolist(), last.tolist(), strict=True)
    return Promises.from_rows(_promise(index, streams, number, *of_line) for number, of_line in enumerate(figures))


def _arrivals(index: Index, streams: Streams, orders: list[Order]) -> tuple[Ints, Ints, Ints]:
    """By line: pieces there by its week, pieces there in the horizon, week of the last that comes (-1: at hand)."""
    answer = streams.answer
    due = np.asarray([line.week for line in streams.lines], dtype=np.int64)
    on_time, there, last = np.zeros((3, len(due)), dtype=np.int64)
    last -= 1
    rows = [(order.number, week, pieces) for order in orders for week, pieces in order.good]
    made = np.asarray(rows, dtype=np.int64).reshape(-1, 3)
    names = ("made_order", "made_week", "made_quantity")
    finished = {name: made[:, number] for number, name in enumerate(names)}
    chosen = np.flatnonzero(answer.link_consumer_kind == explosion.CONSUMER_DEMAND)
    for begin in range(0, len(chosen), LINKS_AT_ONCE):
        links = chosen[begin : begin + LINKS_AT_ONCE]
        line = answer.link_consumer[links]
        come = explosion.pieces_there(streams.given, answer, links, **finished)
        all_of_it = come[:, index.weeks]
        np.add.at(on_time, line, come[np.arange(len(links)), due[line] + 1])
        np.add.at(there, line, all_of_it)
        full = (come >= all_of_it[:, None]).argmax(axis=1) - 1
        np.maximum.at(last, line[all_of_it > 0], full[all_of_it > 0])
    return on_time, there, last


def _promise(index: Index, streams: Streams, number: int, on_time: int, there: int, last: int) -> dict[str, Any]:
    line = streams.lines[number]
    late, short = there - on_time, line.quantity_pieces - there
    return {
        "demand_code": str(index.given.demand.demand_code[line.row]),
        "due_week": line.week,
        "promise_week": index.weeks if short else max(last, line.week) if late else line.week,
        "quantity_pieces": line.quantity_pieces,
        "on_time_pieces": on_time,
        "late_pieces": late,
        "short_pieces": short,
    }
