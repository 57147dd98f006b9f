"""Closing a month: nothing is booked into it any more, and it is closed only over a sound ledger."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from rantai.apps.audit.actions import Author, record
from rantai.apps.stock import refusals
from rantai.apps.stock.actions.asking import refuse
from rantai.apps.stock.closing import faults_to_close, seal_totals
from rantai.apps.stock.models import ClosedPeriod
from rantai.apps.stock.posting import closed_through, locked_head


@transaction.atomic
def close_period(*, holder_id: int, through_on: date, by: Author, at: datetime) -> int:
    """Close a firm's books through the last day of a month that is over; returns the period's id.

    The first closing recounts the whole ledger, later ones what came since. Raises InvalidInput: PERIOD_ODD, or
    LEDGER_UNSOUND with the first thing that is wrong.
    """
    head = locked_head()
    last = closed_through(holder_id)
    is_month_end = (through_on + timedelta(days=1)).day == 1
    if not is_month_end or through_on >= timezone.localdate(at) or (last is not None and through_on <= last):
        raise refuse(refusals.PERIOD_ODD, "through_on", through=through_on.isoformat())
    found = faults_to_close(holder_id)
    if found:
        raise refuse(refusals.LEDGER_UNSOUND, "through_on", what=f"{found[0].rule} {found[0].what}")
    made = ClosedPeriod.objects.create(
        organisation_id=holder_id,
        through_on=through_on,
        closed_at=at,
        head_sequence=head.sequence,
        head_hash=head.hash,
    )
    seal_totals(made)
    after = {"through": through_on.isoformat(), "sequence": head.sequence}
    record(verb="close_period", noun="organisation", object_id=holder_id, by=by, at=at, after=after)
    return made.pk
