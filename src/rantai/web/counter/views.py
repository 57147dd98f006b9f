"""The counter: customer, lines, payment, and one button. Typed from top to bottom without a mouse."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from rantai.apps.catalog import queries as catalog
from rantai.apps.deliveries import actions as deliveries
from rantai.apps.goods import queries as goods
from rantai.apps.pricing.queries import selling_prices_idr_t
from rantai.apps.sales import actions, queries
from rantai.apps.sales.goods import NewGood
from rantai.apps.sales.lines import NewLine
from rantai.core.problems import InvalidInput
from rantai.web.access import Request, door, organisation_id
from rantai.web.counter.forms import SaleForm
from rantai.web.layout import formats
from rantai.web.layout.pieces import Crumb, Empty
from rantai.web.sales.doors import FORM, STAFF
from rantai.web.sales.forms import GoodLines, Lines, PricedGoodForm, new_key, place_problems
from rantai.web.sales.words import account_words
from rantai.web.saying import say


@door(STAFF, methods=FORM)
def sell(request: Request) -> HttpResponse:
    """Write a quote, or sell at once."""
    customers = [
        (str(row.account_id), f"{account_words(row)} · {formats.rupiah_short(row.free_idr)}")
        for row in queries.accounts(seller_id=organisation_id(request))
    ]
    posted = request.POST if request.method == "POST" else None
    first = {"key": new_key(), "account": request.GET.get("akun", "")}
    form = SaleForm(posted, customers=customers, initial=first)
    lines, steel = Lines(posted), catalog.formats()
    beside = GoodLines(posted, PricedGoodForm)
    known = goods.goods(organisation_id(request), request.today, is_offered=True)
    if lines.wants_more:
        form = SaleForm(customers=customers, initial=_typed(request.POST))
    elif posted is not None and all([form.is_valid(), lines.is_valid(), beside.is_valid()]):
        url = _written(request, form, (lines, lines.lines(steel)), (beside, beside.goods(known)))
        if url is not None:
            return redirect(url)
    context = {
        "title": _("Counter"),
        "crumbs": [Crumb(_("Counter"))],
        "form": form,
        "lines": lines,
        "formats": steel,
        "beside": beside,
        "goods": known,
        "no_customers": None if customers else _no_customers(),
    }
    return render(request, "counter/sell.html", context)


def _no_customers() -> Empty:
    text = _("Open an account for everybody who walks in, or for a workshop.")
    return Empty(_("Nobody to sell to yet"), text, _("New customer"), "/penjualan/pelanggan/baru/", icon="users")


def _typed(data: QueryDict) -> dict[str, object]:
    return {name: data.get(name, "") for name in SaleForm.base_fields}


def _written(
    request: Request,
    form: SaleForm,
    steel: tuple[Lines, Sequence[NewLine]],
    beside: tuple[GoodLines, Sequence[NewGood]],
) -> str | None:
    """Where to go on; None when it was refused and the form says why. A sale that is refused stays a quote."""
    try:
        order_id = actions.write_order(
            facts=form.facts(),
            lines=steel[1],
            goods=beside[1],
            prices_idr_t=selling_prices_idr_t(organisation_id(request), request.today),
            by=request.actor,
            at=request.now,
        )
    except InvalidInput as refused:
        place_problems(refused, form, steel[0], beside[0])
        return None
    if "sell" not in request.POST:
        messages.success(request, _("The quote is written."))
        return reverse("sales:order", args=[order_id])
    if form.cleaned_data["way"] == "cash" and not form.facts().is_delivered:
        return _handed_over(request, order_id, form.cleaned_data["key"])
    try:
        actions.confirm_order(order_id=order_id, by=request.actor, at=request.now, today=request.today)
    except InvalidInput as refused:
        say(request, refused)
        messages.warning(request, _("It is kept as a quote."))
    else:
        messages.success(request, _("Sold."))
    return reverse("sales:order", args=[order_id])


def _handed_over(request: Request, order_id: int, key: str) -> str:
    """Paid, picked and handed over in one act; where that is refused, it stays a quote and the page says why."""
    try:
        made = deliveries.sell_now(
            order_id=order_id,
            kind="cash",
            on=request.today,
            reference="",
            key=key,
            by=request.actor,
            at=request.now,
        )
    except InvalidInput as refused:
        say(request, refused)
        messages.warning(request, _("It is kept as a quote."))
        return reverse("sales:order", args=[order_id])
    messages.success(request, _("Sold, paid and handed over."))
    return reverse("deliveries:record", args=[made])
