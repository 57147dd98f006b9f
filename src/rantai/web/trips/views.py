"""All trips, and one trip with what rides on it and what each share comes to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantai.apps.logistics import queries
from rantai.apps.logistics.queries import FreeRow, LoadRow, TripRow
from rantai.web.access import Request, door, organisation_id
from rantai.web.layout import formats
from rantai.web.layout.lists import Column, Filter, ListSpec, respond
from rantai.web.layout.pieces import Crumb, Empty, Figure, Status
from rantai.web.layout.statuses import STATUSES, status_of
from rantai.web.sales.words import customer_words
from rantai.web.timeline import events_of
from rantai.web.trips.doors import STAFF, get_trip_for
from rantai.web.trips.forms import DeliveryForm
from rantai.web.trips.words import CHARGES, EVENTS, STATES, WAYS


def trail(*more: Crumb) -> list[Crumb]:
    """Where the pages of trips lie."""
    return [Crumb(_("Shared trucks"), reverse("trips:list")), *more]


@dataclass(frozen=True)
class Line:
    """A trip as the list shows it."""

    number: str
    url: str
    status: Status
    state: str
    driven: date
    truck: str
    carrier: str
    out_g: int
    back_g: int
    capacity_g: int
    cost_idr: int


TRIPS = ListSpec(
    name="perjalanan",
    columns=(
        Column("number", gettext_lazy("Trip"), "link", url="url", phone="lead"),
        Column("status", gettext_lazy("Status"), "status"),
        Column("driven", gettext_lazy("Drives on"), "date"),
        Column("truck", gettext_lazy("Truck")),
        Column("carrier", gettext_lazy("Carrier")),
        Column("out_g", gettext_lazy("Way out"), "mass", total=True, prime=True),
        Column("back_g", gettext_lazy("Way back"), "mass", total=True, prime=True),
        Column("capacity_g", gettext_lazy("Carries one way"), "mass"),
        Column("cost_idr", gettext_lazy("Cost"), "money", total=True),
    ),
    search=("number", "truck", "carrier"),
    filters=(Filter("state", gettext_lazy("Status"), tuple((one, STATUSES[one].word) for one in STATES.values())),),
    empty=Empty(
        gettext_lazy("No trips yet"),
        gettext_lazy("One truck takes parts out and steel back; its cost is shared by the kilogram."),
        gettext_lazy("New trip"),
        "baru/",
        icon="truck",
    ),
)


@door(STAFF)
def listed(request: Request) -> HttpResponse:
    """Every trip of the reader's centre."""
    rows = [_line(row) for row in queries.trips(organisation_id(request))]
    title = _("Shared trucks")
    return respond(request, TRIPS, rows, title=title, context={"crumbs": [Crumb(title)]}, template="trips/list.html")


def _line(row: TripRow) -> Line:
    state = STATES[row.state]
    about = (row.driven_on, row.truck, row.carrier, row.out_g, row.back_g, row.capacity_g, row.cost_idr)
    return Line(row.number, reverse("trips:record", args=[row.trip_id]), status_of(state), state, *about)


@dataclass(frozen=True)
class Riding:
    """A load in words."""

    row: LoadRow
    way: str
    firm: str
    charge: str


@door(STAFF)
def record(request: Request, trip_id: int) -> HttpResponse:
    """One trip."""
    row = get_trip_for(request, trip_id)
    is_open = row.state == "planned"
    free = queries.free_deliveries(row.owner_id) if is_open else []
    choices = [(str(one.delivery_id), _free_words(one)) for one in free]
    context = {
        "title": row.number,
        "lede": f"{row.truck} · {row.carrier or _('our own truck')} · {formats.day(row.driven_on)}",
        "crumbs": trail(Crumb(row.number)),
        "trip": row,
        "state": status_of(STATES[row.state]),
        "is_open": is_open,
        "figures": _figures(row),
        "loads": [
            Riding(one, str(WAYS[one.way]), one.firm_name or _("our own"), str(CHARGES[one.charge]))
            for one in queries.loads(trip_id)
        ],
        "form": DeliveryForm(free=choices) if choices else None,
        "events": events_of(request, "trip", trip_id, EVENTS),
    }
    return render(request, "trips/record.html", context)


def _free_words(one: FreeRow) -> str:
    return f"{one.number} · {customer_words(one.customer_name)} · {formats.mass(one.mass_g)}"


def _figures(row: TripRow) -> list[Figure]:
    mass_g = row.out_g + row.back_g
    rate = formats.rupiah(row.cost_idr * 1_000 // mass_g) if mass_g else "–"
    full = _("of %(most)s") % {"most": formats.mass(row.capacity_g)}
    return [
        Figure(_("Way out"), formats.mass(row.out_g), note=full),
        Figure(_("Way back"), formats.mass(row.back_g), note=full),
        Figure(_("Cost of the whole trip"), formats.rupiah(row.cost_idr)),
        Figure(_("A kilogram pays"), rate),
    ]
