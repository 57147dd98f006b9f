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

    @cached_property
    def used_up(self) -> dict[str, int]:
        """Pieces of every forecast that firm lines of its item and customer use up, where the plan has that rule."""
        [row] = self.given.horizon.rows()
        back, ahead = row["consume_back_weeks"], row["consume_ahead_weeks"]
        used: dict[str, int] = defaultdict(int)
        lines = self.given.demand.rows() if back else []
        forecasts = [line for line in lines if line["firmness"] == "forecast"]
        steps = [0, *range(-1, -back, -1), *range(1, ahead + 1)]
        for firm in lines:
            left = firm["quantity_pieces"] if firm["firmness"] == "firm" else 0
            reached = [line for step in steps for line in forecasts if left and self._is_for(firm, line, step)]
            for line in reached:
                taken = min(left, line["quantity_pieces"] - used[line["demand_code"]])
                used[line["demand_code"]] += taken
                left -= taken
        return used

    def _is_for(self, firm: Row, forecast: Row, step: int) -> bool:
        """Whether a forecast is of the same item and customer, so many weeks after a firm line."""
        same = all(forecast[name] == firm[name] for name in ("item_code", "customer_code"))
        return same and self.horizon.week_of(forecast["due_date"]) - self.horizon.week_of(firm["due_date"]) == step
