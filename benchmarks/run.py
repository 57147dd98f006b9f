"""Measure rooms of the engine and whole plans: time, memory, and how far the answer is from its proven bound.

    benchmarks/run.py                 every room, case and instance; writes docs/benchmarks.md
    benchmarks/run.py rural-vehicle   only the cases and instances named; writes nothing

An instance is a folder with `given/`, under cases/ or benchmarks/instances/. Each is planned in a process of its own,
and `rantai plan check`, which knows no solver, judges the answer: a plan with a fault is no result. The page shows the
last run in full and keeps one dated line of every earlier one.
"""

import argparse
import csv
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

import allocation  # neighbours in benchmarks/
import cutting
import explosion
import pooling
from lines import Line

ROOT = Path(__file__).resolve().parent.parent
RANTAI = Path(sys.executable).with_name("rantai")
PAGE = ROOT / "docs" / "benchmarks.md"
MB = 1024
ROOMS: tuple["Measurable", ...] = (explosion, allocation, cutting, pooling)
HISTORY = "## Every run"
# What the reference case may cost on two cores: (seconds, peak MB).
BUDGETS = {"rural-vehicle": (60.0, 1024)}


class Measurable(Protocol):
    """A neighbour in benchmarks/ that measures one room."""

    __name__: str

    def measure(self) -> list[Line]: ...


@dataclass(frozen=True)
class Gap:
    """A stage's sums over the parts that share a unit."""

    stage: str
    unit: str
    parts: int
    proven_optimal: int
    objective: int
    bound: int

    @property
    def percent(self) -> float:
        return 100 * (self.objective - self.bound) / self.objective if self.objective else 0.0


@dataclass(frozen=True)
class Result:
    instance: str
    seconds: float
    cpu_seconds: float
    peak_mb: int
    faults: str
    gaps: tuple[Gap, ...]

    def broken_promises(self) -> list[str]:
        seconds, peak_mb = BUDGETS.get(self.instance, (float("inf"), 1 << 40))
        broken = [f"{self.instance}: {self.faults}"] if self.faults else []
        if self.seconds > seconds:
            broken.append(f"{self.instance}: {self.seconds:.1f} s, promised {seconds:.0f} s")
        if self.peak_mb > peak_mb:
            broken.append(f"{self.instance}: {self.peak_mb} MB, promised {peak_mb} MB")
        return broken


def instances(wanted: Iterable[str]) -> list[Path]:
    """Folders with a `given/`, all of them or those named."""
    places = (ROOT / "cases", ROOT / "benchmarks" / "instances")
    found = [given.parent for place in places for given in sorted(place.glob("*/given"))]
    return [folder for folder in found if not wanted or folder.name in wanted]


def measure(instance: Path) -> Result:
    """Plan one instance and let the stranger judge it."""
    with tempfile.TemporaryDirectory(prefix="rantai-bench-") as folder:
        given, out = str(instance / "given"), Path(folder) / "plan"
        began = time.monotonic()
        code, usage = _run_alone([str(RANTAI), "plan", "run", "--given", given, "--out", str(out)])
        seconds = time.monotonic() - began
        faults = f"plan run ended with {code}" if code else _judged(given, out)
        gaps = () if code else tuple(read_gaps(out / "bounds.csv"))
    return Result(instance.name, seconds, usage.ru_utime + usage.ru_stime, round(usage.ru_maxrss / MB), faults, gaps)


