"""Reading work offers. Who may see them is the caller's matter: `maker_ids` and `is_sent` fence them.

offers(programme_id=None, *, maker_ids=None, is_sent=False) -> list[OfferRow]
offer_of(offer_id) -> OfferRow | None
lines(offer_id) -> list[LineRow]
offered(programme_id) -> dict[job code, Offered]
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import BooleanField, Count, ExpressionWrapper, Max, Min, Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce
from django.utils.translation import get_language

from rantai.apps.sourcing.models import OfferLine, WorkOffer

WITHDRAWN = ExpressionWrapper(Q(withdrawn_at__isnull=False), output_field=BooleanField())


@dataclass(frozen=True)
class OfferRow:
    """An offer with what its jobs come to; of a closed one, what it held."""

    offer_id: int
    programme_id: int
    plan_run: int
    maker_id: int
    maker_code: str
    maker_name: str
    offered_by_name: str
    state: str
    note: str
    made_at: datetime
    sent_at: datetime | None
    answered_at: datetime | None
    jobs: int
    pieces: int
    cost_idr: int
    first_date: date | None
    last_date: date | None


def offers(
    programme_id: int | None = None, *, maker_ids: Collection[int] | None = None, is_sent: bool = False
) -> list[OfferRow]:
    """Offers of the current (or the given) programme, newest first; `is_sent`: those a workshop may see. One query."""
    found = WorkOffer.objects.all()
    found = found.filter(programme=programme_id) if programme_id else found.filter(programme__is_current=True)
    found = found.filter(maker__in=sorted(maker_ids)) if maker_ids is not None else found
    found = found.filter(sent_at__isnull=False).exclude(state="draft") if is_sent else found
    return _rows(found)


def offer_of(offer_id: int) -> OfferRow | None:
    """One offer; None when there is none. One query."""
    return next(iter(_rows(WorkOffer.objects.filter(pk=offer_id))), None)


def _rows(found: QuerySet[WorkOffer]) -> list[OfferRow]:
    told = Q(lines__withdrawn_at__isnull=True) | Q(state__in=("declined", "withdrawn"))
    found = found.annotate(
        by_name=Coalesce("offered_by__name", Value("")),
        n_jobs=Count("lines", filter=told),
        sum_pieces=Coalesce(Sum("lines__quantity_pieces", filter=told), 0),
        sum_idr=Coalesce(Sum("lines__cost_idr", filter=told), 0),
        first=Min("lines__work_date", filter=told),
        last=Max("lines__work_date", filter=told),
    ).order_by("-pk")
    fields = ("pk", "programme_id", "plan_run", "maker_id", "maker__code", "maker__name", "by_name", "state")
    times = ("note", "made_at", "sent_at", "answered_at")
    rows: Any = found.values_list(*fields, *times, "n_jobs", "sum_pieces", "sum_idr", "first", "last")
    return [OfferRow(*row) for row in rows]


@dataclass(frozen=True)
class LineRow:
    """One job within an offer."""

    job_code: str
    item_code: str
    item_name: str
    work_date: date
    material_date: date
    needed_date: date
    quantity_pieces: int
    price_idr_each: int
    cost_idr: int
    is_withdrawn: bool


def lines(offer_id: int) -> list[LineRow]:
    """The jobs of an offer, soonest first. One query."""
    name = "item__name_en" if get_language() == "en" else "item__name_id"
    fields = ("job_code", "item__code", name, "work_date", "material_date", "needed_date")
    sums = ("quantity_pieces", "price_idr_each", "cost_idr", "is_withdrawn")
    rows: Any = (
        OfferLine.objects.filter(offer=offer_id)
        .annotate(is_withdrawn=WITHDRAWN)
        .order_by("work_date", "job_code")
        .values_list(*fields, *sums)
    )
    return [LineRow(*row) for row in rows]


@dataclass(frozen=True)
class Offered:
    """Where a job stands already."""

    offer_id: int
    plan_run: int
    state: str


def offered(programme_id: int) -> dict[str, Offered]:
    """Live jobs of all offers of a programme by code. One query."""
    live = OfferLine.objects.filter(programme=programme_id, withdrawn_at__isnull=True)
    rows: Any = live.values_list("job_code", "offer_id", "offer__plan_run", "offer__state")
    return {code: Offered(*rest) for code, *rest in rows}


@dataclass(frozen=True)
class SettledRow:
    """One accepted job as a lot that the next plan leaves as it is."""

    code: str
    item_code: str
    due_date: date
    quantity_pieces: int


def settled(programme_id: int, first: date, last: date) -> list[SettledRow]:
    """What workshops have accepted for a programme and need in a stretch of days, by code. One query."""
    accepted = OfferLine.objects.filter(programme=programme_id, offer__state="accepted", withdrawn_at__isnull=True)
    rows = accepted.filter(needed_date__range=(first, last)).order_by("pk")
    fields = ("pk", "item__code", "needed_date", "quantity_pieces")
    return [SettledRow(f"TAWARAN-{pk}", item, due, pieces) for pk, item, due, pieces in rows.values_list(*fields)]
