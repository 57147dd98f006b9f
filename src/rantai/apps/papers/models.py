"""Numbers of papers, counted without gaps per firm, series and year, and what a firm is to the tax office, by date."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from rantai.apps.parties.models import Organisation

SERIES_LENGTH = 6


class Counter(models.Model):
    """The last number that a firm gave in a series and year; its row is locked until the paper is posted."""

    entity = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    series = models.CharField(max_length=SERIES_LENGTH)
    year = models.PositiveSmallIntegerField()
    last = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["entity", "series", "year"], name="a_series_has_one_counter_a_year"),
            models.CheckConstraint(condition=Q(last__gte=1), name="a_counter_begins_at_one"),
        ]


class PaperNumber(models.Model):
    """One number given to one document. Never changed, never removed: a cancelled paper keeps its number."""

    entity = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    series = models.CharField(max_length=SERIES_LENGTH)
    year = models.PositiveSmallIntegerField()
    number = models.BigIntegerField()
    noun = models.CharField(max_length=60)
    object_id = models.CharField(max_length=80)
    dated_on = models.DateField()
    given_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["entity", "series", "year", "number"], name="a_number_is_given_once"),
            models.UniqueConstraint(fields=["series", "noun", "object_id"], name="a_document_has_one_number_a_series"),
            models.CheckConstraint(condition=Q(number__gte=1), name="numbers_begin_at_one"),
            models.CheckConstraint(condition=~Q(noun="") & ~Q(object_id=""), name="a_number_names_its_document"),
        ]


class TaxStanding(models.Model):
    """What a firm is to the tax office from a day on: PKP or not, its NPWP, and whether it collects PPh 22."""

    entity = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="tax_standings")
    valid_from = models.DateField()
    is_taxable = models.BooleanField()
    npwp = models.CharField(max_length=16, blank=True)
    collects_pph22 = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["entity", "valid_from"], name="a_firm_has_one_tax_standing_a_day"),
            models.CheckConstraint(
                condition=Q(is_taxable=False) | ~Q(npwp=""), name="a_taxable_firm_has_a_taxpayer_number"
            ),
        ]
