"""SCIP on a question of whole jobs: `gap_scip.py QUESTION ANSWER SECONDS`, one thread, CPU seconds."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

from pyscipopt import Model, quicksum  # type: ignore[import-not-found]


def solved(question: dict[str, Any], seconds: float) -> dict[str, Any]:
    """One switch for every pair that fits; SCIP's own clock counts the processor's time."""
    cost, use, capacity = question["cost"], question["use"], question["capacity"]
    makers, jobs = range(len(cost)), range(len(cost[0]))
    model = Model()
    model.hideOutput()
    goes = {(m, j): model.addVar(vtype="B", obj=cost[m][j]) for m in makers for j in jobs if use[m][j] <= capacity[m]}
    for j in jobs:
        model.addCons(quicksum(goes[m, j] for m in makers if (m, j) in goes) == 1)
    for m in makers:
        model.addCons(quicksum(use[m][j] * goes[m, j] for j in jobs if (m, j) in goes) <= capacity[m])
    model.setParam("timing/clocktype", 1)
    model.setParam("limits/time", max(0.1, seconds - time.process_time()))
    model.optimize()
    if not model.getNSols():
        return {"solution": None, "bound": None}
    best = model.getBestSol()
    where = [max((m for m in makers if (m, j) in goes), key=lambda m: best[goes[m, j]]) for j in jobs]
    return {"solution": where, "bound": model.getDualbound()}


if __name__ == "__main__":
    source, out, limit = sys.argv[1:]
    found = solved(json.loads(Path(source).read_text(encoding="utf-8")), float(limit))
    Path(out).write_text(json.dumps(found), encoding="utf-8")
