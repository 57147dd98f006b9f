"""Who may make how much of an item: tools and trials as columns of the allocation's question."""

from __future__ import annotations

from collections import Counter

import numpy as np

from rantai.core.tables import Ints
from rantai.engine.plan.index import Index


def maker_terms(index: Index, caps: list[tuple[int, int]]) -> dict[str, Ints]:
    """Columns for capabilities (stream, row). A trial is shared by the streams of its item, rounded down."""
    given = index.given
    holders: dict[str, set[str]] = {}
    for item, holder in zip(given.tools.item_code.tolist(), given.tools.holder_code.tolist(), strict=True):
        holders.setdefault(item, set()).add(holder)
    trials = {(row["maker_code"], row["item_code"]): row["most_pieces"] for row in given.trials.rows()}
    streams = Counter(row for _, row in caps)
    table = given.capabilities
    has_tool, most = [], []
    for _, row in caps:
        maker, item = str(table.maker_code[row]), str(table.item_code[row])
        has_tool.append(int(item not in holders or maker in holders[item]))
        most.append(trials[maker, item] // streams[row] if (maker, item) in trials else -1)
    return {
        "cap_has_tool": np.array(has_tool, dtype=np.int64),
        "cap_most_pieces": np.array(most, dtype=np.int64),
    }
