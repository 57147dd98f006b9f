"""The `rantai` command. Each part is imported when it is called: `plan` needs no Django, `site` no planning engine."""

from __future__ import annotations

import click

import rantai
from rantai.cli.lazy import Lazy

PARTS = {name: f"rantai.cli.{name}" for name in ("bench", "cut", "plan", "site", "tables")}


@click.group(cls=Lazy, parts=PARTS)
@click.version_option(rantai.__version__)
def main() -> None:
    """Rantai: the supply chain of clusters of small manufacturers, from village need to mill order."""
