"""Our side of `rantai bench mrp`, in a process of its own: `python -m rantai.cli.bench.mrp_ours WORLD LOTS REPEATS`."""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from rantai.cli.bench.mrp_world import load
from rantai.core.numbers import LARGEST
from rantai.engine.explosion import ExplosionInput, Live, Trace, solve
from rantai.engine.explosion.cells import swept
from rantai.engine.explosion.network import network
from rantai.engine.explosion.solve import written

EDITS, PEGGING_ROWS, LINES_AT_ONCE = 60, 2_000_000, 200


def main(words: list[str]) -> int:
    """Measure one world, save the lots in cells, print JSON."""
    given, repeats = load(Path(words[0])), int(words[2])
    net = network(given, LARGEST)
    cells = swept(net)
    kernel = _cpu(lambda: swept(net), repeats)
    kernel_mb = _peak_mb()
    np.save(words[1], cells.lots.reshape(given.n_items, given.weeks))
    answer = written(net, cells)
    orders = _cpu(lambda: written(net, swept(net)), max(1, repeats // 2))
    columns = _cpu(lambda: solve(given), max(1, repeats // 2))
    told: dict[str, Any] = {
        "kernel": kernel,
        "orders": orders,
        "columns": columns,
        "orders_count": len(answer.order_item),
        "links_count": len(answer.link_quantity),
        "pegging": _pegging(given, Trace(given, answer)),
        "net_change": _net_change(given),
        "kernel_mb": kernel_mb,
        "peak_mb": _peak_mb(),
    }
    print(json.dumps(told))
    return 0


def _cpu(work: Callable[[], object], repeats: int) -> list[float]:
    """CPU seconds of each repetition, after one that nobody counts."""
    work()
    found = []
    for _ in range(repeats):
        began = time.process_time()
        work()
        found.append(time.process_time() - began)
    return found


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _pegging(given: ExplosionInput, trace: Trace) -> dict[str, float]:
    """Rows bottom lot ↔ line of demand: lots that rest on no other lot, for lines in a drawn order."""
    lines = np.random.default_rng(1).permutation(len(given.demand_item))
    rows, spent = 0, 0.0
    for first in range(0, len(lines), LINES_AT_ONCE):
        began = time.process_time()
        rows += sum(len(part.demand) for part in trace.serving(lines[first : first + LINES_AT_ONCE], only_bottom=True))
        spent += time.process_time() - began
        if rows > PEGGING_ROWS:
            break
    return {"rows": rows, "cpu": spent}


def _net_change(given: ExplosionInput) -> dict[str, float]:
    """Drawn lines of demand get drawn quantities; the last state is compared with a fresh run."""
    live, draw, spent, netted = Live(given), np.random.default_rng(1), [], []
    for _ in range(EDITS):
        row, quantity = int(draw.integers(len(given.demand_item))), int(draw.integers(0, 400))
        began = time.process_time()
        netted.append(live.set_demand(row, quantity).netted)
        spent.append(time.process_time() - began)
    fresh = swept(network(live.given, LARGEST))
    same = bool((fresh.lots == live.cells.lots).all())
    return {"edits": EDITS, "median": median(spent), "worst": max(spent), "netted": median(netted), "same": same}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
