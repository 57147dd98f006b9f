"""Bounds on the largest excess that need no solver: some groups cannot all be content, whatever the split."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from rantai.engine.sharing.costs import Costs


def least_excess_idr(costs: Costs) -> Fraction:
    """No split has a smaller largest excess; for two firms and more.

    Everybody alone: their excesses add up to what pooling saves, so one is at least the mean. All but one each: they
    pay all but one part of the total n times. A firm and all others: the two add up as well.
    """
    firms, total = costs.firms, costs.total_idr
    alone = [int(cost) for cost in costs.alone_idr]
    others = [int(cost) for cost in costs.of(~np.eye(firms, dtype=np.bool_))]
    return max(
        Fraction(total - sum(alone), firms),
        Fraction((firms - 1) * total - sum(others), firms),
        *(Fraction(total - one - rest, 2) for one, rest in zip(alone, others, strict=True)),
    )
