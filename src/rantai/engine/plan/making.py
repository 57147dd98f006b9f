"""Allocation stage: who makes how many of each order, and when; level by level, lowest parts first.

An order may be split into sublots: the pieces whose material and parts are there early may start early. What one
level uses of a maker's hours is gone for the next.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from rantai.core.periods import weeks_for_days
from rantai.core.tables import Ints, Table
from rantai.core.units import MS_PER_MINUTE
from rantai.engine import allocation
from rantai.engine.plan.capacity import Pools
from rantai.engine.plan.index import Index
from rantai.engine.plan.material_gate import MaterialGate
from rantai.engine.plan.orders import Cause, Job, Order, Purchase, Reason, Sublot
from rantai.engine.plan.readiness import PartsGate, parts_gates
from rantai.engine.plan.streams import Streams

LOCALITIES = ("sentra", "province", "national", "import")


@dataclass
class Made:
    """What the allocation stage leaves behind."""

    orders: list[Order]
    jobs: list[Job] = field(default_factory=list)
    purchases: list[Purchase] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)
    goals: list[tuple[int, allocation.GoalReport]] = field(default_factory=list)


def make(
    index: Index,
    streams: Streams,
    pools: Pools,
    *,
    floors: dict[str, int],
    out_of_time: Callable[[], bool],
    progress: Callable[[int], None],
) -> Made:
    """Allocate every order. `floors` holds, by order code, the first week for which its material is proven to be there."""
    made = Made(_orders(index, streams))
    gate = MaterialGate(index, floors)
    free_ms = pools.capacity_ms.copy()
    levels = streams.answer.level
    for done, level in enumerate(range(int(levels.max(initial=0)), -1, -1)):
        here = [order for order in made.orders if int(levels[order.stream]) == level]
        bought = [order for order in here if _is_bought(index, order)]
        for order in bought:
            _buy(index, order, made)
        making = [order for order in here if not _is_bought(index, order)]
        sublots = [s for parts in parts_gates(index, streams, made.orders, making) for s in _sublots(gate, parts)]
        if sublots:
            _allocate(index, pools, sublots, free_ms, made, level, out_of_time)
        progress((done + 1) * 100 // (int(levels.max(initial=0)) + 1))
    return made


def _orders(index: Index, streams: Streams) -> list[Order]:
    answer = streams.answer
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
            int(answer.order_priority[number]),
        )
        for number, stream in enumerate(answer.order_item.tolist())
    ]


def _is_bought(index: Index, order: Order) -> bool:
    return str(index.given.items.kind[order.item]) == "bought"


def _buy(index: Index, order: Order, made: Made) -> None:
    """Buy from the cheapest seller who can be on time, else from the quickest."""
    table = index.given.item_offers
    rows = np.flatnonzero(table.item_code == index.items[order.item]).tolist()
    if not rows:
        made.reasons.append(_short_reason(index, order, "no_offer", index.items[order.item]))
        return
    leads = {row: weeks_for_days(int(table.lead_days[row])) for row in rows}
    best = min(rows, key=lambda row: (max(0, leads[row] - order.need_week), int(table.price_idr_each[row]), row))
    arrival = max(order.need_week, leads[best])
    if arrival >= index.weeks:
        made.reasons.append(_short_reason(index, order, "lead_time", index.items[order.item]))
        return
    if arrival > order.need_week:
        made.reasons.append(
            Reason(
                order,
                None,
                "late",
                "lead_time",
                index.items[order.item],
                order.need_week,
                arrival - order.need_week,
                "weeks",
            )
        )
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


def _short_reason(index: Index, order: Order, code: str, resource: str) -> Reason:
    week = min(order.need_week, index.weeks - 1)
    return Reason(order, None, "short", code, resource, week, order.quantity_pieces, "pieces")


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


def _allocate(
    index: Index,
    pools: Pools,
    sublots: list[Sublot],
    free_ms: Ints,
    made: Made,
    level: int,
    out_of_time: Callable[[], bool],
) -> None:
    possible = [sublot for sublot in sublots if sublot.first_week < index.weeks]
    for sublot in sublots:
        if sublot.first_week >= index.weeks and sublot.cause:
            made.reasons.append(_cause_reason(index, sublot, "short", sublot.quantity_pieces, "pieces"))
    if not possible:
        return
    question = Question.of(index, pools, possible, free_ms)
    answer = allocation.solve(question.given, allocation.AllocationParams(), out_of_time=out_of_time)
    _take_jobs(index, pools, question, answer, free_ms, made)
    _take_bought(index, question, answer, made)
    _take_reasons(index, pools, question, answer, made)
    made.goals += [(level, report) for report in answer.goals]


@dataclass(frozen=True)
class Question:
    """One level as the allocation room sees it, with the meaning of its positions."""

    sublots: list[Sublot]
    streams: list[int]
    cap_rows: list[int]
    ext_rows: list[int]
    given: allocation.AllocationInput

    @classmethod
    def of(cls, index: Index, pools: Pools, sublots: list[Sublot], free_ms: Ints) -> Question:
        """Turn sublots into positions; a capability is repeated for each stream of its item."""
        streams = sorted({sublot.order.stream for sublot in sublots})
        local = {stream: number for number, stream in enumerate(streams)}
        item_of = {sublot.order.stream: sublot.order.item for sublot in sublots}
        caps = [
            (local[stream], row)
            for stream in streams
            for row in _rows_of(index.given.capabilities, index.items[item_of[stream]])
        ]
        exts = [
            (local[stream], row)
            for stream in streams
            for row in _rows_of(index.given.item_offers, index.items[item_of[stream]])
        ]
        total = np.zeros(len(streams), dtype=np.int64)
        for sublot in sublots:
            total[local[sublot.order.stream]] += sublot.quantity_pieces
        works = [(number, *work) for number, (_, row) in enumerate(caps) for work in pools.work_of_capability[row]]
        table, offers = index.given.capabilities, index.given.item_offers
        cap_rows = _ints([row for _, row in caps])
        given = allocation.AllocationInput(
            weeks=index.weeks,
            n_items=len(streams),
            n_makers=len(index.parties),
            n_resources=len(pools.keys),
            lot_item=_ints([local[s.order.stream] for s in sublots]),
            lot_need_week=_ints([s.order.need_week for s in sublots]),
            lot_first_week=_ints([s.first_week for s in sublots]),
            lot_quantity=_ints([s.quantity_pieces for s in sublots]),
            lot_priority=_ints([s.order.priority for s in sublots]),
            cap_item=_ints([stream for stream, _ in caps]),
            cap_maker=index.parties.positions(table.maker_code[cap_rows]),
            cap_price_idr_each=table.price_idr_each[cap_rows],
            cap_lead_weeks=table.lead_weeks[cap_rows],
            cap_max_share_ppm=table.max_share_ppm[cap_rows],
            cap_locality=_ints([LOCALITIES.index(locality(index, row)) for _, row in caps]),
            work_capability=_ints([number for number, _, _ in works]),
            work_resource=_ints([resource for _, resource, _ in works]),
            work_ms=_ints([ms for _, _, ms in works]),
            capacity_minutes=free_ms // MS_PER_MINUTE,
            limit_cum=np.full((len(streams), index.weeks), -1, dtype=np.int64),
            ext_item=_ints([stream for stream, _ in exts]),
            ext_supplier=index.parties.positions(offers.supplier_code[_ints([row for _, row in exts])]),
            ext_price_idr_each=offers.price_idr_each[_ints([row for _, row in exts])],
            ext_lead_weeks=_ints([weeks_for_days(int(offers.lead_days[row])) for _, row in exts]),
            ext_is_import=_ints([int(offers.origin[row] == "import") for _, row in exts]),
            goals=index.goals,
            share_total=total,
        )
        return cls(sublots, streams, [row for _, row in caps], [row for _, row in exts], given)


def _rows_of(table: Table, item_code: str) -> list[int]:
    return np.flatnonzero(table.item_code == item_code).tolist()  # type: ignore[attr-defined]


def _ints(values: list[int]) -> Ints:
    return np.asarray(values, dtype=np.int64)


def locality(index: Index, capability: int) -> str:
    """How near the maker of a capability row is to its item's home: sentra (same regency), province or national."""
    table = index.given.capabilities
    home = str(index.given.items.home_place_code[index.items.position(table.item_code[capability])])
    place = str(index.given.parties.place_code[index.parties.position(table.maker_code[capability])])
    if home == place:
        return "sentra"
    return "province" if home and index.province_of_place[home] == index.province_of_place[place] else "national"


