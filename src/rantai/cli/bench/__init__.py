"""`rantai bench`: one question of the plan at a time, from a JSON file or a generated instance."""

from __future__ import annotations

import click

from rantai.cli.lazy import Lazy

PARTS = {name: f"rantai.cli.bench.{name}" for name in ("assign", "lots", "mrp", "pool", "split")}


@click.group(cls=Lazy, parts=PARTS)
def bench() -> None:
    """Solve and measure one question: mrp, lots, assign, pool, split (docs/bench)."""
