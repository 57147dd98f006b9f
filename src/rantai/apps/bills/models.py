"""What an item is made of and how: bill lines, blanks to cut, operations."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from rantai.apps.catalog.models import Item, Material, Process
from rantai.apps.catalog.rules import at_least


class BillLine(models.Model):
    """One component of an item, from a day to a day (empty: always)."""

    parent = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="bill_lines")
    child = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="used_in")
    quantity_each = models.BigIntegerField()
    scrap_ppm = models.BigIntegerField(default=0)
    from_date = models.DateField(null=True, blank=True)
    to_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["parent", "child", "from_date"], name="a_component_begins_once_a_day_in_its_parent"
            ),
            models.UniqueConstraint(
                fields=["parent", "child"],
                condition=Q(from_date__isnull=True),
                name="a_component_without_first_day_stands_once_in_its_parent",
            ),
            models.CheckConstraint(condition=~Q(parent=F("child")), name="an_item_is_not_its_own_component"),
            at_least(1, "quantity_each", name="a_bill_line_needs_at_least_one_piece"),
            models.CheckConstraint(
                condition=Q(scrap_ppm__range=(0, 900_000)), name="assembly_loses_less_than_nine_tenths"
            ),
            models.CheckConstraint(
                condition=Q(from_date__isnull=True) | Q(to_date__isnull=True) | Q(to_date__gte=F("from_date")),
                name="a_bill_line_does_not_end_before_it_begins",
            ),
        ]


class Blank(models.Model):
    """What one made part needs of one material: rectangles or lengths to cut, or a gross mass."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="blanks")
    material = models.ForeignKey(Material, on_delete=models.PROTECT, related_name="blanks")
    length_um = models.BigIntegerField(default=0)
    width_um = models.BigIntegerField(default=0)
    blanks_each = models.BigIntegerField()
    parts_per_blank = models.BigIntegerField()
    grain_locked = models.BooleanField(default=False)
    gross_mass_g_each = models.BigIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item", "material"], name="a_part_needs_a_material_once"),
            at_least(0, "length_um", "width_um", "gross_mass_g_each", name="a_blank_has_no_negative_size"),
            at_least(1, "blanks_each", "parts_per_blank", name="a_blank_gives_at_least_one_part"),
        ]


class Operation(models.Model):
    """One step of making an item; `cycle_ms` is the work for one piece."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="operations")
    sequence = models.BigIntegerField()
    process = models.ForeignKey(Process, on_delete=models.PROTECT, related_name="operations")
    cycle_ms = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item", "sequence"], name="an_item_has_one_step_at_each_place"),
            at_least(1, "sequence", "cycle_ms", name="a_step_takes_time"),
        ]
