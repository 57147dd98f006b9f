"""Verbs of reports. All take `by` and `at`, write their audit row in the same transaction, and raise InvalidInput.

enter_grant(*, organisation_id, received_on, amount_idr, giver, source, today, by, at) -> int
withdraw_grant(*, grant_id, by, at) -> None
publish_summary(*, organisation_id, begins_on, said, today, by, at) -> int
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from rantai.apps.audit.actions import Author, record
from rantai.apps.parties.models import Organisation
from rantai.apps.reports import refusals
from rantai.apps.reports.models import GrantIncome, Summary, SummaryCell
from rantai.apps.reports.queries.trust import draft, half_year


@dataclass(frozen=True)
class Said:
    """What is written by hand beside the figures: prices elsewhere (rupiah a tonne) with their source, and why anew."""

    mill_idr_t: int | None = None
    retail_idr_t: int | None = None
    price_source: str = ""
    reason: str = ""


@transaction.atomic
def enter_grant(
    *,
    organisation_id: int,
    received_on: date,
    amount_idr: int,
    giver: str,
    source: str,
    today: date,
    by: Author,
    at: datetime,
) -> int:
    """Keep money that was got without selling anything; returns its id."""
    problems = []
    if amount_idr <= 0:
        problems.append(refusals.refuse(refusals.GRANT_EMPTY, "amount_idr"))
    if not giver.strip() or not source.strip():
        problems.append(refusals.refuse(refusals.GRANT_WITHOUT_SOURCE, "source"))
    if received_on > today:
        problems.append(refusals.refuse(refusals.GRANT_AHEAD, "received_on"))
    refusals.raise_all(problems)
    kept = GrantIncome.objects.create(
        organisation_id=organisation_id,
        received_on=received_on,
        amount_idr=amount_idr,
        giver=giver.strip(),
        source=source.strip(),
        entered_at=at,
    )
    after = {"amount_idr": amount_idr, "received_on": received_on.isoformat()}
    record(verb="enter", noun="grant_income", object_id=kept.pk, by=by, at=at, after=after)
    return kept.pk


@transaction.atomic
def withdraw_grant(*, grant_id: int, by: Author, at: datetime) -> None:
    """A grant that was entered by mistake counts no longer; it stays in the table. Twice is once."""
    if GrantIncome.objects.filter(pk=grant_id, withdrawn_at__isnull=True).update(withdrawn_at=at):
        record(verb="withdraw", noun="grant_income", object_id=grant_id, by=by, at=at)


@transaction.atomic
def publish_summary(*, organisation_id: int, begins_on: date, said: Said, today: date, by: Author, at: datetime) -> int:
    """Show a half year that is over to everybody, for good; returns its id. Again: a new version with its reason."""
    Organisation.objects.select_for_update(of=("self",)).get(
        pk=organisation_id
    )  # two versions at once would not know each other
    first_on, ends_on = half_year(begins_on)
    of = Summary.objects.filter(organisation=organisation_id, begins_on=begins_on)
    version = (of.aggregate(last=Max("version"))["last"] or 0) + 1
    problems = []
    if begins_on != first_on or ends_on >= today:
        problems.append(refusals.refuse(refusals.HALF_NOT_OVER, "begins_on"))
    if version > 1 and not said.reason.strip():
        problems.append(refusals.refuse(refusals.CORRECTION_WITHOUT_REASON, "reason"))
    if (said.mill_idr_t or said.retail_idr_t) and not said.price_source.strip():
        problems.append(refusals.refuse(refusals.PRICES_WITHOUT_SOURCE, "price_source"))
    refusals.raise_all(problems)
    cells = draft(organisation_id, begins_on, ends_on)
    kept = Summary.objects.create(
        organisation_id=organisation_id,
        begins_on=begins_on,
        ends_on=ends_on,
        version=version,
        published_by_id=by.user_id,
        published_at=at,
        **asdict(said),
    )
    SummaryCell.objects.bulk_create(
        SummaryCell(
            summary=kept,
            measure=cell.measure,
            name=cell.name,
            value=cell.value,
            parts={str(firm): amount for firm, amount in sorted(cell.parts.items())},
        )
        for cell in cells
    )
    after = {"begins_on": begins_on.isoformat(), "version": version}
    record(verb="publish", noun="summary", object_id=kept.pk, by=by, at=at, after=after)
    return kept.pk
