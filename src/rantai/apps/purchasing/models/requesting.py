"""What somebody of a centre wants bought, and what sellers answer when they are asked for a price."""

from typing import ClassVar

from django.db import models

from rantai.apps.catalog.models import NAME_LENGTH, Format
from rantai.apps.catalog.rules import at_least, one_of
from rantai.apps.parties.models import Organisation, User
from rantai.apps.purchasing.models.orders import PurchaseOrder

REQUISITION_STATES = ("open", "ordered", "cancelled")


class Requisition(models.Model):
    """A wish for steel outside rounds, open until it is ordered."""

    centre = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=NAME_LENGTH)
    needed_on = models.DateField()
    state = models.CharField(max_length=9, default="open")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    order = models.ForeignKey(PurchaseOrder, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [one_of("state", REQUISITION_STATES, "a_requisition_is_in_a_state_we_know")]
        indexes: ClassVar = [models.Index(fields=["centre", "state"], name="requisitions_of_a_centre")]


class RequisitionLine(models.Model):
    """One format that is wanted: pieces of sheets and bars, else grams."""

    requisition = models.ForeignKey(Requisition, on_delete=models.CASCADE, related_name="lines")
    format = models.ForeignKey(Format, on_delete=models.PROTECT, related_name="+")
    amount = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["requisition", "format"], name="a_requisition_names_a_format_once"),
            at_least(1, "amount", name="a_requisition_wants_something"),
        ]


class PriceAnswer(models.Model):
    """What one seller asks for one line of a requisition, delivered. A newer answer replaces the older."""

    line = models.ForeignKey(RequisitionLine, on_delete=models.CASCADE, related_name="answers")
    supplier = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    price_idr_t = models.BigIntegerField()
    lead_days = models.BigIntegerField()
    valid_to = models.DateField(null=True, blank=True)
    noted_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["line", "supplier"], name="a_seller_answers_a_line_once"),
            at_least(1, "price_idr_t", name="an_answer_has_a_price"),
            at_least(0, "lead_days", name="an_answer_has_no_negative_lead"),
        ]
