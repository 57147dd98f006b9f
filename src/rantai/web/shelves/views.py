"""The shelves a reader may meet, what lies on one, and what was used of it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantai.apps.deliveries import actions
from rantai.apps.deliveries import shelf_queries as queries
from rantai.apps.deliveries.shelf_queries import ShelfRow
from rantai.apps.sales import queries as sales
from rantai.core.problems import InvalidInput
from rantai.web.access import Request, door, organisation_id
from rantai.web.billing.doors import FORM, READERS, is_seller
from rantai.web.layout import formats
from rantai.web.layout.lists import Column, ListSpec, respond
from rantai.web.layout.pieces import Crumb, Empty, Figure
from rantai.web.sales.forms import new_key
from rantai.web.saying import add_problems, say
from rantai.web.shelves.doors import get_piece_for, get_shelf_for, get_use_for, lying_on, shelves_for
from rantai.web.shelves.forms import UseForm
from rantai.web.shelves.rows import shelf_line

SHELVES = ListSpec(
    name="rak-titipan",
    columns=(
        Column("name", gettext_lazy("Shelf on consignment"), "link", url="url", phone="lead", note="code"),
        Column("whom", gettext_lazy("Where it stands")),
        Column("lots", gettext_lazy("Lots"), "number"),
        Column("pieces", gettext_lazy("Pieces"), "number", total=True, prime=True),
        Column("mass_g", gettext_lazy("Mass"), "mass", total=True, prime=True),
        Column("said", gettext_lazy("Used, not billed yet"), "number", total=True),
    ),
    search=("name", "code", "whom"),
    empty=Empty(
        gettext_lazy("No shelf on consignment yet"),
        gettext_lazy("Steel of a centre that lies at a workshop stands here. It is paid for when it is used."),
        icon="building-warehouse",
    ),
)


def trail(shelf: ShelfRow) -> list[Crumb]:
    """Where what lies below a shelf stands."""
    own = Crumb(shelf.name, reverse("shelves:shelf", args=[shelf.place_id]))
    return [Crumb(_("Shelves on consignment"), reverse("shelves:list")), own]


def crumbs(shelf: ShelfRow, *more: str) -> list[Crumb]:
    """The place line of a shelf, or of a page below it."""
    *above, own = trail(shelf)
    return [*above, own, *map(Crumb, more)] if more else [*above, Crumb(shelf.name)]


@door(*READERS)
def listed(request: Request) -> HttpResponse:
    """The centre's shelves at its customers; a firm's own."""
    own = organisation_id(request)
    rows = [shelf_line(row, own) for row in shelves_for(request)]
    title = _("Shelves on consignment")
    context = {"crumbs": [Crumb(title)], "is_staff": "centre_staff" in request.actor.roles}
    return respond(request, SHELVES, rows, title=title, context=context, template="shelves/list.html")


@door(*READERS)
def shelf(request: Request, place_id: int) -> HttpResponse:
    """What lies on one shelf by heat and owner, what was used of it, and what it weighs on the limit."""
    row = get_shelf_for(request, place_id)
    sells = is_seller(request, row.seller_id)
    said = queries.uses(place_id)
    waiting: dict[int, int] = {}
    for use_row in said:
        waiting[use_row.lot_id] = waiting.get(use_row.lot_id, 0) + (use_row.pieces if use_row.is_open else 0)
    context = {
        "title": row.name,
        "lede": row.customer_name if sells else row.seller_name,
        "crumbs": crumbs(row),
        "shelf": row,
        "sells": sells,
        "lots": [(piece, waiting.get(piece.lot_id, 0)) for piece in lying_on(request, row)],
        "uses": said,
        "waits": sum(waiting.values()),
        "figures": _figures(row, sells=sells),
    }
    return render(request, "shelves/shelf.html", context)


def _figures(row: ShelfRow, *, sells: bool) -> list[Figure]:
    count = _("%(pieces)s pieces") % {"pieces": formats.count(row.pieces)}
    said = formats.count(row.said_pieces)
    shown = [
        Figure(_("Lies there"), formats.mass(row.grams), note=count),
        Figure(_("Used, not billed yet"), said, _("pieces"), tone="wait" if row.said_pieces else "good"),
    ]
    accounts = sales.accounts_of_customer(row.customer_id)
    account = next((one for one in accounts if one.seller_id == row.seller_id), None)
    if account is not None and sells:
        shown.append(Figure(_("Worth in the books"), formats.rupiah(row.value_idr), note=_("counts against the limit")))
    if account is not None:
        note = _("of %(limit)s") % {"limit": formats.rupiah(account.credit_limit_idr)}
        shown.append(Figure(_("Left of the limit"), formats.rupiah(account.free_idr), note=note))
    return shown


@door(*READERS, methods=FORM)
def use(request: Request, place_id: int, lot_id: int) -> HttpResponse:
    """Say on the phone what was taken."""
    row = get_shelf_for(request, place_id)
    piece = get_piece_for(request, row, lot_id)
    form = UseForm(request.POST if request.method == "POST" else None, initial={"key": new_key()})
    if form.is_valid():
        given = form.cleaned_data
        said = {"pieces_used": given["pieces"], "note": given["note"], "key": given["key"]}
        try:
            actions.state_use(place_id=place_id, lot_id=lot_id, **said, by=request.actor, at=request.now)
        except InvalidInput as refused:
            add_problems(form, refused)
        else:
            messages.success(request, _("Noted. The centre bills it."))
            return redirect("shelves:shelf", place_id)
    context = {
        "title": _("Taken from the shelf"),
        "lede": _("%(what)s · heat %(heat)s · %(pieces)s lie there")
        % {"what": piece.format_name, "heat": piece.heat or "–", "pieces": formats.count(piece.pieces)},
        "crumbs": crumbs(row, piece.code),
        "form": form,
        "submit": _("Note it"),
        "cancel_url": reverse("shelves:shelf", args=[place_id]),
    }
    return render(request, "layout/kinds/form.html", context)


@door(*READERS, methods=("POST",))
def drop(request: Request, use_id: int) -> HttpResponse:
    """Take back what was noted by mistake."""
    row = get_use_for(request, use_id)
    try:
        actions.drop_use(use_id=use_id, by=request.actor, at=request.now)
    except InvalidInput as refused:
        say(request, refused)
    else:
        messages.success(request, _("Taken back."))
    return redirect("shelves:shelf", row.place_id)
