"""Reading what plans drafted.

lines(round_id) -> list[LineRow]
drafted(programme_id) -> dict[(offer code, Monday), Drafted]
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q

from rantai.apps.purchasing.models import RoundLine

WITHDRAWN = ExpressionWrapper(Q(withdrawn_at__isnull=False), output_field=BooleanField())


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
