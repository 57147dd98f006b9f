"""Worlds of `rantai bench mrp`: invented bills of a given size, drawn by published rules (docs/bench/mrp.md)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from rantai.engine.explosion import ExplosionInput, no_rows

REACH = 2  # components lie on the next levels, this many of them at most


@dataclass(frozen=True)
class Size:
    """How large a world is. edges: bill lines; fan: components of an item; levels: from product to material."""

    edges: int
    weeks: int
    levels: int
    fan: int
    seed: int

    @property
    def items_a_level(self) -> int:
        """Items on each level: as many as the edges need when each item above the last level has `fan` components."""
        return max(1, -(-self.edges // (self.fan * (self.levels - 1))))


def world(size: Size) -> ExplosionInput:
    """Every product is wanted every week; half of the items have stock, a quarter a receipt; leads 0 to 2 weeks."""
    draw = np.random.default_rng(size.seed)
    width, weeks = size.items_a_level, size.weeks
    items, parents = width * size.levels, width * (size.levels - 1)
    parent = np.arange(size.edges) % parents
    below = (parent // width + 1) * width
    child = below + draw.integers(0, np.minimum(REACH * width, items - below))
    stock, receipts = items // 2, items // 4
    return ExplosionInput(
        weeks=weeks,
        n_items=items,
        bill_parent=parent,
        bill_child=child,
        bill_quantity_each=draw.integers(1, 4, size.edges),
        bill_scrap_ppm=np.zeros(size.edges, np.int64),
        bill_first_week=np.zeros(size.edges, np.int64),
        bill_last_week=np.full(size.edges, weeks),
        lead_weeks=draw.integers(0, 3, items),
        demand_item=np.repeat(np.arange(width), weeks),
        demand_week=np.tile(np.arange(weeks), width),
        demand_quantity=draw.integers(1, 200, width * weeks),
        demand_priority=np.ones(width * weeks, np.int64),
        stock_item=draw.choice(items, stock, replace=False),
        stock_quantity=draw.integers(1, 500, stock),
        receipt_item=draw.choice(items, receipts, replace=False),
        receipt_week=draw.integers(0, weeks, receipts),
        receipt_quantity=draw.integers(1, 500, receipts),
    )


def save(given: ExplosionInput, path: Path) -> None:
    """The columns of a world in a file that every peer reads."""
    columns = {name: column for name, column in vars(given).items() if name not in ("weeks", "n_items")}
    np.savez(path, size=np.array([given.weeks, given.n_items]), **{k: v for k, v in columns.items() if v.size})


def load(path: Path) -> ExplosionInput:
    """The world of a file."""
    with np.load(path) as held:
        weeks, items = held["size"].tolist()
        columns = {name: held[name] for name in held.files if name != "size"}
    names = ExplosionInput.__dataclass_fields__.keys() - {"weeks", "n_items"}
    return ExplosionInput(weeks=weeks, n_items=items, **{name: columns.get(name, no_rows()) for name in names})
