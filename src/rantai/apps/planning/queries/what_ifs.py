"""Scenarios: what they change, how far their plan is, and what it comes to beside its base."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from rantai.apps.planning.models import PlanRun, WhatIf, WhatIfChange
from rantai.apps.planning.queries.runs import RunRow, named_rows
from rantai.apps.planning.what_if_input import as_change
from rantai.engine.plan import compare as engine
from rantai.engine.plan.change import Change
from rantai.engine.plan.change_file import as_entry

MOST_WHAT_IFS = 200


@dataclass(frozen=True)
class ChangeRow:
    """One change, in the words of the engine: kind, scope by key, value in the unit of its kind."""

    position: int
    kind: str
    scope: Mapping[str, str]
    value: int
    goals: tuple[str, ...]
    from_date: date | None
    to_date: date | None


@dataclass(frozen=True)
class WhatIfRow:
    """A scenario. newest: its newest run in any state. plan: its newest published run. base: the run it changes."""

    what_if_id: int
    programme_id: int
    name: str
    base_run_id: int | None
    band: str
    side: str
    made_at: datetime
    made_by: str
    changed_at: datetime
    archived_at: datetime | None
    may_undo: bool
    changes: tuple[ChangeRow, ...]
    newest: RunRow | None
    plan: RunRow | None
    base: RunRow | None
    is_outdated: bool

    @property
    def state(self) -> str:
        """draft, queued, running, failed, cancelled, outdated, ready."""
        if self.newest is not None and self.newest.is_open:
            return self.newest.state
        if self.plan is not None:
            return "outdated" if self.is_outdated else "ready"
        return self.newest.state if self.newest is not None else "draft"


def what_ifs(
    programme_id: int | None = None,
    *,
    is_archived: bool = False,
    what_if_ids: Collection[int] = (),
    band: str = "",
) -> list[WhatIfRow]:
    """Scenarios of the current (or the given) programme, the newest first; or those named, archived or not.

    Three queries, whatever their number.
    """
    found = WhatIf.objects.select_related("made_by").order_by("-id")
    found = found.filter(programme=programme_id) if programme_id else found.filter(programme__is_current=True)
    if what_if_ids:
        found = found.filter(pk__in=what_if_ids)
    elif band:
        found = found.filter(band=band)
    else:
        found = found.filter(archived_at__isnull=not is_archived)
    return _rows(list(found[:MOST_WHAT_IFS]))


def what_if(what_if_id: int) -> WhatIfRow | None:
    """One scenario; None when there is none."""
    return next(iter(_rows(list(WhatIf.objects.select_related("made_by").filter(pk=what_if_id)))), None)


def _rows(listed: list[WhatIf]) -> list[WhatIfRow]:
    ids = [one.pk for one in listed]
    changes: dict[int, list[WhatIfChange]] = defaultdict(list)
    for change in WhatIfChange.objects.filter(what_if__in=ids).order_by("what_if", "position"):
        changes[change.what_if_id].append(change)
    bases = {one.base_run_id for one in listed if one.base_run_id}
    runs = named_rows(PlanRun.objects.filter(Q(what_if__in=ids) | Q(pk__in=bases)).order_by("-id"))
    newest: dict[int | None, RunRow] = {}
    plans: dict[int | None, RunRow] = {}
    for run in runs:
        newest.setdefault(run.what_if_id, run)
        if run.state == "published":
            plans.setdefault(run.what_if_id, run)
    base_of = {run.run_id: run for run in runs if run.run_id in bases}
    return [
        _row(one, changes[one.pk], newest.get(one.pk), plans.get(one.pk), base_of.get(one.base_run_id or 0))
        for one in listed
    ]


def _row(
    one: WhatIf, changes: list[WhatIfChange], newest: RunRow | None, plan: RunRow | None, base: RunRow | None
) -> WhatIfRow:
    return WhatIfRow(
        what_if_id=one.pk,
        programme_id=one.programme_id,
        name=one.name,
        base_run_id=one.base_run_id,
        band=one.band,
        side=one.side,
        made_at=one.made_at,
        made_by=one.made_by.display_name if one.made_by else "",
        changed_at=one.changed_at,
        archived_at=one.archived_at,
        may_undo=bool(one.earlier),
        changes=tuple(_change(change) for change in changes),
        newest=newest,
        plan=plan,
        base=base,
        is_outdated=plan is not None and _planned(plan) != [as_entry(as_change(change)) for change in changes],
    )


def _change(row: WhatIfChange) -> ChangeRow:
    return ChangeRow(row.position, row.kind, dict(row.scope), row.value, tuple(row.goals), row.from_date, row.to_date)


def change_row(change: Change) -> ChangeRow:
    """A change that is not kept yet, as a kept one is read."""
    return ChangeRow(0, change.kind, dict(change.scope), change.value, change.goals, change.from_date, change.to_date)


def _planned(run: RunRow) -> list[Mapping[str, Any]]:
    """The changes that a run was computed with."""
    return list(run.summary.get("what_if", {}).get("changes", []))


def key_figures(run: RunRow | None) -> Mapping[str, int]:
    """What a published plan comes to, by the names of `engine.plan.compare.UNITS`; empty when it does not say."""
    if run is None or "figures" not in run.summary:
        return {}
    return engine.key_figures(run.summary)


@dataclass(frozen=True)
class Interval:
    """A figure of three plans of low, base and high demand; `material_code` for tonnes of one steel."""

    figure: str
    unit: str
    material_code: str
    low: int
    base: int
    high: int
    is_in_order: bool


def band(low: RunRow, base: RunRow, high: RunRow) -> list[Interval]:
    """What three plans span, figure by figure; empty when one does not say its figures."""
    if not all(key_figures(run) for run in (low, base, high)):
        return []
    return [
        Interval(
            row["figure"],
            row["unit"],
            row.get("material_code", ""),
            row["low"],
            row["base"],
            row["high"],
            row["in_order"],
        )
        for row in engine.intervals([low.summary, base.summary, high.summary])
    ]


@dataclass(frozen=True)
class SteelChange:
    """Steel of one material at one seller in two plans."""

    material_code: str
    supplier_code: str
    mass_before_g: int
    mass_after_g: int
    cost_before_idr: int
    cost_after_idr: int


def steel_by_seller(before: RunRow, after: RunRow) -> list[SteelChange]:
    """Tonnes and rupiah by material and seller that differ, the largest difference of mass first."""
    sides = [
        {(row["material_code"], row["supplier_code"]): row for row in run.summary.get("figures", {}).get("steel", [])}
        for run in (before, after)
    ]
    nothing = {"mass_g": 0, "cost_idr": 0}
    found = []
    for material, seller in sorted({*sides[0], *sides[1]}):
        old, new = (side.get((material, seller), nothing) for side in sides)
        if (old["mass_g"], old["cost_idr"]) != (new["mass_g"], new["cost_idr"]):
            masses, costs = (old["mass_g"], new["mass_g"]), (old["cost_idr"], new["cost_idr"])
            found.append(SteelChange(material, seller, *masses, *costs))
    return sorted(found, key=lambda row: (-abs(row.mass_after_g - row.mass_before_g), row.material_code))
