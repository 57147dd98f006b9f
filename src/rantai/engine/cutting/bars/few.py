"""Plans of no more than so many patterns: one after the other, each the one that serves most of what is left."""

from __future__ import annotations

from rantai.engine.cutting.bars.packing import Packer, stock_left
from rantai.engine.cutting.bars.task import Bar, Plan, Task, tidy
from rantai.engine.cutting.tables import UNLIMITED, Ints


def at_most(task: Task, plan: Plan, packer: Packer, patterns: int) -> Plan:
    """As much as can be served greedily by `patterns` patterns; those of `plan` and of fresh packings are tried."""
    chosen: list[Bar] = []
    while len(chosen) < patterns and not packer.meter.is_over:
        left, stock = task.left_out(chosen), stock_left(task, chosen)
        if not left.any():
            break
        fresh = packer.pack(left, stock, packer.first_values(), leads=False, nodes=50)
        alone = [Bar(bar.format, ((kind, 1),), 0) for bar in fresh for kind, _ in bar.kinds]
        bars = [bar._replace(times=_often(bar, left, stock)) for bar in (*plan, *fresh, *alone)]
        best = max(bars, key=lambda bar: _served(task, packer, bar), default=None)
        if best is None or not best.times:
            break
        chosen.append(best)
    return tidy(chosen)


def _often(bar: Bar, left: Ints, stock: Ints) -> int:
    """How often a pattern can be cut from what is left."""
    times = min(int(left[kind]) // count for kind, count in bar.kinds)
    return times if stock[bar.format] == UNLIMITED else min(times, int(stock[bar.format]))


def _served(task: Task, packer: Packer, bar: Bar) -> tuple[float, int]:
    """Size served, the urgent first; then the cheaper."""
    sizes = sum(count * float(task.sizes[kind] * packer.urgency[kind]) for kind, count in bar.kinds)
    return bar.times * sizes, -bar.times * int(task.costs[bar.format])
