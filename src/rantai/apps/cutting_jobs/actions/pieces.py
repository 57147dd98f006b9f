"""The list of pieces: filled from Excel, from a plan, or by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from rantai.apps.audit.actions import Author, record
from rantai.apps.catalog.models import NAME_LENGTH
from rantai.apps.cutting_jobs import refusals
from rantai.apps.cutting_jobs.actions.jobs import locked
from rantai.apps.cutting_jobs.models import FIELDS, CutJob, JobPiece, RememberedColumn
from rantai.core.problems import InvalidInput, Problem, Where

MOST_ROWS = 5_000
BATCH = 500


@dataclass(frozen=True)
class NewPiece:
    """A size that is wanted; lengths µm. Without a mark it gets its number in the list."""

    quantity: int
    length_um: int = 0
    width_um: int = 0
    mass_g: int = 0
    code: str = ""
    is_rotatable: bool = True
    owner_id: int | None = None
    owner_name: str = ""
    priority: int = 0
    due: date | None = None
    row: int = 0  # where it stood in the sheet, for refusals


@transaction.atomic
def put_pieces(*, job_id: int, pieces: Sequence[NewPiece], replace: bool, by: Author, at: datetime) -> None:
    """Add pieces to a job, or put them in the place of all that were there."""
    locked(job_id)
    if replace:
        JobPiece.objects.filter(job=job_id).delete()
    known = set(JobPiece.objects.filter(job=job_id).values_list("code", flat=True))
    if len(known) + len(pieces) > MOST_ROWS:
        raise refusals.refuse(refusals.TOO_MANY_ROWS, rows=len(known) + len(pieces), most=MOST_ROWS)
    _refuse_doubled(pieces, known)
    made = [_piece(job_id, piece, code) for piece, code in zip(pieces, _codes(pieces, known), strict=True)]
    JobPiece.objects.bulk_create(made, BATCH)
    CutJob.objects.filter(pk=job_id).update(changed_at=at)
    after = {"rows": len(made), "pieces": sum(piece.quantity for piece in pieces), "replace": replace}
    record(verb="put_pieces", noun="cut_job", object_id=job_id, by=by, at=at, after=after)


@transaction.atomic
def remove_piece(*, job_id: int, piece_id: int, by: Author, at: datetime) -> None:
    """Take one size out of a job."""
    locked(job_id)
    found = JobPiece.objects.filter(job=job_id, pk=piece_id)
    before = found.values("code", "length_um", "width_um", "quantity").first()
    if before is None:
        return
    found.delete()
    CutJob.objects.filter(pk=job_id).update(changed_at=at)
    record(verb="remove_piece", noun="cut_job", object_id=job_id, by=by, at=at, before=before)


@transaction.atomic
def remember(*, organisation_id: int, columns: Mapping[str, str], by: Author, at: datetime) -> None:
    """Keep what a firm calls its columns, so that its next list is read at once."""
    known = dict(RememberedColumn.objects.filter(organisation=organisation_id).values_list("heading", "field"))
    wanted = {name.strip().casefold()[:NAME_LENGTH]: field for name, field in columns.items() if field in FIELDS}
    changed = {name: field for name, field in wanted.items() if name and known.get(name) != field}
    for name, field in changed.items():
        RememberedColumn.objects.update_or_create(
            organisation_id=organisation_id, heading=name, defaults={"field": field}
        )
    if changed:
        record(
            verb="remember",
            noun="cut_columns",
            object_id=organisation_id,
            by=by,
            at=at,
            after={"columns": len(changed)},
        )


def _piece(job_id: int, piece: NewPiece, code: str) -> JobPiece:
    return JobPiece(
        job_id=job_id,
        code=code,
        length_um=piece.length_um,
        width_um=piece.width_um,
        mass_g=piece.mass_g,
        quantity=piece.quantity,
        is_rotatable=piece.is_rotatable,
        owner_id=piece.owner_id,
        owner_name="" if piece.owner_id else piece.owner_name,
        priority=piece.priority,
        due=piece.due,
    )


def _refuse_doubled(pieces: Sequence[NewPiece], known: set[str]) -> None:
    first: dict[str, int] = dict.fromkeys(known, 0)
    problems = []
    for at, piece in enumerate(pieces, 1):
        row = piece.row or at
        if piece.code and piece.code in first:
            values = {"code": piece.code, "first": first[piece.code] or "–"}
            problems.append(Problem(refusals.MARK_TWICE, Where(row=row, column="code"), values))
        if piece.code:
            first.setdefault(piece.code, row)
    if problems:
        raise InvalidInput(problems)


def _codes(pieces: Sequence[NewPiece], known: set[str]) -> list[str]:
    """Marks as given; whoever has none gets the next free number."""
    taken = known | {piece.code for piece in pieces}
    number = 0
    codes = []
    for piece in pieces:
        code = piece.code
        while not code:
            number += 1
            code = str(number) if str(number) not in taken else ""
        taken.add(code)
        codes.append(code)
    return codes
