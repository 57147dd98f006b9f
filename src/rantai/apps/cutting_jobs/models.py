"""Cutting jobs: a list of pieces, the stock offered to it, its plans and what has been cut.

Lengths µm, masses g, money whole rupiah. The plan's own documents (`given`, `answer`) are the JSON of the published
cutting contract, in millimetres; they are written once and never changed.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from rantai.apps.catalog.models import CODE_LENGTH, NAME_LENGTH, Format, Material
from rantai.apps.catalog.rules import at_least, one_of
from rantai.apps.parties.models import Organisation, User
from rantai.apps.stock.models import Booking, MaterialLot

KINDS = ("bar", "sheet", "coil")
STATES = ("draft", "planned", "approved", "cut")
SOURCES = ("list", "plan", "order")
FIRST_CUTS = ("any", "length", "width")
CUT_PLAN = "cut_plan"  # the purpose under which an approved plan keeps its steel
PLAN_STATES = ("waiting", "running", "done", "failed")
FIELDS = ("code", "length", "width", "quantity", "owner", "priority", "due", "turn", "mass", "")


class CutJobQuerySet(models.QuerySet["CutJob"]):
    def at_work(self) -> "CutJobQuerySet":
        """Jobs that have not been put away."""
        return self.filter(archived_at__isnull=True)


class CutJob(models.Model):
    """One list of pieces of one material, and how it may be cut."""

    class Kind(models.TextChoices):
        BAR = "bar", _("bars")
        SHEET = "sheet", _("sheets")
        COIL = "coil", _("coils")

    class FirstCut(models.TextChoices):
        ANY = "any", _("whichever is better")
        LENGTH = "length", _("along the length")
        WIDTH = "width", _("across the length")

    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="cut_jobs")
    name = models.CharField(max_length=NAME_LENGTH)
    kind = models.CharField(max_length=5, choices=Kind.choices)
    state = models.CharField(max_length=8, default="draft")
    source = models.CharField(max_length=5, default="list")
    source_code = models.CharField(max_length=CODE_LENGTH, blank=True)
    material = models.ForeignKey(Material, null=True, blank=True, on_delete=models.PROTECT, related_name="cut_jobs")
    grade = models.CharField(max_length=NAME_LENGTH, blank=True)
    thickness_um = models.BigIntegerField(default=0)
    kerf_um = models.BigIntegerField(default=0)
    trim_left_um = models.BigIntegerField(default=0)
    trim_right_um = models.BigIntegerField(default=0)
    trim_bottom_um = models.BigIntegerField(default=0)
    trim_top_um = models.BigIntegerField(default=0)
    stages = models.BigIntegerField(default=0)
    first_cut = models.CharField(max_length=6, choices=FirstCut.choices, default=FirstCut.ANY)
    min_remnant_length_um = models.BigIntegerField(default=0)
    min_remnant_width_um = models.BigIntegerField(default=0)
    max_patterns = models.BigIntegerField(default=0)
    max_cuts = models.BigIntegerField(default=0)
    max_knives = models.BigIntegerField(default=0)
    stack_height_um = models.BigIntegerField(default=0)
    bed_um = models.BigIntegerField(default=0)
    seconds = models.BigIntegerField(default=5)
    created_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    archived_at = models.DateTimeField(null=True, blank=True)

    objects = CutJobQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            one_of("kind", KINDS, "a_cutting_job_is_of_a_kind_we_know"),
            one_of("state", STATES, "a_cutting_job_is_in_a_state_we_know"),
            one_of("source", SOURCES, "a_cutting_job_comes_from_where_we_know"),
            one_of("first_cut", FIRST_CUTS, "a_first_cut_runs_a_way_we_know"),
            models.CheckConstraint(condition=~Q(name=""), name="a_cutting_job_has_a_name"),
            models.CheckConstraint(
                condition=Q(stages__in=(0, 2, 3)), name="a_cutting_job_has_two_three_or_free_stages"
            ),
            models.CheckConstraint(condition=Q(seconds__range=(1, 30)), name="a_cutting_job_is_planned_in_seconds"),
            at_least(
                *(0, "thickness_um", "kerf_um", "trim_left_um", "trim_right_um", "trim_bottom_um", "trim_top_um"),
                *("min_remnant_length_um", "min_remnant_width_um", "max_patterns", "max_cuts", "max_knives"),
                *("stack_height_um", "bed_um"),
                name="a_cutting_job_has_no_negative_setting",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["owner", "-id"], name="cutting_jobs_newest_first")]

    def __str__(self) -> str:
        return self.name


class JobPiece(models.Model):
    """One size that is wanted. Whose it is: a firm we know, a name somebody wrote, or nobody in particular."""

    job = models.ForeignKey(CutJob, on_delete=models.CASCADE, related_name="pieces", db_index=False)
    code = models.CharField(max_length=CODE_LENGTH)
    length_um = models.BigIntegerField(default=0)
    width_um = models.BigIntegerField(default=0)
    mass_g = models.BigIntegerField(default=0)
    quantity = models.BigIntegerField()
    is_rotatable = models.BooleanField(default=True)
    owner = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    owner_name = models.CharField(max_length=NAME_LENGTH, blank=True)
    priority = models.BigIntegerField(default=0)
    due = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["job", "code"], name="a_piece_has_a_mark_of_its_own_in_a_job"),
            models.CheckConstraint(condition=~Q(code=""), name="a_piece_has_a_mark"),
            models.CheckConstraint(
                condition=Q(length_um__gt=0) | Q(width_um__gt=0), name="a_piece_has_a_length_or_a_width"
            ),
            at_least(0, "length_um", "width_um", "mass_g", "priority", name="a_piece_has_no_negative_size"),
            at_least(1, "quantity", name="at_least_one_piece_is_wanted"),
            models.CheckConstraint(
                condition=Q(owner__isnull=True) | Q(owner_name=""), name="a_piece_has_one_owner_at_most"
            ),
        ]


class JobStock(models.Model):
    """One kind of stock that a job may be cut from: a format to buy, a lot at hand, or a size somebody typed."""

    class Source(models.TextChoices):
        FORMAT = "format", _("to buy")
        LOT = "lot", _("at hand")
        TYPED = "typed", _("typed in")

    job = models.ForeignKey(CutJob, on_delete=models.CASCADE, related_name="stock", db_index=False)
    code = models.CharField(max_length=CODE_LENGTH)
    name = models.CharField(max_length=NAME_LENGTH, blank=True)
    source = models.CharField(max_length=6, choices=Source.choices)
    format = models.ForeignKey(Format, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    lot = models.ForeignKey(MaterialLot, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    length_um = models.BigIntegerField(default=0)
    width_um = models.BigIntegerField(default=0)
    mass_g = models.BigIntegerField(default=0)
    quantity = models.BigIntegerField(null=True, blank=True)
    price_idr = models.BigIntegerField(null=True, blank=True)
    is_remnant = models.BooleanField(default=False)
    owner = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    is_excluded = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["job", "code"], name="stock_has_a_code_of_its_own_in_a_job"),
            models.UniqueConstraint(
                fields=["job", "lot"], condition=Q(lot__isnull=False), name="a_lot_is_offered_once_to_a_job"
            ),
            models.CheckConstraint(
                condition=Q(source="format", format__isnull=False, lot__isnull=True)
                | Q(source="lot", lot__isnull=False)
                | Q(source="typed", lot__isnull=True, format__isnull=True),
                name="stock_of_a_job_is_where_it_says_it_is_from",
            ),
            models.CheckConstraint(
                condition=Q(length_um__gt=0) | Q(width_um__gt=0), name="stock_of_a_job_has_a_length_or_a_width"
            ),
            models.CheckConstraint(
                condition=Q(quantity__isnull=True) | Q(quantity__gte=1), name="stock_counts_from_one"
            ),
            models.CheckConstraint(
                condition=Q(price_idr__isnull=True) | Q(price_idr__gte=0), name="stock_has_no_negative_price"
            ),
            at_least(0, "length_um", "width_um", "mass_g", name="stock_of_a_job_has_no_negative_size"),
        ]


class CutPlan(models.Model):
    """One answer of the engine to a job: what it was given, what it said, and whether it was approved."""

    job = models.ForeignKey(CutJob, on_delete=models.CASCADE, related_name="plans", db_index=False)
    number = models.BigIntegerField()
    base = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=7, default="waiting")
    given = models.JSONField()
    pinned = models.JSONField(default=list)
    answer = models.JSONField(null=True)
    problems = models.JSONField(default=list)
    status = models.CharField(max_length=10, blank=True)
    stock_pieces = models.BigIntegerField(default=0)
    cost_idr = models.BigIntegerField(null=True)
    used_ppm = models.BigIntegerField(default=0)
    mass_g = models.BigIntegerField(default=0)
    used_mass_g = models.BigIntegerField(default=0)
    remnants = models.BigIntegerField(default=0)
    patterns = models.BigIntegerField(default=0)
    unplaced = models.BigIntegerField(default=0)
    gap_ppm = models.BigIntegerField(null=True)
    created_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["job", "number"], name="a_plan_has_a_number_of_its_own_in_a_job"),
            models.UniqueConstraint(
                fields=["job"],
                condition=Q(approved_at__isnull=False, cancelled_at__isnull=True),
                name="one_plan_of_a_job_is_approved",
            ),
            one_of("state", PLAN_STATES, "a_cutting_plan_is_in_a_state_we_know"),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(answer__isnull=False, done_at__isnull=False),
                name="a_cutting_plan_that_is_done_has_an_answer",
            ),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True) | Q(state="done"), name="only_a_plan_that_is_done_is_approved"
            ),
            at_least(0, "stock_pieces", "mass_g", "remnants", "patterns", "unplaced", name="a_plan_counts_from_zero"),
        ]

    def __str__(self) -> str:
        return f"{self.job} {self.number}"


class CutPattern(models.Model):
    """How often one pattern of a plan is to be cut, how often it has been, and whose pieces lie on it."""

    plan = models.ForeignKey(CutPlan, on_delete=models.CASCADE, related_name="cut_patterns", db_index=False)
    position = models.BigIntegerField()
    stock_code = models.CharField(max_length=CODE_LENGTH)
    count_pieces = models.BigIntegerField()
    done_pieces = models.BigIntegerField(default=0)
    is_pinned = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "position"], name="a_pattern_has_a_place_of_its_own_in_a_plan"),
            models.CheckConstraint(
                condition=Q(done_pieces__gte=0, done_pieces__lte=F("count_pieces")),
                name="no_more_is_cut_than_the_plan_says",
            ),
        ]


class CutRecord(models.Model):
    """Pieces of stock that were cut by a pattern, what came out, and the booking in the ledger that says so.

    Grams add up: taken = blanks + remnants + scrap + difference. A record that was taken back keeps its figures.
    """

    plan = models.ForeignKey(CutPlan, on_delete=models.PROTECT, related_name="records")
    position = models.BigIntegerField()
    pieces = models.BigIntegerField()
    booking = models.OneToOneField(Booking, on_delete=models.PROTECT, related_name="cut_record")
    taken_g = models.BigIntegerField()
    blanks_g = models.BigIntegerField()
    remnants_g = models.BigIntegerField()
    scrap_g = models.BigIntegerField()
    difference_g = models.BigIntegerField()
    is_weighed = models.BooleanField(default=False)
    cut_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    cut_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(taken_g=F("blanks_g") + F("remnants_g") + F("scrap_g") + F("difference_g")),
                name="what_was_cut_is_blanks_remnants_scrap_and_difference",
            ),
            at_least(1, "pieces", "taken_g", name="a_cut_takes_something"),
            at_least(0, "blanks_g", "remnants_g", "scrap_g", name="a_cut_makes_nothing_negative"),
        ]


class RememberedColumn(models.Model):
    """What a firm called a column of its lists last time, so that the next list is read at once."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+", db_index=False)
    heading = models.CharField(max_length=NAME_LENGTH)
    field = models.CharField(max_length=12, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "heading"], name="a_heading_is_remembered_once"),
        ]
