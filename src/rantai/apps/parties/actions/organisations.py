"""Adding organisations one by one, and loading places, sentra and organisations in bulk."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from rantai.apps.audit.actions import Act, Author, record_all
from rantai.apps.parties import refusals
from rantai.apps.parties.models import CODE, Organisation, OrganisationRole, Place, Sentra
from rantai.core.problems import InvalidInput, Problem, Where

BATCH = 500


@dataclass(frozen=True)
class PlaceRow:
    """One place; coordinates in millionths of a degree, both or neither."""

    code: str
    name: str
    kind: str
    parent_code: str = ""
    kemendagri_code: str = ""
    latitude_udeg: int | None = None
    longitude_udeg: int | None = None


@dataclass(frozen=True)
class SentraRow:
    """One sentra; `announced_makers` as `source` announced them in `year`."""

    code: str
    name: str
    place_code: str
    centre_code: str = ""
    announced_makers: int | None = None
    source: str = ""
    year: int | None = None


@dataclass(frozen=True)
class OrganisationRow:
    """One organisation with everything it is (`kinds`, see OrganisationRole.Kind)."""

    code: str
    name: str
    kinds: tuple[str, ...]
    place_code: str = ""
    sentra_code: str = ""
    latitude_udeg: int | None = None
    longitude_udeg: int | None = None
    is_example: bool = False


def add_organisation(*, row: OrganisationRow, by: Author, at: datetime) -> int:
    """Add (or correct, by code) one organisation; returns its id. Raises InvalidInput as `load_organisations`."""
    return load_organisations(rows=[row], by=by, at=at)[row.code]


@transaction.atomic
def load_places(*, rows: Sequence[PlaceRow], by: Author, at: datetime) -> Mapping[str, int]:
    """Add or correct places by code; returns code → id. Parents may stand anywhere in `rows` or be known already."""
    known = set(Place.objects.values_list("code", flat=True)) | {row.code for row in rows}
    problems = [*_code_problems(rows), *_unknown(rows, "parent_code", known)]
    problems += _kind_problems(((row.code, row.kind) for row in rows), Place.Kind.values)
    _raise_if(problems)
    fields = ["name", "kind", "kemendagri_code", "latitude_udeg", "longitude_udeg"]
    places = [Place(code=row.code, **{name: getattr(row, name) for name in fields}) for row in rows]
    Place.objects.bulk_create(
        places, update_conflicts=True, unique_fields=["code"], update_fields=fields, batch_size=BATCH
    )
    ids = _ids(Place)
    children = [Place(id=ids[row.code], parent_id=ids[row.parent_code]) for row in rows if row.parent_code]
    Place.objects.bulk_update(children, ["parent"], batch_size=BATCH)
    _record_load("place", rows, by, at)
    return {row.code: ids[row.code] for row in rows}


@transaction.atomic
def load_sentras(*, rows: Sequence[SentraRow], by: Author, at: datetime) -> Mapping[str, int]:
    """Add or correct sentra by code; returns code → id. The place must be known; so must the centre, if named."""
    places, centres = _ids(Place), _ids(Organisation)
    problems = [*_code_problems(rows), *_unknown(rows, "place_code", set(places), required=True)]
    problems += _unknown(rows, "centre_code", set(centres))
    _raise_if(problems)
    fields = ["name", "announced_makers", "source", "year"]
    sentras = [
        Sentra(
            code=row.code,
            place_id=places[row.place_code],
            centre_id=centres[row.centre_code] if row.centre_code else None,
            **{name: getattr(row, name) for name in fields},
        )
        for row in rows
    ]
    updated = [*fields, "place", "centre"]
    Sentra.objects.bulk_create(
        sentras, update_conflicts=True, unique_fields=["code"], update_fields=updated, batch_size=BATCH
    )
    _record_load("sentra", rows, by, at)
    ids = _ids(Sentra)
    return {row.code: ids[row.code] for row in rows}


@transaction.atomic
def load_organisations(*, rows: Sequence[OrganisationRow], by: Author, at: datetime) -> Mapping[str, int]:
    """Add or correct organisations by code, and set their roles; returns code → id. All rows or none.

    Raises InvalidInput with every problem at once: code form, code twice, unknown place, sentra or kind.
    """
    places, sentras = _ids(Place), _ids(Sentra)
    problems = [*_code_problems(rows), *_unknown(rows, "place_code", set(places))]
    problems += _unknown(rows, "sentra_code", set(sentras))
    kinds = ((row.code, kind) for row in rows for kind in row.kinds or ("",))
    problems += _kind_problems(kinds, OrganisationRole.Kind.values)
    _raise_if(problems)
    _write_organisations(rows, places, sentras)
    ids = {code: pk for code, pk in _ids(Organisation).items() if code in {row.code for row in rows}}
    _write_roles(rows, ids)
    _record_load("organisation", rows, by, at)
    return ids


def _write_organisations(
    rows: Sequence[OrganisationRow], places: Mapping[str, int], sentras: Mapping[str, int]
) -> None:
    fields = ["name", "latitude_udeg", "longitude_udeg", "is_example"]
    organisations = [
        Organisation(
            code=row.code,
            place_id=places[row.place_code] if row.place_code else None,
            sentra_id=sentras[row.sentra_code] if row.sentra_code else None,
            **{name: getattr(row, name) for name in fields},
        )
        for row in rows
    ]
    updated = [*fields, "place", "sentra"]
    Organisation.objects.bulk_create(
        organisations, update_conflicts=True, unique_fields=["code"], update_fields=updated, batch_size=BATCH
    )


def _write_roles(rows: Sequence[OrganisationRow], ids: Mapping[str, int]) -> None:
    for start in range(0, len(rows), BATCH):
        batch = rows[start : start + BATCH]
        OrganisationRole.objects.filter(organisation_id__in=[ids[row.code] for row in batch]).delete()
        roles = [
            OrganisationRole(organisation_id=ids[row.code], kind=kind)
            for row in batch
            for kind in dict.fromkeys(row.kinds)
        ]
        OrganisationRole.objects.bulk_create(roles)


def _record_load(noun: str, rows: Sequence[PlaceRow | SentraRow | OrganisationRow], by: Author, at: datetime) -> None:
    acts = [Act("load", noun, row.code, after=_facts(row)) for row in rows]
    record_all(acts=acts, by=by, at=at)


def _facts(row: PlaceRow | SentraRow | OrganisationRow) -> dict[str, object]:
    """What the trail keeps of a loaded row: everything that is filled in, except the name (see AuditEntry)."""
    return {name: value for name, value in vars(row).items() if value not in ("", None) and name != "name"}


def _ids(model: type[Place] | type[Sentra] | type[Organisation]) -> dict[str, int]:
    return dict(model._default_manager.values_list("code", "id"))


def _code_problems(rows: Sequence[PlaceRow | SentraRow | OrganisationRow]) -> list[Problem]:
    counts = Counter(row.code for row in rows)
    doubled = [_problem(refusals.CODE_TWICE, "code", code=code) for code, n in counts.items() if n > 1]
    return doubled + [_problem(refusals.CODE_FORM, "code", code=code) for code in counts if not _well_formed(code)]


def _well_formed(code: str) -> bool:
    try:
        CODE(code)
    except ValidationError:
        return False
    return len(code) <= 40


def _unknown(
    rows: Sequence[PlaceRow | SentraRow | OrganisationRow], column: str, known: set[str], *, required: bool = False
) -> list[Problem]:
    named = {getattr(row, column) for row in rows if required or getattr(row, column)}
    return [_problem(refusals.CODE_UNKNOWN, column, code=code) for code in sorted(named - known)]


def _kind_problems(kinds: Iterable[tuple[str, str]], allowed: Sequence[str]) -> list[Problem]:
    wrong = sorted({kind for _code, kind in kinds if kind not in allowed})
    return [_problem(refusals.KIND_UNKNOWN, "kind", kind=kind, allowed=", ".join(allowed)) for kind in wrong]


def _problem(refusal: refusals.Refusal, column: str, **values: object) -> Problem:
    return Problem(refusal, Where(column=column), values)


def _raise_if(problems: Sequence[Problem]) -> None:
    if problems:
        raise InvalidInput(problems)
