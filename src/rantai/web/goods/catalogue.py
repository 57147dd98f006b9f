"""The catalogue of goods and services: the list with prices in force, one of them, its words and its prices."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantai.apps.goods import actions, queries
from rantai.apps.goods.actions import GoodFacts
from rantai.apps.goods.queries import GoodRow
from rantai.web.access import Request, door, organisation_id
from rantai.web.acting import act, form_page
from rantai.web.goods.doors import FORM, STAFF, get_good_for, get_price_for
from rantai.web.goods.forms import GoodForm, NewGoodForm, PriceForm
from rantai.web.goods.storing import MOVED, moved
from rantai.web.goods.trail import trail
from rantai.web.goods.words import EVENTS, LINES, per_unit, quantity
from rantai.web.layout import formats
from rantai.web.layout.lists import Column, Filter, ListSpec, View, build, respond
from rantai.web.layout.pieces import Crumb, Empty, Figure, Status
from rantai.web.timeline import events_of


@dataclass(frozen=True)
class Listed:
    """A good as the list shows it."""

    name: str
    url: str
    code: str
    name_en: str
    line: str
    line_code: str
    unit: str
    kept: str
    price_idr: int | None
    valid_from: date | None
    stock: str
    value_idr: int | None
    state: str
    status: Status


STATES = (("offered", gettext_lazy("On sale")), ("retired", gettext_lazy("Not sold any more")))
GOODS = ListSpec(
    name="barang-dan-jasa",
    columns=(
        Column("name", gettext_lazy("Name"), "link", url="url", phone="lead"),
        Column("code", gettext_lazy("Code")),
        Column("line", gettext_lazy("Business line")),
        Column("price_idr", gettext_lazy("Price a unit"), "money", prime=True),
        Column("unit", gettext_lazy("Unit")),
        Column("stock", gettext_lazy("In store"), prime=True),
        Column("value_idr", gettext_lazy("Value"), "money"),
        Column("status", gettext_lazy("Status"), "status"),
        Column("valid_from", gettext_lazy("Valid from"), "date", phone="off"),
        Column("kept", gettext_lazy("Kept in store"), phone="off"),
        Column("name_en", gettext_lazy("English name"), phone="off"),
    ),
    search=("name", "code", "name_en"),
    filters=(
        Filter("line_code", gettext_lazy("Business line"), tuple(LINES.items())),
        Filter("state", gettext_lazy("Status"), STATES),
    ),
    views=(View(gettext_lazy("All"), ""), View(gettext_lazy("On sale"), "state=offered")),
    empty=Empty(
        gettext_lazy("Nothing beside steel yet"),
        gettext_lazy("Welding wire, gas, bolts, paint, bending by the hour: what you sell beside steel stands here."),
        gettext_lazy("Add the first"),
        "/harga/barang/baru/",
        icon="package",
    ),
)


@door(STAFF)
def listed(request: Request) -> HttpResponse:
    """Everything the centre sells beside steel."""
    own, title = organisation_id(request), _("Goods and services")
    rows = [_listed(row) for row in queries.goods(own, request.today)]
    context = {"crumbs": [*trail()[:1], Crumb(title)], "last": queries.last_upload(own)}
    return respond(request, GOODS, rows, title=title, context=context, template="goods/list.html")


def _listed(row: GoodRow) -> Listed:
    state = "retired" if row.is_retired else "offered"
    return Listed(
        row.name_id,
        reverse("goods:record", args=[row.good_id]),
        row.code,
        row.name_en,
        str(LINES[row.line]),
        row.line,
        row.unit,
        _("yes") if row.is_stocked else _("no"),
        row.price_idr,
        row.valid_from,
        quantity(row.quantity_milli, row.unit) if row.is_stocked else "–",
        row.value_idr if row.is_stocked else None,
        state,
        Status(dict(STATES)[state], "quiet" if row.is_retired else "good"),
    )


@door(STAFF)
def record(request: Request, good_id: int) -> HttpResponse:
    """One good: what it costs, how much lies where, what was booked."""
    row = get_good_for(request, good_id)
    figures = [Figure(_("Price today"), per_unit(row.price_idr, row.unit))]
    if row.is_stocked:
        average = row.value_idr * 1_000 // row.quantity_milli if row.quantity_milli else None
        figures += [
            Figure(
                _("In store"), quantity(row.quantity_milli, row.unit), tone="good" if row.quantity_milli else "wait"
            ),
            Figure(_("Value"), formats.rupiah(row.value_idr)),
            Figure(_("Average cost"), per_unit(average, row.unit)),
        ]
    context = {
        "title": row.name,
        "lede": f"{row.code} · {LINES[row.line]}",
        "crumbs": trail(Crumb(row.name)),
        "good": row,
        "figures": figures,
        "prices": queries.prices(good_id),
        "places": [(one.place, quantity(one.quantity_milli, row.unit)) for one in queries.places_of(good_id)],
        "list": build(MOVED, moved(queries.movements(good_id)), request.GET) if row.is_stocked else None,
        "events": events_of(request, "good", good_id, EVENTS),
    }
    return render(request, "goods/record.html", context)


@door(STAFF, methods=FORM)
def new(request: Request) -> HttpResponse:
    """Add a good or service, with its first price."""
    form = NewGoodForm(request.POST or None)

    def do() -> str:
        by, at, price_idr = request.actor, request.now, form.cleaned_data["price_idr"]
        made = actions.write_good(seller_id=organisation_id(request), facts=form.facts(), by=by, at=at)
        if price_idr:
            actions.set_price(good_id=made, price_idr=price_idr, valid_from=request.today, by=by, at=at)
        return reverse("goods:record", args=[made])

    return form_page(
        request,
        form,
        do,
        title=_("New good or service"),
        submit=_("Add it"),
        done=_("Added. It can be sold from now on."),
        cancel_url=reverse("goods:list"),
        crumbs=trail(),
    )


@door(STAFF, methods=FORM)
def change(request: Request, good_id: int) -> HttpResponse:
    """Change its words; unit and counting stay once something was booked."""
    row = get_good_for(request, good_id)
    now = {name: getattr(row, "name_id" if name == "name" else name) for name in GoodFacts.__dataclass_fields__}
    form = GoodForm(request.POST or None, initial=now)
    url = reverse("goods:record", args=[good_id])

    def do() -> str:
        actions.change_good(good_id=good_id, facts=form.facts(), by=request.actor, at=request.now)
        return url

    return form_page(
        request,
        form,
        do,
        title=_("Change it"),
        submit=_("Keep the changes"),
        done=_("Changed."),
        cancel_url=url,
        crumbs=trail(Crumb(row.name, url)),
    )


@door(STAFF, methods=FORM)
def price(request: Request, good_id: int) -> HttpResponse:
    """Record what a unit costs from a day on."""
    row = get_good_for(request, good_id)
    form = PriceForm(request.POST or None, initial={"valid_from": request.today})
    url = reverse("goods:record", args=[good_id])

    def do() -> str:
        actions.set_price(good_id=good_id, **form.cleaned_data, by=request.actor, at=request.now)
        return url

    return form_page(
        request,
        form,
        do,
        title=_("Enter a price"),
        submit=_("Record"),
        done=_("Recorded. Old prices stay readable."),
        cancel_url=url,
        crumbs=trail(Crumb(row.name, url)),
    )


@door(STAFF, methods=("POST",))
def withdraw(request: Request, price_id: int) -> HttpResponse:
    """Take a wrong price back."""
    good_id = get_price_for(request, price_id)
    return act(
        request,
        lambda: actions.withdraw_price(price_id=price_id, by=request.actor, at=request.now),
        _("The price is withdrawn."),
        reverse("goods:record", args=[good_id]),
    )


@door(STAFF, methods=("POST",))
def retire(request: Request, good_id: int) -> HttpResponse:
    """Sell it no more, or again."""
    row = get_good_for(request, good_id)
    is_retired = not row.is_retired
    return act(
        request,
        lambda: actions.retire(good_id=good_id, is_retired=is_retired, by=request.actor, at=request.now),
        _("Sold again.") if row.is_retired else _("It is not sold any more."),
        reverse("goods:record", args=[good_id]),
    )
