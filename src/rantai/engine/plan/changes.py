"""A what-if: a small list of changes over the given tables. Pure: the base stays as it is.

`apply` refuses with every problem at once: unknown kinds and codes, scopes that mean nothing, dates outside the plan,
values out of range, and changes that contradict each other.
"""

from __future__ import annotations

import difflib
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from rantai.core.json_problems import Problems
from rantai.core.periods import Horizon
from rantai.core.problems import InvalidInput, Problem
from rantai.core.table_files import ReadTable
from rantai.engine.plan import change_refusals as no
from rantai.engine.plan.altering import DUE, alter, meant
from rantai.engine.plan.change import GOALS, KINDS, MUST, NEVER, SETTINGS, Change, Kind
from rantai.engine.plan.draft import Draft
from rantai.engine.plan.given import PlanInput
from rantai.engine.plan.magnitudes import MAGNITUDES
from rantai.engine.plan.params import PlanParams
from rantai.engine.plan.periods import horizon_of, is_dated, period_of
from rantai.engine.plan.sense import problems_of

_ORDER = {name: place for place, name in enumerate(KINDS)}


def apply(given: PlanInput, changes: Sequence[Change]) -> PlanInput:
    """The tables with every change made. The order in which changes are listed means nothing.

    Raises InvalidInput with every problem of every change (P301 to P314, P223), each at its place in the list.
    """
    check(given, changes)
    draft, horizon = Draft(given), horizon_of(given)
    for change in sorted(changes, key=_by_kind):
        alter(draft, change, horizon)
    changed = draft.finished()
    _refuse_magnitudes(changed)
    return changed


def settings(params: PlanParams, changes: Sequence[Change]) -> PlanParams:
    """The settings of a plan with those that the changes set.

    Raises InvalidInput (P315) when both a change and `params.scenario` set the programme's volume.
    """
    problems = Problems()
    for at, change in enumerate(changes):
        if change.kind == "demand_volume" and params.scenario:
            problems.add(no.VOLUME_TWICE, f"changes[{at}]", scenario=params.scenario)
    problems.refuse()
    chosen: dict[str, Any] = {dict(c.scope)["setting"]: c.value for c in changes if c.kind == "setting"}
    return replace(params, **chosen)


def check(given: PlanInput, changes: Sequence[Change]) -> None:
    """Raises InvalidInput with every problem of every change; nothing is changed."""
    problems, draft, horizon = Problems(), Draft(given), horizon_of(given)
    owner: dict[Hashable, int] = {}
    for at, change in enumerate(changes):
        before = problems.count
        kind = KINDS.get(change.kind)
        if kind is None:
            problems.add(no.KIND_UNKNOWN, f"changes[{at}].kind", kind=change.kind, kinds=", ".join(KINDS))
            continue
        place = f"changes[{at}]"
        _check_value(problems, place, kind, change)
        _check_scope(problems, place, kind, change, draft)
        _check_period(problems, place, kind, change, horizon)
        if problems.count == before:
            _check_rows(problems, place, kind, change, draft)
        if problems.count == before and kind.sets:
            other = [owner.setdefault(thing, at) for thing in _things(kind, change, draft, horizon)]
            if any(one != at for one in other):
                problems.add(no.CONTRADICTION, place, other=min(other) + 1)
    problems.refuse()


def _by_kind(change: Change) -> tuple[Any, ...]:
    dates = tuple(day.isoformat() if day else "" for day in (change.from_date, change.to_date))
    return (_ORDER[change.kind], change.scope, dates, change.value, change.goals)


def _check_value(problems: Problems, place: str, kind: Kind, change: Change) -> None:
    if kind.name == "goals":
        if sorted(change.goals) != sorted(GOALS):
            problems.add(no.GOALS_WRONG, f"{place}.goals", goals=", ".join(GOALS))
        return
    low, high = kind.low, kind.high
    if kind.name == "setting":
        low, high = SETTINGS.get(dict(change.scope).get("setting", ""), (low, high))
    if not low <= change.value <= high:
        values = {"name": kind.value or "value", "value": change.value, "low": low, "high": high}
        problems.add(no.VALUE_RANGE, f"{place}.{kind.value or 'value'}", **values)


