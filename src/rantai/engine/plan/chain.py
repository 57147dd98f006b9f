"""The chain: which supply serves which consumer, from steel to village, and what each line of demand gets and when."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import numpy as np

from rantai.engine import explosion
from rantai.engine.plan.answer import Pegs, Promises
from rantai.engine.plan.blanking import BlankUse
from rantai.engine.plan.buying import SteelUse
from rantai.engine.plan.index import Index
from rantai.engine.plan.making import Made
from rantai.engine.plan.naming import component_order_code, job_code
from rantai.engine.plan.orders import Order
from rantai.engine.plan.streams import Streams

STOCK_WEEK = -1  # ready before the first week


@dataclass(frozen=True)
class _Link:
    supply_kind: int
    supply: int
    offset: int
    consumer_kind: int
    consumer: int
    quantity: int


def _links(streams: Streams) -> list[_Link]:
    answer = streams.answer
    columns = ("supply_kind", "supply", "offset", "consumer_kind", "consumer", "quantity")
    return [_Link(*row) for row in zip(*(getattr(answer, f"link_{name}").tolist() for name in columns), strict=True)]


def pegs(index: Index, streams: Streams, made: Made, uses: list[BlankUse], steel: list[SteelUse]) -> Pegs:
    """Every link of the chain, steel first."""
    rows: dict[tuple[str, str], dict[str, Any]] = {}

    def add(supply: tuple[str, str], consumer: tuple[str, str], pieces: int, mass_g: int = 0) -> None:
        row = rows.setdefault(
            (supply[0], consumer[0]),
            {
                "supply_code": supply[0],
                "supply_kind": supply[1],
                "consumer_code": consumer[0],
                "consumer_kind": consumer[1],
                "quantity_pieces": 0,
                "mass_g": 0,
            },
        )
        row["quantity_pieces"] += pieces
        row["mass_g"] += mass_g

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
    names = _order_nodes(index, made)
    for link in _links(streams):
        supply = _supply_node(streams, names, link)
        add(supply, _consumer_node(index, streams, names, link), link.quantity)
    for lot in streams.own_lots:
        add((lot.code, lot.kind), (_demand_code(index, streams, lot.line), "demand"), lot.quantity_pieces)
    return Pegs.from_rows(rows.values())


def _order_nodes(index: Index, made: Made) -> list[tuple[str, str]]:
    """Code and kind of every lot: an order, or the component order that stands for a bought lot."""
    bought = {p.order.number: component_order_code(index, p) for p in made.purchases if not p.is_instead}
    return [
        (bought[order.number], "component_order") if order.number in bought else (order.code, "order")
        for order in made.orders
    ]


def _supply_node(streams: Streams, names: list[tuple[str, str]], link: _Link) -> tuple[str, str]:
    if link.supply_kind == explosion.SUPPLY_STOCK:
        return (streams.stock_codes[link.supply], "item_stock")
    if link.supply_kind == explosion.SUPPLY_RECEIPT:
        return (streams.receipt_codes[link.supply], "item_receipt")
    return names[link.supply]


def _consumer_node(index: Index, streams: Streams, names: list[tuple[str, str]], link: _Link) -> tuple[str, str]:
    if link.consumer_kind == explosion.CONSUMER_DEMAND:
        return (_demand_code(index, streams, link.consumer), "demand")
    return names[link.consumer]


def _demand_code(index: Index, streams: Streams, line: int) -> str:
    return str(index.given.demand.demand_code[streams.lines[line].row])


def promises(index: Index, streams: Streams, orders: list[Order]) -> Promises:
    """What each line gets: pieces by week, the first ready ones to the first link of a supply."""
    arrivals: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for lot in streams.own_lots:
        arrivals[lot.line].append((STOCK_WEEK, lot.quantity_pieces))
    for link in _links(streams):
        if link.consumer_kind == explosion.CONSUMER_DEMAND:
            arrivals[link.consumer] += _ready_pieces(streams, orders, link)
    rows = [_promise(index, streams, number, arrivals[number]) for number in range(len(streams.lines))]
    return Promises.from_rows(rows)


def _ready_pieces(streams: Streams, orders: list[Order], link: _Link) -> list[tuple[int, int]]:
    if link.supply_kind == explosion.SUPPLY_STOCK:
        return [(STOCK_WEEK, link.quantity)]
    if link.supply_kind == explosion.SUPPLY_RECEIPT:
        return [(int(streams.given.receipt_week[link.supply]), link.quantity)]
    return window(orders[link.supply].ready, link.offset, link.quantity)


def window(ready: list[tuple[int, int]], offset: int, quantity: int) -> list[tuple[int, int]]:
    """The pieces offset … offset + quantity of a supply, by the week in which they are ready."""
    found, before = [], 0
    for week, pieces in ready:
        taken = min(before + pieces, offset + quantity) - max(before, offset)
        if taken > 0:
            found.append((week, taken))
        before += pieces
    return found


def _promise(index: Index, streams: Streams, number: int, arrivals: list[tuple[int, int]]) -> dict[str, Any]:
    line = streams.lines[number]
    on_time = sum(pieces for week, pieces in arrivals if week <= line.week)
    late = sum(pieces for week, pieces in arrivals if week > line.week)
    short = line.quantity_pieces - on_time - late
    last = max((week for week, _ in arrivals), default=0)
    return {
        "demand_code": _demand_code(index, streams, number),
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
