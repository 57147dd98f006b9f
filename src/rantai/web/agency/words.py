"""What pages say of one firm's steel at another's counter."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantai.apps.agency.queries import TermsRow
from rantai.web.layout import formats
from rantai.web.layout.pieces import Words

RULES: dict[str, Words] = {
    "percent": gettext_lazy("price of the counter less a percentage"),
    "per_kg": gettext_lazy("price of the counter less rupiah a kg"),
    "book": gettext_lazy("the owner's price list"),
}
RHYTHMS: dict[str, Words] = {
    "month": gettext_lazy("gathered, when either side asks"),
    "sale": gettext_lazy("with every sale"),
}
STATES = {"in_force": "active", "asked": "waiting", "later": "planned", "ended": "inactive"}
SETTLED = {"proposed": "waiting", "approved": "approved", "returned": "rejected"}
EVENTS: dict[str, Words] = {
    "propose": gettext_lazy("Written down"),
    "offer": gettext_lazy("Terms offered"),
    "agree": gettext_lazy("Terms agreed to"),
    "decline": gettext_lazy("Offer refused or taken back"),
    "end": gettext_lazy("Ended"),
    "bring": gettext_lazy("Steel of the owner written down"),
}
SETTLED_EVENTS: dict[str, Words] = {
    "propose": gettext_lazy("Asked for"),
    "approve": gettext_lazy("Approved by the owner"),
    "return": gettext_lazy("Sent back"),
}


def price_words(row: TermsRow) -> str:
    """What the seller owes, in a sentence's part."""
    if row.rule == "percent":
        return _("price of the counter less %(share)s") % {"share": formats.ppm(row.less_ppm)}
    if row.rule == "per_kg":
        return _("price of the counter less %(money)s a kg") % {"money": formats.rupiah(row.less_idr_kg)}
    return str(RULES["book"])


def price_figure(row: TermsRow | None) -> tuple[str, str, Words]:
    """The same as a key figure: value, unit, note."""
    if row is None:
        return formats.NOTHING, "", _("nothing agreed to yet")
    if row.rule == "book":
        return _("price list"), "", RULES["book"]
    value = formats.ppm(row.less_ppm) if row.rule == "percent" else formats.rupiah(row.less_idr_kg)
    return f"− {value}", "" if row.rule == "percent" else _("a kg"), _("off the price of the counter")


def terms_words(row: TermsRow) -> str:
    """Price, rhythm and days in one line."""
    due = _("due after %(days)s days") % {"days": formats.count(row.due_days)}
    return f"{price_words(row)} · {RHYTHMS[row.rhythm]} · {due}"
