"""Reading certificates. Lists are fenced by `keeper_id`; the public page by its token alone.

heats(keeper_id) -> list[HeatRow]
heat_of(keeper_id, heat_id) -> HeatDetail | None
public_heat(token) -> PublicHeat | None
file_of(file_id, *, keeper_id) -> FileRow | None          of the own centre
public_file(token, file_id) -> FileRow | None             of the heat that the token opens
certification(keeper_id, heat, *, needs, supplier_id=None, certificate_number="") -> Certification
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from rantai.apps.certificates.models import KINDS, Certificate, CertificateFile, Heat, HeatLink, HeatValue
from rantai.apps.certificates.verdicts import Judged, judge


@dataclass(frozen=True)
class HeatRow:
    """A heat in the list. `kind` is the strongest type of its certificates, `outside` how many values are outside."""

    heat_id: int
    heat: str
    grade: str
    thickness_um: int
    supplier_code: str
    supplier_name: str
    kind: str
    numbers: str
    files: int
    values: int
    outside: int
    not_assessed: int
    is_linked: bool
    recorded_at: datetime


@dataclass(frozen=True)
class FileRow:
    """A kept file of a certificate."""

    file_id: int
    certificate_id: int
    name: str
    kind: str
    size_bytes: int
    sha256: str
    added_at: datetime


@dataclass(frozen=True)
class CertificateRow:
    """A certificate of a heat with its files."""

    certificate_id: int
    number: str
    kind: str
    issued_on: date | None
    files: tuple[FileRow, ...]


@dataclass(frozen=True)
class HeatDetail:
    """A heat with every value judged, its certificates, and the live token ("" when there is none)."""

    row: HeatRow
    judged: tuple[Judged, ...]
    certificates: tuple[CertificateRow, ...]
    token: str


@dataclass(frozen=True)
class PublicHeat:
    """What anybody with the link may see: never an owner, a price or a customer."""

    heat: str
    grade: str
    thickness_um: int
    judged: tuple[Judged, ...]
    certificates: tuple[CertificateRow, ...]


@dataclass(frozen=True)
class Certification:
    """Whether steel of a heat may go to an order that needs a certificate. `kind` is the strongest that there is.

    reason: "" when it may, else "no_heat" (nothing is stamped on it), "unknown" (no certificate of that heat here),
    "ambiguous" (heats of several suppliers carry this number), "weaker" (type below the one needed), "outside" (a value
    is outside the limits of the grade).
    """

    is_certified: bool
    kind: str
    reason: str
    heat_id: int | None = None


def heats(keeper_id: int) -> list[HeatRow]:
    """Every heat of a centre, the newest first. Four queries, however many there are."""
    return _rows(Heat.objects.filter(keeper=keeper_id))


def heat_of(keeper_id: int, heat_id: int) -> HeatDetail | None:
    """One heat of a centre."""
    found = _rows(Heat.objects.filter(keeper=keeper_id, pk=heat_id))
    if not found:
        return None
    token = HeatLink.objects.filter(heat=heat_id, revoked_at__isnull=True).values_list("token", flat=True).first()
    return HeatDetail(found[0], _judged(found[0]), _certificates(heat_id), token or "")


def public_heat(token: str) -> PublicHeat | None:
    """The heat that a live token opens; None for a revoked token as for one that never was."""
    live = HeatLink.objects.filter(token=token, revoked_at__isnull=True).values_list("heat", flat=True).first()
    if live is None:
        return None
    row = _rows(Heat.objects.filter(pk=live))[0]
    return PublicHeat(row.heat, row.grade, row.thickness_um, _judged(row), _certificates(live))


_FILE = ("pk", "certificate_id", "name", "kind", "size_bytes", "sha256", "added_at")


def file_of(file_id: int, *, keeper_id: int) -> FileRow | None:
    """A file of the own centre's certificates."""
    found = CertificateFile.objects.filter(pk=file_id, certificate__keeper=keeper_id).values_list(*_FILE).first()
    return None if found is None else FileRow(*found)


