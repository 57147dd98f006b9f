"""What makers can do: machines and people in minutes a week, short weeks, and who may make what."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from rantai.apps.catalog.models import CODE_LENGTH, NAME_LENGTH, Item, Process
from rantai.apps.catalog.rules import at_least
from rantai.apps.parties.models import Organisation, Place


class Resource(models.Model):
    """Machines or people of a maker that do one process."""

    code = models.CharField(max_length=CODE_LENGTH, unique=True)
    maker = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="resources")
    process = models.ForeignKey(Process, on_delete=models.PROTECT, related_name="resources")
    name = models.CharField(max_length=NAME_LENGTH)
    bed_length_um = models.BigIntegerField(default=0)
    minutes_week = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [at_least(0, "bed_length_um", "minutes_week", name="a_resource_has_no_negative_hours")]

    def __str__(self) -> str:
        return self.name


class Tool(models.Model):
    """A die, jig or mould without which an item cannot be made, and the maker where it lies."""

    code = models.CharField(max_length=CODE_LENGTH, unique=True)
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="tools")
    holder = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="tools")

    def __str__(self) -> str:
        return self.code


class Trial(models.Model):
    """A maker that is still on trial for an item, and the most pieces it may make of it."""

    maker = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="trials")
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="trials")
    most_pieces = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["maker", "item"], name="a_maker_is_on_trial_once_for_an_item"),
            at_least(0, "most_pieces", name="a_trial_allows_no_negative_pieces"),
        ]


class SetUp(models.Model):
    """Minutes that a maker needs to set one process up for an item."""

    maker = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="set_ups")
    process = models.ForeignKey(Process, on_delete=models.PROTECT, related_name="set_ups")
    setup_minutes = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["maker", "process"], name="a_process_of_a_maker_is_set_up_one_way"),
            at_least(1, "setup_minutes", name="a_set_up_takes_time"),
        ]


class SourceLimit(models.Model):
    """An item of which no single maker or seller may give more than a part."""

    item = models.OneToOneField(Item, on_delete=models.CASCADE, related_name="source_limit")
    max_source_ppm = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(max_source_ppm__range=(1, 1_000_000)), name="a_source_gives_at_most_all"
            ),
        ]


class Score(models.Model):
    """How a maker's quality, cost and delivery were found, from 0 to 100, and what that rests on."""

    maker = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="score")
    quality_points = models.BigIntegerField()
    cost_points = models.BigIntegerField()
    delivery_points = models.BigIntegerField()
    basis = models.CharField(max_length=NAME_LENGTH)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(quality_points__range=(0, 100))
                & Q(cost_points__range=(0, 100))
                & Q(delivery_points__range=(0, 100)),
                name="points_lie_between_0_and_100",
            ),
        ]


class ScoreGate(models.Model):
    """An item that is made only by makers with at least so many points."""

    item = models.OneToOneField(Item, on_delete=models.CASCADE, related_name="score_gate")
    least_quality_points = models.BigIntegerField(default=0)
    least_cost_points = models.BigIntegerField(default=0)
    least_delivery_points = models.BigIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(least_quality_points__range=(0, 100))
                & Q(least_cost_points__range=(0, 100))
                & Q(least_delivery_points__range=(0, 100)),
                name="a_gate_asks_for_0_to_100_points",
            ),
        ]


class Road(models.Model):
    """How parts come from a place to another: days, and freight by mass."""

    from_place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="roads_from")
    to_place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="roads_to")
    road_days = models.BigIntegerField()
    price_idr_kg = models.BigIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["from_place", "to_place"], name="two_places_have_one_road"),
            at_least(0, "road_days", "price_idr_kg", name="a_road_takes_no_negative_days_or_money"),
        ]


class SmallestShare(models.Model):
    """What a maker of an item must get so that work for it is worth while."""

    maker = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="smallest_shares")
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="smallest_shares")
    min_share_ppm = models.BigIntegerField(default=0)
    batch_pieces = models.BigIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["maker", "item"], name="a_maker_has_one_smallest_share_of_an_item"),
            at_least(0, "batch_pieces", name="a_batch_has_no_negative_pieces"),
            models.CheckConstraint(
                condition=Q(min_share_ppm__range=(0, 1_000_000)), name="a_smallest_share_is_at_most_all"
            ),
        ]


class LeastJob(models.Model):
    """Work below which nobody sets up for a process."""

    process = models.OneToOneField(Process, on_delete=models.CASCADE, related_name="least_job")
    least_minutes = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [at_least(1, "least_minutes", name="a_least_job_takes_time")]


class CustomerLimit(models.Model):
    """A maker that must not hang on one customer."""

    maker = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="customer_limit")
    max_customer_ppm = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(max_customer_ppm__range=(1, 1_000_000)), name="a_customer_gets_at_most_all_minutes"
            ),
        ]


class CalendarWeek(models.Model):
    """A week, named by its Monday, in which less than a full week is worked."""

    week_date = models.DateField(unique=True)
    working_ppm = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(working_ppm__range=(0, 1_000_000)), name="a_week_is_worked_at_most_once"
            ),
        ]


class CapacityOption(models.Model):
    """Minutes of a resource that can be had for money: overtime, a second shift, a hired machine."""

    code = models.CharField(max_length=CODE_LENGTH, unique=True)
    name = models.CharField(max_length=NAME_LENGTH)
    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="options")
    minutes_week = models.BigIntegerField()
    price_idr_minute = models.BigIntegerField()
    fixed_idr_week = models.BigIntegerField(default=0)
    from_date = models.DateField(null=True, blank=True)
    to_date = models.DateField(null=True, blank=True)
    is_approved = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            at_least(1, "minutes_week", name="an_option_adds_at_least_a_minute_a_week"),
            at_least(0, "price_idr_minute", "fixed_idr_week", name="minutes_for_money_are_not_paid_below_nothing"),
            models.CheckConstraint(
                condition=Q(from_date__isnull=True) | Q(to_date__isnull=True) | Q(to_date__gte=F("from_date")),
                name="an_option_does_not_end_before_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Capability(models.Model):
    """A maker that may make an item: its price, its lead time, the largest share it may get."""

    maker = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="capabilities")
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="capabilities")
    price_idr_each = models.BigIntegerField()
    lead_weeks = models.BigIntegerField()
    max_share_ppm = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["maker", "item"], name="a_maker_is_listed_once_for_an_item"),
            at_least(0, "price_idr_each", name="work_is_not_paid_below_nothing"),
            at_least(1, "lead_weeks", name="a_maker_needs_at_least_a_week"),
            models.CheckConstraint(
                condition=Q(max_share_ppm__range=(1, 1_000_000)), name="a_share_is_more_than_nothing_and_at_most_all"
            ),
        ]
