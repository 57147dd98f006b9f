"""A small question as a model: which share of each demand is made in which period (facility location).

z[i, s, t]: share of item i's demand of period t that is made in s ≤ t; y[i, s]: whether i is set up in s.
z ≤ y for every share makes its fractional optimum as strong as the lots of each item allow. Source: Krarup and Bilde,
Plant location, set covering and economic lot size (1977).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rantai.engine.lot_sizing.tables import LotQuestion
from rantai.engine.solvers.base import Floats, LinearModel

SHUT, OPEN, FREE = 0, 1, 2
LARGEST_LOAD = 1e7  # a share whose whole would fill a period more often than this is left out
SHORTEST = 1e-9  # a smaller share is a rounding error

States = NDArray[np.int8]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class ShareModel:
    """The model and what its columns mean: shares item/made_in/wanted_in, then one set-up column per `setup`.

    fixed_cost: of the set-ups that are open for sure. scale: what the model's money is multiplied with to be money.
    """

    model: LinearModel
    question: LotQuestion
    item: Ints
    made_in: Ints
    wanted_in: Ints
    setup: Ints  # item * T + period
    scale: float

    def quantity(self, values: Floats) -> Floats:
        """Pieces [T, N] from column values; every demand is met to the last digit."""
        asked = self.question
        shares = np.where(values[: len(self.item)] < SHORTEST, 0.0, values[: len(self.item)])
        sums = np.zeros((asked.n_periods, asked.n_items))
        np.add.at(sums, (self.wanted_in, self.item), shares)
        total = sums[self.wanted_in, self.item]
        pieces = shares / np.where(total > 0, total, 1.0) * asked.demand[self.wanted_in, self.item]
        made = np.zeros_like(sums)
        np.add.at(made, (self.made_in, self.item), pieces)
        return made

    def start(self, quantity: Floats) -> Floats:
        """Column values of a plan: the earliest lots serve the earliest demand."""
        asked = self.question
        supplied, wanted = np.cumsum(quantity, axis=0), np.cumsum(asked.demand, axis=0)
        low = np.maximum(
            (supplied - quantity)[self.made_in, self.item], (wanted - asked.demand)[self.wanted_in, self.item]
        )
        high = np.minimum(supplied[self.made_in, self.item], wanted[self.wanted_in, self.item])
        shares = np.clip((high - low) / asked.demand[self.wanted_in, self.item], 0.0, 1.0)
        on = (quantity.T.ravel()[self.setup] > 0).astype(float)
        return np.concatenate([shares, on])


def share_model(asked: LotQuestion, state: States, keep: Floats | None = None, span: Ints | None = None) -> ShareModel:
    """The model of a question in which set-ups [N, T] are shut, open or free.

    span[N]: longest wait of a piece in periods, except where the plan `keep` waits longer. None: no limit.
    """
    periods, items = asked.demand.shape
    load, usable = _loads(asked)
    state = np.where(usable, state, SHUT)
    item, made_in, wanted_in = _shares(asked, state, keep, span)
    hours = asked.unit_time[item] * asked.demand[wanted_in, item] / np.maximum(asked.capacity[made_in], 1e-300)
    fits = (hours < LARGEST_LOAD) | (asked.unit_time[item] == 0)
    item, made_in, wanted_in, hours = item[fits], made_in[fits], wanted_in[fits], hours[fits]
    hours = np.where(asked.unit_time[item] == 0, 0.0, hours)
    setup = np.flatnonzero((state == FREE).ravel())
    place = np.full(items * periods, -1)
    place[setup] = np.arange(len(setup))
    n_shares, n_setups = len(item), len(setup)
    wanted = np.flatnonzero(asked.demand.T.ravel() > 0)
    row_of = np.full(items * periods, -1)
    row_of[wanted] = np.arange(len(wanted))
    link = place[item * periods + made_in]
    linked = np.flatnonzero(link >= 0)
    first_link = len(wanted) + periods
    links = first_link + np.arange(len(linked))
    column = np.arange(n_shares)
    open_hours = np.where(state == OPEN, load, 0.0).sum(axis=0)
    cost = np.concatenate(
        [
            asked.holding_cost[item] * (wanted_in - made_in) * asked.demand[wanted_in, item],
            asked.setup_cost[setup // periods],
        ]
    )
    scale = max(1e-300, float(cost.max(initial=0.0))) / 1e4
    model = LinearModel.of(
        col_cost=cost / scale,
        col_lower=np.zeros(n_shares + n_setups),
        col_upper=np.ones(n_shares + n_setups),
        row_lower=np.concatenate([np.ones(len(wanted)), np.full(periods + len(linked), -np.inf)]),
        row_upper=np.concatenate([np.ones(len(wanted)), 1.0 - open_hours, np.zeros(len(linked))]),
        entry_row=np.concatenate(
            [row_of[item * periods + wanted_in], len(wanted) + made_in, links, links, len(wanted) + setup % periods]
        ),
        entry_col=np.concatenate([column, column, linked, n_shares + link[linked], n_shares + np.arange(n_setups)]),
        entry_value=np.concatenate(
            [np.ones(n_shares), hours, np.ones(len(linked)), -np.ones(len(linked)), load.ravel()[setup]]
        ),
        col_integer=np.arange(n_shares + n_setups) >= n_shares,
    )
    return ShareModel(model, asked, item, made_in, wanted_in, setup, scale)


def _loads(asked: LotQuestion) -> tuple[Floats, NDArray[np.bool_]]:
    """Share of a period's hours that a set-up takes [N, T], and where it leaves room to make something."""
    room, setup, unit = asked.capacity[None, :], asked.setup_time[:, None], asked.unit_time[:, None]
    usable = (setup < room) | ((setup <= room) & (unit == 0))
    return np.where(setup > 0, setup / np.maximum(room, 1e-300), 0.0), usable


def _shares(asked: LotQuestion, state: States, keep: Floats | None, span: Ints | None) -> tuple[Ints, Ints, Ints]:
    periods = asked.n_periods
    made, wanted = np.arange(periods)[:, None], np.arange(periods)[None, :]
    may = (state != SHUT)[:, :, None] & (made <= wanted)[None] & (asked.demand.T > 0)[:, None, :]
    if span is not None:
        near = (wanted - made)[None] <= span[:, None, None]
        if keep is not None:
            supplied, needed = np.cumsum(keep, axis=0).T, np.cumsum(asked.demand, axis=0).T
            near |= (supplied[:, :, None] > (needed - asked.demand.T)[:, None, :]) & (
                (supplied - keep.T)[:, :, None] < needed[:, None, :]
            )
        may &= near
    item, made_in, wanted_in = np.nonzero(may)
    return item, made_in, wanted_in
