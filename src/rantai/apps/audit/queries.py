"""Reading the trail: what happened to a record, newest first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rantai.apps.audit.models import AuditEntry


@dataclass(frozen=True)
class AuditRow:
    at: datetime
    user_id: int | None
    organisation_id: int | None
    verb: str
    noun: str
    object_id: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
    request_id: str


_FIELDS = ("at", "user_id", "organisation_id", "verb", "noun", "object_id", "before", "after", "request_id")


def history(noun: str, object_id: str | int, *, limit: int = 100) -> list[AuditRow]:
    """The timeline of one record, newest first. The caller has already passed the record's own access door."""
    entries = AuditEntry.objects.filter(noun=noun, object_id=str(object_id)).order_by("-id")
    return [AuditRow(**values) for values in entries.values(*_FIELDS)[:limit]]


def acts_of_organisation(organisation_id: int, *, limit: int = 100) -> list[AuditRow]:
    """What the people of one organisation did, newest first."""
    entries = AuditEntry.objects.filter(organisation_id=organisation_id).order_by("-id")
    return [AuditRow(**values) for values in entries.values(*_FIELDS)[:limit]]


def acts_on(noun: str, verbs: Sequence[str], *, limit: int = 100) -> list[AuditRow]:
    """The last acts of these verbs on any record of a noun, newest first; the caller fences what they hold."""
    entries = AuditEntry.objects.filter(noun=noun, verb__in=verbs).order_by("-id")
    return [AuditRow(**values) for values in entries.values(*_FIELDS)[:limit]]
