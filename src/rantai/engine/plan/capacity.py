"""A maker's hours, pooled by process and bed length.

A long blank needs a long bed; a short one takes any. Resources of one maker and process are nested by bed length, so
work fits exactly when, for every bed length b, the work that needs a bed of b or more fits the resources that have one.
Each such b is a pool.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from rantai.core.tables import Ints
from rantai.core.units import MS_PER_MINUTE
from rantai.engine.plan.index import Index

UNLIMITED_UM = 2**62


@dataclass(frozen=True)
class Pools:
    """Pools of resources; key = (maker code, process code, bed length)."""

    index: Index

    @cached_property
    def _beds(self) -> list[int]:
        return [bed or UNLIMITED_UM for bed in self.index.given.resources.bed_length_um.tolist()]

    @cached_property
    def _resources(self) -> dict[tuple[str, str], list[int]]:
        """Resource rows by maker and process, shortest bed first."""
        table = self.index.given.resources
        found: dict[tuple[str, str], list[int]] = defaultdict(list)
        for row, key in enumerate(zip(table.maker_code.tolist(), table.process_code.tolist(), strict=True)):
            found[key].append(row)
        return {key: sorted(rows, key=lambda row: (self._beds[row], row)) for key, rows in found.items()}

    @cached_property
    def keys(self) -> list[tuple[str, str, int]]:
        return sorted({(*key, self._beds[row]) for key, rows in self._resources.items() for row in rows})

    @cached_property
    def _position(self) -> dict[tuple[str, str, int], int]:
        return {key: number for number, key in enumerate(self.keys)}

    def members(self, pool: int) -> list[int]:
        """Resource rows of a pool, shortest bed first."""
        maker, process, bed = self.keys[pool]
        return [row for row in self._resources[maker, process] if self._beds[row] >= bed]

    def resource_code(self, pool: int) -> str:
        """The resource that stands for a pool: its shortest sufficient bed."""
        return self.index.resources[self.members(pool)[0]]

    @cached_property
    def capacity_ms(self) -> Ints:
        """Milliseconds by pool and week."""
        rows = [self.index.capacity_ms[self.members(pool)].sum(axis=0) for pool in range(len(self.keys))]
        return np.asarray(rows, dtype=np.int64).reshape(len(self.keys), self.index.weeks)

    @cached_property
    def longest_blank_um(self) -> list[int]:
        """Longest blank of each item; 0 when nothing is cut for it."""
        blanks = self.index.blanks_of_item
        return [max((b.length_um for b in blanks.get(item, [])), default=0) for item in range(len(self.index.items))]

    @cached_property
    def steps_of_item(self) -> dict[int, list[tuple[str, int]]]:
        """(process, ms) of each step of an item."""
        found: dict[int, list[tuple[str, int]]] = defaultdict(list)
        for row in self.index.given.operations.rows():
            found[self.index.items.position(row["item_code"])].append((row["process_code"], row["cycle_ms"]))
        return found

    @cached_property
    def work_of_capability(self) -> list[list[tuple[int, int]]]:
        """(pool, ms) that one piece takes, by capability row; a piece counts in every pool its bed length reaches."""
        table = self.index.given.capabilities
        return [
            self._work(str(maker), self.index.items.position(item))
            for maker, item in zip(table.maker_code, table.item_code, strict=True)
        ]

    @cached_property
    def setup_of_capability(self) -> list[dict[int, int]]:
        """Milliseconds by pool that are gone in each week in which the maker works on the item, by capability row."""
        table = self.index.given.capabilities
        if not self._setup_ms:
            return [{}] * len(table)
        return [
            self._setup(str(maker), self.index.items.position(item))
            for maker, item in zip(table.maker_code, table.item_code, strict=True)
        ]

    @cached_property
    def _setup_ms(self) -> dict[tuple[str, str], int]:
        """One set-up by maker and process."""
        rows = self.index.given.set_ups.rows()
        return {(row["maker_code"], row["process_code"]): row["setup_minutes"] * MS_PER_MINUTE for row in rows}

    def _setup(self, maker: str, item: int) -> dict[int, int]:
        total: dict[int, int] = defaultdict(int)
        for process, _ in self.steps_of_item[item]:
            for pool in self._reached(maker, process, item):
                total[pool] += self._setup_ms.get((maker, process), 0)
        return total

    def _work(self, maker: str, item: int) -> list[tuple[int, int]]:
        total: dict[int, int] = defaultdict(int)
        for process, ms in self.steps_of_item[item]:
            for pool in self._reached(maker, process, item):
                total[pool] += ms
        return sorted(total.items())

    def _reached(self, maker: str, process: str, item: int) -> list[int]:
        """Pools in which the item's work counts."""
        own_bed = self.own_bed(maker, process, item)
        beds = {self._beds[row] for row in self._resources[maker, process]}
        return [self._position[maker, process, bed] for bed in beds if bed <= own_bed]

    def own_bed(self, maker: str, process: str, item: int) -> int:
        """Shortest bed of the maker that takes the item; its longest bed when none does (reading refuses that)."""
        beds = [self._beds[row] for row in self._resources[maker, process]]
        return min((bed for bed in beds if bed >= self.longest_blank_um[item]), default=max(beds))

    def pools_of(self, resource: int) -> list[int]:
        """Pools that a resource row belongs to: those of its maker and process with no longer a bed."""
        return [pool for pool in range(len(self.keys)) if resource in self.members(pool)]

    def spread(
        self, work: list[tuple[str, int, int, int, str]], more_ms: Mapping[tuple[int, int], int]
    ) -> dict[tuple[int, int], int]:
        """Share work (maker, item, week, pieces, owner) out over single resources: ms by (resource row, week).

        `more_ms`: milliseconds for money by (resource row, week). The first work of an item and owner in a week bears
        the set-up.

        Work that needs the longest bed chooses first, and takes the shortest bed that will do.
        """
        by_step: dict[tuple[str, str, int], list[tuple[int, int]]] = defaultdict(list)
        is_set_up: set[tuple[str, int, int, str]] = set()
        for maker, item, week, pieces, owner in work:
            is_first = (maker, item, week, owner) not in is_set_up
            is_set_up.add((maker, item, week, owner))
            for process, ms in self.steps_of_item[item]:
                setup = self._setup_ms.get((maker, process), 0) if is_first else 0
                by_step[maker, process, week].append((self.own_bed(maker, process, item), ms * pieces + setup))
        used: dict[tuple[int, int], int] = defaultdict(int)
        for (maker, process, week), needs in sorted(by_step.items()):
            for bed, ms in sorted(needs, reverse=True):
                able = [row for row in self._resources[maker, process] if self._beds[row] >= bed]
                self._place(used, able, week, ms, more_ms)
        return used

    def _place(
        self,
        used: dict[tuple[int, int], int],
        rows: list[int],
        week: int,
        ms: int,
        more_ms: Mapping[tuple[int, int], int],
    ) -> None:
        for row in rows:
            room = max(0, int(self.index.capacity_ms[row, week]) + more_ms.get((row, week), 0) - used[row, week])
            taken = ms if row == rows[-1] else min(room, ms)
            if taken:
                used[row, week] += taken
                ms -= taken
