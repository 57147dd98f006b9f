"""Which cutting jobs a reader meets, and how much of each.

A firm's own jobs are its own. The consortium reads the centres' jobs. A workshop meets an approved job of a centre when
some of the pieces are its own, and then only those: the others are grey and nameless.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from rantai.apps.cutting_jobs import queries
from rantai.apps.cutting_jobs.queries import JobRow, PieceRow, PlanDetail, StockRow
from rantai.apps.cutting_jobs.refusals import JOB_CLOSED, refuse
from rantai.apps.parties import queries as parties
from rantai.web.access import Request, found, organisation_id
from rantai.web.saying import told

USERS = ("centre_staff", "consortium_manager", "maker_owner")
FORM = ("GET", "POST")


@dataclass(frozen=True)
class Sight:
    """A job and what the reader may do with it: `is_own` may change it, `is_whole` sees all of it."""

    job: JobRow
    reader_id: int
    is_own: bool
    is_whole: bool


def sight_of(request: Request, job_id: int) -> Sight:
    """The job as this reader meets it; 404 when it is none of the reader's business."""
    job = found(queries.job(job_id))
    reader = organisation_id(request)
    if job.owner_id == reader:
        return Sight(job, reader, is_own=True, is_whole=True)
    if "consortium_manager" in request.actor.roles and _is_centre(job.owner_id):
        return Sight(job, reader, is_own=False, is_whole=True)
    mine = job.state in ("approved", "cut") and job.archived_at is None and queries.pieces(job_id, owner_id=reader)
    return found(Sight(job, reader, is_own=False, is_whole=False) if mine else None)


def get_job_for(request: Request, job_id: int) -> Sight:
    """A job the reader sees whole."""
    sight = sight_of(request, job_id)
    return found(sight if sight.is_whole else None)


def get_own_job_for(request: Request, job_id: int) -> JobRow:
    """A job of the reader's own organisation, to be changed; one that may only be seen is as good as missing here."""
    sight = sight_of(request, job_id)
    return found(sight.job if sight.is_own else None)


def get_plan_for(request: Request, job_id: int, number: int) -> tuple[Sight, PlanDetail]:
    """A plan of a job. Who sees only pieces of it meets the approved plan and no other."""
    sight = sight_of(request, job_id)
    plan = found(queries.plan(job_id, number))
    return sight, found(plan if sight.is_whole or plan.is_approved else None)


def get_done_plan_for(request: Request, job_id: int, number: int) -> tuple[Sight, PlanDetail]:
    """A plan of a job the reader sees whole, with its answer."""
    sight, plan = get_plan_for(request, job_id, number)
    return sight, found(plan if sight.is_whole and plan.answer is not None else None)


def _is_centre(organisation: int) -> bool:
    row = parties.organisation(organisation)
    return row is not None and "centre" in row.kinds


def firms_by_word(request: Request) -> dict[str, int]:
    """What firms may be called in a list, in small letters: the own one, and those that let the reader see their work.

    Nobody else's name is known here, so that a list cannot be used to find out who takes part.
    """
    ids = {organisation_id(request), *parties.givers_to(organisation_id(request), "work", request.today)}
    rows = parties.organisations(ids=sorted(ids))
    return {word.casefold(): row.organisation_id for row in rows for word in (row.code, row.name)}


def owner_words(
    request: Request, sight: Sight, pieces: Sequence[PieceRow], stock: Sequence[StockRow] = ()
) -> dict[str, str]:
    """Owner as the documents call it → its name for this reader. One query.

    Whoever keeps its steel with the reader is known to the reader by that steel.
    """
    own = organisation_id(request)
    shown = {own, *parties.givers_to(own, "work", request.today)}
    keepers = {row.owner_code for row in stock} if sight.is_own else set()
    words = {"": _("ours") if sight.is_own else sight.job.owner_name}
    for piece in pieces:
        if not piece.owner_key:
            continue
        is_known = piece.owner_id in shown or piece.owner_code in keepers
        is_named = is_known if piece.owner_id is not None else sight.is_own
        words[piece.owner_key] = piece.owner_name if is_named else _("somebody else")
    return words


def back_when_closed(request: Request, job: JobRow) -> HttpResponse | None:
    """Away from a form that would only be refused: to the list, saying why it does not change any more."""
    if job.is_open:
        return None
    for text in told(refuse(JOB_CLOSED)):
        messages.warning(request, text)
    return redirect("cut_jobs:record", job.job_id)
