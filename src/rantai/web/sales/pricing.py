"""Pricing a request of a workshop, or a quote anew."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantai.apps.sales import actions, queries
from rantai.apps.sales.actions import Price
from rantai.apps.sales.queries import OrderGoodRow, OrderLineRow
from rantai.core.problems import InvalidInput
from rantai.web.access import Request, door
from rantai.web.goods.words import quantity
from rantai.web.layout.fields import RupiahField
from rantai.web.layout.pieces import Crumb
from rantai.web.sales.doors import FORM, STAFF, get_order_for
from rantai.web.sales.forms import MOST_IDR, MOST_IDR_KG
from rantai.web.sales.words import customer_words, order_words, size_words
from rantai.web.saying import add_problems


class PricesForm(forms.Form):
    """Price a kg, cutting and credit for scrap of every line; a price a unit of goods and services; delivery once."""

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 — Django's
        lines: list[OrderLineRow],
        goods: list[OrderGoodRow],
        delivery_idr: int,
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, **kwargs)
        self.lines, self.goods = lines, goods
        for line in lines:
            now = line.price_idr_t // 1_000
            name = f"{line.format_name} {size_words(line)} · {line.quantity_pieces}"
            self.fields[f"price{line.line_id}"] = RupiahField(
                label=_("Price a kg: %(line)s") % {"line": name}, low=1, high=MOST_IDR_KG, initial=now or None
            )
            self.fields[f"cutting{line.line_id}"] = RupiahField(
                label=gettext_lazy("Cutting"), required=False, high=MOST_IDR, initial=line.cutting_idr
            )
            self.fields[f"scrap{line.line_id}"] = RupiahField(
                label=gettext_lazy("Credit for scrap"), required=False, high=MOST_IDR, initial=line.scrap_credit_idr
            )
        for one in goods:
            said = {"good": f"{one.text} · {quantity(one.quantity_milli, one.unit)}", "unit": one.unit}
            self.fields[f"good{one.line_id}"] = RupiahField(
                label=_("Price a %(unit)s: %(good)s") % said, low=1, high=MOST_IDR, initial=one.price_idr or None
            )
        self.fields["delivery_idr"] = RupiahField(
            label=gettext_lazy("Delivery charge"), required=False, high=MOST_IDR, initial=delivery_idr
        )

    def prices(self) -> dict[int, Price]:
        """What was typed, by line."""
        given = self.cleaned_data
        return {
            line.line_id: Price(
                given[f"price{line.line_id}"] * 1_000,
                given[f"cutting{line.line_id}"] or 0,
                given[f"scrap{line.line_id}"] or 0,
            )
            for line in self.lines
        }

    def unit_prices_idr(self) -> dict[int, int]:
        """What was typed for goods and services, by line."""
        return {one.line_id: self.cleaned_data[f"good{one.line_id}"] for one in self.goods}


@door(STAFF, methods=FORM)
def prices(request: Request, order_id: int) -> HttpResponse:
    """Price a request, or a quote anew."""
    row = get_order_for(request, order_id)
    lines, goods = queries.order_lines(order_id), queries.order_goods(order_id)
    posted = request.POST if request.method == "POST" else None
    form = PricesForm(posted, lines=lines, goods=goods, delivery_idr=row.delivery_idr)
    url = reverse("sales:order", args=[order_id])
    if form.is_valid():
        try:
            actions.set_prices(
                order_id=order_id,
                prices=form.prices(),
                unit_prices_idr=form.unit_prices_idr(),
                delivery_idr=form.cleaned_data["delivery_idr"] or 0,
                by=request.actor,
                at=request.now,
            )
        except InvalidInput as refused:
            add_problems(form, refused)
        else:
            return redirect(url)
    title = order_words(order_id, row.state)
    context = {
        "title": _("Prices"),
        "lede": f"{title} · {customer_words(row.customer_name)}",
        "form": form,
        "submit": _("Keep the prices"),
        "cancel_url": url,
        "crumbs": [Crumb(_("Sales"), reverse("sales:orders")), Crumb(title, url), Crumb(_("Prices"))],
    }
    return render(request, "layout/kinds/form.html", context)
