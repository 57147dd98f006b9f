"""Asking for a plan of a job and computing it in a process of its own, outside any transaction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max, Q

from rantai.apps.audit.actions import Author, record
from rantai.apps.cutting_jobs import refusals, solving
from rantai.apps.cutting_jobs.actions.jobs import locked
from rantai.apps.cutting_jobs.actions.stock import exclude
from rantai.apps.cutting_jobs.documents import WORDS, Document, document_of, joined, nothing_left, without
from rantai.apps.cutting_jobs.figures import figures
from rantai.apps.cutting_jobs.models import CutJob, CutPattern, CutPlan
from rantai.core.problems import InvalidInput, Problem

MOST_AT_ONCE = 2  # engines beside each other: more would only slow each other down
STALE_SECONDS = 90  # after this a computation is taken for dead and may be begun again


@transaction.atomic
def ask_plan(
    *,
    job_id: int,
    by: Author,
    at: datetime,
    base: int | None = None,
    pinned: Sequence[int] = (),
    leave: Sequence[str] | None = None,
) -> int:
    """Write down what is to be solved now; returns the plan's number in its job.

    `pinned` are positions of patterns of plan `base` that stay as they are, with their counts. `leave` are the codes of
    stock that is not to be used from now on; None leaves that as it is. Raises InvalidInput, and changes nothing, when
    nothing is wanted, nothing is offered, or a pattern cannot stay: its stock is left out or its pieces have changed.
    """
    if leave is not None:
        exclude(job_id=job_id, codes=leave, by=by, at=at)
    job = locked(job_id)
    pieces = list(job.pieces.select_related("owner").order_by("pk"))
    stock = list(job.stock.select_related("owner", "lot").order_by("-source", "pk"))  # what is at hand first
    document = document_of(job, pieces, stock)
    problems = [] if pieces else [Problem(refusals.NOTHING_TO_CUT)]
    problems += [] if document["stock"] else [Problem(refusals.NO_STOCK)]
    if problems:
        raise InvalidInput(problems)
    former = CutPlan.objects.filter(job=job, number=base).first() if base is not None else None
    kept = _pinned(former, pinned, document)
    number = (CutPlan.objects.filter(job=job).aggregate(last=Max("number"))["last"] or 0) + 1
    CutPlan.objects.create(
        job=job, number=number, base=former, given=document, pinned=kept, created_by_id=by.user_id, created_at=at
    )
    after = {"number": number, "base": base, "pinned": list(pinned)}
    record(verb="ask_plan", noun="cut_job", object_id=job_id, by=by, at=at, after=after)
    return number


def _pinned(former: CutPlan | None, positions: Sequence[int], document: Document) -> list[Document]:
    """Patterns of a former plan that stay: their stock is offered and their pieces are wanted. Raises InvalidInput."""
    if former is None or former.answer is None:
        return []
    wanted = {row["id"]: row["quantity"] for row in document["pieces"]}
    offered = {row["id"]: row["quantity"] for row in document["stock"]}
    chosen = [at for at in sorted(set(positions)) if 1 <= at <= len(former.answer["patterns"])]
    kept = {at: former.answer["patterns"][at - 1] for at in chosen}
    lost = [at for at, pattern in kept.items() if not _still_fits(pattern, wanted, offered)]
    if lost:
        raise InvalidInput([Problem(refusals.PATTERN_LOST, values={"pattern": at}) for at in lost])
    return list(kept.values())


def _still_fits(pattern: Document, wanted: dict[str, int], offered: dict[str, int | None]) -> bool:
    """Whether a pattern can be set aside; if so, its pieces and stock are taken from what is left."""
    stock, times = pattern["stock"], pattern["count"]
    if stock not in offered or (offered[stock] is not None and (offered[stock] or 0) < times):
        return False
    counts: dict[str, int] = {}
    for spot in pattern["placed"]:
        counts[spot["piece"]] = counts.get(spot["piece"], 0) + times
    if any(wanted.get(piece, 0) < count for piece, count in counts.items()):
        return False
    for piece, count in counts.items():
        wanted[piece] -= count
    left = offered[stock]
    offered[stock] = None if left is None else left - times
    return True


def compute(*, job_id: int, number: int, by: Author, at: datetime, now: Callable[[], datetime]) -> bool:
    """Compute a plan that waits. Returns whether it has been answered: False while it, or others, are being computed.

    `now` is asked again when the engine has answered. Whoever comes second finds the plan taken and leaves it.
    """
    claimed = _claimed(job_id, number, at)
    if claimed is None:
        return CutPlan.objects.filter(job=job_id, number=number, state__in=("done", "failed")).exists()
    try:
        answer = _solved(claimed)
    except InvalidInput as refused:
        _fail(claimed, [problem.as_dict() for problem in refused.problems], by=by, at=now())
        return True
    _store(claimed, answer, by=by, at=now())
    return True


@transaction.atomic
def _claimed(job_id: int, number: int, at: datetime) -> CutPlan | None:
    stale = at - timedelta(seconds=STALE_SECONDS)
    if CutPlan.objects.filter(state="running", started_at__gt=stale).count() >= MOST_AT_ONCE:
        return None
    free = Q(state="waiting") | Q(state="running", started_at__lte=stale)
    if not CutPlan.objects.filter(free, job=job_id, number=number).update(state="running", started_at=at):
        return None
    return CutPlan.objects.select_related("job", "job__material", "base").get(job=job_id, number=number)


def _solved(plan: CutPlan) -> Document:
    rest = without(plan.given, plan.pinned) if plan.pinned else plan.given
    if rest["pieces"]:
        answer = solving.solve(WORDS[plan.job.kind], rest, seconds=plan.job.seconds)
    else:
        answer = nothing_left(rest)
    whole = joined(plan.given, plan.pinned, answer)
    former = plan.base
    if plan.pinned and former is not None and former.answer is not None and former.given == plan.given:
        whole["alone_by_owner"] = former.answer.get("alone_by_owner")  # the same list on the same stock
    return whole


@transaction.atomic
def _store(plan: CutPlan, answer: Document, *, by: Author, at: datetime) -> None:
    made = figures(plan.job, plan.given, answer)
    running = CutPlan.objects.filter(pk=plan.pk, state="running")
    if not running.update(state="done", answer=answer, done_at=at, **made):
        return  # somebody else finished it meanwhile
    CutPattern.objects.bulk_create(
        CutPattern(
            plan=plan,
            position=position,
            stock_code=one["stock"],
            count_pieces=one["count"],
            is_pinned=position <= len(plan.pinned),
        )
        for position, one in enumerate(answer["patterns"], 1)
    )
    CutJob.objects.filter(pk=plan.job_id, state="draft").update(state="planned")
    after = {"number": plan.number, "status": made["status"], "stock_pieces": made["stock_pieces"]}
    record(verb="plan", noun="cut_job", object_id=plan.job_id, by=by, at=at, after=after)


@transaction.atomic
def _fail(plan: CutPlan, problems: list[dict[str, Any]], *, by: Author, at: datetime) -> None:
    CutPlan.objects.filter(pk=plan.pk, state="running").update(state="failed", problems=problems, done_at=at)
    codes = [problem["code"] for problem in problems]
    record(
        verb="fail", noun="cut_job", object_id=plan.job_id, by=by, at=at, after={"number": plan.number, "codes": codes}
    )
