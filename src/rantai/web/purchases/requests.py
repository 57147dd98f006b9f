"""Requisitions: what is wanted, what sellers ask, and the order at the one that is chosen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantai.apps.purchasing import actions, queries
from rantai.core.problems import InvalidInput
from rantai.web.access import Request, door, organisation_id
from rantai.web.acting import act, form_page
from rantai.web.layout.lists import Column, ListSpec, View, respond
from rantai.web.layout.pieces import Crumb, Empty, Status, Words
from rantai.web.layout.statuses import status_of
from rantai.web.purchases.acts import sellers
from rantai.web.purchases.doors import FORM, STAFF, get_requisition_for
from rantai.web.purchases.forms import AnswerForm, RequisitionForm
from rantai.web.purchases.trail import trail
from rantai.web.rounds.words import amount_words
from rantai.web.saying import say
from rantai.web.timeline import events_of

STATUS = {"open": "requested", "ordered": "ordered", "cancelled": "cancelled"}
EVENTS: dict[str, Words] = {
    "make": gettext_lazy("Requisition written"),
    "answer": gettext_lazy("A seller's prices noted"),
    "order": gettext_lazy("Order drafted"),
    "cancel": gettext_lazy("Requisition cancelled"),
}


@dataclass(frozen=True)
class RequisitionLine:
    """A requisition as the list shows it."""

    name: str
    url: str
    state: str
    status: Status
    needed: date


REQUISITIONS = ListSpec(
    name="permintaan-pembelian",
    columns=(
        Column("name", gettext_lazy("What it is for"), "link", url="url", phone="lead"),
        Column("status", gettext_lazy("Status"), "status"),
        Column("needed", gettext_lazy("Needed on"), "date", prime=True),
    ),
    search=("name",),
    views=(View(gettext_lazy("All"), ""), View(gettext_lazy("To be ordered"), "state=open")),
    sort="needed",
    empty=Empty(
        gettext_lazy("No requisitions yet"),
        gettext_lazy("Write what is wanted; then note what sellers ask, and order at the best."),
        gettext_lazy("New requisition"),
        "baru/",
        icon="clipboard-list",
    ),
)


@door(STAFF)
def requisitions(request: Request) -> HttpResponse:
    """Every requisition of the reader's centre."""
    rows = [
        RequisitionLine(
            row.name,
            reverse("purchases:requisition", args=[row.requisition_id]),
            row.state,
            status_of(STATUS[row.state]),
            row.needed_on,
        )
        for row in queries.requisitions(organisation_id(request))
    ]
    title = _("Requisitions")
    context = {"crumbs": trail(Crumb(title)), "new_url": reverse("purchases:new_requisition")}
    return respond(request, REQUISITIONS, rows, title=title, context=context, template="purchases/simple_list.html")


@door(STAFF, methods=FORM)
def new(request: Request) -> HttpResponse:
    """What is wanted."""
    form = RequisitionForm(request.POST or None, sizes=queries.sellable(), priced=False)

    def do() -> str:
        given = form.cleaned_data
        made = actions.make_requisition(
            centre_id=organisation_id(request),
            name=given["name"],
            needed_on=given["needed_on"],
            amounts={line.format_id: line.amount for line in form.lines()},
            key=given["key"],
            by=request.actor,
            at=request.now,
        )
        return reverse("purchases:requisition", args=[made])

    return form_page(
        request,
        form,
        do,
        title=_("New requisition"),
        submit=_("Save"),
        done=_("Saved. Note what sellers ask."),
        cancel_url=reverse("purchases:requisitions"),
        crumbs=trail(Crumb(_("Requisitions"), reverse("purchases:requisitions"))),
        template="purchases/lines.html",
    )


@door(STAFF)
def record(request: Request, requisition_id: int) -> HttpResponse:
    """One requisition: what is wanted, sellers side by side, the order it became."""
    row = get_requisition_for(request, requisition_id)
    wanted = queries.wanted(requisition_id)
    context = {
        "title": row.name,
        "crumbs": trail(Crumb(_("Requisitions"), reverse("purchases:requisitions")), Crumb(row.name)),
        "requisition": row,
        "state": status_of(STATUS[row.state]),
        "wanted": [(one, amount_words(one.amount, is_counted=one.is_counted)) for one in wanted],
        "answers": queries.answers(requisition_id),
        "order_url": reverse("purchases:record", args=[row.order_id]) if row.order_id else "",
        "events": events_of(request, "requisition", requisition_id, EVENTS),
    }
    return render(request, "purchases/requisition.html", context)


@door(STAFF, methods=FORM)
def answer(request: Request, requisition_id: int) -> HttpResponse:
    """What one seller asks."""
    row = get_requisition_for(request, requisition_id)
    form = AnswerForm(request.POST or None, wanted=queries.wanted(requisition_id), sellers=sellers())
    record_url = reverse("purchases:requisition", args=[requisition_id])

    def do() -> str:
        actions.note_answer(
            requisition_id=row.requisition_id,
            supplier_id=int(form.cleaned_data["supplier"]),
            asked=form.asked(),
            by=request.actor,
            at=request.now,
        )
        return record_url

    return form_page(
        request,
        form,
        do,
        title=_("A seller's prices"),
        submit=_("Note the prices"),
        done=_("Noted. Sellers stand side by side."),
        cancel_url=record_url,
        crumbs=trail(Crumb(_("Requisitions"), reverse("purchases:requisitions")), Crumb(row.name, record_url)),
    )


@door(STAFF, methods=("POST",))
def order(request: Request, requisition_id: int) -> HttpResponse:
    """Draft the order at one seller."""
    row = get_requisition_for(request, requisition_id)
    asked = request.POST.get("supplier", "")
    supplier = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 19 else 0
    try:
        made = actions.order_requisition(
            requisition_id=row.requisition_id, supplier_id=supplier, by=request.actor, at=request.now
        )
    except InvalidInput as refused:
        say(request, refused)
        return redirect("purchases:requisition", requisition_id)
    return redirect("purchases:record", made)


@door(STAFF, methods=("POST",))
def cancel(request: Request, requisition_id: int) -> HttpResponse:
    """Not wanted any more."""
    row = get_requisition_for(request, requisition_id)
    return act(
        request,
        lambda: actions.cancel_requisition(requisition_id=row.requisition_id, by=request.actor, at=request.now),
        _("The requisition is cancelled."),
        reverse("purchases:requisition", args=[requisition_id]),
    )
