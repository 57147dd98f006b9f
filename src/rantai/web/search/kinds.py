"""What each kind of thing is called, where one of it opens, and which list has the rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantai.apps.desk.queries import DocumentHit
from rantai.web.cut_jobs.words import STATES as CUT_STATES
from rantai.web.layout.pieces import Status, Words
from rantai.web.layout.statuses import STATUSES
from rantai.web.sales.words import order_words


@dataclass(frozen=True)
class Kind:
    """`many`: the list that takes the same words; empty when none does."""

    heading: Words
    icon: str
    one: str
    many: str = ""


# In the order in which the page shows them: things first, then papers, the newest work on top.
KINDS: Mapping[str, Kind] = {
    "lot": Kind(gettext_lazy("Lots by heat and code"), "package", "yard:piece", "yard:list"),
    "size": Kind(gettext_lazy("Steel and sizes"), "ruler-measure", "yard:list"),
    "good": Kind(gettext_lazy("Goods and services"), "package", "goods:record", "goods:list"),
    "certificate": Kind(gettext_lazy("Certificates"), "shield-check", "certificates:heat", "certificates:list"),
    "customer": Kind(gettext_lazy("Customers"), "users", "sales:customer", "sales:customers"),
    "maker": Kind(gettext_lazy("Workshops"), "tools", "plans:maker", "plans:makers"),
    "sale": Kind(gettext_lazy("Sales orders"), "coin", "sales:order", "sales:orders"),
    "own_order": Kind(gettext_lazy("Our orders at centres"), "shopping-cart", "shop:order", "shop:orders"),
    "invoice": Kind(gettext_lazy("Invoices"), "receipt", "billing:invoice", "billing:invoices"),
    "own_invoice": Kind(gettext_lazy("Our bills"), "receipt", "billing:invoice", "billing:invoices"),
    "delivery": Kind(gettext_lazy("Delivery notes"), "truck", "deliveries:record", "deliveries:list"),
    "own_delivery": Kind(gettext_lazy("Deliveries to us"), "truck", "deliveries:record", "deliveries:list"),
    "payment": Kind(gettext_lazy("Payments"), "building-bank", "billing:payment", "billing:payments"),
    "own_payment": Kind(gettext_lazy("What we paid"), "building-bank", "billing:payment", "billing:payments"),
    "purchase": Kind(gettext_lazy("Purchase orders"), "shopping-cart", "purchases:record", "purchases:list"),
    "received_order": Kind(gettext_lazy("Orders received"), "shopping-cart", "supplying:record", "supplying:list"),
    "outgoing": Kind(gettext_lazy("Payments we made"), "building-bank", "payables:payment", "payables:paid"),
    "trip": Kind(gettext_lazy("Trucks"), "truck", "trips:record", "trips:list"),
    "receipt": Kind(gettext_lazy("Goods receipts"), "scale", "purchases:record"),
    "round": Kind(gettext_lazy("Purchase rounds"), "users", "rounds:record", "rounds:list"),
    "own_round": Kind(gettext_lazy("Buying together"), "users", "joining:record", "joining:list"),
    "cut_job": Kind(gettext_lazy("Cutting lists"), "scissors", "cut_jobs:record", "cut_jobs:list"),
    "planned": Kind(gettext_lazy("Steel orders of the plan"), "route", "orders:record", "orders:list"),
}


def title_of(row: DocumentHit) -> str:
    """What people call a document; an order has no other name than its running number."""
    if row.kind == "sale":
        return order_words(row.object_id, row.state)
    if row.kind == "own_order":
        return _("Order %(number)s") % {"number": row.object_id}
    return row.title or _("without a number")


def state_of(row: DocumentHit) -> Status | None:
    """Its state as a word; None when it has none."""
    return CUT_STATES.get(row.state) if row.kind == "cut_job" else STATUSES.get(row.state)
