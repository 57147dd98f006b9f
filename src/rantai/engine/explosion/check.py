"""The stranger's recount of an explosion, from its input and its answer alone."""

from __future__ import annotations

from collections import Counter, defaultdict

from rantai.core.units import with_scrap
from rantai.engine.explosion.bounds import fewest_pieces
from rantai.engine.explosion.tables import (
    CONSUMER_DEMAND,
    CONSUMER_ORDER,
    SUPPLY_ORDER,
    SUPPLY_RECEIPT,
    SUPPLY_STOCK,
    ExplosionAnswer,
    ExplosionInput,
)

Needs = dict[tuple[int, int, int], tuple[int, int]]  # (consumer kind, consumer, item) → (week, pieces)
Link = tuple[int, int, int, int, int, int]


def faults(given: ExplosionInput, answer: ExplosionAnswer) -> list[str]:
    """Everything wrong with an answer, as sentences; empty when it is sound."""
    links = list(
        zip(
            answer.link_supply_kind.tolist(),
            answer.link_supply.tolist(),
            answer.link_offset.tolist(),
            answer.link_consumer_kind.tolist(),
            answer.link_consumer.tolist(),
            answer.link_quantity.tolist(),
            strict=True,
        )
    )
    needs = _needs(given, answer)
    found = [*_lot_faults(given, answer), *_level_faults(given, answer), *_bound_faults(given, answer)]
    return [*found, *_link_faults(given, answer, links, needs), *_netting_faults(given, answer, needs)]


def _needs(given: ExplosionInput, answer: ExplosionAnswer) -> Needs:
    needs: Needs = {}
    rows = zip(given.demand_item.tolist(), given.demand_week.tolist(), given.demand_quantity.tolist(), strict=True)
    for row, (item, week, pieces) in enumerate(rows):
        needs[CONSUMER_DEMAND, row, item] = (week, pieces)
    lines: dict[int, list[tuple[int, int, int, int, int]]] = defaultdict(list)
    bill = (given.bill_child, given.bill_quantity_each, given.bill_scrap_ppm, given.bill_first_week)
    columns = (column.tolist() for column in (*bill, given.bill_last_week))
    for parent, *line in zip(given.bill_parent.tolist(), *columns, strict=True):
        lines[parent].append((line[0], line[1], line[2], line[3], line[4]))
    for order, (item, week, pieces) in enumerate(_orders(answer)):
        start = max(0, week - int(given.lead_weeks[item]))
        for child, each, scrap, first, last in lines[item]:
            if first <= start <= last:
                before = needs.get((CONSUMER_ORDER, order, child), (start, 0))[1]
                needs[CONSUMER_ORDER, order, child] = (start, before + with_scrap(pieces * each, scrap))
    return needs


def _orders(answer: ExplosionAnswer) -> list[tuple[int, int, int]]:
    columns = (answer.order_item, answer.order_week, answer.order_quantity)
    return list(zip(*(column.tolist() for column in columns), strict=True))


def _lot_faults(given: ExplosionInput, answer: ExplosionAnswer) -> list[str]:
    orders = _orders(answer)
    found = [f"lot {row}: {pieces} pieces" for row, (_, _, pieces) in enumerate(orders) if pieces < 1]
    if [order[:2] for order in orders] != sorted({order[:2] for order in orders}):
        found.append("lots are not sorted by item and week, or doubled")
    for row, (item, week, _) in enumerate(orders):
        if week - int(given.lead_weeks[item]) != answer.order_start_week[row]:
            found.append(f"lot {row}: starts in week {answer.order_start_week[row]}")
    return found


def _level_faults(given: ExplosionInput, answer: ExplosionAnswer) -> list[str]:
    level = answer.level.tolist()
    lines = zip(given.bill_parent.tolist(), given.bill_child.tolist(), strict=True)
    return [f"item {child} is not below item {parent}" for parent, child in lines if level[child] <= level[parent]]


