"""Explosion: which items must be made or bought, how many and when, so that every line of demand is met?

Question: demand by week, dated bills, lead times, what is at hand or on its way, and the rules of each item
(`ExplosionInput`). Answer: one new lot an item and week (`ExplosionAnswer`), for every piece what it comes from and
what it serves, and what comes late or never, with the rule that makes it so.
Page: docs/algorithms/explosion.md.
"""

from rantai.engine.explosion.check import faults
from rantai.engine.explosion.forecast import DatedDemand, left_of_forecast
from rantai.engine.explosion.live import Change, Live
from rantai.engine.explosion.loops import find_loop
from rantai.engine.explosion.params import ExplosionParams
from rantai.engine.explosion.promise import (
    BLOCKED_AS_NOBODY,
    BLOCKED_BY_LEAD,
    BLOCKED_BY_ROOM,
    NOT_BLOCKED,
    Promise,
    promise,
)
from rantai.engine.explosion.readiness import pieces_there, ready_cum
from rantai.engine.explosion.refusals import BILL_LOOP, QUANTITY_TOO_LARGE, BillLoop, QuantityTooLarge
from rantai.engine.explosion.solve import solve
from rantai.engine.explosion.tables import (
    CONSUMER_DEMAND,
    CONSUMER_ORDER,
    CONSUMER_SAFETY,
    CONSUMER_SWAP,
    LOT_FIXED,
    LOT_FOR_LOT,
    LOT_MINIMUM,
    LOT_PERIOD,
    NO_CALENDAR,
    NO_RULE,
    REASON_FIRM,
    REASON_FROZEN,
    REASON_NOBODY,
    SUPPLY_BYPRODUCT,
    SUPPLY_ORDER,
    SUPPLY_RECEIPT,
    SUPPLY_STOCK,
    SUPPLY_SWAP,
    SWAP_ALTERNATE,
    SWAP_SUBSTITUTE,
    ExplosionAnswer,
    ExplosionInput,
    Readiness,
    no_rows,
)
from rantai.engine.explosion.trace import Shares, Trace

__all__ = [
    "BILL_LOOP",
    "BLOCKED_AS_NOBODY",
    "BLOCKED_BY_LEAD",
    "BLOCKED_BY_ROOM",
    "CONSUMER_DEMAND",
    "CONSUMER_ORDER",
    "CONSUMER_SAFETY",
    "CONSUMER_SWAP",
    "LOT_FIXED",
    "LOT_FOR_LOT",
    "LOT_MINIMUM",
    "LOT_PERIOD",
    "NOT_BLOCKED",
    "NO_CALENDAR",
    "NO_RULE",
    "QUANTITY_TOO_LARGE",
    "REASON_FIRM",
    "REASON_FROZEN",
    "REASON_NOBODY",
    "SUPPLY_BYPRODUCT",
    "SUPPLY_ORDER",
    "SUPPLY_RECEIPT",
    "SUPPLY_STOCK",
    "SUPPLY_SWAP",
    "SWAP_ALTERNATE",
    "SWAP_SUBSTITUTE",
    "BillLoop",
    "Change",
    "DatedDemand",
    "ExplosionAnswer",
    "ExplosionInput",
    "ExplosionParams",
    "Live",
    "Promise",
    "QuantityTooLarge",
    "Readiness",
    "Shares",
    "Trace",
    "faults",
    "find_loop",
    "left_of_forecast",
    "no_rows",
    "pieces_there",
    "promise",
    "ready_cum",
    "solve",
]
