"""Shapley's split: each pays what it adds to those already there, averaged over all orders of arrival.

Shapley, A value for n-person games (1953). Exact by a sum over all groups for few firms; above, a mean over drawn
orders, each with its reverse (Castro, Gómez & Tejada, Polynomial calculation of the Shapley value based on sampling,
2009; antithetic pairs). Every order adds up to the total, so the mean does too.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import factorial

import numpy as np

from rantai.core.tables import Ints
from rantai.engine.sharing.costs import Costs, subset_sums
from rantai.engine.solvers.effort import Meter

Z_95 = 1.959964
BLOCK = 64  # pairs of orders drawn at a time
UNITS_A_STEP = 0.35  # work of one firm's place in one order
MOST_PAIRS, LEAST_PAIRS = 4_096, 64
_SPLIT = 20  # bits: sums of 2^16 costs pass int64 in one piece, in two they do not


@dataclass(frozen=True)
class Sampled:
    """shares: exact fractions; half_width_idr: of each 95 % interval, rounded up; pairs: orders drawn, by two."""

    shares: list[Fraction]
    half_width_idr: tuple[int, ...]
    pairs: int


def shapley(table: Ints, firms: int) -> list[Fraction]:
    """Exact shares from every group's cost, int64 [2^firms]."""
    sizes = subset_sums(np.ones(firms, dtype=np.int64))
    weights = [factorial(size) * factorial(firms - size - 1) for size in range(firms)]
    shares = []
    for firm in range(firms):
        shape = (-1, 2, 1 << firm)
        without, joined, size = (x.reshape(shape)[:, side].ravel() for x, side in ((table, 0), (table, 1), (sizes, 0)))
        sums = _sums_by_size(joined - without, size, firms)
        shares.append(Fraction(sum(w * s for w, s in zip(weights, sums, strict=True)), factorial(firms)))
    return shares


def _sums_by_size(values: Ints, size: Ints, firms: int) -> list[int]:
    """Exact sums of the values of each size, as Python integers."""
    order = np.argsort(size, kind="stable")
    starts = np.searchsorted(size[order], np.arange(firms))
    high, low = values[order] >> _SPLIT, values[order] & ((1 << _SPLIT) - 1)
    sums = zip(np.add.reduceat(high, starts).tolist(), np.add.reduceat(low, starts).tolist(), strict=True)
    return [(up << _SPLIT) + down for up, down in sums]


def sampled_shapley(costs: Costs, seed: int, meter: Meter) -> Sampled:
    """Shares from drawn orders of arrival, as many as the work allows; `LEAST_PAIRS` at least, unless time is over."""
    draw, firms = np.random.default_rng(seed), costs.firms
    sums, squares, pairs = np.zeros(firms, dtype=np.int64), np.zeros(firms), 0
    totals = [0] * firms
    while pairs < MOST_PAIRS and (pairs < LEAST_PAIRS or not meter.is_over):
        orders = np.argsort(draw.random((BLOCK, firms)), axis=1, kind="stable")
        both = _marginal(costs, orders) + _marginal(costs, orders[:, ::-1])
        sums = both.sum(axis=0)
        totals = [total + int(one) for total, one in zip(totals, sums, strict=True)]
        squares += ((both / 2.0 - costs.alone_idr) ** 2).sum(axis=0)
        pairs += BLOCK
        meter.spend(int(UNITS_A_STEP * 2 * BLOCK * firms * (1 + len(costs.asked.offers))))
        if meter.is_stopped:
            break
    shares = [Fraction(total, 2 * pairs) for total in totals]
    means = np.array([float(share) for share in shares]) - costs.alone_idr
    spread = np.sqrt(np.maximum(squares / pairs - means**2, 0.0) * pairs / (pairs - 1))
    widths = np.ceil(Z_95 * spread / np.sqrt(pairs))
    return Sampled(shares, tuple(widths.astype(np.int64).tolist()), pairs)


def _marginal(costs: Costs, orders: Ints) -> Ints:
    """What each firm adds in each order: orders [orders, firms] to int64 [orders, firms], by firm."""
    asked = costs.asked
    needs = np.cumsum(asked.needs[orders], axis=1)
    uses = [np.cumsum(whole.uses[orders], axis=1) for whole in asked.wholes]
    reached = costs.of_sums(needs, uses)
    reached[:, -1] = costs.total_idr
    added = np.diff(reached, axis=1, prepend=0)
    found = np.empty_like(added)
    np.put_along_axis(found, orders, added, axis=1)
    return found
