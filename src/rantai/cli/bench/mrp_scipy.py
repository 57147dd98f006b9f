"""A plain numpy/scipy.sparse kernel beside ours: `python -m rantai.cli.bench.mrp_scipy WORLD LOTS REPEATS`.

What anybody would write: levels, sparse matrices and what is wanted and coming are made ready before the clock starts;
then level by level netting by a running maximum, the shift by lead time, and one sparse product.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix

from rantai.core.tables import Ints


def main(words: list[str]) -> int:
    """Measure one world, save the lots, print JSON."""
    with np.load(words[0]) as held:
        kernel = prepared({name: held[name] for name in held.files})
    lots, found = kernel(), []
    for _ in range(int(words[2])):
        began = time.process_time()
        lots = kernel()
        found.append(time.process_time() - began)
    np.save(words[1], lots)
    print(json.dumps({"kernel": found}))
    return 0


def prepared(given: dict[str, Any]) -> Callable[[], Ints]:
    """The kernel of one world."""
    weeks, items = given["size"].tolist()
    wanted, coming = np.zeros((2, items, weeks), np.int64)
    np.add.at(wanted, (given["demand_item"], given["demand_week"]), given["demand_quantity"])
    if "stock_item" in given:
        np.add.at(coming, (given["stock_item"], 0), given["stock_quantity"])
    if "receipt_item" in given:
        np.add.at(coming, (given["receipt_item"], given["receipt_week"]), given["receipt_quantity"])
    edges = (given["bill_quantity_each"], (given["bill_parent"], given["bill_child"]))
    bill = csr_matrix(edges, shape=(items, items))
    level = levels(items, given["bill_parent"], given["bill_child"])
    steps = []
    for code in range(int(level.max()) + 1):
        rows = np.flatnonzero(level == code)
        lead = given["lead_weeks"][rows]
        steps.append((rows, bill[rows].T.tocsr(), [(int(one), np.flatnonzero(lead == one)) for one in np.unique(lead)]))

    def kernel() -> Ints:
        gross, lots = wanted.copy(), np.zeros_like(wanted)
        for rows, below, leads in steps:
            missing = np.maximum(np.cumsum(gross[rows], axis=1) - np.cumsum(coming[rows], axis=1), 0)
            made = np.diff(np.maximum.accumulate(missing, axis=1), axis=1, prepend=0)
            lots[rows] = made
            started = np.zeros_like(made)
            for lead, places in leads:
                started[places, : max(0, weeks - lead)] = made[places, lead:]
                started[places, 0] += made[places, :lead].sum(axis=1)
            gross += below @ started
        return lots

    return kernel


def levels(items: int, parent: Ints, child: Ints) -> Ints:
    """Longest way from a product."""
    level = np.zeros(items, np.int64)
    while True:
        deeper = level.copy()
        np.maximum.at(deeper, child, level[parent] + 1)
        if (deeper == level).all():
            return level
        level = deeper


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
