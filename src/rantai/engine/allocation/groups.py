"""Items that share no resource do not touch each other: each such group is a question of its own."""

from __future__ import annotations

import numpy as np

from rantai.engine.allocation.tables import AllocationInput, Ints


def independent_groups(given: AllocationInput) -> list[Ints]:
    """Lots of each group of items that share resources, directly or through others; in the order of first items."""
    root = list(range(given.n_items + given.n_resources))

    def top(node: int) -> int:
        while root[node] != node:
            root[node] = root[root[node]]
            node = root[node]
        return node

    for capability, resource in zip(given.work_capability, given.work_resource, strict=True):
        one, other = top(int(given.cap_item[capability])), top(given.n_items + int(resource))
        root[max(one, other)] = min(one, other)
    labels = np.array([top(int(item)) for item in given.lot_item], dtype=np.int64)
    order = np.argsort(labels, kind="stable").astype(np.int64)
    return [lots for lots in np.split(order, np.flatnonzero(np.diff(labels[order])) + 1) if len(lots)]
