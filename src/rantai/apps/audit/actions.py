"""The one verb of the trail: record an act, in the transaction that does it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from rantai.apps.audit.models import AuditEntry


@dataclass(frozen=True)
class Author:
    """Who acts, for which organisation, in which request. Every writing action takes one as `by`.

    A page passes `request.actor`, which is an Author; imports and background work pass `SYSTEM`.
    """

    user_id: int | None
    organisation_id: int | None
    request_id: str


SYSTEM = Author(user_id=None, organisation_id=None, request_id="")


@dataclass(frozen=True)
class Act:
    """One line for `record_all`: the verb, what it was done to, and the values before and after (JSON)."""

    verb: str
    noun: str
    object_id: str | int
    before: Mapping[str, Any] | None = None
    after: Mapping[str, Any] | None = None


def record(
    *,
    verb: str,
    noun: str,
    object_id: str | int,
    by: Author,
    at: datetime,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Write one audit row. `before` and `after` hold ids, codes and figures, never names or contact data.

    Raises `transaction.TransactionManagementError` outside a transaction: a trail that is written
    apart from its act can tell of what never happened.
    """
    record_all(acts=[Act(verb, noun, object_id, before, after)], by=by, at=at)


def record_all(*, acts: Sequence[Act], by: Author, at: datetime) -> None:
    """Write the audit rows of one bulk act (an import, a plan) together; raises as `record` does."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("an act and its audit row share one transaction")
    AuditEntry.objects.bulk_create([_entry(act, by, at) for act in acts], batch_size=500)


def _entry(act: Act, by: Author, at: datetime) -> AuditEntry:
    return AuditEntry(
        at=at,
        user_id=by.user_id,
        organisation_id=by.organisation_id,
        request_id=by.request_id,
        verb=act.verb,
        noun=act.noun,
        object_id=str(act.object_id),
        before=dict(act.before) if act.before is not None else None,
        after=dict(act.after) if act.after is not None else None,
    )
