"""Who pays what, at 16, 60 and 450 firms: `make bench-split`.

    split.py            all questions; writes its section of docs/benchmarks.md
    split.py WORD …     only questions whose name contains a word; prints

Every run is a process of its own, with 30 seconds granted. A judge that shares no code with the product counts what
groups would pay alone, recounts the answer, and looks for a group that objects more than the answer says anyone can: up
to 16 firms among all groups (and works out the least core by scipy over all of them), above by exchanges of single
firms from many drawn groups.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import linprog

from cutting_table import line  # neighbours in benchmarks/
from lots import write
from rantai.engine.sharing.generate import drawn
from run import commit_here, machine

HEADING = "## Who pays what"
SECONDS, LISTED = 30, 16
QUESTIONS = (
    *((kind, 16, seed, rule) for kind in ("steel", "sheets") for seed, rule in ((3, "leastcore"), (3, "nucleolus"))),
    *((kind, firms, 1, "leastcore") for firms in (60, 450) for kind in ("steel", "trucks", "sheets")),
    *((kind, 450, 2, "leastcore") for kind in ("steel", "trucks", "sheets")),
    *((kind, 450, 1, rule) for kind in ("steel", "sheets") for rule in ("shapley", "proportional")),
)
LEGEND = """\
Questions drawn by `rantai bench split --generate` (docs/bench/split.md), one process a run, one thread, 30 s granted.
Objection: proven in the answer, no group pays more than this above what it would pay alone; found: the largest that the
answer names. Least core: proven, no split has a smaller largest objection than its lower end. Violation: objection less
that lower end, in parts of what pooling saves. Held: the largest that the judge found, never above the proven one."""
TARGET = "Target: least core and nucleolus within 0.1 % of the savings; 450 firms below 30 s; 16 firms exact below 1 s."


@dataclass(frozen=True)
class Run:
    name: str
    told: dict[str, Any]
    held: int  # the largest objection that the judge found, rupiah
    faults: list[str]
    seconds: float
    cpu_seconds: float


class Judge:
    """What groups pay alone, counted anew; groups are rows of 0 and 1."""

    def __init__(self, asked: dict[str, Any]) -> None:
        self.asked = asked
        self.needs = np.array(asked["needs"], dtype=object)

    def alone(self, groups: np.ndarray) -> np.ndarray:
        wanted = groups.astype(np.int64) @ self.needs.astype(np.int64)
        cost = np.min([self._order(offer, wanted) for offer in self.asked["offers"]], axis=0)
        cost = np.where(wanted > 0, cost, 0)
        for whole in self.asked.get("wholes", ()):
            used = groups.astype(np.int64) @ np.array(whole["uses"], dtype=np.int64)
            cost = cost + (used + whole["holds"] - 1) // whole["holds"] * whole["price"]
        return cost

    @staticmethod
    def _order(offer: dict[str, Any], wanted: np.ndarray) -> np.ndarray:
        """The cheapest order of at least what is wanted; prices here are whole rupiah for a unit."""
        lot, costs = offer.get("multiple", 1), []
        for tier, start in enumerate(offer["from"]):
            units = (np.maximum(wanted, max(start, offer.get("minimum", 0), 1)) + lot - 1) // lot * lot
            reached = np.full(units.shape, offer["price"][tier])
            for higher in range(tier + 1, len(offer["from"])):
                reached = np.where(units >= offer["from"][higher], offer["price"][higher], reached)
            trucks = (units + offer["truck_holds"] - 1) // offer["truck_holds"] * offer["truck_price"]
            costs.append(units * reached + trucks)
        return np.min(costs, axis=0)

    def attack(self, shares: np.ndarray) -> int:
        """The largest objection that is found: every group of few firms, exchanges from drawn ones of many."""
        firms = len(shares)
        if firms <= LISTED:
            groups = every(firms)
            return int((groups @ shares - self.alone(groups)).max())
        draw, most = np.random.default_rng(7), -(10**18)
        each = shares / np.maximum(1, self.needs.astype(np.float64))
        for _ in range(60):
            order = np.argsort(-each * draw.uniform(0.9, 1.1, firms))
            group = np.zeros(firms, dtype=np.int64)
            group[order[: draw.integers(1, firms)]] = 1
            most = max(most, self._exchanged(group, shares))
        return most

    def _exchanged(self, group: np.ndarray, shares: np.ndarray) -> int:
        now = int(group @ shares - self.alone(group[None, :])[0])
        while True:
            near = group ^ np.eye(len(group), dtype=np.int64)
            near = near[(near.sum(axis=1) > 0) & (near.sum(axis=1) < len(group))]
            found = near @ shares - self.alone(near)
            if found.max() <= now:
                return now
            now, group = int(found.max()), near[int(found.argmax())]


def every(firms: int) -> np.ndarray:
    return (np.arange(1, (1 << firms) - 1)[:, None] >> np.arange(firms)) & 1


def least_core(judge: Judge, alone: np.ndarray, total: int) -> float:
    """The least-core value with every group written down: scipy, in parts of the money of all."""
    groups = every(len(alone))
    found = linprog(
        [0.0] * len(alone) + [1.0],
        A_ub=np.hstack([groups, -np.ones((len(groups), 1))]),
        b_ub=judge.alone(groups) / total,
        A_eq=[[1.0] * len(alone) + [0.0]],
        b_eq=[1.0],
        bounds=[*((None, one / total) for one in alone), (None, None)],
    )
    return float(found.fun) * total


def judged(asked: dict[str, Any], told: dict[str, Any]) -> tuple[list[str], int]:
    """What is wrong with an answer, and the largest objection found."""
    judge, shares = Judge(asked), np.array(told["solution"], dtype=np.int64)
    firms = len(shares)
    alone = judge.alone(np.eye(firms, dtype=np.int64))
    total = int(judge.alone(np.ones((1, firms), dtype=np.int64))[0])
    faults = []
    if int(shares.sum()) != total or told["total"] != total:
        faults.append("the shares do not add up")
    if (shares > alone).any():
        faults.append("somebody pays more than alone")
    worst = told["core"]["worst"]
    named = np.zeros((1, firms), dtype=np.int64)
    named[0, worst["firms"]] = 1
    if int((named @ shares - judge.alone(named))[0]) != worst["excess"]:
        faults.append("the named group does not have its excess")
    held = max(judge.attack(shares), worst["excess"])
    if held > told["objective"]:
        faults.append(f"a group objects {held}, above the proven {told['objective']}")
    if firms <= LISTED:
        value, slack = least_core(judge, alone, total), 1e-6 * told["savings"] + 1
        if not told["core"]["least_core_from"] - slack <= value <= told["core"]["least_core_to"] + slack:
            faults.append(f"the least core is {value}")
    return faults, held


def run(kind: str, firms: int, seed: int, rule: str) -> Run:
    """One process and its judge."""
    spec = f"{kind}-{firms}-{rule}"
    with tempfile.TemporaryDirectory(prefix="rantai-split-") as name:
        out = Path(name) / "answer.json"
        words = ["bench", "split", "--generate", spec, "--seed", seed, "--seconds", SECONDS, "--out", out]
        command = [str(word) for word in (Path(sys.executable).with_name("rantai"), *words)]
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), datetime.now(UTC)
        subprocess.run(command, capture_output=True, check=True, timeout=10 * SECONDS)
        seconds = (datetime.now(UTC) - start).total_seconds()
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        told = json.loads(out.read_text(encoding="utf-8"))
    faults, held = judged(drawn(kind, firms, seed), told)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(f"{spec}, seed {seed}", told, held, faults, seconds, cpu)


def violation(told: dict[str, Any]) -> float:
    """The proven objection above the proven least core, in parts of the savings."""
    return float((told["objective"] - told["core"]["least_core_from"]) / max(1, told["savings"]))


def section(said: str, runs: Sequence[Run]) -> list[str]:
    amounts = ("Saved Rp", "Objection Rp", "Found Rp", "Held Rp", "Least core Rp")
    heads = ("Question", *amounts, "Core", "Violation", "Status", "Seconds", "CPU s", "Faults")
    rows = []
    for one in runs:
        told, core = one.told, one.told["core"]
        money = (told["savings"], told["objective"], core["worst"]["excess"], one.held)
        least = f"{core['least_core_from']:,.0f} to {core['least_core_to']:,.0f}"
        cells = (*(f"{amount:,}" for amount in money), least, core["state"], f"{violation(told):.3%}", told["status"])
        rows.append(line((one.name, *cells, f"{one.seconds:.1f}", f"{one.cpu_seconds:.1f}", str(len(one.faults)))))
    ruled = line(["---", *["--:"] * (len(heads) - 1)])
    return [HEADING, "", said, "", *LEGEND.splitlines(), "", TARGET, "", line(heads), ruled, *rows]


def main(words: Sequence[str]) -> int:
    runs = []
    for kind, firms, seed, rule in QUESTIONS:
        if words and not any(word in f"{kind}-{firms}-{rule}, seed {seed}" for word in words):
            continue
        runs.append(run(kind, firms, seed, rule))
        last = runs[-1]
        print(last.name, f"{violation(last.told):.3%} {last.seconds:.1f} s", *last.faults, sep="; ", flush=True)
    if not words:
        said = f"{datetime.now(UTC):%Y-%m-%d}, commit {commit_here()}, {machine()}. Made by `make bench-split`."
        write(section(said, runs), HEADING)
    return int(any(one.faults for one in runs))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
