"""The book on a day, a line with its history, the gap over time, and the centre's list as workshops see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantai.apps.catalog import queries as catalog
from rantai.apps.parties import queries as parties
from rantai.apps.pricing import actions, queries
from rantai.apps.pricing.queries import BookRow
from rantai.core.problems import InvalidInput
from rantai.web.access import Request, door, found, organisation_id
from rantai.web.layout import charts, formats
from rantai.web.layout.lists import Column, Filter, ListSpec, View, respond
from rantai.web.layout.pieces import Crumb, Empty, Event, Figure, Status
from rantai.web.saying import say

STAFF, OWNER = "centre_staff", "maker_owner"
BASIS_WORDS = {
    "ex_mill": gettext_lazy("ex mill"),
    "delivered": gettext_lazy("delivered"),
    "counter": gettext_lazy("at the counter"),
}
STATE_WORDS = (
    ("valid", gettext_lazy("In force")),
    ("expired", gettext_lazy("Run out")),
    ("later", gettext_lazy("Begins later")),
)
TONES = {"valid": "good", "expired": "wait", "later": "info"}
KG_OF_T = 1_000


@dataclass(frozen=True)
class BookLine:
    """A line of the book on a day, as the list shows it."""

    steel: str
    url: str
    status: Status
    state: str
    supplier: str
    grade: str
    basis: str
    from_g: int
    price_idr_kg: int | None
    price: str
    valid_from: date
    valid_to: date | None
    code: str


BOOK = ListSpec(
    name="buku-harga",
    columns=(
        Column("steel", gettext_lazy("Steel"), "link", url="url", phone="lead"),
        Column("status", gettext_lazy("Status"), "status"),
        Column("supplier", gettext_lazy("Seller")),
        Column("grade", gettext_lazy("Grade")),
        Column("basis", gettext_lazy("Basis")),
        Column("from_g", gettext_lazy("From"), "mass"),
        Column("price_idr_kg", gettext_lazy("Price per kg"), "money", prime=True),
        Column("price", gettext_lazy("As recorded")),
        Column("valid_from", gettext_lazy("Valid from"), "date"),
        Column("valid_to", gettext_lazy("Valid to"), "date"),
        Column("code", gettext_lazy("Code"), phone="off"),
    ),
    search=("steel", "supplier", "grade", "code"),
    filters=(
        Filter("state", gettext_lazy("Status"), STATE_WORDS),
        Filter("supplier", gettext_lazy("Seller")),
        Filter("grade", gettext_lazy("Grade")),
    ),
    views=(View(gettext_lazy("All"), ""), View(gettext_lazy("Run out"), "state=expired")),
    empty=Empty(
        gettext_lazy("No price yet"),
        gettext_lazy("Enter what suppliers ask and what you ask; old prices stay readable."),
        gettext_lazy("Enter a price"),
        "/harga/baru/",
        icon="coin",
    ),
)


def day_of(request: Request) -> date:
    """The day asked for with `?on=`; today when there is none, or none that can be read."""
    try:
        return date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return request.today


@door(STAFF)
def book(request: Request) -> HttpResponse:
    """Every line of the own book with its price on a day."""
    on = day_of(request)
    rows = [_line(row) for row in queries.book(organisation_id(request), on)]
    title = _("Price book")
    context = {"crumbs": [Crumb(title)], "on": on, "action": reverse("pricing:book")}
    return respond(request, BOOK, rows, title=title, context=context, template="pricing/book.html")


def _line(row: BookRow) -> BookLine:
    return BookLine(
        row.format_name,
        reverse("pricing:line", args=[row.line_id]),
        Status(dict(STATE_WORDS)[row.state], TONES[row.state]),  # type: ignore[arg-type]
        row.state,
        row.supplier_name,
        row.grade,
        str(BASIS_WORDS[row.basis]),
        row.from_g,
        None if row.price_idr_t is None else (row.price_idr_t + KG_OF_T // 2) // KG_OF_T,
        recorded(row.price_cent_t, row.currency) + (f" ({row.index_code})" if row.index_code else ""),
        row.valid_from,
        row.valid_to,
        row.format_code,
    )


def recorded(price_cent_t: int, currency: str) -> str:
    """A price as it was recorded, a tonne of it in its own currency."""
    places = 0 if price_cent_t % 100 == 0 else 2
    return f"{currency}{formats.SPACE}{formats.decimal(price_cent_t / 100, places)}/t"


def get_line_for(request: Request, line_id: int) -> BookRow:
    """A line of the own book."""
    rows = queries.book(organisation_id(request), request.today)
    return found(next((row for row in rows if row.line_id == line_id), None))


@door(STAFF)
def line(request: Request, line_id: int) -> HttpResponse:
    """One line: what it costs today, and every price it ever had."""
    row = get_line_for(request, line_id)
    past = queries.history(organisation_id(request), line_id)
    events = [
        Event(
            one.valid_from,
            recorded(one.price_cent_t, row.currency) + (f" + {one.index_code}" if one.index_code else ""),
            note=" ".join(part for part in (_until(one.valid_to), one.note) if part),
        )
        for one in past
    ]
    context = {
        "title": row.format_name,
        "lede": f"{row.supplier_name} · {BASIS_WORDS[row.basis]}",
        "crumbs": [Crumb(_("Price book"), reverse("pricing:book")), Crumb(row.format_name)],
        "figures": [
            Figure(_("Price today"), recorded(row.price_cent_t, row.currency)),
            Figure(_("In rupiah a tonne"), formats.rupiah(row.price_idr_t)),
            Figure(_("From"), formats.mass(row.from_g)),
        ],
        "offer": row.offer_code,
        "line_id": line_id,
        "offers": [one.code for one in catalog.offers(supplier_id=row.supplier_id, format_code=row.format_code)],
        "format_code": row.format_code,
        "events": events,
    }
    return render(request, "pricing/line.html", context)


def _until(day: date | None) -> str:
    return _("until %(day)s") % {"day": formats.day(day)} if day else ""


@door(STAFF, methods=("POST",))
def offer(request: Request, line_id: int) -> HttpResponse:
    """Let the line price an offer of the catalogue, or no longer."""
    get_line_for(request, line_id)
    try:
        actions.price_offer(
            keeper_id=organisation_id(request),
            line_id=line_id,
            offer_code=request.POST.get("offer", "").replace("\x00", ""),
            by=request.actor,
            at=request.now,
        )
        actions.put_in_force(on=request.today, by=request.actor, at=request.now)
    except InvalidInput as refused:
        say(request, refused)
    else:
        messages.success(request, _("Recorded. The next plan follows it."))
    return redirect("pricing:line", line_id)


@door(STAFF)
def gap(request: Request) -> HttpResponse:
    """Mill, centre and retail trader over time, for one steel of the book."""
    own = organisation_id(request)
    names = {row.format_code: row.format_name for row in queries.book(own, request.today)}
    code = request.GET.get("steel", "")
    code = code if code in names else next(iter(names), "")
    rows = queries.gap(own, code) if code else []
    words = {"mill_idr_t": _("Mill"), "centre_idr_t": _("Centre"), "retail_idr_t": _("Retail trader")}
    series = {
        str(word): [None if value is None else value / KG_OF_T for value in (getattr(row, key) for row in rows)]
        for key, word in words.items()
    }
    drawn = None
    if rows:
        labels = [formats.day(row.on) for row in rows]
        drawn = charts.lines(_finding(rows[-1]), labels, series, of=_("From"), write=_per_kg)
    context = {
        "title": _("Mill, centre, retail"),
        "crumbs": [Crumb(_("Price book"), reverse("pricing:book")), Crumb(_("Mill, centre, retail"))],
        "names": list(names.items()),
        "code": code,
        "chart": drawn,
    }
    return render(request, "pricing/gap.html", context)


def _per_kg(value: float) -> str:
    return f"{formats.rupiah(round(value))}/kg"


def _finding(row: queries.GapRow) -> str:
    if row.centre_idr_t is None or row.retail_idr_t is None:
        return _("Prices as far as the book knows them")
    less = (row.retail_idr_t - row.centre_idr_t + KG_OF_T // 2) // KG_OF_T
    if less > 0:
        return _("The centre asks %(amount)s a kilogram less than the retail trader") % {"amount": formats.rupiah(less)}
    return _("The centre asks no less than the retail trader")


@dataclass(frozen=True)
class SellingLine:
    """A line of a centre's list, as a workshop sees it."""

    steel: str
    grade: str
    from_g: int
    price_idr_kg: int | None
    valid_from: date
    seller: str


