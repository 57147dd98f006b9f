"""Verbs of scenarios.

create_what_if(*, programme_id, name, changes, by, at, base_run_id=None, key="") -> int
create_band(*, programme_id, name, low_ppm, high_ppm, by, at, key="") -> tuple[int, int]
rename_what_if(*, what_if_id, name, by, at) -> None
add_change(*, what_if_id, change, by, at, key="") -> int
remove_change(*, what_if_id, position, by, at, key="") -> None
undo_change(*, what_if_id, by, at, key="") -> None
duplicate_what_if(*, what_if_id, name, by, at, is_on_newest=False, key="") -> int
archive_what_if(*, what_if_id, by, at) -> None
restore_what_if(*, what_if_id, by, at) -> None
request_what_if(*, what_if_id, by, at, key="") -> int

A form that is sent twice, by a second click or by going back, is done once: it carries a `key` (`audit/once.py`).
"""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from rantai.apps.audit.actions import Author, record
from rantai.apps.audit.once import once
from rantai.apps.catalog.models import NAME_LENGTH
from rantai.apps.planning.models import PlanRun, PlanRunInput, WhatIf, WhatIfChange
from rantai.apps.planning.refusals import (
    NAME_MISSING,
    NO_BASE_PLAN,
    NOTHING_CHANGED,
    NOTHING_TO_UNDO,
    TEXT_TOO_LONG,
    WHAT_IF_ARCHIVED,
)
from rantai.apps.planning.what_if_input import as_change, base_tables, changes_of, check_changes
from rantai.core.problems import InvalidInput, Problem, Where
from rantai.engine.plan.change import Change
from rantai.engine.plan.change_file import as_entry

MOST_STEPS_BACK = 50


@transaction.atomic
@once
def create_what_if(
    *,
    programme_id: int,
    name: str,
    changes: Sequence[Change],
    by: Author,
    at: datetime,
    base_run_id: int | None = None,
    key: str = "",  # noqa: ARG001 — `once` reads it
) -> int:
    """Make a scenario over a plan: the one given, or the newest of the programme; returns its id.

    Raises InvalidInput when there is no plan yet, and with every problem of its changes.
    """
    base = base_run_id or _newest(programme_id)
    check_changes(base, changes)
    return _made(programme_id, base, _named(name), changes, by, at)


@transaction.atomic
def create_band(
    *, programme_id: int, name: str, low_ppm: int, high_ppm: int, by: Author, at: datetime, key: str = ""
) -> tuple[int, int]:
    """Make the two ends of a band of demand over the newest plan; returns the ids of the low and the high one."""
    low = _create_ends(programme_id=programme_id, name=name, low_ppm=low_ppm, high_ppm=high_ppm, by=by, at=at, key=key)
    return low, WhatIf.objects.get(band=WhatIf.objects.get(pk=low).band, side="high").pk


@once
def _create_ends(
    *,
    programme_id: int,
    name: str,
    low_ppm: int,
    high_ppm: int,
    by: Author,
    at: datetime,
    key: str,  # noqa: ARG001 — `once` reads it
) -> int:
    """Both ends of a band; returns the id of the low one."""
    base, band = _newest(programme_id), uuid.uuid4().hex
    ends = {
        side: [Change("demand_factor", (("demand_kind", "programme"),), factor)]
        for side, factor in (("low", low_ppm), ("high", high_ppm))
    }
    for changes in ends.values():
        check_changes(base, changes)
    words = _named(name)
    low, _high = (
        _made(programme_id, base, words, changes, by, at, band=band, side=side) for side, changes in ends.items()
    )
    return low


def _made(
    programme_id: int,
    base_run_id: int | None,
    name: str,
    changes: Sequence[Change],
    by: Author,
    at: datetime,
    **band: str,
) -> int:
    what_if = WhatIf.objects.create(
        programme_id=programme_id,
        name=name,
        base_run_id=base_run_id,
        made_by_id=by.user_id,
        made_for_id=by.organisation_id,
        made_at=at,
        changed_at=at,
        **band,
    )
    _write(what_if.pk, changes)
    after = {"programme_id": programme_id, "base_run_id": base_run_id, "changes": list(map(as_entry, changes)), **band}
    record(verb="create", noun="what_if", object_id=what_if.pk, by=by, at=at, after=after)
    return what_if.pk


