"""The chain: which supply serves which consumer, from steel to village, and what each line of demand gets and when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

from rantai.core.tables import Ints
from rantai.engine import explosion
from rantai.engine.plan.answer import Pegs, Promises
from rantai.engine.plan.blanking import BlankUse
from rantai.engine.plan.buying import SteelUse
from rantai.engine.plan.index import Index
from rantai.engine.plan.making import Made
from rantai.engine.plan.naming import component_order_code, job_code
from rantai.engine.plan.nodes import Nodes
from rantai.engine.plan.orders import Order
from rantai.engine.plan.streams import Streams

LINKS_AT_ONCE = 20_000  # whose weeks are looked at together; bounds the memory of a national plan


class _Link(NamedTuple):
    supply_kind: int
    supply: int
    offset: int
    consumer_kind: int
    consumer: int
    quantity: int


def _links(streams: Streams) -> Iterator[_Link]:
    """One after the other, some at a time: a national plan has millions."""
    answer = streams.answer
    columns = [getattr(answer, f"link_{name}") for name in _Link._fields]
    for begin in range(0, len(columns[0]), LINKS_AT_ONCE):
        yield from map(
            _Link._make, zip(*(column[begin : begin + LINKS_AT_ONCE].tolist() for column in columns), strict=True)
        )


def pegs(index: Index, streams: Streams, made: Made, uses: list[BlankUse], steel: list[SteelUse]) -> Pegs:
    """Every link of the chain, steel first."""
    ends: dict[tuple[str, str], int] = {}
    kinds: list[tuple[str, str]] = []
    flows: list[list[int]] = []

    def add(supply: tuple[str, str], consumer: tuple[str, str], pieces: int, mass_g: int = 0) -> None:
        row = ends.setdefault((supply[0], consumer[0]), len(flows))
        if row == len(flows):
            kinds.append((supply[1], consumer[1]))
            flows.append([0, 0])
        flows[row][0] += pieces
        flows[row][1] += mass_g

    for source in steel:
        consumer = (source.consumer_code, source.consumer_kind)
        add((source.source_code, source.source_kind), consumer, source.pieces, source.mass_g)
    for use in uses:
        add((use.pattern.code, "pattern"), (use.job_code, "job"), use.blanks, use.mass_g)
    for job in made.jobs:
        add((job_code(index, job), "job"), (job.order.code, "order"), job.quantity_pieces)
    for purchase in made.purchases:
        if purchase.is_instead:
            code = component_order_code(index, purchase)
            add((code, "component_order"), (purchase.order.code, "order"), purchase.quantity_pieces)
    nodes = Nodes(index, streams, made)
    for link in _links(streams):
        if link.consumer_kind != explosion.CONSUMER_SAFETY:  # what stays at hand serves nobody yet
            add(
                nodes.supply(link.supply_kind, link.supply),
                nodes.consumer(link.consumer_kind, link.consumer),
                link.quantity,
            )
    for order, along, pieces in nodes.by_products():
        add(order, along, pieces)
    for lot in streams.own_lots:
        add((lot.code, lot.kind), nodes.demand(lot.line), lot.quantity_pieces)
    return Pegs.from_columns(
        {
            "supply_code": [supply for supply, _ in ends],
            "supply_kind": [supply for supply, _ in kinds],
            "consumer_code": [consumer for _, consumer in ends],
            "consumer_kind": [consumer for _, consumer in kinds],
            "quantity_pieces": [pieces for pieces, _ in flows],
            "mass_g": [mass_g for _, mass_g in flows],
        }
    )


def promises(index: Index, streams: Streams, orders: list[Order]) -> Promises:
    """What each line gets: pieces by week, the first ready ones to the first link of a supply."""
    on_time, there, last = _arrivals(index, streams, orders)
    for lot in streams.own_lots:
        on_time[lot.line] += lot.quantity_pieces
        there[lot.line] += lot.quantity_pieces
    rows = [
        _promise(index, streams, number, *figures)
        for number, figures in enumerate(zip(on_time.tolist(), there.tolist(), last.tolist(), strict=True))
    ]
    return Promises.from_rows(rows)


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


def steel_by_order(pegs_table: Pegs) -> dict[str, int]:
    """Steel in g that comes to each job over its patterns and lumps."""
    found: dict[str, int] = defaultdict(int)
    chosen = np.flatnonzero(pegs_table.consumer_kind == "job").tolist()
    for row in chosen:
        found[str(pegs_table.consumer_code[row])] += int(pegs_table.mass_g[row])
    return found
