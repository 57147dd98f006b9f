"""What people call the things of money."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy, pgettext_lazy

from rantai.web.layout.pieces import Words

KINDS: Mapping[str, Words] = {
    "cash": gettext_lazy("Cash"),
    "transfer": gettext_lazy("Bank transfer"),
    "giro": gettext_lazy("Giro"),
}
PAYMENT_EVENTS: Mapping[str, Words] = {
    "receive": gettext_lazy("Received"),
    "number": gettext_lazy("Number given"),
    "allocate": gettext_lazy("Used for an invoice"),
    "take_back": gettext_lazy("Use for an invoice taken back"),
    "honour": gettext_lazy("Giro honoured by the bank"),
    "bounce": gettext_lazy("Giro refused by the bank"),
    "refund": gettext_lazy("Given back"),
    "journal": gettext_lazy("Entered in the books"),
}
INVOICE_EVENTS: Mapping[str, Words] = {
    "invoice": pgettext_lazy("an invoice", "Written"),
    "number": gettext_lazy("Number given"),
    "credit": gettext_lazy("Credit note written"),
    "instalments": gettext_lazy("Instalments agreed"),
    "faktur": gettext_lazy("Number of the tax invoice entered"),
    "journal": gettext_lazy("Entered in the books"),
}
ENTRIES: Mapping[str, Words] = {
    "carried": gettext_lazy("Carried forward"),
    "invoice": gettext_lazy("Invoice"),
    "credit": gettext_lazy("Credit note"),
    "payment": gettext_lazy("Payment"),
    "refund": gettext_lazy("Given back"),
}
AGES: tuple[Words, ...] = (
    gettext_lazy("Not due yet"),
    gettext_lazy("1–30 days late"),
    gettext_lazy("31–60 days late"),
    gettext_lazy("61–90 days late"),
    gettext_lazy("More than 90 days late"),
)
REASONS: Mapping[str, Words] = {
    "payment": gettext_lazy("a payment that is kept already"),
    "number": gettext_lazy("the invoice's number stands in the text"),
    "amount": gettext_lazy("one invoice has exactly this amount open"),
    "name": gettext_lazy("the customer's name stands in the text"),
}
