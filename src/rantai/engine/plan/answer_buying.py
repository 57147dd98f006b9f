"""Tables of an answer that tell how steel is bought on its sellers' terms, sent between centres, and what it is worth.

Empty when the terms have no rows in the input, but for `steel_worths`.
"""

from __future__ import annotations

from rantai.core.tables import Codes, Flags, Ints, Ratios, Table, code, flag, ratio, table, whole

WAYS = ("take_surplus", "other_seller", "wait_and_pool")


@table(
    "transfers",
    "Steel at hand that is sent from one Material Center to another, before any is bought.",
    key=("transfer_code",),
    may_be_absent=True,
)
class Transfers(Table):
    transfer_code: Codes = code("T-<stock or receipt>-<to>-<send week>.")
    source_code: Codes = code("Stock lot or receipt.")
    format_code: Codes = code("Format.")
    from_code: Codes = code("Centre that sends.")
    to_code: Codes = code("Centre that receives.")
    send_week: Ints = whole("Week at whose start it leaves.")
    usable_week: Ints = whole("Week from whose start it can be used there.")
    quantity_pieces: Ints = whole("Sheets or bars; 0 for coils and loose.")
    mass_g: Ints = whole("Mass.", low=1)
    cost_idr: Ints = whole("Price of carrying it.")


@table(
    "supplier_orders",
    "Steel orders at one seller in one week as the one order that its terms speak of; sellers without terms are left "
    "out.",
    key=("supplier_code", "order_week"),
    may_be_absent=True,
)
class SupplierOrders(Table):
    supplier_code: Codes = code("Seller.")
    order_week: Ints = whole("Week of ordering.")
    mass_g: Ints = whole("Mass of all its formats.", low=1)
    value_idr: Ints = whole("Price of all before the rebate.")
    rebate_ppm: Ints = whole("Share taken off.")
    cost_idr: Ints = whole("Price of all; its steel orders bear it in proportion to their prices.")


@table(
    "steel_loads",
    "Trucks that bring steel from a seller that charges by the truck.",
    key=("supplier_code", "arrival_week"),
    may_be_absent=True,
)
class SteelLoads(Table):
    supplier_code: Codes = code("Seller.")
    arrival_week: Ints = whole("Week of arrival.")
    mass_g: Ints = whole("Mass that arrives.", low=1)
    trucks: Ints = whole("Trucks hired.")
    back_trucks: Ints = whole("Trucks that come back anyway.")
    cost_idr: Ints = whole("Price of all trucks.")


@table(
    "surplus_ways",
    "Ways out where a seller's least order is more than the plan needs: why so much, or why nothing, is ordered.",
    key=("subject_code", "way", "offer_code"),
    may_be_absent=True,
)
class SurplusWays(Table):
    subject_code: Codes = code("Steel order that is larger than its need; or format of which nothing is ordered.")
    way: Codes = code("What could be done.", choices=WAYS)
    offer_code: Codes = code("Offer that it would be ordered from.")
    is_taken: Flags = flag("yes when the plan does this.")
    order_week: Ints = whole("Week of ordering.")
    mass_g: Ints = whole("Mass ordered.", low=1)
    surplus_g: Ints = whole("Mass that nobody needs within the horizon.")
    months_cover: Ratios = ratio("Months that it covers at the plan's average use.")
    cost_idr: Ints = whole("Price of all.")
    tied_idr: Ints = whole("Part of the price that lies in the surplus.")


@table(
    "steel_worths",
    "What one tonne more of a format, usable from the start of a week on, would save: the purchase is solved anew "
    "with it.",
    key=("format_code", "week"),
    may_be_absent=True,
)
class SteelWorths(Table):
    format_code: Codes = code("Format.")
    week: Ints = whole("Week.")
    mass_g: Ints = whole("How much more was tried: a tonne in whole pieces.", low=1)
    saving_idr: Ints = whole("By how much buying and holding would be cheaper.")
    doubt_idr: Ints = whole("It may be so much more or less, because neither purchase is proven closer.")