def _run_alone(command: list[str]) -> tuple[int, resource.struct_rusage]:
    """(exit code, what the process used), both from the kernel."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, usage


def _judged(given: str, out: Path) -> str:
    command = [str(RANTAI), "plan", "check", "--given", given, "--plan", str(out)]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    return "" if answer.returncode == 0 else f"plan check ended with {answer.returncode}: {answer.stdout[:300]}"


def read_gaps(path: Path) -> Iterable[Gap]:
    """Sums of objective and bound by stage and unit; only like is added to like."""
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    for stage, unit in dict.fromkeys((row["stage"], row["unit"]) for row in rows):
        group = [row for row in rows if (row["stage"], row["unit"]) == (stage, unit)]
        optimal = sum(row["status"] == "optimal" for row in group)
        objective, bound = (sum(int(row[name]) for row in group) for name in ("objective", "bound"))
        yield Gap(stage, unit, len(group), optimal, objective, bound)


def page(lines: list[Line], results: list[Result], earlier: list[str]) -> str:
    """docs/benchmarks.md: when, which commit, on what, and every figure."""
    day, commit = f"{datetime.now(UTC):%Y-%m-%d}", commit_here()
    text = [
        "# Measured",
        "",
        f"{day}, commit {commit}, {machine()}. Made by `make bench`. On a busy machine only the CPU seconds count.",
        "",
        "Rooms of the engine, one thread each; every answer recounted. A ratio is our CPU over the peer's in one run:",
        "below 1 we are quicker. The explosion's peer only sums pieces, while ours also writes orders and their links.",
        "",
        "| Room | Size | CPU seconds | Gap to the bound | Ratio | Peer | Faults |",
        "|---|---|--:|--:|--:|---|--:|",
        *(_line(row.what, row.size, *_figures(row), row.peer, row.faults) for row in lines),
        "",
        "Whole plans, from tables to tables:",
        "",
        "| Instance | Seconds | CPU seconds | Peak MB | Judged by `rantai plan check` |",
        "|---|--:|--:|--:|---|",
        *(_cost(row) for row in results),
        "",
        "Distance to the proven bound, summed over the parts of a stage that share a unit:",
        "",
        "| Instance | Stage | Unit | Parts | Proven optimal | Objective | Bound | Gap |",
        "|---|---|---|--:|--:|--:|--:|--:|",
        *(_distance(row.instance, gap) for row in results for gap in row.gaps),
        "",
        HISTORY,
        "",
        "| Day | Commit | What | CPU seconds | Gap to the bound | Ratio | Peak MB |",
        "|---|---|---|--:|--:|--:|--:|",
        *(_line(day, commit, row.what, *_figures(row), "") for row in lines),
        *(_line(day, commit, row.instance, f"{row.cpu_seconds:.1f}", "", "", row.peak_mb) for row in results),
        *earlier,
    ]
    return "\n".join(text) + "\n"


def commit_here() -> str:
    """The commit, with a plus when the code differs from it."""
    command = ["git", "describe", "--always", "--dirty=+", "--exclude=*"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()


def machine() -> str:
    """Processor, cores, memory and Python, as far as this system tells."""
    facts = [text for text in (_told("/proc/cpuinfo", "model name"), f"{os.cpu_count()} cores") if text]
    memory = int(_told("/proc/meminfo", "MemTotal").split()[0] or 0) if Path("/proc/meminfo").exists() else 0
    facts += [f"{memory / 1024**2:.0f} GB"] if memory else []
    facts += [f"{platform.system()} {platform.machine()}", f"Python {platform.python_version()}"]
    return ", ".join([*facts, f"load {os.getloadavg()[0]:.1f} at the end"])


def _told(file: str, name: str) -> str:
    lines = Path(file).read_text(encoding="utf-8").splitlines() if Path(file).exists() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(name)), "")


def earlier_lines() -> list[str]:
    """The dated lines of runs before this one, the latest first."""
    if not PAGE.exists():
        return []
    return PAGE.read_text(encoding="utf-8").partition(HISTORY)[2].strip().splitlines()[2:]


def _figures(row: Line) -> tuple[str, str, str]:
    gap = "" if row.gap is None else f"{row.gap:.3%}"
    return f"{row.cpu_seconds:.2f}", gap, "" if row.ratio is None else f"{row.ratio:.2f}"


def _cost(row: Result) -> str:
    return _line(row.instance, f"{row.seconds:.1f}", f"{row.cpu_seconds:.1f}", row.peak_mb, row.faults or "sound")


def _distance(instance: str, gap: Gap) -> str:
    counts = (gap.parts, gap.proven_optimal, gap.objective, gap.bound)
    return _line(instance, gap.stage, gap.unit, *counts, f"{gap.percent:.2f} %")


def _line(*cells: object) -> str:
    return f"| {' | '.join(str(cell) for cell in cells)} |"


def measure_room(room: Measurable) -> list[Line]:
    print(f"{room.__name__} …", file=sys.stderr, flush=True)
    return room.measure()


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("instance", nargs="*")
    wanted = parser.parse_args(arguments).instance
    chosen = instances(wanted)
    if not chosen:
        parser.error("no such instance")
    lines = [] if wanted else [line for room in ROOMS for line in measure_room(room)]
    results = []
    for folder in chosen:
        print(f"{folder.name} …", file=sys.stderr, flush=True)
        results.append(measure(folder))
    text = page(lines, results, earlier_lines())
    print(text)
    if not wanted:
        PAGE.write_text(text, encoding="utf-8")
    broken = [f"{row.what}: {row.faults} faults" for row in lines if row.faults]
    broken += [line for row in results for line in row.broken_promises()]
    print(*broken, sep="\n", end="\n" if broken else "", file=sys.stderr)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
