"""Whose a lot is, and how much a maker may still work for any one customer."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from rantai.core.tables import Ints
from rantai.core.units import MS_PER_MINUTE, PPM
from rantai.engine import explosion
from rantai.engine.plan.index import Index
from rantai.engine.plan.streams import Streams

NOBODYS = -1
SEVERAL = -2


@dataclass(frozen=True)
class Customers:
    """The limits of makers, while levels use them up. `used_ms`: by maker and customer."""

    index: Index
    streams: Streams
    used_ms: dict[tuple[int, int], int] = field(default_factory=lambda: defaultdict(int))

    @cached_property
    def limit_ms(self) -> dict[int, int]:
        """Milliseconds that each limited maker may work for any one customer."""
        given, index = self.index.given, self.index
        if not len(given.customer_limits):
            return {}
        whole: dict[str, int] = defaultdict(int)
        for maker, ms in zip(given.resources.maker_code.tolist(), index.capacity_ms.sum(axis=1).tolist(), strict=True):
            whole[maker] += ms
        return {
            index.parties.position(row["maker_code"]): whole[row["maker_code"]] * row["max_customer_ppm"] // PPM
            for row in given.customer_limits.rows()
        }

    @cached_property
    def of_order(self) -> list[int]:
        """The customer whom all of a lot serves, by order; below 0: nobody in particular.

        Lots pass on what they go into, so parents come before their parts.
        """
        answer, demand = self.streams.answer, self.index.given.demand
        found = [NOBODYS] * len(answer.order_item)
        links: dict[int, list[tuple[int, int]]] = defaultdict(list)
        chosen = np.flatnonzero(answer.link_supply_kind == explosion.SUPPLY_ORDER)
        columns = (answer.link_supply, answer.link_consumer_kind, answer.link_consumer)
        for supply, kind, consumer in zip(*(column[chosen].tolist() for column in columns), strict=True):
            links[supply].append((kind, consumer))
        levels = answer.level[answer.order_item]
        for order in np.argsort(levels, kind="stable").tolist():
            for kind, consumer in links[order]:
                if kind == explosion.CONSUMER_DEMAND:
                    customer = demand.customer_code[self.streams.lines[consumer].row]
                    found[order] = joined(found[order], self.index.parties.position(customer))
                elif kind == explosion.CONSUMER_ORDER:
                    found[order] = joined(found[order], found[consumer])
                elif kind != explosion.CONSUMER_SAFETY:
                    found[order] = SEVERAL
        return found

    def columns(self, orders: list[int]) -> dict[str, Ints]:
        """Columns for sublots of these orders. The customer for whom a maker has worked most leaves what is left."""
        if not self.limit_ms:
            return {}
        left = np.full(len(self.index.parties), -1, dtype=np.int64)
        for maker, ms in self.limit_ms.items():
            used = max((used for (of, _), used in self.used_ms.items() if of == maker), default=0)
            left[maker] = (ms - used) // MS_PER_MINUTE
        whose = [max(NOBODYS, self.of_order[order]) for order in orders]
        return {"lot_customer": np.array(whose, dtype=np.int64), "maker_customer_minutes": left}

    def take(self, maker: int, order: int, ms: int) -> None:
        """Remember work of a limited maker."""
        if maker in self.limit_ms and self.of_order[order] >= 0:
            self.used_ms[maker, self.of_order[order]] += ms


def joined(one: int, other: int) -> int:
    """Whom both serve; a lot that serves nobody in particular adds nothing."""
    if NOBODYS in (one, other):
        return max(one, other) if SEVERAL not in (one, other) else SEVERAL
    return one if one == other else SEVERAL
