"""One process for one list and one solver: what it cost in wall and CPU time, and what the judge says of its plan."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cutting_classes import Instance  # neighbours in benchmarks/
from cutting_judge import judge, load

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
RANTAI = Path(sys.executable).with_name("rantai")
PEER_PYTHON = ROOT / ".venv-bench" / "bin" / "python"
NET_SECONDS = 60.0  # how long past its limit a process may live


@dataclass(frozen=True)
class Solver:
    """A name, how it is called (kind, list and plan are filled in), its limit, and whether it keeps to stages."""

    name: str
    command: tuple[str, ...]
    seconds: float = 60.0
    keeps_stages: bool = True


@dataclass(frozen=True)
class Run:
    """One solver on one list. cost None: no sound and whole plan, `fault` says why. is_comparable: all rules kept."""

    solver: str
    instance: Instance
    seconds: float
    cpu_seconds: float
    peak_mb: int
    cost: int | None
    bound: int | None = None
    fault: str = ""
    is_comparable: bool = True
    plan: dict[str, Any] = field(default_factory=dict, repr=False)


def rantai(seconds: int, threads: int = 1) -> Solver:
    """Our own command, start and imports included in its time."""
    options = ("--seconds", str(seconds), "--threads", str(threads))
    command = (str(RANTAI), "cut", "{kind}", "{list}", *options, "--out", "{plan}")
    return Solver(f"rantai, {seconds} s", command, float(seconds))


def _peer(python: Path, file: str) -> tuple[str, ...]:
    return (str(python), str(HERE / "peers" / file), "{kind}", "{list}", "{plan}")


BEST_FIT = Solver("best-fit decreasing", _peer(Path(sys.executable), "best_fit.py"))
RECTPACK = Solver("rectpack", _peer(PEER_PYTHON, "pack_rectpack.py"), keeps_stages=False)
CP_SAT = Solver("OR-Tools CP-SAT", _peer(PEER_PYTHON, "assign_ortools.py"))


def missing_peers() -> list[str]:
    """Peers that cannot be imported in the environment made for them."""
    found = {}
    for name in ("rectpack", "ortools.sat.python.cp_model"):
        there = PEER_PYTHON.exists()
        command = [str(PEER_PYTHON), "-c", f"import {name}"]
        found[name] = there and subprocess.run(command, capture_output=True, check=False).returncode == 0
    return [name for name, is_there in found.items() if not is_there]


def run(solver: Solver, instance: Instance) -> Run:
    """Run and judge. The list is written before, the plan is read after the clock."""
    with tempfile.TemporaryDirectory(prefix="rantai-cut-") as name:
        source, out = Path(name) / "list.json", Path(name) / "plan.json"
        source.write_text(json.dumps(instance.document), encoding="utf-8")
        words = {"kind": instance.kind, "list": str(source), "plan": str(out)}
        began = time.monotonic()
        code, usage = _alone([word.format(**words) for word in solver.command], solver.seconds + NET_SECONDS)
        spent = time.monotonic() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss // 1024
        if code or not out.exists():
            return Run(solver.name, instance, *spent, None, fault=f"ended with {code}")
        return _judged(solver, instance, spent, load(source), load(out))


def _alone(command: list[str], net_seconds: float) -> tuple[int, resource.struct_rusage]:
    """(exit code, what the process used), both from the kernel; a process that never ends is ended."""
    surroundings = {**os.environ, "PYTHONPATH": str(HERE)}
    with subprocess.Popen(command, env=surroundings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        net = threading.Timer(net_seconds, process.kill)
        net.start()
        _, status, usage = os.wait4(process.pid, 0)
        net.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, usage


def _judged(
    solver: Solver, instance: Instance, spent: tuple[float, float, int], given: dict[str, Any], plan: dict[str, Any]
) -> Run:
    asked = given if solver.keeps_stages else given | {"stages": None}
    try:
        verdict = judge(instance.kind, asked, plan)
        is_comparable = solver.keeps_stages or not judge(instance.kind, given, plan).faults
    except (KeyError, TypeError, ValueError, ArithmeticError) as broken:
        return Run(solver.name, instance, *spent, None, fault=f"unreadable plan: {broken!r}")
    fault = "; ".join(verdict.faults[:3]) or (f"{verdict.left_out} pieces left out" if verdict.left_out else "")
    cost, bound = (None, None) if fault else (verdict.cost, plan.get("bound"))
    return Run(solver.name, instance, *spent, cost, bound, fault, is_comparable, plan)
