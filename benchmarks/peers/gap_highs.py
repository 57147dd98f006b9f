"""HiGHS on a question of whole jobs: `gap_highs.py QUESTION ANSWER SECONDS`, one thread, CPU seconds."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

import highspy  # of the environment of the peers
import numpy as np


def solved(question: dict[str, Any], seconds: float) -> dict[str, Any]:
    """One whole number for every pair; HiGHS is stopped by the processor's time, not by the clock on the wall."""
    cost, use = np.array(question["cost"], dtype=float), np.array(question["use"], dtype=float)
    makers, jobs = cost.shape
    rows = [np.repeat(np.arange(jobs), makers), jobs + np.tile(np.arange(makers), jobs)]
    index = np.stack(rows, axis=1).ravel().astype(np.int32)
    value = np.stack([np.ones(makers * jobs), use.T.ravel()], axis=1).ravel()
    starts = np.arange(0, 2 * makers * jobs, 2, dtype=np.int32)
    upper = np.where(use.T.ravel() <= np.tile(question["capacity"], jobs), 1.0, 0.0)
    lower_rows = np.concatenate([np.ones(jobs), np.full(makers, -np.inf)])
    upper_rows = np.concatenate([np.ones(jobs), np.array(question["capacity"], dtype=float)])
    solver = highspy.Highs()
    for name, setting in (("output_flag", False), ("threads", 1), ("mip_rel_gap", 0.0), ("mip_abs_gap", 0.0)):
        solver.setOptionValue(name, setting)
    sizes = (makers * jobs, jobs + makers, len(value), int(highspy.MatrixFormat.kColwise), 1, 0.0)
    whole = np.ones(makers * jobs, dtype=np.int32)
    solver.passModel(
        *sizes, cost.T.ravel(), np.zeros(makers * jobs), upper, lower_rows, upper_rows, starts, index, value, whole
    )
    solver.cbMipInterrupt += lambda event: event.interrupt(time.process_time() > seconds)
    solver.cbSimplexInterrupt += lambda event: event.interrupt(time.process_time() > seconds)
    solver.run()
    info = solver.getInfo()
    if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return {"solution": None, "bound": None}
    values = np.array(solver.getSolution().col_value).reshape(jobs, makers)
    return {"solution": values.argmax(axis=1).tolist(), "bound": float(info.mip_dual_bound)}


if __name__ == "__main__":
    source, out, limit = sys.argv[1:]
    found = solved(json.loads(Path(source).read_text(encoding="utf-8")), float(limit))
    Path(out).write_text(json.dumps(found), encoding="utf-8")
