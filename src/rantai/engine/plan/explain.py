"""Explain a plan: the chain of any order in both directions, with the reasons along it.

Up goes from a supply to what it serves, down to the village; down goes from a consumer to where it comes from,
to steel.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from rantai.engine.plan.answer import PlanOutput
from rantai.engine.plan.steel_words import way_text, worth_text


@dataclass(frozen=True)
class Step:
    """One node of a chain: how deep, what it is, and how much flows over the link to it."""

    depth: int
    code: str
    kind: str
    quantity_pieces: int
    mass_g: int
    is_repeated: bool


@dataclass(frozen=True)
class Chain:
    """A plan's links, walkable both ways."""

    plan: PlanOutput

    @cached_property
    def kinds(self) -> dict[str, str]:
        """Kind of every node."""
        table = self.plan.pegs
        found = dict(zip(table.supply_code.tolist(), table.supply_kind.tolist(), strict=True))
        found.update(zip(table.consumer_code.tolist(), table.consumer_kind.tolist(), strict=True))
        found.update(dict.fromkeys(self.plan.orders.order_code.tolist(), "order"))
        found.update(dict.fromkeys(self.plan.promises.demand_code.tolist(), "demand"))
        found.update(dict.fromkeys(self.plan.jobs.job_code.tolist(), "job"))
        found.update(dict.fromkeys(self.plan.material_orders.material_order_code.tolist(), "material_order"))
        return found

    @cached_property
    def _serves(self) -> dict[str, list[tuple[str, int, int]]]:
        return self._links("supply_code", "consumer_code")

    @cached_property
    def _comes_from(self) -> dict[str, list[tuple[str, int, int]]]:
        return self._links("consumer_code", "supply_code")

    def _links(self, start: str, end: str) -> dict[str, list[tuple[str, int, int]]]:
        table = self.plan.pegs
        found: dict[str, list[tuple[str, int, int]]] = defaultdict(list)
        columns = (getattr(table, start), getattr(table, end), table.quantity_pieces, table.mass_g)
        for here, there, pieces, mass in zip(*(column.tolist() for column in columns), strict=True):
            found[here].append((there, pieces, mass))
        return found

    def serves(self, code: str) -> Iterator[Step]:
        """What a node serves, on to the demand. Nothing for an unknown code."""
        return self._walk(code, self._serves)

    def comes_from(self, code: str) -> Iterator[Step]:
        """Where a node comes from, back to the steel. Nothing for an unknown code."""
        return self._walk(code, self._comes_from)

    def _walk(self, code: str, links: dict[str, list[tuple[str, int, int]]]) -> Iterator[Step]:
        """Depth first; a node met again is named but not opened again, so a chain stays readable and finite."""
        stack = [(1, *link) for link in reversed(links.get(code, []))]
        seen = {code}
        while stack:
            depth, here, pieces, mass = stack.pop()
            yield Step(depth, here, self.kinds[here], pieces, mass, here in seen)
            if here not in seen:
                seen.add(here)
                stack += [(depth + 1, *link) for link in reversed(links.get(here, []))]

    @cached_property
    def reasons(self) -> dict[str, list[dict[str, Any]]]:
        """Reasons by what they are about."""
        found: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in self.plan.reasons.rows():
            found[row["subject_code"]].append(row)
        return found

    def of_steel(self, code: str, language: str) -> list[str]:
        """What a tonne more of a steel order's format is worth when it arrives, and ways out of its surplus."""
        order = next((row for row in self.plan.material_orders.rows() if row["material_order_code"] == code), None)
        if order is None:
            return []
        name = self.names.get(order["format_code"], (order["format_code"],) * 2)[language == "en"]
        key = (order["format_code"], order["arrival_week"] + 1)
        worths = [row for row in self.plan.steel_worths.rows() if (row["format_code"], row["week"]) == key]
        ways = [row for row in self.plan.surplus_ways.rows() if row["subject_code"] == code]
        return [
            *(worth_text(row, name, str(row["week"]), language) for row in worths),
            *(way_text(row, str(row["order_week"]), language) for row in ways),
        ]

    @cached_property
    def names(self) -> dict[str, tuple[str, str]]:
        """Indonesian and English name of every code that has one."""
        return {row["named_code"]: (row["name_id"], row["name_en"]) for row in self.plan.names.rows()}
