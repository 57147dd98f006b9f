"""What was booked in the store: the documents, one of them, and taking it back with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantai.apps.deliveries.actions import take_booking_back
from rantai.apps.stock import queries
from rantai.apps.stock.queries import BookingLine, BookingRow
from rantai.core.problems import InvalidInput
from rantai.web.access import Request, door, organisation_id
from rantai.web.layout import formats
from rantai.web.layout.lists import Ask, Column, Filter, Found, ListSpec, build, respond
from rantai.web.layout.pieces import Crumb, Empty, Figure
from rantai.web.saying import say
from rantai.web.timeline import events_of
from rantai.web.yard.doors import STAFF, get_booking_for
from rantai.web.yard.piece import crumbs
from rantai.web.yard.words import KINDS, end_words


@dataclass(frozen=True)
class Line:
    """A document as lists show it."""

    number: str
    url: str
    kind: str
    day: date
    party: str
    document: str
    note: str
    lines: int
    mass_g: int


BOOKINGS = ListSpec(
    name="pembukuan",
    columns=(
        Column("number", gettext_lazy("Booking"), "link", url="url", phone="lead", sortable=False),
        Column("kind", gettext_lazy("Kind"), sortable=False),
        Column("day", gettext_lazy("Day"), "date", sortable=False),
        Column("party", gettext_lazy("With"), sortable=False),
        Column("document", gettext_lazy("Number of the paper"), sortable=False),
        Column("lines", gettext_lazy("Movements"), "number", prime=True, sortable=False),
        Column("mass_g", gettext_lazy("Mass"), "mass", prime=True, sortable=False),
        Column("note", gettext_lazy("Note"), sortable=False),
    ),
    filters=(Filter("kind", gettext_lazy("Kind"), tuple(KINDS.items())),),
    empty=Empty(
        gettext_lazy("Nothing booked yet"), gettext_lazy("Every act in the store becomes a booking."), icon="history"
    ),
)


@dataclass(frozen=True)
class Bookings:
    """Documents that the database finds."""

    holder_id: int

    def find(self, _spec: ListSpec, ask: Ask, *, offset: int, limit: int | None) -> Found:
        """See `layout.lists.Source`."""
        kind = ask.filters.get("kind", "")
        rows, count = queries.bookings(self.holder_id, kind=kind, text=ask.q, limit=limit, offset=offset)
        return Found([line(row) for row in rows], count, {})


def line(row: BookingRow) -> Line:
    """One document of the list."""
    note = _("taken back") if row.reversed_by_id else row.reason
    return Line(
        str(row.booking_id),
        reverse("yard:booking", args=[row.booking_id]),
        str(KINDS[row.kind]),
        row.effective_on,
        row.party_name,
        row.document,
        note,
        row.lines,
        row.grams,
    )


@door(STAFF)
def listed(request: Request) -> HttpResponse:
    """Every document of the own store, newest first."""
    title = _("Bookings")
    return respond(
        request, BOOKINGS, Bookings(organisation_id(request)), title=title, context={"crumbs": crumbs(title)}
    )


@dataclass(frozen=True)
class MovementLine:
    """One movement of a document."""

    lot: str
    url: str
    heat: str
    src: str
    dst: str
    pieces: int | None
    mass_g: int
    value_idr: int | None


MOVEMENTS = ListSpec(
    name="gerakan",
    columns=(
        Column("lot", gettext_lazy("Lot"), "link", url="url", phone="lead"),
        Column("heat", gettext_lazy("Heat")),
        Column("src", gettext_lazy("From where")),
        Column("dst", gettext_lazy("To where")),
        Column("pieces", gettext_lazy("Pieces"), "number", prime=True),
        Column("mass_g", gettext_lazy("Mass"), "mass", prime=True),
        Column("value_idr", gettext_lazy("Cost"), "money", phone="off"),
    ),
    page_size=200,
)


def movement_line(row: BookingLine) -> MovementLine:
    """One movement of the list."""
    return MovementLine(
        row.lot_code,
        reverse("yard:piece", args=[row.lot_code]),
        row.heat,
        end_words(row.src_kind, row.src_name),
        end_words(row.dst_kind, row.dst_name),
        row.pieces or None,
        row.grams,
        row.value_idr or None,
    )


@door(STAFF)
def booking(request: Request, booking_id: int) -> HttpResponse:
    """One document with its movements."""
    row = get_booking_for(request, booking_id)
    lines = [movement_line(one) for one in queries.booking_lines(booking_id)]
    title = f"{KINDS[row.kind]} {booking_id}"
    context = {
        "title": title,
        "lede": " · ".join(part for part in (formats.day(row.effective_on), row.party_name, row.document) if part),
        "crumbs": [*crumbs()[:2], Crumb(_("Bookings"), reverse("yard:bookings")), Crumb(str(booking_id))],
        "row": row,
        "figures": [Figure(_("Mass"), formats.mass(row.grams)), Figure(_("Movements"), formats.count(row.lines))],
        "list": build(MOVEMENTS, lines, request.GET),
        "booked_at": timezone.localtime(row.booked_at),
        "may_reverse": not row.reversed_by_id and row.kind != "reversal",
        "events": events_of(request, "booking", booking_id, {"book": _("Booked")}),
    }
    return render(request, "yard/booking.html", context)


@door(STAFF, methods=("POST",))
def reverse_it(request: Request, booking_id: int) -> HttpResponse:
    """Take a booking back, with the reason."""
    get_booking_for(request, booking_id)
    try:
        done = take_booking_back(
            holder_id=organisation_id(request),
            booking_id=booking_id,
            reason=request.POST.get("reason", "")[:200],
            by=request.actor,
            at=request.now,
        )
    except InvalidInput as refused:
        say(request, refused)
        return redirect("yard:booking", booking_id)
    messages.success(request, _("Taken back."))
    return redirect("yard:booking", done)
