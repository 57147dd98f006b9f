"""The one limit of a customer at a centre. Whoever adds to what the customer owes locks this row first."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from rantai.apps.catalog.rules import at_least
from rantai.apps.parties.models import Organisation


class CreditLine(models.Model):
    """How much a centre lends a customer at most, over orders, invoices, shelves and rounds together.

    Without a row nothing was agreed: nothing is sold on credit, and a round asks for its deposit only.
    """

    seller = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="credit_lines")
    customer = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="credit_lines_at_sellers")
    limit_idr = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["seller", "customer"], name="a_customer_has_one_limit_at_a_centre"),
            models.CheckConstraint(condition=~Q(seller=F("customer")), name="nobody_lends_to_themselves"),
            at_least(0, "limit_idr", name="a_limit_is_not_negative"),
        ]
