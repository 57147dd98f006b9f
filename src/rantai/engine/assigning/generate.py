"""Instances of the published classes A to E, drawn from seeds.

A to D: Chu & Beasley, A genetic algorithm for the generalised assignment problem (1997). E: Laguna, Kelly,
Gonzalez-Velarde & Glover (1995), as used by Yagiura, Ibaraki & Glover (2004, 2006). Their files are not copied; the
rules are. "80x1600" is 80 makers and 1,600 jobs.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np

from rantai.core.tables import Ints

CLASSES = "A:5x100, B:10x200, C:20x400, D:40x800, E:80x1600"
MOST_MAKERS, MOST_ENTRIES = 2_000, 10_000_000

_SPECIFICATION = re.compile(r"([A-E]):([1-9]\d{0,3})x([1-9]\d{0,6})")
_CLASS_SHARE = 1_000_003  # keeps the draws of classes and sizes apart


class Drawn(NamedTuple):
    """cost, use: [makers, jobs]; capacity: [makers]."""

    cost: Ints
    use: Ints
    capacity: Ints


def drawn(specification: str, seed: int) -> Drawn:
    """An instance such as "D:20x200". Raises ValueError for a specification that is none."""
    found = _SPECIFICATION.fullmatch(specification)
    if not found or int(found[2]) > MOST_MAKERS or int(found[2]) * int(found[3]) > MOST_ENTRIES:
        raise ValueError(f"a class reads like {CLASSES}, not {specification!r}")
    kind, makers, jobs = found[1], int(found[2]), int(found[3])
    rng = np.random.Generator(np.random.PCG64([seed, ord(kind), makers * _CLASS_SHARE + jobs]))
    cost, use = _numbers(kind, rng, (makers, jobs))
    if kind in "AB":
        capacity = _roomy(cost, use)
        return Drawn(cost, use, capacity * 7 // 10 if kind == "B" else capacity)
    return Drawn(cost, use, use.sum(axis=1) * 8 // (10 * makers))


def _numbers(kind: str, rng: np.random.Generator, shape: tuple[int, int]) -> tuple[Ints, Ints]:
    if kind in "ABC":
        use = rng.integers(5, 25, shape, endpoint=True)
        return rng.integers(10, 50, shape, endpoint=True), use
    if kind == "D":
        use = rng.integers(1, 100, shape, endpoint=True)
        return 111 - use + rng.integers(-10, 10, shape, endpoint=True), use
    spread = 1 - 10 * np.log(1 - rng.random(shape))
    use = np.maximum(1, spread.astype(np.int64))
    return np.floor(1000 / spread - 10 * rng.random(shape)).astype(np.int64), use


def _roomy(cost: Ints, use: Ints) -> Ints:
    """Class A: 0.6 · 15 · jobs / makers + 0.4 · the largest load when every job goes to its cheapest maker."""
    makers, jobs = cost.shape
    cheapest = cost.argmin(axis=0)
    largest = int(np.bincount(cheapest, weights=use[cheapest, np.arange(jobs)], minlength=makers).max())
    return np.full(makers, (90 * jobs + 4 * makers * largest) // (10 * makers), dtype=np.int64)
