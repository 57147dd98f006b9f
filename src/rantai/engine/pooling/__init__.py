"""Pooling: which mill orders cover the steel that is still missing, for one family of formats that replace each other?

Question: needs by format and week, steel at hand and on its way, offers with minimum order, multiples, whole coils,
price tiers and lead times (`PoolingInput`). Answer: orders, what covers which need, what comes late or never
(`PoolingAnswer`), with a proven bound on the cost. Page: docs/algorithms/pooling.md.
"""

from rantai.engine.pooling.check import faults
from rantai.engine.pooling.params import PoolingParams
from rantai.engine.pooling.refusals import ORDER_TOO_LARGE, OrderTooLarge
from rantai.engine.pooling.solve import solve
from rantai.engine.pooling.tables import (
    CAUSE_LEAD,
    CAUSE_NO_OFFER,
    KIND_BAR,
    KIND_COIL,
    KIND_LOOSE,
    KIND_SHEET,
    SOURCE_ORDER,
    SOURCE_STOCK,
    PoolingAnswer,
    PoolingInput,
)

__all__ = [
    "CAUSE_LEAD",
    "CAUSE_NO_OFFER",
    "KIND_BAR",
    "KIND_COIL",
    "KIND_LOOSE",
    "KIND_SHEET",
    "ORDER_TOO_LARGE",
    "SOURCE_ORDER",
    "SOURCE_STOCK",
    "OrderTooLarge",
    "PoolingAnswer",
    "PoolingInput",
    "PoolingParams",
    "faults",
    "solve",
]
