"""Reading rounds and what belongs to them. Who may see what is the caller's matter; `member_id` fences a member's own.

rounds(*, centre_id=None, at) -> list[RoundRow]      round_of(round_id, at) -> RoundRow | None
steels(round_id) -> list[SteelRow]                   terms(round_id) -> list[TermsRow]
sellers(round_id) -> list[SellerRow]                 statements(round_id, *, member_id=None) -> list[StatementRow]
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import BigIntegerField, Case, Count, F, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce

from rantai.apps.purchasing.models import (
    Allocation,
    PurchaseRound,
    RoundLine,
    RoundSeller,
    RoundStatement,
    RoundSteel,
    RoundTerms,
)
from rantai.apps.purchasing.shapes import PIECEWISE


@dataclass(frozen=True)
class RoundRow:
    """A round with what it comes to: of a draft its lines, of an open one what is stated firm, else what is allocated.

    `phase`: its state, but `ended` for an open round whose deadline has passed and `planned` for one not open yet.
    """

    round_id: int
    name: str
    state: str
    phase: str
    programme_id: int | None
    plan_run: int | None
    centre_id: int | None
    centre_name: str
    supplier_id: int | None
    supplier_name: str
    sellers: int
    order_date: date
    made_at: datetime
    opens_at: datetime | None
    deadline_at: datetime | None
    cover_weeks: int
    deposit_ppm: int
    opened_by: int | None
    approved_number: int | None
    formats: int
    members: int
    mass_g: int
    cost_idr: int


FIRM_G = Case(
    When(format__kind__in=PIECEWISE, then=F("firm") * F("format__piece_mass_g")),
    default=F("firm"),
    output_field=BigIntegerField(),
)


def rounds(*, at: datetime, centre_id: int | None = None) -> list[RoundRow]:
    """Drafts of the current programme, and rounds: all of them, or one centre's. Soonest order first. One query."""
    drafts = Q(centre__isnull=True, programme__is_current=True)
    opened = Q(centre__isnull=False) if centre_id is None else Q(centre=centre_id)
    return _rows(PurchaseRound.objects.filter(drafts | opened), at)


def round_of(round_id: int, at: datetime) -> RoundRow | None:
    """One round; None when there is none. One query."""
    return next(iter(_rows(PurchaseRound.objects.filter(pk=round_id), at)), None)


def rounds_for_member(member_id: int, centres: Collection[int], at: datetime) -> list[RoundRow]:
    """Rounds that a workshop's centres have opened, and all in which it has stated something. One query."""
    stated = RoundStatement.objects.filter(member=member_id).values("round_id")
    near = Q(centre__in=sorted(centres), state__in=("open", "approved", "ordered"), opens_at__lte=at)
    return _rows(PurchaseRound.objects.filter(near | Q(pk__in=stated)), at)


def _summed(found: QuerySet[Any], **sums: Any) -> Subquery:  # noqa: ANN401  Django's own expressions
    name = next(iter(sums))
    rows = found.filter(round=OuterRef("pk")).order_by().values("round").annotate(**sums).values(name)
    return Subquery(rows[:1], output_field=BigIntegerField())


def _rows(found: QuerySet[PurchaseRound], at: datetime) -> list[RoundRow]:
    lines = RoundLine.objects.filter(Q(withdrawn_at__isnull=True) | Q(round__state="withdrawn"))
    live = RoundStatement.objects.filter(is_live=True, firm__gt=0)
    got = Allocation.objects.all()
    zero = Value(0, output_field=BigIntegerField())
    found = found.annotate(
        n_sellers=Coalesce(_summed(RoundSeller.objects.all(), n=Count("pk")), zero),
        n_lines=Coalesce(_summed(lines, n=Count("pk")), zero),
        n_steels=Coalesce(_summed(RoundSteel.objects.all(), n=Count("pk")), zero),
        n_members=Coalesce(_summed(live, n=Count("member", distinct=True)), zero),
        line_g=Coalesce(_summed(lines, g=Sum("mass_g")), zero),
        line_idr=Coalesce(_summed(lines, idr=Sum("cost_idr")), zero),
        firm_g=Coalesce(_summed(live, g=Sum(FIRM_G)), zero),
        got_g=Coalesce(_summed(got, g=Sum("mass_g")), zero),
        got_idr=Coalesce(_summed(got, idr=Sum("share_idr")), zero),
    )
    listed = found.select_related("centre", "supplier").order_by("order_date", "pk")
    return [_row(one, at) for one in listed]


