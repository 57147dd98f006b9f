"""Who wants what, when: programmes, their lines of demand, goals and scenarios."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rantai.apps.catalog.models import CODE_LENGTH, NAME_LENGTH, Item
from rantai.apps.catalog.rules import at_least, one_of
from rantai.apps.parties.models import Organisation, Place


class Programme(models.Model):
    """The weeks that a plan looks at, and the name people use for them. One programme is the current one."""

    code = models.CharField(max_length=CODE_LENGTH, unique=True)
    name = models.CharField(max_length=NAME_LENGTH)
    start_date = models.DateField()
    weeks = models.BigIntegerField()
    consume_back_weeks = models.BigIntegerField(default=0)
    consume_ahead_weeks = models.BigIntegerField(default=0)
    is_example = models.BooleanField(default=False)
    is_current = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(weeks__range=(1, 520)), name="a_programme_has_one_to_520_weeks"),
            at_least(0, "consume_back_weeks", "consume_ahead_weeks", name="forecasts_are_used_up_over_whole_weeks"),
            models.UniqueConstraint(
                fields=["is_current"], condition=Q(is_current=True), name="one_programme_is_the_current_one"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Goal(models.Model):
    """What the allocation aims at, the most important first. Without rows the plan's own order holds."""

    class Kind(models.TextChoices):
        ON_TIME = "on_time", _("on time")
        LOCAL_FIRST = "local_first", _("near workshops first")
        SPREAD_WORK = "spread_work", _("work spread fairly")
        COST = "cost", _("cost")

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="goals")
    rank = models.BigIntegerField()
    goal = models.CharField(max_length=12, choices=Kind.choices)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["programme", "rank"], name="a_programme_has_one_goal_at_each_rank"),
            models.CheckConstraint(condition=Q(rank__range=(1, 4)), name="a_goal_has_a_rank_from_one_to_four"),
            one_of("goal", ("on_time", "local_first", "spread_work", "cost"), "a_goal_is_one_we_know"),
        ]


class SplitRule(models.Model):
    """By which rule those who use a pooled order share its price. Without a row: in proportion to need."""

    class Rule(models.TextChoices):
        PROPORTIONAL = "proportional", _("in proportion to need")
        SHAPLEY = "shapley", _("Shapley")
        LEASTCORE = "leastcore", _("least core")
        NUCLEOLUS = "nucleolus", _("nucleolus")

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="split_rules")
    what = models.CharField(max_length=20, default="steel_orders")
    rule = models.CharField(max_length=20, choices=Rule.choices)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["programme", "what"], name="a_programme_splits_by_one_rule"),
            one_of("what", ("steel_orders",), "what_is_split_is_one_we_know"),
            one_of("rule", ("proportional", "shapley", "leastcore", "nucleolus"), "a_split_rule_is_one_we_know"),
        ]


class DemandLineQuerySet(models.QuerySet["DemandLine"]):
    def wanted(self) -> "DemandLineQuerySet":
        """Lines that have not been withdrawn."""
        return self.filter(withdrawn_at__isnull=True)


class DemandLine(models.Model):
    """Vehicles for a village, call-offs of a buyer, or spare parts. Withdrawn lines stay: plans were made of them."""

    class Kind(models.TextChoices):
        PROGRAMME = "programme", _("programme")
        CALL_OFF = "call_off", _("call-off of a buyer")
        AFTERMARKET = "aftermarket", _("spare parts")

    class Firmness(models.TextChoices):
        FIRM = "firm", _("firm")
        FORECAST = "forecast", _("forecast")

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="lines")
    code = models.CharField(max_length=CODE_LENGTH)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="demand_lines")
    customer = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="demand_lines")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="demand_lines")
    due_date = models.DateField()
    quantity_pieces = models.BigIntegerField()
    priority = models.BigIntegerField()
    firmness = models.CharField(max_length=8, choices=Firmness.choices)
    material_owner = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="demand_lines_supplied"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = DemandLineQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["programme", "code"], name="a_line_of_demand_has_a_code_of_its_own"),
            at_least(1, "quantity_pieces", name="a_line_of_demand_wants_at_least_one_piece"),
            models.CheckConstraint(condition=Q(priority__range=(1, 9)), name="a_priority_is_from_one_to_nine"),
            one_of("kind", ("programme", "call_off", "aftermarket"), "a_line_of_demand_is_of_a_kind_we_know"),
            one_of("firmness", ("firm", "forecast"), "a_line_of_demand_is_firm_or_forecast"),
        ]
        indexes: ClassVar = [models.Index(fields=["programme", "place", "due_date"], name="demand_by_place_and_day")]

    def __str__(self) -> str:
        return self.code


class Scenario(models.Model):
    """A volume of the programme to plan for instead of the one in the lines of demand."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="scenarios")
    code = models.CharField(max_length=CODE_LENGTH)
    name = models.CharField(max_length=NAME_LENGTH)
    vehicles_pieces = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["programme", "code"], name="a_scenario_has_a_code_of_its_own"),
            at_least(1, "vehicles_pieces", name="a_scenario_wants_at_least_one_vehicle"),
        ]

    def __str__(self) -> str:
        return self.name
