"""Adding a line, changing its quantity, withdrawing it and wanting it again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from rantai.apps.demand import actions, queries
from rantai.apps.demand.queries import ProgrammeRow
from rantai.core.problems import InvalidInput
from rantai.web.access import Request, door, found, organisation_id
from rantai.web.demand.doors import EDITORS, get_own_line_for
from rantai.web.demand.forms import LineForm, QuantityForm, add_readable
from rantai.web.demand.record import crumbs
from rantai.web.layout import formats
from rantai.web.layout.fields import WholeNumberField
from rantai.web.layout.pieces import Crumb

FORM = ("GET", "POST")


@door(*EDITORS, methods=FORM)
def edit(request: Request, line_id: int) -> HttpResponse:
    """Change how many a line wants."""
    row = get_own_line_for(request, line_id)
    start = {"quantity_pieces": row.quantity_pieces, "was": row.quantity_pieces}
    form = QuantityForm(request.POST if request.method == "POST" else None, initial=start)
    if form.is_valid():
        quantity, was = form.cleaned_data["quantity_pieces"], form.cleaned_data["was"]
        try:
            actions.set_quantity(
                line_id=line_id, quantity_pieces=quantity, was_pieces=was, by=request.actor, at=request.now
            )
        except InvalidInput as refused:
            add_readable(form, refused)
        else:
            _say_saved(request, form, quantity)
            return redirect("demand:line", line_id)
    context = {
        "title": _("Change the quantity"),
        "form": form,
        "line": row,
        "submit": _("Save the quantity"),
        "cancel_url": reverse("demand:line", args=[line_id]),
        "crumbs": [
            *crumbs(row.item_name)[:1],
            Crumb(row.item_name, reverse("demand:line", args=[line_id])),
            Crumb(_("Change it")),
        ],
    }
    return render(request, "demand/edit.html", context)


def _say_saved(request: Request, form: QuantityForm, quantity: int) -> None:
    """What was understood, in words, and what happens next."""
    field = form.fields["quantity_pieces"]
    assert isinstance(field, WholeNumberField)
    text = _("Saved: %(quantity)s. The plan has not been computed again yet.")
    messages.success(request, text % {"quantity": field.echo(quantity)})


@door(*EDITORS, methods=FORM)
def add(request: Request) -> HttpResponse:
    """Add a line to the programme."""
    programme = found(queries.programme())
    choices = queries.choices()
    form = LineForm(
        request.POST if request.method == "POST" else None,
        places=choices.places,
        items=choices.items,
        customers=_customers(request, programme, choices.customers),
    )
    if form.is_valid():
        try:
            line_id = _added(request, programme, form)
        except InvalidInput as refused:
            add_readable(form, refused)
        else:
            messages.success(request, _("The line is added. The plan has not been computed again yet."))
            return redirect("demand:line", line_id)
    context = {
        "title": _("Add a line"),
        "form": form,
        "programme": programme,
        "submit": _("Add the line"),
        "cancel_url": reverse("demand:programme"),
        "crumbs": crumbs(_("Add a line")),
    }
    return render(request, "demand/add.html", context)


def _customers(request: Request, programme: ProgrammeRow, known: tuple[tuple[int, str], ...]) -> list[tuple[int, str]]:
    """Whom a line of the programme may be for: the reader's own organisation, or who it is for already."""
    own = organisation_id(request)
    present = {line.customer_id for line in queries.lines(programme.programme_id, kind="programme")}
    return [(pk, name) for pk, name in known if pk == own or pk in present]


def _added(request: Request, programme: ProgrammeRow, form: LineForm) -> int:
    given = form.cleaned_data
    return actions.add_line(
        programme_id=programme.programme_id,
        item_id=given["item"],
        customer_id=given["customer"],
        place_id=given["place"],
        due_date=given["due_date"],
        quantity_pieces=given["quantity_pieces"],
        priority=given["priority"],
        by=request.actor,
        at=request.now,
    )


@door(*EDITORS, methods=("POST",))
def withdraw(request: Request, line_id: int) -> HttpResponse:
    """Take a line out of the next plan."""
    row = get_own_line_for(request, line_id)
    actions.remove_line(line_id=row.line_id, by=request.actor, at=request.now)
    text = _("%(pieces)s %(item)s withdrawn. You can want the line again on this page.")
    messages.success(request, text % {"pieces": formats.count(row.quantity_pieces), "item": row.item_name})
    return redirect("demand:line", line_id)


@door(*EDITORS, methods=("POST",))
def restore(request: Request, line_id: int) -> HttpResponse:
    """Want a withdrawn line again."""
    row = get_own_line_for(request, line_id)
    actions.restore_line(line_id=row.line_id, by=request.actor, at=request.now)
    messages.success(request, _("The line is wanted again. The plan has not been computed again yet."))
    return redirect("demand:line", line_id)
