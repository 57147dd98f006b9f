"""Allocation stage: who makes how many of each order, and when; level by level, lowest parts first.

An order may be split into sublots: the pieces whose material and parts are there early may start early. What one
level uses of a maker's hours is gone for the next.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from rantai.core.periods import weeks_for_days
from rantai.core.tables import Ints
from rantai.engine import allocation
from rantai.engine.plan.capacity import Pools
from rantai.engine.plan.customers import Customers
from rantai.engine.plan.executor import Executor
from rantai.engine.plan.index import Index
from rantai.engine.plan.magnitudes import too_large
from rantai.engine.plan.material_gate import MaterialGate
from rantai.engine.plan.money import Money, Options
from rantai.engine.plan.orders import Cause, Job, Order, Purchase, Reason, Sublot
from rantai.engine.plan.question import Question, locality
from rantai.engine.plan.quotas import Quotas
from rantai.engine.plan.reach import within_reach
from rantai.engine.plan.readiness import PartsGate, parts_gates
from rantai.engine.plan.streams import Streams
from rantai.engine.plan.terms import Terms

PRIORITY_LAST = 9  # of a lot that serves no line, such as one for a safety stock


@dataclass
class Made:
    """What the allocation stage leaves behind. `goals`: (low-level code, report)."""

    orders: list[Order]
    jobs: list[Job] = field(default_factory=list)
    purchases: list[Purchase] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)
    goals: list[tuple[int, allocation.GoalReport]] = field(default_factory=list)
    money: Money = field(default_factory=Money)
    supply_shares: list[dict[str, Any]] = field(default_factory=list)


def make(
    index: Index,
    streams: Streams,
    pools: Pools,
    *,
    floors: dict[str, int],
    causes: Mapping[str, Cause],
    limits: Mapping[int, int],
    executor: Executor,
    out_of_time: Callable[[], bool],
    progress: Callable[[int], None],
) -> Made:
    """Allocate every order. `floors` holds, by order code, the first week whose material is proven to be there,
    `causes` what keeps it away until then, where the buying stage knows it; `limits`, by material, the net grams that
    there is money for."""
    made = Made(orders_of(index, streams))
    quotas = Quotas.of(index, streams, made.orders, limits)
    made.supply_shares = quotas.rows
    gate = MaterialGate(index, floors, causes, quotas)
    free_ms = pools.capacity_ms.copy()
    work = _Work(index, pools, Terms(index), Customers(index, streams), made, free_ms, executor, out_of_time)
    levels = streams.answer.level
    deepest = int(levels.max(initial=0))
    for level in range(deepest, -1, -1):
        here = [order for order in made.orders if int(levels[order.stream]) == level]
        for order in here:
            if _is_bought(index, order):
                _buy(index, order, made)
        making = [order for order in here if not _is_bought(index, order)]
        # Steel that is at hand goes to what is needed first, whatever its item.
        making.sort(key=lambda order: (order.need_week, order.priority, order.number))
        sublots = [s for parts in parts_gates(index, streams, made.orders, making) for s in _sublots(gate, parts)]
        if sublots:
            work.allocate(sublots, level)
        progress((deepest - level + 1) * 100 // (deepest + 1))
    return made


def orders_of(index: Index, streams: Streams) -> list[Order]:
    """Every lot of the explosion, with nothing of it ready."""
    answer = streams.answer
    share = streams.given.rule("yield_ppm").tolist()
    return [
        Order(
            number,
            streams.order_code(index, number),
            stream,
            streams.item[stream],
            streams.owner[stream],
            int(answer.order_week[number]),
            int(answer.order_start_week[number]),
            int(answer.order_quantity[number]),
            min(int(answer.order_priority[number]), PRIORITY_LAST),
            share[stream],
        )
        for number, stream in enumerate(answer.order_item.tolist())
    ]


def _is_bought(index: Index, order: Order) -> bool:
    return str(index.given.items.kind[order.item]) == "bought"


def _buy(index: Index, order: Order, made: Made) -> None:
    """Buy from the cheapest seller who can be on time, else from the quickest."""
    table = index.given.item_offers
    item_code = index.items[order.item]
    rows = np.flatnonzero(table.item_code == item_code).tolist()
    leads = {row: weeks_for_days(int(table.lead_days[row])) for row in rows}
    if not rows or max(order.need_week, min(leads.values())) >= index.weeks:
        code, week = ("lead_time" if rows else "no_offer"), min(order.need_week, index.weeks - 1)
        made.reasons.append(Reason(order, None, "short", code, item_code, week, order.quantity_pieces, "pieces"))
        return
    best = min(rows, key=lambda row: (max(0, leads[row] - order.need_week), int(table.price_idr_each[row]), row))
    arrival = max(order.need_week, leads[best])
    if arrival > order.need_week:
        late = arrival - order.need_week
        made.reasons.append(Reason(order, None, "late", "lead_time", item_code, order.need_week, late, "weeks"))
    order.ready = [(arrival, order.quantity_pieces)]
    made.purchases.append(
        Purchase(
            order,
            index.parties.position(table.supplier_code[best]),
            arrival - leads[best],
            arrival,
            order.quantity_pieces,
            int(table.price_idr_each[best]),
            str(table.origin[best]),
            is_instead=False,
        )
    )


def _sublots(gate: MaterialGate, parts: PartsGate) -> list[Sublot]:
    """Split an order by the weeks from which its parts and its material are there."""
    order = parts.order
    window = max(0, order.start_week + 1)
    found = []
    for week, pieces in parts.possible:
        for usable, covered, material in gate.release(order, max(window, week), pieces):
            cause = material or (Cause("part_late", parts.binding_part) if week > window else None)
            found.append(Sublot(order, usable, covered, cause))
    return found


@dataclass
class _Work:
    """The makers' hours while levels use them up, and what has been found so far."""

    index: Index
    pools: Pools
    terms: Terms
    customers: Customers
    made: Made
    free_ms: Ints
    executor: Executor
    out_of_time: Callable[[], bool]

    def allocate(self, sublots: list[Sublot], level: int) -> None:
        """Ask the allocation room about one level; pieces that cannot start in the horizon stay short."""
        possible = [sublot for sublot in sublots if sublot.first_week < self.index.weeks]
        for sublot in sublots:
            if sublot.first_week >= self.index.weeks:
                self._blame_cause(sublot, "short", sublot.quantity_pieces, "pieces")
        possible, beyond = within_reach(self.index, self.pools, possible, self.free_ms)
        self.made.reasons += beyond
        if not possible:
            return
        options = Options.of(self.index, self.pools, self.made.money)
        limits = self.customers.columns([sublot.order.number for sublot in possible])
        question = Question.of(self.index, self.pools, self.terms, possible, self.free_ms, options, limits)
        answer = allocation.solve(question.given, allocation.AllocationParams(), answered=self._answered)
        if answer.status == "invalid":
            pieces = sum(sublot.quantity_pieces for sublot in possible)
            raise too_large(self.index.items[possible[0].order.item], pieces, self.index.weeks)
        self._take_jobs(question, answer)
        self._take_bought(question, answer)
        self._take_reasons(question, answer)
        self.made.money.take(options, question, answer, self.free_ms)
        self.made.goals += [(level, report) for report in answer.goals]

    def _answered(self, groups: Sequence[allocation.AllocationInput]) -> list[allocation.AllocationAnswer]:
        """The answer to every group, wherever it was found."""
        return self.executor.answers(
            allocate_group,
            groups,
            [allocation.expected_ms(group) for group in groups],
            out_of_time=self.out_of_time,
            progress=lambda _done: None,
        )

    def _take_jobs(self, question: Question, answer: allocation.AllocationAnswer) -> None:
        pieces: dict[tuple[int, int, int], int] = defaultdict(int)
        rows = _rows(answer.job_lot, answer.job_capability, answer.job_week, answer.job_quantity)
        for capability, week in sorted({(capability, week) for _, capability, week, _ in rows}):
            for pool, ms in self.pools.setup_of_capability[question.cap_rows[capability]].items():
                self.free_ms[pool, week] -= ms
        for lot, capability, week, quantity in rows:
            row = question.cap_rows[capability]
            pieces[question.sublots[lot].order.number, row, week] += quantity
            for pool, ms in self.pools.work_of_capability[row]:
                self.free_ms[pool, week] -= ms * quantity
            worked = sum(ms for _, ms in self.pools.work_of_capability[row]) * quantity
            self.customers.take(int(question.given.cap_maker[capability]), question.sublots[lot].order.number, worked)
        table = self.index.given.capabilities
        for (number, row, week), quantity in sorted(pieces.items()):
            order = self.made.orders[number]
            maker = self.index.parties.position(table.maker_code[row])
            road, freight = self.terms.roads.road(maker, order.item)
            order.ready = _merged([*order.ready, (week + road, quantity)])
            lead, price = int(table.lead_weeks[row]), int(table.price_idr_each[row])
            near = locality(self.index, row)
            self.made.jobs.append(Job(order, maker, week, lead, quantity, price, near, road, freight))

    def _take_bought(self, question: Question, answer: allocation.AllocationAnswer) -> None:
        table = self.index.given.item_offers
        pieces: dict[tuple[int, int, int], int] = defaultdict(int)
        rows = _rows(answer.bought_lot, answer.bought_ext, answer.bought_week, answer.bought_quantity)
        for lot, ext, week, quantity in rows:
            pieces[question.sublots[lot].order.number, question.ext_rows[ext], week] += quantity
        for (number, row, week), quantity in sorted(pieces.items()):
            order = self.made.orders[number]
            order.ready = _merged([*order.ready, (week, quantity)])
            ordered = week - weeks_for_days(int(table.lead_days[row]))
            supplier = self.index.parties.position(table.supplier_code[row])
            price, origin = int(table.price_idr_each[row]), str(table.origin[row])
            self.made.purchases.append(
                Purchase(order, supplier, ordered, week, quantity, price, origin, is_instead=True)
            )

    def _take_reasons(self, question: Question, answer: allocation.AllocationAnswer) -> None:
        reasons = answer.reasons
        columns = (reasons.subject, reasons.subject_index, reasons.kind, reasons.reason_code, reasons.place)
        numbers = (reasons.place_index, reasons.week, reasons.amount, reasons.unit)
        for subject, which, kind, code, place, at, week, amount, unit in _rows(*columns, *numbers):
            lot, maker = _subject(question, answer, subject, which)
            sublot = question.sublots[lot]
            if code in ("lead_time", "material_late") and sublot.cause:
                self._blame_cause(sublot, kind, amount, unit)
                continue
            resource = self._place(question, sublot, place, at)
            for one in self.terms.told(code, place, at, amount, question):
                self.made.reasons.append(Reason(sublot.order, maker, kind, one, resource, week, amount, unit))

    def _place(self, question: Question, sublot: Sublot, place: str, at: int) -> str:
        if place == "resource":
            return self.pools.resource_code(at)
        if place == "capability":
            return self.index.parties[int(question.given.cap_maker[at])]
        return self.index.items[sublot.order.item]

    def _blame_cause(self, sublot: Sublot, kind: str, amount: int, unit: str) -> None:
        week = min(sublot.first_week, self.index.weeks - 1)
        # Parts and steel are there; the item's own weeks end after the plan.
        cause = sublot.cause or Cause("lead_time", self.index.items[sublot.order.item])
        self.made.reasons.append(Reason(sublot.order, None, kind, cause.code, cause.resource, week, amount, unit))


def allocate_group(given: allocation.AllocationInput, out_of_time: Callable[[], bool]) -> allocation.AllocationAnswer:
    """The answer to one group; a function of its own, so that any process can be asked."""
    return allocation.solve_group(given, allocation.AllocationParams(), out_of_time=out_of_time)


def _subject(
    question: Question, answer: allocation.AllocationAnswer, subject: str, which: int
) -> tuple[int, int | None]:
    """Sublot that a reason speaks of, and the maker when it speaks of one job."""
    if subject == "job":
        return int(answer.job_lot[which]), int(question.given.cap_maker[answer.job_capability[which]])
    if subject == "bought":
        return int(answer.bought_lot[which]), None
    return which, None


def _merged(ready: list[tuple[int, int]]) -> list[tuple[int, int]]:
    by_week: dict[int, int] = defaultdict(int)
    for week, pieces in ready:
        by_week[week] += pieces
    return sorted(by_week.items())


def _rows(*columns: np.ndarray) -> list[tuple]:
    return list(zip(*(column.tolist() for column in columns), strict=True))
