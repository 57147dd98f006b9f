"""Key figures of a plan in people's words and units, and how they differ from another plan's."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from rantai.web.layout import formats
from rantai.web.layout.pieces import Status, Tone, Words

MINUS = "\u2212"
Figures = Mapping[str, int]


@dataclass(frozen=True)
class Measure:
    """A figure: its word, how it is written, and whether less or more of it is better ("" when neither)."""

    name: str
    word: Words
    write: Callable[[int], str]
    better: str = ""


def _jobs(value: int) -> str:
    return formats.decimal(Decimal(value) / 100, 1)


def _points(value: int) -> str:
    return formats.ppm(value, 1)


MEASURES = (
    Measure("vehicles", _("Vehicles wanted"), formats.count),
    Measure("vehicles_on_time", _("Vehicles on time"), formats.count, "more"),
    Measure("vehicles_late", _("Vehicles late"), formats.count, "less"),
    Measure("vehicles_short", _("Vehicles missing"), formats.count, "less"),
    Measure("cost", _("Price in all"), formats.rupiah_short, "less"),
    Measure("steel_cost", _("Price of the steel"), formats.rupiah_short, "less"),
    Measure("making_cost", _("Price of the work"), formats.rupiah_short),
    Measure("component_cost", _("Price of the components"), formats.rupiah_short, "less"),
    Measure("steel", _("Steel to order"), formats.tonnes),
    Measure("steel_left", _("Steel left over"), formats.tonnes, "less"),
    Measure("mill_orders", _("Orders at mills and service centers"), formats.count),
    Measure("steel_orders", _("Steel orders in all"), formats.count),
    Measure("makers", _("Workshops with work"), formats.count, "more"),
    Measure("work", _("Hours of work"), formats.hours),
    Measure("jobs", _("Full-time jobs"), _jobs, "more"),
    Measure("missing_hours", _("Hours missing at full machines"), formats.hours, "less"),
    Measure("near", _("Work near home, of its price"), _points, "more"),
    Measure("domestic", _("Spent at home, of the whole price"), _points, "more"),
)
BY_NAME: Mapping[str, Measure] = {measure.name: measure for measure in MEASURES}


def difference(measure: Measure, before: int, after: int) -> str:
    """With its sign; empty when there is none, or one too small to be written in the figure's unit."""
    said = measure.write(abs(after - before))
    return "" if said == measure.write(0) else ("+" if after > before else MINUS) + said


def tone_of(measure: Measure, before: int, after: int) -> Tone:
    """Green for better, red for worse, grey where neither is."""
    if before == after or not measure.better:
        return "quiet"
    return "good" if (after > before) == (measure.better == "more") else "stop"


@dataclass(frozen=True)
class Cell:
    """A figure of one plan and its difference from the base; empty where the plan does not say."""

    label: Words
    value: str
    change: Status | None


@dataclass(frozen=True)
class Line:
    """One figure through all plans."""

    word: Words
    cells: tuple[Cell, ...]


def lines(names: Sequence[str], plans: Sequence[Figures]) -> list[Line]:
    """One line a figure; `plans` begins with the base. A plan without figures gets dashes."""
    return [
        Line(
            measure.word,
            tuple(_cell(measure, name, plans[0], plan) for name, plan in zip(names, plans, strict=True)),
        )
        for measure in MEASURES
    ]


def _cell(measure: Measure, name: str, base: Figures, plan: Figures) -> Cell:
    if measure.name not in plan:
        return Cell(name, "–", None)
    value = plan[measure.name]
    before = base.get(measure.name, value)
    said = difference(measure, before, value)
    return Cell(name, measure.write(value), Status(said, tone_of(measure, before, value)) if said else None)
