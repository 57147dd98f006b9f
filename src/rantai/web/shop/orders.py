"""Whose orders a customer meets, and what it calls them."""

from __future__ import annotations

from django.utils.translation import gettext as _

from rantai.apps.sales import queries
from rantai.apps.sales.queries import OrderRow
from rantai.web.access import Request, found, organisation_id


def get_order_for(request: Request, order_id: int) -> OrderRow:
    """An order of the reader's own firm."""
    row = found(queries.order(order_id))
    return found(row if row.customer_id == organisation_id(request) else None)


def own_words(order_id: int) -> str:
    """What a customer calls its order."""
    return _("Order %(number)s") % {"number": order_id}
