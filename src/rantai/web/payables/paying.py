"""Paying: money to one party for some of its bills, what the bank says of a giro, a payment taken back."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from rantai.apps.payables import actions, queries
from rantai.apps.payables.actions import PayFacts
from rantai.web.access import Request, door
from rantai.web.acting import act, form_page
from rantai.web.layout.pieces import Crumb
from rantai.web.payables.doors import FORM, STAFF, get_credit_for, get_outgoing_for, get_payable_for
from rantai.web.payables.forms import PayForm, TakeBackForm
from rantai.web.payables.views import trail
from rantai.web.sales.forms import new_key


@door(STAFF, methods=FORM)
def pay(request: Request, payable_id: int) -> HttpResponse:
    """Pay a bill, and with the same money others of the same party."""
    row = get_payable_for(request, payable_id)
    rows = [one for one in queries.payables(row.debtor_id, is_open=True) if (one.creditor_id, one.party) == party(row)]
    first = {"paid_on": request.today, "key": new_key()}
    form = PayForm(request.POST or None, initial=first, rows=rows, chosen=payable_id)

    def do() -> str:
        given = form.cleaned_data
        names = ("key", "way", "paid_on", "reference", "giro_number", "giro_due_on")
        facts = PayFacts(row.debtor_id, *(given[name] for name in names))
        made = actions.pay(facts=facts, wanted=form.wanted(), by=request.actor, at=request.now)
        return reverse("payables:payment", args=[made])

    back = reverse("payables:record", args=[payable_id])
    return form_page(
        request,
        form,
        do,
        title=_("Pay"),
        submit=_("Keep the payment"),
        done=_("The payment is kept."),
        cancel_url=back,
        crumbs=trail(Crumb(row.number, back)),
        context={"lede": row.party},
    )


def party(row: queries.PayableRow) -> tuple[int | None, str]:
    """Whom it is owed to."""
    return row.creditor_id, row.party


@door(STAFF, methods=("POST",))
def use_credit(request: Request, payable_id: int, credit_id: int) -> HttpResponse:
    """Settle a bill with what its supplier owes back."""
    row, credit = get_payable_for(request, payable_id), get_credit_for(request, credit_id)
    step = partial(actions.use_credit, credit_id=credit.credit_id, payable_id=row.payable_id, on=request.today)
    where = reverse("payables:record", args=[payable_id])
    return act(request, lambda: step(by=request.actor, at=request.now), _("The credit is used."), where)


@door(STAFF, methods=("POST",))
def giro(request: Request, outgoing_id: int) -> HttpResponse:
    """The bank cashed a giro we gave, or refused it."""
    row = get_outgoing_for(request, outgoing_id)
    do = actions.cash_giro if request.POST.get("answer") == "good" else actions.bounce_giro
    step = partial(do, outgoing_id=row.outgoing_id, on=request.today, by=request.actor, at=request.now)
    return act(request, step, _("Written down."), reverse("payables:payment", args=[outgoing_id]))


@door(STAFF, methods=("POST",))
def take_back(request: Request, outgoing_id: int) -> HttpResponse:
    """A payment that was wrong: what it paid is open again."""
    row = get_outgoing_for(request, outgoing_id)
    form = TakeBackForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    step = partial(actions.take_back, outgoing_id=row.outgoing_id, on=request.today, reason=reason)
    where = reverse("payables:payment", args=[outgoing_id])
    do = partial(step, by=request.actor, at=request.now)
    return act(request, do, _("Taken back. What it paid is open again."), where)
