"""Giving and revoking what one organisation may see of another."""

from datetime import date, datetime

from django.db import transaction

from rantai.apps.audit.actions import Author, record
from rantai.apps.parties import refusals
from rantai.apps.parties.models import Grant, Organisation


@transaction.atomic
def give_grant(
    *,
    giver_id: int,
    receiver_id: int,
    scope: str,
    purpose: str,
    valid_from: date,
    valid_to: date | None,
    by: Author,
    at: datetime,
) -> int:
    """Let `receiver` see `scope` of `giver`, for a purpose, from day to day (None: no end). Returns the grant's id.

    Raises InvalidInput: to itself, end before beginning, unknown scope, empty purpose, same permission still open.
    """
    if giver_id == receiver_id:
        raise refusals.refuse(refusals.GRANT_TO_SELF, "receiver")
    if valid_to is not None and valid_to < valid_from:
        raise refusals.refuse(refusals.GRANT_DATES, "valid_to", valid_from=valid_from, valid_to=valid_to)
    if scope not in Grant.Scope.values:
        raise refusals.refuse(refusals.KIND_UNKNOWN, "scope", kind=scope, allowed=", ".join(Grant.Scope.values))
    Organisation.objects.select_for_update(no_key=True, of=("self",)).get(pk=giver_id)
    if Grant.objects.filter(giver=giver_id, receiver=receiver_id, scope=scope, revoked_at=None).exists():
        raise refusals.refuse(refusals.GRANT_EXISTS, "scope")
    facts = {"receiver_id": receiver_id, "scope": scope, "purpose": purpose}
    grant = Grant.objects.create(giver_id=giver_id, valid_from=valid_from, valid_to=valid_to, given_at=at, **facts)
    after = {"giver_id": giver_id, **facts, "valid_from": str(valid_from), "valid_to": str(valid_to or "")}
    record(verb="give", noun="grant", object_id=grant.pk, by=by, at=at, after=after)
    return grant.pk


@transaction.atomic
def revoke_grant(*, grant_id: int, by: Author, at: datetime) -> None:
    """End a grant now: nothing new is shown from here on. Revoking twice changes nothing."""
    changed = Grant.objects.filter(pk=grant_id, revoked_at=None).update(revoked_at=at)
    if changed:
        record(verb="revoke", noun="grant", object_id=grant_id, by=by, at=at, after={"revoked_at": at.isoformat()})
