"""What is made and bought: items, materials, formats, cutting rules, processes, and the price book.

Every field has the name and the unit of its column in `engine/plan/given.py`: µm, g, rupiah, whole numbers.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from rantai.apps.catalog.rules import at_least, one_of
from rantai.apps.parties.models import Organisation, Place

CODE_LENGTH = 60
NAME_LENGTH = 200


class Process(models.Model):
    """A way of working metal that makers offer in hours."""

    code = models.CharField(max_length=CODE_LENGTH, unique=True)
    name_id = models.CharField(max_length=NAME_LENGTH)
    name_en = models.CharField(max_length=NAME_LENGTH)

    def __str__(self) -> str:
        return self.name_id


class Item(models.Model):
    """A vehicle, a part that is made, or a component that is bought."""

    class Kind(models.TextChoices):
        VEHICLE = "vehicle", _("vehicle")
        PART = "part", _("part")
        BOUGHT = "bought", _("bought component")

    code = models.CharField(max_length=CODE_LENGTH, unique=True)
    name_id = models.CharField(max_length=NAME_LENGTH)
    name_en = models.CharField(max_length=NAME_LENGTH)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    group_name = models.CharField(max_length=NAME_LENGTH, blank=True)
    bill_line = models.BigIntegerField(default=0)
    mass_g_each = models.BigIntegerField()
    lead_weeks = models.BigIntegerField()
    home_place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            at_least(0, "mass_g_each", "lead_weeks", "bill_line", name="an_item_has_no_negative_mass_or_lead"),
            one_of("kind", ("vehicle", "part", "bought"), "an_item_kind_is_one_we_know"),
        ]

    def __str__(self) -> str:
        return self.name_id


class Material(models.Model):
    """Steel or iron by grade, form, finish and section."""

    class Form(models.TextChoices):
        SHEET = "sheet", _("sheet")
        BAR = "bar", _("bar")
        TUBE = "tube", _("tube")
        FLAT_BAR = "flat_bar", _("flat bar")
        LOOSE = "loose", _("loose")

    code = models.CharField(max_length=CODE_LENGTH, unique=True)
    grade = models.CharField(max_length=NAME_LENGTH)
    form = models.CharField(max_length=8, choices=Form.choices)
    finish = models.CharField(max_length=NAME_LENGTH)
    thickness_um = models.BigIntegerField(default=0)
    outside_diameter_um = models.BigIntegerField(default=0)
    flat_width_um = models.BigIntegerField(default=0)
    density_kg_m3 = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            at_least(0, "thickness_um", "outside_diameter_um", "flat_width_um", name="a_section_has_no_negative_size"),
            at_least(1, "density_kg_m3", name="a_material_has_a_density"),
            one_of("form", ("sheet", "bar", "tube", "flat_bar", "loose"), "a_material_form_is_one_we_know"),
        ]

    def __str__(self) -> str:
        return self.code


class FormatKind(models.TextChoices):
    SHEET = "sheet", _("sheet")
    BAR = "bar", _("bar")
    COIL = "coil", _("coil")
    LOOSE = "loose", _("loose")


FORMAT_KINDS = ("sheet", "bar", "coil", "loose")


class Format(models.Model):
    """What can be bought or kept of a material: a sheet, bar or coil size, or loose by mass."""

    code = models.CharField(max_length=CODE_LENGTH, unique=True)
    name = models.CharField(max_length=NAME_LENGTH)
    material = models.ForeignKey(Material, on_delete=models.PROTECT, related_name="formats")
    kind = models.CharField(max_length=8, choices=FormatKind.choices)
    length_um = models.BigIntegerField(default=0)
    width_um = models.BigIntegerField(default=0)
    piece_mass_g = models.BigIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            at_least(0, "length_um", "width_um", "piece_mass_g", name="a_format_has_no_negative_size"),
            one_of("kind", FORMAT_KINDS, "a_format_kind_is_one_we_know"),
        ]

    def __str__(self) -> str:
        return self.name


class CuttingRule(models.Model):
    """How one kind of format is cut: kerf, trim, the smallest leftover that is kept, the ends of a coil."""

    kind = models.CharField(max_length=8, choices=FormatKind.choices, unique=True)
    kerf_um = models.BigIntegerField()
    trim_um = models.BigIntegerField()
    min_remnant_length_um = models.BigIntegerField()
    min_remnant_width_um = models.BigIntegerField()
    loss_ppm = models.BigIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            at_least(0, "kerf_um", "trim_um", name="a_cut_takes_nothing_negative"),
            at_least(0, "min_remnant_length_um", "min_remnant_width_um", name="a_remnant_has_no_negative_size"),
            models.CheckConstraint(
                condition=Q(loss_ppm__range=(0, 900_000)), name="a_coil_loses_less_than_nine_tenths"
            ),
            one_of("kind", FORMAT_KINDS, "a_cutting_rule_is_for_a_kind_we_know"),
        ]

    def __str__(self) -> str:
        return self.kind


class Offer(models.Model):
    """A line of the price book: who sells a format, from how much, how long it takes, and what the price rests on."""

    code = models.CharField(max_length=CODE_LENGTH, unique=True)
    supplier = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="offers")
    format = models.ForeignKey(Format, on_delete=models.PROTECT, related_name="offers")
    min_order_g = models.BigIntegerField()
    multiple_g = models.BigIntegerField(default=0)
    coil_min_g = models.BigIntegerField(default=0)
    coil_max_g = models.BigIntegerField(default=0)
    lead_days = models.BigIntegerField()
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    basis = models.CharField(max_length=400)

    class Meta:
        constraints: ClassVar = [
            at_least(0, "min_order_g", "multiple_g", "lead_days", name="an_offer_asks_nothing_negative"),
            models.CheckConstraint(
                condition=Q(coil_min_g__gte=0, coil_max_g__gte=F("coil_min_g")),
                name="the_heaviest_coil_is_not_lighter_than_the_lightest",
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="an_offer_does_not_end_before_it_begins",
            ),
            models.CheckConstraint(condition=~Q(basis=""), name="an_offer_says_what_its_price_rests_on"),
        ]

    def __str__(self) -> str:
        return self.code


class OfferTier(models.Model):
    """The price of an offer from a mass on."""

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="tiers")
    from_g = models.BigIntegerField()
    price_idr_t = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["offer", "from_g"], name="an_offer_has_one_price_from_each_mass"),
            at_least(0, "from_g", name="a_price_tier_begins_at_a_mass"),
            at_least(1, "price_idr_t", name="a_price_tier_costs_something"),
        ]


class RollingWeek(models.Model):
    """A week in which a mill rolls what it offers. An offer with rolling weeks can be ordered in those alone."""

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="rolling_weeks")
    week_date = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["offer", "week_date"], name="an_offer_is_rolled_once_a_week"),
        ]


class ItemOffer(models.Model):
    """Who sells a component ready made, at home or from abroad."""

    class Origin(models.TextChoices):
        NATIONAL = "national", _("made at home")
        IMPORT = "import", _("imported")

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="offers")
    supplier = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="item_offers")
    price_idr_each = models.BigIntegerField()
    lead_days = models.BigIntegerField()
    origin = models.CharField(max_length=8, choices=Origin.choices)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item", "supplier"], name="a_seller_offers_a_component_once"),
            at_least(1, "price_idr_each", name="a_component_costs_something"),
            at_least(0, "lead_days", name="a_component_does_not_arrive_before_it_is_ordered"),
            one_of("origin", ("national", "import"), "a_component_comes_from_home_or_abroad"),
        ]


PARTY_KINDS = (
    *("mill", "service_centre", "distributor", "retail", "importer"),
    *("centre", "maker", "buyer", "assembler", "consortium"),
)


class ChainParty(models.Model):
    """An organisation as the plan sees it: the one place it has in the chain, whatever else it is."""

    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="chain_party")
    kind = models.CharField(max_length=16)

    class Meta:
        constraints: ClassVar = [one_of("kind", PARTY_KINDS, "a_party_of_the_chain_is_of_a_kind_we_know")]


class CentreRoad(models.Model):
    """A way on which steel at hand may be sent from one Material Center to another; without any it moves freely."""

    from_centre = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    to_centre = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    distance_m = models.BigIntegerField(default=0)
    days = models.BigIntegerField()
    price_idr_t = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["from_centre", "to_centre"], name="two_centres_have_one_way_each_direction"
            ),
            models.CheckConstraint(condition=~Q(from_centre=F("to_centre")), name="a_way_leads_to_another_centre"),
            at_least(0, "distance_m", "days", "price_idr_t", name="a_way_takes_nothing_negative"),
        ]


class SupplierTerm(models.Model):
    """What a seller asks of a whole order, all formats together."""

    supplier = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="+")
    min_order_g = models.BigIntegerField(default=0)
    truck_g = models.BigIntegerField(default=0)
    truck_idr = models.BigIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            at_least(0, "min_order_g", "truck_g", "truck_idr", name="a_seller_asks_nothing_negative"),
            models.CheckConstraint(
                condition=Q(truck_idr=0) | Q(truck_g__gte=1), name="a_truck_that_costs_something_carries_something"
            ),
        ]


class SupplierRebate(models.Model):
    """Share taken off the price of a whole order from a mass on."""

    supplier = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    from_g = models.BigIntegerField()
    rebate_ppm = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["supplier", "from_g"], name="a_seller_has_one_rebate_from_each_mass"),
            at_least(0, "from_g", name="a_rebate_begins_at_a_mass"),
            models.CheckConstraint(
                condition=Q(rebate_ppm__range=(1, 900_000)), name="a_rebate_is_a_share_of_the_price"
            ),
        ]


class SupplierCredit(models.Model):
    """The most that may be owed to a seller at once."""

    supplier = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="+")
    credit_idr = models.BigIntegerField()
    credit_weeks = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            at_least(0, "credit_idr", name="a_credit_is_never_negative"),
            at_least(1, "credit_weeks", name="an_order_is_owed_in_its_own_week"),
        ]


class ReturnTruck(models.Model):
    """Trucks that bring parts to a city and come back past a seller anyway."""

    supplier = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    week_date = models.DateField()
    trucks = models.BigIntegerField()
    truck_idr = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["supplier", "week_date"], name="a_seller_is_passed_once_a_week"),
            at_least(1, "trucks", name="trucks_that_come_back_are_counted"),
            at_least(0, "truck_idr", name="a_truck_that_comes_back_costs_nothing_negative"),
        ]


class SteelBudget(models.Model):
    """Money for steel that comes free in a week; what is not spent stays."""

    week_date = models.DateField(unique=True)
    budget_idr = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [at_least(0, "budget_idr", name="a_budget_is_never_negative")]
