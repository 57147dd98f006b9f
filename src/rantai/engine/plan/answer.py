"""What a plan says: the tables of an `out/` folder. Weeks are positions from the horizon's start.

Codes are made from content (item, week, maker), never from row order, so the same input gives the same codes.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_type_hints

from rantai.core.numbers import LARGEST
from rantai.core.tables import Codes, Flags, Ints, Ratios, Table, code, flag, ratio, table, text, whole
from rantai.engine.plan.answer_buying import SteelLoads, SteelWorths, SupplierOrders, SurplusWays, Transfers
from rantai.engine.plan.answer_sharing import SupplyShares
from rantai.engine.sharing.tables import CORE_EMPTY, CORE_HOLDS, CORE_OPEN, RULES

STAGES = ("explosion", "allocation", "cutting", "pooling")
NODE_KINDS = (
    "demand",
    "order",
    "job",
    "component_order",
    "item_stock",
    "item_receipt",
    "by_product",
    "stand_in",
    "pattern",
    "material_order",
    "material_stock",
    "material_receipt",
)
REASON_CODES = (
    "capacity_full",  # resource = the maker's resource that has no minutes left
    "share_full",  # resource = the maker whose largest share is reached
    "source_full",  # resource = the maker or seller that may not give a larger part of the item
    "trial_full",  # resource = the maker on trial that has made all it may make
    "tool_elsewhere",  # resource = the maker that has no tool for the item
    "score_low",  # resource = the maker whose score does not pass the item's gate, or that has none
    "customer_full",  # resource = the maker whose work for this customer may not grow
    "least_share",  # resource = the maker that must get its smallest share
    "small_job",  # resource = the nearer maker for whom the job is too small to set up for
    "goal_first",  # resource = what a goal ranked above passed over
    "no_local_maker",  # resource = the item that nobody nearer can make
    "no_maker",  # resource = the item that nobody can make
    "material_late",  # resource = the material or format that cannot arrive earlier
    "part_late",  # resource = the component that is late
    "road_time",  # resource = the maker from which the road is too long
    "lead_time",  # resource = the item or maker whose lead time starts before the horizon
    "fits_no_format",  # resource = the material whose largest format is too small
    "no_offer",  # resource = the format or item that nobody sells
    "least_order",  # resource = the format whose seller sells no less than is worth buying
    "over_budget",  # resource = the format that there is no money for
    "over_credit",  # resource = the format whose sellers give no more credit
    "shared_short",  # resource = the material that is short and was shared by commitment
    "customer_material_missing",  # resource = the customer that must deliver steel
    "time_over",  # resource = the item that planning had no time for
    "frozen_zone",  # resource = the item of which no new lot may begin so soon
    "firm_order",  # resource = the item whose settled lot comes later and is not moved
    "dearer",  # resource = the nearer maker that a goal ranked above local_first passed over
)


@table(
    "orders",
    "What must be made: one lot of a made item, ready in one week, after stock and receipts.",
    key=("order_code",),
)
class Orders(Table):
    order_code: Codes = code("O-<item>-<need week>[-<material owner>][-<firm order>].")
    item_code: Codes = code("Item.")
    material_owner_code: Codes = code("Customer that supplies the steel; empty: the centre.", optional=True)
    need_week: Ints = whole(
        "Week in which it is needed; a lot due too early for its lead time keeps its week and is late."
    )
    quantity_pieces: Ints = whole("Pieces started; good ones after the item's loss.", low=1)
    ready_week: Ints = whole(
        "Week in which the whole lot is ready; the number of weeks of the horizon when not all of it is."
    )
    late_weeks: Ints = whole("Weeks too late.")
    short_pieces: Ints = whole("Pieces that cannot be made within the horizon.")


@table("jobs", "Who makes how many of an order, and when.", key=("job_code",))
class Jobs(Table):
    job_code: Codes = code("J-<order>-<maker>-<made week>.")
    order_code: Codes = code("Order.")
    item_code: Codes = code("Item.")
    maker_code: Codes = code("Maker.")
    made_week: Ints = whole("Week of the work; finished at its end.")
    material_week: Ints = whole(
        "Week before whose start material and parts must be there: made week less the maker's lead, plus one."
    )
    quantity_pieces: Ints = whole("Pieces.", low=1)
    price_idr_each: Ints = whole("Price of making one piece, material apart.")
    cost_idr: Ints = whole("Price of making all.")
    late_weeks: Ints = whole("Weeks after the order's need, the road included.")
    locality: Codes = code(
        "How near the maker is to the item's home.", choices=("sentra", "province", "national", "import")
    )


@table(
    "component_orders",
    "Components bought ready made, also parts that no local maker could take.",
    key=("component_order_code",),
)
class ComponentOrders(Table):
    component_order_code: Codes = code("B-<item>-<need week>-<supplier>.")
    item_code: Codes = code("Component.")
    supplier_code: Codes = code("Seller.")
    order_code: Codes = code(
        "Order that it serves instead of a maker; empty for components that are always bought.", optional=True
    )
    order_week: Ints = whole("Week of ordering.")
    need_week: Ints = whole("Week of need.")
    arrival_week: Ints = whole("Week of arrival.")
    quantity_pieces: Ints = whole("Pieces.", low=1)
    cost_idr: Ints = whole("Price of all.")
    late_weeks: Ints = whole("Weeks too late.")
    origin: Codes = code("Made at home or imported.", choices=("national", "import"))


@table("patterns", "One way of cutting one format, and how often, for one centre and need week.", key=("pattern_code",))
class Patterns(Table):
    pattern_code: Codes = code("C-<centre>-<week>-<format or remnant>[-<owner>]-<number>.")
    centre_code: Codes = code("Material Center that cuts.")
    owner_code: Codes = code("Customer whose steel is cut; empty: the centre's.", optional=True)
    format_code: Codes = code("Format that is cut.")
    remnant_code: Codes = code("Remnant of material_stock that is cut instead of a full piece.", optional=True)
    week: Ints = whole("Week before whose start the blanks must be cut.")
    count_pieces: Ints = whole("How many sheets or bars are cut this way.", low=1)
    length_um: Ints = whole("Length of the sheet or bar.")
    width_um: Ints = whole("Width of the sheet; 0 for bars.")
    used_um2: Ints = whole("Area of the blanks on one sheet; length of the blanks on one bar, in µm.")
    mass_g: Ints = whole("Mass of all sheets or bars of the pattern.")


@table(
    "pattern_pieces",
    "A blank on a pattern. x runs along the stock's length from the untrimmed lower-left corner.",
    key=("pattern_code", "piece"),
)
class PatternPieces(Table):
    pattern_code: Codes = code("Pattern.")
    piece: Ints = whole("Number of the blank on the pattern.", low=1)
    item_code: Codes = code("Part that the blank is for.")
    x_um: Ints = whole("Left edge.")
    y_um: Ints = whole("Lower edge; 0 for bars.")
    length_um: Ints = whole("Size along x, after turning.", low=1)
    width_um: Ints = whole("Size along y, after turning; 0 for bars.")
    is_turned: Flags = flag("yes when the blank lies across.")


@table("blank_uses", "Which job gets the blanks of a pattern.", key=("pattern_code", "job_code"))
class BlankUses(Table):
    pattern_code: Codes = code("Pattern.")
    job_code: Codes = code("Job.")
    quantity_blanks: Ints = whole("Blanks.", low=1)
    mass_g: Ints = whole("Steel of the sheets or bars that these blanks bear, offcuts shared by area.")


@table("material_orders", "What to order at which mill or trader, when, and why so much.", key=("material_order_code",))
class MaterialOrders(Table):
    material_order_code: Codes = code("M-<offer>-<order week>.")
    offer_code: Codes = code("Offer.")
    supplier_code: Codes = code("Seller.")
    format_code: Codes = code("Format that is bought.")
    order_week: Ints = whole("Week of ordering.")
    arrival_week: Ints = whole("Week of arrival; usable from the next week on.")
    quantity_pieces: Ints = whole("Sheets, bars or coils; 0 for loose.")
    mass_g: Ints = whole("Mass ordered.", low=1)
    tier_from_g: Ints = whole("Price tier that the order reaches.")
    price_idr_t: Ints = whole("Price.")
    cost_idr: Ints = whole("Price of all.")
    needed_g: Ints = whole("Mass that the plan uses of it.")
    leftover_g: Ints = whole("Mass left at the end of the horizon.")
    months_cover: Ratios = ratio("Months that the order covers at the plan's average use.")
    alone_idr: Ints = whole(
        "Price of the needed mass when every workshop buys alone at retail; 0 when no retail offer exists."
    )
    has_alone_price: Flags = flag("yes when a retail offer exists, so that alone_idr means something.")


@table("material_uses", "Which steel serves which pattern or loose job.", key=("source_code", "consumer_code"))
class MaterialUses(Table):
    source_code: Codes = code("Material order, stock lot, remnant or receipt.")
    source_kind: Codes = code("What the source is.", choices=("material_order", "material_stock", "material_receipt"))
    consumer_code: Codes = code("Pattern, or job for loose material.")
    quantity_pieces: Ints = whole("Sheets or bars; 0 for loose.")
    mass_g: Ints = whole("Mass.", low=1)


@table(
    "cost_splits",
    "By which rule those who use a steel order pay it, and what that is worth.",
    key=("material_order_code",),
)
class CostSplits(Table):
    material_order_code: Codes = code("Steel order.")
    rule: Codes = code("Rule of the split.", choices=RULES)
    payers: Ints = whole("Firms that use it.", low=1)
    cost_idr: Ints = whole("Price of the order; the shares add up to it.")
    alone_idr: Ints = whole("What the firms would pay if each bought its own need alone; summed.")
    excess_idr: Ints = whole(
        "No group of firms pays more than this above what it would pay alone; below 0: every group gains.", low=-LARGEST
    )
    bound_idr: Ints = whole("Proven: no split under the same caps has a smaller largest excess.", low=-LARGEST)
    core: Codes = code("Whether some split leaves no group worse off.", choices=(CORE_EMPTY, CORE_HOLDS, CORE_OPEN))
    caps_kept: Flags = flag("yes when nobody pays more than alone.")
    reason_code: Codes = code(
        "Why somebody pays more than alone: the order is larger than the need, or dearer than all apart.",
        choices=("leftover", "dearer"),
        optional=True,
    )


@table("cost_shares", "Who pays how much of a steel order.", key=("material_order_code", "payer_code"))
class CostShares(Table):
    material_order_code: Codes = code("Steel order.")
    payer_code: Codes = code("Firm whose jobs use the steel.")
    needed_g: Ints = whole("Steel of the order that its jobs use, offcuts included.", low=1)
    share_idr: Ints = whole("What it pays.")
    alone_idr: Ints = whole("What it would pay if it bought that need alone at the cheapest offer in time.")


@table("pegs", "One link of the chain, from what supplies to what is supplied.", key=("supply_code", "consumer_code"))
class Pegs(Table):
    supply_code: Codes = code("Supplier end.")
    supply_kind: Codes = code("Kind of the supplier end.", choices=NODE_KINDS)
    consumer_code: Codes = code("Consumer end.")
    consumer_kind: Codes = code("Kind of the consumer end.", choices=NODE_KINDS)
    quantity_pieces: Ints = whole("Pieces of what the supplier end supplies; 0 for loose.")
    mass_g: Ints = whole("Steel on this link; 0 between orders and demand.")


@table("promises", "What each line of demand gets, and when.", key=("demand_code",))
class Promises(Table):
    demand_code: Codes = code("Line of demand.")
    due_week: Ints = whole("Week in which it is wanted.")
    promise_week: Ints = whole("Week in which all of it is ready; the number of weeks of the horizon when not all is.")
    quantity_pieces: Ints = whole("Wanted.")
    on_time_pieces: Ints = whole("Ready in time.")
    late_pieces: Ints = whole("Ready too late.")
    short_pieces: Ints = whole("Not ready within the horizon.")


@table("loads", "Work on a resource in a week; weeks without work are left out.", key=("resource_code", "week"))
class Loads(Table):
    resource_code: Codes = code("Resource.")
    week: Ints = whole("Week.")
    load_minutes: Ints = whole("Work, rounded up.")
    capacity_minutes: Ints = whole("Minutes at hand.")


@table(
    "reasons",
    "Why something is late, short, went elsewhere, or fits nowhere.",
    key=("subject_code", "kind", "reason_code", "resource_code", "week"),
)
class Reasons(Table):
    subject_code: Codes = code("Order, job, component order, demand line or pattern group.")
    subject_kind: Codes = code("What the subject is.", choices=(*NODE_KINDS, "blank"))
    kind: Codes = code("What happened.", choices=("late", "short", "elsewhere", "unplaced"))
    reason_code: Codes = code("The binding constraint.", choices=REASON_CODES)
    resource_code: Codes = code("What binds: resource, maker, item, material, format or customer.")
    week: Ints = whole("Week in which it binds.")
    amount: Ints = whole("How much is missing.")
    unit: Codes = code("Unit of the amount.", choices=("minutes", "pieces", "g", "weeks", "um", "idr"))


@table(
    "overtime",
    "Minutes for money that the plan uses, of approved options.",
    key=("option_code", "week"),
    may_be_absent=True,
)
class Overtime(Table):
    option_code: Codes = code("Option.")
    week: Ints = whole("Week in which the minutes are worked.")
    minutes: Ints = whole("How many.", low=1)
    cost_idr: Ints = whole("What they cost: minutes and the week's fixed price.")


@table(
    "journeys",
    "Jobs whose pieces come over a road to the home of their item.",
    key=("job_code",),
    may_be_absent=True,
)
class Journeys(Table):
    job_code: Codes = code("Job.")
    from_place_code: Codes = code("Place of the maker.")
    to_place_code: Codes = code("Home of the item.")
    arrival_week: Ints = whole("Week at whose end the pieces are there; lateness counts from it.")
    mass_g: Ints = whole("Mass of the pieces.")
    cost_idr: Ints = whole("Freight, rounded up for each piece.")


@table(
    "ways_out",
    "What an option that is not approved would do for an order that is late or short: tried in this very plan.",
    key=("order_code", "option_code"),
    may_be_absent=True,
)
class WaysOut(Table):
    order_code: Codes = code("Order.")
    option_code: Codes = code("Option.")
    first_week: Ints = whole("First week of its minutes.")
    last_week: Ints = whole("Last week of its minutes.")
    minutes: Ints = whole("Minutes it takes.", low=1)
    cost_idr: Ints = whole("What they cost.")
    pieces: Ints = whole("Pieces that come earlier.", low=1)
    piece_weeks: Ints = whole(
        "By how much, altogether: pieces × weeks; a short piece counts as in the goal on_time.", low=1
    )


@table(
    "hour_values",
    "What one more hour would be worth where a late or short order says that a resource is full: tried in this plan.",
    key=("resource_code", "week"),
    may_be_absent=True,
)
class HourValues(Table):
    resource_code: Codes = code("Resource.")
    week: Ints = whole("Week of the hour.")
    pieces: Ints = whole("Pieces that would no longer be late or short.", low=-LARGEST)
    piece_weeks: Ints = whole("Weeks earlier, altogether: pieces × weeks.", low=-LARGEST)
    saving_idr: Ints = whole("By how much making and buying would be cheaper; negative: dearer.", low=-LARGEST)


@table("bounds", "How good each stage proves to be, goal by goal or group by group.", key=("stage", "part"))
class Bounds(Table):
    stage: Codes = code("Stage.", choices=STAGES)
    part: Codes = code("Goal of the allocation, material of the cutting or pooling.")
    status: Codes = code("Status.", choices=("optimal", "feasible", "infeasible", "timeout"))
    objective: Ints = whole("Value reached; the lower the better.")
    bound: Ints = whole("Proven: no plan is below this.")
    unit: Codes = code("Unit of both. ranking_idr: rupiah that only rank steel at hand before steel to buy, not money.")


@table(
    "names",
    "Names of everything the plan speaks of, so that a plan can be explained without its input.",
    key=("named_code", "kind"),
)
class Names(Table):
    named_code: Codes = code("Code.")
    kind: Codes = code("party, item, place, material, format, resource, process or demand.")
    name_id: Codes = text("Name in Indonesian.")
    name_en: Codes = text("Name in English.")


@dataclass(frozen=True)
class PlanOutput:
    """A whole plan, one table a field."""

    orders: Orders
    jobs: Jobs
    component_orders: ComponentOrders
    patterns: Patterns
    pattern_pieces: PatternPieces
    blank_uses: BlankUses
    material_orders: MaterialOrders
    material_uses: MaterialUses
    transfers: Transfers
    supplier_orders: SupplierOrders
    steel_loads: SteelLoads
    surplus_ways: SurplusWays
    steel_worths: SteelWorths
    cost_splits: CostSplits
    cost_shares: CostShares
    supply_shares: SupplyShares
    pegs: Pegs
    promises: Promises
    loads: Loads
    reasons: Reasons
    overtime: Overtime
    journeys: Journeys
    ways_out: WaysOut
    hour_values: HourValues
    bounds: Bounds
    names: Names

    def tables(self) -> Mapping[str, Table]:
        """The tables by name."""
        return {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}


ANSWER_TABLES: Mapping[str, type[Table]] = {kind.table_name: kind for kind in get_type_hints(PlanOutput).values()}


def plan_output(tables: Mapping[str, Any]) -> PlanOutput:
    """A plan from tables by name. Raises KeyError when one is missing."""
    return PlanOutput(**{name: tables[name] for name in ANSWER_TABLES})
