"""Why something comes late or never already before anybody has made anything: frozen weeks, settled lots, no source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rantai.engine import explosion
from rantai.engine.plan.index import Index
from rantai.engine.plan.making import Made
from rantai.engine.plan.nodes import Nodes
from rantai.engine.plan.streams import Streams

CODES = {
    explosion.REASON_FROZEN: "frozen_zone",
    explosion.REASON_NOBODY: "no_maker",
    explosion.REASON_FIRM: "firm_order",
}


def netting_reasons(index: Index, streams: Streams, made: Made) -> Iterator[dict[str, Any]]:
    """Rows of the table of reasons, about lines of demand and about lots that are late or short."""
    nodes = Nodes(index, streams, made)
    answer = streams.answer
    columns = ("item", "consumer_kind", "consumer", "quantity", "reason")
    for item, kind, consumer, pieces, reason in _rows(answer, "short", columns):
        if kind in (explosion.CONSUMER_SAFETY, explosion.CONSUMER_SWAP):
            continue
        about = (nodes.consumer(kind, consumer), CODES[reason], index.items[streams.item[item]])
        yield _row(*about, "short", _week(index, streams, made, kind, consumer), pieces, "pieces")
    for link, weeks, reason in _rows(answer, "late", ("link", "weeks", "reason")):
        kind, consumer = int(answer.link_consumer_kind[link]), int(answer.link_consumer[link])
        if kind == explosion.CONSUMER_DEMAND or (
            kind == explosion.CONSUMER_ORDER and made.orders[consumer].is_late_or_short
        ):
            item = _supplied(streams, link)
            about = (nodes.consumer(kind, consumer), CODES[reason], index.items[streams.item[item]])
            here = min(index.weeks - 1, _week(index, streams, made, kind, consumer) + weeks)
            yield _row(*about, "late", here, weeks, "weeks")


def _rows(answer: explosion.ExplosionAnswer, group: str, names: tuple[str, ...]) -> Iterator[tuple[int, ...]]:
    yield from zip(*(getattr(answer, f"{group}_{name}").tolist() for name in names), strict=True)


def _week(index: Index, streams: Streams, made: Made, kind: int, consumer: int) -> int:
    if kind == explosion.CONSUMER_DEMAND:
        return streams.lines[consumer].week
    return min(max(0, made.orders[consumer].start_week), index.weeks - 1)


def _supplied(streams: Streams, link: int) -> int:
    """Stream of the item that a link brings."""
    answer, kind, row = (
        streams.answer,
        int(streams.answer.link_supply_kind[link]),
        int(streams.answer.link_supply[link]),
    )
    return int(
        {
            explosion.SUPPLY_ORDER: answer.order_item,
            explosion.SUPPLY_STOCK: streams.given.stock_item,
            explosion.SUPPLY_RECEIPT: streams.given.receipt_item,
            explosion.SUPPLY_BYPRODUCT: answer.byproduct_item,
            explosion.SUPPLY_SWAP: answer.swap_item,
        }[kind][row]
    )


def _row(
    node: tuple[str, str], code: str, resource: str, kind: str, week: int, amount: int, unit: str
) -> dict[str, Any]:
    return {
        "subject_code": node[0],
        "subject_kind": node[1],
        "kind": kind,
        "reason_code": code,
        "resource_code": resource,
        "week": week,
        "amount": amount,
        "unit": unit,
    }