def public_file(token: str, file_id: int) -> FileRow | None:
    """A file of the heat that a live token opens."""
    links = HeatLink.objects.filter(token=token, revoked_at__isnull=True)
    found = CertificateFile.objects.filter(pk=file_id, certificate__heats__links__in=links).values_list(*_FILE)
    row = found.distinct().first()
    return None if row is None else FileRow(*row)


def certification(
    keeper_id: int, heat: str, *, needs: str, supplier_id: int | None = None, certificate_number: str = ""
) -> Certification:
    """Whether a piece that carries this heat has a certificate of type `needs` ("3.1") or a stronger one.

    Every piece inherits by heat and supplier; without the supplier, a number that several suppliers used proves
    nothing. certificate_number narrows it to heats of that certificate. Raises ValueError for an unknown type.
    """
    rank = KINDS.index(needs)
    if not heat:
        return Certification(False, "", "no_heat")
    found = Heat.objects.filter(keeper=keeper_id, heat=heat)
    found = found.filter(supplier=supplier_id) if supplier_id is not None else found
    found = found.filter(certificates__number=certificate_number) if certificate_number else found
    rows = _rows(found.distinct())
    if len(rows) != 1:
        return Certification(False, "", "ambiguous" if rows else "unknown")
    row = rows[0]
    if not row.kind or KINDS.index(row.kind) < rank:
        return Certification(False, row.kind, "weaker", row.heat_id)
    if row.outside:
        return Certification(False, row.kind, "outside", row.heat_id)
    return Certification(True, row.kind, "", row.heat_id)


def values_of(heat_ids: list[int]) -> dict[int, dict[str, int]]:
    """The values of heats by property. One query."""
    found: dict[int, dict[str, int]] = {one: {} for one in heat_ids}
    told = HeatValue.objects.filter(heat__in=heat_ids).values_list("heat_id", "property", "value")
    for heat, code, value in told:
        found[heat][code] = value
    return found


def _rows(found: QuerySet[Heat]) -> list[HeatRow]:
    fields = ("pk", "heat", "grade", "thickness_um", "supplier__code", "supplier__name", "recorded_at")
    rows = list(found.order_by("-pk").values_list(*fields))
    ids = [row[0] for row in rows]
    values = values_of(ids)
    papers: dict[int, list[tuple[str, str]]] = {one: [] for one in ids}
    files: dict[int, set[int]] = {one: set() for one in ids}
    told: Any = (
        Heat.certificates.through.objects.filter(heat__in=ids)
        .order_by("certificate__number")
        .values_list("heat_id", "certificate__kind", "certificate__number", "certificate__files")
    )
    for heat, kind, number, file in told:
        if (kind, number) not in papers[heat]:
            papers[heat].append((kind, number))
        files[heat] |= {file} - {None}
    linked = set(HeatLink.objects.filter(heat__in=ids, revoked_at__isnull=True).values_list("heat_id", flat=True))
    return [_row(row, values[row[0]], papers[row[0]], len(files[row[0]]), row[0] in linked) for row in rows]


def _row(
    row: tuple[Any, ...], values: dict[str, int], papers: list[tuple[str, str]], files: int, is_linked: bool
) -> HeatRow:
    heat_id, heat, grade, thickness_um, code, name, recorded_at = row
    verdicts = [one.verdict for one in judge(grade, thickness_um, values)]
    return HeatRow(
        heat_id,
        heat,
        grade,
        thickness_um,
        code,
        name,
        max((kind for kind, _number in papers), default=""),
        ", ".join(number for _kind, number in papers),
        files,
        len(values),
        verdicts.count("outside"),
        verdicts.count("not_assessed"),
        is_linked,
        recorded_at,
    )


def _judged(row: HeatRow) -> tuple[Judged, ...]:
    return tuple(judge(row.grade, row.thickness_um, values_of([row.heat_id])[row.heat_id]))


def _certificates(heat_id: int) -> tuple[CertificateRow, ...]:
    found = (
        Certificate.objects.filter(heats=heat_id).order_by("number").values_list("pk", "number", "kind", "issued_on")
    )
    files = CertificateFile.objects.filter(certificate__heats=heat_id).order_by("pk").values_list(*_FILE)
    kept = [FileRow(*row) for row in files]
    return tuple(
        CertificateRow(*row, files=tuple(one for one in kept if one.certificate_id == row[0])) for row in found
    )
