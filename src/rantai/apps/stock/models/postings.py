"""The book: documents, movements, what they add up to, the head of the chain, and the months that are closed."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from rantai.apps.catalog.models import CODE_LENGTH, NAME_LENGTH
from rantai.apps.catalog.rules import at_least, one_of
from rantai.apps.parties.models import Organisation
from rantai.apps.stock.models.accounts import Account
from rantai.apps.stock.models.lots import HEAT_LENGTH, ItemLot, MaterialLot

HASH_LENGTH = 64
KEY_LENGTH = 80
BOOKING_KINDS = (
    *("opening", "receipt", "transfer", "conversion", "issue"),
    *("return", "count", "cost", "reversal"),
)
PROCESSES = ("", "slit", "shear", "saw", "other")


class Booking(models.Model):
    """The document behind movements: what kind of act it was, whose store, with whom. Written once.

    `key` is the caller's own name for the act: the same key again books nothing. `key_hash` says what was asked.
    """

    class Kind(models.TextChoices):
        OPENING = "opening", _("opening stock")
        RECEIPT = "receipt", _("receipt")
        TRANSFER = "transfer", _("transfer")
        CONVERSION = "conversion", _("cutting")
        ISSUE = "issue", _("delivery")
        RETURN = "return", _("return")
        COUNT = "count", _("stock count")
        COST = "cost", _("costs added")
        REVERSAL = "reversal", _("reversal")

    kind = models.CharField(max_length=12, choices=Kind.choices)
    booked_at = models.DateTimeField()
    reverses = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="reversed_by")
    holder = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    party = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    document = models.CharField(max_length=CODE_LENGTH, blank=True)
    reason = models.CharField(max_length=NAME_LENGTH, blank=True)
    process = models.CharField(max_length=8, blank=True)
    key = models.CharField(max_length=KEY_LENGTH, blank=True)
    key_hash = models.CharField(max_length=HASH_LENGTH, blank=True)

    class Meta:
        constraints: ClassVar = [
            one_of("kind", BOOKING_KINDS, "a_booking_is_of_a_kind_we_know"),
            one_of("process", PROCESSES, "a_booking_is_cut_in_a_way_we_know"),
            models.CheckConstraint(
                condition=Q(kind="reversal", reverses__isnull=False) | (~Q(kind="reversal") & Q(reverses__isnull=True)),
                name="a_reversal_names_the_booking_it_takes_back",
            ),
            models.UniqueConstraint(fields=["holder", "key"], condition=~Q(key=""), name="a_key_books_once_in_a_store"),
        ]
        indexes: ClassVar = [models.Index(fields=["holder", "-id"], name="bookings_of_a_store")]


class Movement(models.Model):
    """Grams, pieces and rupiah of one lot going from one account to another. Never changed, never removed.

    Chained by hash. `seal` says which facts the hash covers: 1 the movement alone (before 0.2), 2 also its booking,
    its accounts and what its lot is.
    """

    sequence = models.BigIntegerField(unique=True)
    booking = models.ForeignKey(Booking, on_delete=models.PROTECT, related_name="movements", db_index=False)
    src = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="movements_out")
    dst = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="movements_in")
    material_lot = models.ForeignKey(
        MaterialLot, null=True, blank=True, on_delete=models.PROTECT, related_name="movements", db_index=False
    )
    item_lot = models.ForeignKey(
        ItemLot, null=True, blank=True, on_delete=models.PROTECT, related_name="movements", db_index=False
    )
    grams = models.BigIntegerField()
    pieces = models.BigIntegerField()
    value_idr = models.BigIntegerField(default=0)
    effective_on = models.DateField()
    heat = models.CharField(max_length=HEAT_LENGTH, blank=True)
    seal = models.SmallIntegerField(default=1)
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
                condition=Q(grams__gt=0)
                | Q(item_lot__isnull=False, grams=0, pieces__gt=0)
                | Q(grams=0, pieces=0, value_idr__gt=0),
                name="a_movement_moves_something",
            ),
            at_least(0, "pieces", "value_idr", name="a_movement_has_no_negative_count"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["booking"], name="movements_of_booking"),
            models.Index(fields=["material_lot", "effective_on"], name="movements_of_steel_by_day"),
            models.Index(fields=["item_lot", "effective_on"], name="movements_of_parts_by_day"),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 — Django's own signature
        """Raise TypeError for a movement that is already written; the database refuses the same."""
        if self.pk is not None:
            raise TypeError("a movement is written once; reverse its booking instead")
        super().save(*args, **kwargs)


class Balance(models.Model):
    """What lies at a place of one lot, and what it cost: always the sum of its movements, never below zero."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="balances")
    material_lot = models.ForeignKey(
        MaterialLot, null=True, blank=True, on_delete=models.PROTECT, related_name="balances"
    )
    item_lot = models.ForeignKey(ItemLot, null=True, blank=True, on_delete=models.PROTECT, related_name="balances")
    grams = models.BigIntegerField()
    pieces = models.BigIntegerField()
    value_idr = models.BigIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "material_lot"], name="one_balance_per_store_and_steel_lot"),
            models.UniqueConstraint(fields=["account", "item_lot"], name="one_balance_per_store_and_lot_of_parts"),
            at_least(0, "grams", "pieces", "value_idr", name="a_store_never_holds_less_than_nothing"),
        ]
        indexes: ClassVar = [
            # Counts and totals of a place are read from this index alone.
            models.Index(
                fields=["account", "material_lot", "grams", "pieces", "value_idr"],
                condition=Q(grams__gt=0),
                name="what_lies_at_a_place",
            ),
        ]


class LedgerHead(models.Model):
    """The last link of the chain; locked by whoever writes the next one."""

    sequence = models.BigIntegerField()
    hash = models.CharField(max_length=HASH_LENGTH)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(id=1), name="the_ledger_has_one_head"),
        ]


class ClosedPeriod(models.Model):
    """A month that a firm has closed: nothing is booked into it any more. Remembers where the chain stood."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="closed_periods")
    through_on = models.DateField()
    closed_at = models.DateTimeField()
    head_sequence = models.BigIntegerField()
    head_hash = models.CharField(max_length=HASH_LENGTH)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "through_on"], name="a_period_is_closed_once"),
        ]


class SealedTotal(models.Model):
    """What lay at a place when its firm closed a month: the next closing counts on from here. Written once."""

    period = models.ForeignKey(ClosedPeriod, on_delete=models.PROTECT, related_name="totals")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    grams = models.BigIntegerField()
    pieces = models.BigIntegerField()
    value_idr = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["period", "account"], name="a_closing_seals_a_place_once"),
        ]
