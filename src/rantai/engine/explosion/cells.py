"""The plan in cells, one an item and week: what is needed, what is there, what is started."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rantai.core.tables import Ints
from rantai.engine.explosion.memory import columns
from rantai.engine.explosion.net_loops import sweep
from rantai.engine.explosion.network import Network
from rantai.engine.explosion.refusals import QuantityTooLarge

NOBODY = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, eq=False)
class Cells:
    """Flat rows of `weeks` cells; the sweep writes into them."""

    gross: Ints  # by item: needs
    arrive: Ints  # by item: stock in week 0, receipts, firm orders, by-products
    lots: Ints  # by item: pieces started, in the week in which they are there
    moved: Ints  # by item: the same and firm orders, in the week in which they are started
    free: Ints  # by substitute: what its own needs leave of arrivals
    taken: Ints  # by row of substitutes: pieces taken of the substitute before and by this row
    sub_used: Ints  # by row of substitutes: pieces of the substitute
    sub_made: Ints  # by row of substitutes: pieces that they stand for
    handed: Ints  # by row of alternates: pieces handed over


def empty(net: Network) -> Cells:
    """Room for a plan. What arrives is what is coming, until by-products are added; a first sweep writes the rest."""
    weeks, items, stand_ins = net.given.weeks, net.given.n_items, net.stand_ins
    subs, alternates = len(stand_ins.substitute_item), len(stand_ins.alternate_item)

    def rows(count: int) -> Ints:
        return np.zeros(count * weeks, dtype=np.int64)

    givers = len(np.unique(stand_ins.substitute_other))
    gross, lots, moved = columns(*[items * weeks] * 3)
    arrive = net.coming.copy() if len(net.by) else net.coming
    return Cells(
        gross, arrive, lots, moved, rows(givers), np.zeros(subs, np.int64), rows(subs), rows(subs), rows(alternates)
    )


def sweep_cells(net: Network, cells: Cells, dirty: NDArray[np.uint8]) -> int:
    """Net what is marked 1 and what it touches; netted items become 2. Their number. Raises `QuantityTooLarge`."""
    listens = not dirty.all()
    netted = sweep(
        net.turn,
        dirty,
        net.given.weeks,
        float(net.largest),
        int(net.is_careful),
        *net.relations,
        net.down_first if listens else NOBODY,
        net.down,
        net.wanted,
        net.coming,
        *vars(cells).values(),
        np.empty(net.given.weeks, np.int64),
    )
    if netted < 0:
        raise QuantityTooLarge(-1 - netted)
    return int(netted)


def swept(net: Network) -> Cells:
    """The whole plan. Raises `QuantityTooLarge`."""
    cells = empty(net)
    sweep_cells(net, cells, np.ones(net.given.n_items, np.uint8))
    return cells
