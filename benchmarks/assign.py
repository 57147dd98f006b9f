"""Whole jobs beside HiGHS, OR-Tools CP-SAT and SCIP on the classes A to E: `benchmarks/assign.py`.

    assign.py                  every instance; writes its section of docs/benchmarks.md
    assign.py D E:20x100 …     only instances whose name starts so; prints, and keeps better references
    assign.py --reduced        the short set; writes the section and says so
    assign.py --long [WORD …]  one run of 120 CPU seconds of ours for the references

Solvers take turns on an instance, each in a process of its own, one thread, stopped by CPU seconds. The judge below
recounts every plan from the question alone. A missing peer fails the benchmark, and so does an unsound plan of ours.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from run import commit_here, machine  # neighbours in benchmarks/

HERE = Path(__file__).resolve().parent
STORE, PAGE = HERE / "instances" / "assign.json", HERE.parent / "docs" / "benchmarks.md"
HEADING = "## Whole jobs beside its peers"
PEERS_PYTHON = Path(os.environ.get("RANTAI_PEERS_PYTHON", HERE.parent / ".venv-bench" / "bin" / "python"))
RANTAI = Path(sys.executable).with_name("rantai")
SECONDS, LONG_SECONDS, SEED = 10, 120, 1
UNITS_A_CPU_SECOND = 850_000  # so that ours stops within its CPU seconds, start and reading included
OURS = "rantai"
PEERS = {"HiGHS": "gap_highs.py", "CP-SAT": "gap_ortools.py", "SCIP": "gap_scip.py"}
SIZES = ("5x100", "10x100", "20x100", "10x200", "20x200", "20x400", "40x400", "80x400", "20x900", "80x1600")
REDUCED = ("A:10x200", "B:10x200", "C:10x200", "D:10x100", "D:20x200", "E:10x100", "E:20x200")
LEGEND = """\
Reference: the best plan of all runs ever, kept with its commit in `benchmarks/instances/assign.json`. Excess: above the
reference, a mean of the instances; a miss is charged with the worst other solver. Proven gap: between our plan and our
own bound. Instances are drawn by the published rules (seed 1), named class:makers×jobs. Start and imports count.
Target: mean excess at most 0.08 % in 10 CPU seconds, all answered."""

Store = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Run:
    """One solver on one instance. cost None: no sound plan, `fault` says why."""

    solver: str
    instance: str
    cpu_seconds: float
    cost: int | None
    bound: float | None
    fault: str = ""


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def judged(question: dict[str, Any], plan: list[int]) -> tuple[int, str]:
    """The cost of a plan, recounted, and what is wrong with it."""
    load, cost = [0] * len(question["capacity"]), 0
    if len(plan) != len(question["cost"][0]):
        return 0, f"{len(plan)} jobs"
    for job, maker in enumerate(plan):
        load[maker] += question["use"][maker][job]
        cost += question["cost"][maker][job]
    over = [maker for maker, used in enumerate(load) if used > question["capacity"][maker]]
    return cost, f"too much for makers {over}" if over else ""


def run(solver: str, name: str, seconds: int) -> Run:
    with tempfile.TemporaryDirectory(prefix="rantai-assign-") as folder:
        source, out = Path(folder) / "question.json", Path(folder) / "answer.json"
        drawing = [str(RANTAI), "bench", "assign", "--generate", name, "--seed", str(SEED), "--work", "1"]
        subprocess.run([*drawing, "--write", str(source)], stdout=subprocess.DEVNULL, check=True)
        command = [str(PEERS_PYTHON), str(HERE / "peers" / PEERS.get(solver, "")), str(source), str(out), str(seconds)]
        if solver == OURS:
            work = str(seconds * UNITS_A_CPU_SECOND)
            command = [str(RANTAI), "bench", "assign", str(source), "--work", work, "--seconds", str(60 * seconds)]
            command += ["--out", str(out)]
        code, cpu = _alone(command)
        if code or not out.exists():
            return Run(solver, name, cpu, None, None, f"ended with {code}")
        answer = json.loads(out.read_text(encoding="utf-8"))
        if answer["solution"] is None:
            return Run(solver, name, cpu, None, None, "no plan")
        cost, fault = judged(json.loads(source.read_text(encoding="utf-8")), answer["solution"])
        return Run(solver, name, cpu, None if fault else cost, answer["bound"], fault)


def _alone(command: list[str]) -> tuple[int, float]:
    """(exit code, CPU seconds), both from the kernel."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, usage.ru_utime + usage.ru_stime


def read_store() -> Store:
    return dict(json.loads(STORE.read_text(encoding="utf-8"))) if STORE.exists() else {}


def learn(store: Store, made: Sequence[Run], commit: str) -> None:
    """Keep what is better than the references. Raises ValueError when a bound of ours passes a plan."""
    for one in made:
        if one.cost is not None:
            known = store.setdefault(one.instance, {"cost": None, "bound": None, "by": "", "commit": ""})
            if known["cost"] is None or one.cost < known["cost"]:
                known |= {"cost": one.cost, "by": one.solver, "commit": commit}
            if one.solver == OURS:
                known["bound"] = max(known["bound"] or 0, int(one.bound or 0))
            if known["bound"] is not None and known["bound"] > known["cost"]:
                raise ValueError(f"{one.instance}: {known} contradicts itself")
    rows = [f"{json.dumps(name)}: {json.dumps(store[name])}" for name in sorted(store)]
    STORE.write_text("{\n" + ",\n".join(rows) + "\n}\n", encoding="utf-8")


