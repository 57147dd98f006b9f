"""What people call the things of selling."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from rantai.apps.sales.queries import AccountRow, OrderLineRow
from rantai.web.layout import formats
from rantai.web.layout.pieces import Words

WAYS: Mapping[str, Words] = {
    "cash": gettext_lazy("Cash or transfer now"),
    "deposit": gettext_lazy("Deposit, the rest later"),
    "terms": gettext_lazy("On terms"),
    "giro": gettext_lazy("Post-dated giro"),
    "instalments": gettext_lazy("Instalments"),
}

ORDER_EVENTS: Mapping[str, Words] = {
    "quote": gettext_lazy("Quote written"),
    "request": gettext_lazy("Asked for by the customer"),
    "price": gettext_lazy("Priced"),
    "pay_ahead": gettext_lazy("Deposit of the round put on it"),
    "draw": gettext_lazy("Drawing sent"),
    "undraw": gettext_lazy("Drawing taken away"),
    "confirm": gettext_lazy("Confirmed"),
    "cancel": pgettext_lazy("an order", "Cancelled"),
    "cut": gettext_lazy("Cutting list made"),
    "reserve": gettext_lazy("Steel kept for it"),
    "release": gettext_lazy("Steel set free"),
    "close": pgettext_lazy("an order", "Closed"),
}

ACCOUNT_EVENTS: Mapping[str, Words] = {
    "open": gettext_lazy("Account opened"),
    "change": gettext_lazy("Terms changed"),
    "stop": gettext_lazy("Credit stopped"),
    "release": gettext_lazy("Credit released"),
}


def order_words(order_id: int, state: str) -> str:
    """What people call a quote or an order."""
    pattern = _("Quote %(number)s") if state == "quote" else _("Sales order %(number)s")
    return pattern % {"number": order_id}


def customer_words(name: str) -> str:
    """A customer's name; who walks in has none."""
    return name or _("Walk-in customers")


def account_words(row: AccountRow) -> str:
    """The customer of an account."""
    return customer_words(row.customer_name)


def size_words(line: OrderLineRow) -> str:
    """The size a line is cut to; empty for a whole format."""
    if not line.is_cut:
        return ""
    width = f" × {formats.length(line.width_um)}" if line.width_um else ""
    return f"{formats.length(line.length_um)}{width}"
