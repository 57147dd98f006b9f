"""What a plan is made from: the tables of a `given/` folder. Column notes are the documentation (docs/tables.md)."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_type_hints

from rantai.core.tables import Codes, Days, Flags, Ints, Table, code, day, flag, table, text, whole
from rantai.engine.plan.given_buying import (
    CentreRoads,
    ReturnTrucks,
    SplitRules,
    SteelBudgets,
    SupplierCredits,
    SupplierRebates,
    SupplierTerms,
)
from rantai.engine.plan.given_capacity import CapacityOptions, Tools, Trials
from rantai.engine.plan.given_lots import WEEKS_HIGHEST, ByProducts, FirmOrders, ItemRules, StandIns
from rantai.engine.plan.given_terms import (
    CustomerLimits,
    LeastJobs,
    Roads,
    ScoreGates,
    Scores,
    SetUps,
    Shares,
    SourceLimits,
)

FORMS = ("sheet", "bar", "tube", "flat_bar", "loose")
FORMAT_KINDS = ("sheet", "bar", "coil", "loose")
PARTY_KINDS = (
    "mill",
    "service_centre",
    "distributor",
    "retail",
    "importer",
    "centre",
    "maker",
    "buyer",
    "assembler",
    "consortium",
)


@table("horizon", "One row: the weeks that the plan looks at.", key=("start_date",))
class HorizonTable(Table):
    start_date: Days = day("First day of the plan, a Monday.")
    weeks: Ints = whole("How many weeks are planned.", low=1, high=WEEKS_HIGHEST)
    consume_back_weeks: Ints = whole(
        "A firm line uses up forecasts of its item and customer: those of so many weeks up to its own; 0: it does not.",
        high=WEEKS_HIGHEST,
        optional=True,
    )
    consume_ahead_weeks: Ints = whole("… and those of so many weeks after it.", high=WEEKS_HIGHEST, optional=True)


@table("places", "A province, regency, city, district or village.", key=("place_code",))
class Places(Table):
    place_code: Codes = code("Code of the place, for example 33.10 or 33.10.05.2001.")
    place_name: Codes = text("Name as people write it.")
    kind: Codes = code("What kind of place.", choices=("province", "regency", "city", "district", "village"))
    parent_code: Codes = code("The place that holds it; empty for a province.", refers_to="places", optional=True)
    latitude_udeg: Ints = whole("Latitude, north positive.", low=-90_000_000, high=90_000_000)
    longitude_udeg: Ints = whole("Longitude, east positive.", low=-180_000_000, high=180_000_000)


@table("sentra", "A geographic cluster of similar workshops.", key=("sentra_code",))
class Sentra(Table):
    sentra_code: Codes = code("Code of the sentra.")
    sentra_name: Codes = text("Name of the sentra.")
    place_code: Codes = code(
        "Regency of the sentra; empty when it spreads over several.", refers_to="places", optional=True
    )
    centre_code: Codes = code("Material Center that serves it.", refers_to="parties")
    announced_makers: Ints = whole("Component makers as announced by the ministry.")
    source: Codes = text("Where the announced number comes from, with year.")


@table("parties", "A firm or body that takes part: mill, trader, centre, maker, buyer, assembler.", key=("party_code",))
class Parties(Table):
    party_code: Codes = code("Code of the party.")
    party_name: Codes = text("Name; invented ones carry “contoh”.")
    kind: Codes = code("What it is in the chain.", choices=PARTY_KINDS)
    place_code: Codes = code("Regency or city where it works.", refers_to="places")
    sentra_code: Codes = code("Sentra that a maker belongs to.", refers_to="sentra", optional=True)
    is_example: Flags = flag("yes when the party is invented for the demonstration.")


@table("processes", "A way of working metal that makers offer in hours.", key=("process_code",))
class Processes(Table):
    process_code: Codes = code("Code of the process, for example press or weld.")
    process_name_id: Codes = text("Name in Indonesian.")
    process_name_en: Codes = text("Name in English.")


@table("items", "A vehicle, a part that is made, or a component that is bought.", key=("item_code",))
class Items(Table):
    item_code: Codes = code("Code of the item.")
    item_name_id: Codes = text("Name in Indonesian.")
    item_name_en: Codes = text("Name in English.")
    kind: Codes = code("Vehicle (assembled), part (made) or bought.", choices=("vehicle", "part", "bought"))
    group_name: Codes = text("Group of the bill, for example Frame.", optional=True)
    bill_line: Ints = whole("Line of the published bill of materials; 0 when the item is not on it.", optional=True)
    mass_g_each: Ints = whole("Net mass of one finished piece.")
    lead_weeks: Ints = whole(
        "Weeks for making the item, counted back from the week it is needed; "
        "its parts and material must be ready before.",
        low=0,
        high=WEEKS_HIGHEST,
    )
    home_place_code: Codes = code(
        "Where “local” begins for this item; empty: nowhere.", refers_to="places", optional=True
    )


@table("bills", "One component of an item.", key=("parent_code", "child_code", "from_date"))
class Bills(Table):
    parent_code: Codes = code("Item that holds the component.", refers_to="items")
    child_code: Codes = code("Component.", refers_to="items")
    quantity_each: Ints = whole("Components in one parent.", low=1)
    scrap_ppm: Ints = whole("Share of components lost while assembling.", high=900_000, optional=True)
    from_date: Days = day("First day on which the line holds; empty: always.", optional=True)
    to_date: Days = day("Last day on which the line holds; empty: always.", optional=True)


@table("materials", "Steel or iron by grade, form, finish and section.", key=("material_code",))
class Materials(Table):
    material_code: Codes = code("Code of the material.")
    grade: Codes = text("Grade, for example SPHC.")
    form: Codes = code("Shape in which it is bought and cut.", choices=FORMS)
    finish: Codes = text("Finish, for example plain, chequered or galvanised.")
    thickness_um: Ints = whole("Thickness of a sheet or flat bar, wall of a tube; 0 otherwise.", optional=True)
    outside_diameter_um: Ints = whole("Outside diameter of a bar or tube; 0 otherwise.", optional=True)
    flat_width_um: Ints = whole("Width of a flat bar; 0 otherwise.", optional=True)
    density_kg_m3: Ints = whole("Density.", low=1, high=30_000)


@table(
    "blanks",
    "What one made part needs of one material: rectangles or lengths to cut, or a gross mass.",
    key=("item_code", "material_code"),
)
class Blanks(Table):
    item_code: Codes = code("Part that is made.", refers_to="items")
    material_code: Codes = code("Material it is made of.", refers_to="materials")
    length_um: Ints = whole("Length of the blank; 0 when nothing is cut to a shape.", optional=True)
    width_um: Ints = whole("Width of the blank; 0 for bars and tubes.", optional=True)
    blanks_each: Ints = whole("Blanks for `parts_per_blank` parts.", low=1)
    parts_per_blank: Ints = whole(
        "Parts that come out of `blanks_each` blanks (two triangles from one square: 2).", low=1
    )
    grain_locked: Flags = flag("yes when the blank's length must lie along the stock's length (rolling direction).")
    gross_mass_g_each: Ints = whole(
        "Gross mass for one part when nothing is cut to a shape (castings, lumps); else 0.", optional=True
    )


@table(
    "formats",
    "What can be bought or kept of a material: a sheet, bar or coil size, or loose by mass.",
    key=("format_code",),
)
class Formats(Table):
    format_code: Codes = code("Code of the format.")
    format_name: Codes = text("Name that the trade uses.")
    material_code: Codes = code("Material.", refers_to="materials")
    kind: Codes = code("Sheet, bar (tubes too), coil, or loose by mass.", choices=FORMAT_KINDS)
    length_um: Ints = whole("Length of a sheet or bar; 0 for coils and loose.", optional=True)
    width_um: Ints = whole("Width of a sheet or coil; 0 otherwise.", optional=True)
    piece_mass_g: Ints = whole("Theoretical mass of one sheet or bar; 0 for coils and loose.", optional=True)


@table("cutting_rules", "How one kind of format is cut.", key=("kind",))
class CuttingRules(Table):
    kind: Codes = code("Kind of format.", choices=FORMAT_KINDS)
    kerf_um: Ints = whole("Width that each cut turns to dust: shear 0, saw 1.5 to 3.5 mm.")
    trim_um: Ints = whole("Squared off at every edge of a sheet, at both ends of a bar, before anything is cut.")
    min_remnant_length_um: Ints = whole("A leftover at least this long …")
    min_remnant_width_um: Ints = whole("… and this wide is kept as stock; smaller ones are scrap.")
    loss_ppm: Ints = whole(
        "Share of a coil lost at its ends when it is cut to length; 0 otherwise.", high=900_000, optional=True
    )


@table("offers", "Who sells a format, from how much, and how long it takes.", key=("offer_code",))
class Offers(Table):
    offer_code: Codes = code("Code of the offer.")
    supplier_code: Codes = code("Seller.", refers_to="parties")
    format_code: Codes = code("What is sold.", refers_to="formats")
    min_order_g: Ints = whole("Least mass of one order of this format.")
    multiple_g: Ints = whole(
        "Orders are at least whole multiples of this mass, rounded up to whole pieces; 0: any.", optional=True
    )
    coil_min_g: Ints = whole("Lightest coil; 0 when it is not a coil.", optional=True)
    coil_max_g: Ints = whole("Heaviest coil; 0 when it is not a coil.", optional=True)
    lead_days: Ints = whole("Days from order to delivery at the centre (the longest stated).", high=3_650)
    valid_from: Days = day("First day on which the offer may be ordered; empty: always.", optional=True)
    valid_to: Days = day("Last day on which the offer may be ordered; empty: always.", optional=True)
    basis: Codes = text("What the price rests on: estimate or quotation, with source.")


@table("offer_tiers", "Price of an offer from a mass on.", key=("offer_code", "from_g"))
class OfferTiers(Table):
    offer_code: Codes = code("Offer.", refers_to="offers")
    from_g: Ints = whole("Mass of one order from which this price holds for the whole order.")
    price_idr_t: Ints = whole("Price.", low=1)


@table(
    "rolling_weeks",
    "Weeks in which a mill rolls what it offers. An offer with rolling weeks can be ordered in those alone.",
    key=("offer_code", "week_date"),
    may_be_absent=True,
)
class RollingWeeks(Table):
    offer_code: Codes = code("Offer.", refers_to="offers")
    week_date: Days = day("Monday of the week.")


@table("item_offers", "Who sells a component ready made, at home or from abroad.", key=("item_code", "supplier_code"))
class ItemOffers(Table):
    item_code: Codes = code("Component or part.", refers_to="items")
    supplier_code: Codes = code("Seller.", refers_to="parties")
    price_idr_each: Ints = whole("Price of one piece.", low=1)
    lead_days: Ints = whole("Days from order to delivery.", high=3_650)
    origin: Codes = code("Made at home or imported.", choices=("national", "import"))


@table("operations", "One step of making an item.", key=("item_code", "sequence"))
class Operations(Table):
    item_code: Codes = code("Item that is made or assembled.", refers_to="items")
    sequence: Ints = whole("Order of the steps.", low=1)
    process_code: Codes = code("Process.", refers_to="processes")
    cycle_ms: Ints = whole(
        "Work for one piece, its share of set-up included where `set_ups` has none for the maker.", low=1
    )


@table("resources", "Machines or people of a maker that do one process.", key=("resource_code",))
class Resources(Table):
    resource_code: Codes = code("Code of the resource.")
    maker_code: Codes = code("Maker.", refers_to="parties")
    process_code: Codes = code("Process.", refers_to="processes")
    resource_name: Codes = text("What it is, for example press brake 3 m.")
    bed_length_um: Ints = whole("Longest blank it takes; 0: no limit.", optional=True)
    minutes_week: Ints = whole("Minutes of work in a full week.")


@table(
    "calendar",
    "Weeks in which less than a full week is worked (national holidays, the weeks around Lebaran).",
    key=("week_date",),
    may_be_absent=True,
)
class Calendar(Table):
    week_date: Days = day("Monday of the week.")
    working_ppm: Ints = whole("Share of a full week that is worked.", high=1_000_000)


@table(
    "resource_weeks",
    "Weeks in which a resource has other hours than in its full week: overtime, a repair, a machine that comes later.",
    key=("resource_code", "week_date"),
    may_be_absent=True,
)
class ResourceWeeks(Table):
    resource_code: Codes = code("Resource.", refers_to="resources")
    week_date: Days = day("Monday of the week.")
    minutes_week: Ints = whole("Minutes of work in this week if it were a full one; the calendar still holds.")


@table("capabilities", "A maker that may make an item.", key=("maker_code", "item_code"))
class Capabilities(Table):
    maker_code: Codes = code("Maker.", refers_to="parties")
    item_code: Codes = code("Item.", refers_to="items")
    price_idr_each: Ints = whole("What the maker asks for making one piece, material apart.")
    lead_weeks: Ints = whole("Weeks the maker needs once material and parts are there.", low=1, high=WEEKS_HIGHEST)
    max_share_ppm: Ints = whole(
        "Largest share of the item's whole quantity that this maker may get.", low=1, high=1_000_000
    )


@table(
    "goals",
    "Goals of the allocation, most important first. Without the file: on_time, local_first, spread_work, cost.",
    key=("rank",),
    may_be_absent=True,
)
class Goals(Table):
    rank: Ints = whole("1 is the most important.", low=1, high=4)
    goal: Codes = code("Goal.", choices=("on_time", "local_first", "spread_work", "cost"))


@table("demand", "Vehicles wanted by a village, call-offs of a buyer, or spare parts.", key=("demand_code",))
class Demand(Table):
    demand_code: Codes = code("Code of the line.")
    kind: Codes = code(
        "Programme, call-off of a buyer, or aftermarket.", choices=("programme", "call_off", "aftermarket")
    )
    item_code: Codes = code("Vehicle or part that is wanted.", refers_to="items")
    customer_code: Codes = code("Who orders.", refers_to="parties")
    place_code: Codes = code("Village, regency or city that wants it.", refers_to="places")
    due_date: Days = day("Day by which it is wanted.")
    quantity_pieces: Ints = whole("How many; vehicles are pieces of the item “vehicle”.", low=1)
    priority: Ints = whole("1 goes first when not all can be served.", low=1, high=9)
    firmness: Codes = code("How sure it is.", choices=("firm", "forecast"))
    material_owner_code: Codes = code(
        "Customer that supplies the steel for this line; empty: bought through the centre.",
        refers_to="parties",
        optional=True,
    )


@table("item_stock", "Finished parts at hand.", key=("stock_code",), may_be_absent=True)
class ItemStock(Table):
    stock_code: Codes = code("Code of the lot.")
    item_code: Codes = code("Item.", refers_to="items")
    holder_code: Codes = code("Where it lies.", refers_to="parties")
    owner_code: Codes = code("Whose it is; a customer's lot serves that customer only.", refers_to="parties")
    quantity_pieces: Ints = whole("How many.", low=1)


@table("item_receipts", "Finished parts already ordered that will arrive.", key=("receipt_code",), may_be_absent=True)
class ItemReceipts(Table):
    receipt_code: Codes = code("Code of the receipt.")
    item_code: Codes = code("Item.", refers_to="items")
    holder_code: Codes = code("Where it will lie.", refers_to="parties")
    owner_code: Codes = code("Whose it is; a customer's lot serves that customer only.", refers_to="parties")
    due_date: Days = day("Day of arrival.")
    quantity_pieces: Ints = whole("How many.", low=1)


@table(
    "material_stock",
    "Steel at hand: whole formats, remnants with their own size, or loose by mass.",
    key=("stock_code",),
    may_be_absent=True,
)
class MaterialStock(Table):
    stock_code: Codes = code("Code of the lot or remnant.")
    format_code: Codes = code("Format it is, or was cut from.", refers_to="formats")
    holder_code: Codes = code("Where it lies.", refers_to="parties")
    owner_code: Codes = code(
        "Whose it is; a customer's steel serves lines with that material owner only.", refers_to="parties"
    )
    quantity_pieces: Ints = whole("Pieces; 0 for coils and loose.", optional=True)
    length_um: Ints = whole("Length of a remnant; 0: the full format.", optional=True)
    width_um: Ints = whole("Width of a remnant; 0: the full format.", optional=True)
    mass_g: Ints = whole("Mass of the lot.", low=1)
    heat: Codes = text("Heat number of the mill certificate.", optional=True)


@table("material_receipts", "Steel already ordered that will arrive.", key=("receipt_code",), may_be_absent=True)
class MaterialReceipts(Table):
    receipt_code: Codes = code("Code of the receipt.")
    format_code: Codes = code("Format.", refers_to="formats")
    holder_code: Codes = code("Where it will lie.", refers_to="parties")
    owner_code: Codes = code(
        "Whose it is; a customer's steel serves lines with that material owner only.", refers_to="parties"
    )
    due_date: Days = day("Day of arrival.")
    quantity_pieces: Ints = whole("Pieces; 0 for coils and loose.", optional=True)
    mass_g: Ints = whole("Mass.", low=1)


@table(
    "scenarios",
    "A volume of the programme to plan for instead of the one in `demand`.",
    key=("scenario_code",),
    may_be_absent=True,
)
class Scenarios(Table):
    scenario_code: Codes = code("Code of the scenario.")
    scenario_name: Codes = text("Name.")
    vehicles_pieces: Ints = whole("Vehicles over the horizon; programme lines are scaled to this total.", low=1)


@dataclass(frozen=True)
class PlanInput:
    """Everything a plan is made from, one table a field, in the order in which a person would fill them in."""

    horizon: HorizonTable
    places: Places
    sentra: Sentra
    parties: Parties
    processes: Processes
    items: Items
    bills: Bills
    item_rules: ItemRules
    firm_orders: FirmOrders
    by_products: ByProducts
    stand_ins: StandIns
    materials: Materials
    blanks: Blanks
    formats: Formats
    cutting_rules: CuttingRules
    offers: Offers
    offer_tiers: OfferTiers
    rolling_weeks: RollingWeeks
    centre_roads: CentreRoads
    supplier_terms: SupplierTerms
    supplier_rebates: SupplierRebates
    supplier_credits: SupplierCredits
    return_trucks: ReturnTrucks
    steel_budgets: SteelBudgets
    item_offers: ItemOffers
    operations: Operations
    resources: Resources
    calendar: Calendar
    resource_weeks: ResourceWeeks
    capacity_options: CapacityOptions
    capabilities: Capabilities
    tools: Tools
    trials: Trials
    set_ups: SetUps
    source_limits: SourceLimits
    scores: Scores
    score_gates: ScoreGates
    roads: Roads
    shares: Shares
    least_jobs: LeastJobs
    customer_limits: CustomerLimits
    goals: Goals
    split_rules: SplitRules
    demand: Demand
    item_stock: ItemStock
    item_receipts: ItemReceipts
    material_stock: MaterialStock
    material_receipts: MaterialReceipts
    scenarios: Scenarios

    def tables(self) -> Mapping[str, Table]:
        """The tables by name."""
        return {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}


GIVEN_TABLES: Mapping[str, type[Table]] = {kind.table_name: kind for kind in get_type_hints(PlanInput).values()}


def plan_input(tables: Mapping[str, Any]) -> PlanInput:
    """A plan input from tables by name. Raises KeyError when one is missing."""
    return PlanInput(**{name: tables[name] for name in GIVEN_TABLES})
