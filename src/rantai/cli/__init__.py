"""The `rantai` command: plan and tables run without Django; `site` loads the web app only when it is called."""

from __future__ import annotations

import importlib

import click

import rantai
from rantai.cli.plan import plan
from rantai.cli.tables import tables

LAZY = {"site": "rantai.cli.site"}


class Lazy(click.Group):
    """A group whose `site` part is imported when it is called, so that the engine's part needs no Django."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *LAZY})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in LAZY:
            return super().get_command(ctx, cmd_name)
        command: click.Command = getattr(importlib.import_module(LAZY[cmd_name]), cmd_name)
        return command


@click.group(cls=Lazy)
@click.version_option(rantai.__version__)
def main() -> None:
    """Rantai: the supply chain of clusters of small manufacturers, from village need to mill order."""


main.add_command(plan)
main.add_command(tables)
