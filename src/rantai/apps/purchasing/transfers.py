"""Draft transfers between Material Centers: made from a plan, read, taken back.

draft_transfers(*, programme_id, plan_run, wanted, by, at) -> list[int]
withdraw_transfer(*, transfer_id, by, at) -> None
transfers(programme_id=None) -> list[TransferDraftRow]
drafted_transfers(programme_id) -> dict[(lot, receiving centre, Monday), (id, plan)]
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from rantai.apps.audit.actions import Act, Author, record, record_all
from rantai.apps.demand.models import Programme
from rantai.apps.purchasing.models import TransferDraft
from rantai.apps.purchasing.refusals.drafts import TRANSFER_DRAFTED, TRANSFER_WITHDRAWN
from rantai.core.problems import InvalidInput, Problem


@dataclass(frozen=True)
class NewTransfer:
    """One transfer of a plan. Masses g, money whole rupiah."""

    transfer_code: str
    source_code: str
    format_id: int
    from_centre_id: int
    to_centre_id: int
    send_date: date
    usable_date: date
    quantity_pieces: int
    mass_g: int
    cost_idr: int


@transaction.atomic
def draft_transfers(
    *, programme_id: int, plan_run: int, wanted: Sequence[NewTransfer], by: Author, at: datetime
) -> list[int]:
    """Make a draft of each; returns their ids in that order. The same number of queries, however many there are.

    A draft of an older plan for the same lot, centre and week is replaced; one of the same plan is refused.
    """
    if not wanted:
        return []
    Programme.objects.select_for_update(no_key=True, of=("self",)).get(pk=programme_id)
    places = {(one.source_code, one.to_centre_id, one.send_date) for one in wanted}
    live = TransferDraft.objects.filter(programme=programme_id, state="draft").select_related("to_centre")
    near = live.filter(send_date__in={day for _lot, _centre, day in places}).order_by("pk")
    standing = [one for one in near if (one.source_code, one.to_centre_id, one.send_date) in places]
    twice = [one for one in standing if one.plan_run == plan_run]
    if twice:
        raise InvalidInput(Problem(TRANSFER_DRAFTED, values=_said(one)) for one in twice)
    TransferDraft.objects.filter(pk__in=[one.pk for one in standing]).update(state="withdrawn")
    made = TransferDraft.objects.bulk_create(
        TransferDraft(programme_id=programme_id, plan_run=plan_run, made_at=at, **vars(one)) for one in wanted
    )
    acts = [Act("replace", "transfer", one.pk) for one in standing]
    acts += [Act("draft", "transfer", one.pk, after={"plan_run": plan_run, "code": one.transfer_code}) for one in made]
    record_all(acts=acts, by=by, at=at)
    return [one.pk for one in made]


def _said(one: TransferDraft) -> dict[str, object]:
    return {"lot": one.source_code, "centre": one.to_centre.name, "day": one.send_date.isoformat()}


@transaction.atomic
def withdraw_transfer(*, transfer_id: int, by: Author, at: datetime) -> None:
    """Take a draft back; it can be approved again. Raises InvalidInput when it is withdrawn already."""
    if not TransferDraft.objects.filter(pk=transfer_id, state="draft").update(state="withdrawn"):
        raise InvalidInput([Problem(TRANSFER_WITHDRAWN)])
    record(verb="withdraw", noun="transfer", object_id=transfer_id, by=by, at=at)


@dataclass(frozen=True)
class TransferDraftRow:
    """A draft transfer, live or withdrawn."""

    transfer_id: int
    plan_run: int
    source_code: str
    format_name: str
    from_name: str
    to_name: str
    send_date: date
    usable_date: date
    quantity_pieces: int
    mass_g: int
    cost_idr: int
    state: str


def transfers(programme_id: int | None = None) -> list[TransferDraftRow]:
    """Drafts of the current (or the given) programme, soonest first. One query."""
    found = TransferDraft.objects.order_by("send_date", "pk")
    found = found.filter(programme=programme_id) if programme_id else found.filter(programme__is_current=True)
    names = ("pk", "plan_run", "source_code", "format__name", "from_centre__name", "to_centre__name")
    rows: Any = found.values_list(*names, "send_date", "usable_date", "quantity_pieces", "mass_g", "cost_idr", "state")
    return [TransferDraftRow(*row) for row in rows]


def transfer_exists(transfer_id: int) -> bool:
    """Whether there is such a draft, live or withdrawn."""
    return TransferDraft.objects.filter(pk=transfer_id).exists()


def drafted_transfers(programme_id: int) -> dict[tuple[str, str, date], tuple[int, int]]:
    """(lot, code of the receiving centre, Monday of sending) → (id, plan) of live drafts. One query."""
    live = TransferDraft.objects.filter(programme=programme_id, state="draft")
    rows: Any = live.values_list("source_code", "to_centre__code", "send_date", "pk", "plan_run")
    return {(lot, centre, day): (pk, plan) for lot, centre, day, pk, plan in rows}
