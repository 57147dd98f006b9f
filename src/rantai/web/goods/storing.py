"""What was booked of a good: the list of it, a count, and the reversal of a booking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantai.apps.goods import actions
from rantai.apps.goods.queries import MovementRow
from rantai.apps.stock import queries as stock
from rantai.web.access import Request, door, organisation_id
from rantai.web.acting import form_page
from rantai.web.goods.doors import FORM, STAFF, get_good_for, get_movement_for
from rantai.web.goods.forms import CountForm, ReasonForm
from rantai.web.goods.trail import trail
from rantai.web.goods.words import MOVES, quantity
from rantai.web.layout import formats
from rantai.web.layout.lists import Column, ListSpec
from rantai.web.layout.pieces import Crumb, Empty
from rantai.web.sales.forms import Choice


@dataclass(frozen=True)
class Moved:
    """A movement as lists show it."""

    what: str
    url: str
    on: date
    good: str
    place: str
    quantity: str
    value_idr: int
    document: str
    undo: str


MOVED = ListSpec(
    name="bukuan-barang",
    columns=(
        Column("on", gettext_lazy("Day"), "date", phone="lead"),
        Column("what", gettext_lazy("What")),
        Column("place", gettext_lazy("Place")),
        Column("quantity", gettext_lazy("Quantity"), prime=True),
        Column("value_idr", gettext_lazy("Value"), "money", prime=True),
        Column("document", gettext_lazy("Paper or reason")),
        Column("undo", gettext_lazy("Wrong?"), "link", url="url"),
    ),
    sort="",
    empty=Empty(
        gettext_lazy("Nothing was booked yet"),
        gettext_lazy("What comes, is sold and is counted appears here."),
        icon="inbox",
    ),
)


def moved(rows: Sequence[MovementRow]) -> list[Moved]:
    """Movements for a list; what can be reversed leads there."""
    return [
        Moved(
            str(MOVES[row.kind]) + (f" ({_('reversed')})" if row.is_reversed else ""),
            reverse("goods:reverse", args=[row.movement_id]) if row.may_reverse else "",
            row.effective_on,
            row.good_name,
            row.place,
            quantity(row.quantity_milli, row.unit),
            row.value_idr,
            " · ".join(part for part in (row.document, row.reason) if part),
            _("Reverse it") if row.may_reverse else "",
        )
        for row in rows
    ]


def places(request: Request) -> list[Choice]:
    """Places of the own store where goods may lie, the usual one first."""
    rows = stock.places(organisation_id(request))
    fit = [row for row in rows if row.kind != "consignment" and not row.is_closed]
    return [(str(row.place_id), row.name or row.code) for row in fit]


@door(STAFF, methods=FORM)
def count(request: Request, good_id: int) -> HttpResponse:
    """Book what was counted at a place."""
    row = get_good_for(request, good_id)
    form = CountForm(request.POST or None, places=places(request), unit=row.unit)
    url = reverse("goods:record", args=[good_id])

    def do() -> str:
        given = form.cleaned_data
        about = {"quantity_milli": given["quantity"], "reason": given["reason"], "key": given["key"]}
        actions.count(
            good_id=good_id, place_id=int(given["place"]), on=request.today, by=request.actor, at=request.now, **about
        )
        return url

    return form_page(
        request,
        form,
        do,
        title=_("Count it"),
        submit=_("Book the difference"),
        done=_("The difference is booked."),
        cancel_url=url,
        crumbs=trail(Crumb(row.name, url)),
        context={"lede": f"{row.name}: {quantity(row.quantity_milli, row.unit)}"},
    )


@door(STAFF, methods=FORM)
def reverse_one(request: Request, movement_id: int) -> HttpResponse:
    """Take a wrong booking back by its reversal; both stay readable."""
    row = get_movement_for(request, movement_id)
    form = ReasonForm(request.POST or None)
    url = reverse("goods:record", args=[row.good_id])

    def do() -> str:
        about = {"movement_id": movement_id, "on": request.today, "reason": form.cleaned_data["reason"]}
        actions.reverse(**about, by=request.actor, at=request.now)
        return url

    said = f"{MOVES[row.kind]} · {quantity(row.quantity_milli, row.unit)} · {formats.rupiah(row.value_idr)}"
    return form_page(
        request,
        form,
        do,
        title=_("Reverse a booking"),
        submit=_("Reverse it"),
        done=_("It is reversed; both bookings stay readable."),
        cancel_url=url,
        crumbs=trail(Crumb(row.good_name, url)),
        context={"lede": said},
    )
