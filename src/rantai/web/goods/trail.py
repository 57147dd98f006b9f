"""The place line of this room: below the price book."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from rantai.web.layout.pieces import Crumb


def trail(*more: Crumb) -> list[Crumb]:
    """Price book, goods and services, then `more`."""
    first = [Crumb(_("Price book"), reverse("pricing:book")), Crumb(_("Goods and services"), reverse("goods:list"))]
    return [*first, *more]
