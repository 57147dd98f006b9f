"""HiGHS or SCIP on a lot-sizing question: `lots_solver.py highs|scip plain|facility QUESTION PLAN SECONDS`.

plain: quantities, stocks and set-ups. facility: the share of every demand that is made in every period. One thread;
SECONDS are of processor time, so that a busy machine takes nothing from a peer.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

import highspy
from pyscipopt import Model, quicksum  # type: ignore[import-not-found]

SMALLEST = 1e-7  # of the largest quantity: what is less was meant to be 0


class Rows:
    """Columns and rows of a minimisation, for either solver."""

    def __init__(self) -> None:
        self.cost: list[float] = []
        self.upper: list[float] = []
        self.whole: list[bool] = []
        self.rows: list[tuple[dict[int, float], float, float]] = []

    def column(self, cost: float, upper: float, *, whole: bool = False) -> int:
        self.cost.append(cost)
        self.upper.append(upper)
        self.whole.append(whole)
        return len(self.cost) - 1

    def row(self, entries: dict[int, float], low: float, high: float) -> None:
        self.rows.append((entries, low, high))


def plain(asked: dict[str, Any], rows: Rows) -> list[list[dict[int, float]]]:
    """made[t][i] as sums of columns."""
    demand, capacity, unit = asked["demand"], asked["capacity"], asked["unit_time"]
    made: list[list[dict[int, float]]] = [[] for _ in demand]
    hours: list[dict[int, float]] = [{} for _ in demand]
    for item, hold in enumerate(asked["holding_cost"]):
        before: int | None = None
        for t, wanted in enumerate(demand):
            rest = sum(later[item] for later in demand[t:])
            room = capacity[t] - asked["setup_time"][item]
            most = max(0.0, min(rest, room / unit[item] if unit[item] else rest))
            x, on = rows.column(0.0, most), rows.column(asked["setup_cost"][item], 1.0, whole=True)
            stock = rows.column(hold, rest)
            rows.row({x: 1.0, on: -most}, -float("inf"), 0.0)
            rows.row({x: 1.0, stock: -1.0} | ({} if before is None else {before: 1.0}), wanted[item], wanted[item])
            hours[t] |= {x: unit[item], on: asked["setup_time"][item]}
            made[t].append({x: 1.0})
            before = stock
    for t, entries in enumerate(hours):
        rows.row(entries, -float("inf"), capacity[t])
    return made


def facility(asked: dict[str, Any], rows: Rows) -> list[list[dict[int, float]]]:
    """made[t][i] as sums of columns."""
    demand, capacity = asked["demand"], asked["capacity"]
    made: list[list[dict[int, float]]] = [[{} for _ in row] for row in demand]
    hours: list[dict[int, float]] = [{} for _ in demand]
    for item, hold in enumerate(asked["holding_cost"]):
        on = [rows.column(asked["setup_cost"][item], 1.0, whole=True) for _ in demand]
        for t, row in enumerate(demand):
            if not row[item]:
                continue
            shares = [rows.column(hold * (t - s) * row[item], 1.0) for s in range(t + 1)]
            rows.row(dict.fromkeys(shares, 1.0), 1.0, 1.0)
            for s, share in enumerate(shares):
                rows.row({share: 1.0, on[s]: -1.0}, -float("inf"), 0.0)
                hours[s][share] = asked["unit_time"][item] * row[item]
                made[s][item][share] = row[item]
        for s, column in enumerate(on):
            hours[s][column] = asked["setup_time"][item]
    for s, entries in enumerate(hours):
        rows.row(entries, -float("inf"), capacity[s])
    return made


def by_highs(rows: Rows, seconds: float) -> list[float] | None:
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("threads", 1)
    highs.setOptionValue("mip_rel_gap", 0.0)
    for cost, upper in zip(rows.cost, rows.upper, strict=True):
        highs.addVar(0.0, upper)
        highs.changeColCost(highs.getNumCol() - 1, cost)
    for column in (at for at, whole in enumerate(rows.whole) if whole):
        highs.changeColIntegrality(column, highspy.HighsVarType.kInteger)
    for entries, low, high in rows.rows:
        highs.addRow(low, high, len(entries), list(entries), list(entries.values()))
    until = time.process_time() + seconds

    def heed(event: highspy.highs.HighsCallbackEvent) -> None:
        if time.process_time() > until:
            event.interrupt()

    highs.cbMipInterrupt += heed
    highs.run()
    found = highs.getInfo().primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    return list(highs.getSolution().col_value) if found else None


def by_scip(rows: Rows, seconds: float) -> list[float] | None:
    model = Model()
    model.hideOutput()
    model.setParam("timing/clocktype", 1)
    model.setParam("limits/time", seconds)
    columns = [
        model.addVar(vtype="B" if whole else "C", lb=0.0, ub=upper, obj=cost)
        for cost, upper, whole in zip(rows.cost, rows.upper, rows.whole, strict=True)
    ]
    for entries, low, high in rows.rows:
        total = quicksum(value * columns[at] for at, value in entries.items())
        model.addCons(total == high if low == high else total <= high)
    model.optimize()
    return [model.getVal(column) for column in columns] if model.getNSols() else None


def main(brand: str, form: str, source: str, out: str, seconds: str) -> int:
    asked = json.loads(Path(source).read_text(encoding="utf-8"))
    rows = Rows()
    made = {"plain": plain, "facility": facility}[form](asked, rows)
    values = {"highs": by_highs, "scip": by_scip}[brand](rows, float(seconds))
    if values is None:
        return 3
    plan = [[sum(values[at] * each for at, each in cell.items()) for cell in row] for row in made]
    least = SMALLEST * max(map(max, plan))
    solution = [[one if one > least else 0.0 for one in row] for row in plan]
    Path(out).write_text(json.dumps({"solution": solution}), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
