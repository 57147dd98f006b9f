"""Steel that passed from its owner to the firm that sold it, and what is settled for it. Money whole rupiah.

A handover is written with the delivery (or the return) whose steel it is, priced by the terms of its day. Handovers
are gathered in a settlement; when the owner has approved it, it is the owner's invoice and the seller's debt.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from rantai.apps.agency.models import Agency, AgencyTerms
from rantai.apps.catalog.models import NAME_LENGTH
from rantai.apps.catalog.rules import at_least, one_of
from rantai.apps.parties.models import Organisation, User
from rantai.apps.sales.models import Invoice
from rantai.apps.stock.models import MaterialLot

STATES = ("proposed", "approved", "returned")
KINDS = ("sale", "back")


class Settlement(models.Model):
    """Handovers of a stretch of days, asked for by either side and approved by the owner of the steel."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="settlements")
    state = models.CharField(max_length=8)
    through_on = models.DateField()
    net_idr = models.BigIntegerField()
    invoice = models.OneToOneField(Invoice, null=True, blank=True, on_delete=models.PROTECT, related_name="settlement")
    proposed_by_firm = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    proposed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)  # approved or sent back
    reason = models.CharField(max_length=NAME_LENGTH, blank=True)
    lines = models.JSONField(default=list)  # as approved or sent back, for reprints

    class Meta:
        constraints: ClassVar = [
            one_of("state", STATES, "a_settlement_is_in_a_state_we_know"),
            at_least(1, "net_idr", name="a_settlement_is_of_something"),
            models.CheckConstraint(
                condition=Q(state="approved", invoice__isnull=False) | (~Q(state="approved") & Q(invoice__isnull=True)),
                name="an_approved_settlement_is_invoiced",
            ),
            models.CheckConstraint(
                condition=Q(state="proposed", ended_at__isnull=True)
                | (~Q(state="proposed") & Q(ended_at__isnull=False)),
                name="a_settlement_that_ended_has_its_moment",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["agency", "-id"], name="settlements_by_agency")]


class Handover(models.Model):
    """Pieces of one lot that passed from owner to seller on their way to a customer, or that came back.

    `delivery_id` and `line_id` are the seller's own paper; the owner never sees them. `net_idr`: what the seller owes
    without tax. `cost_idr`: what the sold lot cost the seller in the ledger, a tax it cannot reclaim among it.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="handovers")
    terms = models.ForeignKey(AgencyTerms, on_delete=models.PROTECT, related_name="+")
    settlement = models.ForeignKey(
        Settlement, null=True, blank=True, on_delete=models.PROTECT, related_name="handovers"
    )
    kind = models.CharField(max_length=4)
    on = models.DateField()
    delivery_id = models.BigIntegerField()
    line_id = models.BigIntegerField()
    owner_lot = models.ForeignKey(MaterialLot, on_delete=models.PROTECT, related_name="+")
    sold_lot = models.ForeignKey(MaterialLot, on_delete=models.PROTECT, related_name="handovers")
    undoes = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="undone_by")
    pieces = models.BigIntegerField()
    grams = models.BigIntegerField()
    net_idr = models.BigIntegerField()
    cost_idr = models.BigIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            one_of("kind", KINDS, "steel_passes_to_its_seller_or_back"),
            at_least(0, "pieces", "net_idr", "cost_idr", name="a_handover_has_nothing_negative"),
            at_least(1, "grams", name="a_handover_weighs_something"),
            models.CheckConstraint(
                condition=Q(kind="sale", undoes__isnull=True) | Q(kind="back", undoes__isnull=False),
                name="what_comes_back_was_handed_over",
            ),
            models.CheckConstraint(condition=~Q(owner_lot=F("sold_lot")), name="a_lot_has_one_owner_for_life"),
            models.UniqueConstraint(
                fields=["sold_lot"], condition=Q(kind="sale"), name="a_lot_is_bought_from_its_owner_once"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["agency", "settlement", "on"], name="handovers_to_settle"),
        ]
