"""Explosion stage: what is wanted becomes dated orders for every item, each customer's steel kept in its own stream.

A stream is an item together with the customer that supplies the steel for it ("" when the centre buys it).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from rantai.core.problems import InvalidInput, Problem, Where
from rantai.core.tables import Ints
from rantai.engine import explosion
from rantai.engine.plan.index import CUSTOMER_KINDS, Index
from rantai.engine.plan.lot_rules import EVERYBODY, open_forecasts, relatives, rules, settled_items
from rantai.engine.plan.scenario import quantities


@dataclass(slots=True)
class Line:
    """One line of demand within the horizon; `open_pieces` is what the customer's own lots do not cover."""

    row: int
    week: int
    quantity_pieces: int
    open_pieces: int


@dataclass(frozen=True, slots=True)
class OwnLot:
    """Pieces of a customer's own lot or receipt that serve that customer's line directly."""

    code: str
    kind: str
    line: int
    quantity_pieces: int


@dataclass(frozen=True)
class Streams:
    """The explosion and what its positions mean."""

    item: list[int]
    owner: list[str]
    lines: list[Line]
    own_lots: list[OwnLot]
    stock_codes: list[str]
    receipt_codes: list[str]
    given: explosion.ExplosionInput
    answer: explosion.ExplosionAnswer

    @cached_property
    def _suppliers(self) -> tuple[Ints, Ints]:
        """Lots that feed lots, sorted by the lot that they feed, and where each of these begins."""
        answer = self.answer
        chosen = (answer.link_consumer_kind == explosion.CONSUMER_ORDER) & (
            answer.link_supply_kind == explosion.SUPPLY_ORDER
        )
        fed = answer.link_consumer[chosen]
        starts = np.concatenate([[0], np.cumsum(np.bincount(fed, minlength=len(answer.order_item)))])
        return answer.link_supply[chosen][np.argsort(fed, kind="stable")], starts

    def suppliers_of(self, order: int) -> list[int]:
        """Lots that feed a lot."""
        suppliers, starts = self._suppliers
        found: list[int] = suppliers[starts[order] : starts[order + 1]].tolist()
        return found

    def order_code(self, index: Index, order: int) -> str:
        """Code of an order: made of item, week and owner only."""
        stream = int(self.answer.order_item[order])
        owner = f"-{self.owner[stream]}" if self.owner[stream] else ""
        firm = int(self.answer.order_firm[order])
        settled = f"-{index.given.firm_orders.firm_code[firm]}" if firm >= 0 else ""
        return f"O-{index.items[self.item[stream]]}-{int(self.answer.order_week[order]):03d}{owner}{settled}"


def explode(index: Index, scenario: str) -> Streams:
    """Net dated requirements of everything that is wanted."""
    lines = _lines(index, scenario)
    own_lots = _serve_from_own_lots(index, lines)
    keys = _stream_keys(index, lines)
    position = {key: number for number, key in enumerate(keys)}
    bills = _bills(index, keys, position)
    stock, receipts = _general_lots(index, position)
    given = explosion.ExplosionInput(
        weeks=index.weeks,
        n_items=len(keys),
        **bills,
        lead_weeks=_ints([int(index.given.items.lead_weeks[item]) for item, _ in keys]),
        demand_item=_ints([position[_key(index, line)] for line in lines]),
        demand_week=_ints([line.week for line in lines]),
        demand_quantity=_ints([line.open_pieces for line in lines]),
        demand_priority=_ints([int(index.given.demand.priority[line.row]) for line in lines]),
        stock_item=_ints([stream for _, stream, _, _ in stock]),
        stock_quantity=_ints([quantity for _, _, _, quantity in stock]),
        receipt_item=_ints([stream for _, stream, _, _ in receipts]),
        receipt_week=_ints([week for _, _, week, _ in receipts]),
        receipt_quantity=_ints([quantity for _, _, _, quantity in receipts]),
        **rules(index, keys, position),
    )
    return Streams(
        item=[item for item, _ in keys],
        owner=[owner for _, owner in keys],
        lines=lines,
        own_lots=own_lots,
        stock_codes=[code for code, *_ in stock],
        receipt_codes=[code for code, *_ in receipts],
        given=given,
        answer=_solve(index, keys, given),
    )


def _solve(index: Index, keys: list[tuple[int, str]], given: explosion.ExplosionInput) -> explosion.ExplosionAnswer:
    """Explode, and name items instead of positions when that is refused. Raises InvalidInput (E101, E102)."""
    try:
        return explosion.solve(given)
    except explosion.BillLoop as loop:
        path = " → ".join(index.items[keys[stream][0]] for stream in loop.path)
        raise InvalidInput([Problem(explosion.BILL_LOOP, Where("bills.csv"), {"path": path})]) from loop
    except explosion.QuantityTooLarge as large:
        item = index.items[keys[large.item][0]]
        raise InvalidInput([Problem(explosion.QUANTITY_TOO_LARGE, Where("demand.csv"), {"item": item})]) from large


