"""Which rows hang together: union of pairs."""

from __future__ import annotations

from typing import Any

from rantai.engine.compiled import Library

lib = Library(__name__)


@lib.part
def top(root: Any, node: int) -> int:
    """The root of a node; shortens the way for the next time."""
    while root[node] != node:
        root[node] = root[root[node]]
        node = root[node]
    return node


@lib.door("i8(i8[:], i8[:], i8[:])")
def unite(root: Any, one: Any, other: Any) -> int:
    """Unite each pair; afterwards root[node] is the smallest node of its group; gives how many pairs joined two."""
    joined = 0
    for at in range(len(one)):
        left, right = top(root, one[at]), top(root, other[at])
        if left != right:
            root[max(left, right)] = min(left, right)
            joined += 1
    for node in range(len(root)):
        root[node] = top(root, node)
    return joined
