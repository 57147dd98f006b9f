"""What a journal was written for, in words."""

from django.utils.translation import gettext_lazy as _

KIND_WORDS = {
    "stock": _("steel moved"),
    "invoice": _("invoice"),
    "credit": _("credit note"),
    "payment": _("payment received"),
    "allocation": _("payment used"),
    "release": _("payment freed"),
    "refund": _("payment given back"),
    "bill": _("seller's bill"),
    "supplier": _("credit from a seller"),
    "paid": _("payment made"),
    "cashed": _("our giro cashed"),
    "unpaid": _("payment taken back"),
    "handover": _("steel sold for its owner"),
    "goods": _("goods moved"),
}
