"""Duties that one person must not hold together: who orders, who receives, who pays (docs/decisions/0020).

Asked inside the action, in its transaction, so that no page can forget it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from rantai.apps.audit.actions import Author, record
from rantai.apps.parties.models import DutyRelease, Membership, MembershipRole
from rantai.apps.parties.refusals import DUTIES_APART, DUTIES_DEADLOCK, RELEASE_OWN, RELEASE_REASON, refuse
from rantai.core.problems import InvalidInput, Problem

RELEASE_DAYS = 7
LEAST_LETTERS = 15


def keep_apart(*, by: Author, at: datetime, done_by: Iterable[int | None], role: str = "centre_staff") -> bool:
    """Refuse whoever did one of the other acts on the same document. Returns whether the act is done alone.

    Where the firm has nobody else for the role, one person may do both: a centre of one would otherwise stand still.
    Where it has, but all of them did another of the acts, the administrator may release one of them for one act. In
    both cases True is returned, for the trail. Acts without a person (imports) are nobody's. Raises InvalidInput.
    """
    hands = set(done_by)
    if by.user_id is None or by.user_id not in hands:
        return False
    others = MembershipRole.objects.filter(
        role=role,
        membership__organisation=by.organisation_id,
        membership__active=True,
        membership__user__is_active=True,
    ).exclude(membership__user=by.user_id)
    if not others.exists():
        return True
    if others.exclude(membership__user__in=hands - {None}).exists():
        raise InvalidInput([Problem(DUTIES_APART)])
    _use_release(by, at)
    return True


@transaction.atomic
def release_duty(*, membership_id: int, reason: str, by: Author, at: datetime) -> None:
    """Let a person of the firm do one act that duties keep it from, within a week, where everybody else is kept too.

    A release that was not used yet is replaced. Raises InvalidInput: oneself, or no reason.
    """
    row = Membership.objects.select_for_update(no_key=True, of=("self",)).get(pk=membership_id)
    if row.user_id == by.user_id:
        raise refuse(RELEASE_OWN)
    if len(reason.strip()) < LEAST_LETTERS:
        raise refuse(RELEASE_REASON, "reason", least=LEAST_LETTERS)
    facts = {"reason": reason.strip()[:400], "made_by_id": by.user_id, "made_at": at}
    DutyRelease.objects.update_or_create(membership=row, used_at=None, defaults=facts)
    record(verb="release_duty", noun="membership", object_id=row.pk, by=by, at=at, after={"reason": facts["reason"]})


def _use_release(by: Author, at: datetime) -> None:
    """Use the release that the person has; the transaction takes it back when the act is refused after all."""
    mine = DutyRelease.objects.filter(
        membership__organisation=by.organisation_id, membership__user=by.user_id, used_at__isnull=True
    )
    found = mine.filter(made_at__gte=at - timedelta(days=RELEASE_DAYS))
    row = found.select_for_update(no_key=True, of=("self",)).first()
    if row is None:
        raise InvalidInput([Problem(DUTIES_DEADLOCK)])
    DutyRelease.objects.filter(pk=row.pk).update(used_at=at)
    after = {"reason": row.reason, "released_by": row.made_by_id}
    record(verb="use_release", noun="membership", object_id=row.membership_id, by=by, at=at, after=after)
