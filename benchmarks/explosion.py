"""The explosion beside a plain numpy/scipy.sparse kernel, at one size, by `rantai bench mrp`."""

from __future__ import annotations

from typing import Any

from lines import Line  # a neighbour in benchmarks/
from rantai.cli.bench.mrp import measured
from rantai.cli.bench.mrp_world import Size

SIZE = (36_450, 20, 5)  # edges, weeks, rounds: 729,000 lines


def one(edges: int, weeks: int, rounds: int) -> dict[str, Any]:
    """All sides on one size. Raises AssertionError when they do not agree."""
    told = measured(Size(edges, weeks, 8, 4, 1), rounds)
    if not all(told["equal"].values()):
        raise AssertionError(f"the sides do not agree on {edges} edges: {told['equal']}")
    return told


def measure() -> list[Line]:
    """Kernel, and kernel with orders and links, against the plain kernel."""
    told = one(*SIZE)
    size, peer = f"{told['lines']:,} lines", "numpy/scipy.sparse, sums only"
    written = f"{size}; {told['orders']:,} orders, {told['links']:,} links written"
    target = told["targets"]
    kernel = told["explosion_cpu_ms"] / 1000, None, target["explosion_to_numpy_scipy"]["value"], peer
    orders = told["orders_cpu_ms"] / 1000, None, target["orders_to_numpy_scipy"]["value"], peer
    return [Line("explosion", size, *kernel), Line("explosion, orders", written, *orders)]
