"""Ordering from the phone: steel whole or cut, goods and services beside it."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from rantai.apps.catalog import queries as catalog
from rantai.apps.drawings.actions import attach
from rantai.apps.goods import queries as goods
from rantai.apps.pricing.queries import selling_prices_idr_t
from rantai.apps.sales import actions, queries
from rantai.apps.sales.goods import NewGood
from rantai.apps.sales.lines import NewLine
from rantai.core.problems import InvalidInput
from rantai.web.access import Request, door, organisation_id
from rantai.web.billing.doors import CUSTOMERS, FORM
from rantai.web.layout.pieces import Crumb, Empty
from rantai.web.sales.forms import GoodLineForm, GoodLines, Lines, new_key, place_problems
from rantai.web.shop.drawings import bytes_of
from rantai.web.shop.forms import AskForm, WantedLineForm


@door(*CUSTOMERS, methods=FORM)
def ask(request: Request) -> HttpResponse:
    """Order steel from the phone: whole, or cut to size. The centre confirms and prices what its list does not name."""
    accounts = queries.accounts_of_customer(organisation_id(request))
    choices = [(str(row.account_id), row.seller_name) for row in accounts]
    posted = request.POST if request.method == "POST" else None
    first = {"key": new_key(), "account": request.GET.get("akun", ""), "way": "terms"}
    form = AskForm(posted, request.FILES or None, sellers=choices, initial=first)
    known = catalog.formats()
    lines = Lines(posted, WantedLineForm, [{"format": request.GET.get("baja", "")}])
    beside = GoodLines(posted, GoodLineForm, [{"good": request.GET.get("barang", "")}])
    sold = {row.account_id: goods.goods(row.seller_id, request.today, is_offered=True) for row in accounts}
    if lines.wants_more:
        form = AskForm(sellers=choices, initial={name: request.POST.get(name, "") for name in AskForm.base_fields})
    elif posted is not None and all([form.is_valid(), lines.is_valid(), beside.is_valid()]):
        wanted = beside.goods(sold[form.cleaned_data["account"]], may_wait=True)
        order_id = _asked(request, form, (lines, lines.lines(known)), (beside, wanted))
        if order_id is not None:
            messages.success(request, _("Sent. The centre confirms it, and you see it here."))
            return redirect("shop:order", order_id)
    text = _("Ask a material centre to open an account for you; then you can order here.")
    context = {
        "title": _("Order steel"),
        "crumbs": [Crumb(_("Buy steel"), reverse("shop:orders")), Crumb(_("Order steel"))],
        "form": form,
        "lines": lines,
        "formats": known,
        "beside": beside,
        "goods": list({one.code: one for rows in sold.values() for one in rows}.values()),
        "nobody": None if choices else Empty(_("No account at a centre yet"), text, icon="users"),
    }
    return render(request, "shop/ask.html", context)


def _asked(
    request: Request,
    form: AskForm,
    steel: tuple[Lines, list[NewLine]],
    beside: tuple[GoodLines, list[NewGood]],
) -> int | None:
    """The request; None when it was refused and the form says why."""
    facts = form.facts()
    seller = next(
        row.seller_id
        for row in queries.accounts_of_customer(organisation_id(request))
        if row.account_id == facts.account_id
    )
    prices = selling_prices_idr_t(seller, request.today)
    priced = [replace(line, price_idr_t=prices.get(line.format_code, 0)) for line in steel[1]]
    drawing = form.cleaned_data["drawing"]
    try:
        with transaction.atomic():
            made = actions.write_order(facts=facts, lines=priced, goods=beside[1], by=request.actor, at=request.now)
            if drawing:
                sent = {"name": drawing.name, "content": bytes_of(drawing)}
                attach(order_id=made, **sent, by=request.actor, at=request.now)
            return made
    except InvalidInput as refused:
        place_problems(refused, form, steel[0], beside[0])
        return None
