"""Reading requisitions with their answers, and frame contracts. `centre_id` fences a centre's own.

requisitions(centre_id) -> list[RequisitionRow]       requisition(requisition_id) -> RequisitionRow | None
wanted(requisition_id) -> list[WantedRow]             answers(requisition_id) -> list[AnswerRow]
frames(centre_id) -> list[FrameRow]                   frame_lines(frame_id) -> list[FrameLineRow]
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet, Sum
from django.db.models.functions import Coalesce

from rantai.apps.parties.models import Organisation
from rantai.apps.purchasing.models import FrameContract, FrameLine, PriceAnswer, Requisition, RequisitionLine
from rantai.apps.purchasing.shapes import PIECEWISE
from rantai.core.units import cost_idr

SELLERS = ("mill", "service_centre", "distributor", "retail")


def sellers_of_steel() -> list[tuple[int, str]]:
    """Id and name of everybody who sells steel. One query."""
    found = Organisation.objects.filter(roles__kind__in=SELLERS).distinct().order_by("name")
    return list(found.values_list("pk", "name"))


@dataclass(frozen=True)
class RequisitionRow:
    """A requisition."""

    requisition_id: int
    centre_id: int
    name: str
    needed_on: date
    state: str
    order_id: int | None


FIELDS = ("pk", "centre_id", "name", "needed_on", "state", "order_id")


def requisitions(centre_id: int) -> list[RequisitionRow]:
    """A centre's requisitions, the most urgent first. One query."""
    rows = Requisition.objects.filter(centre=centre_id).order_by("needed_on", "pk")
    return [RequisitionRow(*row) for row in rows.values_list(*FIELDS)]


def requisition(requisition_id: int) -> RequisitionRow | None:
    """One requisition. One query."""
    row = Requisition.objects.filter(pk=requisition_id).values_list(*FIELDS).first()
    return RequisitionRow(*row) if row else None


@dataclass(frozen=True)
class WantedRow:
    """One format that is wanted."""

    format_id: int
    name: str
    kind: str
    amount: int
    mass_g: int

    @property
    def is_counted(self) -> bool:
        return self.kind in PIECEWISE


def wanted(requisition_id: int) -> list[WantedRow]:
    """The lines of a requisition. One query."""
    names = ("format_id", "format__name", "format__kind", "amount", "format__piece_mass_g")
    rows = RequisitionLine.objects.filter(requisition=requisition_id).order_by("format__code")
    return [
        WantedRow(key, name, kind, amount, amount * piece_g if kind in PIECEWISE else amount)
        for key, name, kind, amount, piece_g in rows.values_list(*names)
    ]


@dataclass(frozen=True)
class AnswerRow:
    """One seller's answer, all its lines together. `is_whole`: it sells everything that is wanted."""

    supplier_id: int
    supplier_name: str
    lines: int
    cost_idr: int
    lead_days: int
    valid_to: date | None
    is_whole: bool


def answers(requisition_id: int) -> list[AnswerRow]:
    """Sellers' answers, those that sell everything first, then the cheapest. Two queries."""
    masses = {row.format_id: row.mass_g for row in wanted(requisition_id)}
    found: dict[int, list[Any]] = {}
    rows = PriceAnswer.objects.filter(line__requisition=requisition_id).order_by("supplier__name")
    names = ("supplier_id", "supplier__name", "line__format_id", "price_idr_t", "lead_days", "valid_to")
    for supplier, name, steel, price, lead, valid_to in rows.values_list(*names):
        known = found.setdefault(supplier, [name, 0, 0, 0, None])
        known[1] += 1
        known[2] += cost_idr(masses[steel], price)
        known[3] = max(known[3], lead)
        known[4] = min(filter(None, (known[4], valid_to)), default=None)
    listed = [
        AnswerRow(supplier, name, lines, cost, lead, valid_to, lines == len(masses))
        for supplier, (name, lines, cost, lead, valid_to) in found.items()
    ]
    return sorted(listed, key=lambda row: (not row.is_whole, row.cost_idr, row.supplier_name))


@dataclass(frozen=True)
class FrameRow:
    """A frame contract with what is called off of it."""

    frame_id: int
    centre_id: int
    supplier_id: int
    supplier_name: str
    name: str
    valid_from: date
    valid_to: date
    mass_g: int
    called_g: int


def frames(centre_id: int) -> list[FrameRow]:
    """A centre's frames, those that end last first. One query."""
    return _frames(FrameContract.objects.filter(centre=centre_id))


def frame(frame_id: int) -> FrameRow | None:
    """One frame. One query."""
    return next(iter(_frames(FrameContract.objects.filter(pk=frame_id))), None)


def _frames(found: QuerySet[FrameContract]) -> list[FrameRow]:
    sums = found.annotate(g=Coalesce(Sum("lines__mass_g"), 0), called=Coalesce(Sum("lines__called_g"), 0))
    names = ("pk", "centre_id", "supplier_id", "supplier__name", "name", "valid_from", "valid_to", "g", "called")
    return [FrameRow(*row) for row in sums.order_by("-valid_to", "pk").values_list(*names)]


@dataclass(frozen=True)
class FrameLineRow:
    """One format of a frame."""

    format_id: int
    format_name: str
    format_kind: str
    price_idr_t: int
    mass_g: int
    called_g: int

    @property
    def is_counted(self) -> bool:
        return self.format_kind in PIECEWISE

    @property
    def left_g(self) -> int:
        return self.mass_g - self.called_g


def frame_lines(frame_id: int) -> list[FrameLineRow]:
    """The lines of a frame. One query."""
    names = ("format_id", "format__name", "format__kind", "price_idr_t", "mass_g", "called_g")
    rows = FrameLine.objects.filter(frame=frame_id).order_by("format__code")
    return [FrameLineRow(*row) for row in rows.values_list(*names)]
