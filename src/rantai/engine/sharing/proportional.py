"""Proportional split by largest remainder (Hamilton's rule)."""

from __future__ import annotations


def share_out(total: int, weights: list[int]) -> list[int]:
    """Whole shares of `total` in proportion to `weights`, earlier rows first on ties; no weight, no share.

    Every share is within one unit of the exact one and the shares add up to `total`, unless all weights are 0.
    """
    whole = sum(weights)
    if not whole:
        return [0] * len(weights)
    shares = [total * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda row: (-(total * weights[row] % whole), row))
    for row in by_remainder[: total - sum(shares)]:
        shares[row] += 1
    return shares
