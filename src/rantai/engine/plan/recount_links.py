"""Which orders, lines and supplies a recount must look at one by one: those that sums over whole columns do not clear.

A national plan has millions of links and nearly all of them are plain: an order gets exactly what its bill asks for,
every part is finished before anybody begins with it. That is seen in a few sums. Whatever is not as plain as that
(losses, by-products, stand-ins, purchases, roads, missing pieces, any difference) is recounted in full.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rantai.core.units import with_scrap
from rantai.engine.plan.ledger import AT_HAND, Ledger, Row

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
NOBODY = -1
NEVER = 2**40  # a week that no plan reaches


@dataclass(frozen=True)
class Links:
    """The links of a plan by the rows of what they join. Rows are those of the plan's tables; NOBODY: another kind."""

    ledger: Ledger

    @cached_property
    def codes(self) -> list[str]:
        """Every code that a link names."""
        return list(self._numbers)

    @cached_property
    def _numbers(self) -> dict[str, int]:
        numbers: dict[str, int] = {}
        for column in ("supply_code", "consumer_code"):
            for code in self.ledger.plan.pegs.coded(column).names():
                numbers.setdefault(code, len(numbers))
        return numbers

    def _ends(self, column: str) -> Ints:
        coded = self.ledger.plan.pegs.coded(column)
        return np.fromiter(map(self._numbers.__getitem__, coded.names()), np.int64, len(coded.codes))[coded.at]

    @cached_property
    def supply(self) -> Ints:
        """The supplier end of every link, as a place in `codes`."""
        return self._ends("supply_code")

    @cached_property
    def consumer(self) -> Ints:
        """The consumer end of every link, as a place in `codes`."""
        return self._ends("consumer_code")

    def is_kind(self, column: str, kind: str) -> Flags:
        """Links whose end is of this kind."""
        coded = self.ledger.plan.pegs.coded(column)
        return np.asarray([name == kind for name in coded.names()], dtype=np.bool_)[coded.at]

    def rows(self, book: Mapping[str, Any]) -> Ints:
        """Row of every code in a book of the ledger whose codes are in the order of its table."""
        place = {code: row for row, code in enumerate(book)}
        return np.fromiter((place.get(code, NOBODY) for code in self.codes), np.int64, len(self.codes))

    @cached_property
    def order(self) -> Ints:
        """Row of orders of every code."""
        return self.rows(self.ledger.orders)

    @cached_property
    def line(self) -> Ints:
        """Row of demand of every code."""
        return self.rows(self.ledger.demand)

    @cached_property
    def lot(self) -> Ints:
        """Number of the lot of finished parts of every code."""
        return self.rows(self.ledger.item_lots)

    @cached_property
    def items(self) -> dict[str, int]:
        """Numbers of items."""
        return {code: number for number, code in enumerate(self.ledger.items)}

    def item_of(self, table: Any) -> Ints:
        """Item of every row of a table."""
        coded = table.coded("item_code")
        return np.asarray([self.items.get(code, NOBODY) for code in coded.names()] or [0], dtype=np.int64)[coded.at]

    @cached_property
    def order_item(self) -> Ints:
        """Item of every order."""
        return self.item_of(self.ledger.plan.orders)

    @cached_property
    def job_order(self) -> Ints:
        """Order of every job."""
        place = {code: row for row, code in enumerate(self.ledger.orders)}
        coded = self.ledger.plan.jobs.coded("order_code")
        return np.asarray([place.get(code, NOBODY) for code in coded.names()] or [0], dtype=np.int64)[coded.at]

    def by_order(self, least: int, how: Callable[..., Any], values: Ints) -> Ints:
        """Values of jobs put together by order."""
        found = np.full(len(self.ledger.plan.orders), least, dtype=np.int64)
        how(found, self.job_order, values)
        return found

    @cached_property
    def made(self) -> Ints:
        """Pieces of the jobs of every order."""
        return self.by_order(0, np.add.at, self.ledger.plan.jobs.quantity_pieces)

    @cached_property
    def last_made(self) -> Ints:
        """Week of the last job of every order; AT_HAND: it has none."""
        return self.by_order(AT_HAND, np.maximum.at, self.ledger.plan.jobs.made_week)

    @cached_property
    def first_begun(self) -> Ints:
        """Week in which the first job of every order is begun."""
        return self.by_order(NEVER, np.minimum.at, self.ledger.plan.jobs.material_week)

    @cached_property
    def is_plain(self) -> Flags:
        """Orders that only their jobs fulfil, at the home of their item in the week of the job, without losses."""
        ledger, codes = self.ledger, self.ledger.plan.orders
        if len(ledger.given.roads):
            return np.zeros(len(codes), dtype=np.bool_)
        bought = {row["order_code"] for row in ledger.component_orders.values()}
        lossy = np.asarray([item in ledger.lots.rules for item in self.items], dtype=np.bool_)
        is_bought = np.asarray([code in bought for code in ledger.orders], dtype=np.bool_) if bought else False
        return ~lossy[self.order_item] & ~np.asarray(is_bought)

    @cached_property
    def uncovered(self) -> tuple[set[str], set[str]]:
        """Orders and lines into which something else flows than what they want."""
        got, orders = self._got, len(self.ledger.plan.orders)
        want = _summed([self._wanted_by_orders, self._wanted_by_lines])
        differ = _differing(got, want)
        strange = self.is_other[self.supply] & ~self.is_kind("supply_kind", "job")
        ends = self.consumer[strange]
        rows = np.unique(np.concatenate([differ // len(self.items), self._end_row(ends)]))
        codes, lines = list(self.ledger.orders), list(self.ledger.demand)
        short = set(self.ledger.short_of)
        return (
            {codes[row] for row in rows.tolist() if 0 <= row < orders} | (short & set(codes)),
            {lines[row - orders] for row in rows.tolist() if row >= orders} | (short & set(lines)),
        )

    @cached_property
    def is_other(self) -> Flags:
        """Codes that are neither an order nor a lot of finished parts."""
        return (self.order == NOBODY) & (self.lot == NOBODY)

    def _end_row(self, ends: Ints) -> Ints:
        """Consumers as one number: orders first, then lines; NOBODY: neither."""
        line = self.line[ends]
        return np.where(
            self.order[ends] != NOBODY,
            self.order[ends],
            np.where(line != NOBODY, line + len(self.ledger.plan.orders), NOBODY),
        )

    @cached_property
    def _got(self) -> tuple[Ints, Ints]:
        """Pieces by consumer and item."""
        into = ~self.is_kind("supply_kind", "job") & ~self.is_other[self.supply]
        end, supply = self._end_row(self.consumer), self.supply
        into &= end != NOBODY
        lot_item = np.asarray([self.items[row["item_code"]] for row in self.ledger.item_lots.values()] or [0])
        order = self.order[supply[into]]
        item = np.where(order != NOBODY, np.append(self.order_item, 0)[order], lot_item[self.lot[supply[into]]])
        return _summed([(end[into] * len(self.items) + item, self.ledger.plan.pegs.quantity_pieces[into])])

    @property
    def _wanted_by_lines(self) -> tuple[Ints, Ints]:
        ledger = self.ledger
        place = {code: row for row, code in enumerate(ledger.demand)}
        codes = ledger.plan.promises.coded("demand_code")
        rows = np.asarray([place.get(code, NOBODY) for code in codes.names()] or [0], dtype=np.int64)[codes.at]
        end = rows + len(ledger.plan.orders)
        return end * len(self.items) + self.item_of(ledger.given.demand)[rows], ledger.plan.promises.quantity_pieces

    @property
    def _wanted_by_orders(self) -> tuple[Ints, Ints]:
        """What bills ask for, item by item that is made."""
        ledger, table = self.ledger, self.ledger.plan.orders
        keys, values = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
        in_turn = np.argsort(self.order_item, kind="stable")
        ends = np.cumsum(np.bincount(self.order_item, minlength=len(self.items))).tolist()
        begin = 0
        for item, end in zip(self.items, ends, strict=True):
            mine, begin = in_turn[begin:end], end
            if not len(mine) or item not in ledger.bills_of:
                continue
            starts = [max(0, ledger.lots.start_week(item, week)) for week in table.need_week[mine].tolist()]
            for line in ledger.bills_of[item]:
                held = mine[_holds(ledger, line, np.asarray(starts))]
                keys.append(held * len(self.items) + self.items[line["child_code"]])
                values.append(_need(table.quantity_pieces[held], line))
        return np.concatenate(keys), np.concatenate(values)

    @cached_property
    def given(self) -> Ints:
        """Pieces that every code gives."""
        counts = ~self.is_kind("consumer_kind", "by_product")
        found = np.zeros(len(self.codes), dtype=np.int64)
        np.add.at(found, self.supply[counts], self.ledger.plan.pegs.quantity_pieces[counts])
        return found

    @cached_property
    def overdrawn(self) -> set[str]:
        """Supplies that may give more than they have, or to others than they may."""
        ledger = self.ledger
        job = self.rows(ledger.jobs)
        has = (
            np.where(self.order != NOBODY, ledger.plan.orders.quantity_pieces[self.order], NEVER)
            if len(ledger.plan.orders)
            else np.full(len(self.codes), NEVER)
        )
        if len(ledger.jobs):
            has = np.where(job != NOBODY, ledger.plan.jobs.quantity_pieces[job], has)
        steel = self.rows(ledger.patterns) != NOBODY
        steel |= (self.rows(ledger.material_orders) != NOBODY) | (self.rows(ledger.steel_lots) != NOBODY)
        known = steel | (job != NOBODY) | (self.order != NOBODY)
        known[self.order != NOBODY] &= self.is_plain[self.order[self.order != NOBODY]]
        strange = (self.given > has) | ~known
        strange[self.supply[self._other_owner]] = True
        strange &= np.bincount(self.supply, minlength=len(self.codes)) > 0
        return {self.codes[at] for at in np.flatnonzero(strange).tolist()}

    @property
    def _other_owner(self) -> Flags:
        """Links from an order to an order or line of another owner of steel."""
        orders, lines = self.ledger.plan.orders, self.ledger.given.demand
        numbers: dict[str, int] = {}
        owners = []
        for table in (orders, lines):
            coded = table.coded("material_owner_code")
            number = np.asarray([numbers.setdefault(code, len(numbers)) for code in coded.names()] or [0])
            owners.append(number[coded.at])
        owner = np.full(len(self.codes), NOBODY, dtype=np.int64)
        for rows, of_row in ((self.line, owners[1]), (self.order, owners[0])):
            owner[rows != NOBODY] = of_row[rows[rows != NOBODY]]
        is_told = (self.order[self.supply] != NOBODY) & (owner[self.consumer] != NOBODY)
        return is_told & (owner[self.supply] != owner[self.consumer])

    @cached_property
    def unfinished(self) -> set[str]:
        """Orders that may be begun before all their parts are there, with all that take of the same parts."""
        into = (self.order[self.consumer] != NOBODY) & ~self.is_kind("supply_kind", "job")
        supply, order = self.supply[into], self.order[self.consumer[into]]
        lot_week = np.asarray([row["week"] for row in self.ledger.item_lots.values()] or [0])
        there = np.full(len(self.codes), NEVER, dtype=np.int64)
        there[self.lot != NOBODY] = lot_week[self.lot[self.lot != NOBODY]]
        made = self.order[self.order != NOBODY]
        is_enough = self.is_plain[made] & (self.made[made] >= self.given[self.order != NOBODY])
        there[self.order != NOBODY] = np.where(is_enough, self.last_made[made], NEVER)
        late = np.zeros(len(self.codes), dtype=np.bool_)
        late[supply[there[supply] >= self.first_begun[order]]] = True
        strange = self.made > self.ledger.plan.orders.quantity_pieces
        strange[order[late[supply]]] = True
        codes = list(self.ledger.orders)
        return {codes[row] for row in np.flatnonzero(strange).tolist()} | self.uncovered[0]

    @cached_property
    def unsummed(self) -> set[str]:
        """Orders that their jobs and missing pieces do not add up to, or that say another week than these."""
        table = self.ledger.plan.orders
        late = np.maximum(0, self.last_made - table.need_week)
        ready = np.where(self.last_made == AT_HAND, table.need_week, self.last_made)
        late[self.last_made == AT_HAND] = 0
        ready[table.short_pieces > 0] = self.ledger.weeks
        strange = (self.made + table.short_pieces != table.quantity_pieces) | ~self.is_plain
        strange |= (table.late_weeks != late) | (table.ready_week != ready)
        codes = list(self.ledger.orders)
        return {codes[row] for row in np.flatnonzero(strange).tolist()}


def _holds(ledger: Ledger, line: Row, starts: Ints) -> Flags:
    """Orders for which a bill line holds, by the week in which they are started."""
    first = 0 if line["from_date"] is None else ledger.horizon.week_of(line["from_date"])
    last = ledger.weeks if line["to_date"] is None else ledger.horizon.week_of(line["to_date"])
    return (first <= starts) & (starts <= last)


def _need(pieces: Ints, line: Row) -> Ints:
    each = pieces * line["quantity_each"]
    if not line["scrap_ppm"]:
        return each
    return np.asarray([with_scrap(one, line["scrap_ppm"]) for one in each.tolist()], dtype=np.int64)


def _summed(parts: list[tuple[Ints, Ints]]) -> tuple[Ints, Ints]:
    """Different keys in their order, and the sum of the values of each."""
    keys, values = (np.concatenate(column) for column in zip(*parts, strict=True))
    order = np.argsort(keys, kind="stable")
    first = np.flatnonzero(np.diff(keys[order], prepend=-1))
    return keys[order][first], np.add.reduceat(values[order], first) if len(first) else values


def _differing(one: tuple[Ints, Ints], other: tuple[Ints, Ints]) -> Ints:
    """Keys that only one has, or with another value."""
    if np.array_equal(one[0], other[0]):
        return one[0][one[1] != other[1]]
    common, here, there = np.intersect1d(one[0], other[0], assume_unique=True, return_indices=True)
    return np.concatenate([np.setxor1d(one[0], other[0], assume_unique=True), common[one[1][here] != other[1][there]]])
