"""Which model and which field mirrors which column of a plan's input. The only list of its kind; snapshot, import,
sheets and export all read it. A path with `__` leads over a foreign key to the code at its end.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.db.models import Model, Q

from rantai.apps.bills.models import BillLine, Blank, ByProduct, FirmOrder, ItemRule, Operation, StandIn
from rantai.apps.capacity.models import (
    CalendarWeek,
    Capability,
    CapacityOption,
    CustomerLimit,
    LeastJob,
    Resource,
    Road,
    Score,
    ScoreGate,
    SetUp,
    SmallestShare,
    SourceLimit,
    Tool,
    Trial,
)
from rantai.apps.catalog.models import (
    CentreRoad,
    ChainParty,
    CuttingRule,
    Format,
    Item,
    ItemOffer,
    Material,
    Offer,
    OfferTier,
    Process,
    ReturnTruck,
    RollingWeek,
    SteelBudget,
    SupplierCredit,
    SupplierRebate,
    SupplierTerm,
)
from rantai.apps.demand.models import DemandLine, Goal, Scenario, SplitRule
from rantai.apps.parties.models import Place, Sentra
from rantai.apps.stock.models import ItemReceipt, MaterialReceipt
from rantai.core.tables import Table
from rantai.engine.plan.given import GIVEN_TABLES


@dataclass(frozen=True)
class Mirror:
    """How one table lies in the database.

    paths: column → field path. whole_of: the column whose value names a parent; an import that names the parent says
    all of its rows. of_programme: the rows belong to one programme. only: which rows of the model are meant.
    """

    table: type[Table]
    model: type[Model]
    paths: Mapping[str, str]
    whole_of: str = ""
    of_programme: bool = False
    only: Q | None = None


def _mirror(
    name: str,
    model: type[Model],
    codes: Mapping[str, str],
    *,
    whole_of: str = "",
    of_programme: bool = False,
    only: Q | None = None,
) -> Mirror:
    """The mirror of table `name`: columns not in `codes` lie in the field of the same name."""
    kind = GIVEN_TABLES[name]
    paths = {column.name: codes.get(column.name, column.name) for column in kind.columns}
    return Mirror(kind, model, MappingProxyType(paths), whole_of, of_programme, only)


# In the order in which rows may be written: what is named comes before what names it.
_MIRRORS = (
    _mirror(
        "processes",
        Process,
        {"process_code": "code", "process_name_id": "name_id", "process_name_en": "name_en"},
    ),
    _mirror(
        "items",
        Item,
        {
            "item_code": "code",
            "item_name_id": "name_id",
            "item_name_en": "name_en",
            "home_place_code": "home_place__code",
        },
    ),
    _mirror("bills", BillLine, {"parent_code": "parent__code", "child_code": "child__code"}, whole_of="parent_code"),
    _mirror("item_rules", ItemRule, {"item_code": "item__code"}, whole_of="item_code"),
    _mirror("firm_orders", FirmOrder, {"firm_code": "code", "item_code": "item__code"}),
    _mirror(
        "by_products", ByProduct, {"parent_code": "parent__code", "child_code": "child__code"}, whole_of="parent_code"
    ),
    _mirror("stand_ins", StandIn, {"item_code": "item__code", "other_code": "other__code"}, whole_of="item_code"),
    _mirror("materials", Material, {"material_code": "code"}),
    _mirror("blanks", Blank, {"item_code": "item__code", "material_code": "material__code"}, whole_of="item_code"),
    _mirror("formats", Format, {"format_code": "code", "format_name": "name", "material_code": "material__code"}),
    _mirror("cutting_rules", CuttingRule, {}),
    _mirror("offers", Offer, {"offer_code": "code", "supplier_code": "supplier__code", "format_code": "format__code"}),
    _mirror("offer_tiers", OfferTier, {"offer_code": "offer__code"}, whole_of="offer_code"),
    _mirror("rolling_weeks", RollingWeek, {"offer_code": "offer__code"}, whole_of="offer_code"),
    _mirror("centre_roads", CentreRoad, {"from_code": "from_centre__code", "to_code": "to_centre__code"}),
    _mirror("supplier_terms", SupplierTerm, {"supplier_code": "supplier__code"}),
    _mirror("supplier_rebates", SupplierRebate, {"supplier_code": "supplier__code"}, whole_of="supplier_code"),
    _mirror("supplier_credits", SupplierCredit, {"supplier_code": "supplier__code"}),
    _mirror("return_trucks", ReturnTruck, {"supplier_code": "supplier__code"}, whole_of="supplier_code"),
    _mirror("steel_budgets", SteelBudget, {}),
    _mirror(
        "item_offers", ItemOffer, {"item_code": "item__code", "supplier_code": "supplier__code"}, whole_of="item_code"
    ),
    _mirror(
        "operations", Operation, {"item_code": "item__code", "process_code": "process__code"}, whole_of="item_code"
    ),
    _mirror(
        "resources",
        Resource,
        {
            "resource_code": "code",
            "maker_code": "maker__code",
            "process_code": "process__code",
            "resource_name": "name",
        },
    ),
    _mirror("calendar", CalendarWeek, {}),
    _mirror(
        "capacity_options",
        CapacityOption,
        {"option_code": "code", "option_name": "name", "resource_code": "resource__code"},
    ),
    _mirror(
        "capabilities", Capability, {"maker_code": "maker__code", "item_code": "item__code"}, whole_of="maker_code"
    ),
    _mirror("tools", Tool, {"tool_code": "code", "item_code": "item__code", "holder_code": "holder__code"}),
    _mirror("trials", Trial, {"maker_code": "maker__code", "item_code": "item__code"}),
    _mirror("set_ups", SetUp, {"maker_code": "maker__code", "process_code": "process__code"}, whole_of="maker_code"),
    _mirror("source_limits", SourceLimit, {"item_code": "item__code"}),
    _mirror("scores", Score, {"maker_code": "maker__code"}),
    _mirror("score_gates", ScoreGate, {"item_code": "item__code"}),
    _mirror("roads", Road, {"from_place_code": "from_place__code", "to_place_code": "to_place__code"}),
    _mirror("shares", SmallestShare, {"maker_code": "maker__code", "item_code": "item__code"}, whole_of="maker_code"),
    _mirror("least_jobs", LeastJob, {"process_code": "process__code"}),
    _mirror("customer_limits", CustomerLimit, {"maker_code": "maker__code"}),
    _mirror("goals", Goal, {}, of_programme=True),
    _mirror("split_rules", SplitRule, {}, of_programme=True),
    _mirror(
        "demand",
        DemandLine,
        {
            "demand_code": "code",
            "item_code": "item__code",
            "customer_code": "customer__code",
            "place_code": "place__code",
            "material_owner_code": "material_owner__code",
        },
        of_programme=True,
        only=Q(withdrawn_at__isnull=True),
    ),
    _mirror(
        "item_receipts",
        ItemReceipt,
        {
            "receipt_code": "code",
            "item_code": "item__code",
            "holder_code": "holder__code",
            "owner_code": "owner__code",
        },
    ),
    _mirror(
        "material_receipts",
        MaterialReceipt,
        {
            "receipt_code": "code",
            "format_code": "format__code",
            "holder_code": "holder__code",
            "owner_code": "owner__code",
        },
        # A centre that stands outside the chain may buy too; a plan knows nothing of its steel.
        only=Q(holder__chain_party__isnull=False, owner__chain_party__isnull=False),
    ),
    _mirror(
        "scenarios",
        Scenario,
        {"scenario_code": "code", "scenario_name": "name"},
        of_programme=True,
    ),
)
MIRRORS: Mapping[str, Mirror] = {mirror.table.table_name: mirror for mirror in _MIRRORS}

# Places, sentra and parties are written by the parties' own actions; they are only read here.
PLANNED_PLACES = Q(kind__in=("province", "regency", "city", "district", "village"))
PARTY_MIRRORS: Mapping[str, Mirror] = {
    "places": _mirror(
        "places",
        Place,
        {"place_code": "code", "place_name": "name", "parent_code": "parent__code"},
        only=PLANNED_PLACES,
    ),
    "sentra": _mirror(
        "sentra",
        Sentra,
        {
            "sentra_code": "code",
            "sentra_name": "name",
            "place_code": "place__code",
            "centre_code": "centre__code",
        },
        only=Q(centre__chain_party__isnull=False),
    ),
    "parties": _mirror(
        "parties",
        ChainParty,
        {
            "party_code": "organisation__code",
            "party_name": "organisation__name",
            "place_code": "organisation__place__code",
            "sentra_code": "organisation__sentra__code",
            "is_example": "organisation__is_example",
        },
    ),
}

# A sentra or a province that lies in no single regency hangs on the country, which the plan's tables do not name.
COUNTRY_CODE = "ID"
COUNTRY_NAME = "Indonesia"
