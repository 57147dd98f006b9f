"""The question turned into flat arrays for the loops: who is above whom, what is wanted and coming by item and week."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from rantai.core.tables import Flags, Ints, Ratios
from rantai.core.units import PPM
from rantai.engine.explosion.bounds_loops import ceiling_of
from rantai.engine.explosion.loops import find_loop, grouped, low_level_codes
from rantai.engine.explosion.net_loops import (
    FREE,
    LEAST,
    LOT,
    MAY,
    PLAIN,
    RULES,
    SPAN,
    START,
    STEP,
    TIMELY,
    YIELD,
)
from rantai.engine.explosion.refusals import BillLoop, QuantityTooLarge
from rantai.engine.explosion.standins import StandIns, accepted
from rantai.engine.explosion.tables import LOT_FIXED, LOT_FOR_LOT, ExplosionInput


@dataclass(frozen=True, eq=False)
class Network:
    """All that does not change while a plan is made. `…_first[i]` .. `…_first[i + 1]` are the rows of item i."""

    given: ExplosionInput
    level: Ints  # by item
    turn: Ints  # items, parents and givers first
    rule: Ints  # RULES numbers an item
    start: Ints  # rows of `weeks`: week in which a lot needed in a week is started; may be negative
    up_first: Ints  # by component: bill lines
    up: Ints  # LINE numbers a bill line
    firm_row: Ints  # firm orders by item and week, as rows of the question
    by_first: Ints  # by by-product
    by: Ints  # parent and pieces each
    stand_ins: StandIns
    down_first: Ints
    down: Ints  # items that hear of a change of an item
    wanted: Ints  # cells: demand and safety stock
    coming: Ints  # cells: stock in week 0, receipts, good pieces of firm orders
    safety_week: Ints  # by item
    relations: tuple[Ints, ...]  # rules and rows in the order in which the sweep takes them
    ceiling: Ceiling
    is_careful: bool  # whether sums must be watched while they grow
    largest: int


def network(given: ExplosionInput, largest: int) -> Network:
    """Raises `BillLoop` and `QuantityTooLarge`."""
    own = _with(given.bill_parent, given.byproduct_parent), _with(given.bill_child, given.byproduct_child)
    level = low_level_codes(given.n_items, *own)
    if (level < 0).any():
        raise BillLoop(find_loop(given.n_items, *own))
    stand_ins = accepted(given, *own)
    heads, tails = own
    if not stand_ins.is_empty:
        heads, tails = stand_ins.edges(own)
        level = low_level_codes(given.n_items, heads, tails)
    _, turn = grouped(level, given.n_items)
    stand_ins = stand_ins.in_turn(turn)
    rule, start, safety_week = rules(given, stand_ins)
    _, by_parent = grouped(given.bill_parent, given.n_items)
    up_first, up_order = grouped(given.bill_child, given.n_items, by_parent)
    firm_first, firm_row = grouped(given.firm_item, given.n_items, np.argsort(given.firm_week, kind="stable"))
    by_first, by_order = grouped(
        given.byproduct_child, given.n_items, np.argsort(given.byproduct_parent, kind="stable")
    )
    hears = stand_ins.listeners(heads, tails)
    down_first, down_order = grouped(hears[0], given.n_items)
    ceiling = _ceiling(given, own, stand_ins, largest)
    wanted, coming = _cells(given, safety_week)
    bill = (given.bill_parent, given.bill_quantity_each, given.bill_scrap_ppm)
    up = _flat(*(column[up_order] for column in (*bill, given.bill_first_week, given.bill_last_week)))
    firm = _flat(given.firm_week[firm_row], given.firm_quantity[firm_row])
    by = _flat(given.byproduct_parent[by_order], given.byproduct_quantity_each[by_order])
    return Network(
        given=given,
        level=level,
        turn=turn,
        rule=rule,
        start=start,
        up_first=up_first,
        up=up,
        firm_row=firm_row,
        by_first=by_first,
        by=by,
        stand_ins=stand_ins,
        down_first=down_first,
        down=hears[1][down_order],
        wanted=wanted,
        coming=coming,
        safety_week=safety_week,
        relations=(rule, start, up_first, up, firm_first, firm, by_first, by, *stand_ins.flat()),
        ceiling=ceiling,
        is_careful=ceiling.passes(turn, largest),
        largest=largest,
    )


def _with(*columns: Ints) -> Ints:
    return np.concatenate(columns)


def _flat(*columns: Ints) -> Ints:
    return np.ascontiguousarray(np.stack(columns, axis=1)).ravel()


def good_pieces(given: ExplosionInput, item: Ints, started: Ints) -> Ints:
    """Good pieces of lots, rounded down."""
    good = given.rule("yield_ppm")[item]
    whole, rest = np.divmod(started, PPM)
    made: Ints = whole * good + rest * good // PPM
    return made


def rules(given: ExplosionInput, stand_ins: StandIns) -> tuple[Ints, Ints, Ints]:
    """The rule table (RULES numbers an item), the start weeks it points into, and the week of safety stocks."""
    pairs, pair = _pairs(given)
    start = np.zeros((len(pairs), given.weeks), dtype=np.int64)
    for row, (calendar, lead) in enumerate(pairs.tolist()):
        start[row] = start_weeks(given.weeks, given.closed_week[given.closed_calendar == calendar], lead)
    rule = np.zeros((given.n_items, RULES), dtype=np.int64)
    lot, least = given.rule("lot_rule"), given.rule("lot_quantity")
    rule[:, YIELD] = given.rule("yield_ppm")
    rule[:, LOT] = lot
    rule[:, LEAST] = np.where(lot == LOT_FOR_LOT, 0, least)
    step = np.where(lot == LOT_FIXED, least, given.rule("lot_multiple"))
    rule[:, STEP] = np.where(lot == LOT_FOR_LOT, 1, np.maximum(step, 1))
    rule[:, SPAN] = np.minimum(given.rule("lot_weeks"), given.weeks)
    rule[:, START] = pair.reshape(-1) * given.weeks
    frozen = given.rule("frozen_weeks")
    timely = _first_timely(given, rule.ravel(), start.ravel())
    may = given.rule("orderable") == 1
    rule[:, TIMELY] = np.where(may, timely, given.weeks)
    rule[:, MAY] = np.where(may, np.where(frozen == 0, 0, timely), given.weeks)
    rule[:, FREE] = -1
    givers = np.unique(stand_ins.substitute_other)
    rule[givers, FREE] = np.arange(len(givers))
    rule[:, PLAIN] = (lot == LOT_FOR_LOT) & (rule[:, YIELD] == PPM) & (rule[:, MAY] == 0)
    rule[_touched_by_rules(given, stand_ins), PLAIN] = 0
    return rule.ravel(), start.ravel(), np.minimum(timely, given.weeks - 1)


def _pairs(given: ExplosionInput) -> tuple[Ints, Ints]:
    """Every calendar and lead that some item has, and which of them each item has."""
    leads, lead = np.unique(given.lead_weeks, return_inverse=True)
    calendars, calendar = np.unique(given.rule("calendar"), return_inverse=True)
    used, pair = np.unique(calendar * max(1, len(leads)) + lead, return_inverse=True)
    return np.stack([calendars[used // max(1, len(leads))], leads[used % max(1, len(leads))]], axis=1), pair


def _touched_by_rules(given: ExplosionInput, stand_ins: StandIns) -> Ints:
    """Items that stand-ins, by-products, dated or lossy lines or firm orders concern."""
    dated = (given.bill_first_week > 0) | (given.bill_last_week < given.weeks - 1)
    lines = given.bill_child[dated | (given.bill_scrap_ppm > 0)]
    stands = (
        stand_ins.substitute_item,
        stand_ins.substitute_other,
        stand_ins.alternate_item,
        stand_ins.alternate_other,
    )
    return np.concatenate([lines, given.byproduct_child, given.firm_item, *stands])


def start_weeks(weeks: int, closed: Ints, lead: int) -> Ints:
    """By week of need: the week in which a lot is started, `lead` open weeks before; weeks before 0 are open."""
    is_open = np.ones(weeks, dtype=np.bool_)
    is_open[closed] = False
    before: Ints = np.cumsum(is_open) - is_open  # open weeks before each week
    back = np.where(is_open, lead, max(lead, 1))
    rank = before - back
    made: Ints = np.append(np.flatnonzero(is_open), 0)[np.maximum(rank, 0)]
    return np.where((back == 0) & is_open, np.arange(weeks), np.where(rank >= 0, made, rank))


def _first_timely(given: ExplosionInput, rule: Ints, start: Ints) -> Ints:
    """By item: the first week that a lot reaches which starts neither in the past nor in the frozen weeks."""
    rows = start.reshape(-1, given.weeks)[rule.reshape(-1, RULES)[:, START] // given.weeks]
    may: Flags = rows >= given.rule("frozen_weeks")[:, None]
    return np.where(may.any(axis=1), may.argmax(axis=1), given.weeks)


def _cells(given: ExplosionInput, safety_week: Ints) -> tuple[Ints, Ints]:
    """What is wanted and what is coming, in cells item · weeks + week."""
    weeks, items = given.weeks, np.arange(given.n_items)
    wanted, coming = np.zeros((2, given.n_items * weeks), dtype=np.int64)
    np.add.at(wanted, given.demand_item * weeks + given.demand_week, given.demand_quantity)
    if given.safety_stock.size:
        wanted[items * weeks + safety_week] += given.safety_stock
    np.add.at(coming, given.stock_item * weeks, given.stock_quantity)
    np.add.at(coming, given.receipt_item * weeks + given.receipt_week, given.receipt_quantity)
    firm_good = good_pieces(given, given.firm_item, given.firm_quantity)
    np.add.at(coming, given.firm_item * weeks + given.firm_week, firm_good)
    return wanted, coming


@dataclass(frozen=True, eq=False)
class Ceiling:
    """The most that the plan can count, item by item and without weeks, in floats."""

    first: Ints
    source: Ints
    kind: Ints
    each: Ratios
    rounding: Ratios
    per_good: Ratios
    wanted: Ratios
    coming: Ratios

    def passes(self, turn: Ints, largest: int) -> bool:
        """Whether sums may pass `largest`, so that they must be watched."""
        columns = (self.first, self.source, self.kind, self.each, self.rounding, self.per_good)
        return float(ceiling_of(turn, *columns, self.wanted.copy(), self.coming.copy())) > 0.999 * largest


def with_demand(net: Network, row: int, quantity: int) -> Network:
    """The network after a line of demand got another quantity, in its own columns. Raises `QuantityTooLarge`."""
    given = net.given
    item, before = int(given.demand_item[row]), int(given.demand_quantity[row])
    net.ceiling.wanted[item] += quantity - before
    net.wanted[item * given.weeks + given.demand_week[row]] += quantity - before
    given.demand_quantity[row] = quantity
    is_careful = net.ceiling.passes(net.turn, net.largest) if quantity > before else net.is_careful
    return replace(net, is_careful=is_careful)


def _ceiling(given: ExplosionInput, own: tuple[Ints, Ints], stand_ins: StandIns, largest: int) -> Ceiling:
    """Raises `QuantityTooLarge` for what is given."""
    total = _sums(given, largest, (given.demand_item, given.demand_quantity))
    total += given.rule("safety_stock")
    firm = _sums(given, largest, (given.firm_item, given.firm_quantity))
    lots = ((given.stock_item, given.stock_quantity), (given.receipt_item, given.receipt_quantity))
    bills, alternates = len(given.bill_parent), len(stand_ins.alternate_item)
    source, item = np.append(own[0], stand_ins.alternate_item), np.append(own[1], stand_ins.alternate_other)
    # a lot's components are rounded up, by less than one piece
    bill = given.bill_quantity_each * (PPM / (PPM - given.bill_scrap_ppm)) + (given.bill_scrap_ppm > 0)
    each = np.concatenate([bill, given.byproduct_quantity_each, np.ones(alternates)])
    first, order = grouped(item, given.n_items)
    return Ceiling(
        first=first,
        source=source[order],
        kind=np.repeat([1, 0, 2], [bills, len(own[0]) - bills, alternates])[order],
        each=each[order].astype(np.float64),
        rounding=_rounding(given) + firm,
        per_good=PPM / given.rule("yield_ppm"),
        wanted=total,
        coming=_sums(given, largest, *lots, (given.firm_item, given.firm_quantity)),
    )


def _rounding(given: ExplosionInput) -> Ratios:
    """By item: pieces that lot rules may add in all weeks together."""
    ruled = given.rule("lot_rule") != LOT_FOR_LOT
    extra = given.rule("lot_quantity").astype(np.float64) + given.rule("lot_multiple")
    return np.where(ruled, extra * given.weeks, 0.0) + np.where(given.rule("yield_ppm") < PPM, given.weeks, 0)


def _sums(given: ExplosionInput, largest: int, *parts: tuple[Ints, Ints]) -> Ratios:
    """Sums by item. Ratios are off by far less than what is left between 2^62 and the end of 64 bits."""
    total = np.zeros(given.n_items)
    for item, quantity in parts:
        total += np.bincount(item, weights=quantity, minlength=given.n_items)
    if total.max(initial=0.0) > largest:
        raise QuantityTooLarge(int(total.argmax()))
    return total
