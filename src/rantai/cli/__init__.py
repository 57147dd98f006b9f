"""The `rantai` command. Each part is imported when it is called: `plan` needs no Django, `site` no planning engine."""

from __future__ import annotations

import importlib

import click

import rantai

PARTS = {"cut": "rantai.cli.cut", "plan": "rantai.cli.plan", "site": "rantai.cli.site", "tables": "rantai.cli.tables"}


class Lazy(click.Group):
    """A group whose parts are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *PARTS})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in PARTS:
            return super().get_command(ctx, cmd_name)
        command: click.Command = getattr(importlib.import_module(PARTS[cmd_name]), cmd_name)
        return command


@click.group(cls=Lazy)
@click.version_option(rantai.__version__)
def main() -> None:
    """Rantai: the supply chain of clusters of small manufacturers, from village need to mill order."""
