"""How orders and their history are said."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from rantai.apps.purchasing.queries import OrderRow
from rantai.web.layout.pieces import Words

STATES = ("draft", "ordered", "confirmed", "received", "closed", "cancelled")
KINDS: Mapping[str, Words] = {
    "round": gettext_lazy("from a round"),
    "spot": gettext_lazy("outside rounds"),
    "call_off": gettext_lazy("off a frame contract"),
}
EVENTS: Mapping[str, Words] = {
    "draft": gettext_lazy("Draft written"),
    "number": gettext_lazy("Number given"),
    "order": pgettext_lazy("at a seller", "Ordered"),
    "confirm": gettext_lazy("Confirmed by the seller"),
    "cancel": pgettext_lazy("an order", "Cancelled"),
    "close": pgettext_lazy("an order", "Closed"),
    "notice": gettext_lazy("Delivery announced"),
    "receive": gettext_lazy("Delivery weighed and booked"),
    "sell_share": gettext_lazy("A member's part put on a sale"),
    "bill": gettext_lazy("Bill entered"),
    "agree": gettext_lazy("Bill agreed"),
    "refuse_bill": gettext_lazy("Bill sent back"),
    "claim": gettext_lazy("Claim raised"),
    "settle_claim": gettext_lazy("Claim settled"),
    "add_cost": gettext_lazy("Cost spread over the lots"),
}


def title_of(row: OrderRow) -> str:
    """Its number, or that it is a draft."""
    return row.number or _("Draft order %(number)s") % {"number": row.order_id}
