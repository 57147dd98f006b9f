"""What a plan said, row by row: the tables of `engine/plan/answer.py` under the same names, once per run.

The rows hold codes, not foreign keys, so that an old plan stays readable when master data moves on.
"""

from typing import ClassVar

from django.db import models

from rantai.apps.planning.models.runs import PlanRun


class PlanRow(models.Model):
    """A row of one run's plan; written in bulk when it is published, never changed."""

    # No index of its own: every table's unique constraint begins with the run, and a second one misleads SQLite.
    run = models.ForeignKey(PlanRun, on_delete=models.CASCADE, related_name="+", db_index=False)

    class Meta:
        abstract = True


class PlanOrder(PlanRow):
    """What must be made: one lot of a made item, ready in one week, after stock and receipts."""

    order_code = models.CharField(max_length=255)
    item_code = models.CharField(max_length=255)
    material_owner_code = models.CharField(max_length=255, blank=True)
    need_week = models.BigIntegerField()
    quantity_pieces = models.BigIntegerField()
    ready_week = models.BigIntegerField()
    late_weeks = models.BigIntegerField()
    short_pieces = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "order_code"], name="an_order_has_a_code_of_its_own_in_a_plan"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["run", "item_code", "need_week"], name="planorder_by_item_need_week"),
        ]


class Job(PlanRow):
    """Who makes how many of an order, and when."""

    job_code = models.CharField(max_length=255)
    order_code = models.CharField(max_length=255)
    item_code = models.CharField(max_length=255)
    maker_code = models.CharField(max_length=255)
    made_week = models.BigIntegerField()
    material_week = models.BigIntegerField()
    quantity_pieces = models.BigIntegerField()
    price_idr_each = models.BigIntegerField()
    cost_idr = models.BigIntegerField()
    late_weeks = models.BigIntegerField()
    locality = models.CharField(max_length=20)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "job_code"], name="a_job_has_a_code_of_its_own_in_a_plan"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["run", "maker_code", "made_week"], name="job_by_maker_made_week"),
            models.Index(fields=["run", "order_code"], name="job_by_order"),
        ]


class ComponentOrder(PlanRow):
    """Components bought ready made, also parts that no local maker could take."""

    component_order_code = models.CharField(max_length=255)
    item_code = models.CharField(max_length=255)
    supplier_code = models.CharField(max_length=255)
    order_code = models.CharField(max_length=255, blank=True)
    order_week = models.BigIntegerField()
    need_week = models.BigIntegerField()
    arrival_week = models.BigIntegerField()
    quantity_pieces = models.BigIntegerField()
    cost_idr = models.BigIntegerField()
    late_weeks = models.BigIntegerField()
    origin = models.CharField(max_length=20)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["run", "component_order_code"], name="a_component_order_has_a_code_of_its_own_in_a_plan"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["run", "order_code"], name="componentorder_by_order"),
        ]


class Pattern(PlanRow):
    """One way of cutting one format, and how often, for one centre and need week."""

    pattern_code = models.CharField(max_length=255)
    centre_code = models.CharField(max_length=255)
    owner_code = models.CharField(max_length=255, blank=True)
    format_code = models.CharField(max_length=255)
    remnant_code = models.CharField(max_length=255, blank=True)
    week = models.BigIntegerField()
    count_pieces = models.BigIntegerField()
    length_um = models.BigIntegerField()
    width_um = models.BigIntegerField()
    used_um2 = models.BigIntegerField()
    mass_g = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "pattern_code"], name="a_pattern_has_a_code_of_its_own_in_a_plan"),
        ]


class PatternPiece(PlanRow):
    """A blank on a pattern. x runs along the stock's length from the untrimmed lower-left corner."""

    pattern_code = models.CharField(max_length=255)
    piece = models.BigIntegerField()
    item_code = models.CharField(max_length=255)
    x_um = models.BigIntegerField()
    y_um = models.BigIntegerField()
    length_um = models.BigIntegerField()
    width_um = models.BigIntegerField()
    is_turned = models.BooleanField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "pattern_code", "piece"], name="a_blank_lies_once_on_a_pattern"),
        ]


class BlankUse(PlanRow):
    """Which job gets the blanks of a pattern."""

    pattern_code = models.CharField(max_length=255)
    job_code = models.CharField(max_length=255)
    quantity_blanks = models.BigIntegerField()
    mass_g = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["run", "pattern_code", "job_code"], name="a_job_takes_blanks_of_a_pattern_once"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["run", "job_code"], name="blankuse_by_job"),
        ]


class MaterialOrder(PlanRow):
    """What to order at which mill or trader, when, and why so much."""

    material_order_code = models.CharField(max_length=255)
    offer_code = models.CharField(max_length=255)
    supplier_code = models.CharField(max_length=255)
    format_code = models.CharField(max_length=255)
    order_week = models.BigIntegerField()
    arrival_week = models.BigIntegerField()
    quantity_pieces = models.BigIntegerField()
    mass_g = models.BigIntegerField()
    tier_from_g = models.BigIntegerField()
    price_idr_t = models.BigIntegerField()
    cost_idr = models.BigIntegerField()
    needed_g = models.BigIntegerField()
    leftover_g = models.BigIntegerField()
    months_cover = models.FloatField()
    alone_idr = models.BigIntegerField()
    has_alone_price = models.BooleanField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["run", "material_order_code"], name="a_material_order_has_a_code_of_its_own_in_a_plan"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["run", "supplier_code"], name="materialorder_by_supplier"),
        ]


