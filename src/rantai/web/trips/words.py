"""How trips are said."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy, pgettext_lazy

from rantai.web.layout.pieces import Words

WAYS: Mapping[str, Words] = {"out": gettext_lazy("Way out"), "back": gettext_lazy("Way back")}
CHARGES: Mapping[str, Words] = {
    "invoice": gettext_lazy("on an invoice"),
    "cost": gettext_lazy("the centre bears it"),
}
STATES: Mapping[str, str] = {"planned": "planned", "settled": "done", "cancelled": "cancelled"}
EVENTS: Mapping[str, Words] = {
    "plan": gettext_lazy("Trip planned"),
    "number": gettext_lazy("Number given"),
    "load": gettext_lazy("Load added"),
    "drop": gettext_lazy("Load taken off"),
    "settle": gettext_lazy("Cost shared"),
    "cancel": pgettext_lazy("a trip", "Cancelled"),
}
