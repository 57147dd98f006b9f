"""A plan that stays in memory: after an edit only the items that can change are netted again."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from rantai.core.numbers import LARGEST
from rantai.core.tables import Ints
from rantai.engine.explosion.cells import sweep_cells, swept
from rantai.engine.explosion.network import network, with_demand
from rantai.engine.explosion.params import ExplosionParams
from rantai.engine.explosion.refusals import QuantityTooLarge
from rantai.engine.explosion.solve import DEFAULTS, written
from rantai.engine.explosion.tables import ExplosionAnswer, ExplosionInput


@dataclass(frozen=True, eq=False)
class Change:
    """What an edit did to new lots, by item and week; firm orders never change."""

    netted: int  # items that were netted again
    item: Ints
    week: Ints
    before: Ints  # pieces started; 0: there was no such lot
    after: Ints  # 0: there is none any more


class Live:
    """One question whose demand is edited line by line. The answer is that of a fresh run at any time.

    Raises `BillLoop` and `QuantityTooLarge` as `solve` does.
    """

    def __init__(self, given: ExplosionInput, params: ExplosionParams = DEFAULTS) -> None:
        self.net = network(replace(given, demand_quantity=given.demand_quantity.copy()), params.largest_pieces)
        self.cells = swept(self.net)
        self._answer: ExplosionAnswer | None = None

    @property
    def given(self) -> ExplosionInput:
        """The question as it stands; its demand changes with every edit."""
        return self.net.given

    def answer(self) -> ExplosionAnswer:
        """Lots, links and index; written when somebody asks, once after the last edit."""
        if self._answer is None:
            self._answer = written(self.net, self.cells)
        return self._answer

    def set_demand(self, row: int, quantity: int) -> Change:
        """Give a line of demand another quantity. Raises ValueError, `QuantityTooLarge`; then it has the old one."""
        if not 0 <= quantity <= LARGEST:
            raise ValueError(f"demand_quantity must lie in 0..{LARGEST}")
        before = int(self.given.demand_quantity[row])
        lots = self.cells.lots.copy()
        try:
            netted = self._set(row, quantity)
        except QuantityTooLarge:
            self._set(row, before, everything=True)
            raise
        cell = np.flatnonzero(lots != self.cells.lots)
        item = cell // self.given.weeks
        return Change(netted, item, cell - item * self.given.weeks, lots[cell], self.cells.lots[cell])

    def _set(self, row: int, quantity: int, *, everything: bool = False) -> int:
        self._answer = None
        self.net = with_demand(self.net, row, quantity)
        dirty = np.full(self.given.n_items, int(everything), dtype=np.uint8)
        dirty[self.given.demand_item[row]] = 1
        return sweep_cells(self.net, self.cells, dirty)
