"""Writing an order, placing it, confirming it, taking it back, closing it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from rantai.apps.agency.queries import stores_for
from rantai.apps.deliveries import actions as deliveries
from rantai.apps.purchasing import actions, queries
from rantai.apps.purchasing.actions import OrderFacts
from rantai.core.problems import InvalidInput
from rantai.web.access import Request, door, organisation_id
from rantai.web.acting import act, form_page
from rantai.web.layout.pieces import Crumb
from rantai.web.purchases.doors import FORM, STAFF, get_order_for
from rantai.web.purchases.forms import ConfirmForm, OrderForm
from rantai.web.purchases.trail import trail
from rantai.web.purchases.words import title_of
from rantai.web.saying import say

PPM_A_PERCENT = 10_000


def sellers() -> list[tuple[str, str]]:
    """Everybody who sells steel, as a form lists them."""
    return [(str(key), name) for key, name in queries.sellers_of_steel()]


@door(STAFF, methods=FORM)
def new(request: Request) -> HttpResponse:
    """An order outside rounds, as a draft."""
    stores = [(str(one.agent_id), one.agent_name) for one in stores_for(organisation_id(request), request.today)]
    form = OrderForm(request.POST or None, sizes=queries.sellable(), sellers=sellers(), stores=stores)

    def do() -> str:
        given = form.cleaned_data
        facts = OrderFacts(
            supplier_id=int(given["supplier"]),
            due_on=given["due_on"],
            lines=form.lines(),
            terms=given["terms"],
            over_ppm=given["tolerance"] * PPM_A_PERCENT,
            under_ppm=given["tolerance"] * PPM_A_PERCENT,
            keeper_id=given.get("keeper"),
        )
        about = {"centre_id": organisation_id(request), "facts": facts, "key": given["key"]}
        made = actions.draft_order(**about, by=request.actor, at=request.now)
        return reverse("purchases:record", args=[made])

    return form_page(
        request,
        form,
        do,
        title=_("New order"),
        submit=_("Save the draft"),
        done=_("The draft is saved. Look it over, then place it."),
        cancel_url=reverse("purchases:list"),
        crumbs=trail(),
        template="purchases/lines.html",
    )


@door(STAFF, methods=("POST",))
def place(request: Request, order_id: int) -> HttpResponse:
    """Give it its number."""
    row = get_order_for(request, order_id)
    return act(
        request,
        lambda: actions.place_order(order_id=row.order_id, by=request.actor, at=request.now),
        _("Placed. Print it or send it; the next plan counts what it brings."),
        reverse("purchases:record", args=[order_id]),
    )


@door(STAFF, methods=("POST",))
def cancel(request: Request, order_id: int) -> HttpResponse:
    """Take it back."""
    row = get_order_for(request, order_id)
    return act(
        request,
        lambda: actions.cancel_order(order_id=row.order_id, by=request.actor, at=request.now),
        _("The order is cancelled."),
        reverse("purchases:record", args=[order_id]),
    )


@door(STAFF, methods=("POST",))
def close(request: Request, order_id: int) -> HttpResponse:
    """Nothing more will come."""
    row = get_order_for(request, order_id)
    return act(
        request,
        lambda: actions.close_order(order_id=row.order_id, by=request.actor, at=request.now),
        _("The order is closed."),
        reverse("purchases:record", args=[order_id]),
    )


@door(STAFF, methods=("POST",))
def sell_share(request: Request, order_id: int, member_id: int) -> HttpResponse:
    """Write what came for a member on a sale of its own, at the price of the round."""
    row = get_order_for(request, order_id)
    record = reverse("purchases:record", args=[order_id])
    try:
        made = deliveries.sell_share(
            purchase_order_id=row.order_id, member_id=member_id, by=request.actor, at=request.now
        )
    except InvalidInput as refused:
        say(request, refused)
        return redirect(record)
    messages.success(request, _("Written at the price of the round, with its steel. Confirm it, then deliver."))
    return redirect("sales:order", made)


@door(STAFF, methods=FORM)
def confirm(request: Request, order_id: int) -> HttpResponse:
    """The seller's yes, with its day."""
    row = get_order_for(request, order_id)
    form = ConfirmForm(request.POST or None, initial={"due_on": row.due_on, "reference": row.reference})
    record = reverse("purchases:record", args=[order_id])

    def do() -> str:
        actions.confirm_order(
            order_id=row.order_id,
            due_on=form.cleaned_data["due_on"],
            reference=form.cleaned_data["reference"],
            by=request.actor,
            at=request.now,
        )
        return record

    return form_page(
        request,
        form,
        do,
        title=_("The seller confirms"),
        submit=_("Save"),
        done=_("Confirmed. The store expects it on that day."),
        cancel_url=record,
        crumbs=trail(Crumb(title_of(row), record)),
    )
