"""What a round offers its members: formats, and sellers' terms as they stood when it opened.

Terms are a copy: the price book goes on changing, and a member must find what it read when it stated its amount.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from rantai.apps.catalog.models import CODE_LENGTH, Format
from rantai.apps.catalog.rules import at_least
from rantai.apps.parties.models import Organisation
from rantai.apps.purchasing.models.drafts import PurchaseRound


class RoundSteel(models.Model):
    """A format that members may state. `most_g`: no more of it can be had; 0: as much as is wanted."""

    round = models.ForeignKey(PurchaseRound, on_delete=models.CASCADE, related_name="steels")
    format = models.ForeignKey(Format, on_delete=models.PROTECT, related_name="+")
    most_g = models.BigIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "format"], name="a_round_offers_a_format_once"),
            at_least(0, "most_g", name="a_round_offers_no_negative_mass"),
        ]


class RoundSeller(models.Model):
    """Who sells in the round: least mass of a whole order, and what one truck carries and costs."""

    round = models.ForeignKey(PurchaseRound, on_delete=models.CASCADE, related_name="sellers")
    supplier = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    min_order_g = models.BigIntegerField(default=0)
    truck_g = models.BigIntegerField(default=0)
    truck_idr = models.BigIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "supplier"], name="a_seller_stands_once_in_a_round"),
            at_least(0, "min_order_g", "truck_g", "truck_idr", name="a_seller_of_a_round_asks_nothing_negative"),
            models.CheckConstraint(
                condition=Q(truck_g__gt=0) | Q(truck_idr=0), name="a_truck_that_costs_carries_something"
            ),
        ]


class RoundTerms(models.Model):
    """One seller's terms for one format of the round, as the price book had them."""

    round = models.ForeignKey(PurchaseRound, on_delete=models.CASCADE, related_name="terms")
    code = models.CharField(max_length=CODE_LENGTH)
    supplier = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    format = models.ForeignKey(Format, on_delete=models.PROTECT, related_name="+")
    min_order_g = models.BigIntegerField()
    multiple_g = models.BigIntegerField(default=0)
    coil_min_g = models.BigIntegerField(default=0)
    coil_max_g = models.BigIntegerField(default=0)
    lead_days = models.BigIntegerField()
    basis = models.CharField(max_length=400)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "code"], name="terms_stand_once_in_a_round"),
            at_least(0, "min_order_g", "multiple_g", "coil_min_g", "lead_days", name="terms_ask_nothing_negative"),
            models.CheckConstraint(
                condition=Q(coil_max_g__gte=F("coil_min_g")), name="terms_have_coils_from_light_to_heavy"
            ),
        ]


class RoundTier(models.Model):
    """The indicative price of terms from a mass on."""

    terms = models.ForeignKey(RoundTerms, on_delete=models.CASCADE, related_name="tiers")
    from_g = models.BigIntegerField()
    price_idr_t = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["terms", "from_g"], name="terms_have_one_price_from_each_mass"),
            at_least(0, "from_g", name="a_tier_of_a_round_begins_at_a_mass"),
            at_least(1, "price_idr_t", name="a_tier_of_a_round_costs_something"),
        ]