SELLING = ListSpec(
    name="daftar-harga",
    columns=(
        Column("steel", gettext_lazy("Steel"), phone="lead"),
        Column("grade", gettext_lazy("Grade")),
        Column("from_g", gettext_lazy("From"), "mass"),
        Column("price_idr_kg", gettext_lazy("Price per kg"), "money", prime=True),
        Column("valid_from", gettext_lazy("Valid from"), "date"),
        Column("seller", gettext_lazy("Centre")),
    ),
    search=("steel", "grade"),
    filters=(Filter("grade", gettext_lazy("Grade")),),
    empty=Empty(
        gettext_lazy("No price list yet"),
        gettext_lazy("The centre's prices appear here as soon as it publishes them."),
        icon="coin",
    ),
)


@door(STAFF, OWNER)
def selling(request: Request) -> HttpResponse:
    """The centres' own lists: the same for every workshop. Suppliers' prices are never shown here."""
    on = day_of(request)
    own = organisation_id(request)
    centres = parties.organisations(kind="centre")
    shown = [one for one in centres if STAFF not in request.actor.roles or one.organisation_id == own]
    rows, terms = [], []
    for centre in shown:
        rows += [_selling_line(row) for row in queries.selling_list(centre.organisation_id, on)]
        asked = queries.terms_on(centre.organisation_id, on)
        terms += [(centre.name, asked)] if asked else []
    title = _("Price list of the centre")
    context = {"crumbs": [Crumb(title)], "terms": terms, "on": on, "action": reverse("pricing:selling")}
    return respond(request, SELLING, rows, title=title, context=context, template="pricing/selling.html")


def _selling_line(row: BookRow) -> SellingLine:
    price = None if row.price_idr_t is None else (row.price_idr_t + KG_OF_T // 2) // KG_OF_T
    return SellingLine(row.format_name, row.grade, row.from_g, price, row.valid_from, row.supplier_name)
