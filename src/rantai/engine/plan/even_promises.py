"""One lot for lines of several customers, short because steel is: its pieces go by firm need, not to the first link.

A supply hands its first pieces to its first link. Where short steel was shared among customers that would undo the
share, so lines of one lot that are due in one week share what there is of it (`sharing.share_short`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from rantai.core.tables import Ints
from rantai.engine import explosion
from rantai.engine.plan.index import Index
from rantai.engine.plan.orders import Order
from rantai.engine.plan.streams import Streams
from rantai.engine.sharing import share_short

Arrivals = tuple[Ints, Ints, Ints]  # by line: there in time, there at all, week of the last that comes


def shared_evenly(index: Index, streams: Streams, orders: Sequence[Order], arrivals: Arrivals) -> Arrivals:
    """The arrivals of every line, with the lots evened out that serve several customers in one week."""
    on_time, there, last = (column.copy() for column in arrivals)
    answer, demand = streams.answer, index.given.demand
    for order, links in _lots(index, streams, orders):
        made = np.asarray([(order.number, week, pieces) for week, pieces in order.good], dtype=np.int64).reshape(-1, 3)
        names = ("made_order", "made_week", "made_quantity")
        finished = {name: made[:, number] for number, name in enumerate(names)}
        come = explosion.pieces_there(streams.given, answer, links, **finished)
        lines, wanted = answer.link_consumer[links].tolist(), answer.link_quantity[links].tolist()
        rows = [streams.lines[line].row for line in lines]
        firm = [want if str(demand.firmness[row]) == "firm" else 0 for row, want in zip(rows, wanted, strict=True)]
        codes = [str(demand.demand_code[row]) for row in rows]
        due = streams.lines[lines[0]].week
        before = come[:, due + 1].tolist(), come[:, index.weeks].tolist()
        all_of_it = share_short(sum(before[1]), firm, wanted, codes, occasion=order.code)
        in_time = share_short(sum(before[0]), all_of_it, all_of_it, codes, occasion=order.code)
        for at, line in enumerate(lines):
            on_time[line] += in_time[at] - before[0][at]
            there[line] += all_of_it[at] - before[1][at]
            if all_of_it[at] > in_time[at]:
                last[line] = max(int(last[line]), *(week for week, _ in order.good))
    return on_time, there, last


def _lots(index: Index, streams: Streams, orders: Sequence[Order]) -> Iterator[tuple[Order, Ints]]:
    """Lots that are short and go to lines of several customers, all due in one week; with their links."""
    answer, demand = streams.answer, index.given.demand
    short = {order.number: order for order in orders if order.short_pieces}
    found: dict[int, list[int]] = defaultdict(list)
    chosen = np.flatnonzero(answer.link_supply_kind == explosion.SUPPLY_ORDER)
    for link, supply in zip(chosen.tolist(), answer.link_supply[chosen].tolist(), strict=True):
        if supply in short:
            found[supply].append(link)
    for number, links in sorted(found.items()):
        if (answer.link_consumer_kind[links] != explosion.CONSUMER_DEMAND).any():
            continue
        lines = [streams.lines[line] for line in answer.link_consumer[links].tolist()]
        customers = {str(demand.customer_code[line.row]) for line in lines}
        if len(customers) > 1 and len({line.week for line in lines}) == 1:
            yield short[number], np.asarray(links, dtype=np.int64)