@transaction.atomic
def rename_what_if(*, what_if_id: int, name: str, by: Author, at: datetime) -> None:
    """Give a scenario another name. Raises InvalidInput for an empty or a too long one."""
    what_if = _open(what_if_id)
    what_if.name, what_if.changed_at = _named(name), at
    what_if.save(update_fields=["name", "changed_at"])
    record(verb="rename", noun="what_if", object_id=what_if_id, by=by, at=at)


@transaction.atomic
@once
def add_change(
    *,
    what_if_id: int,
    change: Change,
    by: Author,
    at: datetime,
    key: str = "",  # noqa: ARG001 — `once` reads it
) -> int:
    """Add a change to a scenario; returns its position. Raises InvalidInput with every problem of all changes."""
    what_if = _open(what_if_id)
    before = changes_of(what_if_id)
    check_changes(what_if.base_run_id, [*before, change])
    _rewrite(what_if, before, [*before, change], "add_change", by, at)
    return len(before)


@transaction.atomic
@once
def remove_change(
    *,
    what_if_id: int,
    position: int,
    by: Author,
    at: datetime,
    key: str = "",  # noqa: ARG001 — `once` reads it
) -> None:
    """Take a change out of a scenario; nothing happens when it is gone already."""
    what_if = _open(what_if_id)
    before = changes_of(what_if_id)
    after = [change for at_, change in enumerate(before) if at_ != position]
    if len(after) < len(before):
        _rewrite(what_if, before, after, "remove_change", by, at)


@transaction.atomic
@once
def undo_change(
    *,
    what_if_id: int,
    by: Author,
    at: datetime,
    key: str = "",  # noqa: ARG001 — `once` reads it
) -> None:
    """Take back the newest adding or removing that was not taken back yet. Raises InvalidInput when there is none."""
    what_if = _open(what_if_id)
    if not what_if.earlier:
        raise InvalidInput([Problem(NOTHING_TO_UNDO)])
    rows = what_if.earlier.pop()
    before = changes_of(what_if_id)
    after = [as_change(WhatIfChange(what_if=what_if, **_dated(row))) for row in rows]
    _store(what_if, before, after, "undo_change", by, at)


@transaction.atomic
@once
def duplicate_what_if(
    *,
    what_if_id: int,
    name: str,
    by: Author,
    at: datetime,
    is_on_newest: bool = False,
    key: str = "",  # noqa: ARG001 — `once` reads it
) -> int:
    """A scenario with the same changes, over the same plan or over the newest one; returns its id.

    Raises InvalidInput when its changes no longer fit the newest plan.
    """
    what_if = WhatIf.objects.get(pk=what_if_id)
    changes = changes_of(what_if_id)
    base = _newest(what_if.programme_id) if is_on_newest or what_if.base_run_id is None else what_if.base_run_id
    check_changes(base, changes)
    return _made(what_if.programme_id, base, _named(name), changes, by, at)


@transaction.atomic
def archive_what_if(*, what_if_id: int, by: Author, at: datetime) -> None:
    """Put a scenario away; its plan stays readable."""
    if WhatIf.objects.filter(pk=what_if_id, archived_at__isnull=True).update(archived_at=at, changed_at=at):
        record(verb="archive", noun="what_if", object_id=what_if_id, by=by, at=at)


@transaction.atomic
def restore_what_if(*, what_if_id: int, by: Author, at: datetime) -> None:
    """Take a scenario out of the archive."""
    if WhatIf.objects.filter(pk=what_if_id, archived_at__isnull=False).update(archived_at=None, changed_at=at):
        record(verb="restore", noun="what_if", object_id=what_if_id, by=by, at=at)