def _row(one: Any, at: datetime) -> RoundRow:  # noqa: ANN401  a round with its sums
    is_plan = one.centre_id is None
    is_open = one.state == "open"
    return RoundRow(
        round_id=one.pk,
        name=one.name,
        state=one.state,
        phase=phase_of(one.state, one.opens_at, one.deadline_at, at),
        programme_id=one.programme_id,
        plan_run=one.plan_run,
        centre_id=one.centre_id,
        centre_name=one.centre.name if one.centre else "",
        supplier_id=one.supplier_id,
        supplier_name=one.supplier.name if one.supplier else "",
        sellers=one.n_sellers,
        order_date=one.order_date,
        made_at=one.made_at,
        opens_at=one.opens_at,
        deadline_at=one.deadline_at,
        cover_weeks=one.cover_weeks,
        deposit_ppm=one.deposit_ppm,
        opened_by=one.opened_by_id,
        approved_number=one.approved_number,
        formats=one.n_lines if is_plan else one.n_steels,
        members=one.n_members,
        mass_g=one.line_g if is_plan else one.firm_g if is_open else one.got_g or one.firm_g,
        cost_idr=one.line_idr if is_plan else one.got_idr,
    )


def phase_of(state: str, opens_at: datetime | None, deadline_at: datetime | None, at: datetime) -> str:
    """The state as a reader sees it at a moment."""
    if state != "open" or opens_at is None or deadline_at is None:
        return state
    return "planned" if at < opens_at else "open" if at <= deadline_at else "ended"


@dataclass(frozen=True)
class SteelRow:
    """A format that members may state."""

    format_id: int
    code: str
    name: str
    kind: str
    material_code: str
    grade: str
    piece_mass_g: int
    most_g: int

    @property
    def is_counted(self) -> bool:
        """Whether it is stated in pieces."""
        return self.kind in PIECEWISE


def steels(round_id: int) -> list[SteelRow]:
    """The formats of a round. One query."""
    names = ("format_id", "format__code", "format__name", "format__kind", "format__material__code")
    more = ("format__material__grade", "format__piece_mass_g", "most_g")
    rows = RoundSteel.objects.filter(round=round_id).order_by("format__material__code", "format__code")
    return [SteelRow(*row) for row in rows.values_list(*names, *more)]


@dataclass(frozen=True)
class TermsRow:
    """A seller's terms for one format; tiers (from g, rupiah a tonne), the smallest first."""

    code: str
    supplier_id: int
    supplier_name: str
    format_name: str
    format_kind: str
    material_code: str
    min_order_g: int
    coil_min_g: int
    coil_max_g: int
    lead_days: int
    basis: str
    tiers: tuple[tuple[int, int], ...]


def terms(round_id: int) -> list[TermsRow]:
    """All sellers' terms. Two queries."""
    found = RoundTerms.objects.filter(round=round_id).select_related("supplier", "format__material")
    return [
        TermsRow(
            row.code,
            row.supplier_id,
            row.supplier.name,
            row.format.name,
            row.format.kind,
            row.format.material.code,
            row.min_order_g,
            row.coil_min_g,
            row.coil_max_g,
            row.lead_days,
            row.basis,
            tuple(sorted((tier.from_g, tier.price_idr_t) for tier in row.tiers.all())),
        )
        for row in found.prefetch_related("tiers").order_by("format__material__code", "supplier__name", "code")
    ]


@dataclass(frozen=True)
class SellerRow:
    """Who sells in the round, its least order and its trucks."""

    supplier_id: int
    code: str
    name: str
    min_order_g: int
    truck_g: int
    truck_idr: int


def sellers(round_id: int) -> list[SellerRow]:
    """The sellers of a round. One query."""
    names = ("supplier_id", "supplier__code", "supplier__name", "min_order_g", "truck_g", "truck_idr")
    rows = RoundSeller.objects.filter(round=round_id).order_by("supplier__name").values_list(*names)
    return [SellerRow(*row) for row in rows]


@dataclass(frozen=True)
class StatementRow:
    """What a member states of a format: pieces, or grams."""

    member_id: int
    member_code: str
    member_name: str
    format_id: int
    format_name: str
    format_kind: str
    piece_mass_g: int
    firm: int
    more: int
    less: int
    stated_at: datetime

    @property
    def unit_g(self) -> int:
        return self.piece_mass_g if self.format_kind in PIECEWISE else 1

    @property
    def firm_g(self) -> int:
        return self.firm * self.unit_g


def statements(round_id: int, *, member_id: int | None = None) -> list[StatementRow]:
    """Live statements by member and format. One query."""
    found = RoundStatement.objects.filter(round=round_id, is_live=True, firm__gt=0)
    found = found.filter(member=member_id) if member_id is not None else found
    who = ("member_id", "member__code", "member__name", "format_id", "format__name", "format__kind")
    what = ("format__piece_mass_g", "firm", "more", "less", "stated_at")
    rows = found.order_by("member__name", "format__code").values_list(*who, *what)
    return [StatementRow(*row) for row in rows]
