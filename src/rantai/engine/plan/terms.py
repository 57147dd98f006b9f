"""Who may make how much of an item, and what setting up costs: terms of makers as columns of the allocation."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from rantai.core.tables import Ints
from rantai.core.units import MS_PER_MINUTE, ceil_div
from rantai.engine.plan.capacity import Pools
from rantai.engine.plan.index import Index
from rantai.engine.plan.roads import Roads

if TYPE_CHECKING:
    from rantai.engine.plan.question import Question

POINTS = ("quality_points", "cost_points", "delivery_points")


@dataclass(frozen=True)
class Terms:
    """What the terms of makers say about single rows of capabilities."""

    index: Index

    @cached_property
    def closed(self) -> list[tuple[str, ...]]:
        """Reason codes that keep a maker from making the item at all, by capability row; most have none."""
        given = self.index.given
        holders: dict[str, set[str]] = {}
        for item, holder in zip(given.tools.item_code.tolist(), given.tools.holder_code.tolist(), strict=True):
            holders.setdefault(item, set()).add(holder)
        gates = {row["item_code"]: [row[f"least_{name}"] for name in POINTS] for row in given.score_gates.rows()}
        found = []
        for maker, item in self._pairs:
            codes = ["tool_elsewhere"] if item in holders and maker not in holders[item] else []
            if item in gates and not _passes(self._scores.get(maker), gates[item]):
                codes.append("score_low")
            found.append(tuple(codes))
        return found

    def in_order(self, rows: Sequence[int]) -> list[int]:
        """Capability rows, those of makers with more points first: what is equal in every goal goes by position."""
        return sorted(rows, key=lambda row: -sum(self._scores.get(self._pairs[row][0], (-1,))))

    @cached_property
    def roads(self) -> Roads:
        """The roads from makers to the homes of items."""
        return Roads(self.index)

    def told(self, code: str, place: str, at: int, amount: int, question: Question) -> tuple[str, ...]:
        """Reason codes of the plan for one of the allocation: what closes a maker, and a road that is too long."""
        if code == "tool_elsewhere":
            return self.closed[question.cap_rows[at]]
        is_road = code == "lead_time" and place == "capability" and amount <= question.given.cap_transport_weeks[at]
        return ("road_time",) if is_road else (code,)

    @cached_property
    def _scores(self) -> dict[str, tuple[int, ...]]:
        return {row["maker_code"]: tuple(row[name] for name in POINTS) for row in self.index.given.scores.rows()}

    @cached_property
    def _pairs(self) -> list[tuple[str, str]]:
        table = self.index.given.capabilities
        return list(zip(table.maker_code.tolist(), table.item_code.tolist(), strict=True))

    def cap_columns(self, caps: list[tuple[int, int]]) -> dict[str, Ints]:
        """Columns for capabilities (stream, row). A trial is shared by the streams of its item, rounded down."""
        trials = {(row["maker_code"], row["item_code"]): row["most_pieces"] for row in self.index.given.trials.rows()}
        streams = Counter(row for _, row in caps)
        most = [trials[pair] // streams[row] if (pair := self._pairs[row]) in trials else -1 for _, row in caps]
        return {
            **self._habits(caps),
            "cap_has_tool": np.array([int(not self.closed[row]) for _, row in caps], dtype=np.int64),
            "cap_most_pieces": np.array(most, dtype=np.int64),
        }

    def _habits(self, caps: list[tuple[int, int]]) -> dict[str, Ints]:
        """Smallest shares and smallest jobs, where any are given."""
        given = self.index.given
        shares = {(row["maker_code"], row["item_code"]): row for row in given.shares.rows()}
        least = {row["process_code"]: row["least_minutes"] * MS_PER_MINUTE for row in given.least_jobs.rows()}
        if not shares and not least:
            return {}
        batch: dict[str, int] = defaultdict(int)
        for step in given.operations.rows():
            pieces = ceil_div(least.get(step["process_code"], 0), step["cycle_ms"])
            batch[step["item_code"]] = max(batch[step["item_code"]], pieces)
        own = [shares.get(self._pairs[row], {}) for _, row in caps]
        jobs = [one.get("batch_pieces") or batch[self._pairs[row][1]] for one, (_, row) in zip(own, caps, strict=True)]
        return {
            "cap_min_share_ppm": np.array([one.get("min_share_ppm", 0) for one in own], dtype=np.int64),
            "cap_batch_pieces": np.array(jobs, dtype=np.int64),
        }

    def road_columns(self, makers: Ints, items: list[int]) -> dict[str, Ints]:
        """Columns for capabilities of these makers and items, by position."""
        if not len(self.index.given.roads):
            return {}
        roads = [self.roads.road(maker, item) for maker, item in zip(makers.tolist(), items, strict=True)]
        return {
            "cap_transport_weeks": np.array([weeks for weeks, _ in roads], dtype=np.int64),
            "cap_transport_idr_each": np.array([idr for _, idr in roads], dtype=np.int64),
        }

    def item_columns(self, item_codes: list[str]) -> dict[str, Ints]:
        """Columns for the streams of these items."""
        table = self.index.given.source_limits
        if not len(table):
            return {}
        most = dict(zip(table.item_code.tolist(), table.max_source_ppm.tolist(), strict=True))
        return {"item_source_ppm": np.array([most.get(code, 1_000_000) for code in item_codes], dtype=np.int64)}

    def work_columns(self, pools: Pools, caps: list[tuple[int, int]]) -> dict[str, Ints]:
        """Columns for the work of capabilities, in the order of `Pools.work_of_capability`."""
        if not len(self.index.given.set_ups):
            return {}
        ms = [
            pools.setup_of_capability[row].get(pool, 0) for _, row in caps for pool, _ in pools.work_of_capability[row]
        ]
        return {"work_setup_ms": np.array(ms, dtype=np.int64)}


def _passes(points: tuple[int, ...] | None, least: list[int]) -> bool:
    return points is not None and all(has >= wanted for has, wanted in zip(points, least, strict=True))
