"""Draws that depend only on the seed and on what is drawn, so that a new row changes no other row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from math import exp
from statistics import NormalDist
from typing import TypeVar

T = TypeVar("T")
_STEPS = 2**52


@dataclass(frozen=True)
class Dice:
    """A box of draws, each named by its keys."""

    seed: int

    def unit(self, *keys: object) -> float:
        """Even between 0 and 1, neither end included."""
        text = "|".join(map(str, (self.seed, *keys)))
        drawn = int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big") % _STEPS
        return (drawn + 0.5) / _STEPS

    def between(self, low: float, high: float, *keys: object) -> float:
        """Even between `low` and `high`."""
        return low + (high - low) * self.unit(*keys)

    def whole(self, low: int, high: int, *keys: object) -> int:
        """A whole number from `low` to `high`, both included."""
        return low + int((high - low + 1) * self.unit(*keys))

    def skewed(self, median: float, sigma: float, *keys: object) -> float:
        """Lognormal: half are below `median`, a few are far above it."""
        return median * exp(sigma * NormalDist().inv_cdf(self.unit(*keys)))

    def shuffled(self, things: Sequence[T], *keys: object) -> list[T]:
        """The things in a drawn order."""
        return sorted(things, key=lambda thing: self.unit(*keys, thing))
