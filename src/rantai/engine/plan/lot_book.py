"""The rules of lots as a stranger reads them: what is lost, when a lot begins, what comes along, what stands in."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from rantai.core.periods import Horizon
from rantai.core.units import PPM
from rantai.engine.plan.given import PlanInput

Row = dict[str, Any]


@dataclass(frozen=True)
class LotBook:
    """Look-ups of the tables that say how lots are made up."""

    given: PlanInput
    horizon: Horizon

    @cached_property
    def rules(self) -> dict[str, Row]:
        return {row["item_code"]: row for row in self.given.item_rules.rows()}

    @cached_property
    def items(self) -> dict[str, Row]:
        return {row["item_code"]: row for row in self.given.items.rows()}

    @cached_property
    def by_products(self) -> dict[str, list[tuple[str, int]]]:
        """By item that is made: what comes along, and how many for each piece."""
        found: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for row in self.given.by_products.rows():
            found[row["parent_code"]].append((row["child_code"], row["quantity_each"]))
        return found

    @cached_property
    def stand_ins(self) -> dict[str, Row]:
        """By the code of a stand-in without its week."""
        return {f"S-{row['kind']}-{row['item_code']}-{row['other_code']}": row for row in self.given.stand_ins.rows()}

    @cached_property
    def closed(self) -> set[int]:
        """Weeks in which nobody works."""
        rows = self.given.calendar.rows()
        return {self.horizon.week_of(row["week_date"]) for row in rows if not row["working_ppm"]}

    def good_of(self, item: str, started: int) -> int:
        """Good pieces of so many started."""
        loss = self.rules[item]["loss_ppm"] if item in self.rules else 0
        return started * (PPM - loss) // PPM

    def good(self, item: str, started: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """(week, good pieces) as started pieces come out."""
        found, total, before = [], 0, 0
        for week, pieces in started:
            total += pieces
            there = self.good_of(item, total)
            found.append((week, there - before))
            before = there
        return found

    def start_week(self, item: str, need_week: int) -> int:
        """The latest week with the item's lead of worked weeks between it and the need; below 0: past due."""
        left = int(self.items[item]["lead_weeks"])
        if not self.closed or self.items[item]["kind"] == "bought":
            return need_week - left
        week = need_week
        while left or week in self.closed:
            week -= 1
            left -= week not in self.closed and left > 0
        return week
