"""Approving a plan keeps its steel from others; taking it back sets it free; and what has been cut is counted."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Sum

from rantai.apps.audit.actions import Author, record
from rantai.apps.cutting_jobs import refusals
from rantai.apps.cutting_jobs.models import CutJob, CutPattern, CutPlan, JobStock, Reservation
from rantai.apps.cutting_jobs.queries.lots import reserved_by_lot
from rantai.apps.stock.models import Balance, MaterialLot
from rantai.core.problems import InvalidInput, Problem

KEPT_DAYS = 14  # after two weeks without a cut the steel is free again


@transaction.atomic
def approve(*, job_id: int, number: int, by: Author, at: datetime) -> None:
    """Approve a plan and reserve the lots it takes, for two weeks.

    Of two people who reserve the last sheet one is refused: the lots are locked before they are counted.
    Raises InvalidInput: not computed, list changed since, another plan approved, and every lot that is short.
    """
    job = CutJob.objects.select_for_update(no_key=True).get(pk=job_id)
    plan = CutPlan.objects.get(job=job, number=number)
    _refuse_unready(job, plan)
    needed = _needed(plan)
    short = _short(job, needed, at)
    if short:
        raise InvalidInput(short)
    until = at + timedelta(days=KEPT_DAYS)
    Reservation.objects.bulk_create(
        Reservation(plan=plan, lot_id=lot, quantity=quantity, made_at=at, expires_at=until)
        for lot, quantity in sorted(needed.items())
    )
    CutPlan.objects.filter(pk=plan.pk).update(approved_at=at, cancelled_at=None)
    CutJob.objects.filter(pk=job_id).update(state="approved")
    after = {"number": number, "lots": {str(lot): quantity for lot, quantity in sorted(needed.items())}}
    record(verb="approve", noun="cut_job", object_id=job_id, by=by, at=at, after=after)


@transaction.atomic
def cancel_approval(*, job_id: int, number: int, by: Author, at: datetime) -> None:
    """Take an approval back: its reservations are released, the job can be changed again.

    Raises InvalidInput when the plan is not approved, or when some of it has been cut.
    """
    CutJob.objects.select_for_update(no_key=True).get(pk=job_id)
    plan = _approved(job_id, number)
    done = plan.cut_patterns.aggregate(done=Sum("done_pieces"))["done"] or 0
    if done:
        raise refusals.refuse(refusals.CUTTING_BEGUN, number=number, done=done)
    released = Reservation.objects.filter(plan=plan, released_at__isnull=True).update(released_at=at)
    CutPlan.objects.filter(pk=plan.pk).update(cancelled_at=at)
    CutJob.objects.filter(pk=job_id).update(state="planned")
    after = {"number": number, "released": released}
    record(verb="cancel_approval", noun="cut_job", object_id=job_id, by=by, at=at, after=after)


@transaction.atomic
def mark_cut(*, job_id: int, number: int, position: int, done: int, by: Author, at: datetime) -> None:
    """Say how many pieces of stock have been cut by one pattern. The job is cut when all patterns are.

    Steel that has been cut stays out of the free stock until the store is counted.
    """
    CutJob.objects.select_for_update(no_key=True).get(pk=job_id)
    plan = _approved(job_id, number)
    pattern = plan.cut_patterns.filter(position=position).first()
    if pattern is None or not 0 <= done <= pattern.count_pieces:
        count = pattern.count_pieces if pattern else 0
        raise refusals.refuse(refusals.MORE_THAN_PLANNED, "done", pattern=position, count=count, done=done)
    if pattern.done_pieces == done:
        return
    CutPattern.objects.filter(pk=pattern.pk).update(done_pieces=done)
    is_cut = not plan.cut_patterns.filter(done_pieces__lt=F("count_pieces")).exists()
    CutJob.objects.filter(pk=job_id).update(state="cut" if is_cut else "approved")
    begun = plan.cut_patterns.filter(done_pieces__gt=0).exists()
    until = None if begun else at + timedelta(days=KEPT_DAYS)
    Reservation.objects.filter(plan=plan, released_at__isnull=True).update(expires_at=until)
    states = {"before": {"done": pattern.done_pieces}, "after": {"number": number, "pattern": position, "done": done}}
    record(verb="mark_cut", noun="cut_job", object_id=job_id, by=by, at=at, **states)


def _refuse_unready(job: CutJob, plan: CutPlan) -> None:
    former = CutPlan.objects.filter(job=job, approved_at__isnull=False, cancelled_at__isnull=True).first()
    if former is not None:
        raise refusals.refuse(refusals.ALREADY_APPROVED, number=former.number)
    if plan.state != "done" or not plan.patterns:
        raise refusals.refuse(refusals.NOT_READY, number=plan.number)
    if job.changed_at > plan.created_at:
        raise refusals.refuse(refusals.OUTDATED, number=plan.number)


def _approved(job_id: int, number: int) -> CutPlan:
    plan = CutPlan.objects.get(job=job_id, number=number)
    if plan.approved_at is None or plan.cancelled_at is not None:
        raise refusals.refuse(refusals.NOT_APPROVED, number=number)
    return plan


def _needed(plan: CutPlan) -> dict[int, int]:
    """Lot → pieces that the plan takes."""
    used: Counter[str] = Counter()
    for pattern in plan.cut_patterns.all():
        used[pattern.stock_code] += pattern.count_pieces
    rows = JobStock.objects.filter(job=plan.job_id, lot__isnull=False, code__in=list(used))
    return {row.lot_id: used[row.code] for row in rows if row.lot_id is not None}


def _short(job: CutJob, needed: dict[int, int], at: datetime) -> list[Problem]:
    """Lots of which less is free than the plan takes. Their rows are locked first, always in the same order."""
    lots = MaterialLot.objects.select_for_update(no_key=True).filter(pk__in=sorted(needed)).order_by("pk")
    codes = dict(lots.values_list("pk", "code"))
    held = Balance.objects.filter(material_lot__in=sorted(needed), account__organisation=job.owner_id, grams__gt=0)
    pieces = dict(held.values_list("material_lot_id", "pieces"))
    if job.kind == "coil":
        pieces = {lot: count or 1 for lot, count in pieces.items()}
    taken = reserved_by_lot(sorted(needed), at=at)
    free = {lot: pieces.get(lot, 0) - taken.get(lot, 0) for lot in needed}
    return [
        Problem(refusals.LOT_NOT_THERE, values={"lot": codes[lot], "needed": quantity, "free": max(0, free[lot])})
        for lot, quantity in sorted(needed.items())
        if free[lot] < quantity
    ]
