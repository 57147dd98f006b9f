"""`rantai tables`: what every file and column of a plan means."""

from __future__ import annotations

import click

from rantai.engine.plan.notes import markdown


@click.command()
@click.option("--markdown", "as_markdown", is_flag=True, help="Print the page docs/tables.md.")
def tables(*, as_markdown: bool) -> None:
    """Print every file and column that a plan reads and writes."""
    page = markdown()
    click.echo(page if as_markdown else page.replace("`", ""), nl=False)
