"""The same question in SQL: `python -m rantai.cli.bench.mrp_duckdb WORLD LOTS REPEATS`.

Tables and levels are made ready before the clock starts; then one statement a level nets, one explodes.
"""

from __future__ import annotations

import json
import sys
import time
from typing import Any

import duckdb
import numpy as np

from rantai.cli.bench.mrp_scipy import levels
from rantai.core.tables import Ints

NET = """
insert into lots
with cells as (
    select i.item, w.week, coalesce(g.pieces, 0) - coalesce(c.pieces, 0) as missing
    from items i cross join weeks w
    left join (select item, week, sum(pieces) as pieces from gross group by item, week) g using (item, week)
    left join (select item, week, sum(pieces) as pieces from coming group by item, week) c using (item, week)
    where i.level = ?
),
summed as (
    select item, week, greatest(0, sum(missing) over (partition by item order by week)) as missing from cells
),
highest as (select item, week, max(missing) over (partition by item order by week) as ordered from summed),
found as (
    select item, week, ordered - coalesce(lag(ordered) over (partition by item order by week), 0) as pieces
    from highest
)
select item, week, pieces::bigint from found where pieces > 0
"""
EXPLODE = """
insert into gross
select b.child, greatest(0, l.week - i.lead), sum(l.pieces * b.each)::bigint
from lots l join items i using (item) join bills b on b.parent = l.item
where i.level = ?
group by 1, 2
"""


def main(words: list[str]) -> int:
    """Measure one world, save the lots, print JSON."""
    with np.load(words[0]) as held:
        given = {name: held[name] for name in held.files}
    weeks, items = given["size"].tolist()
    level = levels(items, given["bill_parent"], given["bill_child"])
    base = duckdb.connect(config={"threads": 1})
    _fill(base, given, level)
    found = []
    for _ in range(int(words[2])):
        base.execute("create or replace table gross as select * from wanted")
        base.execute("create or replace table lots (item bigint, week bigint, pieces bigint)")
        began = time.process_time()
        for code in range(int(level.max()) + 1):
            base.execute(NET, [code])
            base.execute(EXPLODE, [code])
        found.append(time.process_time() - began)
    made = base.execute("select item, week, pieces from lots").fetchnumpy()
    lots = np.zeros((items, weeks), np.int64)
    lots[made["item"], made["week"]] = made["pieces"]
    np.save(words[1], lots)
    print(json.dumps({"kernel": found}))
    return 0


def _fill(base: duckdb.DuckDBPyConnection, given: dict[str, Any], level: Ints) -> None:
    weeks, items = given["size"].tolist()
    nothing = np.zeros(0, np.int64)
    stock, receipt = given.get("stock_item", nothing), given.get("receipt_item", nothing)
    coming = {
        "item": np.append(stock, receipt),
        "week": np.append(0 * stock, given.get("receipt_week", nothing)),
        "pieces": np.append(given.get("stock_quantity", nothing), given.get("receipt_quantity", nothing)),
    }
    wanted = {"item": given["demand_item"], "week": given["demand_week"], "pieces": given["demand_quantity"]}
    bills = {"parent": given["bill_parent"], "child": given["bill_child"], "each": given["bill_quantity_each"]}
    held = {"item": np.arange(items), "level": level, "lead": given["lead_weeks"]}
    tables = {"coming": coming, "wanted": wanted, "bills": bills, "items": held, "weeks": {"week": np.arange(weeks)}}
    for name, columns in tables.items():
        base.register("columns", columns)
        base.execute(f"create table {name} as select * from columns")  # noqa: S608  names are ours
        base.unregister("columns")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
