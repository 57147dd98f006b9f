"""What makers can do: machines and people in minutes a week, short weeks, and who may make what."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from rantai.apps.catalog.models import CODE_LENGTH, NAME_LENGTH, Item, Process
from rantai.apps.catalog.rules import at_least
from rantai.apps.parties.models import Organisation


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
