"""Tables of a `given/` folder that say how lots of items are made up, and what stands in for what."""

from __future__ import annotations

from rantai.core.tables import Codes, Days, Ints, Table, code, day, table, whole

WEEKS_HIGHEST = 520
PIECES_HIGHEST = 10**12
LOT_RULES = ("lot_for_lot", "fixed", "period", "minimum")
STAND_IN_KINDS = ("substitute", "alternate")


@table(
    "item_rules",
    "How lots of an item are made up. Items without a row: exactly what is needed, week by week.",
    key=("item_code",),
    may_be_absent=True,
)
class ItemRules(Table):
    item_code: Codes = code("Item.", refers_to="items")
    lot_rule: Codes = code(
        "lot_for_lot: what a week needs. fixed: whole multiples of lot_pieces. period: what lot_weeks weeks need, "
        "ready for the first. minimum: at least lot_pieces, in whole multiples of multiple_pieces.",
        choices=LOT_RULES,
    )
    lot_pieces: Ints = whole("Fixed: size of a lot. Minimum: its least size.", high=PIECES_HIGHEST, optional=True)
    multiple_pieces: Ints = whole(
        "Period and minimum: lots are whole multiples of it; 0: any.", high=PIECES_HIGHEST, optional=True
    )
    lot_weeks: Ints = whole("Period: weeks that one lot covers; 0: one.", high=WEEKS_HIGHEST, optional=True)
    safety_pieces: Ints = whole(
        "Pieces that stay at hand from the first week a lot can be there.", high=PIECES_HIGHEST, optional=True
    )
    loss_ppm: Ints = whole("Share of the pieces started that do not come out good.", high=900_000, optional=True)
    frozen_weeks: Ints = whole("No new lot starts before this week of the plan.", high=WEEKS_HIGHEST, optional=True)


@table(
    "firm_orders",
    "Lots that are settled: never moved, never resized.",
    key=("firm_code",),
    may_be_absent=True,
)
class FirmOrders(Table):
    firm_code: Codes = code("Code of the lot.")
    item_code: Codes = code("Item that is made.", refers_to="items")
    due_date: Days = day("Day by which it is ready.")
    quantity_pieces: Ints = whole("Pieces started.", low=1, high=PIECES_HIGHEST)


@table("by_products", "What comes along when an item is made.", key=("parent_code", "child_code"), may_be_absent=True)
class ByProducts(Table):
    parent_code: Codes = code("Item that is made.", refers_to="items")
    child_code: Codes = code("Item that comes along.", refers_to="items")
    quantity_each: Ints = whole("Pieces of it for each piece started.", low=1, high=PIECES_HIGHEST)


@table(
    "stand_ins",
    "What may stand in for an item: another's stock, or another way of making it.",
    key=("item_code", "kind", "other_code"),
    may_be_absent=True,
)
class StandIns(Table):
    item_code: Codes = code("Item that is missing.", refers_to="items")
    kind: Codes = code(
        "substitute: what the other has at hand or on its way and does not need itself. "
        "alternate: the other is made or bought instead, piece for piece, where this one cannot be in time.",
        choices=STAND_IN_KINDS,
    )
    other_code: Codes = code("Item that stands in.", refers_to="items")
    rank: Ints = whole("1 is tried first.", low=1, high=99)
    ratio_ppm: Ints = whole(
        "Substitute: pieces of the other for a million missing, rounded up; 0: a million.",
        high=1_000_000_000,
        optional=True,
    )
