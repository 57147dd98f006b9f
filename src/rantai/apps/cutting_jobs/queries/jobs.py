"""Jobs with their newest plan, their pieces and their stock."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Case, OuterRef, QuerySet, Subquery, Sum, When

from rantai.apps.cutting_jobs.models import CutJob, CutPlan, JobPiece, JobStock, RememberedColumn


@dataclass(frozen=True)
class JobLine:
    """A job as a list shows it, with the figures of the plan that counts: the approved one, else the newest."""

    job_id: int
    owner_id: int
    owner_name: str
    name: str
    kind: str
    state: str
    source: str
    material_code: str
    grade: str
    thickness_um: int
    pieces: int
    stock_pieces: int | None
    used_ppm: int | None
    mass_g: int | None
    cost_idr: int | None
    plans: int
    changed_at: datetime
    is_archived: bool


def jobs(owner_ids: Collection[int] | None = None, *, is_archived: bool = False) -> list[JobLine]:
    """Jobs of these organisations (None: of all), the newest first. One query however many there are."""
    found = CutJob.objects.filter(archived_at__isnull=not is_archived)
    found = found if owner_ids is None else found.filter(owner__in=list(owner_ids))
    return _lines(found, is_archived=is_archived)


def jobs_with_pieces_of(organisation_id: int) -> list[JobLine]:
    """Approved jobs of others on which this organisation has pieces. Figures of the whole job are not for it."""
    found = CutJob.objects.at_work().filter(pieces__owner=organisation_id, state__in=("approved", "cut"))
    return _lines(found.exclude(owner=organisation_id).distinct(), is_archived=False)


def _lines(found: QuerySet[CutJob], *, is_archived: bool) -> list[JobLine]:
    counted = CutPlan.objects.filter(job=OuterRef("pk"), state="done")
    is_approved = Case(When(approved_at__isnull=False, cancelled_at__isnull=True, then=1), default=0)
    newest = counted.order_by(is_approved.desc(), "-number")
    names = ("stock_pieces", "used_ppm", "mass_g", "cost_idr", "number")
    wanted = JobPiece.objects.filter(job=OuterRef("pk")).values("job").annotate(n=Sum("quantity")).values("n")
    rows = found.annotate(
        wanted=Subquery(wanted), **{f"plan_{name}": Subquery(newest.values(name)[:1]) for name in names}
    ).order_by("-pk")
    fields: tuple[str, ...] = ("pk", "owner_id", "owner__name", "name", "kind", "state", "source", "material__code")
    fields += ("grade", "thickness_um", "wanted", *(f"plan_{name}" for name in names), "changed_at")
    listed: list[tuple[Any, ...]] = [
        (*row[:7], row[7] or "", *row[8:10], row[10] or 0, *row[11:15], row[15] or 0, row[16], is_archived)
        for row in rows.values_list(*fields)
    ]
    return [JobLine(*row) for row in listed]


@dataclass(frozen=True)
class JobRow:
    """One job with everything that is set on it. Lengths µm; 0 means no limit."""

    job_id: int
    owner_id: int
    owner_code: str
    owner_name: str
    name: str
    kind: str
    state: str
    source: str
    source_code: str
    material_id: int | None
    material_code: str
    grade: str
    thickness_um: int
    kerf_um: int
    trim_left_um: int
    trim_right_um: int
    trim_bottom_um: int
    trim_top_um: int
    stages: int
    first_cut: str
    min_remnant_length_um: int
    min_remnant_width_um: int
    max_patterns: int
    max_cuts: int
    max_knives: int
    stack_height_um: int
    bed_um: int
    seconds: int
    created_at: datetime
    changed_at: datetime
    archived_at: datetime | None

    @property
    def is_open(self) -> bool:
        """Whether pieces, stock and settings may still change."""
        return self.state in ("draft", "planned") and self.archived_at is None


def job(job_id: int) -> JobRow | None:
    """One job, or None. Whether the reader may see it is the door's matter."""
    fields: tuple[str, ...] = ("pk", "owner_id", "owner__code", "owner__name", "name", "kind", "state", "source")
    fields += (
        "source_code",
        "material_id",
        "material__code",
        "grade",
        "thickness_um",
        "kerf_um",
        "trim_left_um",
        "trim_right_um",
    )
    fields += ("trim_bottom_um", "trim_top_um", "stages", "first_cut", "min_remnant_length_um", "min_remnant_width_um")
    fields += ("max_patterns", "max_cuts", "max_knives", "stack_height_um", "bed_um", "seconds", "created_at")
    found = CutJob.objects.filter(pk=job_id).values_list(*fields, "changed_at", "archived_at")
    row: tuple[Any, ...] | None = found.first()
    if row is None:
        return None
    made: tuple[Any, ...] = (*row[:10], row[10] or "", *row[11:])
    return JobRow(*made)


