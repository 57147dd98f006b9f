"""Whose a lot's pieces are: how many stand behind each customer's lines, and how many of these lines are firm."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from rantai.engine import explosion
from rantai.engine.plan.index import Index
from rantai.engine.plan.orders import Order
from rantai.engine.plan.streams import Streams
from rantai.engine.sharing import share_out

Behind = dict[tuple[str, bool], int]  # pieces by customer and whether its line is firm


@dataclass(frozen=True)
class Claims:
    """Who needs the pieces of each lot."""

    index: Index
    streams: Streams

    @cached_property
    def only_maker(self) -> dict[int, str]:
        """By item that one workshop alone can make: that workshop."""
        makers: dict[str, set[str]] = defaultdict(set)
        table = self.index.given.capabilities
        for item, maker in zip(table.item_code.tolist(), table.maker_code.tolist(), strict=True):
            makers[item].add(maker)
        return {self.index.items.position(item): min(who) for item, who in makers.items() if len(who) == 1}

    def of(self, order: Order) -> Behind:
        """The pieces of a lot, all of them, by claimant and firmness: its only maker's, or its customers'."""
        behind = self._behind[order.number]
        maker = self.only_maker.get(order.item)
        if maker is None:
            return behind
        firm = sum(pieces for (_, is_firm), pieces in behind.items() if is_firm)
        return {(maker, True): firm, (maker, False): order.quantity_pieces - firm}

    @cached_property
    def _behind(self) -> list[Behind]:
        """Parents before their parts. What a lot makes beyond its links is borne by those whom it serves; without any
        it is the centre's, for stock."""
        answer = self.streams.answer
        found: list[Behind] = [{} for _ in range(len(answer.order_item))]
        levels, quantities = answer.level[answer.order_item], answer.order_quantity.tolist()
        for order in np.argsort(levels, kind="stable").tolist():
            served: Behind = defaultdict(int)
            for (kind, consumer), pieces in self._links[order].items():
                if kind == explosion.CONSUMER_DEMAND:
                    served[self._line(consumer)] += pieces
                else:
                    for key, share in split(pieces, found[consumer]).items():
                        served[key] += share
            found[order] = split(quantities[order], served) or {(self._nobody, False): quantities[order]}
        return found

    @cached_property
    def _links(self) -> dict[int, dict[tuple[int, int], int]]:
        """Pieces that each lot hands to each line or lot."""
        answer = self.streams.answer
        found: dict[int, dict[tuple[int, int], int]] = defaultdict(lambda: defaultdict(int))
        known = (explosion.CONSUMER_DEMAND, explosion.CONSUMER_ORDER)
        chosen = (answer.link_supply_kind == explosion.SUPPLY_ORDER) & np.isin(answer.link_consumer_kind, known)
        columns = (answer.link_supply, answer.link_consumer_kind, answer.link_consumer, answer.link_quantity)
        for supply, kind, consumer, pieces in zip(*(column[chosen].tolist() for column in columns), strict=True):
            found[supply][kind, consumer] += pieces
        return found

    def _line(self, line: int) -> tuple[str, bool]:
        demand, row = self.index.given.demand, self.streams.lines[line].row
        return str(demand.customer_code[row]), str(demand.firmness[row]) == "firm"

    @cached_property
    def _nobody(self) -> str:
        parties = self.index.given.parties
        return str(min(parties.party_code[parties.kind == "centre"].tolist(), default=""))


def split(pieces: int, behind: Behind) -> Behind:
    """`pieces` in proportion to what stands behind each; empty where nothing does."""
    keys = sorted(key for key in behind if behind[key])
    return dict(zip(keys, share_out(pieces, [behind[key] for key in keys]), strict=True))
