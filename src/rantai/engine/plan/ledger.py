"""The books that a stranger opens to recount a plan: the given tables and the plan's, by code. It knows no solver."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from rantai.core.coded import Coded
from rantai.core.periods import Horizon
from rantai.core.tables import Table
from rantai.core.units import MS_PER_MINUTE, PPM
from rantai.engine.plan.answer import PlanOutput
from rantai.engine.plan.given import PlanInput
from rantai.engine.plan.lot_book import LotBook
from rantai.engine.plan.road_book import RoadBook
from rantai.engine.plan.row_books import Book, Groups, Row

CUSTOMERS = ("buyer", "consortium")
AT_HAND = -1  # ready before the first week


def by_code(table: Table) -> dict[str, Row]:
    """Rows by their first key column, of a table that has few."""
    return {row[table.key[0]]: row for row in table.rows()}


def grouped(rows: Iterable[Row], *columns: str) -> dict[Any, list[Row]]:
    """Rows by one column, or by several as a tuple."""
    found: dict[Any, list[Row]] = defaultdict(list)
    for row in rows:
        key = tuple(row[name] for name in columns)
        found[key if len(columns) > 1 else key[0]].append(row)
    return found


def in_proportion(ready: list[tuple[int, int]], pieces: int, whole: int) -> list[tuple[int, int]]:
    """`pieces` that come as the `whole` does, rounded down by week."""
    found, come, before = [], 0, 0
    for week, count in ready:
        come += count
        there = min(come, whole) * pieces // whole
        found.append((week, there - before))
        before = there
    return found


@dataclass(frozen=True)
class Ledger:
    """Look-ups of one plan and its input."""

    given: PlanInput
    plan: PlanOutput

    @cached_property
    def horizon(self) -> Horizon:
        return Horizon(self.given.horizon.start_date[0].item(), int(self.given.horizon.weeks[0]))

    @property
    def weeks(self) -> int:
        return self.horizon.weeks

    @cached_property
    def items(self) -> dict[str, Row]:
        return by_code(self.given.items)

    @cached_property
    def parties(self) -> dict[str, Row]:
        return by_code(self.given.parties)

    @cached_property
    def formats(self) -> dict[str, Row]:
        return by_code(self.given.formats)

    @cached_property
    def materials(self) -> dict[str, Row]:
        return by_code(self.given.materials)

    @cached_property
    def rules(self) -> dict[str, Row]:
        return by_code(self.given.cutting_rules)

    @cached_property
    def demand(self) -> Mapping[str, Row]:
        return Book(self.given.demand)

    @cached_property
    def item_lots(self) -> dict[str, Row]:
        """Finished parts at hand and on the way, with the week at whose end they are there."""
        lots = {row["stock_code"]: {**row, "week": AT_HAND} for row in self.given.item_stock.rows()}
        for row in self.given.item_receipts.rows():
            lots[row["receipt_code"]] = {**row, "week": max(0, self.horizon.week_of(row["due_date"]))}
        return lots

    @cached_property
    def steel_lots(self) -> dict[str, Row]:
        """Steel at hand and on the way, with its week of arrival."""
        lots = {row["stock_code"]: {**row, "week": AT_HAND} for row in self.given.material_stock.rows()}
        for row in self.given.material_receipts.rows():
            week = max(0, self.horizon.week_of(row["due_date"]))
            lots[row["receipt_code"]] = {"length_um": 0, "width_um": 0, **row, "week": week}
        return lots

    @cached_property
    def orders(self) -> Mapping[str, Row]:
        return Book(self.plan.orders)

    @cached_property
    def jobs(self) -> Mapping[str, Row]:
        return Book(self.plan.jobs)

    @cached_property
    def jobs_of_order(self) -> Mapping[str, list[Row]]:
        return Groups(self.plan.jobs, "order_code")

    @cached_property
    def component_orders(self) -> Mapping[str, Row]:
        return Book(self.plan.component_orders)

    @cached_property
    def bought_for_order(self) -> dict[str, list[Row]]:
        """Component orders that stand in for a maker, by the order they serve."""
        return grouped((row for row in self.component_orders.values() if row["order_code"]), "order_code")

    @cached_property
    def patterns(self) -> Mapping[str, Row]:
        return Book(self.plan.patterns)

    @cached_property
    def material_orders(self) -> Mapping[str, Row]:
        return Book(self.plan.material_orders)

    @cached_property
    def capabilities(self) -> dict[tuple[str, str], Row]:
        return {(row["maker_code"], row["item_code"]): row for row in self.given.capabilities.rows()}

    @cached_property
    def steps(self) -> dict[str, list[Row]]:
        return grouped(self.given.operations.rows(), "item_code")

    @cached_property
    def blanks(self) -> dict[str, list[Row]]:
        return grouped(self.given.blanks.rows(), "item_code")

    @cached_property
    def bills_of(self) -> dict[str, list[Row]]:
        return grouped(self.given.bills.rows(), "parent_code")

    @cached_property
    def lots(self) -> LotBook:
        """The rules of lots."""
        return LotBook(self.given, self.horizon)

    @cached_property
    def rolled(self) -> dict[str, set[int]]:
        """Weeks in which an offer is rolled, for those that are not always."""
        rows = grouped(self.given.rolling_weeks.rows(), "offer_code")
        return {code: {self.horizon.week_of(row["week_date"]) for row in listed} for code, listed in rows.items()}

    @cached_property
    def along(self) -> dict[str, tuple[str, str, int]]:
        """Code of every by-product of the plan's orders → order, item, pieces for each piece started."""
        found = {}
        for order in self.orders.values():
            for child, each in self.lots.by_products.get(order["item_code"], []):
                if not order["material_owner_code"]:
                    found[f"Y-{order['order_code'][2:]}-{child}"] = (order["order_code"], child, each)
        return found

    def stood_in(self, code: str) -> Row | None:
        """The stand-in that a code of the chain names; None for any other code."""
        return self.lots.stand_ins.get(code.rpartition("-")[0])

    @cached_property
    def top_place(self) -> dict[str, str]:
        """The topmost place that holds each place."""
        parent = {row["place_code"]: row["parent_code"] for row in self.given.places.rows()}
        top = dict.fromkeys(parent, "")
        for place in parent:
            top[place] = place
            while parent[top[place]]:
                top[place] = parent[top[place]]
        return top

    @cached_property
    def offers(self) -> dict[str, Row]:
        return by_code(self.given.offers)

    @cached_property
    def tiers(self) -> dict[str, list[Row]]:
        return grouped(self.given.offer_tiers.rows(), "offer_code")

    @cached_property
    def roads(self) -> dict[tuple[str, str], Row]:
        """Ways between centres; without any, steel moves freely."""
        return {(row["from_code"], row["to_code"]): row for row in self.given.centre_roads.rows()}

    @cached_property
    def supplier_terms(self) -> dict[str, Row]:
        return by_code(self.given.supplier_terms)

    @cached_property
    def rebates(self) -> dict[str, list[Row]]:
        return grouped(self.given.supplier_rebates.rows(), "supplier_code")

    @cached_property
    def credits(self) -> dict[str, Row]:
        return by_code(self.given.supplier_credits)

    @cached_property
    def back_trucks(self) -> dict[tuple[str, int], Row]:
        """Trucks that come back past a seller, by seller and week."""
        rows = self.given.return_trucks.rows()
        return {(row["supplier_code"], self.horizon.week_of(row["week_date"])): row for row in rows}

    def centre_of_party(self, code: str) -> str:
        """Material Center of a party: itself, its sentra's, or the first one."""
        party = self.parties[code]
        served, first = self._centres
        return code if party["kind"] == "centre" else served.get(party["sentra_code"], first)

    @cached_property
    def _centres(self) -> tuple[dict[str, str], str]:
        """Centre of each sentra, and of those that lie in none."""
        served = {row["sentra_code"]: str(row["centre_code"]) for row in self.given.sentra.rows()}
        return served, next((code for code, row in self.parties.items() if row["kind"] == "centre"), "")

    def centre_of_source(self, code: str) -> str:
        """Where steel at hand or on its way lies."""
        return self.centre_of_party(self.steel_lots[code]["holder_code"]) if code in self.steel_lots else ""

    def centre_of_consumer(self, code: str) -> str:
        """Where a pattern or a loose job takes its steel."""
        if code in self.patterns:
            return str(self.patterns[code]["centre_code"])
        return self.centre_of_party(self.jobs[code]["maker_code"]) if code in self.jobs else ""

    @cached_property
    def retail_prices(self) -> dict[str, list[int]]:
        """Every retail price of each material."""
        found: dict[str, list[int]] = defaultdict(list)
        for code, offer in self.offers.items():
            if self.parties[offer["supplier_code"]]["kind"] == "retail":
                material = self.formats[offer["format_code"]]["material_code"]
                found[material] += [tier["price_idr_t"] for tier in self.tiers[code]]
        return found

    @cached_property
    def promise_of(self) -> Mapping[str, Row]:
        return Book(self.plan.promises)

    @cached_property
    def machines(self) -> dict[tuple[str, str], list[Row]]:
        """Resources by maker and process."""
        return grouped(self.given.resources.rows(), "maker_code", "process_code")

    @cached_property
    def working_ppm(self) -> list[int]:
        """Share of a full week that is worked, by week."""
        share = [PPM] * self.weeks
        for row in self.given.calendar.rows():
            week = self.horizon.week_of(row["week_date"])
            if 0 <= week < self.weeks:
                share[week] = row["working_ppm"]
        return share

    @cached_property
    def other_minutes(self) -> dict[tuple[str, int], int]:
        """Minutes of a resource in the weeks in which they differ from its full week."""
        rows = self.given.resource_weeks.rows()
        return {(row["resource_code"], self.horizon.week_of(row["week_date"])): row["minutes_week"] for row in rows}

    def capacity_ms(self, resource: Row, week: int) -> int:
        """Work that a resource can do in a week; whole minutes, rounded down."""
        minutes = self.other_minutes.get((resource["resource_code"], week), int(resource["minutes_week"]))
        for_money = self.overtime.get((resource["resource_code"], week), 0)
        return (minutes * self.working_ppm[week] // PPM + for_money) * MS_PER_MINUTE

    @cached_property
    def trials(self) -> dict[tuple[str, str], int]:
        """Most pieces of makers on trial, by maker and item."""
        return {(row["maker_code"], row["item_code"]): row["most_pieces"] for row in self.given.trials.rows()}

    @cached_property
    def tool_holders(self) -> dict[str, set[str]]:
        """Makers where a tool of the item lies, for items that need one."""
        found: dict[str, set[str]] = defaultdict(set)
        for row in self.given.tools.rows():
            found[row["item_code"]].add(row["holder_code"])
        return found

    @cached_property
    def setup_ms(self) -> dict[tuple[str, str], int]:
        """One set-up by maker and process."""
        rows = self.given.set_ups.rows()
        return {(row["maker_code"], row["process_code"]): row["setup_minutes"] * MS_PER_MINUTE for row in rows}

    @cached_property
    def makers_roads(self) -> RoadBook:
        """The roads of parts."""
        return RoadBook(self.given)

    @cached_property
    def options(self) -> dict[str, Row]:
        return by_code(self.given.capacity_options)

    @cached_property
    def overtime(self) -> dict[tuple[str, int], int]:
        """Minutes for money that the plan says it uses, by resource and week."""
        found: dict[tuple[str, int], int] = defaultdict(int)
        for row in self.plan.overtime.each_row():
            if row["option_code"] in self.options:
                found[self.options[row["option_code"]]["resource_code"], row["week"]] += row["minutes"]
        return found

    def longest_blank_um(self, item: str) -> int:
        return max((blank["length_um"] for blank in self.blanks.get(item, [])), default=0)

    def steel_owner(self, owner_code: str) -> str:
        """Whose lines a lot of steel serves: a customer's own, or "" for everybody's."""
        return owner_code if self.parties[owner_code]["kind"] in CUSTOMERS else ""

    @cached_property
    def _ready(self) -> dict[str, list[tuple[int, int]]]:
        return {}

    @cached_property
    def pegs_into(self) -> Mapping[str, list[Row]]:
        return Groups(self.plan.pegs, "consumer_code")

    @cached_property
    def pegs_from(self) -> Mapping[str, list[Row]]:
        return Groups(self.plan.pegs, "supply_code")

    @cached_property
    def short_of(self) -> dict[str, dict[str, int]]:
        """Pieces of each component that never come, by the consumer that says so: frozen weeks, or no source."""
        found: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for row in self.plan.reasons.each_row():
            if row["kind"] == "short" and row["reason_code"] in ("frozen_zone", "no_maker"):
                found[row["subject_code"]][row["resource_code"]] += row["amount"]
        return found

    @cached_property
    def reasons_of(self) -> dict[str, set[str]]:
        """Kinds of reason (late, short, elsewhere, unplaced) given for each subject."""
        table = self.plan.reasons
        found: dict[str, set[str]] = defaultdict(set)
        for subject, kind in zip(table.subject_code.tolist(), table.kind.tolist(), strict=True):
            found[subject].add(kind)
        return found

    def ready(self, supply_code: str) -> list[tuple[int, int]]:
        """(week, good pieces) that a supplier end brings forth, ready at the end of the week."""
        if supply_code not in self._ready:
            self._ready[supply_code] = self._counted_ready(supply_code)
        return self._ready[supply_code]

    def _counted_ready(self, supply_code: str) -> list[tuple[int, int]]:
        if supply_code in self.item_lots:
            lot = self.item_lots[supply_code]
            return [(lot["week"], lot["quantity_pieces"])]
        if supply_code in self.along:
            return self._ready_along(supply_code)
        if self.stood_in(supply_code):
            return self._ready_instead(supply_code)
        if supply_code in self.component_orders:
            bought = self.component_orders[supply_code]
            return self.lots.good(bought["item_code"], [(bought["arrival_week"], bought["quantity_pieces"])])
        made = [
            (self.makers_roads.arrival_week(job), job["quantity_pieces"])
            for job in self.jobs_of_order.get(supply_code, [])
        ]
        instead = self.bought_for_order.get(supply_code, [])
        started = sorted([*made, *((row["arrival_week"], row["quantity_pieces"]) for row in instead)])
        return self.lots.good(self.item_of_supply(supply_code), started)

    def _ready_along(self, code: str) -> list[tuple[int, int]]:
        """By-products come with the good pieces of their lot, in proportion."""
        order, _item, each = self.along[code]
        started = self.orders[order]["quantity_pieces"]
        good = max(1, self.lots.good_of(self.orders[order]["item_code"], started))
        return in_proportion(self.ready(order), each * started, good)

    def _ready_instead(self, code: str) -> list[tuple[int, int]]:
        """What stands in is there as what it rests on is, in proportion."""
        into = self.pegs_into.get(code, [])
        used = sum(peg["quantity_pieces"] for peg in into)
        pieces = sum(peg["quantity_pieces"] for peg in self.pegs_from.get(code, []))
        come = [one for peg in into for one in self._share(peg)]
        return in_proportion(sorted(come), pieces, max(1, used))

    def _share(self, peg: Row) -> list[tuple[int, int]]:
        """The most of one link that may be there by week: its supply's first ready pieces."""
        left, found = int(peg["quantity_pieces"]), []
        for week, pieces in self.ready(peg["supply_code"]):
            taken = min(left, pieces)
            left -= taken
            found.append((week, taken))
        return found

    def item_of_supply(self, supply_code: str) -> str:
        """Item that a supplier end supplies; "" for an unknown one."""
        for book in (self.orders, self.component_orders, self.item_lots):
            if supply_code in book:
                return str(book[supply_code]["item_code"])
        if supply_code in self.along:
            return self.along[supply_code][1]
        row = self.stood_in(supply_code)
        return str(row["item_code"]) if row else ""

    @cached_property
    def piece_items(self) -> Coded:
        """Item of each row of pattern_pieces."""
        return self.plan.pattern_pieces.coded("item_code")

    @cached_property
    def pieces_of_pattern(self) -> dict[str, np.ndarray[Any, np.dtype[np.int64]]]:
        """Row positions of pattern_pieces by pattern."""
        patterns = self.plan.pattern_pieces.coded("pattern_code")
        starts = np.flatnonzero(np.diff(patterns.at, prepend=-1))  # the table is in the order of its patterns
        ends = [*starts[1:].tolist(), len(patterns)]
        return {patterns.cell(start): np.arange(start, end) for start, end in zip(starts.tolist(), ends, strict=True)}
