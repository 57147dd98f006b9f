"""Reading agencies. `firm_id` fences rows: a firm meets those in which it takes part. Frozen rows only.

agencies(firm_id) -> list[AgencyRow]                agency(agency_id) -> AgencyRow | None
terms(agency_id) -> list[TermsRow]                  terms_on(agency_id, on) -> TermsRow | None
in_force(agent_id, on) -> dict[int, int]            owner id → agency by which its steel is sold
stores_for(principal_id, on) -> list[AgencyRow]     where a firm's steel may be kept for sale
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from rantai.apps.agency.models import Agency, AgencyTerms


@dataclass(frozen=True)
class AgencyRow:
    """One firm's steel at another's counter."""

    agency_id: int
    principal_id: int
    principal_name: str
    agent_id: int
    agent_name: str
    valid_from: date
    valid_to: date | None
    note: str
    ended_at: datetime | None
    is_agreed: bool
    is_asked: bool

    def state(self, on: date) -> str:
        """ended, asked (nobody agreed yet), later or in_force."""
        if self.ended_at is not None or (self.valid_to is not None and self.valid_to < on):
            return "ended"
        if not self.is_agreed:
            return "asked"
        return "in_force" if self.valid_from <= on else "later"


_OWN = (
    "pk",
    "principal_id",
    "principal__name",
    "agent_id",
    "agent__name",
    "valid_from",
    "valid_to",
    "note",
    "ended_at",
)


def agencies(firm_id: int) -> list[AgencyRow]:
    """Those in which a firm takes part, on either side, the newest first. One query."""
    return _rows(Agency.objects.filter(Q(principal=firm_id) | Q(agent=firm_id)))


def agency(agency_id: int) -> AgencyRow | None:
    """One agency; whose it is stands on the row."""
    return next(iter(_rows(Agency.objects.filter(pk=agency_id))), None)


def _rows(found: QuerySet[Agency]) -> list[AgencyRow]:
    mine = AgencyTerms.objects.filter(agency=OuterRef("pk"))
    agreed = Exists(mine.filter(agreed_at__isnull=False))
    asked = Exists(mine.filter(agreed_at__isnull=True, declined_at__isnull=True))
    rows = found.annotate(agreed=agreed, asked=asked).order_by("-pk").values_list(*_OWN, "agreed", "asked")
    return [AgencyRow(*row) for row in rows]


@dataclass(frozen=True)
class TermsRow:
    """Terms with where they stand: waiting, agreed or declined."""

    terms_id: int
    valid_from: date
    rule: str
    less_ppm: int
    less_idr_kg: int
    rhythm: str
    due_days: int
    offered_by_firm_id: int
    offered_by_firm: str
    offered_at: datetime
    agreed_at: datetime | None
    declined_at: datetime | None

    @property
    def is_waiting(self) -> bool:
        """Nobody has answered."""
        return self.agreed_at is None and self.declined_at is None


_TERMS = ("pk", "valid_from", "rule", "less_ppm", "less_idr_kg", "rhythm", "due_days")
_ANSWER = ("offered_by_firm_id", "offered_by_firm__name", "offered_at", "agreed_at", "declined_at")


def terms(agency_id: int) -> list[TermsRow]:
    """All terms of an agency, the newest first. One query."""
    found = AgencyTerms.objects.filter(agency=agency_id).order_by("-pk")
    return [TermsRow(*row) for row in found.values_list(*_TERMS, *_ANSWER)]


def terms_on(agency_id: int, on: date) -> TermsRow | None:
    """The terms that hold on a day: of those agreed to, the last to begin. One query."""
    found = AgencyTerms.objects.filter(agency=agency_id, agreed_at__isnull=False, valid_from__lte=on)
    row = found.order_by("-valid_from", "-pk").values_list(*_TERMS, *_ANSWER).first()
    return None if row is None else TermsRow(*row)


def _standing(on: date) -> QuerySet[Agency]:
    begun = AgencyTerms.objects.filter(agency=OuterRef("pk"), agreed_at__isnull=False, valid_from__lte=on)
    open_then = Q(valid_to__isnull=True) | Q(valid_to__gte=on)
    return Agency.objects.filter(open_then, Exists(begun), valid_from__lte=on, ended_at__isnull=True)


def in_force(agent_id: int, on: date) -> dict[int, int]:
    """Whose steel a firm may sell on a day: owner id → agency id. One query."""
    return dict(_standing(on).filter(agent=agent_id).values_list("principal_id", "pk"))


def stores_for(principal_id: int, on: date) -> list[AgencyRow]:
    """By which agencies a firm's steel may be brought into another's store today. One query."""
    return _rows(_standing(on).filter(principal=principal_id))
