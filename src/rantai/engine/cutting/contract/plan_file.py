"""A plan document as judged: patterns and places in whole µm, whoever made it; its own claims kept apart."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from rantai.engine.cutting.contract.json_text import read_json
from rantai.engine.cutting.contract.problems import Problems
from rantai.engine.cutting.contract.refusals import MISSING
from rantai.engine.cutting.contract.values import MOST_MM, Values, expected

_LARGEST_UM = MOST_MM * 1_000
_LARGEST_COUNT = 2**62

Box = tuple[int, int, int, int]  # x low, y low, x high, y high


@dataclass(frozen=True, slots=True)
class Placed:
    """One blank. Sizes and turning are None where the plan leaves them to the list; y is None where it is a bar's."""

    piece: str
    x: int
    y: int | None
    length: int | None
    width: int | None
    is_rotated: bool | None
    is_pair: bool


@dataclass(frozen=True, slots=True)
class PlanPattern:
    stock: str
    count: int
    placed: tuple[Placed, ...]
    remnants: tuple[Box, ...]
    scrap: Decimal | None


@dataclass(frozen=True, slots=True)
class PlanFile:
    """unplaced, stock_used: counts by name, in the plan's order; None where the plan says nothing of them.

    not_reached: unplaced pieces of which the plan itself says that its search ended before it got to them.
    """

    patterns: tuple[PlanPattern, ...]
    unplaced: tuple[tuple[str, int], ...] | None
    not_reached: frozenset[str]
    stock_used: tuple[tuple[str, int], ...] | None
    status: str | None
    objective: Decimal | None
    bound: Decimal | None
    yield_: Decimal | None
    kind: str | None


def read_plan(document: str | bytes) -> PlanFile:
    """A plan from JSON. Raises InvalidInput (C1xx) with everything that cannot be read."""
    return read_plan_value(read_json(document, "plan"))


def read_plan_value(value: Any) -> PlanFile:
    """A plan from what `read_json` gave."""
    reader = _PlanReader(Problems())
    plan = reader.plan(value)
    reader.problems.refuse()
    assert plan is not None
    return plan


class _PlanReader:
    def __init__(self, problems: Problems) -> None:
        self.problems = problems
        self.values = Values(problems)

    def plan(self, value: Any) -> PlanFile | None:
        if not isinstance(value, dict):
            return self.values.wrong_type(value, "plan", "object")
        status, kind = value.get("status"), value.get("kind")
        patterns = self.rows(value, "patterns", "", is_required=True)
        return PlanFile(
            patterns=tuple(self.pattern(row, place) for row, place in patterns),
            unplaced=self.counts(value, "unplaced", ("piece", "quantity")),
            not_reached=_not_reached(value),
            stock_used=self.counts(value, "stock_used", ("id", "count")),
            status=status if isinstance(status, str) else None,
            objective=self.number(value, "objective", ""),
            bound=self.number(value, "bound", ""),
            yield_=self.number(value, "yield", ""),
            kind=kind if isinstance(kind, str) else None,
        )

    def rows(self, value: dict[str, Any], name: str, start: str, *, is_required: bool = False) -> list[tuple[Any, str]]:
        """The objects of a list, each with its place; what is no object is refused and left out."""
        place = start + name
        content = value.get(name)
        if content is None:
            if is_required:
                self.problems.add(MISSING, place, **expected("list"))
            return []
        if not isinstance(content, list):
            self.values.wrong_type(content, place, "list")
            return []
        found = []
        for at, row in enumerate(content):
            if isinstance(row, dict):
                found.append((row, f"{place}[{at}]"))
            else:
                self.values.wrong_type(row, f"{place}[{at}]", "object")
        return found

    def pattern(self, row: dict[str, Any], place: str) -> PlanPattern:
        placed = self.rows(row, "placed", f"{place}.", is_required=True)
        remnants = self.rows(row, "remnants", f"{place}.")
        return PlanPattern(
            stock=self.name(row, "stock", place),
            count=self.count(row, "count", place),
            placed=tuple(self.placed(one, at) for one, at in placed),
            remnants=tuple(self.remnant(one, at) for one, at in remnants),
            scrap=self.number(row, "scrap_area_mm2", f"{place}."),
        )

    def placed(self, row: dict[str, Any], place: str) -> Placed:
        return Placed(
            piece=self.name(row, "piece", place),
            x=self.um(row, "x_mm", place, is_required=True) or 0,
            y=self.um(row, "y_mm", place),
            length=self.um(row, "length_mm", place),
            width=self.um(row, "width_mm", place),
            is_rotated=self.flag(row, "rotated", place),
            is_pair=bool(self.flag(row, "pair", place)),
        )

    def remnant(self, row: dict[str, Any], place: str) -> Box:
        x, length = (self.um(row, name, place, is_required=True) or 0 for name in ("x_mm", "length_mm"))
        y, width = (self.um(row, name, place) or 0 for name in ("y_mm", "width_mm"))
        return x, y, x + length, y + width

    def um(self, row: dict[str, Any], name: str, place: str, *, is_required: bool = False) -> int | None:
        value = row.get(name)
        if value is None:
            if is_required:
                self.problems.add(MISSING, f"{place}.{name}", **expected("length"))
            return None
        return self.values.length_um(value, f"{place}.{name}", low=-_LARGEST_UM)

    def name(self, row: dict[str, Any], name: str, place: str) -> str:
        value = row.get(name)
        if value is None:
            self.problems.add(MISSING, f"{place}.{name}", **expected("name"))
            return ""
        return self.values.name(value, f"{place}.{name}") or ""

    def count(self, row: dict[str, Any], name: str, place: str) -> int:
        value = row.get(name)
        if value is None:
            self.problems.add(MISSING, f"{place}.{name}", **expected("whole"))
            return 0
        return self.values.whole(value, f"{place}.{name}", low=-_LARGEST_COUNT, high=_LARGEST_COUNT) or 0

    def flag(self, row: dict[str, Any], name: str, place: str) -> bool | None:
        value = row.get(name)
        return None if value is None else self.values.flag(value, f"{place}.{name}")

    def counts(self, value: dict[str, Any], name: str, words: tuple[str, str]) -> tuple[tuple[str, int], ...] | None:
        if value.get(name) is None:
            return None
        rows = self.rows(value, name, "")
        return tuple((self.name(row, words[0], place), self.count(row, words[1], place)) for row, place in rows)

    def number(self, row: dict[str, Any], name: str, start: str) -> Decimal | None:
        """A claim of the plan's; what is no number is refused, null says nothing."""
        value = row.get(name)
        if value is None:
            return None
        if isinstance(value, Decimal | int) and not isinstance(value, bool):
            return Decimal(value)
        return self.values.wrong_type(value, start + name, "number")


def _not_reached(value: dict[str, Any]) -> frozenset[str]:
    rows = value.get("unplaced")
    rows = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    return frozenset(str(row.get("piece")) for row in rows if row.get("reason") == "not_reached")
