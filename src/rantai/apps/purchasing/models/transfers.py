"""Drafts of steel that is sent from one centre to another."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from rantai.apps.catalog.models import CODE_LENGTH, Format
from rantai.apps.catalog.rules import at_least, one_of
from rantai.apps.demand.models import Programme
from rantai.apps.parties.models import Organisation

STATES = ("draft", "withdrawn")


class TransferDraft(models.Model):
    """Steel at hand that is to be sent from one Material Center to another in one week. It binds nobody."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="transfer_drafts")
    plan_run = models.BigIntegerField()
    transfer_code = models.CharField(max_length=255)
    source_code = models.CharField(max_length=CODE_LENGTH)
    format = models.ForeignKey(Format, on_delete=models.PROTECT, related_name="+")
    from_centre = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    to_centre = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    send_date = models.DateField()
    usable_date = models.DateField()
    quantity_pieces = models.BigIntegerField()
    mass_g = models.BigIntegerField()
    cost_idr = models.BigIntegerField()
    state = models.CharField(max_length=9, default="draft")
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            one_of("state", STATES, "a_transfer_is_a_draft_or_withdrawn"),
            models.UniqueConstraint(
                fields=["programme", "source_code", "to_centre", "send_date"],
                condition=Q(state="draft"),
                name="a_lot_is_sent_to_a_centre_once_a_week",
            ),
            at_least(0, "quantity_pieces", "cost_idr", name="a_transfer_is_never_negative"),
            at_least(1, "mass_g", name="a_transfer_moves_something"),
        ]
