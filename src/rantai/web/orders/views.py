"""What to order at which mill, when, why, and at what price against buying alone."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date

from babel.dates import format_date
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantai.apps.planning import queries
from rantai.apps.planning.queries import MaterialOrderRow, RunRow
from rantai.web.access import Request, door, found
from rantai.web.layout import charts, formats, papers
from rantai.web.layout.lists import Column, Filter, ListSpec, respond
from rantai.web.layout.pieces import Crumb, Empty, Figure, Reason
from rantai.web.orders.letter import letter
from rantai.web.orders.split import split_of
from rantai.web.orders.terms import terms_of
from rantai.web.plans import chains
from rantai.web.plans.doors import PLANNERS, get_run_for, sight_of
from rantai.web.plans.views import no_plan

READERS = (*PLANNERS, "mill_sales")
LONG_COVER_MONTHS = 6.0  # after which coils rust and needs change; see the pooling room's knob
MOST_BARS = 8


def _own_supplier(request: Request) -> str:
    """Empty for planners, who see every order; a mill's or trader's own code for its sales people."""
    return "" if set(PLANNERS) & set(request.actor.roles) else request.actor.organisation_code


def get_order_for(request: Request, code: str) -> tuple[RunRow, MaterialOrderRow]:
    """A steel order of the plan in force that the reader may see, with its plan; 404 otherwise."""
    run = found(get_run_for(request))
    return run, found(queries.material_order(run.run_id, code, supplier_code=_own_supplier(request)))


@dataclass(frozen=True)
class OrderLine:
    """A steel order, as the list shows it."""

    code: str
    url: str
    steel: str
    supplier: str
    grade: str
    order: date
    arrival: date
    pieces: int
    mass_g: int
    price_idr_t: int
    cost_idr: int
    alone_idr: int | None
    months_cover: float


ORDERS = ListSpec(
    name="pesanan-baja",
    columns=(
        Column("steel", gettext_lazy("Steel"), "link", url="url", phone="lead"),
        Column("supplier", gettext_lazy("Seller")),
        Column("order", gettext_lazy("Order in week"), "week"),
        Column("mass_g", gettext_lazy("Mass"), "tonnes", total=True, prime=True),
        Column("cost_idr", gettext_lazy("Price"), "money", total=True, prime=True),
        Column("months_cover", gettext_lazy("Months of cover"), "decimal"),
        Column("arrival", gettext_lazy("Arrives in week"), "week"),
        Column("pieces", gettext_lazy("Pieces"), "number"),
        Column("price_idr_t", gettext_lazy("Price per tonne"), "money"),
        Column("alone_idr", gettext_lazy("Bought alone at retail"), "money", total=True),
        Column("code", gettext_lazy("Code"), phone="off"),
    ),
    search=("steel", "supplier", "code", "grade"),
    filters=(Filter("supplier", gettext_lazy("Seller")), Filter("grade", gettext_lazy("Grade"))),
    sort="order",
    empty=Empty(gettext_lazy("No steel to order"), gettext_lazy("What lies in stock is enough for this plan.")),
)


SELLERS_ORDERS = replace(ORDERS, columns=tuple(column for column in ORDERS.columns if column.key != "alone_idr"))


@door(*READERS)
def orders(request: Request) -> HttpResponse:
    """Every steel order of the plan; a mill sees those at itself."""
    run = get_run_for(request)
    if run is None:
        return no_plan(request)
    own = _own_supplier(request)
    rows = queries.material_orders(run.run_id, supplier_code=own)
    context = {
        "crumbs": [Crumb(_("Steel orders"))],
        "chart": None if own else _price_gap(rows),
        "monthly": _monthly(run, rows),
        "may_buy": "centre_staff" in request.actor.roles,
    }
    lines = [_line(run, row) for row in rows]
    return respond(
        request,
        SELLERS_ORDERS if own else ORDERS,
        lines,
        title=_("Steel orders"),
        context=context,
        template="orders/list.html",
    )


def _line(run: RunRow, row: MaterialOrderRow) -> OrderLine:
    return OrderLine(
        row.code,
        reverse("orders:record", args=[row.code]),
        row.format_name,
        row.supplier_name,
        row.grade,
        run.monday(row.order_week),
        run.monday(row.arrival_week),
        row.quantity_pieces,
        row.mass_g,
        row.price_idr_t,
        row.cost_idr,
        row.alone_idr if row.has_alone_price else None,
        row.months_cover,
    )


def _price_gap(rows: list[MaterialOrderRow]) -> charts.Chart | None:
    """What the needed steel costs alone and together, by grade, where a retail price is known."""
    alone: dict[str, int] = defaultdict(int)
    together: dict[str, int] = defaultdict(int)
    for row in rows:
        if row.has_alone_price:
            alone[row.grade] += row.alone_idr
            together[row.grade] += row.needed_idr
    if not alone:
        return None
    gaps = [charts.Gap(grade, alone[grade], together[grade]) for grade in sorted(alone, key=lambda g: -alone[g])]
    saved = sum(alone.values()) - sum(together.values())
    title = _("Together the needed steel costs %(saved)s less than bought alone") % {
        "saved": formats.rupiah_short(saved)
    }
    note = _("Prices are estimates; retail is the price in the cluster. What is left of whole coils is not counted.")
    return charts.price_gap(title, gaps[:MOST_BARS], of=_("Grade"), alone=_("Alone"), together=_("Together"), note=note)


def _monthly(run: RunRow, rows: list[MaterialOrderRow]) -> charts.Chart | None:
    """Tonnes to order by month."""
    mass: dict[tuple[int, int], int] = defaultdict(int)
    for row in rows:
        monday = run.monday(row.order_week)
        mass[monday.year, monday.month] += row.mass_g
    if not mass:
        return None
    bars = [charts.Bar(_month(year, month), mass[year, month] / 1_000_000) for year, month in sorted(mass)]
    title = _("%(mass)s of steel to order, month by month") % {"mass": formats.tonnes(sum(mass.values()))}
    return charts.bars(title, bars, of=_("Month"), what=_("Tonnes"), write=lambda tonnes: formats.decimal(tonnes, 1))


def _month(year: int, month: int) -> str:
    return format_date(date(year, month, 1), "MMM y", locale=formats.language())


@door(*READERS)
def record(request: Request, code: str) -> HttpResponse:
    """One steel order: figures, why so much, and for planners the chain down to the villages."""
    run, order = get_order_for(request, code)
    context = {
        "title": order.format_name,
        "lede": f"{order.supplier_name} · {order.code}",
        "order": order,
        "run": run,
        "figures": _figures(run, order),
        "why": _why(order, for_seller=bool(_own_supplier(request))),
        "terms": [] if _own_supplier(request) else terms_of(run, order),
        "crumbs": [Crumb(_("Steel orders"), reverse("orders:list")), Crumb(order.code)],
    }
    if not _own_supplier(request):
        sight = sight_of(request)
        context |= chains.page(run, "material_order", order.code, sight) or {}
        context |= {"title": order.format_name, "lede": f"{order.supplier_name} · {order.code}"}
        context["split"] = split_of(run.run_id, order.code, sight)
    return render(request, "orders/record.html", context)


def _figures(run: RunRow, order: MaterialOrderRow) -> list[Figure]:
    cover = formats.decimal(order.months_cover, 1)
    return [
        Figure(
            _("Order by"), formats.day(run.monday(order.order_week)), note=_week(run, order.order_week), tone="wait"
        ),
        Figure(
            _("Arrives"),
            formats.day(run.monday(order.arrival_week)),
            note=_("usable from the next week on"),
        ),
        Figure(_("Mass"), formats.tonnes(order.mass_g), note=_pieces(order)),
        Figure(_("Price"), formats.rupiah_short(order.cost_idr), note=formats.rupiah(order.price_idr_t) + " / t"),
        Figure(
            _("Covers"),
            cover,
            _("months"),
            note=_("left at the end: %(mass)s") % {"mass": formats.tonnes(order.leftover_g)},
            tone="wait" if order.months_cover > LONG_COVER_MONTHS else "quiet",
        ),
    ]


def _week(run: RunRow, week: int) -> str:
    return formats.week(run.monday(week)).partition(",")[0]


def _pieces(order: MaterialOrderRow) -> str:
    words = {
        "sheet": _("%(n)s sheets"),
        "bar": _("%(n)s bars"),
        "coil": _("%(n)s coils"),
        "loose": _("by mass"),
    }
    return words[order.format_kind] % {"n": formats.count(order.quantity_pieces)}


def _why(order: MaterialOrderRow, *, for_seller: bool) -> list[Reason]:
    """Why this much and at this price, in sentences. What retailers ask is the buyers' business, not the seller's."""
    found_reasons = [
        Reason(_("The plan needs this much of it"), formats.mass(order.needed_g)),
        Reason(_("Least order of the seller"), formats.mass(order.min_order_g)),
        Reason(_("The price holds from"), formats.mass(order.tier_from_g)),
    ]
    if for_seller:
        return found_reasons
    if order.saving_idr is not None:
        found_reasons.append(Reason(_("The needed mass bought alone at retail"), formats.rupiah(order.alone_idr)))
        found_reasons.append(Reason(_("The needed mass in this order"), formats.rupiah(order.needed_idr)))
    else:
        found_reasons.append(Reason(_("No retailer in the cluster sells this steel")))
    found_reasons.append(Reason(_("What the price rests on: %(basis)s") % {"basis": order.basis}))
    return found_reasons


@door(*READERS)
def paper(request: Request, code: str) -> HttpResponse:
    """The order as a letter, as it will print."""
    run, order = get_order_for(request, code)
    context = {
        "title": _("Order letter"),
        "paper": letter(run, order),
        "pdf_url": reverse("orders:paper_pdf", args=[code]),
        "crumbs": [
            Crumb(_("Steel orders"), reverse("orders:list")),
            Crumb(order.code, reverse("orders:record", args=[code])),
            Crumb(_("Letter")),
        ],
    }
    return render(request, "layout/kinds/paper.html", context)


@door(*READERS)
def paper_pdf(request: Request, code: str) -> HttpResponse:
    """The order letter as PDF."""
    run, order = get_order_for(request, code)
    return papers.download(letter(run, order), f"{order.code}.pdf")
