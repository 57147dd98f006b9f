"""Verbs of sourcing. All take `by` and `at`, write their audit rows in the same transaction, and raise InvalidInput
with every problem at once.

draft_offers(*, programme_id, plan_run, wanted, by, at) -> list[int]
send_offer(*, offer_id, by, at) -> None
send_offers(*, offer_ids, by, at) -> int
withdraw_offer(*, offer_id, by, at) -> None
answer_offer(*, offer_id, is_accepted, note, by, at) -> None
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from rantai.apps.audit.actions import Act, Author, record, record_all
from rantai.apps.demand.models import Programme
from rantai.apps.sourcing.models import LONGEST_NOTE, OfferLine, WorkOffer
from rantai.apps.sourcing.refusals import ALREADY_ACCEPTED, ALREADY_OFFERED, NOT_IN_STATE, NOTE_TOO_LONG
from rantai.core.problems import InvalidInput, Problem, Where

STATE_WORDS = {
    "draft": ("rancangan", "draft"),
    "sent": ("terkirim", "sent"),
    "accepted": ("disanggupi", "accepted"),
    "declined": ("ditolak", "declined"),
    "withdrawn": ("dicabut", "withdrawn"),
}


@dataclass(frozen=True)
class NewJob:
    """One job of a plan that goes into an offer. Money whole rupiah."""

    job_code: str
    order_code: str
    item_id: int
    work_date: date
    material_date: date
    needed_date: date
    quantity_pieces: int
    price_idr_each: int
    cost_idr: int


@transaction.atomic
def draft_offers(
    *,
    programme_id: int,
    plan_run: int,
    wanted: Mapping[int, Sequence[NewJob]],
    by: Author,
    at: datetime,
) -> list[int]:
    """Make a draft of work for each workshop (by id); returns their ids in that order.

    What an older plan offered of the same jobs and was not answered is replaced; what is accepted, or stands in an
    offer of the same plan, is refused. The same number of queries, however many there are.
    """
    Programme.objects.select_for_update(no_key=True, of=("self",)).get(pk=programme_id)
    replaced = _replace(programme_id, plan_run, {job.job_code for jobs in wanted.values() for job in jobs}, at)
    made = WorkOffer.objects.bulk_create(
        WorkOffer(
            programme_id=programme_id, plan_run=plan_run, maker_id=maker, offered_by_id=by.organisation_id, made_at=at
        )
        for maker in wanted
    )
    OfferLine.objects.bulk_create(
        OfferLine(offer=one, programme_id=programme_id, **vars(job))
        for one, jobs in zip(made, wanted.values(), strict=True)
        for job in jobs
    )
    acts = [Act("replace", "work_offer", number) for number in replaced]
    for one, jobs in zip(made, wanted.values(), strict=True):
        after = {"plan_run": plan_run, "jobs": [job.job_code for job in jobs]}
        acts.append(Act("draft", "work_offer", one.pk, after=after))
    record_all(acts=acts, by=by, at=at)
    return [one.pk for one in made]


@transaction.atomic
def send_offer(*, offer_id: int, by: Author, at: datetime) -> None:
    """Let the workshop see a draft and answer it."""
    _move(offer_id, ("draft",), state="sent", sent_at=at)
    record(verb="send", noun="work_offer", object_id=offer_id, by=by, at=at)


@transaction.atomic
def send_offers(*, offer_ids: Collection[int], by: Author, at: datetime) -> int:
    """Send those of the offers that are still drafts; returns how many were."""
    drafts = (
        WorkOffer.objects.select_for_update(no_key=True, of=("self",))
        .filter(pk__in=offer_ids, state="draft")
        .order_by("pk")
    )
    sent = list(drafts.values_list("pk", flat=True))
    WorkOffer.objects.filter(pk__in=sent).update(state="sent", sent_at=at)
    record_all(acts=[Act("send", "work_offer", number) for number in sent], by=by, at=at)
    return len(sent)


@transaction.atomic
def withdraw_offer(*, offer_id: int, by: Author, at: datetime) -> None:
    """Take back a draft, or an offer that is not answered; its jobs can be offered again."""
    _move(offer_id, ("draft", "sent"), state="withdrawn")
    OfferLine.objects.filter(offer=offer_id, withdrawn_at__isnull=True).update(withdrawn_at=at)
    record(verb="withdraw", noun="work_offer", object_id=offer_id, by=by, at=at)


@transaction.atomic
def answer_offer(*, offer_id: int, is_accepted: bool, note: str, by: Author, at: datetime) -> None:
    """The workshop says yes or no. What is declined can be offered to somebody else at once."""
    if len(note) > LONGEST_NOTE:
        values = {"length": len(note), "most": LONGEST_NOTE}
        raise InvalidInput([Problem(NOTE_TOO_LONG, Where(column="note"), values)])
    state = "accepted" if is_accepted else "declined"
    _move(offer_id, ("sent",), state=state, note=note, answered_at=at)
    if not is_accepted:
        OfferLine.objects.filter(offer=offer_id, withdrawn_at__isnull=True).update(withdrawn_at=at)
    record(verb="accept" if is_accepted else "decline", noun="work_offer", object_id=offer_id, by=by, at=at)


def _move(offer_id: int, states: Sequence[str], **changes: Any) -> None:  # noqa: ANN401  fields of several types
    """A conditional update decides between two people who act at once. Raises InvalidInput when it came too late."""
    if WorkOffer.objects.filter(pk=offer_id, state__in=states).update(**changes):
        return
    word_id, word_en = STATE_WORDS[WorkOffer.objects.values_list("state", flat=True).get(pk=offer_id)]
    values = {"number": offer_id, "state_id": word_id, "state_en": word_en}
    raise InvalidInput([Problem(NOT_IN_STATE, values=values)])


def _standing(line: OfferLine) -> Problem:
    refusal = ALREADY_ACCEPTED if line.offer.state == "accepted" else ALREADY_OFFERED
    values = {
        "item": line.item.name_id,
        "maker": line.offer.maker.name,
        "job": line.job_code,
        "number": line.offer_id,
    }
    return Problem(refusal, values=values)


def _replace(programme_id: int, plan_run: int, codes: set[str], at: datetime) -> list[int]:
    """Withdraw what older plans offered of these jobs; returns the offers that thereby lost their last job."""
    live = OfferLine.objects.filter(programme=programme_id, withdrawn_at__isnull=True)
    standing = [line for line in live.select_related("offer__maker", "item").order_by("pk") if line.job_code in codes]
    refused = [line for line in standing if line.offer.plan_run == plan_run or line.offer.state == "accepted"]
    if refused:
        raise InvalidInput(_standing(line) for line in refused)
    OfferLine.objects.filter(pk__in=[line.pk for line in standing]).update(withdrawn_at=at)
    touched = {line.offer_id for line in standing}
    left = set(live.filter(offer__in=touched).values_list("offer", flat=True))
    WorkOffer.objects.filter(pk__in=touched - left).update(state="withdrawn")
    return sorted(touched - left)
