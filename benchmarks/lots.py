"""Lot sizing beside HiGHS and SCIP, each on the plain and on the facility-location model: `make bench-lots`.

    lots.py            all instances (some 50 CPU seconds each); writes its section of docs/benchmarks.md
    lots.py WORD …     only instances whose name contains a word; prints, and keeps better references

Every run is a process of its own; on an instance the five take turns. Peers stop after ten CPU seconds; ours does the
work of ten seconds, counted. A judge that shares no code with the product recounts every plan. The page is written
after every instance.
"""

from __future__ import annotations

import json
import math
import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cutting_table import line  # neighbours in benchmarks/
from rantai.engine.lot_sizing.classes import drawn
from rantai.engine.solvers.effort import units_for
from run import PAGE, ROOT, commit_here, machine

HEADING = "## Lot sizing beside its peers"
REFERENCE = ROOT / "benchmarks" / "instances" / "lots.json"
PEER_PYTHON = ROOT / ".venv-bench" / "bin" / "python"
SECONDS, NET_SECONDS = 10, 600
OURS = "rantai"
PEERS = tuple((brand, form) for brand in ("highs", "scip") for form in ("plain", "facility"))
INSTANCES = (
    ("trigeiro-F", 1),
    ("trigeiro-G-u105", 5),
    ("trigeiro-N24-T30-u105", 7),
    ("trigeiro-N12-T15-u105", 3),
    ("trigeiro-N24-T15-u105", 6),
    ("trigeiro-F-u105", 2),
    ("trigeiro-N30-T30-u95-b2-s43", 9),
    ("trigeiro-N12-T30-u95-b2-s43-v35", 4),
)
LEGEND = """\
Trigeiro-type instances drawn by `rantai bench lots --generate` (docs/bench/lots.md), one process a run, one thread, the
five taking turns on an instance. Peers stop after 10 s of their own processor time; ours does the counted work of 10 s.
A judge that shares no code with the product recounts every plan; one without a sound plan is charged with the worst of
the others. Reference: the best plan ever found, kept with its commit in `benchmarks/instances/lots.json`. Excess: above
the reference. Gap: between our plan and our own bound."""
TARGET = "Target: never worse than the best of the four; mean excess at most a third of the best single one."


@dataclass(frozen=True)
class Run:
    """cost is None without a sound plan."""

    solver: str
    cost: float | None
    cpu_seconds: float
    bound: float | None = None


def judged(asked: dict[str, Any], made: list[list[float]]) -> float | None:
    """What a plan costs; None when it is not sound. Tolerance: 1e-6 of the larger side."""
    if not made or any(not (one >= 0 and math.isfinite(one)) for row in made for one in row):
        return None
    terms: list[float] = []
    stock = [0.0] * len(asked["unit_time"])
    for wanted, row, room in zip(asked["demand"], made, asked["capacity"], strict=True):
        used = 0.0
        for item, one in enumerate(row):
            stock[item] += one - wanted[item]
            if stock[item] < -1e-6 * max(1.0, wanted[item]):
                return None
            terms.append(asked["holding_cost"][item] * max(0.0, stock[item]))
            if one > 0:
                used += one * asked["unit_time"][item] + asked["setup_time"][item]
                terms.append(asked["setup_cost"][item])
        if used > room * (1 + 1e-6):
            return None
    return math.fsum(terms)