def _take_jobs(
    index: Index, pools: Pools, question: Question, answer: allocation.AllocationAnswer, free_ms: Ints, made: Made
) -> None:
    pieces: dict[tuple[int, int, int], int] = defaultdict(int)
    for lot, capability, week, quantity in _rows(
        answer.job_lot, answer.job_capability, answer.job_week, answer.job_quantity
    ):
        row = question.cap_rows[capability]
        pieces[question.sublots[lot].order.number, row, week] += quantity
        for pool, ms in pools.work_of_capability[row]:
            free_ms[pool, week] -= ms * quantity
    table = index.given.capabilities
    for (number, row, week), quantity in sorted(pieces.items()):
        order = made.orders[number]
        order.ready = _merged([*order.ready, (week, quantity)])
        made.jobs.append(
            Job(
                order,
                index.parties.position(table.maker_code[row]),
                week,
                int(table.lead_weeks[row]),
                quantity,
                int(table.price_idr_each[row]),
                locality(index, row),
            )
        )


def _take_bought(index: Index, question: Question, answer: allocation.AllocationAnswer, made: Made) -> None:
    table = index.given.item_offers
    pieces: dict[tuple[int, int, int], int] = defaultdict(int)
    for lot, ext, week, quantity in _rows(
        answer.bought_lot, answer.bought_ext, answer.bought_week, answer.bought_quantity
    ):
        pieces[question.sublots[lot].order.number, question.ext_rows[ext], week] += quantity
    for (number, row, week), quantity in sorted(pieces.items()):
        order = made.orders[number]
        order.ready = _merged([*order.ready, (week, quantity)])
        lead = weeks_for_days(int(table.lead_days[row]))
        supplier = index.parties.position(table.supplier_code[row])
        price, origin = int(table.price_idr_each[row]), str(table.origin[row])
        made.purchases.append(Purchase(order, supplier, week - lead, week, quantity, price, origin, is_instead=True))


