"""What leaves for an order: its steel kept for it, lots chosen, the truck loaded."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from rantai.apps.deliveries import actions
from rantai.apps.deliveries.actions import DeliveryFacts
from rantai.apps.deliveries.picking import propose
from rantai.apps.sales import queries as sales
from rantai.core.problems import InvalidInput
from rantai.web.access import Request, door
from rantai.web.billing.doors import FORM, STAFF
from rantai.web.deliveries.forms import SendForm
from rantai.web.layout import formats
from rantai.web.layout.pieces import Crumb
from rantai.web.sales.doors import get_order_for
from rantai.web.sales.forms import new_key
from rantai.web.sales.words import customer_words, order_words
from rantai.web.saying import say, told


@door(STAFF, methods=("POST",))
def keep(request: Request, order_id: int) -> HttpResponse:
    """Keep the steel of an order for a week."""
    get_order_for(request, order_id)
    try:
        kept = actions.keep_steel(order_id=order_id, by=request.actor, at=request.now)
    except InvalidInput as refused:
        say(request, refused)
    else:
        pieces = sum(pick.pieces for pick in kept.picks)
        messages.success(request, _("%(pieces)s pieces are kept for it.") % {"pieces": formats.count(pieces)})
    return redirect("sales:order", order_id)


@door(STAFF, methods=FORM)
def send(request: Request, order_id: int) -> HttpResponse:
    """Choose lots for an order and let them leave."""
    row = get_order_for(request, order_id)
    proposal = propose(order_id, at=request.now)
    left = {line.line_id: line.left_pieces for line in sales.order_lines(order_id)}
    picks = [(pick, pick.pieces or left[pick.line_id]) for pick in proposal.picks]
    goods = [line for line in sales.order_goods(order_id) if line.left_milli]
    posted = request.POST if request.method == "POST" else None
    form = SendForm(posted, initial={"key": new_key()}, picks=picks, goods=goods)
    if form.is_valid():
        given = form.cleaned_data
        facts = DeliveryFacts(order_id, request.today, given["key"], given["vehicle"], given["driver"], given["note"])
        try:
            about = {"facts": facts, "takes": form.takes(), "goods": form.wanted(), "confirmed": given["confirmed"]}
            made = actions.deliver(**about, by=request.actor, at=request.now)
        except InvalidInput as refused:
            for text in told(refused):
                form.add_error(None, text)
        else:
            messages.success(request, _("It is handed over, with its delivery note and invoice."))
            return redirect("deliveries:record", made)
    title = order_words(order_id, row.state)
    context = {
        "title": _("Deliver"),
        "lede": f"{title} · {customer_words(row.customer_name)}",
        "form": form,
        "rows": form.rows(),
        "beside": form.beside(),
        "shorts": proposal.shorts,
        "order": row,
        "crumbs": [
            Crumb(_("Sales"), reverse("sales:orders")),
            Crumb(title, reverse("sales:order", args=[order_id])),
            Crumb(_("Deliver")),
        ],
    }
    return render(request, "deliveries/send.html", context)
