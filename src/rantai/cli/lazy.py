"""A group of commands whose parts are imported when they are called, so that none pays for the others."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from typing import Any

import click


class Lazy(click.Group):
    """`parts`: name of a command → module that holds it under that name."""

    def __init__(
        self,
        *,
        name: str | None = None,
        help: str | None = None,
        callback: Callable[..., Any] | None = None,
        params: list[click.Parameter] | None = None,
        parts: Mapping[str, str],
    ) -> None:
        super().__init__(name=name, help=help, callback=callback, params=params)
        self.parts = parts

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *self.parts})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.parts:
            return super().get_command(ctx, cmd_name)
        command: click.Command = getattr(importlib.import_module(self.parts[cmd_name]), cmd_name)
        return command