def _merged(ready: list[tuple[int, int]]) -> list[tuple[int, int]]:
    by_week: dict[int, int] = defaultdict(int)
    for week, pieces in ready:
        by_week[week] += pieces
    return sorted(by_week.items())


def _rows(*columns: Ints) -> list[tuple[int, ...]]:
    return list(zip(*(column.tolist() for column in columns), strict=True))


def _take_reasons(
    index: Index, pools: Pools, question: Question, answer: allocation.AllocationAnswer, made: Made
) -> None:
    for row in answer.reasons:
        sublot = question.sublots[row.lot]
        if row.code in ("lead_time", "material_late") and sublot.cause:
            made.reasons.append(_cause_reason(index, sublot, row.kind, row.amount, row.unit))
            continue
        maker = question.given.cap_maker[row.capability] if row.capability is not None else None
        resource = _resource_code(index, pools, row, sublot)
        reason = Reason(sublot.order, maker, row.kind, row.code, resource, row.week, row.amount, row.unit)
        made.reasons.append(reason)


def _resource_code(index: Index, pools: Pools, row: allocation.Reason, sublot: Sublot) -> str:
    if row.resource_kind == "resource":
        return pools.resource_code(row.resource)
    if row.resource_kind == "maker":
        return index.parties[row.resource]
    return index.items[sublot.order.item]


def _cause_reason(index: Index, sublot: Sublot, kind: str, amount: int, unit: str) -> Reason:
    cause = sublot.cause
    week = min(sublot.first_week, index.weeks - 1)
    assert cause is not None
    return Reason(sublot.order, None, kind, cause.code, cause.resource, week, amount, unit)
