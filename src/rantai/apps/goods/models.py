"""What a centre sells beside steel, what it asks for it, and how much of it lies where.

Quantities are thousandths of the good's own unit (`quantity_milli`), prices whole rupiah a unit, values whole rupiah.
A movement is never changed: a wrong one is reversed. The balance of a good at a place is kept beside its movements, so
that the database itself refuses to sell what is not there. Pieces of steel have a ledger of their own (`apps/stock`).
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language

from rantai.apps.catalog.models import CODE_LENGTH, NAME_LENGTH
from rantai.apps.catalog.rules import at_least, one_of
from rantai.apps.parties.models import Organisation, User
from rantai.apps.stock.models import Account

LINES = ("machining", "logistics", "consumables", "trading")
COUNTED_LINES = ("consumables", "trading")
MOVES = ("receipt", "opening", "sale", "return", "count", "reversal")
UNIT_LENGTH = 20


class GoodUpload(models.Model):
    """One list from Excel that was taken over. Undone it stays, with the moment."""

    seller = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    rows = models.BigIntegerField()
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [at_least(1, "rows", name="an_upload_of_goods_has_rows")]


class Good(models.Model):
    """One good or service of one centre. `is_stocked`: it is counted at places and never sold below zero."""

    seller = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="goods")
    code = models.CharField(max_length=CODE_LENGTH)
    name = models.CharField(max_length=NAME_LENGTH)
    name_en = models.CharField(max_length=NAME_LENGTH, blank=True)
    line = models.CharField(max_length=12)
    unit = models.CharField(max_length=UNIT_LENGTH)
    is_stocked = models.BooleanField(default=False)
    upload = models.ForeignKey(GoodUpload, null=True, blank=True, on_delete=models.PROTECT, related_name="goods")
    retired_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["seller", "code"], name="a_good_has_its_code_alone_at_a_centre"),
            one_of("line", LINES, "a_good_belongs_to_a_business_line_we_know"),
            models.CheckConstraint(
                condition=Q(is_stocked=False) | Q(line__in=COUNTED_LINES), name="work_and_the_road_lie_on_no_shelf"
            ),
            models.CheckConstraint(condition=~Q(code="") & ~Q(name="") & ~Q(unit=""), name="a_good_has_code_and_unit"),
        ]

    def __str__(self) -> str:
        return self.name_en if self.name_en and get_language() == "en" else self.name


class GoodPrice(models.Model):
    """What one unit costs from a day on, without tax, until the next price begins. Withdrawn it stays readable."""

    good = models.ForeignKey(Good, on_delete=models.CASCADE, related_name="prices")
    valid_from = models.DateField()
    price_idr = models.BigIntegerField()
    upload = models.ForeignKey(GoodUpload, null=True, blank=True, on_delete=models.PROTECT, related_name="prices")
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            at_least(1, "price_idr", name="a_good_costs_something"),
            models.UniqueConstraint(
                fields=["good", "valid_from"],
                condition=Q(withdrawn_at__isnull=True),
                name="a_good_has_one_price_from_a_day_on",
            ),
        ]


class GoodsReceipt(models.Model):
    """Goods that came on one paper, with what they cost without tax. Billed once; opening stock is billed by nobody."""

    holder = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="goods_receipts")
    supplier = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    party = models.CharField(max_length=NAME_LENGTH, blank=True)
    document = models.CharField(max_length=80, blank=True)
    received_on = models.DateField()
    is_opening = models.BooleanField(default=False)
    bill_number = models.CharField(max_length=80, blank=True)
    billed_at = models.DateTimeField(null=True, blank=True)
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(is_opening=False) | Q(billed_at__isnull=True), name="nobody_bills_opening_stock"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["holder", "-id"], name="goods_receipts_by_holder")]


class GoodMovement(models.Model):
    """So much more (or less) of a good at a place, with its value. The database refuses to change or delete one."""

    good = models.ForeignKey(Good, on_delete=models.PROTECT, related_name="movements")
    place = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8)
    quantity_milli = models.BigIntegerField()
    value_idr = models.BigIntegerField()
    effective_on = models.DateField()
    document = models.CharField(max_length=80, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    receipt = models.ForeignKey(GoodsReceipt, null=True, blank=True, on_delete=models.PROTECT, related_name="movements")
    reverses = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="reversed_by")
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            one_of("kind", MOVES, "goods_move_in_a_way_we_know"),
            models.CheckConstraint(condition=~Q(quantity_milli=0), name="a_movement_of_goods_moves_something"),
            models.CheckConstraint(
                condition=Q(kind="reversal", reverses__isnull=False) | (~Q(kind="reversal") & Q(reverses__isnull=True)),
                name="a_reversal_of_goods_names_what_it_reverses",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=("count", "reversal"))
                | Q(kind="sale", quantity_milli__lt=0, value_idr__lte=0)
                | Q(kind__in=("receipt", "opening", "return"), quantity_milli__gt=0, value_idr__gte=0),
                name="goods_go_out_by_sale_and_come_in_by_the_rest",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["good", "-id"], name="movements_by_good")]


class GoodBalance(models.Model):
    """How much of a good lies at a place and what it cost; value over quantity is its average cost."""

    good = models.ForeignKey(Good, on_delete=models.PROTECT, related_name="balances")
    place = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    quantity_milli = models.BigIntegerField(default=0)
    value_idr = models.BigIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["good", "place"], name="a_good_has_one_balance_at_a_place"),
            at_least(0, "quantity_milli", "value_idr", name="goods_are_never_below_zero"),
            models.CheckConstraint(
                condition=Q(quantity_milli__gt=0) | Q(value_idr=0), name="nothing_of_a_good_is_worth_nothing"
            ),
        ]