def run(solver: str, command: Sequence[object], asked: dict[str, Any], out: Path) -> Run:
    """One process, its CPU from the kernel, its plan judged."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([str(word) for word in command], capture_output=True, check=False, timeout=NET_SECONDS)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    told = json.loads(out.read_text(encoding="utf-8")) if out.exists() else {"solution": None}
    cost = judged(asked, told["solution"]) if told["solution"] else None
    return Run(solver, cost, spent, told.get("bound"))


def race(spec: str, seed: int) -> list[Run]:
    """The four peers and ours on one instance."""
    asked = drawn(spec, seed)
    assert asked is not None, spec
    peer = Path(__file__).parent / "peers" / "lots_solver.py"
    made = []
    with tempfile.TemporaryDirectory(prefix="rantai-lots-") as name:
        source = Path(name) / "question.json"
        source.write_text(json.dumps(asked), encoding="utf-8")
        for brand, form in PEERS:
            out = Path(name) / f"{brand}-{form}.json"
            made.append(
                run(f"{brand}, {form}", [PEER_PYTHON, peer, brand, form, source, out, str(SECONDS)], asked, out)
            )
        out = Path(name) / "ours.json"
        words = [
            "bench",
            "lots",
            source,
            "--seconds",
            str(NET_SECONDS),
            "--work",
            str(units_for(SECONDS)),
            "--out",
            out,
        ]
        made.append(run(OURS, [Path(sys.executable).with_name("rantai"), *words], asked, out))
    return made


def learn(store: dict[str, Any], name: str, runs: Sequence[Run], commit: str) -> float:
    """The reference of an instance after these runs."""
    best = min((one for one in runs if one.cost is not None), key=lambda one: one.cost or 0.0)
    assert best.cost is not None
    if name not in store or best.cost < store[name]["cost"] * (1 - 1e-9):
        store[name] = {"cost": best.cost, "by": best.solver, "commit": commit}
    rows = (f"{json.dumps(key)}: {json.dumps(store[key])}" for key in sorted(store))
    REFERENCE.write_text("{\n" + ",\n".join(rows) + "\n}\n", encoding="utf-8")
    return float(store[name]["cost"])


def excess(runs: Sequence[Run], reference: float) -> dict[str, float]:
    """Above the reference by solver, a miss charged with the worst of the others."""
    worst = max(one.cost for one in runs if one.cost is not None)
    return {one.solver: (one.cost if one.cost is not None else worst) / reference - 1 for one in runs}


def section(said: str, races: dict[str, list[Run]], references: dict[str, float]) -> list[str]:
    names = [one.solver for one in next(iter(races.values()))]
    above = {name: excess(runs, references[name]) for name, runs in races.items()}
    rows = []
    for name, runs in races.items():
        ours = runs[-1]
        gap = f"{1 - (ours.bound or 0.0) / ours.cost:.2%}" if ours.cost else ""
        cells = [f"{above[name][one.solver]:.2%}" if one.cost is not None else "none" for one in runs]
        rows.append(line((name, f"{references[name]:.0f}", *cells, gap, f"{ours.cpu_seconds:.1f}")))
    mean = {solver: sum(one[solver] for one in above.values()) / len(above) for solver in names}
    worse = sum(one[OURS] > min(one[solver] for solver in names[:-1]) + 1e-9 for one in above.values())
    share = mean[OURS] / max(1e-12, min(mean[solver] for solver in names[:-1]))
    counted = f"Worse than the best of the four: {worse} of {len(races)}. "
    counted += f"Our mean excess over the best single one's: {share:.2f}."
    heads = ("Instance", "Reference", *names, "Our gap", "Our CPU s")
    return [
        *(HEADING, "", said, "", *LEGEND.splitlines(), "", TARGET, ""),
        *(line(heads), line(["---", *["--:"] * (len(heads) - 1)]), *rows),
        line(("**mean**", "", *(f"{mean[solver]:.3%}" for solver in names), "", "")),
        "",
        counted,
    ]


def write(rows: Sequence[str], heading: str = HEADING) -> None:
    """Replace the section, or add it; everything before and behind stays."""
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(heading)
    behind = rest.partition("\n## ")
    if not rest:
        before, _, tail = text.partition("## Cutting beside")
        behind = ("", "\n## ", "Cutting beside" + tail) if tail else ("", "", "")
    after = f"\n\n## {behind[2].rstrip()}\n" if behind[2] else "\n"
    PAGE.write_text(before.rstrip() + "\n\n" + "\n".join(rows) + after, encoding="utf-8")


def main(words: Sequence[str]) -> int:
    if not PEER_PYTHON.exists():
        print("The peers are missing: make .venv-bench/.peers-installed", file=sys.stderr)
        return 1
    store = json.loads(REFERENCE.read_text(encoding="utf-8")) if REFERENCE.exists() else {}
    commit, races, references = commit_here(), dict[str, list[Run]](), dict[str, float]()
    for spec, seed in INSTANCES:
        name = f"{spec}, seed {seed}"
        if words and not any(word in name for word in words):
            continue
        races[name] = race(spec, seed)
        references[name] = learn(store, name, races[name], commit)
        print(name, *(f"{one.solver} {one.cost} {one.cpu_seconds:.1f} s" for one in races[name]), sep="; ", flush=True)
        said = f"{datetime.now(UTC):%Y-%m-%d}, commit {commit}, {machine()}. Made by `make bench-lots`."
        if not words:
            write(section(said, races, references))
    return int(any(runs[-1].cost is None for runs in races.values()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
