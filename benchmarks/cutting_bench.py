"""Rantai's cutting beside best-fit decreasing, rectpack and OR-Tools on the public classes: `make bench-cutting`.

    cutting_bench.py                       all classes (some 20 minutes); writes docs/benchmarks.md's cutting section
    cutting_bench.py bars sheets …         only these parts; prints, and keeps better references
    cutting_bench.py --quick               five lists beside best-fit decreasing; prints, writes nothing
    cutting_bench.py --reference [WORD …]  one run of 120 s for every list without one whose class contains a word

A peer that is missing fails the benchmark, and so does an unsound plan of ours.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime

import cutting_classes as classes  # neighbours in benchmarks/
import cutting_lists as lists
import cutting_page as page
import cutting_reference as references
from cutting_classes import Instance
from cutting_runs import BEST_FIT, CP_SAT, RECTPACK, Run, Solver, missing_peers, rantai, run
from run import commit_here, machine

EACH_BARS, EACH_SHEETS, STEEL, TRIALS = 4, 2, 20, 5
TARGETS = {
    1: "Target: excess at most 0.17 %.",
    10: "Target: excess at most 0.06 %, our bound within one bar on 95 % of the lists.",
    2: "Target: all answered, 92 % at reference, excess at most 0.5 %.",
}


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def interleaved(instances: Iterable[Instance], solvers: Sequence[Solver]) -> list[Run]:
    """Every solver on a list before the next list."""
    made = []
    for instance in instances:
        runs = [run(solver, instance) for solver in solvers]
        say(f"{instance.name}: " + ", ".join(f"{one.solver} {one.cost or one.fault}" for one in runs))
        made += runs
    return made


def everything() -> list[Instance]:
    """All lists that have a reference."""
    alone, together = zip(*(lists.workshops(trial) for trial in range(TRIALS)), strict=True)
    grown = [*lists.growth("bars"), *lists.growth("sheets")]
    trials = [*(one for firms in alone for one in firms), *together]
    return [*classes.bars(EACH_BARS), *classes.sheets(EACH_SHEETS), *lists.steel(STEEL), *trials, *grown]


class Bench:
    """The parts of the page in their order, and all runs so far."""

    def __init__(self, commit: str) -> None:
        self.commit, self.store = commit, references.read()
        self.runs: list[Run] = []
        self.parts: list[list[str]] = []

    def learned(self, runs: list[Run]) -> dict[str, int]:
        """References after these runs."""
        self.runs += runs
        better = references.learn(self.store, runs, self.commit)
        if better:
            say(f"better than the reference: {', '.join(better)}")
        return references.costs(self.store, {one.instance.name: one.instance for one in runs}.values())

    def bars(self, instances: Sequence[Instance], limits: Sequence[int], peers: Sequence[Solver]) -> None:
        runs = interleaved(instances, [*map(rantai, limits), BEST_FIT, *peers])
        known = self.learned(runs)
        self.parts += [page.bars(runs, known, seconds, TARGETS[seconds]) for seconds in limits]

    def sheets(self, instances: Sequence[Instance], peers: Sequence[Solver]) -> None:
        runs = interleaved(instances, [rantai(2), BEST_FIT, *peers])
        known = self.learned(runs)
        self.parts.append(page.sheets(runs, known, 2, TARGETS[2]))

    def steel(self) -> None:
        runs = interleaved(lists.steel(STEEL), [rantai(2), BEST_FIT, RECTPACK])
        self.parts.append(page.steel(runs, self.learned(runs)))

    def pooled(self) -> None:
        trials = []
        for trial in range(TRIALS):
            alone, together = lists.workshops(trial)
            trials.append((interleaved(alone, [rantai(2)]), interleaved([together], [rantai(10)])[0]))
            self.learned([*trials[-1][0], trials[-1][1]])
        self.parts.append(page.pooled(trials))

    def growth(self) -> None:
        pairs, ours, plain = [], list[Run](), list[Run]()
        for kind in ("bars", "sheets"):
            for instance in lists.growth(kind):
                mine, other = interleaved([instance], [rantai(10), BEST_FIT])
                ours.append(mine)
                plain.append(other)
            pairs.append((ours[-1], run(rantai(10, threads=2), ours[-1].instance)))
        self.learned([*ours, *plain])
        self.parts += [page.growth(ours, plain), page.threads(pairs)]

    def section(self) -> str:
        said = f"{datetime.now(UTC):%Y-%m-%d}, commit {self.commit}, {machine()}. Made by `make bench-cutting`."
        return page.section(said, self.parts)

    def broken(self) -> list[str]:
        """Runs of ours without a sound, whole plan."""
        ours = [one for one in self.runs if one.solver.startswith("rantai")]
        return [f"{one.instance.name}, {one.solver}: {one.fault}" for one in ours if one.cost is None]


def quick(bench: Bench) -> None:
    bars = [one for one in classes.bars(1) if one.group in {"Falkenauer T", "Schwerin", "Wäscher–Gau"}]
    bench.bars(bars, [1], [])
    bench.sheets(classes.sheets(1)[:40:30], [])


PARTS: dict[str, Callable[[Bench], None]] = {
    "bars": lambda bench: bench.bars(classes.bars(EACH_BARS), [10, 1], [CP_SAT]),
    "sheets": lambda bench: bench.sheets(classes.sheets(EACH_SHEETS), [RECTPACK]),
    "steel": Bench.steel,
    "pooled": Bench.pooled,
    "growth": Bench.growth,
}


def measure(bench: Bench, parts: Sequence[str]) -> None:
    """Some parts, or all and then the page too. References are kept after every part."""
    for name in parts or PARTS:
        PARTS[name](bench)
        references.write(bench.store)
    if not parts:
        page.write(bench.section())


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", nargs="*", choices=[[], *PARTS])
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--reference", nargs="*", metavar="WORD")
    options = parser.parse_args(arguments)
    if options.reference is not None:
        words = options.reference or [""]
        chosen = [one for one in everything() if any(word in one.group for word in words)]
        references.extend(chosen, commit_here(), say)
        return 0
    absent = [] if options.quick else missing_peers()
    if absent:
        say(f"missing peers: {', '.join(absent)}. `make bench-cutting` installs them into .venv-bench.")
        return 1
    bench = Bench(commit_here())
    if options.quick:
        quick(bench)
    else:
        measure(bench, options.part)
    print(bench.section())
    for text in bench.broken():
        say(text)
    return 1 if bench.broken() else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
