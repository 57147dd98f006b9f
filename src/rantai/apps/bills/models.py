"""What an item is made of and how: bill lines, blanks to cut, operations, rules of its lots, what stands in for it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from rantai.apps.catalog.models import CODE_LENGTH, Item, Material, Process
from rantai.apps.catalog.rules import at_least, one_of


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


class ItemRule(models.Model):
    """How lots of an item are made up, what stays at hand, what is lost in making, and from when lots may begin."""

    item = models.OneToOneField(Item, on_delete=models.CASCADE, related_name="rule")
    lot_rule = models.CharField(max_length=11)
    lot_pieces = models.BigIntegerField(default=0)
    multiple_pieces = models.BigIntegerField(default=0)
    lot_weeks = models.BigIntegerField(default=0)
    safety_pieces = models.BigIntegerField(default=0)
    loss_ppm = models.BigIntegerField(default=0)
    frozen_weeks = models.BigIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            one_of("lot_rule", ("lot_for_lot", "fixed", "period", "minimum"), "a_lot_rule_is_one_we_know"),
            at_least(
                0,
                "lot_pieces",
                "multiple_pieces",
                "lot_weeks",
                "safety_pieces",
                "frozen_weeks",
                name="a_lot_rule_is_never_negative",
            ),
            models.CheckConstraint(
                condition=~Q(lot_rule="fixed") | Q(lot_pieces__gte=1), name="a_fixed_lot_has_at_least_one_piece"
            ),
            models.CheckConstraint(condition=Q(loss_ppm__range=(0, 900_000)), name="making_loses_under_nine_tenths"),
        ]


class FirmOrder(models.Model):
    """A lot that is settled: a plan neither moves nor resizes it."""

    code = models.CharField(max_length=CODE_LENGTH, unique=True)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="firm_orders")
    due_date = models.DateField()
    quantity_pieces = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [at_least(1, "quantity_pieces", name="a_firm_order_has_at_least_one_piece")]


class ByProduct(models.Model):
    """What comes along when an item is made."""

    parent = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="by_products")
    child = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="comes_along_with")
    quantity_each = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["parent", "child"], name="a_by_product_comes_along_once"),
            models.CheckConstraint(condition=~Q(parent=F("child")), name="an_item_does_not_come_along_with_itself"),
            at_least(1, "quantity_each", name="a_by_product_comes_in_whole_pieces"),
        ]


class StandIn(models.Model):
    """What may stand in for an item: another's stock, or another way of making it."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="stand_ins")
    other = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="stands_in_for")
    kind = models.CharField(max_length=10)
    rank = models.BigIntegerField()
    ratio_ppm = models.BigIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item", "kind", "other"], name="a_stand_in_is_named_once"),
            models.CheckConstraint(condition=~Q(item=F("other")), name="an_item_does_not_stand_in_for_itself"),
            one_of("kind", ("substitute", "alternate"), "a_stand_in_is_of_a_kind_we_know"),
            models.CheckConstraint(condition=Q(rank__range=(1, 99)), name="a_stand_in_has_a_rank_from_1_to_99"),
            at_least(0, "ratio_ppm", name="a_stand_in_ratio_is_never_negative"),
        ]
