"""What the explosion's numbered supplies and consumers are called in the chain."""

from __future__ import annotations

from collections.abc import Iterator

from rantai.engine import explosion
from rantai.engine.plan.index import Index
from rantai.engine.plan.making import Made
from rantai.engine.plan.naming import by_product_code, component_order_code, stand_in_code
from rantai.engine.plan.streams import Streams

Node = tuple[str, str]  # code, kind
SWAP_KINDS = {explosion.SWAP_SUBSTITUTE: "substitute", explosion.SWAP_ALTERNATE: "alternate"}


class Nodes:
    """Names of lots, stock, receipts, by-products and stand-ins."""

    def __init__(self, index: Index, streams: Streams, made: Made) -> None:
        self.index, self.streams = index, streams
        bought = {p.order.number: component_order_code(index, p) for p in made.purchases if not p.is_instead}
        self.lots: list[Node] = [
            (bought[order.number], "component_order") if order.number in bought else (order.code, "order")
            for order in made.orders
        ]
        self.along = [
            (by_product_code(made.orders[order].code, self._item(stream)), "by_product")
            for order, stream in zip(
                streams.answer.byproduct_order.tolist(), streams.answer.byproduct_item.tolist(), strict=True
            )
        ]
        answer = streams.answer
        swaps = (answer.swap_kind, answer.swap_item, answer.swap_other, answer.swap_week)
        self.stand_ins = [
            (stand_in_code(SWAP_KINDS[kind], self._item(item), self._item(other), week), "stand_in")
            for kind, item, other, week in zip(*(column.tolist() for column in swaps), strict=True)
        ]

    def _item(self, stream: int) -> str:
        return self.index.items[self.streams.item[stream]]

    def blocks(self) -> tuple[dict[int, list[Node]], dict[int, list[Node]]]:
        """The ends of links by kind and row: suppliers and consumers."""
        suppliers = {
            explosion.SUPPLY_ORDER: self.lots,
            explosion.SUPPLY_STOCK: [(code, "item_stock") for code in self.streams.stock_codes],
            explosion.SUPPLY_RECEIPT: [(code, "item_receipt") for code in self.streams.receipt_codes],
            explosion.SUPPLY_BYPRODUCT: self.along,
            explosion.SUPPLY_SWAP: self.stand_ins,
        }
        consumers = {
            explosion.CONSUMER_DEMAND: [self.demand(line) for line in range(len(self.streams.lines))],
            explosion.CONSUMER_ORDER: self.lots,
            explosion.CONSUMER_SWAP: self.stand_ins,
        }
        return suppliers, consumers

    def consumer(self, kind: int, row: int) -> Node:
        """The consumer end of a link."""
        if kind == explosion.CONSUMER_DEMAND:
            return self.demand(row)
        return self.lots[row] if kind == explosion.CONSUMER_ORDER else self.stand_ins[row]

    def demand(self, line: int) -> Node:
        """A line of demand."""
        return (str(self.index.given.demand.demand_code[self.streams.lines[line].row]), "demand")

    def by_products(self) -> Iterator[tuple[Node, Node, int]]:
        """What comes along with which lot, and how many pieces."""
        answer = self.streams.answer
        rows = zip(answer.byproduct_order.tolist(), self.along, answer.byproduct_quantity.tolist(), strict=True)
        for order, along, pieces in rows:
            yield self.lots[order], along, pieces