def measure(names: Sequence[str], commit: str) -> list[Run]:
    """Every solver on an instance before the next instance."""
    made, store = list[Run](), read_store()
    for name in names:
        runs = [run(solver, name, SECONDS) for solver in (OURS, *PEERS)]
        say(f"{name}: " + ", ".join(f"{one.solver} {one.cost or one.fault} in {one.cpu_seconds:.1f}" for one in runs))
        learn(store, runs, commit)
        made += runs
    return made


def excess(one: Run, made: Sequence[Run], reference: int) -> float:
    costs = [other.cost for other in made if other.instance == one.instance and other.cost is not None]
    return (one.cost if one.cost is not None else max(costs)) / reference - 1


def section(made: Sequence[Run], commit: str, note: str) -> str:
    store, solvers = read_store(), [OURS, *PEERS]
    rows = [
        "| Instance | Reference | Our bound | Proven gap | " + " | ".join(solvers) + " |",
        "|---|--:|--:|--:|" + "--:|" * 4,
    ]
    for name in dict.fromkeys(one.instance for one in made):
        known, by = store[name], {one.solver: one for one in made if one.instance == name}
        gap = f"{known['cost'] / by[OURS].bound - 1:.3%}" if by[OURS].bound else ""
        told = [_share(by[solver], excess(by[solver], made, known["cost"])) for solver in solvers]
        rows.append(f"| {name} | {known['cost']} | {by[OURS].bound} | {gap} | " + " | ".join(told) + " |")
    mean = [_mean([excess(one, made, store[one.instance]["cost"]) for one in made if one.solver == s]) for s in solvers]
    rows.append("| **mean excess** | | | | " + " | ".join(f"**{value:.3%}**" for value in mean) + " |")
    missed = [sum(one.cost is None for one in made if one.solver == solver) for solver in solvers]
    rows.append("| misses | | | | " + " | ".join(map(str, missed)) + " |")
    cpu = [_mean([one.cpu_seconds for one in made if one.solver == solver]) for solver in solvers]
    rows.append("| mean CPU s | | | | " + " | ".join(f"{value:.1f}" for value in cpu) + " |")
    names = {one.instance for one in made}
    long = sum("long" in store[name] for name in names)
    how_long = f"{long} of {len(names)} references had a run of {LONG_SECONDS} CPU seconds of ours."
    said = f"{datetime.now(UTC):%Y-%m-%d}, commit {commit}, {machine()}. Made by `benchmarks/assign.py`{note}."
    return "\n".join([HEADING, "", said, "", *LEGEND.splitlines(), how_long, "", *rows]) + "\n"


def _share(one: Run, value: float) -> str:
    return f"{value:.3%}" if one.cost is not None else f"miss ({value:.3%})"


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def write(text: str) -> None:
    """Replace the section, or add it before the one on cutting, which stands last."""
    page = PAGE.read_text(encoding="utf-8")
    before, found, after = page.partition(HEADING)
    if found:
        after = after[after.find("\n## ") + 1 :] if "\n## " in after else ""
    else:
        before, mark, after = page.partition("## Cutting beside its peers")
        after = mark + after
    PAGE.write_text(f"{before.rstrip()}\n\n{text}\n{after}".rstrip() + "\n", encoding="utf-8")


def missing_peers() -> list[str]:
    modules = {"HiGHS": "highspy", "CP-SAT": "ortools.sat.python.cp_model", "SCIP": "pyscipopt"}
    return [peer for peer, name in modules.items() if not PEERS_PYTHON.exists() or not _imports(name)]


def _imports(module: str) -> bool:
    command = [str(PEERS_PYTHON), "-c", f"import {module}"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("word", nargs="*")
    parser.add_argument("--reduced", action="store_true")
    parser.add_argument("--long", action="store_true")
    options = parser.parse_args(arguments)
    everything = REDUCED if options.reduced else tuple(f"{kind}:{size}" for kind in "ABCDE" for size in SIZES)
    names = [name for name in everything if not options.word or any(map(name.startswith, options.word))]
    commit = commit_here()
    if options.long:
        for name in names:
            store = read_store()
            learn(store, [run(OURS, name, LONG_SECONDS)], commit)
            store[name]["long"] = commit
            learn(store, [], commit)
        return 0
    if absent := missing_peers():
        say(f"missing peers: {', '.join(absent)}. `make bench-cutting` installs them into .venv-bench.")
        return 1
    made = measure(names, commit)
    text = section(made, commit, ", the short set" if options.reduced else "")
    print(text)
    if not options.word:
        write(text)
    broken = [one for one in made if one.solver == OURS and one.cost is None]
    for one in broken:
        say(f"{one.instance}: {one.fault}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
