"""Tables of a `given/` folder that say on which terms steel is sold, sent between centres, and paid.

A term that has no row does not hold: steel moves freely, orders may be of any mass, and money is no limit.
"""

from __future__ import annotations

from rantai.core.tables import Codes, Days, Ints, Table, code, day, table, whole
from rantai.engine.sharing.tables import RULES

MONEY_HIGHEST = 10**15
MASS_HIGHEST = 10**13
TRUCKS_HIGHEST = 10_000
REBATE_HIGHEST = 900_000


@table(
    "centre_roads",
    "Ways on which steel at hand may be sent from one Material Center to another. Without any row it moves freely and "
    "at once; with rows it moves on these alone, before steel is bought.",
    key=("from_code", "to_code"),
    may_be_absent=True,
)
class CentreRoads(Table):
    from_code: Codes = code("Centre that sends.", refers_to="parties")
    to_code: Codes = code("Centre that receives.", refers_to="parties")
    distance_m: Ints = whole("Length of the way by road; 0: not measured.", high=20_000_000, optional=True)
    days: Ints = whole("Days on the way; whole weeks are planned, so each week begun counts.", high=3_650)
    price_idr_t: Ints = whole("Price of carrying a tonne.", high=10**9)


@table(
    "supplier_terms",
    "What a seller asks of a whole order, all formats together: what is ordered in one week is one order.",
    key=("supplier_code",),
    may_be_absent=True,
)
class SupplierTerms(Table):
    supplier_code: Codes = code("Seller.", refers_to="parties")
    min_order_g: Ints = whole("Least mass of one order.", high=MASS_HIGHEST, optional=True)
    truck_g: Ints = whole("What one truck carries; 0: delivery is in the price.", high=10**9, optional=True)
    truck_idr: Ints = whole("Price of one truck, full or not.", high=10**12, optional=True)


@table(
    "supplier_rebates",
    "Share taken off the price of a whole order from a mass on; of several the best that it reaches.",
    key=("supplier_code", "from_g"),
    may_be_absent=True,
)
class SupplierRebates(Table):
    supplier_code: Codes = code("Seller.", refers_to="parties")
    from_g: Ints = whole("Mass of one order, all formats together.", high=MASS_HIGHEST)
    rebate_ppm: Ints = whole("Share taken off.", low=1, high=REBATE_HIGHEST)


@table(
    "supplier_credits",
    "The most that may be owed to a seller at once.",
    key=("supplier_code",),
    may_be_absent=True,
)
class SupplierCredits(Table):
    supplier_code: Codes = code("Seller.", refers_to="parties")
    credit_idr: Ints = whole("Limit; 0: nothing can be ordered from this seller.", high=MONEY_HIGHEST)
    credit_weeks: Ints = whole("An order is owed in its own week and as many in all.", low=1, high=520)


@table(
    "return_trucks",
    "Trucks that bring parts to a city and come back past a seller anyway.",
    key=("supplier_code", "week_date"),
    may_be_absent=True,
)
class ReturnTrucks(Table):
    supplier_code: Codes = code("Seller.", refers_to="parties")
    week_date: Days = day("Monday of the week in which they arrive.")
    trucks: Ints = whole("How many.", low=1, high=TRUCKS_HIGHEST)
    truck_idr: Ints = whole("Price of one.", high=10**12)


@table(
    "steel_budgets",
    "Money for steel that comes free in a week; what is not spent stays. Without any row there is no limit.",
    key=("week_date",),
    may_be_absent=True,
)
class SteelBudgets(Table):
    week_date: Days = day("Monday of the week.")
    budget_idr: Ints = whole("How much comes free; a first row of 0 means that there is none.", high=MONEY_HIGHEST)


@table(
    "split_rules",
    "By which rule those who use a pooled order share its price. Without the file: in proportion to need.",
    key=("what",),
    may_be_absent=True,
)
class SplitRules(Table):
    what: Codes = code("What is shared.", choices=("steel_orders",))
    rule: Codes = code("Rule of the split.", choices=RULES)
