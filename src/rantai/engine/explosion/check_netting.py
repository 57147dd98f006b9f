"""The stranger's replay of every item, week by week: what should have been ordered, by the rules of the question."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from rantai.core.units import PPM, ceil_div
from rantai.engine.explosion.tables import (
    LOT_FIXED,
    LOT_FOR_LOT,
    LOT_PERIOD,
    NO_RULE,
    SUPPLY_BYPRODUCT,
    SUPPLY_RECEIPT,
    SUPPLY_STOCK,
    SWAP_SUBSTITUTE,
    ExplosionAnswer,
    ExplosionInput,
)

Needs = dict[tuple[int, int, int], tuple[int, int]]  # (consumer kind, consumer, item) → (week, pieces)


@dataclass
class Item:
    """What the question and the answer say about one item, by week."""

    needs: Counter[int] = field(default_factory=Counter)
    arrivals: Counter[int] = field(default_factory=Counter)
    stood_in: Counter[int] = field(default_factory=Counter)
    handed: set[int] = field(default_factory=set)
    lots: Counter[int] = field(default_factory=Counter)


class Rules:
    """The rules of the question, item by item, in plain Python."""

    def __init__(self, given: ExplosionInput) -> None:
        self.of = {name: given.rule(name).tolist() for name in NO_RULE}
        self.weeks, self.lead = given.weeks, given.lead_weeks.tolist()
        self.closed: dict[int, set[int]] = defaultdict(set)
        for calendar, week in zip(given.closed_calendar.tolist(), given.closed_week.tolist(), strict=True):
            self.closed[calendar].add(week)

    def start(self, item: int, week: int) -> int:
        """Week in which a lot is started: back from its week, the latest with `lead` open weeks in between."""
        closed = self.closed[self.of["calendar"][item]]
        if not closed:
            return int(week - self.lead[item])
        left = int(self.lead[item])
        while left or week in closed:
            week -= 1
            left -= week not in closed and left > 0
        return week

    def timely(self, item: int, week: int) -> bool:
        """Whether a new lot that is there in this week starts neither in the past nor in the frozen weeks."""
        return bool(self.of["orderable"][item]) and self.start(item, week) >= self.of["frozen_weeks"][item]

    def may_order(self, item: int, week: int) -> bool:
        """Whether a new lot may be there in this week."""
        if self.of["frozen_weeks"][item]:
            return self.timely(item, week)
        return bool(self.of["orderable"][item])

    def safety_week(self, item: int) -> int:
        """The first week that an order of today reaches, the last of the horizon at most."""
        frozen = self.of["frozen_weeks"][item]
        found = (week for week in range(self.weeks) if self.start(item, week) >= frozen)
        return next(found, self.weeks - 1)

    def good(self, item: int, started: int) -> int:
        """Good pieces of a lot."""
        return int(started * self.of["yield_ppm"][item] // PPM)

    def started(self, item: int, missing: int) -> int:
        """Pieces of the lot that covers what is missing."""
        rule, pieces = self.of["lot_rule"][item], ceil_div(missing * PPM, self.of["yield_ppm"][item])
        if rule == LOT_FOR_LOT:
            return pieces
        least = self.of["lot_quantity"][item]
        step = least if rule == LOT_FIXED else max(1, self.of["lot_multiple"][item])
        return int(ceil_div(max(pieces, least), step) * step)


def netting_faults(given: ExplosionInput, answer: ExplosionAnswer, needs: Needs) -> list[str]:
    """Lots that are missing, too many, too large, or ordered although a substitute has pieces left."""
    rules, items = Rules(given), _items(given, answer, needs)
    left = _left_over(given, answer)
    pairs = _substitutes(given, answer)
    found = []
    for number in sorted(items):
        found += _replayed(rules, number, items[number], [(left[other], ratio) for other, ratio in pairs[number]])
    return found


def _replayed(rules: Rules, number: int, item: Item, left: list[tuple[Counter[int], int]]) -> list[str]:
    found, there, missing = [], 0, 0
    for week in range(rules.weeks):
        there, missing = there + item.arrivals[week], missing + item.needs[week]
        used = min(there, missing)
        there, missing = there - used, missing - used
        if item.stood_in[week] > missing:
            found.append(f"item {number}, week {week}: stand-ins for {item.stood_in[week]}, {missing} missing")
        missing -= min(missing, item.stood_in[week])
        if week in item.handed and rules.timely(number, week):
            found.append(f"item {number}, week {week}: handed over, but could be ordered")
        for pieces, ratio in left:
            at_hand = sum(amount for arrival, amount in pieces.items() if arrival <= week)
            if missing and at_hand * PPM >= ratio:
                found.append(f"item {number}, week {week}: {missing} missing, a substitute has {at_hand} left")
        expected = 0
        if missing and rules.may_order(number, week):
            wanted = missing
            if rules.of["lot_rule"][number] == LOT_PERIOD:
                wanted += _later(item, week, min(rules.weeks, week + rules.of["lot_weeks"][number]))
            expected = rules.started(number, wanted)
            there, missing = rules.good(number, expected) - missing, 0
        if item.lots[week] != expected:
            found.append(f"item {number}, week {week}: {item.lots[week]} ordered, {expected} missing")
    return found


def _later(item: Item, week: int, end: int) -> int:
    """The most that is missing at any time in the weeks behind `week`."""
    balances = [
        sum(item.needs[one] - item.arrivals[one] for one in range(week + 1, last + 1)) for last in range(week + 1, end)
    ]
    return max([0, *balances])


def _items(given: ExplosionInput, answer: ExplosionAnswer, needs: Needs) -> dict[int, Item]:
    items: dict[int, Item] = defaultdict(Item)
    rules = Rules(given)
    for (_, _, number), (week, pieces) in needs.items():
        items[number].needs[week] += pieces
    for number, pieces in zip(given.stock_item.tolist(), given.stock_quantity.tolist(), strict=True):
        items[number].arrivals[0] += pieces
    receipts = (given.receipt_item, given.receipt_week, given.receipt_quantity)
    along = (answer.byproduct_item, answer.byproduct_week, answer.byproduct_quantity)
    for columns in (receipts, along):
        for number, week, pieces in zip(*(column.tolist() for column in columns), strict=True):
            items[number].arrivals[week] += pieces
    firm = (given.firm_item, given.firm_week, given.firm_quantity)
    for number, week, pieces in zip(*(column.tolist() for column in firm), strict=True):
        items[number].arrivals[week] += rules.good(number, pieces)
    lots = (answer.order_item, answer.order_week, answer.order_quantity, answer.order_firm)
    for number, week, pieces, row in zip(*(column.tolist() for column in lots), strict=True):
        items[number].lots[week] += pieces if row < 0 else 0
    swaps = (answer.swap_kind, answer.swap_item, answer.swap_week, answer.swap_quantity)
    for kind, number, week, pieces in zip(*(column.tolist() for column in swaps), strict=True):
        items[number].stood_in[week] += pieces
        if kind != SWAP_SUBSTITUTE:
            items[number].handed.add(week)
    return items


def _left_over(given: ExplosionInput, answer: ExplosionAnswer) -> dict[int, Counter[int]]:
    """Pieces of stock, receipts and by-products that no link uses, by item and week of arrival."""
    used = Counter[tuple[int, int]]()
    links = (answer.link_supply_kind, answer.link_supply, answer.link_quantity)
    for kind, row, pieces in zip(*(column.tolist() for column in links), strict=True):
        used[kind, row] += pieces
    stock = (SUPPLY_STOCK, given.stock_item, 0 * given.stock_item, given.stock_quantity)
    receipts = (SUPPLY_RECEIPT, given.receipt_item, given.receipt_week, given.receipt_quantity)
    along = (SUPPLY_BYPRODUCT, answer.byproduct_item, answer.byproduct_week, answer.byproduct_quantity)
    left: dict[int, Counter[int]] = defaultdict(Counter)
    for kind, *columns in (stock, receipts, along):
        for row, (item, week, pieces) in enumerate(zip(*(column.tolist() for column in columns), strict=True)):
            left[item][week] += pieces - used[kind, row]
    return left


def _substitutes(given: ExplosionInput, answer: ExplosionAnswer) -> dict[int, list[tuple[int, int]]]:
    """(other, ratio) of each item's rows that may be used."""
    unused = set(answer.unused_substitutes.tolist())
    columns = (given.substitute_item, given.substitute_other, given.substitute_ratio_ppm)
    pairs: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for row, (item, other, ratio) in enumerate(zip(*(column.tolist() for column in columns), strict=True)):
        if row not in unused:
            pairs[item].append((other, ratio))
    return pairs