class CostSplit(PlanRow):
    """By which rule those who use a steel order pay it, and what that is worth."""

    material_order_code = models.CharField(max_length=255)
    rule = models.CharField(max_length=255)
    payers = models.BigIntegerField()
    cost_idr = models.BigIntegerField()
    alone_idr = models.BigIntegerField()
    excess_idr = models.BigIntegerField()
    bound_idr = models.BigIntegerField()
    core = models.CharField(max_length=255)
    caps_kept = models.BooleanField()
    reason_code = models.CharField(max_length=255, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "material_order_code"], name="a_steel_order_is_split_once"),
        ]


class CostShare(PlanRow):
    """Who pays how much of a steel order."""

    material_order_code = models.CharField(max_length=255)
    payer_code = models.CharField(max_length=255)
    needed_g = models.BigIntegerField()
    share_idr = models.BigIntegerField()
    alone_idr = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["run", "material_order_code", "payer_code"], name="a_firm_pays_a_steel_order_once"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["run", "payer_code"], name="costshare_by_payer"),
        ]


class MaterialUse(PlanRow):
    """Which steel serves which pattern or loose job."""

    source_code = models.CharField(max_length=255)
    source_kind = models.CharField(max_length=20)
    consumer_code = models.CharField(max_length=255)
    quantity_pieces = models.BigIntegerField()
    mass_g = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["run", "source_code", "consumer_code"], name="a_source_serves_a_consumer_once"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["run", "consumer_code"], name="materialuse_by_consumer"),
        ]


class Peg(PlanRow):
    """One link of the chain, from what supplies to what is supplied."""

    supply_code = models.CharField(max_length=255)
    supply_kind = models.CharField(max_length=20)
    consumer_code = models.CharField(max_length=255)
    consumer_kind = models.CharField(max_length=20)
    quantity_pieces = models.BigIntegerField()
    mass_g = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["run", "supply_code", "consumer_code"], name="two_ends_are_linked_once_in_a_plan"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["run", "consumer_code"], name="peg_by_consumer"),
        ]


class Promise(PlanRow):
    """What each line of demand gets, and when."""

    demand_code = models.CharField(max_length=255)
    due_week = models.BigIntegerField()
    promise_week = models.BigIntegerField()
    quantity_pieces = models.BigIntegerField()
    on_time_pieces = models.BigIntegerField()
    late_pieces = models.BigIntegerField()
    short_pieces = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "demand_code"], name="a_line_of_demand_gets_one_promise_in_a_plan"),
        ]


class Load(PlanRow):
    """Work on a resource in a week; weeks without work are left out."""

    resource_code = models.CharField(max_length=255)
    week = models.BigIntegerField()
    load_minutes = models.BigIntegerField()
    capacity_minutes = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["run", "resource_code", "week"], name="a_resource_has_one_load_a_week_in_a_plan"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["run", "week"], name="load_by_week"),
        ]


class Reason(PlanRow):
    """Why something is late, short, went elsewhere, or fits nowhere."""

    subject_code = models.CharField(max_length=255)
    subject_kind = models.CharField(max_length=20)
    kind = models.CharField(max_length=20)
    reason_code = models.CharField(max_length=40)
    resource_code = models.CharField(max_length=255)
    week = models.BigIntegerField()
    amount = models.BigIntegerField()
    unit = models.CharField(max_length=20)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["run", "subject_code", "kind", "reason_code", "resource_code", "week"],
                name="a_reason_is_given_once_in_a_plan",
            ),
        ]


class Overtime(PlanRow):
    """Minutes for money that the plan uses, of approved options."""

    option_code = models.CharField(max_length=255)
    week = models.BigIntegerField()
    minutes = models.BigIntegerField()
    cost_idr = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["run", "option_code", "week"], name="an_option_is_used_once_a_week_in_a_plan"
            ),
        ]


class Journey(PlanRow):
    """A job whose pieces come over a road to the home of their item."""

    job_code = models.CharField(max_length=255)
    from_place_code = models.CharField(max_length=255)
    to_place_code = models.CharField(max_length=255)
    arrival_week = models.BigIntegerField()
    mass_g = models.BigIntegerField()
    cost_idr = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "job_code"], name="a_job_has_one_journey_in_a_plan"),
        ]


class WayOut(PlanRow):
    """What an option that is not approved would do for an order that is late or short."""

    order_code = models.CharField(max_length=255)
    option_code = models.CharField(max_length=255)
    first_week = models.BigIntegerField()
    last_week = models.BigIntegerField()
    minutes = models.BigIntegerField()
    cost_idr = models.BigIntegerField()
    pieces = models.BigIntegerField()
    piece_weeks = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["run", "order_code", "option_code"], name="an_option_is_a_way_out_once_for_an_order_in_a_plan"
            ),
        ]


class HourValue(PlanRow):
    """What one more hour of a full resource would be worth in a week."""

    resource_code = models.CharField(max_length=255)
    week = models.BigIntegerField()
    pieces = models.BigIntegerField()
    piece_weeks = models.BigIntegerField()
    saving_idr = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["run", "resource_code", "week"], name="an_hour_of_a_resource_has_one_value_a_week_in_a_plan"
            ),
        ]


class Bound(PlanRow):
    """How good each stage proves to be, goal by goal or group by group."""

    stage = models.CharField(max_length=20)
    part = models.CharField(max_length=120)
    status = models.CharField(max_length=20)
    objective = models.BigIntegerField()
    bound = models.BigIntegerField()
    unit = models.CharField(max_length=20)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "stage", "part"], name="a_part_of_a_stage_has_one_bound_in_a_plan"),
        ]


class Name(PlanRow):
    """Names of everything the plan speaks of, so that a plan can be explained without its input."""

    named_code = models.CharField(max_length=255)
    kind = models.CharField(max_length=40)
    name_id = models.CharField(max_length=255)
    name_en = models.CharField(max_length=255)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["run", "named_code", "kind"], name="a_code_has_one_name_of_a_kind_in_a_plan"
            ),
        ]
