"""Terms of sellers and of workshops, one row at a time: the same tables and the same checks as a sheet's.

term_rows(table_name) -> list[TermRow]                                       in the order of the key
ended_terms(table_name) -> list[TermRow]                                     ended and not brought back, newest first
names_of(table_name, column_name) -> dict[str, str]                          code → name, what a code column may hold
set_term(*, table_name, values, programme_id, by, at, term_id=None, was="")  add a row, or change the row `term_id`
end_term(*, table_name, term_id, by, at) -> None                             the trail keeps what it said
restore_term(*, table_name, term_id, programme_id, by, at) -> None           what was ended holds again
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils.translation import get_language

from rantai.apps.audit.actions import Author, record
from rantai.apps.audit.queries import acts_on, history
from rantai.apps.catalog.models import ChainParty, Item, Process
from rantai.apps.demand.models import Programme
from rantai.apps.parties.models import Place
from rantai.apps.planning import refusals
from rantai.apps.planning.load import Row, merge_table
from rantai.apps.planning.mirror import MIRRORS, Mirror
from rantai.apps.planning.sheets import check_rows
from rantai.apps.planning.snapshot import stored_rows
from rantai.core.problems import InvalidInput, Problem

SELLERS = ("mill", "service_centre", "distributor", "retail", "importer")
KINDS = {"supplier_code": SELLERS, "from_code": ("centre",), "to_code": ("centre",), "maker_code": ("maker",)}
WIDE_PLACES = ("province", "regency", "city")  # roads are told between regions, not villages


@dataclass(frozen=True)
class TermRow:
    """One term: its column → value, in base units, in the words of its table."""

    term_id: int
    values: Mapping[str, Any]

    @property
    def mark(self) -> str:
        """Changes with any value: what a form carries, so that nobody overwrites another's change unseen."""
        return _mark(self.values)


def term_rows(table_name: str) -> list[TermRow]:
    """All terms of a table. One query."""
    key = MIRRORS[table_name].table.key
    rows = [TermRow(pk, values) for pk, values in stored_rows(MIRRORS[table_name])]
    return sorted(rows, key=lambda row: tuple(str(row.values[name]) for name in key))


def ended_terms(table_name: str) -> list[TermRow]:
    """The last terms that were ended and not brought back. One query."""
    newest: dict[str, tuple[str, Mapping[str, Any] | None]] = {}
    for act in acts_on(table_name, ("end", "restore")):
        newest.setdefault(act.object_id, (act.verb, act.before))
    mirror = MIRRORS[table_name]
    return [TermRow(int(pk), _typed(mirror, row)) for pk, (verb, row) in newest.items() if verb == "end" and row]


def names_of(table_name: str, column_name: str) -> dict[str, str]:
    """Code → name of everything that a code column of a table may hold, by name. One query."""
    if column_name in KINDS:
        parties = ChainParty.objects.filter(kind__in=KINDS[column_name]).order_by("organisation__name")
        return dict(parties.values_list("organisation__code", "organisation__name"))
    refers_to = MIRRORS[table_name].table.column(column_name).refers_to
    name = "name_en" if get_language() == "en" else "name_id"
    if "places" in refers_to:
        places = Place.objects.filter(kind__in=WIDE_PLACES).order_by("name")
        return dict(places.values_list("code", "name"))
    model = Item if "items" in refers_to else Process
    return dict(model._default_manager.order_by(name).values_list("code", name))


@transaction.atomic
def set_term(
    *,
    table_name: str,
    values: Mapping[str, Any],
    programme_id: int,
    by: Author,
    at: datetime,
    term_id: int | None = None,
    was: str = "",
) -> None:
    """Add a term, or say of an old one what holds now; its key stays. Raises InvalidInput with every problem.

    `was` is the `mark` of the row that the writer saw; another one since then is refused. Empty asks nothing.
    """
    mirror = MIRRORS[table_name]
    _take_turns(programme_id)
    row, before = dict(values), None
    if term_id is not None:
        before = _stored(mirror, term_id)
        if was and was != _mark(before):
            raise InvalidInput([Problem(refusals.TERM_CHANGED)])
        row |= {name: before[name] for name in mirror.table.key}
    if row == before:
        return
    _write(mirror, row, programme_id, is_new=before is None)
    pk = term_id or _pk(mirror, row)
    record(
        verb="set" if before else "add",
        noun=table_name,
        object_id=pk,
        by=by,
        at=at,
        before=_plain(before),
        after=_plain(row),
    )


@transaction.atomic
def end_term(*, table_name: str, term_id: int, by: Author, at: datetime) -> None:
    """The term holds no more. Doing it twice changes nothing."""
    mirror = MIRRORS[table_name]
    before = next((row for pk, row in stored_rows(mirror) if pk == term_id), None)
    if before is None:
        return
    mirror.model._default_manager.filter(pk=term_id).delete()
    record(verb="end", noun=table_name, object_id=term_id, by=by, at=at, before=_plain(before))


@transaction.atomic
def restore_term(*, table_name: str, term_id: int, programme_id: int, by: Author, at: datetime) -> None:
    """Let an ended term hold again. Raises InvalidInput when another has taken its place; twice changes nothing."""
    mirror = MIRRORS[table_name]
    _take_turns(programme_id)
    last = next((act for act in history(table_name, term_id) if act.verb in ("end", "restore")), None)
    if last is None or last.verb == "restore" or last.before is None:
        return
    row = _typed(mirror, last.before)
    _write(mirror, row, programme_id, is_new=True)
    record(verb="restore", noun=table_name, object_id=term_id, by=by, at=at, after=_plain(row))


def _take_turns(programme_id: int) -> None:
    Programme.objects.select_for_update(no_key=True, of=("self",)).get(pk=programme_id)


def _write(mirror: Mirror, row: Row, programme_id: int, *, is_new: bool) -> None:
    """Check and write one row; a sheet that names a parent says all of its rows, so the others come along."""
    key = mirror.table.key
    kept = [old for _pk, old in stored_rows(mirror)]
    if is_new and any(_key(key, old) == _key(key, row) for old in kept):
        raise InvalidInput([Problem(refusals.TERM_THERE)])
    whole = mirror.whole_of
    beside = [old for old in kept if whole and old[whole] == row[whole] and _key(key, old) != _key(key, row)]
    check_rows(mirror, [*beside, row], [0] * len(beside) + [1], programme_id)
    merge_table(mirror, [*beside, row])


def _stored(mirror: Mirror, term_id: int) -> Row:
    """Raises InvalidInput when somebody ended the term meanwhile."""
    for pk, row in stored_rows(mirror):
        if pk == term_id:
            return row
    raise InvalidInput([Problem(refusals.TERM_GONE)])


def _pk(mirror: Mirror, row: Row) -> int:
    key = mirror.table.key
    return next(pk for pk, old in stored_rows(mirror) if _key(key, old) == _key(key, row))


def _key(key: tuple[str, ...], row: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(row[name] for name in key)


def _plain(row: Mapping[str, Any] | None) -> Row | None:
    """As the trail keeps it."""
    if row is None:
        return None
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()}


def _mark(row: Mapping[str, Any]) -> str:
    return sha256(json.dumps(_plain(row), sort_keys=True, default=str).encode()).hexdigest()[:16]


def _typed(mirror: Mirror, row: Mapping[str, Any]) -> Row:
    days = {column.name for column in mirror.table.columns if column.kind == "day"}
    return {name: date.fromisoformat(value) if name in days and value else value for name, value in row.items()}
