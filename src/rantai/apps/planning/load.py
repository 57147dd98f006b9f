"""From a plan's input to the database: a whole folder, or one table of it, merged by code in one transaction."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from rantai.apps.audit.actions import Author, record
from rantai.apps.catalog.models import ChainParty, Format, Item
from rantai.apps.demand.models import Programme
from rantai.apps.parties.actions import (
    OrganisationRow,
    PlaceRow,
    SentraRow,
    load_organisations,
    load_places,
    load_sentras,
)
from rantai.apps.parties.models import Organisation, OrganisationRole, Place
from rantai.apps.planning.limits import length_problems
from rantai.apps.planning.mirror import COUNTRY_CODE, COUNTRY_NAME, MIRRORS, PARTY_MIRRORS, Mirror
from rantai.apps.planning.snapshot import stored_rows
from rantai.apps.stock.actions import CountedLot, count_lots
from rantai.core.problems import InvalidInput
from rantai.engine.plan.given import PlanInput

BATCH = 500
Row = dict[str, Any]
Key = tuple[Any, ...]


@dataclass(frozen=True)
class Merge:
    """What merging a table changes: new rows, (before, after) of changed rows, rows that go, rows as they were."""

    added: list[Row] = field(default_factory=list)
    changed: list[tuple[Row, Row]] = field(default_factory=list)
    removed: list[Row] = field(default_factory=list)
    same: int = 0

    @property
    def counts(self) -> dict[str, int]:
        return {
            "added": len(self.added),
            "changed": len(self.changed),
            "removed": len(self.removed),
            "same": self.same,
        }


@transaction.atomic
def load_case(
    *, given: PlanInput, code: str, name: str, is_example: bool, by: Author, at: datetime
) -> dict[str, dict[str, int]]:
    """Merge every table into the database as programme `code`, which becomes the current one.

    Returns table → how many rows were added, changed, removed, left the same. Doing it twice changes nothing.
    Raises InvalidInput with everything that the database cannot keep; then nothing is written. One audit row.
    """
    problems = [problem for table in given.tables().values() for problem in length_problems(table)]
    if problems:
        raise InvalidInput(problems)
    programme = _programme(given, code, name, is_example)
    counts = _load_parties(given, by, at)
    for table_name, mirror in MIRRORS.items():
        counts[table_name] = merge_table(mirror, given.tables()[table_name].rows(), programme.pk).counts
    bookings = _load_stock(given, by, at)
    after = {"counts": counts, "bookings": bookings}
    record(verb="import", noun="programme", object_id=programme.pk, by=by, at=at, after=after)
    return counts


def _programme(given: PlanInput, code: str, name: str, is_example: bool) -> Programme:
    row = given.horizon.rows()[0]
    Programme.objects.filter(is_current=True).exclude(code=code).update(is_current=False)
    facts = {**row, "name": name, "is_example": is_example}
    return Programme.objects.update_or_create(code=code, defaults={**facts, "is_current": True})[0]


# --- one table ------------------------------------------------------------------------------------------------------


def difference(mirror: Mirror, rows: Sequence[Row], programme_id: int | None = None) -> Merge:
    """What merging `rows` would change, without changing it. An import of a parent says all of its rows."""
    before = {_key(mirror, row): row for _pk, row in stored_rows(mirror, programme_id)}
    after = {_key(mirror, row): row for row in rows}
    added = [row for key, row in after.items() if key not in before]
    changed = [(before[key], row) for key, row in after.items() if key in before and before[key] != row]
    removed: list[Row] = []
    if mirror.whole_of:
        named = {row[mirror.whole_of] for row in rows}
        removed = [row for key, row in before.items() if key not in after and row[mirror.whole_of] in named]
    return Merge(added, changed, removed, len(after) - len(added) - len(changed))


def merge_table(mirror: Mirror, rows: Sequence[Row], programme_id: int | None = None) -> Merge:
    """Write what `difference` says, in a few statements. Every code that the rows name must be known."""
    found = difference(mirror, rows, programme_id)
    pks = {_key(mirror, row): pk for pk, row in stored_rows(mirror, programme_id)}
    manager = mirror.model._default_manager
    ids = _foreign_ids(mirror, [*found.added, *(row for _before, row in found.changed)])
    manager.filter(pk__in=[pks[_key(mirror, row)] for row in found.removed]).delete()
    revived = _revive(mirror, found.added, programme_id)
    new = [_built(mirror, row, ids, programme_id) for row in found.added if row[mirror.table.key[0]] not in revived]
    manager.bulk_create(new, batch_size=BATCH)
    changed = [_built(mirror, row, ids, programme_id) for _before, row in found.changed]
    for one, (before, _row) in zip(changed, found.changed, strict=True):
        one.pk = pks[_key(mirror, before)]
    again = [row for row in found.added if row[mirror.table.key[0]] in revived]
    for row in again:
        changed.append(_built(mirror, row, ids, programme_id))
        changed[-1].pk = revived[row[mirror.table.key[0]]]
    if changed:
        manager.bulk_update(changed, _fields(mirror), batch_size=BATCH)
    return found


def _revive(mirror: Mirror, rows: Sequence[Row], programme_id: int | None) -> dict[str, int]:
    """Code → primary key of withdrawn lines that are wanted again under the same code."""
    if mirror.table.table_name != "demand" or not rows:
        return {}
    lines = mirror.model._default_manager.filter(programme_id=programme_id, withdrawn_at__isnull=False)
    codes = {row["demand_code"] for row in rows}
    found = {code: pk for code, pk in lines.values_list("code", "pk") if code in codes}
    lines.filter(pk__in=found.values()).update(withdrawn_at=None)
    return found


def _key(mirror: Mirror, row: Mapping[str, Any]) -> Key:
    return tuple(row[name] for name in mirror.table.key)


def _fields(mirror: Mirror) -> list[str]:
    return [path.partition("__")[0] for path in mirror.paths.values()]


def _foreign_ids(mirror: Mirror, rows: Iterable[Row]) -> dict[str, dict[str, int]]:
    """Column → code → id, for the columns that lead over a foreign key; only where there is something to write."""
    if not any(True for _row in rows):
        return {}
    return {
        column: dict(_target(mirror.model, path)._default_manager.values_list("code", "pk"))
        for column, path in mirror.paths.items()
        if "__" in path
    }


def _target(model: type[models.Model], path: str) -> type[models.Model]:
    found = model._meta.get_field(path.partition("__")[0]).related_model
    assert isinstance(found, type)
    return found


def _built(mirror: Mirror, row: Row, ids: Mapping[str, Mapping[str, int]], programme_id: int | None) -> models.Model:
    values: Row = {"programme_id": programme_id} if mirror.of_programme else {}
    for column, path in mirror.paths.items():
        if "__" in path:
            values[f"{path.partition('__')[0]}_id"] = ids[column][row[column]] if row[column] else None
        else:
            values[path] = row[column]
    return mirror.model(**values)


# --- parties: written by their own actions --------------------------------------------------------------------------


def _load_parties(given: PlanInput, by: Author, at: datetime) -> dict[str, dict[str, int]]:
    """Places, sentra and parties that are new or other than before. Sentra and centres name each other, so centres
    come first without their sentra."""
    merges = {name: difference(mirror, given.tables()[name].rows()) for name, mirror in PARTY_MIRRORS.items()}
    places, sentras, parties = ([*m.added, *(row for _b, row in m.changed)] for m in merges.values())
    if places or sentras:
        load_places(rows=[_country(), *map(_place_row, places)], by=by, at=at)
    centres = {row["centre_code"] for row in sentras}
    first = [row for row in parties if row["party_code"] in centres]
    load_organisations(rows=[_organisation_row({**row, "sentra_code": ""}) for row in first], by=by, at=at)
    load_sentras(rows=[_sentra_row(row) for row in sentras], by=by, at=at)
    rest = [row for row in parties if row["party_code"] not in centres or row["sentra_code"]]
    load_organisations(rows=[_organisation_row(row) for row in rest], by=by, at=at)
    _place_in_chain(parties)
    return {name: merge.counts for name, merge in merges.items()}


def _country() -> PlaceRow:
    return PlaceRow(code=COUNTRY_CODE, name=COUNTRY_NAME, kind=Place.Kind.COUNTRY)


def _place_row(row: Row) -> PlaceRow:
    return PlaceRow(
        code=row["place_code"],
        name=row["place_name"],
        kind=row["kind"],
        parent_code=row["parent_code"],
        latitude_udeg=row["latitude_udeg"],
        longitude_udeg=row["longitude_udeg"],
    )


def _sentra_row(row: Row) -> SentraRow:
    return SentraRow(
        code=row["sentra_code"],
        name=row["sentra_name"],
        place_code=row["place_code"] or COUNTRY_CODE,
        centre_code=row["centre_code"],
        announced_makers=row["announced_makers"],
        source=row["source"],
    )


def _organisation_row(row: Row) -> OrganisationRow:
    return OrganisationRow(
        code=row["party_code"],
        name=row["party_name"],
        kinds=(row["kind"] if row["kind"] in OrganisationRole.Kind.values else OrganisationRole.Kind.DISTRIBUTOR,),
        place_code=row["place_code"],
        sentra_code=row["sentra_code"],
        is_example=row["is_example"],
    )


def _place_in_chain(parties: Sequence[Row]) -> None:
    """Remember the one kind under which the plan knows each organisation; its other roles are its own matter."""
    ids = dict(Organisation.objects.values_list("code", "pk"))
    ChainParty.objects.bulk_create(
        [ChainParty(organisation_id=ids[row["party_code"]], kind=row["kind"]) for row in parties],
        update_conflicts=True,
        unique_fields=["organisation"],
        update_fields=["kind"],
        batch_size=BATCH,
    )


# --- stock: booked through the ledger -------------------------------------------------------------------------------


def _load_stock(given: PlanInput, by: Author, at: datetime) -> list[int]:
    """Count every lot of the folder as of the programme's first day, or today when that day is still to come; what
    the books know already moves nothing."""
    firms = dict(Organisation.objects.values_list("code", "pk"))
    items = {code: (pk, mass) for code, pk, mass in Item.objects.values_list("code", "pk", "mass_g_each")}
    formats = dict(Format.objects.values_list("code", "pk"))
    lots = [_lot(row, firms, item=items[row["item_code"]]) for row in given.item_stock.rows()]
    lots += [_lot(row, firms, format_id=formats[row["format_code"]]) for row in given.material_stock.rows()]
    start: date = given.horizon.rows()[0]["start_date"]
    day = min(start, timezone.localdate(at))
    return count_lots(lots=lots, effective_on=day, by=by, at=at) if lots else []


def _lot(
    row: Row, firms: Mapping[str, int], *, item: tuple[int, int] = (0, 0), format_id: int | None = None
) -> CountedLot:
    pieces = row["quantity_pieces"]
    return CountedLot(
        code=row["stock_code"],
        holder_id=firms[row["holder_code"]],
        owner_id=firms[row["owner_code"]],
        pieces=pieces,
        grams=row.get("mass_g", pieces * item[1]),
        item_id=item[0] or None,
        format_id=format_id,
        length_um=row.get("length_um", 0),
        width_um=row.get("width_um", 0),
        heat=row.get("heat", ""),
    )
