"""Proportional split under caps: nobody bears more than their cap, the others bear the excess in proportion.

The exact share is min(cap, λ · weight) with the one λ for which the shares add up (weighted max-min fair filling:
Bertsekas & Gallager, Data Networks, 1992, section 6.5). Whole shares follow by largest remainder, which keeps whole
caps: a share that is not whole lies below its cap.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction


def share_capped(
    total: int, weights: Sequence[int | Fraction], caps: Sequence[int], *, turns: Sequence[int] | None = None
) -> list[int]:
    """Whole shares of `total` in proportion to `weights`, none above its cap; on ties the lower turn, else earlier row.

    When all who have weight are at their caps, the rest goes to those without weight, in proportion to their caps.
    Every share is within one unit of the exact one. total, weights and caps are 0 or more.
    Raises ValueError when the caps do not reach the total, or something is negative.
    """
    if min([total, *weights, *caps], default=0) < 0 or len(weights) != len(caps):
        raise ValueError("a total, weights and as many caps are expected, none below 0")
    if sum(caps) < total:
        raise ValueError(f"caps of {sum(caps)} together cannot bear {total}")
    return whole_shares(exact_capped(total, weights, caps), turns)


def exact_capped(total: int, weights: Sequence[int | Fraction], caps: Sequence[int]) -> list[Fraction]:
    """The shares of `share_capped` before rounding. The caps must reach the total."""
    heavy = [row for row, weight in enumerate(weights) if weight]
    light = [row for row, weight in enumerate(weights) if not weight]
    exact = [Fraction(0)] * len(weights)
    rest = Fraction(total)
    for rows, by in ((heavy, weights), (light, caps)):
        filled = _fill(rest, [by[row] for row in rows], [caps[row] for row in rows])
        for row, share in zip(rows, filled, strict=True):
            exact[row] = share
        rest -= sum(filled)
    return exact


def _fill(total: Fraction, weights: Sequence[int | Fraction], caps: Sequence[int]) -> list[Fraction]:
    """Exact shares of what the caps let through; those with the least cap for their weight are full first."""
    shares = [Fraction(0)] * len(weights)
    open_rows = sorted(
        (row for row in range(len(weights)) if weights[row]), key=lambda row: caps[row] / Fraction(weights[row])
    )
    rest, weight = total, Fraction(sum(weights))
    for row in open_rows:
        shares[row] = min(Fraction(caps[row]), rest * weights[row] / weight)
        rest -= shares[row]
        weight -= weights[row]
    return shares


def whole_shares(exact: Sequence[Fraction], turns: Sequence[int] | None = None) -> list[int]:
    """Exact shares that add up to a whole number, each rounded down or up: up for the largest remainders.

    Of equal remainders the lower turn is rounded up first, then the earlier row.
    """
    shares = [share.numerator // share.denominator for share in exact]
    missing = int(sum(exact)) - sum(shares)
    turn = turns or range(len(exact))
    by_remainder = sorted(range(len(exact)), key=lambda row: (shares[row] - exact[row], turn[row], row))
    for row in by_remainder[:missing]:
        shares[row] += 1
    return shares