def _bound_faults(given: ExplosionInput, answer: ExplosionAnswer) -> list[str]:
    pieces = sum(answer.order_quantity.tolist())
    bound = sum(fewest_pieces(given, answer.level))
    found = [] if answer.objective == pieces else [f"objective {answer.objective}, but {pieces} pieces are ordered"]
    if answer.bound > bound or answer.bound > pieces:
        found.append(f"bound {answer.bound} is not proven: {bound}, {pieces} pieces")
    if (answer.status == "optimal") != (answer.bound == pieces):
        found.append(f"status {answer.status} with bound {answer.bound} and {pieces} pieces")
    return found


def _link_faults(given: ExplosionInput, answer: ExplosionAnswer, links: list[Link], needs: Needs) -> list[str]:
    """Conservation: every need is covered whole, no supply gives more than it has, and lots leave nothing over."""
    items = {
        SUPPLY_ORDER: answer.order_item.tolist(),
        SUPPLY_STOCK: given.stock_item.tolist(),
        SUPPLY_RECEIPT: given.receipt_item.tolist(),
    }
    given_away, got, found = Counter[tuple[int, int]](), Counter[tuple[int, int, int]](), list[str]()
    for kind, supply, offset, consumer_kind, consumer, pieces in links:
        need = (consumer_kind, consumer, items[kind][supply])
        if need not in needs:
            found.append(f"supply {kind}/{supply} goes to {consumer_kind}/{consumer}, which needs none of it")
            continue
        if pieces < 1 or given_away[kind, supply] != offset:
            found.append(f"supply {kind}/{supply}: link of {pieces} pieces at {offset}")
        if not _fits_week(given, answer, kind, supply, needs[need][0]):
            found.append(f"supply {kind}/{supply} does not serve week {needs[need][0]}")
        given_away[kind, supply] += pieces
        got[need] += pieces
    found += [f"need {need} of {pieces} gets {got[need]}" for need, (_, pieces) in needs.items() if got[need] != pieces]
    return [*found, *_supply_faults(given, answer, given_away)]


def _fits_week(given: ExplosionInput, answer: ExplosionAnswer, kind: int, supply: int, week: int) -> bool:
    if kind == SUPPLY_ORDER:
        return int(answer.order_week[supply]) == week
    return kind == SUPPLY_STOCK or int(given.receipt_week[supply]) <= week


def _supply_faults(given: ExplosionInput, answer: ExplosionAnswer, given_away: Counter[tuple[int, int]]) -> list[str]:
    found = []
    for kind, quantity in ((SUPPLY_STOCK, given.stock_quantity), (SUPPLY_RECEIPT, given.receipt_quantity)):
        for row, pieces in enumerate(quantity.tolist()):
            if given_away[kind, row] > pieces:
                found.append(f"supply {kind}/{row} gives {given_away[kind, row]} of {pieces}")
    for row, pieces in enumerate(answer.order_quantity.tolist()):
        if given_away[SUPPLY_ORDER, row] != pieces:
            found.append(f"lot {row} of {pieces} gives {given_away[SUPPLY_ORDER, row]}")
    return found


def _netting_faults(given: ExplosionInput, answer: ExplosionAnswer, needs: Needs) -> list[str]:
    """Nothing is ordered while enough is at hand: the balance of each item, week by week."""
    change: dict[int, Counter[int]] = defaultdict(Counter)
    for item, pieces in zip(given.stock_item.tolist(), given.stock_quantity.tolist(), strict=True):
        change[item][0] += pieces
    receipts = (given.receipt_item.tolist(), given.receipt_week.tolist(), given.receipt_quantity.tolist())
    for item, week, pieces in zip(*receipts, strict=True):
        change[item][week] += pieces
    for (_, _, item), (week, pieces) in needs.items():
        change[item][week] -= pieces
    lots = {(item, week): pieces for item, week, pieces in _orders(answer)}
    found = []
    for item, weeks in change.items():
        at_hand = 0
        for week in sorted(weeks):
            at_hand += weeks[week]
            missing, at_hand = max(0, -at_hand), max(0, at_hand)
            if lots.get((item, week), 0) != missing:
                found.append(f"item {item}, week {week}: {lots.get((item, week), 0)} ordered, {missing} missing")
    return found
