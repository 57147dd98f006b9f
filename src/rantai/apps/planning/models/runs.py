"""Plan runs from request to publication, their frozen input, and drafts of sheets."""

import uuid
from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rantai.apps.catalog.rules import at_least, one_of
from rantai.apps.demand.models import Programme
from rantai.apps.parties.models import Organisation, User
from rantai.apps.planning.models.what_ifs import WhatIf


class PlanRunQuerySet(models.QuerySet["PlanRun"]):
    def published(self) -> "PlanRunQuerySet":
        """Runs whose plan may be seen."""
        return self.filter(state=PlanRun.State.PUBLISHED)

    def of_the_programme(self) -> "PlanRunQuerySet":
        """Plans of the programme as it stands; what people only asked about is left out."""
        return self.filter(what_if__isnull=True)

    def claimable(self, stale_before: datetime) -> "PlanRunQuerySet":
        """Runs that wait, and runs whose worker has not been heard of since `stale_before`."""
        left_alone = Q(state=PlanRun.State.RUNNING, heartbeat_at__lt=stale_before)
        return self.filter(Q(state=PlanRun.State.QUEUED) | left_alone)


class PlanRun(models.Model):
    """One plan: who asked for it, how far it is, what it came to. Its rows are visible only once it is published."""

    class State(models.TextChoices):
        QUEUED = "queued", _("waiting")
        RUNNING = "running", _("being computed")
        PUBLISHED = "published", _("ready")
        FAILED = "failed", _("failed")
        CANCELLED = "cancelled", _("cancelled")

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="runs")
    scenario_code = models.CharField(max_length=60, blank=True)
    what_if = models.ForeignKey(WhatIf, null=True, blank=True, on_delete=models.PROTECT, related_name="runs")
    seed = models.BigIntegerField(default=0)
    base_run = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    requested_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    requested_for = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()
    claim = models.CharField(max_length=32, blank=True)
    claims = models.BigIntegerField(default=0)
    heartbeat_at = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    stage = models.CharField(max_length=40, blank=True)
    percent = models.BigIntegerField(default=0)
    input_hash = models.CharField(max_length=64, blank=True)
    engine_version = models.CharField(max_length=40, blank=True)
    summary = models.JSONField(null=True)
    problems = models.JSONField(default=list)

    objects = PlanRunQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            one_of(
                "state", ("queued", "running", "published", "failed", "cancelled"), "a_plan_run_is_in_a_state_we_know"
            ),
            models.CheckConstraint(condition=Q(percent__range=(0, 100)), name="progress_is_from_0_to_100_percent"),
            models.CheckConstraint(
                condition=~Q(state="running") | (Q(heartbeat_at__isnull=False) & ~Q(claim="")),
                name="a_running_plan_has_a_worker_with_a_heartbeat",
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(finished_at__isnull=False, summary__isnull=False),
                name="a_published_plan_has_an_end_and_a_summary",
            ),
            models.UniqueConstraint(
                fields=["programme", "scenario_code", "seed"],
                condition=Q(state="queued", what_if__isnull=True),
                name="the_same_plan_waits_once",
            ),
            models.UniqueConstraint(
                fields=["what_if"],
                condition=Q(state="queued", what_if__isnull=False),
                name="the_same_what_if_waits_once",
            ),
            at_least(0, "seed", "claims", name="a_plan_run_counts_from_zero"),
        ]
        indexes: ClassVar = [models.Index(fields=["programme", "state", "-id"], name="runs_newest_first")]

    def __str__(self) -> str:
        return f"{self.programme} {self.pk}"


class PlanRunInput(models.Model):
    """The tables a run is made from, frozen at its first start: taken again after a kill, it answers the same."""

    run = models.OneToOneField(PlanRun, on_delete=models.CASCADE, related_name="frozen")
    tables_zip = models.BinaryField()


class SheetDraft(models.Model):
    """A sheet that was read and shown, waiting for the word to take it over. Belongs to whoever sent it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    table_name = models.CharField(max_length=40)
    programme = models.ForeignKey(Programme, null=True, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    file_name = models.CharField(max_length=200)
    rows = models.JSONField()
    before_hash = models.CharField(max_length=64)
