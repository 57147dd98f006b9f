"""What of the reader's own firm rides on shared trucks, and its share; of others nothing but a total of many."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantai.apps.logistics import queries
from rantai.apps.logistics.queries import OwnRow
from rantai.web.access import Request, door, organisation_id
from rantai.web.layout.lists import Column, ListSpec, respond
from rantai.web.layout.pieces import Crumb, Empty, Status
from rantai.web.layout.statuses import status_of
from rantai.web.trips.doors import CUSTOMERS
from rantai.web.trips.words import STATES, WAYS


@dataclass(frozen=True)
class Line:
    """One own load."""

    what: str
    trip: str
    status: Status
    driven: date
    way: str
    mass_g: int
    share_idr: int
    rate_idr_kg: int | None
    total_g: int | None
    total_idr: int | None


MINE = ListSpec(
    name="angkutan-saya",
    columns=(
        Column("what", gettext_lazy("What"), phone="lead"),
        Column("status", gettext_lazy("Status"), "status"),
        Column("trip", gettext_lazy("Trip")),
        Column("driven", gettext_lazy("Drives on"), "date"),
        Column("way", gettext_lazy("Way")),
        Column("mass_g", gettext_lazy("Mass"), "mass", total=True, prime=True),
        Column("share_idr", gettext_lazy("Your share"), "money", total=True, prime=True),
        Column("rate_idr_kg", gettext_lazy("A kilogram pays"), "money"),
        Column("total_g", gettext_lazy("Whole truck"), "mass"),
        Column("total_idr", gettext_lazy("Cost of the whole trip"), "money"),
    ),
    search=("what", "trip"),
    empty=Empty(
        gettext_lazy("Nothing of yours rides yet"),
        gettext_lazy("Ask your material center to let your parts ride; you see your own share here."),
        icon="truck",
    ),
)


@door(*CUSTOMERS)
def own(request: Request) -> HttpResponse:
    """Own loads of the reader's firm."""
    rows = [_line(row) for row in queries.own_loads(organisation_id(request))]
    title = _("Shared trucks")
    lede = _("The whole truck is shown when at least five firms ride, so that nobody is given away.")
    return respond(request, MINE, rows, title=title, context={"crumbs": [Crumb(title)], "lede": lede})


def _line(row: OwnRow) -> Line:
    rate = row.rate_idr_t // 1_000 or None
    words = f"{row.trip_number} · {row.centre_name}", status_of(STATES[row.state]), row.driven_on, str(WAYS[row.way])
    return Line(row.text, *words, row.mass_g, row.share_idr, rate, row.total_g, row.total_idr)
