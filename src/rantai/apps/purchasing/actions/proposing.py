"""Asking for a proposal and computing it in a process of its own, outside any transaction; approving one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max, Q

from rantai.apps.audit.actions import Author, record
from rantai.apps.parties.duties import keep_apart
from rantai.apps.purchasing import solving
from rantai.apps.purchasing.actions.money import money_problems
from rantai.apps.purchasing.clock import database_now, locked, refuse_unless, shown
from rantai.apps.purchasing.documents import Document, document_of
from rantai.apps.purchasing.models import Allocation, PurchaseRound, RoundProposal
from rantai.apps.purchasing.refusals import refuse
from rantai.apps.purchasing.refusals import rounds as refusals
from rantai.apps.purchasing.settling import allocations_of, shares_of
from rantai.core.problems import InvalidInput

MOST_AT_ONCE = 2  # engines beside each other: more would only slow each other down
STALE_SECONDS = 90  # after this a computation is taken for dead and may be begun again


@transaction.atomic
def ask_proposal(*, round_id: int, by: Author, at: datetime) -> int:
    """Freeze what members have stated and what sellers ask, to be computed now; returns the proposal's number.

    May be asked as often as one likes while the round is open: before the deadline to see how it stands, after it to
    approve. Raises InvalidInput when nobody has stated anything.
    """
    one = locked(round_id)
    refuse_unless(one, "open")
    given = document_of(one)
    if not given["statements"]:
        raise refuse(refusals.NOTHING_STATED)
    number = (RoundProposal.objects.filter(round=one).aggregate(last=Max("number"))["last"] or 0) + 1
    RoundProposal.objects.create(round=one, number=number, given=given, created_by_id=by.user_id, created_at=at)
    record(verb="ask_proposal", noun="purchase_round", object_id=round_id, by=by, at=at, after={"number": number})
    return number


def compute_proposal(*, round_id: int, number: int, by: Author, at: datetime, now: Callable[[], datetime]) -> bool:
    """Compute a proposal that waits. Returns whether it is answered: False while it, or others, are being computed.

    Whoever comes second finds it taken and leaves it. `now` is asked again when the engine has answered.
    """
    claimed = _claimed(round_id, number, at)
    if claimed is None:
        return RoundProposal.objects.filter(round=round_id, number=number, state__in=("done", "failed")).exists()
    try:
        answer = solving.solve(claimed.given)
    except InvalidInput as refused:
        _end(claimed, "failed", by=by, at=now(), problems=[problem.as_dict() for problem in refused.problems])
        return True
    _end(claimed, "done", by=by, at=now(), answer=answer)
    return True


@transaction.atomic
def approve_proposal(*, round_id: int, number: int, by: Author, at: datetime) -> None:
    """Make a proposal of the closed round the one that is ordered; its allocations are written.

    Whoever opened the round does not approve it. Raises InvalidInput, of money all members at once: still open, old,
    empty, deposits missing, credit exceeded, the same person.
    """
    one = locked(round_id)
    refuse_unless(one, "open")
    assert one.deadline_at is not None
    if database_now() <= one.deadline_at:
        raise refuse(refusals.ROUND_STILL_OPEN, at=shown(one.deadline_at))
    proposal = RoundProposal.objects.filter(round=one, number=number, state="done").first()
    if proposal is None or proposal.answer is None:
        raise refuse(refusals.PROPOSAL_NOT_DONE, number=number)
    if proposal.given != document_of(one):
        raise refuse(refusals.PROPOSAL_OLD, number=number)
    if not proposal.answer["items"]:
        raise refuse(refusals.PROPOSAL_EMPTY, number=number)
    is_alone = keep_apart(by=by, at=at, done_by=[one.opened_by_id])
    rows = allocations_of(one, proposal.answer)
    problems = money_problems(one, shares_of(rows))
    if problems:
        raise InvalidInput(problems)
    Allocation.objects.bulk_create(rows)
    PurchaseRound.objects.filter(pk=round_id).update(
        state="approved", approved_by_id=by.user_id, approved_at=at, approved_number=number
    )
    cost = sum(item["cost_idr"] + item["freight_idr"] for item in proposal.answer["items"])
    after = {"number": number, "cost_idr": cost, "members": len(shares_of(rows)), "alone": is_alone}
    record(verb="approve", noun="purchase_round", object_id=round_id, by=by, at=at, after=after)


@transaction.atomic
def _claimed(round_id: int, number: int, at: datetime) -> RoundProposal | None:
    stale = at - timedelta(seconds=STALE_SECONDS)
    if RoundProposal.objects.filter(state="running", started_at__gt=stale).count() >= MOST_AT_ONCE:
        return None
    free = Q(state="waiting") | Q(state="running", started_at__lte=stale)
    mine = RoundProposal.objects.filter(free, round=round_id, number=number)
    if not mine.update(state="running", started_at=at):
        return None
    return RoundProposal.objects.get(round=round_id, number=number)


@transaction.atomic
def _end(
    proposal: RoundProposal,
    state: str,
    *,
    by: Author,
    at: datetime,
    answer: Document | None = None,
    problems: list[dict[str, Any]] | None = None,
) -> None:
    running = RoundProposal.objects.filter(pk=proposal.pk, state="running")
    if not running.update(state=state, answer=answer, problems=problems or [], done_at=at):
        return  # somebody else finished it meanwhile
    verb = "propose" if state == "done" else "fail_proposal"
    after = {"number": proposal.number}
    record(verb=verb, noun="purchase_round", object_id=proposal.round_id, by=by, at=at, after=after)
