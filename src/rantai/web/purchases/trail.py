"""Where the pages of buying lie."""

from django.urls import reverse
from django.utils.translation import gettext as _

from rantai.web.layout.pieces import Crumb


def trail(*more: Crumb) -> list[Crumb]:
    """Where the pages of buying lie."""
    return [Crumb(_("Purchase orders"), reverse("purchases:list")), *more]