def _check_scope(problems: Problems, place: str, kind: Kind, change: Change, draft: Draft) -> None:
    for key, code in change.scope:
        if key not in kind.scope:
            problems.add(no.SCOPE_KEY, f"{place}.{key}", kind=kind.name, key=key, keys=", ".join(kind.scope) or "–")
            continue
        known = draft.known(key)
        if code not in known:
            near = difflib.get_close_matches(code, sorted(known), 3, 0.5) or sorted(known)[:3]
            problems.add(no.CODE_UNKNOWN, f"{place}.{key}", code=code, near=", ".join(near) or "–")
    for key in kind.needs:
        if key not in dict(change.scope):
            problems.add(no.SCOPE_MISSING, place, kind=kind.name, key=key)


def _check_period(problems: Problems, place: str, kind: Kind, change: Change, horizon: Horizon) -> None:
    first, last = change.from_date, change.to_date
    if kind.period == NEVER and is_dated(change):
        problems.add(no.PERIOD_UNUSED, place, kind=kind.name)
    elif kind.period == MUST and not (first and last):
        problems.add(no.PERIOD_MISSING, place, kind=kind.name)
    elif first and last and first > last:
        problems.add(no.PERIOD_TURNED, place, first=first, last=last)
    elif is_dated(change) and not period_of(change, horizon).weeks:
        end = horizon.monday(horizon.weeks)
        shown = {"first": first or horizon.start, "last": last or end}
        problems.add(no.PERIOD_OUTSIDE, place, **shown, start=horizon.start, end=end)


def _check_rows(problems: Problems, place: str, kind: Kind, change: Change, draft: Draft) -> None:
    """Whether the change means any row at all, and each row that it means can take it."""
    tables = [table for table in kind.tables if table not in ("calendar", "goals", "split_rules")]
    rows = {table: meant(draft, table, change) for table in tables}
    if kind.name == "supplier_off" and is_dated(change) and rows["item_offers"].any():
        problems.add(no.COMPONENTS_DATED, place)
    elif tables and not any(mask.any() for mask in rows.values()):
        if kind.name in ("steel_stock_set", "item_stock_set") and _is_new_lot(kind, change):
            _check_new_lot(problems, place, change, draft)
            return
        period = [f"{day}" for day in (change.from_date, change.to_date) if day and any(t in DUE for t in tables)]
        scope = ", ".join([*(f"{key} = {code}" for key, code in change.scope), *period])
        problems.add(no.SCOPE_EMPTY, place, scope=scope or "–")


def _is_new_lot(kind: Kind, change: Change) -> bool:
    """A scope that says what would lie where, and nothing that only a lot at hand has."""
    what = "format_code" if kind.name == "steel_stock_set" else "item_code"
    keys = set(dict(change.scope))
    return {what, "holder_code"} <= keys <= {what, "holder_code", "owner_code"}


def _check_new_lot(problems: Problems, place: str, change: Change, draft: Draft) -> None:
    scope, formats = dict(change.scope), draft["formats"]
    if "format_code" in scope:
        piece_g = int(formats["piece_mass_g"][formats["format_code"] == scope["format_code"]][0])
        if 0 < change.value < piece_g:
            values = {"mass_g": change.value, "piece_g": piece_g, "format": scope["format_code"]}
            problems.add(no.LESS_THAN_ONE, f"{place}.mass_g", **values)


def _things(kind: Kind, change: Change, draft: Draft, horizon: Horizon) -> Iterator[Hashable]:
    """What a change sets: two changes that set the same thing contradict each other."""
    if kind.name == "setting":
        yield "setting", dict(change.scope)["setting"]
    elif kind.name == "calendar":
        yield from (("week", week) for week in period_of(change, horizon).weeks)
    elif kind.name in ("goals", "split_rule"):
        yield kind.name
    else:
        found = False
        for table in kind.tables:
            for row in np.flatnonzero(meant(draft, table, change)).tolist():
                found = True
                yield kind.sets, table, row
        if not found:
            yield kind.sets, kind.tables, change.scope


def _refuse_magnitudes(changed: PlanInput) -> None:
    """Raises InvalidInput (P223) when a changed figure makes a product that no column can hold."""
    read = {name: ReadTable(table, np.arange(2, len(table) + 2), []) for name, table in changed.tables().items()}
    found: list[Problem] = problems_of(read, MAGNITUDES)
    if found:
        raise InvalidInput(found)
