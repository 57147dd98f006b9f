"""What people ask of a plan: a named list of changes over a base run, kept as rows."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from rantai.apps.catalog.models import NAME_LENGTH
from rantai.apps.catalog.rules import at_least, one_of
from rantai.apps.demand.models import Programme
from rantai.apps.parties.models import Organisation, User


class WhatIf(models.Model):
    """A scenario: changes over a plan. It opens at once, and is planned when somebody asks for it.

    base_run: the plan whose frozen input it changes; none when that plan was forgotten. band and side: the low or the
    high end of one band of demand. earlier: lists of changes before each edit, the newest last, to be undone.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="what_ifs")
    name = models.CharField(max_length=NAME_LENGTH)
    base_run = models.ForeignKey(
        "planning.PlanRun", null=True, blank=True, on_delete=models.SET_NULL, related_name="what_ifs_over"
    )
    band = models.CharField(max_length=32, blank=True)
    side = models.CharField(max_length=4, blank=True)
    earlier = models.JSONField(default=list)
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    made_for = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            one_of("side", ("", "low", "high"), "a_what_if_is_one_end_of_a_band_or_none"),
            models.CheckConstraint(
                condition=Q(band="", side="") | (~Q(band="") & ~Q(side="")), name="an_end_of_a_band_names_its_band"
            ),
            models.UniqueConstraint(fields=["band", "side"], condition=~Q(band=""), name="a_band_has_one_low_one_high"),
        ]
        indexes: ClassVar = [models.Index(fields=["programme", "archived_at", "-id"], name="what_ifs_newest_first")]

    def __str__(self) -> str:
        return self.name


class WhatIfChange(models.Model):
    """One change of a scenario, in the words of `engine/plan/change.py`; `scope` names codes, not rows."""

    what_if = models.ForeignKey(WhatIf, on_delete=models.CASCADE, related_name="changes")
    position = models.BigIntegerField()
    kind = models.CharField(max_length=40)
    scope = models.JSONField(default=dict)
    value = models.BigIntegerField(default=0)
    goals = models.JSONField(default=list)
    from_date = models.DateField(null=True, blank=True)
    to_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["what_if", "position"], name="a_change_has_a_place_of_its_own"),
            at_least(0, "position", name="changes_are_counted_from_zero"),
        ]

    def __str__(self) -> str:
        return self.kind