def _ints(values: list[int]) -> Ints:
    return np.asarray(values, dtype=np.int64)


def _lines(index: Index, scenario: str) -> list[Line]:
    demand = index.given.demand
    weeks = index.horizon.weeks_of(demand.due_date).tolist()
    wanted = open_forecasts(index, quantities(index.given, scenario))
    return [
        Line(row, week, wanted[row], wanted[row])
        for row, week in enumerate(weeks)
        if week < index.weeks and wanted[row]
    ]


def _key(index: Index, line: Line) -> tuple[int, str]:
    demand = index.given.demand
    return index.items.position(demand.item_code[line.row]), str(demand.material_owner_code[line.row])


def _serve_from_own_lots(index: Index, lines: list[Line]) -> list[OwnLot]:
    """A customer's lots go to that customer's lines, earliest first, and never leave it."""
    lots = [lot for lot in _lots(index) if _is_customer(index, lot[3])]
    demand = index.given.demand
    served = []
    waiting: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number in sorted(range(len(lines)), key=lambda n: (lines[n].week, int(demand.priority[lines[n].row]), n)):
        row = lines[number].row
        waiting[str(demand.customer_code[row]), str(demand.item_code[row])].append(number)
    for code, kind, item_code, owner, week, pieces in lots:
        left = pieces
        for number in waiting[owner, item_code]:
            line = lines[number]
            taken = min(left, line.open_pieces) if line.week >= week else 0
            if taken:
                line.open_pieces -= taken
                left -= taken
                served.append(OwnLot(code, kind, number, taken))
    return served


def _lots(index: Index) -> list[tuple[str, str, str, str, int, int]]:
    """(code, kind, item, owner, week, pieces) of stock and receipts, earliest first."""
    stock = [
        (row["stock_code"], "item_stock", row["item_code"], row["owner_code"], 0, row["quantity_pieces"])
        for row in index.given.item_stock.rows()
    ]
    receipts = [
        (
            row["receipt_code"],
            "item_receipt",
            row["item_code"],
            row["owner_code"],
            max(0, index.horizon.week_of(row["due_date"])),
            row["quantity_pieces"],
        )
        for row in index.given.item_receipts.rows()
    ]
    return stock + sorted(receipts, key=lambda lot: (lot[4], lot[0]))


def _is_customer(index: Index, party_code: str) -> bool:
    return str(index.given.parties.kind[index.parties.position(party_code)]) in CUSTOMER_KINDS


def _stream_keys(index: Index, lines: list[Line]) -> list[tuple[int, str]]:
    """Every item that some line needs, per material owner, sorted by item and owner."""
    children: dict[int, list[int]] = defaultdict(list)
    for parent, child in zip(index.given.bills.parent_code, index.given.bills.child_code, strict=True):
        children[index.items.position(parent)].append(index.items.position(child))
    for item, others in relatives(index).items():
        children[item] += others
    settled = {(item, EVERYBODY) for item in settled_items(index)}
    open_keys = sorted({_key(index, line) for line in lines} | settled, reverse=True)
    seen = set(open_keys)
    while open_keys:
        item, owner = open_keys.pop()
        fresh = {(child, owner) for child in children[item]} - seen
        seen |= fresh
        open_keys += sorted(fresh)
    return sorted(seen)


def _bills(index: Index, keys: list[tuple[int, str]], position: dict[tuple[int, str], int]) -> dict[str, Ints]:
    owners_of_item: dict[int, list[str]] = defaultdict(list)
    for item, owner in keys:
        owners_of_item[item].append(owner)
    rows = []
    for row in index.given.bills.rows():
        parent, child = index.items.position(row["parent_code"]), index.items.position(row["child_code"])
        first = 0 if row["from_date"] is None else max(0, index.horizon.week_of(row["from_date"]))
        last = index.weeks if row["to_date"] is None else index.horizon.week_of(row["to_date"])
        for owner in owners_of_item[parent]:
            rows.append(
                (position[parent, owner], position[child, owner], row["quantity_each"], row["scrap_ppm"], first, last)
            )
    columns = np.asarray(rows, dtype=np.int64).reshape(-1, 6)
    names = ("bill_parent", "bill_child", "bill_quantity_each", "bill_scrap_ppm", "bill_first_week", "bill_last_week")
    return {name: columns[:, number] for number, name in enumerate(names)}


def _general_lots(
    index: Index, position: dict[tuple[int, str], int]
) -> tuple[list[tuple[str, int, int, int]], list[tuple[str, int, int, int]]]:
    """Stock and receipts (code, stream, week, pieces) that serve anyone."""
    stock: list[tuple[str, int, int, int]] = []
    receipts: list[tuple[str, int, int, int]] = []
    for code, kind, item_code, owner, week, quantity in _lots(index):
        stream = position.get((index.items.position(item_code), ""))
        if stream is None or _is_customer(index, owner) or week >= index.weeks:
            continue
        (stock if kind == "item_stock" else receipts).append((code, stream, week, quantity))
    return stock, receipts