@transaction.atomic
@once
def request_what_if(
    *,
    what_if_id: int,
    by: Author,
    at: datetime,
    key: str = "",  # noqa: ARG001 — `once` reads it
) -> int:
    """Ask for the plan of a scenario; returns the run's id. The same wish that still waits is the same run.

    Raises InvalidInput when it changes nothing, is archived, or its base plan is gone.
    """
    what_if = _open(what_if_id)
    if not what_if.changes.exists():
        raise InvalidInput([Problem(NOTHING_CHANGED)])
    base_tables(what_if.base_run_id)
    base = PlanRun.objects.get(what_ifs_over=what_if)
    run, is_new = PlanRun.objects.get_or_create(
        what_if=what_if,
        state=PlanRun.State.QUEUED,
        defaults={
            "programme_id": what_if.programme_id,
            "seed": base.seed,
            "base_run": base,
            "requested_by_id": by.user_id,
            "requested_for_id": by.organisation_id,
            "requested_at": at,
        },
    )
    if is_new:
        after = {"programme_id": what_if.programme_id, "what_if_id": what_if_id, "base_run_id": base.pk}
        record(verb="request", noun="plan", object_id=run.pk, by=by, at=at, after=after)
    return run.pk


def _newest(programme_id: int) -> int:
    """The newest published plan of the programme whose tables are kept. Raises InvalidInput when there is none."""
    plans = PlanRun.objects.filter(programme=programme_id, scenario_code="").published().of_the_programme()
    found = plans.filter(pk__in=PlanRunInput.objects.values("run")).order_by("-id").values_list("pk", flat=True).first()
    if found is None:
        raise InvalidInput([Problem(NO_BASE_PLAN)])
    return found


def _named(name: str) -> str:
    words = " ".join(name.split())
    if not words:
        raise InvalidInput([Problem(NAME_MISSING, Where(column="name"))])
    if len(words) > NAME_LENGTH:
        values = {"text": words[:40] + "…", "longest": NAME_LENGTH}
        raise InvalidInput([Problem(TEXT_TOO_LONG, Where(column="name"), values)])
    return words


def _open(what_if_id: int) -> WhatIf:
    """The scenario, locked until the transaction ends. Raises InvalidInput for an archived one."""
    what_if = WhatIf.objects.select_for_update(of=("self",)).get(pk=what_if_id)
    if what_if.archived_at is not None:
        raise InvalidInput([Problem(WHAT_IF_ARCHIVED)])
    return what_if


def _rewrite(
    what_if: WhatIf, before: Sequence[Change], after: Sequence[Change], verb: str, by: Author, at: datetime
) -> None:
    what_if.earlier = [*what_if.earlier, list(map(_row, before))][-MOST_STEPS_BACK:]
    _store(what_if, before, after, verb, by, at)


def _store(
    what_if: WhatIf, before: Sequence[Change], after: Sequence[Change], verb: str, by: Author, at: datetime
) -> None:
    what_if.changed_at = at
    what_if.save(update_fields=["earlier", "changed_at"])
    WhatIfChange.objects.filter(what_if=what_if).delete()
    _write(what_if.pk, after)
    trail = {"before": {"changes": list(map(as_entry, before))}, "after": {"changes": list(map(as_entry, after))}}
    record(verb=verb, noun="what_if", object_id=what_if.pk, by=by, at=at, **trail)


def _write(what_if_id: int, changes: Sequence[Change]) -> None:
    WhatIfChange.objects.bulk_create(
        WhatIfChange(what_if_id=what_if_id, position=position, **_dated(_row(change)))
        for position, change in enumerate(changes)
    )


def _row(change: Change) -> dict[str, Any]:
    """A change as JSON can hold it."""
    dates = {"from_date": change.from_date, "to_date": change.to_date}
    return {
        "kind": change.kind,
        "scope": dict(change.scope),
        "value": change.value,
        "goals": list(change.goals),
        **{key: day.isoformat() if day else None for key, day in dates.items()},
    }


def _dated(row: dict[str, Any]) -> dict[str, Any]:
    days = {key: datetime.fromisoformat(row[key]).date() if row[key] else None for key in ("from_date", "to_date")}
    return {**row, **days}
