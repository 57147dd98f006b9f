"""Verbs of certificates. Writes are audited in the same transaction; refusals are raised together as InvalidInput.

record_heats(*, keeper_id, given, by, at) -> list[int]        all of them, or none
attach_file(*, certificate_id, name, content, by, at) -> int
open_link(*, heat_id, by, at) -> str                          the token; the live one when there is one
revoke_link(*, heat_id, by, at) -> None
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from rantai.apps.audit.actions import Act, Author, record, record_all
from rantai.apps.certificates import scans
from rantai.apps.certificates.models import (
    GRADE_LENGTH,
    HEAT_LENGTH,
    KINDS,
    NUMBER_LENGTH,
    Certificate,
    CertificateFile,
    Heat,
    HeatLink,
    HeatValue,
)
from rantai.apps.certificates.properties import PERCENT, PROPERTIES
from rantai.apps.certificates.refusals import (
    CELL_EMPTY,
    CELL_LONG,
    CERTIFICATE_DIFFERS,
    CHEMISTRY_BEYOND,
    HEAT_DIFFERS,
    KIND_UNKNOWN,
    LINK_NONE,
    VALUE_BEYOND,
    VALUES_EMPTY,
)
from rantai.core.problems import InvalidInput, Problem, Where

MOST_SIGNS = {"number": NUMBER_LENGTH, "heat": HEAT_LENGTH, "grade": GRADE_LENGTH}


@dataclass(frozen=True)
class GivenHeat:
    """One heat as a certificate tells of it. Values in base units by property code; `row` is its row in a file."""

    supplier_id: int
    number: str
    kind: str
    heat: str
    grade: str
    thickness_um: int = 0
    issued_on: date | None = None
    values: Mapping[str, int] = field(default_factory=dict)
    row: int | None = None


@transaction.atomic
def record_heats(*, keeper_id: int, given: Sequence[GivenHeat], by: Author, at: datetime) -> list[int]:
    """Record heats with their certificates; returns the heats' ids in order.

    A heat that exists with the same values is left as it is and may get a second certificate; further values are added.
    Raises InvalidInput with every problem of every row: among them heat-differs for each value that is another one.
    """
    problems = [problem for one in given for problem in _unsound(one)]
    if problems:
        raise InvalidInput(problems)
    ids, acts = [], []
    for one in given:
        certificate, wrong = _certificate(keeper_id, one, at)
        heat, is_new = Heat.objects.get_or_create(
            keeper_id=keeper_id,
            supplier_id=one.supplier_id,
            heat=one.heat,
            defaults={"grade": one.grade, "thickness_um": one.thickness_um, "recorded_at": at},
        )
        known = dict(HeatValue.objects.filter(heat=heat).values_list("property", "value"))
        problems += [*wrong, *_other(heat, known, one)]
        fresh = {code: value for code, value in one.values.items() if code not in known}
        HeatValue.objects.bulk_create(HeatValue(heat=heat, property=code, value=fresh[code]) for code in sorted(fresh))
        if certificate is not None:
            heat.certificates.add(certificate)
        ids.append(heat.pk)
        if is_new or fresh:
            after = {"heat": one.heat, "certificate": one.number, "type": one.kind, "values": fresh}
            acts.append(Act("record" if is_new else "complete", "heat", heat.pk, after=after))
    if problems:
        raise InvalidInput(problems)
    record_all(acts=acts, by=by, at=at)
    return ids


def _certificate(keeper_id: int, one: GivenHeat, at: datetime) -> tuple[Certificate | None, list[Problem]]:
    row, _new = Certificate.objects.get_or_create(
        keeper_id=keeper_id,
        supplier_id=one.supplier_id,
        number=one.number,
        defaults={"kind": one.kind, "issued_on": one.issued_on, "recorded_at": at},
    )
    if row.kind == one.kind:
        return row, []
    told = {"number": one.number, "known": row.kind, "given": one.kind}
    return None, [Problem(CERTIFICATE_DIFFERS, Where(row=one.row, column="kind"), told)]


def _unsound(one: GivenHeat) -> list[Problem]:
    """What is wrong with one heat by itself."""
    wrong = [
        Problem(CELL_EMPTY, Where(row=one.row, column=column), {"column": column})
        for column in ("number", "heat", "grade")
        if not getattr(one, column)
    ]
    wrong += [
        Problem(CELL_LONG, Where(row=one.row, column=column), {"column": column, "most": most})
        for column, most in MOST_SIGNS.items()
        if len(getattr(one, column)) > most
    ]
    if one.kind not in KINDS:
        wrong.append(Problem(KIND_UNKNOWN, Where(row=one.row, column="kind"), {"given": one.kind[:20]}))
    if not one.values:
        wrong.append(Problem(VALUES_EMPTY, Where(row=one.row, column="heat"), {"heat": one.heat}))
    for code, value in one.values.items():
        known = PROPERTIES[code]
        if value > known.most:
            told = {"what": known.symbol, "given": value / known.per_unit, "most": known.most // known.per_unit}
            wrong.append(Problem(VALUE_BEYOND, Where(row=one.row, column=code), told))
    total = sum(value for code, value in one.values.items() if PROPERTIES[code].is_chemistry)
    if total >= 100 * PERCENT:
        told = {"heat": one.heat, "total": total / PERCENT}
        wrong.append(Problem(CHEMISTRY_BEYOND, Where(row=one.row, column="heat"), told))
    return wrong


def _other(heat: Heat, known: Mapping[str, int], one: GivenHeat) -> list[Problem]:
    """A problem for everything in which a heat that exists is another one, with both values."""
    pairs = []
    if heat.grade != one.grade:
        pairs.append(("grade", "mutu / grade", heat.grade, one.grade))
    if heat.thickness_um != one.thickness_um and one.thickness_um:
        pairs.append(("thickness_um", "tebal / thickness", f"{heat.thickness_um} µm", f"{one.thickness_um} µm"))
    for code in sorted(known.keys() & one.values.keys()):
        if known[code] != one.values[code]:
            unit = PROPERTIES[code]
            was, now = (f"{value / unit.per_unit:g} {unit.unit}" for value in (known[code], one.values[code]))
            pairs.append((code, unit.symbol, was, now))
    return [
        Problem(
            HEAT_DIFFERS,
            Where(row=one.row, column=column),
            {"heat": one.heat, "what": what, "known": was, "given": now},
        )
        for column, what, was, now in pairs
    ]


@transaction.atomic
def attach_file(*, certificate_id: int, name: str, content: bytes, by: Author, at: datetime) -> int:
    """Keep a file of a certificate; the same file again changes nothing. Raises InvalidInput for what it holds."""
    kind = scans.kind_of(content)
    digest = scans.keep(content)
    clean = "".join(sign for sign in name if sign.isprintable() and sign not in "/\\")[-120:] or f"certificate.{kind}"
    row, is_new = CertificateFile.objects.get_or_create(
        certificate_id=certificate_id,
        sha256=digest,
        defaults={"name": clean, "kind": kind, "size_bytes": len(content), "added_at": at},
    )
    if is_new:
        after = {"certificate": certificate_id, "kind": kind, "bytes": len(content), "sha256": digest}
        record(verb="attach", noun="certificate", object_id=certificate_id, by=by, at=at, after=after)
    return row.pk


@transaction.atomic
def open_link(*, heat_id: int, by: Author, at: datetime) -> str:
    """The token under which anybody may read the heat: the live one, or a new one that nobody can guess."""
    Heat.objects.select_for_update(no_key=True, of=("self",)).get(pk=heat_id)
    live = HeatLink.objects.filter(heat=heat_id, revoked_at__isnull=True).first()
    if live is not None:
        return live.token
    made = HeatLink.objects.create(heat_id=heat_id, token=secrets.token_urlsafe(32), made_at=at)
    record(verb="open_link", noun="heat", object_id=heat_id, by=by, at=at, after={"link": made.pk})
    return made.token


@transaction.atomic
def revoke_link(*, heat_id: int, by: Author, at: datetime) -> None:
    """Close the live link for good: its labels lead nowhere from now on. Raises InvalidInput when there is none."""
    live = HeatLink.objects.filter(heat=heat_id, revoked_at__isnull=True)
    ids = list(live.values_list("pk", flat=True))
    if not live.update(revoked_at=at):
        heat = Heat.objects.get(pk=heat_id)
        raise InvalidInput([Problem(LINK_NONE, values={"heat": heat.heat})])
    record(verb="revoke_link", noun="heat", object_id=heat_id, by=by, at=at, before={"link": ids[0]})