@dataclass(frozen=True)
class PieceRow:
    """A size that is wanted. `owner_id` and `owner_code` are a known firm's, `owner_name` its name or a typed one."""

    piece_id: int
    code: str
    length_um: int
    width_um: int
    mass_g: int
    quantity: int
    is_rotatable: bool
    owner_id: int | None
    owner_code: str
    owner_name: str
    priority: int
    due: date | None

    @property
    def owner_key(self) -> str:
        """How the plan documents call the owner."""
        return self.owner_code or self.owner_name


def pieces(job_id: int, *, owner_id: int | None = None) -> list[PieceRow]:
    """Pieces in the order they were given. One query."""
    found = JobPiece.objects.filter(job=job_id)
    found = found if owner_id is None else found.filter(owner=owner_id)
    fields: tuple[str, ...] = ("pk", "code", "length_um", "width_um", "mass_g", "quantity", "is_rotatable", "owner_id")
    fields += ("owner__code", "owner__name", "owner_name", "priority", "due")
    rows = found.order_by("pk").values_list(*fields)
    listed: list[tuple[Any, ...]] = [(*row[:8], row[8] or "", row[9] or row[10], *row[11:]) for row in rows]
    return [PieceRow(*row) for row in listed]


@dataclass(frozen=True)
class StockRow:
    """Stock offered to a job. `quantity` None: as many as wanted."""

    stock_id: int
    code: str
    name: str
    source: str
    format_code: str
    lot_id: int | None
    heat: str
    length_um: int
    width_um: int
    mass_g: int
    quantity: int | None
    price_idr: int | None
    is_remnant: bool
    owner_code: str
    owner_name: str
    is_excluded: bool


def stock(job_id: int) -> list[StockRow]:
    """Stock offered to a job: what is at hand first, remnants before whole pieces. One query."""
    fields: tuple[str, ...] = ("pk", "code", "name", "source", "format__code", "lot_id", "lot__heat", "length_um")
    fields += ("width_um", "mass_g", "quantity", "price_idr", "is_remnant", "owner__code", "owner__name", "is_excluded")
    listed: list[tuple[Any, ...]] = [
        (*row[:4], row[4] or "", row[5], row[6] or "", *row[7:13], row[13] or "", row[14] or "", row[15])
        for row in JobStock.objects.filter(job=job_id).values_list(*fields)
    ]
    rank = {"lot": 0, "typed": 1, "format": 2}
    return sorted((StockRow(*row) for row in listed), key=lambda row: (rank[row.source], not row.is_remnant, row.code))


def remembered(organisation_id: int) -> dict[str, str]:
    """Heading in small letters → field, as this organisation said it last."""
    return dict(RememberedColumn.objects.filter(organisation=organisation_id).values_list("heading", "field"))


def taken_before(owner_id: int, *, source_code: str, name: str) -> int | None:
    """The newest list that this organisation made from the same pattern of a plan under the same name, if any."""
    found = CutJob.objects.filter(owner=owner_id, source_code=source_code, name=name, archived_at__isnull=True)
    return found.order_by("-pk").values_list("pk", flat=True).first()
