"""The store as one list by place and lot, of any size: the database searches, sorts and adds up."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantai.apps.stock import queries
from rantai.apps.stock.queries import PieceRow
from rantai.web.access import Request, door, organisation_id
from rantai.web.layout import formats
from rantai.web.layout.lists import Ask, Column, Filter, Found, ListSpec, View, respond
from rantai.web.layout.pieces import Crumb, Empty, Figure
from rantai.web.yard.doors import STAFF
from rantai.web.yard.words import FORMS, OWNERSHIPS, size_words


@dataclass(frozen=True)
class ShelfLine:
    """A lot at a place, as lists show it. `theory_g` is None where the size does not say."""

    code: str
    url: str
    what: str
    size: str
    heat: str
    place: str
    owner: str
    pieces: int | None
    free: int | None
    mass_g: int
    theory_g: int | None
    value_idr: int | None
    certificate: str


SHELVES = ListSpec(
    name="gudang",
    columns=(
        Column("code", gettext_lazy("Lot"), "link", url="url", phone="lead", note="what"),
        Column("heat", gettext_lazy("Heat")),
        Column("place", gettext_lazy("Place")),
        Column("size", gettext_lazy("Size"), sortable=False),
        Column("pieces", gettext_lazy("Pieces"), "number", total=True, prime=True),
        Column("mass_g", gettext_lazy("Weighed"), "mass", total=True, prime=True),
        Column("theory_g", gettext_lazy("By size"), "mass", sortable=False, phone="off"),
        Column("value_idr", gettext_lazy("Cost"), "money", total=True, phone="off"),
        Column("owner", gettext_lazy("Owner")),
    ),
    filters=(
        Filter("place", gettext_lazy("Place")),
        Filter("form", gettext_lazy("Form"), tuple(FORMS.items())),
        Filter("ownership", gettext_lazy("Whose"), tuple(OWNERSHIPS.items())),
    ),
    views=(
        View(gettext_lazy("All"), ""),
        View(gettext_lazy("Coils"), "form=coil"),
        View(gettext_lazy("Remnants"), "form=remnant"),
        View(gettext_lazy("Blanks"), "form=blank"),
        View(gettext_lazy("On consignment"), "ownership=consigned"),
    ),
    sort="code",
    empty=Empty(
        gettext_lazy("Nothing lies in the store"),
        gettext_lazy("What is received, or taken over as it lies, appears here with its heat and place."),
        icon="stack-2",
    ),
)


IN_EXCEL = (
    Column("what", gettext_lazy("Format")),
    Column("free", gettext_lazy("Free"), "number"),
    Column("certificate", gettext_lazy("Certificate")),
)


@dataclass(frozen=True)
class Shelves:
    """Rows that the database finds."""

    holder_id: int
    at: datetime
    places: tuple[str, ...]

    def find(self, spec: ListSpec, ask: Ask, *, offset: int, limit: int | None) -> Found:
        """See `layout.lists.Source`."""
        page = queries.shelf_page(
            self.holder_id,
            at=self.at,
            text=ask.q,
            place_code=ask.filters.get("place", ""),
            form=ask.filters.get("form", ""),
            ownership=ask.filters.get("ownership", ""),
            sort=ask.sort or spec.sort,
            limit=limit,
            offset=offset,
        )
        totals = {"pieces": page.pieces, "mass_g": page.grams, "value_idr": page.value_idr}
        return Found([line(row) for row in page.rows], page.count, totals, {"place": self.places})


def line(row: PieceRow) -> ShelfLine:
    """One row of the store."""
    return ShelfLine(
        row.code,
        reverse("yard:piece", args=[row.code]),
        row.format_name,
        size_words(row.length_um, row.width_um),
        row.heat,
        row.place_code,
        _("ours") if row.ownership == "own" else row.owner_name,
        row.pieces if row.is_counted else None,
        max(0, row.pieces - row.kept_pieces) if row.is_counted else None,
        row.grams,
        row.theory_g or None,
        row.own_value_idr or None,
        row.certificate_code,
    )


@door(STAFF)
def listed(request: Request) -> HttpResponse:
    """What lies where in the reader's own store."""
    own = organisation_id(request)
    places = [row for row in queries.places(own) if not row.is_closed]
    source = Shelves(own, request.now, tuple(row.code for row in places))
    closed = queries.closed_through(own)
    figures = [
        Figure(_("Places of the store"), formats.count(len(places)), url=reverse("yard:places")),
        Figure(
            _("Books closed through"),
            formats.day(closed) if closed else formats.NOTHING,
            url=reverse("yard:periods"),
        ),
    ]
    title = _("Store by place")
    crumbs = [Crumb(_("Stock"), reverse("stock:list")), Crumb(title)]
    context = {"crumbs": crumbs, "figures": figures}
    is_file = request.GET.get("format") == "xlsx"
    spec = replace(SHELVES, columns=(*SHELVES.columns, *IN_EXCEL)) if is_file else SHELVES
    return respond(request, spec, source, title=title, context=context, template="yard/list.html")
