"""Planning a trip, letting things ride, sharing its cost, taking it back."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from rantai.apps.logistics import actions, queries
from rantai.apps.logistics.actions import TripFacts
from rantai.apps.sales import queries as sales
from rantai.web.access import Request, door, found, organisation_id
from rantai.web.acting import act, form_page
from rantai.web.layout.pieces import Crumb
from rantai.web.sales.forms import new_key
from rantai.web.trips.doors import FORM, STAFF, get_trip_for, get_trip_of_load_for
from rantai.web.trips.forms import LoadForm, SettleForm, TripForm
from rantai.web.trips.views import trail
from rantai.web.trips.words import CHARGES

USUAL_DAYS = 14


@door(STAFF, methods=FORM)
def new(request: Request) -> HttpResponse:
    """A truck on a day."""
    form = TripForm(request.POST or None, initial={"driven_on": request.today, "key": new_key()})

    def do() -> str:
        facts = TripFacts(owner_id=organisation_id(request), **form.cleaned_data)
        made = actions.plan_trip(facts=facts, by=request.actor, at=request.now)
        return reverse("trips:record", args=[made])

    return form_page(
        request,
        form,
        do,
        title=_("New trip"),
        submit=_("Plan the trip"),
        done=_("Planned. Let deliveries and parts ride."),
        cancel_url=reverse("trips:list"),
        crumbs=trail(),
    )


@door(STAFF, methods=("POST",))
def join_delivery(request: Request, trip_id: int) -> HttpResponse:
    """A delivery rides back."""
    row, asked = get_trip_for(request, trip_id), request.POST.get("delivery", "")
    free = {str(one.delivery_id): one for one in queries.free_deliveries(row.owner_id)}
    back = reverse("trips:record", args=[trip_id])
    if asked not in free:
        return redirect(back)
    charge = request.POST.get("charge", "")
    step = partial(actions.add_delivery, trip_id=trip_id, delivery_id=free[asked].delivery_id)
    do = partial(step, charge=charge if charge in CHARGES else "cost", by=request.actor, at=request.now)
    return act(request, do, _("It rides."), back)


@door(STAFF, methods=FORM)
def load(request: Request, trip_id: int) -> HttpResponse:
    """Something in words rides: parts of a workshop, our own steel."""
    row = get_trip_for(request, trip_id)
    rows = sales.accounts(seller_id=row.owner_id)
    firms = [(str(one.customer_id), one.customer_name) for one in rows if one.customer_id]
    form = LoadForm(request.POST or None, firms=firms)
    back = reverse("trips:record", args=[trip_id])

    def do() -> str:
        key = form.cleaned_data["key"]
        actions.add_load(trip_id=trip_id, facts=form.facts(), key=key, by=request.actor, at=request.now)
        return back

    return form_page(
        request,
        form,
        do,
        title=_("Add a load"),
        submit=_("Let it ride"),
        done=_("It rides."),
        cancel_url=back,
        crumbs=trail(Crumb(row.number, back)),
    )


@door(STAFF, methods=("POST",))
def drop(request: Request, load_id: int) -> HttpResponse:
    """It does not ride."""
    row = get_trip_of_load_for(request, load_id)
    do = partial(actions.drop_load, load_id=load_id, by=request.actor, at=request.now)
    return act(request, do, _("Taken off the truck."), reverse("trips:record", args=[row.trip_id]))


@door(STAFF, methods=FORM)
def settle(request: Request, trip_id: int) -> HttpResponse:
    """Share what it really cost."""
    row = found(get_trip_for(request, trip_id))
    first = {"cost_idr": row.cost_idr, "due_on": request.today + timedelta(days=USUAL_DAYS)}
    form = SettleForm(request.POST or None, initial=first)
    back = reverse("trips:record", args=[trip_id])

    def do() -> str:
        actions.settle_trip(trip_id=trip_id, **form.cleaned_data, by=request.actor, at=request.now)
        return back

    return form_page(
        request,
        form,
        do,
        title=_("Share the cost"),
        submit=_("Share it by the kilogram"),
        done=_("Shared to the rupiah; invoices are written, the carrier is owed."),
        cancel_url=back,
        crumbs=trail(Crumb(row.number, back)),
    )


@door(STAFF, methods=("POST",))
def cancel(request: Request, trip_id: int) -> HttpResponse:
    """The truck does not drive."""
    get_trip_for(request, trip_id)
    do = partial(actions.cancel_trip, trip_id=trip_id, by=request.actor, at=request.now)
    return act(request, do, _("The trip is cancelled."), reverse("trips:record", args=[trip_id]))
