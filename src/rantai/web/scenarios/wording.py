"""A change as a sentence: what, whom, from when to when, by how much."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _

from rantai.apps.planning.queries import ChangeRow, WhatIfRow
from rantai.web.layout import formats
from rantai.web.orders.split import rule_name
from rantai.web.plans.templatetags.plans import GOALS

PPM = 1_000_000
Names = Mapping[tuple[str, str], str]
MINUS = "\u2212"


def sentence(change: ChangeRow, names: Names) -> str:
    """For example "Steel +20 %, PT Krakatau Steel, from 1 Mar 2027 until 28 Mar 2027"."""
    parts = [_WHAT[change.kind](change), *_whom(change, names), *_when(change)]
    return ", ".join(part for part in parts if part)


def title_of(row: WhatIfRow) -> str:
    """The name of a scenario; an end of a band says which one it is."""
    ends = {"low": _("low"), "high": _("high")}
    return f"{row.name} ({ends[row.side]})" if row.side else row.name


def signed_percent(factor_ppm: int) -> str:
    """A factor as a change: +20 %."""
    return _signed(factor_ppm - PPM, lambda value: formats.ppm(value, 0 if value % 10_000 == 0 else 1))


def _signed(value: int, write: Callable[[int], str]) -> str:
    return ("+" if value > 0 else MINUS if value < 0 else "±") + write(abs(value))


def _whom(change: ChangeRow, names: Names) -> list[str]:
    skipped = ("setting", "rule", "scenario_code", "parent_code", "child_code")
    words = {"programme": _("vehicles of the programme"), "call_off": _("call-offs"), "aftermarket": _("spare parts")}
    firmness = {"firm": _("firm orders"), "forecast": _("forecasts")}
    found = [
        words.get(code) or firmness.get(code) or names.get((key, code), code)
        for key, code in sorted(change.scope.items())
        if key not in skipped
    ]
    if change.kind == "bill_quantity":
        pair = {key: names.get((key, change.scope[key]), change.scope[key]) for key in ("parent_code", "child_code")}
        found.append(_("%(child)s in %(parent)s") % {"child": pair["child_code"], "parent": pair["parent_code"]})
    if change.kind == "demand_volume":
        found.append(names.get(("scenario_code", change.scope["scenario_code"]), change.scope["scenario_code"]))
    return found


def _when(change: ChangeRow) -> list[str]:
    days = {"first": formats.day(change.from_date), "last": formats.day(change.to_date)}
    if change.from_date and change.to_date:
        return [_("%(first)s until %(last)s") % days]
    if change.from_date:
        return [_("from %(first)s on") % days]
    return [_("until %(last)s") % days] if change.to_date else []


def _days(change: ChangeRow) -> str:
    return _signed(change.value, lambda value: _("%(n)s days") % {"n": formats.count(value)})


def _hours(change: ChangeRow) -> str:
    return _signed(change.value, formats.hours)


_WHAT: Mapping[str, Callable[[ChangeRow], str]] = {
    "demand_volume": lambda _change: _("Volume of the programme"),
    "demand_set": lambda change: _("Demand: %(n)s pieces") % {"n": formats.count(change.value)},
    "demand_factor": lambda change: _("Demand %(change)s") % {"change": signed_percent(change.value)},
    "steel_price_factor": lambda change: _("Price of steel %(change)s") % {"change": signed_percent(change.value)},
    "component_price_factor": lambda change: (
        _("Price of components %(change)s") % {"change": signed_percent(change.value)}
    ),
    "work_price_factor": lambda change: _("Price of work %(change)s") % {"change": signed_percent(change.value)},
    "lead_days": lambda change: _("Delivery %(days)s") % {"days": _days(change)},
    "supplier_off": lambda _change: _("Takes no orders"),
    "receipts_late": lambda change: _("What is on its way %(days)s") % {"days": _days(change)},
    "capacity_factor": lambda change: _("Hours of machines %(change)s") % {"change": signed_percent(change.value)},
    "capacity_add": lambda change: _("Hours a week on each machine %(hours)s") % {"hours": _hours(change)},
    "max_share": lambda change: _("At most %(share)s for one workshop") % {"share": formats.ppm(change.value, 0)},
    "steel_stock_set": lambda change: _("Steel at hand %(mass)s") % {"mass": formats.mass(change.value)},
    "item_stock_set": lambda change: _("Parts at hand: %(n)s pieces") % {"n": formats.count(change.value)},
    "bill_quantity": lambda change: _("%(n)s pieces each") % {"n": formats.count(change.value)},
    "calendar": lambda change: _("Worked time %(share)s") % {"share": formats.ppm(change.value, 0)},
    "goals": lambda change: _("Goals: %(goals)s") % {"goals": " → ".join(str(GOALS[goal]) for goal in change.goals)},
    "split_rule": lambda change: _("Steel orders shared %(rule)s") % {"rule": rule_name(change.scope["rule"])},
    "setting": lambda change: _("%(n)s weeks are cut together") % {"n": formats.count(change.value)},
}
