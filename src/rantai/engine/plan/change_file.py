"""Changes from JSON and back: `{"name": …, "changes": [{"kind": …, …}]}`; every problem at its place."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from rantai.core.json_problems import Problems, shown
from rantai.core.json_refusals import (
    DOUBLED_KEY,
    EMPTY_LIST,
    MISSING,
    NOT_FINITE,
    NOT_WHOLE,
    TOO_MANY_ENTRIES,
    UNKNOWN_KEY,
    WRONG_TYPE,
)
from rantai.core.json_text import Doubled, Odd, read_json
from rantai.engine.plan import change_refusals as no
from rantai.engine.plan.change import KINDS, Change, Kind

MOST_CHANGES = 200

_LIST = {"expected_id": "sebuah daftar […]", "expected_en": "a list […]"}
_OBJECT = {"expected_id": "sebuah objek {…}", "expected_en": "an object {…}"}
_TEXT = {"expected_id": "teks “…”", "expected_en": "a text “…”"}
_WHOLE = {"expected_id": "sebuah bilangan bulat", "expected_en": "a whole number"}
_DATE = {"expected_id": "tanggal seperti “2027-03-01”", "expected_en": "a date like “2027-03-01”"}


@dataclass(frozen=True)
class WhatIf:
    """A named list of changes."""

    name: str
    changes: tuple[Change, ...]


def read_changes(document: str | bytes) -> WhatIf:
    """The changes of a JSON text. Raises InvalidInput with every problem of its form (C1xx, P301, P304)."""
    value, problems = read_json(document), Problems()
    if not isinstance(value, dict):
        problems.add(WRONG_TYPE, "document", value=shown(value), **_OBJECT)
        problems.refuse()
    _keys(problems, "", value, ("name", "changes"))
    listed = value.get("changes")
    name = value.get("name", "")
    if not isinstance(name, str):
        problems.add(WRONG_TYPE, "name", value=shown(name), **_TEXT)
    if "changes" not in value:
        problems.add(MISSING, "changes", **_LIST)
    elif not isinstance(listed, list):
        problems.add(WRONG_TYPE, "changes", value=shown(listed), **_LIST)
    elif not listed:
        problems.add(EMPTY_LIST, "changes")
    elif len(listed) > MOST_CHANGES:
        problems.add(TOO_MANY_ENTRIES, "changes", found=len(listed), most=MOST_CHANGES)
    entries = listed if isinstance(listed, list) and len(listed) <= MOST_CHANGES else []
    found = [_change(problems, f"changes[{at}]", entry) for at, entry in enumerate(entries)]
    problems.refuse()
    return WhatIf(str(name), tuple(change for change in found if change is not None))


def as_document(name: str, changes: Sequence[Change]) -> dict[str, Any]:
    """What `read_changes` reads, as plain data."""
    return {"name": name, "changes": [as_entry(change) for change in changes]}


def as_entry(change: Change) -> dict[str, Any]:
    """One change as plain data."""
    kind = KINDS[change.kind]
    value = {"goals": list(change.goals)} if kind.value == "goals" else {kind.value: change.value}
    dates = {"from_date": change.from_date, "to_date": change.to_date}
    return {
        "kind": change.kind,
        **dict(change.scope),
        **{key: day.isoformat() for key, day in dates.items() if day},
        **(value if kind.value else {}),
    }


def _keys(problems: Problems, place: str, value: Mapping[str, Any], allowed: Sequence[str]) -> None:
    dot = f"{place}." if place else ""
    if isinstance(value, Doubled):
        problems.add(DOUBLED_KEY, f"{dot}{value.doubled}", key=value.doubled)
    for key in value:
        if key not in allowed:
            near = difflib.get_close_matches(key, allowed, 1, 0.0) or [allowed[0]]
            problems.add(UNKNOWN_KEY, f"{dot}{key[:40]}", key=key[:40], nearest=near[0])


def _change(problems: Problems, place: str, entry: Any) -> Change | None:
    """One entry; None after a refusal."""
    before = problems.count
    if not isinstance(entry, dict):
        problems.add(WRONG_TYPE, place, value=shown(entry), **_OBJECT)
        return None
    asked = entry.get("kind")
    kind = KINDS.get(asked) if isinstance(asked, str) else None
    if kind is None:
        told = shown(entry["kind"]).strip("“”") if "kind" in entry else "–"
        problems.add(no.KIND_UNKNOWN, f"{place}.kind", kind=told, kinds=", ".join(KINDS))
        return None
    values = (kind.value,) if kind.value else ()
    _keys(problems, place, entry, ("kind", *kind.scope, "from_date", "to_date", *values))
    scope = tuple((key, code) for key in kind.scope if (code := _text(problems, place, entry, key)) is not None)
    first, last = (_day(problems, f"{place}.{key}", entry.get(key)) for key in ("from_date", "to_date"))
    goals = _goals(problems, place, entry) if kind.value == "goals" else ()
    value = _value(problems, place, kind, entry)
    return Change(kind.name, scope, value, goals, first, last) if problems.count == before else None


def _text(problems: Problems, place: str, entry: Mapping[str, Any], key: str) -> str | None:
    if key not in entry:
        return None
    if isinstance(entry[key], Odd) or not isinstance(entry[key], str):
        problems.add(WRONG_TYPE, f"{place}.{key}", value=shown(entry[key]), **_TEXT)
    return str(entry[key])


def _value(problems: Problems, place: str, kind: Kind, entry: Mapping[str, Any]) -> int:
    if kind.value in ("", "goals"):
        return 0
    place, value = f"{place}.{kind.value}", entry.get(kind.value)
    if kind.value not in entry:
        problems.add(MISSING, place, **_WHOLE)
    elif isinstance(value, Odd):
        problems.add(NOT_FINITE, place, value=shown(str(value)))
    elif isinstance(value, Decimal) and value != value.to_integral_value():
        problems.add(NOT_WHOLE, place, value=shown(value))
    elif isinstance(value, bool) or not isinstance(value, int | Decimal):
        problems.add(WRONG_TYPE, place, value=shown(value), **_WHOLE)
    else:
        return int(value)
    return 0


def _day(problems: Problems, place: str, value: Any) -> date | None:
    if value is None:
        return None
    day = _iso(value) if isinstance(value, str) and len(value) == 10 else None
    if day is None:
        problems.add(WRONG_TYPE, place, value=shown(value), **_DATE)
    return day


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _goals(problems: Problems, place: str, entry: Mapping[str, Any]) -> tuple[str, ...]:
    listed = entry.get("goals")
    if not isinstance(listed, list) or not all(isinstance(goal, str) for goal in listed):
        problems.add(WRONG_TYPE, f"{place}.goals", value=shown(listed), **_LIST)
        return ()
    return tuple(listed)
