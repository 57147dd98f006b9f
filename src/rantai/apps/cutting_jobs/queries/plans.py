"""Plans of a job: their figures, their documents, what they reserve, what has been cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rantai.apps.cutting_jobs.models import CUT_PLAN, CutPattern, CutPlan, CutRecord
from rantai.apps.stock.models import Reservation

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
    found = Reservation.objects.in_force(at).filter(purpose=CUT_PLAN, purpose_id=plan_id).order_by("lot__code")
    rows = found.values_list("lot__code", "lot__heat", "pieces", "expires_at")
    return [ReservationRow(lot, heat, pieces or 1, until) for lot, heat, pieces, until in rows]


@dataclass(frozen=True)
class CutRecordRow:
    """One entry of what was cut, g; `cut_by` None: nobody with a name."""

    record_id: int
    position: int
    pieces: int
    taken_g: int
    blanks_g: int
    remnants_g: int
    scrap_g: int
    difference_g: int
    is_weighed: bool
    cut_by: str | None
    cut_at: datetime


def cut_records(plan_id: int) -> list[CutRecordRow]:
    """What was cut by a plan and not taken back, the newest first. One query."""
    rows = CutRecord.objects.filter(plan=plan_id, taken_back_at__isnull=True).order_by("-pk")
    fields = ("pk", "position", "pieces", "taken_g", "blanks_g", "remnants_g", "scrap_g", "difference_g")
    found = rows.values_list(*fields, "is_weighed", "cut_by__display_name", "cut_at")
    return [CutRecordRow(*row) for row in found]


@dataclass(frozen=True)
class YieldRow:
    """What became of the steel in all, g."""

    taken_g: int = 0
    blanks_g: int = 0
    remnants_g: int = 0
    scrap_g: int = 0
    difference_g: int = 0

    @property
    def yield_ppm(self) -> int:
        """Blanks of what was cut; what is kept as a remnant is not counted as used."""
        return 1_000_000 * self.blanks_g // self.taken_g if self.taken_g else 0


def yield_of(records: Sequence[CutRecordRow]) -> YieldRow:
    """The records added up."""
    names = ("taken_g", "blanks_g", "remnants_g", "scrap_g", "difference_g")
    return YieldRow(*(sum(getattr(one, name) for one in records) for name in names))
