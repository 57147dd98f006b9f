"""How debts and payments are said."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy

from rantai.web.layout.pieces import Words

KINDS: Mapping[str, Words] = {
    "bill": gettext_lazy("Steel"),
    "cost": gettext_lazy("Cost of getting it"),
    "trip": gettext_lazy("Trip"),
    "goods": gettext_lazy("Other goods"),
    "settlement": gettext_lazy("Between our firms"),
}
STATES: Mapping[str, str] = {
    "good": "paid",
    "held": "giro_held",
    "bounced": "bounced",
    "taken_back": "withdrawn",
}
EVENTS: Mapping[str, Words] = {
    "owe": gettext_lazy("Owed from here on"),
    "pay": gettext_lazy("A payment was written"),
    "use_credit": gettext_lazy("Credit of the supplier used"),
    "number": gettext_lazy("Number given"),
    "cash": gettext_lazy("Giro cashed by the bank"),
    "bounce": gettext_lazy("Giro refused by the bank"),
    "take_back": gettext_lazy("Payment taken back"),
}
