"""Minutes for money: options as the allocation room sees them, what the plan uses of them, and what more would do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from rantai.core.tables import Ints
from rantai.core.units import MS_PER_MINUTE
from rantai.engine.plan.capacity import Pools
from rantai.engine.plan.index import Index
from rantai.engine.plan.orders import Order

if TYPE_CHECKING:
    from rantai.engine.allocation import AllocationAnswer
    from rantai.engine.plan.question import Question


@dataclass(frozen=True)
class Options:
    """The options that are left for one level: columns of the allocation's question, and each option's pools."""

    columns: dict[str, Ints]
    pools: list[list[int]]

    @classmethod
    def of(cls, index: Index, pools: Pools, money: Money) -> Options:
        """What levels before have used is gone."""
        table = index.given.capacity_options
        minutes = np.zeros((len(table), index.weeks), dtype=np.int64)
        mondays = np.array([index.horizon.monday(week) for week in range(index.weeks)], dtype="datetime64[D]")
        for row in range(len(table)):
            inside = ~(mondays < table.from_date[row]) & ~(mondays > table.to_date[row])  # an empty day bounds nothing
            minutes[row, inside] = table.minutes_week[row]
        for (row, week), used in money.used.items():
            minutes[row, week] -= used
        reach = [pools.pools_of(resource) for resource in index.resources.positions(table.resource_code).tolist()]
        pairs = [(row, pool) for row, its in enumerate(reach) for pool in its]
        columns = {
            "opt_price_idr_minute": table.price_idr_minute,
            "opt_fixed_idr_week": table.fixed_idr_week,
            "opt_is_approved": table.is_approved.astype(np.int64),
            "opt_minutes": minutes,
            "optres_option": np.array([row for row, _ in pairs], dtype=np.int64),
            "optres_resource": np.array([pool for _, pool in pairs], dtype=np.int64),
        }
        return cls(columns, reach)


@dataclass
class Money:
    """Found level by level. `used`: minutes by (option row, week); `ways`: by (order, option row); `hours`: by (pool,
    week)."""

    used: dict[tuple[int, int], int] = field(default_factory=lambda: defaultdict(int))
    ways: dict[tuple[int, int], tuple[int, ...]] = field(default_factory=dict)
    hours: dict[tuple[int, int], tuple[int, int, int]] = field(default_factory=dict)

    def take(self, options: Options, question: Question, answer: AllocationAnswer, free_ms: Ints) -> None:
        """Keep what one level has found; the minutes it uses stand against the work it has put into `free_ms`."""
        columns = (answer.used_option, answer.used_week, answer.used_minutes)
        for option, week, minutes in zip(*(column.tolist() for column in columns), strict=True):
            self.used[option, week] += minutes
            free_ms[options.pools[option], week] += minutes * MS_PER_MINUTE
        for lot, option, *way in zip(*(column.tolist() for column in vars(answer.ways).values()), strict=True):
            key = (question.sublots[lot].order.number, option)
            self.ways[key] = _joined(self.ways[key], way) if key in self.ways else tuple(way)
        for pool, week, *worth in zip(*(column.tolist() for column in vars(answer.worth).values()), strict=True):
            pieces, piece_weeks, idr = worth
            held = self.hours.get((pool, week), (0, 0, 0))
            self.hours[pool, week] = max(held, (piece_weeks, pieces, idr))

    def more_ms(self, index: Index) -> dict[tuple[int, int], int]:
        """Milliseconds for money by (resource row, week)."""
        found: dict[tuple[int, int], int] = defaultdict(int)
        resources = index.resources.positions(index.given.capacity_options.resource_code).tolist()
        for (option, week), minutes in self.used.items():
            found[resources[option], week] += minutes * MS_PER_MINUTE
        return found

    def overtime_rows(self, index: Index) -> Iterator[dict[str, Any]]:
        """Rows of the table overtime."""
        table = index.given.capacity_options
        for (option, week), minutes in sorted(self.used.items()):
            cost = minutes * int(table.price_idr_minute[option]) + int(table.fixed_idr_week[option])
            code = str(table.option_code[option])
            yield {"option_code": code, "week": week, "minutes": minutes, "cost_idr": cost}

    def way_rows(self, index: Index, orders: list[Order]) -> Iterator[dict[str, Any]]:
        """Rows of the table ways_out."""
        names = ("first_week", "last_week", "minutes", "cost_idr", "pieces", "piece_weeks")
        for (number, option), way in sorted(self.ways.items()):
            code = str(index.given.capacity_options.option_code[option])
            yield {"order_code": orders[number].code, "option_code": code, **dict(zip(names, way, strict=True))}

    def hour_rows(self, pools: Pools) -> Iterator[dict[str, Any]]:
        """Rows of the table hour_values; a resource that stands for several pools tells its best."""
        best: dict[tuple[str, int], tuple[int, int, int]] = {}
        for (pool, week), worth in self.hours.items():
            key = (pools.resource_code(pool), week)
            best[key] = max(best.get(key, worth), worth)
        for (code, week), (piece_weeks, pieces, idr) in sorted(best.items()):
            if piece_weeks > 0:
                values = {"pieces": pieces, "piece_weeks": piece_weeks, "saving_idr": idr}
                yield {"resource_code": code, "week": week, **values}


def _joined(one: tuple[int, ...], other: list[int]) -> tuple[int, ...]:
    """Two sublots of an order that the same option helps: first and last week, then sums."""
    return (min(one[0], other[0]), max(one[1], other[1]), *(a + b for a, b in zip(one[2:], other[2:], strict=True)))
