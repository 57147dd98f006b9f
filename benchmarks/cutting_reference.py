"""The best known plan of every generated list: its cost, its proven bound, and the commit that found them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from cutting_classes import Instance  # neighbours in benchmarks/
from cutting_runs import Run, rantai, run

STORE = Path(__file__).resolve().parent / "instances" / "reference.json"
LONG_SECONDS = 120

Store = dict[str, dict[str, Any]]


def read() -> Store:
    return dict(json.loads(STORE.read_text(encoding="utf-8"))) if STORE.exists() else {}


def write(store: Store) -> None:
    STORE.parent.mkdir(exist_ok=True)
    rows = [f"{json.dumps(name, ensure_ascii=False)}: {json.dumps(store[name])}" for name in sorted(store)]
    STORE.write_text("{\n" + ",\n".join(rows) + "\n}\n", encoding="utf-8")


def learn(store: Store, runs: Iterable[Run], commit: str) -> list[str]:
    """Keep what beats the store, in place; the names of lists whose best known plan became cheaper."""
    better = []
    for one in runs:
        if one.cost is None or not one.is_comparable:
            continue
        known = store.setdefault(one.instance.name, {"cost": None, "bound": 0, "by": "", "commit": ""})
        if known["cost"] is None or one.cost < known["cost"]:
            better += [one.instance.name] if known["cost"] is not None else []
            known |= {"cost": one.cost, "by": one.solver, "commit": commit}
        known["bound"] = max(known["bound"], int(one.bound or 0))
    return better


def costs(store: Store, instances: Iterable[Instance]) -> dict[str, int]:
    """Optima known by construction, else the best of all runs.

    Raises ValueError when a stored plan is cheaper than an optimum, or a bound is above its cost.
    """
    best = {}
    for one in instances:
        known = store[one.name]
        if (one.optimum or 0) > known["cost"] or known["bound"] > known["cost"]:
            raise ValueError(f"{one.name}: {known} contradicts the optimum {one.optimum}")
        best[one.name] = one.optimum or known["cost"]
    return best


def extend(instances: Iterable[Instance], commit: str, tell: Callable[[str], None]) -> None:
    """One long run of ours for every list that has had none; stored after each, so that it can be stopped."""
    for one in instances:
        store = read()
        if store.get(one.name, {}).get("long") or _is_settled(store, one):
            continue
        made = run(rantai(LONG_SECONDS), one)
        learn(store, [made], commit)
        if made.cost is not None:
            store[one.name]["long"] = commit
        write(store)
        tell(f"{one.name}: {made.cost} (bound {made.bound}) {made.fault}")


def _is_settled(store: Store, one: Instance) -> bool:
    """Nothing can be better: the best known plan meets its bound."""
    known = store.get(one.name)
    return known is not None and known["cost"] in (one.optimum, known["bound"])
