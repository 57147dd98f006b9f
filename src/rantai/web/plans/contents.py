"""Where the plan's page leads: what there is to decide, to look at, and to look up."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

PartLink = tuple[str, str, str]  # word, address, icon


@dataclass(frozen=True)
class PartGroup:
    """Links of one purpose."""

    title: str
    links: tuple[PartLink, ...]


def parts_of_a_plan(roles: Collection[str]) -> tuple[PartGroup, ...]:
    """The three groups, with what only some roles may open left out for others."""
    decide = (
        (_("Approve the plan"), reverse("approval:newest"), "clipboard-check"),
        (_("What if …"), reverse("scenarios:list"), "help"),
        (_("Purchase rounds"), reverse("rounds:list"), "users"),
        (_("Transfers"), reverse("transfers:list"), "truck"),
        (_("Work offers"), reverse("offers:list"), "tools"),
    )
    look = (
        (_("Late or short"), reverse("plans:late"), "clock"),
        (_("Short steel, shared"), reverse("plans:shortage"), "stack-2"),
        (_("Promises"), reverse("plans:promises"), "calendar-week"),
        (_("Work by sentra"), reverse("plans:sentra"), "map-pin"),
        (_("Work by workshop"), reverse("plans:makers"), "building-factory-2"),
    )
    look_up = (
        (_("Steel orders"), reverse("orders:list"), "shopping-cart"),
        (_("Components to buy"), reverse("plans:components"), "package"),
        (_("Plans so far"), reverse("plans:history"), "history"),
        (_("Summary"), reverse("plans:summary"), "file-text"),
        (_("Catalogue"), reverse("catalog:items"), "list-details"),
        (_("Terms of the plan"), reverse("terms:index"), "clipboard-check"),
    )
    own: tuple[PartLink, ...] = ()
    if "consortium_manager" in roles:
        own += ((_("Cutting"), reverse("cutting:list"), "scissors"), (_("Stock"), reverse("stock:list"), "stack-2"))
    if "centre_staff" in roles:
        own += ((_("Programme"), reverse("demand:programme"), "tractor"), (_("Map"), reverse("map:index"), "map-2"))
    return (
        PartGroup(_("Decide"), decide),
        PartGroup(_("Look closer"), look),
        PartGroup(_("Look up"), look_up + own),
    )
