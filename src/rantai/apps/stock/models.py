"""Steel and parts at hand and on the way, and the ledger that says how they came to be there.

A lot has one owner for life and copies its heat into every movement. What lies where is the sum of the movements;
`Balance` keeps that sum so that two people can never take the same sheet, and `check-ledger` recounts it.
"""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from rantai.apps.catalog.models import CODE_LENGTH, Format, Item
from rantai.apps.catalog.rules import at_least, one_of
from rantai.apps.parties.models import Organisation

HASH_LENGTH = 64


class Account(models.Model):
    """One end of a movement: a firm's store, or the world outside from which and to which things go."""

    class Kind(models.TextChoices):
        STORE = "store", _("store")
        OPENING = "opening", _("opening count")
        CORRECTION = "correction", _("correction of count")

    kind = models.CharField(max_length=12, choices=Kind.choices)
    organisation = models.OneToOneField(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="store"
    )

    class Meta:
        constraints: ClassVar = [
            one_of("kind", ("store", "opening", "correction"), "an_account_is_of_a_kind_we_know"),
            models.CheckConstraint(
                condition=Q(kind="store", organisation__isnull=False)
                | (~Q(kind="store") & Q(organisation__isnull=True)),
                name="a_store_belongs_to_a_firm_and_nothing_else_does",
            ),
            models.UniqueConstraint(
                fields=["kind"], condition=~Q(kind="store"), name="the_world_outside_has_one_account_of_a_kind"
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation or self.get_kind_display())


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
    """Steel of one format and one heat: whole pieces, a remnant with its own size, or loose by mass."""

    format = models.ForeignKey(Format, on_delete=models.PROTECT, related_name="lots")
    length_um = models.BigIntegerField(default=0)
    width_um = models.BigIntegerField(default=0)
    heat = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints: ClassVar = [at_least(0, "length_um", "width_um", name="a_lot_has_no_negative_size")]


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


class Booking(models.Model):
    """The document behind movements: what kind of act it was. Written once."""

    class Kind(models.TextChoices):
        OPENING = "opening", _("opening stock")
        COUNT = "count", _("stock count")
        REVERSAL = "reversal", _("reversal")

    kind = models.CharField(max_length=12, choices=Kind.choices)
    booked_at = models.DateTimeField()
    reverses = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="reversed_by")

    class Meta:
        constraints: ClassVar = [
            one_of("kind", ("opening", "count", "reversal"), "a_booking_is_of_a_kind_we_know"),
            models.CheckConstraint(
                condition=Q(kind="reversal", reverses__isnull=False) | (~Q(kind="reversal") & Q(reverses__isnull=True)),
                name="a_reversal_names_the_booking_it_takes_back",
            ),
        ]


class Movement(models.Model):
    """Grams and pieces of one lot going from one account to another. Never changed, never removed, chained by hash."""

    sequence = models.BigIntegerField(unique=True)
    booking = models.ForeignKey(Booking, on_delete=models.PROTECT, related_name="movements")
    src = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="movements_out")
    dst = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="movements_in")
    material_lot = models.ForeignKey(
        MaterialLot, null=True, blank=True, on_delete=models.PROTECT, related_name="movements"
    )
    item_lot = models.ForeignKey(ItemLot, null=True, blank=True, on_delete=models.PROTECT, related_name="movements")
    grams = models.BigIntegerField()
    pieces = models.BigIntegerField()
    effective_on = models.DateField()
    heat = models.CharField(max_length=80, blank=True)
    previous_hash = models.CharField(max_length=HASH_LENGTH)
    hash = models.CharField(max_length=HASH_LENGTH)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(src=F("dst")), name="a_movement_goes_to_another_account"),
            models.CheckConstraint(
                condition=Q(material_lot__isnull=False, item_lot__isnull=True)
                | Q(material_lot__isnull=True, item_lot__isnull=False),
                name="a_movement_is_of_one_lot",
            ),
            models.CheckConstraint(
                condition=Q(grams__gt=0) | Q(item_lot__isnull=False, grams=0, pieces__gt=0),
                name="a_movement_moves_something",
            ),
            at_least(0, "pieces", name="a_movement_has_no_negative_count"),
        ]
        indexes: ClassVar = [models.Index(fields=["booking"], name="movements_of_booking")]

    def save(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 — Django's own signature
        """Raise TypeError for a movement that is already written; the database refuses the same."""
        if self.pk is not None:
            raise TypeError("a movement is written once; reverse its booking instead")
        super().save(*args, **kwargs)


class Balance(models.Model):
    """What lies in a store of one lot: always the sum of its movements, never below zero."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="balances")
    material_lot = models.ForeignKey(
        MaterialLot, null=True, blank=True, on_delete=models.PROTECT, related_name="balances"
    )
    item_lot = models.ForeignKey(ItemLot, null=True, blank=True, on_delete=models.PROTECT, related_name="balances")
    grams = models.BigIntegerField()
    pieces = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "material_lot"], name="one_balance_per_store_and_steel_lot"),
            models.UniqueConstraint(fields=["account", "item_lot"], name="one_balance_per_store_and_lot_of_parts"),
            at_least(0, "grams", "pieces", name="a_store_never_holds_less_than_nothing"),
        ]


class LedgerHead(models.Model):
    """The last link of the chain; locked by whoever writes the next one."""

    sequence = models.BigIntegerField()
    hash = models.CharField(max_length=HASH_LENGTH)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(id=1), name="the_ledger_has_one_head"),
        ]
