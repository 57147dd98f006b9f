"""Lots: pieces that are alike in everything. What a lot is never changes; what lies where, the movements say."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from rantai.apps.catalog.models import CODE_LENGTH, Format, Item
from rantai.apps.catalog.rules import at_least, one_of
from rantai.apps.parties.models import Organisation

HEAT_LENGTH = 80
FORMS = ("coil", "strip", "sheet", "bar", "blank", "remnant", "loose")
BY_MASS = ("coil", "strip", "loose")  # weighed, never counted: their pieces are 0
OWNERSHIPS = ("own", "member", "consigned", "tolling", "agency")


class Lot(models.Model):
    """What a lot of anything has: a code, an owner, the firm that keeps it, and the lot it came from."""

    code = models.CharField(max_length=CODE_LENGTH, unique=True)
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    holder = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    root = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.code


class ItemLot(Lot):
    """Finished parts of one kind."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="lots")


class MaterialLot(Lot):
    """Steel of one heat: identical pieces, a remnant or blank with its own size, or a mass without a count.

    Sizes of 0 are the format's own. `piece_theory_g` is what the size says one piece weighs (0: the size does not
    say); what it really weighs stands in the movements. `root` is empty for what came in whole.
    """

    class Form(models.TextChoices):
        COIL = "coil", _("coil")
        STRIP = "strip", _("slit coil")
        SHEET = "sheet", _("sheet")
        BAR = "bar", _("bar or tube")
        BLANK = "blank", _("blank")
        REMNANT = "remnant", _("remnant")
        LOOSE = "loose", _("by mass")

    class Ownership(models.TextChoices):
        OWN = "own", _("our own")
        MEMBER = "member", _("of a member")
        CONSIGNED = "consigned", _("on consignment from a customer")
        TOLLING = "tolling", _("of who pays for the work")
        AGENCY = "agency", _("to be sold for its owner")

    format = models.ForeignKey(Format, on_delete=models.PROTECT, related_name="lots")
    form = models.CharField(max_length=8, choices=Form.choices)
    ownership = models.CharField(max_length=9, choices=Ownership.choices)
    length_um = models.BigIntegerField(default=0)
    width_um = models.BigIntegerField(default=0)
    measured_thickness_um = models.BigIntegerField(default=0)
    piece_theory_g = models.BigIntegerField(default=0)
    heat = models.CharField(max_length=HEAT_LENGTH, blank=True)
    certificate_code = models.CharField(max_length=CODE_LENGTH, blank=True)

    class Meta:
        constraints: ClassVar = [
            at_least(
                *(0, "length_um", "width_um", "measured_thickness_um", "piece_theory_g"),
                name="a_lot_has_no_negative_size",
            ),
            one_of("form", FORMS, "a_lot_has_a_form_we_know"),
            one_of("ownership", OWNERSHIPS, "a_lot_is_owned_in_a_way_we_know"),
            models.CheckConstraint(
                condition=Q(ownership="own", owner=F("holder")) | (~Q(ownership="own") & ~Q(owner=F("holder"))),
                name="what_a_firm_keeps_of_others_is_called_so",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["heat"], name="lots_of_a_heat"),
            models.Index(fields=["certificate_code"], name="lots_of_a_certificate"),
        ]


class Receipt(models.Model):
    """Something already ordered that will arrive."""

    code = models.CharField(max_length=CODE_LENGTH, unique=True)
    holder = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    due_date = models.DateField()
    quantity_pieces = models.BigIntegerField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.code


class ItemReceipt(Receipt):
    """Finished parts already ordered."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="receipts")

    class Meta:
        constraints: ClassVar = [at_least(1, "quantity_pieces", name="an_item_receipt_brings_at_least_one_piece")]


class MaterialReceipt(Receipt):
    """Steel already ordered; `quantity_pieces` is 0 for coils and loose."""

    format = models.ForeignKey(Format, on_delete=models.PROTECT, related_name="receipts")
    mass_g = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            at_least(1, "mass_g", name="a_material_receipt_weighs_something"),
            at_least(0, "quantity_pieces", name="a_material_receipt_has_no_negative_count"),
        ]
