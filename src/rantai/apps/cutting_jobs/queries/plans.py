"""Plans of a job: their figures, their documents, what they reserve, what has been cut."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rantai.apps.cutting_jobs.models import CutPattern, CutPlan, Reservation

FIELDS = (
    *("pk", "number", "base__number", "state", "status", "stock_pieces", "cost_idr", "used_ppm", "mass_g"),
    *("used_mass_g", "remnants", "patterns", "unplaced", "gap_ppm", "created_at", "created_by_id", "started_at"),
    *("approved_at", "cancelled_at"),
)


@dataclass(frozen=True)
class PlanRow:
    """The figures of one plan."""

    plan_id: int
    number: int
    base_number: int | None
    state: str
    status: str
    stock_pieces: int
    cost_idr: int | None
    used_ppm: int
    mass_g: int
    used_mass_g: int
    remnants: int
    patterns: int
    unplaced: int
    gap_ppm: int | None
    created_at: datetime
    created_by_id: int | None
    started_at: datetime | None
    approved_at: datetime | None
    cancelled_at: datetime | None

    @property
    def is_approved(self) -> bool:
        return self.approved_at is not None and self.cancelled_at is None

    @property
    def is_open(self) -> bool:
        """Still to be computed."""
        return self.state in ("waiting", "running")

    @property
    def price_idr_kg(self) -> int | None:
        """Rupiah per kilogram of pieces: what the steel costs that becomes parts."""
        if self.cost_idr is None or not self.used_mass_g:
            return None
        return self.cost_idr * 1000 // self.used_mass_g


@dataclass(frozen=True)
class PlanDetail(PlanRow):
    """One plan with its documents."""

    given: dict[str, Any]
    answer: dict[str, Any] | None
    pinned: list[dict[str, Any]]
    problems: list[dict[str, Any]]


def plans(job_id: int) -> list[PlanRow]:
    """Plans of a job, the newest first, without their documents. One query."""
    return [PlanRow(*row) for row in CutPlan.objects.filter(job=job_id).order_by("-number").values_list(*FIELDS)]


def plan(job_id: int, number: int) -> PlanDetail | None:
    """One plan with its documents, or None."""
    found = CutPlan.objects.filter(job=job_id, number=number)
    row = found.values_list(*FIELDS, "given", "answer", "pinned", "problems").first()
    return PlanDetail(*row) if row else None


@dataclass(frozen=True)
class DoneRow:
    """How far one pattern is."""

    position: int
    count: int
    done: int
    is_pinned: bool

    @property
    def left(self) -> int:
        """How many are still to be cut."""
        return self.count - self.done


def done_rows(plan_id: int) -> dict[int, DoneRow]:
    """Position of the pattern → how far it is."""
    rows = CutPattern.objects.filter(plan=plan_id).order_by("position")
    fields = ("position", "count_pieces", "done_pieces", "is_pinned")
    return {row[0]: DoneRow(*row) for row in rows.values_list(*fields)}


@dataclass(frozen=True)
class ReservationRow:
    """Pieces of a lot kept for a plan."""

    lot_code: str
    heat: str
    quantity: int
    expires_at: datetime | None


def reservations(plan_id: int, *, at: datetime) -> list[ReservationRow]:
    """What a plan keeps at this moment."""
    found = Reservation.objects.in_force(at).filter(plan=plan_id).order_by("lot__code")
    return [ReservationRow(*row) for row in found.values_list("lot__code", "lot__heat", "quantity", "expires_at")]
