"""A date for one more order, without planning again: from what nobody needs, and from lots that can still be started.

Nothing that is pegged to others is touched: pieces are free in a week when no need of that week or later uses them.
So the promise never breaks another one; planning everything again could sometimes do better by moving stock about.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from rantai.core.tables import Ints
from rantai.core.units import with_scrap
from rantai.engine.explosion.live import Live
from rantai.engine.explosion.loops import grouped
from rantai.engine.explosion.net_loops import MAY, RULES, START, TIMELY, YIELD, good_of, lot_of
from rantai.engine.explosion.network import good_pieces

NOT_BLOCKED, BLOCKED_BY_LEAD, BLOCKED_BY_ROOM, BLOCKED_AS_NOBODY = 0, 1, 2, 3
Room = Mapping[int, Ints]  # item → pieces that can still be started, by week; an item that is not there has no limit
Blocked = tuple[int, int]  # item, BLOCKED_…


@dataclass(frozen=True)
class Promise:
    """When one more order can be there."""

    week: int | None  # None: not within the horizon
    from_free: dict[tuple[int, int], int]  # (item, week) → pieces that nobody else needs
    lots: dict[tuple[int, int], int]  # (item, week in which it is there) → pieces started
    blocked_item: int  # what kept it from the week before; -1 when the first week asked for is kept
    blocked_reason: int  # BLOCKED_BY_LEAD: a lot would start in the past or in frozen weeks; _BY_ROOM, _AS_NOBODY


def promise(live: Live, item: int, quantity: int, *, first_week: int = 0, room: Room | None = None) -> Promise:
    """The first week from `first_week` in which `quantity` more pieces of `item` can be there.

    Each component may come from pieces that nobody needs, by week, else from a new lot by the item's yield and lot
    size, started in the past nowhere and in frozen weeks nowhere, within `room` where it is given. Substitutes and
    alternates are not asked. Raises ValueError for a quantity below 1.
    """
    if quantity < 1:
        raise ValueError("quantity must be 1 or more")
    plan, blocked = _Plan(live, room or {}), (-1, NOT_BLOCKED)
    for week in range(first_week, live.given.weeks):
        attempt = _Attempt(plan)
        found = attempt.run(item, week, quantity)
        if found is None:
            return Promise(week, attempt.taken, attempt.lots, *blocked)
        blocked = found
    return Promise(None, {}, {}, *blocked)


class _Plan:
    """What all attempts read: the plan, its bills by parent, and the balance of each item that is asked for."""

    def __init__(self, live: Live, room: Room) -> None:
        self.net, self.cells, self.given, self.room = live.net, live.cells, live.given, room
        self.place = np.empty_like(self.net.turn)
        self.place[self.net.turn] = np.arange(len(self.net.turn))
        self.line_first, self.line = grouped(self.given.bill_parent, self.given.n_items)
        self._balances: dict[int, Ints] = {}

    def balance(self, item: int) -> Ints:
        """By week: pieces there at its end after all needs until then; firm orders and planned lots come in."""
        if item not in self._balances:
            weeks, held = self.given.weeks, self.net.stand_ins
            row = slice(item * weeks, (item + 1) * weeks)
            made = good_pieces(self.given, np.full(weeks, item), self.cells.lots[row])
            change = self.cells.arrive[row] + made - self.cells.gross[row]
            change += _rows(self.cells.sub_made, held.substitute_item == item, weeks)
            change += _rows(self.cells.handed, held.alternate_item == item, weeks)
            change -= _rows(self.cells.sub_used, held.substitute_other == item, weeks)
            self._balances[item] = np.cumsum(change)
        return self._balances[item]


def _rows(cells: Ints, chosen: np.ndarray[tuple[int], np.dtype[np.bool_]], weeks: int) -> Ints:
    total: Ints = cells.reshape(-1, weeks)[chosen].sum(axis=0)
    return total


class _Attempt:
    """One week tried: items from parents to components, each needed piece taken or made."""

    def __init__(self, plan: _Plan) -> None:
        self.plan = plan
        self.taken: dict[tuple[int, int], int] = {}
        self.lots: dict[tuple[int, int], int] = {}
        self.needed: dict[int, dict[int, int]] = defaultdict(dict)
        self.made: dict[int, dict[int, int]] = defaultdict(dict)
        self.started: dict[int, dict[int, int]] = defaultdict(dict)

    def run(self, item: int, week: int, quantity: int) -> Blocked | None:
        """Nothing when it works out, else what does not."""
        plan = self.plan
        self.needed[item][week] = quantity
        waiting, seen = [int(plan.place[item])], {item}
        while waiting:
            here = int(plan.net.turn[heapq.heappop(waiting)])
            balance = plan.balance(here).copy()
            for when in sorted(self.needed[here]):
                blocked = self._serve(here, when, self.needed[here][when], balance)
                if blocked:
                    return blocked
            for line in plan.line[plan.line_first[here] : plan.line_first[here + 1]].tolist():
                self._ask(line)
                child = int(plan.given.bill_child[line])
                if self.needed[child] and child not in seen:
                    seen.add(child)
                    heapq.heappush(waiting, int(plan.place[child]))
        return None

    def _serve(self, item: int, week: int, pieces: int, balance: Ints) -> Blocked | None:
        free = min(pieces, max(0, int(balance[week:].min())))
        missing = pieces - free
        balance[week:] -= pieces
        if free:
            self.taken[item, week] = free
        if not missing:
            return None
        net, given = self.plan.net, self.plan.given
        rule = net.rule[RULES * item : RULES * (item + 1)].tolist()
        if week < rule[TIMELY]:
            nobody = rule[MAY] == given.weeks and given.rule("orderable")[item] == 0
            return item, BLOCKED_AS_NOBODY if nobody else BLOCKED_BY_LEAD
        lot = lot_of(missing, rule, 0)
        begin = int(net.start[rule[START] + week])
        started = self.started[item]
        started[begin] = started.get(begin, 0) + lot
        if item in self.plan.room and started[begin] > self.plan.room[item][begin]:
            return item, BLOCKED_BY_ROOM
        self.lots[item, week] = self.made[item][week] = lot
        balance[week:] += good_of(lot, rule[YIELD])
        return None

    def _ask(self, line: int) -> None:
        """What the lots of this attempt need of one component."""
        given = self.plan.given
        parent, child = int(given.bill_parent[line]), int(given.bill_child[line])
        each, scrap = int(given.bill_quantity_each[line]), int(given.bill_scrap_ppm[line])
        rule = self.plan.net.rule[RULES * parent : RULES * (parent + 1)].tolist()
        for week, lot in self.made[parent].items():
            begin = int(self.plan.net.start[rule[START] + week])
            if given.bill_first_week[line] <= begin <= given.bill_last_week[line]:
                self.needed[child][begin] = self.needed[child].get(begin, 0) + with_scrap(lot * each, scrap)
