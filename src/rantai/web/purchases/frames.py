"""Frame contracts: a mass and a price that a seller keeps, called off piece by piece."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantai.apps.purchasing import actions, queries
from rantai.apps.purchasing.actions import OrderFacts
from rantai.web.access import Request, door, organisation_id
from rantai.web.acting import form_page
from rantai.web.layout import formats
from rantai.web.layout.lists import Column, ListSpec, respond
from rantai.web.layout.pieces import Crumb, Empty, Figure, Words
from rantai.web.purchases.acts import sellers
from rantai.web.purchases.doors import FORM, STAFF, get_frame_for
from rantai.web.purchases.forms import CallOffForm, FrameForm
from rantai.web.purchases.trail import trail
from rantai.web.timeline import events_of

EVENTS: dict[str, Words] = {"make": gettext_lazy("Contract entered")}


@dataclass(frozen=True)
class FrameLine:
    """A frame as the list shows it."""

    name: str
    url: str
    supplier: str
    first: date
    last: date
    mass_g: int
    left_g: int


FRAMES = ListSpec(
    name="kontrak-payung",
    columns=(
        Column("name", gettext_lazy("Contract"), "link", url="url", phone="lead"),
        Column("supplier", gettext_lazy("Seller")),
        Column("first", gettext_lazy("From"), "date"),
        Column("last", gettext_lazy("Until"), "date"),
        Column("mass_g", gettext_lazy("Mass"), "tonnes", total=True, prime=True),
        Column("left_g", gettext_lazy("Left to call off"), "tonnes", total=True, prime=True),
    ),
    search=("name", "supplier"),
    empty=Empty(
        gettext_lazy("No frame contracts yet"),
        gettext_lazy("A seller keeps a mass at a price; you call it off when it is needed."),
        gettext_lazy("New contract"),
        "baru/",
        icon="file-text",
    ),
)


@door(STAFF)
def frames(request: Request) -> HttpResponse:
    """Every frame of the reader's centre."""
    rows = [
        FrameLine(
            row.name,
            reverse("purchases:frame", args=[row.frame_id]),
            row.supplier_name,
            row.valid_from,
            row.valid_to,
            row.mass_g,
            row.mass_g - row.called_g,
        )
        for row in queries.frames(organisation_id(request))
    ]
    title = _("Frame contracts")
    context = {"crumbs": trail(Crumb(title)), "new_url": reverse("purchases:new_frame")}
    return respond(request, FRAMES, rows, title=title, context=context, template="purchases/simple_list.html")


@door(STAFF, methods=FORM)
def new(request: Request) -> HttpResponse:
    """A new contract."""
    form = FrameForm(request.POST or None, sizes=queries.sellable(), sellers=sellers())

    def do() -> str:
        given = form.cleaned_data
        made = actions.make_frame(
            centre_id=organisation_id(request),
            supplier_id=int(given["supplier"]),
            name=given["name"],
            valid_from=given["valid_from"],
            valid_to=given["valid_to"],
            lines=form.lines(),
            key=given["key"],
            by=request.actor,
            at=request.now,
        )
        return reverse("purchases:frame", args=[made])

    return form_page(
        request,
        form,
        do,
        title=_("New contract"),
        submit=_("Save"),
        done=_("The contract is entered."),
        cancel_url=reverse("purchases:frames"),
        crumbs=trail(Crumb(_("Frame contracts"), reverse("purchases:frames"))),
        template="purchases/lines.html",
    )


@door(STAFF)
def record(request: Request, frame_id: int) -> HttpResponse:
    """One frame and what is left of it."""
    row = get_frame_for(request, frame_id)
    context = {
        "title": row.name,
        "lede": row.supplier_name,
        "crumbs": trail(Crumb(_("Frame contracts"), reverse("purchases:frames")), Crumb(row.name)),
        "frame": row,
        "lines": queries.frame_lines(frame_id),
        "figures": [
            Figure(_("Holds until"), formats.day(row.valid_to)),
            Figure(_("Mass"), formats.tonnes(row.mass_g)),
            Figure(_("Left to call off"), formats.tonnes(row.mass_g - row.called_g)),
        ],
        "events": events_of(request, "frame_contract", frame_id, EVENTS),
    }
    return render(request, "purchases/frame.html", context)


@door(STAFF, methods=FORM)
def call_off(request: Request, frame_id: int) -> HttpResponse:
    """Order some of it."""
    row = get_frame_for(request, frame_id)
    form = CallOffForm(request.POST or None, lines=queries.frame_lines(frame_id))
    record_url = reverse("purchases:frame", args=[frame_id])

    def do() -> str:
        facts = OrderFacts(row.supplier_id, form.cleaned_data["due_on"], form.lines())
        made = actions.draft_order(
            centre_id=row.centre_id,
            facts=facts,
            frame_id=row.frame_id,
            key=form.cleaned_data["key"],
            by=request.actor,
            at=request.now,
        )
        return reverse("purchases:record", args=[made])

    return form_page(
        request,
        form,
        do,
        title=_("Call off"),
        submit=_("Save the draft"),
        done=_("The draft is saved. Look it over, then place it."),
        cancel_url=record_url,
        crumbs=trail(Crumb(_("Frame contracts"), reverse("purchases:frames")), Crumb(row.name, record_url)),
    )
