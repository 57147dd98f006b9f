"""Tables of a `given/` folder that say which minutes can be had for money, where tools lie, and who is on trial."""

from __future__ import annotations

from rantai.core.tables import Codes, Days, Flags, Ints, Table, code, day, flag, table, text, whole

MINUTES_HIGHEST = 10_000_000
PRICE_HIGHEST = 10**9


@table(
    "capacity_options",
    "Minutes that can be had for money: overtime, a second shift, a hired machine. Approved ones are used where they "
    "better a goal above cost; the others are told as ways out of a delay, with their price.",
    key=("option_code",),
    may_be_absent=True,
)
class CapacityOptions(Table):
    option_code: Codes = code("Code of the option.")
    option_name: Codes = text("What it is, for example overtime on Saturday.")
    resource_code: Codes = code("Resource that gets more minutes.", refers_to="resources")
    minutes_week: Ints = whole("At most so many more minutes a week.", low=1, high=MINUTES_HIGHEST)
    price_idr_minute: Ints = whole("Price of each minute used.", high=PRICE_HIGHEST)
    fixed_idr_week: Ints = whole("Price of each week in which any are used.", high=10**12, optional=True)
    from_date: Days = day("First day; weeks from this Monday on. Empty: always.", optional=True)
    to_date: Days = day("Last day; weeks whose Monday is not later. Empty: always.", optional=True)
    is_approved: Flags = flag("yes when the plan may use it; no: only told as a way out.")


@table(
    "tools",
    "A die, jig or mould. An item with tools is made only where one of them lies.",
    key=("tool_code",),
    may_be_absent=True,
)
class Tools(Table):
    tool_code: Codes = code("Code of the tool.")
    item_code: Codes = code("Item that cannot be made without it.", refers_to="items")
    holder_code: Codes = code("Maker where it lies.", refers_to="parties")


@table(
    "trials",
    "Makers that are still on trial for an item; without a row a maker of the item is approved.",
    key=("maker_code", "item_code"),
    may_be_absent=True,
)
class Trials(Table):
    maker_code: Codes = code("Maker.", refers_to="parties")
    item_code: Codes = code("Item.", refers_to="items")
    most_pieces: Ints = whole("Most pieces that it may make of the item in the whole plan.", high=10**12)
