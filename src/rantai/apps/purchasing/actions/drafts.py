"""Drafts of rounds from an approved plan, and taking rounds back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from rantai.apps.audit.actions import Act, Author, record, record_all
from rantai.apps.demand.models import Programme
from rantai.apps.purchasing.clock import locked, refuse_unless
from rantai.apps.purchasing.models import PurchaseRound, RoundLine
from rantai.apps.purchasing.refusals.drafts import ALREADY_DRAFTED, ROUND_WITHDRAWN
from rantai.core.problems import InvalidInput, Problem


@dataclass(frozen=True)
class NewLine:
    """One order of a plan that goes into a round. Masses g, money whole rupiah."""

    order_code: str
    offer_code: str
    format_id: int
    arrival_date: date
    quantity_pieces: int
    mass_g: int
    needed_g: int
    price_idr_t: int
    cost_idr: int


@transaction.atomic
def draft_rounds(
    *,
    programme_id: int,
    plan_run: int,
    wanted: Mapping[tuple[int, date], Sequence[NewLine]],
    by: Author,
    at: datetime,
) -> list[int]:
    """Make a draft for each (seller, Monday of ordering) of what one plan wants; returns their ids in that order.

    A line that an older plan drafted for the same offer and week is replaced by the new one; one of the same plan is
    refused, for then somebody approves the same order twice. The same number of queries, however many there are.
    """
    Programme.objects.select_for_update(no_key=True, of=("self",)).get(pk=programme_id)
    places = {(line.offer_code, day) for (_supplier, day), lines in wanted.items() for line in lines}
    replaced = _replace(programme_id, plan_run, places, at)
    made = PurchaseRound.objects.bulk_create(
        PurchaseRound(programme_id=programme_id, plan_run=plan_run, supplier_id=supplier, order_date=day, made_at=at)
        for supplier, day in wanted
    )
    RoundLine.objects.bulk_create(
        RoundLine(round=one, programme_id=programme_id, order_date=day, **vars(line))
        for one, ((_supplier, day), lines) in zip(made, wanted.items(), strict=True)
        for line in lines
    )
    acts = [Act("replace", "purchase_round", number) for number in replaced]
    for one, lines in zip(made, wanted.values(), strict=True):
        after = {"plan_run": plan_run, "orders": [line.order_code for line in lines]}
        acts.append(Act("draft", "purchase_round", one.pk, after=after))
    record_all(acts=acts, by=by, at=at)
    return [one.pk for one in made]


@transaction.atomic
def withdraw_round(*, round_id: int, by: Author, at: datetime) -> None:
    """Take a draft or an open round back; a draft's orders can be approved again. Raises InvalidInput when it is too
    late for that, or done already."""
    one = locked(round_id)
    if one.state == "withdrawn":
        raise InvalidInput([Problem(ROUND_WITHDRAWN, values={"number": round_id})])
    refuse_unless(one, "draft", "open")
    PurchaseRound.objects.filter(pk=round_id).update(state="withdrawn")
    RoundLine.objects.filter(round=round_id, withdrawn_at__isnull=True).update(withdrawn_at=at)
    record(verb="withdraw", noun="purchase_round", object_id=round_id, by=by, at=at)


def _replace(programme_id: int, plan_run: int, places: set[tuple[str, date]], at: datetime) -> list[int]:
    """Withdraw what older plans drafted at these places; returns the rounds that thereby lost their last line."""
    live = RoundLine.objects.filter(programme=programme_id, withdrawn_at__isnull=True)
    days = {day for _offer, day in places}
    near = live.filter(order_date__in=days).select_related("format", "round__supplier").order_by("pk")
    standing = [line for line in near if (line.offer_code, line.order_date) in places]
    # An opened round is no draft: members have stated amounts in it, so a newer plan does not take it away.
    twice = [line for line in standing if line.round.plan_run == plan_run or line.round.state != "draft"]
    if twice:
        raise InvalidInput(_twice(line) for line in twice)
    RoundLine.objects.filter(pk__in=[line.pk for line in standing]).update(withdrawn_at=at)
    touched = {line.round_id for line in standing}
    left = set(live.filter(round__in=touched).values_list("round", flat=True))
    PurchaseRound.objects.filter(pk__in=touched - left).update(state="withdrawn")
    return sorted(touched - left)


def _twice(line: RoundLine) -> Problem:
    values = {
        "format": line.format.name,
        "supplier": line.round.supplier.name if line.round.supplier else "–",
        "day": line.order_date.isoformat(),
        "number": line.round_id,
    }
    return Problem(ALREADY_DRAFTED, values=values)
