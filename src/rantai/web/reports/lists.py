"""The lists behind the figures, each with its Excel file. The same days as the page they are opened from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantai.apps.reports import queries
from rantai.apps.reports.queries import AGE_BANDS
from rantai.apps.sales import queries as sales
from rantai.web.access import Request, door, organisation_id
from rantai.web.layout.lists import Column, ListSpec, respond
from rantai.web.layout.pieces import Crumb, Empty, Words
from rantai.web.reports.span import STAFF, year_until
from rantai.web.reports.views import BAND_WORDS

EMPTY = Empty(
    gettext_lazy("Nothing in these twelve months"),
    gettext_lazy("What is sold, invoiced, cut and counted appears here by itself."),
    icon="inbox",
)
CUSTOMER = gettext_lazy("Customer")

SOLD = ListSpec(
    name="terjual",
    columns=(
        Column("customer", CUSTOMER, phone="lead"),
        Column("month", gettext_lazy("Month"), "date"),
        Column("grade", gettext_lazy("Grade")),
        Column("grams", gettext_lazy("Mass"), "mass", total=True, prime=True),
    ),
    search=("customer", "grade"),
    empty=EMPTY,
)
BILLED = ListSpec(
    name="baris-tagihan",
    columns=(
        Column("number", gettext_lazy("Invoice"), phone="lead"),
        Column("invoiced_on", gettext_lazy("Day"), "date"),
        Column("customer", CUSTOMER),
        Column("text", gettext_lazy("What")),
        Column("material_idr", gettext_lazy("Material"), "money", total=True),
        Column("machining_idr", gettext_lazy("Cutting and machining"), "money", total=True),
        Column("logistics_idr", gettext_lazy("Logistics"), "money", total=True),
        Column("consumables_idr", gettext_lazy("Consumables"), "money", total=True),
        Column("trading_idr", gettext_lazy("Trading"), "money", total=True),
        Column("net_idr", gettext_lazy("Without tax"), "money", total=True, prime=True),
    ),
    search=("number", "customer", "text"),
    empty=EMPTY,
)
PROMISES = ListSpec(
    name="janji",
    columns=(
        Column("order", gettext_lazy("Order"), "link", url="url", phone="lead"),
        Column("customer", CUSTOMER),
        Column("wanted_on", gettext_lazy("Promised for"), "date"),
        Column("quantity_pieces", gettext_lazy("Pieces"), "number", total=True),
        Column("in_time_pieces", gettext_lazy("Invoiced by then"), "number", total=True, prime=True),
        Column("kept", gettext_lazy("In full")),
    ),
    search=("customer", "order"),
    empty=EMPTY,
)
CUTS = ListSpec(
    name="hasil-potong",
    columns=(
        Column("job_name", gettext_lazy("Cutting list"), "link", url="url", phone="lead"),
        Column("day", gettext_lazy("Day"), "date"),
        Column("taken_g", gettext_lazy("Taken"), "mass", total=True, prime=True),
        Column("blanks_g", gettext_lazy("Blanks"), "mass", total=True, prime=True),
        Column("remnants_g", gettext_lazy("Remnants"), "mass", total=True),
        Column("scrap_g", gettext_lazy("Scrap"), "mass", total=True),
        Column("difference_g", gettext_lazy("Weighing difference"), "mass", total=True),
        Column("planned_ppm", gettext_lazy("Yield as planned"), "percent"),
    ),
    search=("job_name",),
    empty=EMPTY,
)
AGED = ListSpec(
    name="umur-stok",
    columns=(
        Column("grade", gettext_lazy("Grade"), phone="lead"),
        Column("age", gettext_lazy("Lies here")),
        Column("grams", gettext_lazy("Mass"), "tonnes", total=True, prime=True, places=3),
        Column("value_idr", gettext_lazy("Cost"), "money", total=True, prime=True),
    ),
    search=("grade", "age"),
    empty=EMPTY,
)
OWED = ListSpec(
    name="piutang",
    columns=(
        Column("number", gettext_lazy("Invoice"), phone="lead"),
        Column("customer_name", CUSTOMER),
        Column("due_on", gettext_lazy("Due"), "date"),
        Column("late_days", gettext_lazy("Days late"), "number"),
        Column("open_idr", gettext_lazy("Open"), "money", total=True, prime=True),
    ),
    search=("number", "customer_name"),
    sort="-late_days",
    empty=EMPTY,
)


@dataclass(frozen=True)
class SoldLine:
    """Steel of one grade that a customer took in a month."""

    customer: str
    month: date
    grade: str
    grams: int


@dataclass(frozen=True)
class BilledLine:
    """A line of an invoice."""

    number: str
    invoiced_on: date
    customer: str
    text: str
    material_idr: int
    machining_idr: int
    logistics_idr: int
    consumables_idr: int
    trading_idr: int
    net_idr: int


@dataclass(frozen=True)
class PromiseLine:
    """An order with a promised day."""

    order: str
    url: str
    customer: str
    wanted_on: date
    quantity_pieces: int
    in_time_pieces: int
    kept: str


@dataclass(frozen=True)
class CutLine:
    """Something that was cut."""

    job_name: str
    url: str
    day: date
    taken_g: int
    blanks_g: int
    remnants_g: int
    scrap_g: int
    difference_g: int
    planned_ppm: int


@dataclass(frozen=True)
class AgedLine:
    """Steel of one grade and age."""

    grade: str
    age: str
    grams: int
    value_idr: int


@dataclass(frozen=True)
class OwedLine:
    """An invoice that is not settled."""

    number: str
    customer_name: str
    due_on: date
    late_days: int
    open_idr: int


@door(STAFF)
def sold(request: Request) -> HttpResponse:
    """Who took what."""
    found = queries.sold(organisation_id(request), *year_until(request.today))
    return _respond(request, SOLD, [SoldLine(_name(x.party_name), x.month, x.grade, x.grams) for x in found], _("Sold"))


@door(STAFF)
def billed(request: Request) -> HttpResponse:
    """Lines of invoices by business line."""
    rows = [
        BilledLine(
            row.number,
            row.invoiced_on,
            _name(row.customer_name),
            row.text,
            row.material_idr,
            row.machining_idr,
            row.logistics_idr,
            row.consumables_idr,
            row.trading_idr,
            row.net_idr,
        )
        for row in queries.billed(organisation_id(request), *year_until(request.today))
    ]
    return _respond(request, BILLED, rows, _("Lines of invoices"))


@door(STAFF)
def promises(request: Request) -> HttpResponse:
    """Orders with a promised day, and whether it was kept."""
    rows = [
        PromiseLine(
            _("Order %(number)s") % {"number": row.order_id},
            reverse("sales:order", args=[row.order_id]),
            _name(row.customer_name),
            row.wanted_on,
            row.quantity_pieces,
            row.in_time_pieces,
            _("yes") if row.is_kept else _("no"),
        )
        for row in queries.promises(organisation_id(request), *year_until(request.today))
    ]
    return _respond(request, PROMISES, rows, _("Promises kept"))


@door(STAFF)
def cuts(request: Request) -> HttpResponse:
    """What was cut, against its plan."""
    rows = [
        CutLine(
            row.job_name,
            reverse("cut_jobs:record", args=[row.job_id]),
            timezone.localdate(row.cut_at),
            row.taken_g,
            row.blanks_g,
            row.remnants_g,
            row.scrap_g,
            row.difference_g,
            row.planned_ppm,
        )
        for row in queries.cuts(organisation_id(request), *year_until(request.today))
    ]
    return _respond(request, CUTS, rows, _("What was cut"))


@door(STAFF)
def aged(request: Request) -> HttpResponse:
    """The centre's own steel by grade and age."""
    words = dict(zip(AGE_BANDS, BAND_WORDS, strict=True))
    found = queries.aged(organisation_id(request), request.today)
    rows = [AgedLine(row.grade, str(words[row.band]), row.grams, row.value_idr) for row in found]
    return _respond(request, AGED, rows, _("Stock by grade and age"))


@door(STAFF)
def owed(request: Request) -> HttpResponse:
    """Open invoices, the latest due first."""
    rows = [
        OwedLine(row.number, _name(row.customer_name), row.due_on, row.late_days(request.today), row.open_idr)
        for row in sales.invoices(seller_id=organisation_id(request), is_open=True)
    ]
    return _respond(request, OWED, rows, _("Open invoices"))


def _respond(request: Request, spec: ListSpec, rows: Sequence[object], title: Words) -> HttpResponse:
    crumbs = [Crumb(_("The business"), reverse("reports:business")), Crumb(title)]
    return respond(request, spec, rows, title=title, context={"crumbs": crumbs})


def _name(name: str) -> str:
    return name or _("without a name")
