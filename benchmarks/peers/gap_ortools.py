"""OR-Tools CP-SAT on a question of whole jobs: `gap_ortools.py QUESTION ANSWER SECONDS`, one worker, CPU seconds."""

from __future__ import annotations

import json
import sys
import threading
import time
from pathlib import Path
from typing import Any

from ortools.sat.python import cp_model  # type: ignore[import-not-found]


def solved(question: dict[str, Any], seconds: float) -> dict[str, Any]:
    """One switch for every pair that fits; a thread stops the search by the processor's time."""
    cost, use, capacity = question["cost"], question["use"], question["capacity"]
    makers, jobs = range(len(cost)), range(len(cost[0]))
    model = cp_model.CpModel()
    goes = {(m, j): model.new_bool_var("") for m in makers for j in jobs if use[m][j] <= capacity[m]}
    for j in jobs:
        model.add_exactly_one(goes[m, j] for m in makers if (m, j) in goes)
    for m in makers:
        model.add(sum(use[m][j] * goes[m, j] for j in jobs if (m, j) in goes) <= capacity[m])
    model.minimize(sum(cost[m][j] * switch for (m, j), switch in goes.items()))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1

    def watch() -> None:
        while time.process_time() < seconds:
            time.sleep(0.02)
        solver.stop_search()

    threading.Thread(target=watch, daemon=True).start()
    if solver.solve(model) not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return {"solution": None, "bound": None}
    where = [next(m for m in makers if (m, j) in goes and solver.value(goes[m, j])) for j in jobs]
    return {"solution": where, "bound": solver.best_objective_bound}


if __name__ == "__main__":
    source, out, limit = sys.argv[1:]
    found = solved(json.loads(Path(source).read_text(encoding="utf-8")), float(limit))
    Path(out).write_text(json.dumps(found), encoding="utf-8")
