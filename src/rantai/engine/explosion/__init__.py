"""Explosion: which items must be made or bought, how many and when, so that every line of demand is met?

Question: demand by week, dated bills, lead times, and what is at hand or on its way (`ExplosionInput`).
Answer: one lot an item and week (`ExplosionAnswer`), and for every piece what it comes from and what it serves.
Page: docs/algorithms/explosion.md.
"""

from rantai.engine.explosion.check import faults
from rantai.engine.explosion.loops import find_loop
from rantai.engine.explosion.params import ExplosionParams
from rantai.engine.explosion.readiness import ready_cum
from rantai.engine.explosion.refusals import BILL_LOOP, QUANTITY_TOO_LARGE, BillLoop, QuantityTooLarge
from rantai.engine.explosion.solve import solve
from rantai.engine.explosion.tables import (
    CONSUMER_DEMAND,
    CONSUMER_ORDER,
    SUPPLY_ORDER,
    SUPPLY_RECEIPT,
    SUPPLY_STOCK,
    ExplosionAnswer,
    ExplosionInput,
    Readiness,
)

__all__ = [
    "BILL_LOOP",
    "CONSUMER_DEMAND",
    "CONSUMER_ORDER",
    "QUANTITY_TOO_LARGE",
    "SUPPLY_ORDER",
    "SUPPLY_RECEIPT",
    "SUPPLY_STOCK",
    "BillLoop",
    "ExplosionAnswer",
    "ExplosionInput",
    "ExplosionParams",
    "QuantityTooLarge",
    "Readiness",
    "faults",
    "find_loop",
    "ready_cum",
    "solve",
]
