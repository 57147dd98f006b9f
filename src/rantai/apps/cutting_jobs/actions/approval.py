"""Approving a plan keeps its steel from others; taking it back sets it free."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Sum

from rantai.apps.audit.actions import Author, record
from rantai.apps.cutting_jobs import refusals
from rantai.apps.cutting_jobs.models import CUT_PLAN, CutJob, CutPlan, JobStock
from rantai.apps.stock import actions as stock
from rantai.apps.stock.actions import Purpose, Want
from rantai.core.problems import InvalidInput, Problem

KEPT_DAYS = 14  # after two weeks without a cut the steel is free again


@transaction.atomic
def approve(*, job_id: int, number: int, by: Author, at: datetime) -> None:
    """Approve a plan and reserve the lots it takes, for two weeks.

    Of two people who reserve the last sheet one is refused: the lots are locked before they are counted.
    Raises InvalidInput: not computed, list changed since, another plan approved, and every lot that is short.
    """
    job = CutJob.objects.select_for_update(no_key=True, of=("self",)).get(pk=job_id)
    plan = CutPlan.objects.get(job=job, number=number)
    _refuse_unready(job, plan)
    needed = needed_of(plan)
    keep(job, plan, needed, at + timedelta(days=KEPT_DAYS), by, at)
    CutPlan.objects.filter(pk=plan.pk).update(approved_at=at, cancelled_at=None)
    CutJob.objects.filter(pk=job_id).update(state="approved")
    after = {"number": number, "lots": {str(lot): quantity for lot, quantity in sorted(needed.items())}}
    record(verb="approve", noun="cut_job", object_id=job_id, by=by, at=at, after=after)


@transaction.atomic
def cancel_approval(*, job_id: int, number: int, by: Author, at: datetime) -> None:
    """Take an approval back: its reservations are released, the job can be changed again.

    Raises InvalidInput when the plan is not approved, or when some of it has been cut.
    """
    CutJob.objects.select_for_update(no_key=True, of=("self",)).get(pk=job_id)
    plan = approved_plan(job_id, number)
    done = plan.cut_patterns.aggregate(done=Sum("done_pieces"))["done"] or 0
    if done:
        raise refusals.refuse(refusals.CUTTING_BEGUN, number=number, done=done)
    released = stock.release(purpose=purpose_of(plan), by=by, at=at)
    CutPlan.objects.filter(pk=plan.pk).update(cancelled_at=at)
    CutJob.objects.filter(pk=job_id).update(state="planned")
    after = {"number": number, "released": released}
    record(verb="cancel_approval", noun="cut_job", object_id=job_id, by=by, at=at, after=after)


def _refuse_unready(job: CutJob, plan: CutPlan) -> None:
    former = CutPlan.objects.filter(job=job, approved_at__isnull=False, cancelled_at__isnull=True).first()
    if former is not None:
        raise refusals.refuse(refusals.ALREADY_APPROVED, number=former.number)
    if plan.state != "done" or not plan.patterns:
        raise refusals.refuse(refusals.NOT_READY, number=plan.number)
    if job.changed_at > plan.created_at:
        raise refusals.refuse(refusals.OUTDATED, number=plan.number)


def approved_plan(job_id: int, number: int) -> CutPlan:
    plan = CutPlan.objects.get(job=job_id, number=number)
    if plan.approved_at is None or plan.cancelled_at is not None:
        raise refusals.refuse(refusals.NOT_APPROVED, number=number)
    return plan


def needed_of(plan: CutPlan) -> dict[int, int]:
    """Lot → pieces that the plan still takes."""
    used: Counter[str] = Counter()
    for pattern in plan.cut_patterns.all():
        used[pattern.stock_code] += pattern.count_pieces - pattern.done_pieces
    rows = JobStock.objects.filter(job=plan.job_id, lot__isnull=False, code__in=list(used))
    return {row.lot_id: used[row.code] for row in rows if row.lot_id is not None and used[row.code]}


def purpose_of(plan: CutPlan) -> Purpose:
    return Purpose(CUT_PLAN, plan.pk)


def keep(job: CutJob, plan: CutPlan, needed: dict[int, int], until: datetime | None, by: Author, at: datetime) -> None:
    """Reserve what the plan takes until then; a coil is kept whole. InvalidInput names every lot that is short."""
    is_coil = job.kind == "coil"
    wants = [Want(lot, 0 if is_coil else quantity) for lot, quantity in sorted(needed.items())]
    short = stock.lacking(holder_id=job.owner_id, wants=wants, at=at)
    if short:
        raise InvalidInput(
            Problem(
                refusals.LOT_NOT_THERE,
                values={"lot": one.lot_code, "needed": needed[one.lot_id], "free": 0 if is_coil else one.free},
            )
            for one in short
        )
    stock.reserve(holder_id=job.owner_id, wants=wants, purpose=purpose_of(plan), until=until, by=by, at=at)
