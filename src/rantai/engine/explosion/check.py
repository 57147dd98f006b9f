"""The stranger's recount of an explosion, from its input and its answer alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise

from rantai.core.tables import Ints
from rantai.core.units import PPM, ceil_div, with_scrap
from rantai.engine.explosion.bounds import fewest_pieces
from rantai.engine.explosion.check_netting import Needs, Rules, netting_faults
from rantai.engine.explosion.tables import (
    CONSUMER_DEMAND,
    CONSUMER_ORDER,
    CONSUMER_SAFETY,
    CONSUMER_SWAP,
    REASON_FIRM,
    REASON_FROZEN,
    REASON_NOBODY,
    SUPPLY_BYPRODUCT,
    SUPPLY_ORDER,
    SUPPLY_RECEIPT,
    SUPPLY_STOCK,
    SUPPLY_SWAP,
    SWAP_SUBSTITUTE,
    ExplosionAnswer,
    ExplosionInput,
    Kinds,
)


def faults(given: ExplosionInput, answer: ExplosionAnswer) -> list[str]:
    """Everything wrong with an answer, as sentences; empty when it is sound."""
    needs = _needs(given, answer)
    return [
        *_lot_faults(given, answer),
        *_firm_faults(given, answer),
        *_level_faults(given, answer),
        *_bound_faults(given, answer),
        *_byproduct_faults(given, answer),
        *_swap_faults(given, answer),
        *_link_faults(given, answer, needs),
        *_index_faults(answer),
        *netting_faults(given, answer, needs),
    ]


def _rows(*columns: Ints | Kinds) -> Iterator[tuple[int, ...]]:
    return zip(*(column.tolist() for column in columns), strict=True)


def _needs(given: ExplosionInput, answer: ExplosionAnswer) -> Needs:
    needs: Needs = {}
    rules = Rules(given)
    for row, (item, week, pieces) in enumerate(_rows(given.demand_item, given.demand_week, given.demand_quantity)):
        needs[CONSUMER_DEMAND, row, item] = (week, pieces)
    for item, pieces in enumerate(given.rule("safety_stock").tolist()):
        if pieces:
            needs[CONSUMER_SAFETY, item, item] = (rules.safety_week(item), pieces)
    lines: dict[int, list[tuple[int, ...]]] = defaultdict(list)
    bill = (given.bill_child, given.bill_quantity_each, given.bill_scrap_ppm, given.bill_first_week)
    for parent, *line in _rows(given.bill_parent, *bill, given.bill_last_week):
        lines[parent].append(tuple(line))
    for order, (item, week, pieces) in enumerate(_rows(answer.order_item, answer.order_week, answer.order_quantity)):
        start = max(0, rules.start(item, week))
        for child, each, scrap, first, last in lines[item]:
            if first <= start <= last:
                before = needs.get((CONSUMER_ORDER, order, child), (start, 0))[1]
                needs[CONSUMER_ORDER, order, child] = (start, before + with_scrap(pieces * each, scrap))
    for row, (other, week, pieces, kind) in enumerate(
        _rows(answer.swap_other, answer.swap_week, answer.swap_used, answer.swap_kind)
    ):
        if kind != SWAP_SUBSTITUTE:  # what a substitute gives is left over from its own needs
            needs[CONSUMER_SWAP, row, other] = (week, pieces)
    return needs


def _lot_faults(given: ExplosionInput, answer: ExplosionAnswer) -> list[str]:
    rules = Rules(given)
    columns = (answer.order_item, answer.order_week, answer.order_firm, answer.order_quantity, answer.order_good)
    orders = list(_rows(*columns, answer.order_start_week))
    found = [f"lot {row}: {order[3]} pieces" for row, order in enumerate(orders) if order[3] < 1]
    keys = [(item, week, firm < 0, firm) for item, week, firm, *_ in orders]
    if keys != sorted(set(keys)):
        found.append("lots are not sorted by item, week and firm row, or doubled")
    for row, (item, week, _, pieces, good, start) in enumerate(orders):
        if start != rules.start(item, week):
            found.append(f"lot {row}: starts in week {start}")
        if good != rules.good(item, pieces):
            found.append(f"lot {row}: {good} good pieces of {pieces}")
    return found


def _firm_faults(given: ExplosionInput, answer: ExplosionAnswer) -> list[str]:
    """Firm orders stand as they were given."""
    firm = _rows(given.firm_item, given.firm_week, given.firm_quantity)
    expected = [(row, *order) for row, order in enumerate(firm) if order[2]]
    lots = _rows(answer.order_firm, answer.order_item, answer.order_week, answer.order_quantity)
    there = sorted(lot for lot in lots if lot[0] >= 0)
    return [] if there == expected else [f"firm orders {there}, given {expected}"]


def _level_faults(given: ExplosionInput, answer: ExplosionAnswer) -> list[str]:
    level = answer.level.tolist()
    lines = [*_rows(given.bill_parent, given.bill_child), *_rows(given.byproduct_parent, given.byproduct_child)]
    return [f"item {child} is not below item {parent}" for parent, child in lines if level[child] <= level[parent]]


def _bound_faults(given: ExplosionInput, answer: ExplosionAnswer) -> list[str]:
    pieces = sum(answer.order_quantity.tolist())
    bound = sum(fewest_pieces(given, answer.level))
    found = [] if answer.objective == pieces else [f"objective {answer.objective}, but {pieces} pieces are ordered"]
    if answer.bound > bound or answer.bound > pieces:
        found.append(f"bound {answer.bound} is not proven: {bound}, {pieces} pieces")
    expected = "optimal" if answer.bound == pieces else "feasible"
    if answer.status != ("infeasible" if len(answer.short_item) else expected):
        found.append(f"status {answer.status} with bound {answer.bound} and {pieces} pieces")
    return found


def _byproduct_faults(given: ExplosionInput, answer: ExplosionAnswer) -> list[str]:
    lots: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for order, (item, week, pieces) in enumerate(_rows(answer.order_item, answer.order_week, answer.order_quantity)):
        lots[item].append((order, week, pieces))
    expected = sorted(
        (child, week, order, pieces * each)
        for parent, child, each in _rows(given.byproduct_parent, given.byproduct_child, given.byproduct_quantity_each)
        for order, week, pieces in lots[parent]
    )
    columns = (answer.byproduct_item, answer.byproduct_week, answer.byproduct_order, answer.byproduct_quantity)
    there = list(_rows(*columns))
    return [] if sorted(there) == expected else [f"by-products {there}, the lots bring {expected}"]


def _swap_faults(given: ExplosionInput, answer: ExplosionAnswer) -> list[str]:
    found, rules = [], Rules(given)
    columns = (answer.swap_kind, answer.swap_row, answer.swap_item, answer.swap_other, answer.swap_week)
    for row, (kind, rule, item, other, week, pieces, used) in enumerate(
        _rows(*columns, answer.swap_quantity, answer.swap_used)
    ):
        if kind == SWAP_SUBSTITUTE:
            ratio = int(given.substitute_ratio_ppm[rule])
            pair = (given.substitute_item[rule], given.substitute_other[rule])
            is_right = used == ceil_div(pieces * ratio, PPM) and rule not in answer.unused_substitutes
        else:
            pair = (given.alternate_item[rule], given.alternate_other[rule])
            is_right = used == pieces and rule not in answer.unused_alternates and rules.timely(other, week)
        if not is_right or pair != (item, other) or pieces < 1:
            found.append(f"swap {row}: {used} of item {other} for {pieces} of item {item}")
    return found


def _link_faults(given: ExplosionInput, answer: ExplosionAnswer, needs: Needs) -> list[str]:
    """Conservation: every need is covered or short, no supply gives more than it has, what comes late is told."""
    supplies = _supplies(given, answer)
    given_away, got, found = Counter[tuple[int, int]](), Counter[tuple[int, int, int]](), list[str]()
    taken = {
        (CONSUMER_SWAP, row, other): (week, pieces)
        for row, (kind, other, week, pieces) in enumerate(
            _rows(answer.swap_kind, answer.swap_other, answer.swap_week, answer.swap_used)
        )
        if kind == SWAP_SUBSTITUTE
    }
    wanted, late = {**needs, **taken}, []
    columns = (answer.link_supply_kind, answer.link_supply, answer.link_offset)
    users = (answer.link_consumer_kind, answer.link_consumer, answer.link_quantity)
    for link, (kind, supply, offset, consumer_kind, consumer, pieces) in enumerate(_rows(*columns, *users)):
        item, week, _ = supplies.get((kind, supply), (-1, 0, 0))
        need = (consumer_kind, consumer, item)
        if need not in wanted:
            found.append(f"supply {kind}/{supply} goes to {consumer_kind}/{consumer}, which needs none of it")
            continue
        if pieces < 1 or given_away[kind, supply] != offset:
            found.append(f"supply {kind}/{supply}: link of {pieces} pieces at {offset}")
        if week > wanted[need][0]:
            late.append((link, week - wanted[need][0], _reason(given, answer, kind, supply, item)))
        given_away[kind, supply] += pieces
        got[need] += pieces
    for item, consumer_kind, consumer, pieces, reason in _rows(
        answer.short_item, answer.short_consumer_kind, answer.short_consumer, answer.short_quantity, answer.short_reason
    ):
        got[consumer_kind, consumer, item] += pieces
        if pieces < 1 or reason != _short_reason(given, item):
            found.append(f"short of {pieces} pieces of item {item} with reason {reason}")
    found += [
        f"need {need} of {pieces} gets {got[need]}" for need, (_, pieces) in wanted.items() if got[need] != pieces
    ]
    found += [] if late == list(_rows(answer.late_link, answer.late_weeks, answer.late_reason)) else [f"late is {late}"]
    return found + [
        f"supply {kind}/{row} gives {given_away[kind, row]} of {pieces}"
        for (kind, row), (_, _, pieces) in supplies.items()
        if given_away[kind, row] > pieces
    ]


def _supplies(given: ExplosionInput, answer: ExplosionAnswer) -> dict[tuple[int, int], tuple[int, int, int]]:
    """(kind, row) → (item, week, pieces)."""
    columns = {
        SUPPLY_ORDER: (answer.order_item, answer.order_week, answer.order_good),
        SUPPLY_STOCK: (given.stock_item, 0 * given.stock_item, given.stock_quantity),
        SUPPLY_RECEIPT: (given.receipt_item, given.receipt_week, given.receipt_quantity),
        SUPPLY_BYPRODUCT: (answer.byproduct_item, answer.byproduct_week, answer.byproduct_quantity),
        SUPPLY_SWAP: (answer.swap_item, answer.swap_week, answer.swap_quantity),
    }
    return {
        (kind, row): (item, week, pieces)
        for kind, parts in columns.items()
        for row, (item, week, pieces) in enumerate(_rows(*parts))
    }


def _short_reason(given: ExplosionInput, item: int) -> int:
    return REASON_FROZEN if given.rule("orderable")[item] else REASON_NOBODY


def _reason(given: ExplosionInput, answer: ExplosionAnswer, kind: int, supply: int, item: int) -> int:
    if kind == SUPPLY_ORDER and answer.order_firm[supply] >= 0:
        return REASON_FIRM
    return _short_reason(given, item)


def _index_faults(answer: ExplosionAnswer) -> list[str]:
    """`supply_first` says where the links of every supply are."""
    supply = answer.supply_base[answer.link_supply_kind] + answer.link_supply
    spans = [row for row, links in enumerate(_spans(answer.supply_first)) for _ in links]
    return [] if supply.tolist() == spans else ["links are not where `supply_first` says"]


def _spans(first: Ints) -> list[range]:
    ends = first.tolist()
    return [range(low, high) for low, high in pairwise(ends)]
