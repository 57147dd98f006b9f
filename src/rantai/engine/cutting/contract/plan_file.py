"""A plan document as judged: patterns and places in whole µm, whoever made it; its own claims kept apart."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from rantai.core.json_problems import Problems
from rantai.core.json_refusals import MISSING
from rantai.core.json_text import read_json
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
    """scrap: mm² and mm as told. cuts: the tree as it stands, None where the plan gives none."""

    stock: str
    count: int
    placed: tuple[Placed, ...]
    remnants: tuple[Box, ...]
    scrap: Decimal | None
    scrap_length: Decimal | None
    cuts: Any


class Excuse(NamedTuple):
    """Why a piece is left out, as the plan says it, and the nearest stock with what it lacks, in µm."""

    reason: str | None
    would_fit: str | None
    missing: tuple[int, ...] | None


@dataclass(frozen=True, slots=True)
class PlanFile:
    """unplaced, stock_used: counts by name, in the plan's order; None where the plan says nothing of them.

    excuses: why, in the order of `unplaced`. costs, alone: what each owner pays and would pay alone.
    """

    patterns: tuple[PlanPattern, ...]
    unplaced: tuple[tuple[str, int], ...] | None
    excuses: tuple[Excuse, ...]
    stock_used: tuple[tuple[str, int], ...] | None
    status: str | None
    objective: Decimal | None
    bound: Decimal | None
    gap: Decimal | None
    yield_: Decimal | None
    costs: dict[str, Decimal] | None
    alone: dict[str, Decimal] | None
    cost_rule: str | None
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
            excuses=self.excuses(value),
            stock_used=self.counts(value, "stock_used", ("id", "count")),
            status=status if isinstance(status, str) else None,
            objective=self.number(value, "objective", ""),
            bound=self.number(value, "bound", ""),
            gap=self.number(value, "gap", ""),
            yield_=self.number(value, "yield", ""),
            costs=self.amounts(value, "cost_by_owner"),
            alone=self.amounts(value, "alone_by_owner"),
            cost_rule=self.word(value, "cost_rule"),
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
            scrap_length=self.number(row, "scrap_length_mm", f"{place}."),
            cuts=row.get("cuts"),
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

    def amounts(self, value: dict[str, Any], name: str) -> dict[str, Decimal] | None:
        """Numbers by name; what a null stands for is not said."""
        content = value.get(name)
        if content is None:
            return None
        if not isinstance(content, dict):
            return self.values.wrong_type(content, name, "object")
        found = {owner: self.number(content, owner, f"{name}.") for owner in content}
        return {owner: amount for owner, amount in found.items() if amount is not None}

    def word(self, value: dict[str, Any], name: str) -> str | None:
        content = value.get(name)
        if content is None or isinstance(content, str):
            return content
        return self.values.wrong_type(content, name, "name")

    def excuses(self, value: dict[str, Any]) -> tuple[Excuse, ...]:
        """One for each object in `unplaced`; what is no list or object there is refused where these are counted."""
        rows = value.get("unplaced")
        places = enumerate(rows if isinstance(rows, list) else [])
        return tuple(self.excuse(row, f"unplaced[{at}]") for at, row in places if isinstance(row, dict))

    def excuse(self, row: dict[str, Any], place: str) -> Excuse:
        reason, nearest, missing = row.get("reason"), row.get("would_fit"), row.get("missing_mm")
        if missing is not None and not isinstance(missing, list):
            self.values.wrong_type(missing, f"{place}.missing_mm", "list")
        sides = enumerate(missing if isinstance(missing, list) else [])
        found = [self.values.length_um(side, f"{place}.missing_mm[{at}]", low=0) for at, side in sides]
        return Excuse(
            reason if isinstance(reason, str) else None,
            None if nearest is None else self.values.name(nearest, f"{place}.would_fit"),
            tuple(side or 0 for side in found) if missing is not None else None,
        )
