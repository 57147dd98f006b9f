"""Reading purchase rounds. Who may see them is the caller's matter: `supplier_id` fences a seller's own.

rounds(programme_id=None, *, supplier_id=None) -> list[RoundRow]
round_of(round_id) -> RoundRow | None
lines(round_id) -> list[LineRow]
drafted(programme_id) -> dict[(offer code, Monday), Drafted]
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import BooleanField, Count, ExpressionWrapper, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from rantai.apps.purchasing.models import PurchaseRound, RoundLine

WITHDRAWN = ExpressionWrapper(Q(withdrawn_at__isnull=False), output_field=BooleanField())


@dataclass(frozen=True)
class RoundRow:
    """A round with what its live lines come to; of a withdrawn one, what it held."""

    round_id: int
    programme_id: int
    plan_run: int
    supplier_code: str
    supplier_name: str
    order_date: date
    state: str
    made_at: datetime
    lines: int
    mass_g: int
    cost_idr: int


def rounds(programme_id: int | None = None, *, supplier_id: int | None = None) -> list[RoundRow]:
    """Rounds of the current (or the given) programme, soonest first. One query."""
    found = PurchaseRound.objects.all()
    found = found.filter(programme=programme_id) if programme_id else found.filter(programme__is_current=True)
    found = found.filter(supplier=supplier_id) if supplier_id is not None else found
    return _rows(found)


def round_of(round_id: int) -> RoundRow | None:
    """One round; None when there is none. One query."""
    return next(iter(_rows(PurchaseRound.objects.filter(pk=round_id))), None)


def _rows(found: QuerySet[PurchaseRound]) -> list[RoundRow]:
    told = Q(lines__withdrawn_at__isnull=True) | Q(state="withdrawn")
    found = found.annotate(
        n_lines=Count("lines", filter=told),
        sum_g=Coalesce(Sum("lines__mass_g", filter=told), 0),
        sum_idr=Coalesce(Sum("lines__cost_idr", filter=told), 0),
    ).order_by("order_date", "pk")
    fields = ("pk", "programme_id", "plan_run", "supplier__code", "supplier__name", "order_date", "state", "made_at")
    return [RoundRow(*row) for row in found.values_list(*fields, "n_lines", "sum_g", "sum_idr")]


@dataclass(frozen=True)
class LineRow:
    """One order within a round."""

    order_code: str
    offer_code: str
    format_code: str
    format_name: str
    format_kind: str
    grade: str
    arrival_date: date
    quantity_pieces: int
    mass_g: int
    needed_g: int
    price_idr_t: int
    cost_idr: int
    is_withdrawn: bool


def lines(round_id: int) -> list[LineRow]:
    """The orders of a round. One query."""
    names = ("order_code", "offer_code", "format__code", "format__name", "format__kind", "format__material__grade")
    sums = ("arrival_date", "quantity_pieces", "mass_g", "needed_g", "price_idr_t", "cost_idr", "is_withdrawn")
    rows: Any = (
        RoundLine.objects.filter(round=round_id)
        .annotate(is_withdrawn=WITHDRAWN)
        .order_by("format__code", "pk")
        .values_list(*names, *sums)
    )
    return [LineRow(*row) for row in rows]


@dataclass(frozen=True)
class Drafted:
    """Where an offer of a week stands already."""

    round_id: int
    plan_run: int
    mass_g: int


def drafted(programme_id: int) -> dict[tuple[str, date], Drafted]:
    """Live lines of all rounds of a programme by offer and week. One query."""
    live = RoundLine.objects.filter(programme=programme_id, withdrawn_at__isnull=True)
    rows: Any = live.values_list("offer_code", "order_date", "round_id", "round__plan_run", "mass_g")
    return {(offer, day): Drafted(*rest) for offer, day, *rest in rows}
