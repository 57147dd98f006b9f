"""What a plan said of buying on sellers' terms: the tables of `engine/plan/answer_buying.py`, once per run."""

from typing import ClassVar

from django.db import models

from rantai.apps.planning.models.answers import PlanRow


class Transfer(PlanRow):
    """Steel at hand that is sent from one Material Center to another."""

    transfer_code = models.CharField(max_length=255)
    source_code = models.CharField(max_length=255)
    format_code = models.CharField(max_length=255)
    from_code = models.CharField(max_length=255)
    to_code = models.CharField(max_length=255)
    send_week = models.BigIntegerField()
    usable_week = models.BigIntegerField()
    quantity_pieces = models.BigIntegerField()
    mass_g = models.BigIntegerField()
    cost_idr = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "transfer_code"], name="a_transfer_has_a_code_of_its_own_in_a_plan"),
        ]


class SupplierOrder(PlanRow):
    """Steel orders at one seller in one week as the one order that its terms speak of."""

    supplier_code = models.CharField(max_length=255)
    order_week = models.BigIntegerField()
    mass_g = models.BigIntegerField()
    value_idr = models.BigIntegerField()
    rebate_ppm = models.BigIntegerField()
    cost_idr = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["run", "supplier_code", "order_week"], name="a_seller_gets_one_whole_order_a_week_in_a_plan"
            ),
        ]


class SteelLoad(PlanRow):
    """Trucks that bring steel from a seller in a week."""

    supplier_code = models.CharField(max_length=255)
    arrival_week = models.BigIntegerField()
    mass_g = models.BigIntegerField()
    trucks = models.BigIntegerField()
    back_trucks = models.BigIntegerField()
    cost_idr = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["run", "supplier_code", "arrival_week"], name="a_seller_sends_one_load_a_week_in_a_plan"
            ),
        ]


class SurplusWay(PlanRow):
    """A way out where a seller's least order is more than the plan needs."""

    subject_code = models.CharField(max_length=255)
    way = models.CharField(max_length=20)
    offer_code = models.CharField(max_length=255)
    is_taken = models.BooleanField()
    order_week = models.BigIntegerField()
    mass_g = models.BigIntegerField()
    surplus_g = models.BigIntegerField()
    months_cover = models.FloatField()
    cost_idr = models.BigIntegerField()
    tied_idr = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["run", "subject_code", "way", "offer_code"], name="a_way_out_of_a_surplus_is_told_once"
            ),
        ]


class SteelWorth(PlanRow):
    """What one tonne more of a format from a week on would save."""

    format_code = models.CharField(max_length=255)
    week = models.BigIntegerField()
    mass_g = models.BigIntegerField()
    saving_idr = models.BigIntegerField()
    doubt_idr = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "format_code", "week"], name="steel_is_worth_one_sum_a_week"),
        ]


class SupplyShare(PlanRow):
    """Who gets how much of steel that is short (`engine/plan/answer_sharing.py`)."""

    material_code = models.CharField(max_length=255)
    party_code = models.CharField(max_length=255)
    basis = models.CharField(max_length=20)
    cause = models.CharField(max_length=20, default="time")
    committed_g = models.BigIntegerField()
    wanted_g = models.BigIntegerField()
    share_g = models.BigIntegerField()
    unmet_g = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["run", "material_code", "party_code"], name="short_steel_is_shared_once_in_a_plan"
            ),
        ]
