"""The ends of a movement: places of a firm's store, and the world outside from which and to which things go."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rantai.apps.catalog.models import CODE_LENGTH, NAME_LENGTH
from rantai.apps.catalog.rules import one_of
from rantai.apps.parties.models import Organisation

ACCOUNT_KINDS = (
    *("store", "supplier", "customer", "scrap", "difference"),
    *("opening", "correction", "process", "cost"),
)
PLACE_KINDS = ("store", "yard", "rack", "shelf", "truck", "consignment")
DEFAULT_PLACE = "GUDANG"


class Account(models.Model):
    """One end of a movement. Of kind "store" it is a place in a firm's store; a firm has one place by default.

    Suppliers and customers have an account each, and one for those without a name. `process` is the inside of a
    machine: what goes in comes out in the same booking. `cost` gives value without steel (freight, unloading).
    """

    class Kind(models.TextChoices):
        STORE = "store", _("store")
        SUPPLIER = "supplier", _("supplier")
        CUSTOMER = "customer", _("customer")
        SCRAP = "scrap", _("scrap")
        DIFFERENCE = "difference", _("weighing difference")
        OPENING = "opening", _("opening count")
        CORRECTION = "correction", _("correction of count")
        PROCESS = "process", _("at the machine")
        COST = "cost", _("costs of getting")

    class PlaceKind(models.TextChoices):
        STORE = "store", _("store")
        YARD = "yard", _("yard")
        RACK = "rack", _("rack")
        SHELF = "shelf", _("shelf")
        TRUCK = "truck", _("truck")
        CONSIGNMENT = "consignment", _("shelf at the cluster")

    kind = models.CharField(max_length=12, choices=Kind.choices)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="places_of_stock"
    )
    code = models.CharField(max_length=CODE_LENGTH, blank=True)
    name = models.CharField(max_length=NAME_LENGTH, blank=True)
    place_kind = models.CharField(max_length=12, choices=PlaceKind.choices, blank=True)
    is_default = models.BooleanField(default=False)
    kept_at = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            one_of("kind", ACCOUNT_KINDS, "an_account_is_of_a_kind_we_know"),
            one_of("place_kind", ("", *PLACE_KINDS), "a_place_of_stock_is_of_a_kind_we_know"),
            models.CheckConstraint(
                condition=Q(kind="store", organisation__isnull=False)
                | Q(kind__in=("supplier", "customer"))
                | (~Q(kind__in=("store", "supplier", "customer")) & Q(organisation__isnull=True)),
                name="a_place_belongs_to_a_firm_and_a_trader_may_have_a_name",
            ),
            models.CheckConstraint(
                condition=(Q(kind="store") & ~Q(code="") & ~Q(place_kind=""))
                | (~Q(kind="store") & Q(is_default=False)),
                name="a_place_of_stock_has_a_code",
            ),
            models.CheckConstraint(
                condition=Q(is_default=False) | Q(closed_at__isnull=True), name="the_usual_place_stays_open"
            ),
            models.UniqueConstraint(
                fields=["organisation", "code"], condition=Q(kind="store"), name="a_place_has_its_code_alone_in_a_store"
            ),
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(is_default=True), name="a_store_has_one_usual_place"
            ),
            models.UniqueConstraint(
                fields=["kind", "organisation"],
                condition=Q(kind__in=("supplier", "customer"), organisation__isnull=False),
                name="a_trader_has_one_account_of_a_kind",
            ),
            models.UniqueConstraint(
                fields=["kind"],
                condition=Q(organisation__isnull=True),
                name="the_world_outside_has_one_account_of_a_kind",
            ),
        ]

    def __str__(self) -> str:
        return self.name or str(self.organisation or self.get_kind_display())
