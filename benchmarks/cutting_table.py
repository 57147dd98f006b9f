"""Rows of the cutting tables: runs against references, a miss charged with the baseline's value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from cutting_runs import BEST_FIT, Run  # neighbours in benchmarks/

Reference = dict[str, int]  # the best known cost by the name of the instance


@dataclass(frozen=True)
class Row:
    """One solver on one class. gap and near: only where the solver proves bounds."""

    instances: int
    at_reference: int
    excess: float
    worst: int
    misses: int
    seconds: float
    cpu_seconds: float
    gap: float | None
    near: int | None  # runs whose own bound is at most one piece of stock below

    @property
    def cells(self) -> list[str]:
        gap = "" if self.gap is None else f"{self.gap:.2%}"
        near = "" if self.near is None else f"{self.near}/{self.instances}"
        times = f"{self.seconds:.2f}", f"{self.cpu_seconds:.2f}"
        return [*self.short, gap, near, f"+{self.worst}", str(self.misses), *times]

    @property
    def short(self) -> list[str]:
        return [f"{self.at_reference}/{self.instances}", f"{self.excess:.2%}"]


def row(runs: Sequence[Run], baseline: Sequence[Run], reference: Reference) -> Row:
    """runs and baseline: of the same instances in the same order."""
    best = [reference[one.instance.name] for one in runs]
    charged = [_charged(one, plain) for one, plain in zip(runs, baseline, strict=True)]
    over = [value - least for value, least in zip(charged, best, strict=True)]
    sound = [(one.cost, one.bound) for one in runs if one.cost is not None and one.bound is not None]
    proves = any(one.bound is not None for one in runs)
    total = sum(cost for cost, _ in sound)
    return Row(
        len(runs),
        sum(one.cost is not None and one.cost <= least for one, least in zip(runs, best, strict=True)),
        sum(over) / sum(best),
        max(over),
        sum(one.cost is None for one in runs),
        median(one.seconds for one in runs),
        median(one.cpu_seconds for one in runs),
        (total - sum(bound for _, bound in sound)) / total if proves and total else None,
        sum(cost - bound <= 1 for cost, bound in sound) if proves else None,
    )


def _charged(one: Run, plain: Run) -> int:
    if one.cost is not None:
        return one.cost
    if plain.cost is None:
        raise ValueError(f"the baseline has no plan for {plain.instance.name}: {plain.fault}")
    return plain.cost


def tables(runs: Sequence[Run], reference: Reference, shown: str, peers: Sequence[str]) -> list[str]:
    """A line for every class and one for all; `shown` in full, peers by what they reach."""
    heads = ["Class", "At reference", "Excess", "Proven gap", "Bound within 1", "Worst", "Misses", "Median s", "CPU s"]
    heads += [f"{name}: at reference, excess" for name in peers]
    lines = [line(heads), line(["---", *["--:"] * (len(heads) - 1)])]
    groups = dict.fromkeys(one.instance.group for one in runs)
    for group in [*groups, None]:
        of_group = [one for one in runs if group in (None, one.instance.group)]
        by_name = {name: [one for one in of_group if one.solver == name] for name in (shown, *peers, BEST_FIT.name)}
        made = {name: row(by_name[name], by_name[BEST_FIT.name], reference) for name in (shown, *peers)}
        others = [_beside(made[name]) for name in peers]
        lines.append(line([group or "**all**", *made[shown].cells, *others]))
    return lines


def _beside(peer: Row) -> str:
    missed = f", {peer.misses} missed" if peer.misses else ""
    return f"{', '.join(peer.short)}{missed}"


def line(cells: Sequence[object]) -> str:
    return f"| {' | '.join(str(cell) for cell in cells)} |"
