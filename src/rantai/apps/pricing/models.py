"""The price book: lines (who, what, basis, currency, from which mass on) and their prices from day to day.

A centre's own selling list is the lines whose supplier is the centre itself. Prices are hundredths of the currency a
tonne (`_cent_t`), whole numbers; a price may follow an index and then is a premium over it.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from rantai.apps.catalog.models import CODE_LENGTH, NAME_LENGTH, Format, Offer
from rantai.apps.catalog.rules import at_least, one_of
from rantai.apps.parties.models import Organisation

BASES = ("ex_mill", "delivered", "counter")


class PriceIndex(models.Model):
    """A published series of prices that other prices may follow."""

    code = models.CharField(max_length=CODE_LENGTH, unique=True)
    name = models.CharField(max_length=NAME_LENGTH)
    currency = models.CharField(max_length=3)
    source = models.CharField(max_length=400)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(source=""), name="an_index_says_where_it_is_published")
        ]

    def __str__(self) -> str:
        return self.name


class IndexPoint(models.Model):
    """What an index said on a day; it holds until the next point."""

    index = models.ForeignKey(PriceIndex, on_delete=models.PROTECT, related_name="points")
    on = models.DateField()
    value_cent_t = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["index", "on"], name="an_index_says_one_thing_a_day"),
            at_least(1, "value_cent_t", name="an_index_is_above_nought"),
        ]


class ExchangeRate(models.Model):
    """Hundredths of a rupiah for one unit of a currency, from a day on until the next."""

    currency = models.CharField(max_length=3)
    on = models.DateField()
    rate_idr_cent = models.BigIntegerField()
    source = models.CharField(max_length=400)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["currency", "on"], name="a_currency_has_one_rate_a_day"),
            at_least(1, "rate_idr_cent", name="a_rate_is_above_nought"),
        ]


class PriceLine(models.Model):
    """One line of a centre's book. `offer`: the offer of the catalogue whose tier this line prices, for the plan."""

    keeper = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    supplier = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    format = models.ForeignKey(Format, on_delete=models.PROTECT, related_name="+")
    basis = models.CharField(max_length=9)
    currency = models.CharField(max_length=3, default="IDR")
    from_g = models.BigIntegerField(default=0)
    offer = models.ForeignKey(Offer, null=True, blank=True, on_delete=models.PROTECT, related_name="price_lines")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["keeper", "supplier", "format", "basis", "currency", "from_g"], name="a_price_line_stands_once"
            ),
            models.UniqueConstraint(
                fields=["offer", "from_g"], condition=Q(offer__isnull=False), name="a_tier_of_an_offer_has_one_line"
            ),
            one_of("basis", BASES, "a_price_is_on_a_basis_we_know"),
            at_least(0, "from_g", name="a_price_line_begins_at_a_mass"),
        ]


class PriceFile(models.Model):
    """A price list that was taken over from Excel. Taken back as a whole while nothing depends on its prices."""

    keeper = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=NAME_LENGTH)
    read_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)


class Price(models.Model):
    """What a line costs from a day to a day, both included; without an end it holds until the next one begins.

    With an index, `price_cent_t` is the premium over it (it may be negative). Two prices of a line never overlap: on
    PostgreSQL an exclusion says so, on SQLite the action, which locks the line.
    """

    line = models.ForeignKey(PriceLine, on_delete=models.PROTECT, related_name="prices")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    price_cent_t = models.BigIntegerField()
    index = models.ForeignKey(PriceIndex, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=400, blank=True)
    file = models.ForeignKey(PriceFile, null=True, blank=True, on_delete=models.PROTECT, related_name="prices")
    # The price that held on without an end until this one began.
    ended = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["line", "valid_from"], name="a_line_has_one_price_from_a_day"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="a_price_does_not_end_before_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(index__isnull=False) | Q(price_cent_t__gt=0), name="a_price_costs_something"
            ),
        ]


class SellingTerms(models.Model):
    """What a centre asks beside the price of steel, from a day on: whole rupiah."""

    seller = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField()
    cut_fee_idr_each = models.BigIntegerField()
    delivery_idr_t = models.BigIntegerField()
    scrap_credit_idr_t = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["seller", "valid_from"], name="a_seller_has_one_set_of_terms_a_day"),
            at_least(0, "cut_fee_idr_each", "delivery_idr_t", "scrap_credit_idr_t", name="no_term_is_negative"),
        ]
