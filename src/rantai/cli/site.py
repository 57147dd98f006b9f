"""`rantai site`: the web app's commands. Django is loaded inside a command only, so that `rantai plan` needs none.

Exit codes: 0 done, 1 something is wrong (said on stderr), 2 invalid input.
"""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path
from typing import Any

import click

from rantai.cli.site_words import speak_in, words

existing_folder = click.Path(path_type=Path, exists=True, file_okay=False)
new_file = click.Path(path_type=Path, dir_okay=False)
existing_file = click.Path(path_type=Path, exists=True, dir_okay=False)
port_option = click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
host_option = click.option("--host", default="127.0.0.1", show_default=True, help="Loopback unless you say otherwise.")


def _room(name: str) -> Any:  # noqa: ANN401 — a module
    """A module of this command's inside, with Django set up. Says what to install where Django is missing."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rantai.config.settings")
    try:
        import django
    except ImportError:
        raise click.ClickException(words("no-django")) from None
    try:
        django.setup()
    except ImportError as missing:  # Django alone, without the packages that the app needs beside it
        raise click.ClickException(f"{words('no-django')} ({missing})") from None
    return importlib.import_module(f"rantai.cli.site_{name}")


def _healthy_room(name: str) -> Any:  # noqa: ANN401 — a module
    """As `_room`, on a database that is safe and of this version."""
    _room("doctor").require_healthy()
    return _room(name)


@click.group()
@click.option("--lang", type=click.Choice(["id", "en"]), default="id", help="Language of messages.")
def site(lang: str) -> None:
    """The web app: start it, look after its data."""
    speak_in(lang)


@site.command()
@port_option
@host_option
def run(port: int, host: str) -> None:
    """Prepare everything, load the demonstration at the first start, then serve."""
    serving = _room("serve")
    serving.require_free_port(host, port)
    data = _room("data")
    data.migrate()
    data.collect_static()
    logins = _room("demo").demo()
    serving.serve(host=host, port=port, logins=logins)


@site.command()
@port_option
@host_option
def serve(port: int, host: str) -> None:
    """Start the web server and the worker that computes plans; Ctrl-C stops both."""
    serving = _room("serve")
    serving.require_free_port(host, port)
    serving.serve(host=host, port=port, logins=())


@site.command()
def worker() -> None:
    """Compute the plans that people ask for, until Ctrl-C. `serve` starts one by itself."""
    _healthy_room("worker").work_until_stopped()


@site.command()
def demo() -> None:
    """Load the reference case, make one login per role, compute its plan. Doing it twice changes nothing."""
    demonstration = _healthy_room("demo")
    demonstration.print_logins(demonstration.demo())


@site.command()
def migrate() -> None:
    """Bring the database's tables to this version."""
    _room("data").migrate()


@site.command(name="import")
@click.argument("folder", type=existing_folder)
@click.option("--code", default="", help="Code of the programme; the folder's name when it is left out.")
@click.option("--name", default="", help="Name that people see; the code when it is left out.")
@click.option("--example", is_flag=True, help="Mark the programme as invented.")
def import_folder(folder: Path, code: str, name: str, *, example: bool) -> None:
    """Take the tables of FOLDER into the database, all or nothing."""
    sys.exit(_healthy_room("data").import_folder(folder, code=code, name=name, is_example=example))


@site.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--code", default="", help="Code of the programme; the current one when it is left out.")
def export(folder: Path, code: str) -> None:
    """Write the tables of the database to FOLDER, as `rantai plan run` reads them."""
    sys.exit(_healthy_room("data").export_folder(folder, code=code))


@site.command()
@click.argument("file", type=new_file)
def backup(file: Path) -> None:
    """Write a consistent copy of the database to FILE, while everybody goes on working."""
    sys.exit(_healthy_room("data").backup(file))


@site.command()
@click.argument("file", type=existing_file)
@click.confirmation_option(prompt="Replace everything in the database?")
def restore(file: Path) -> None:
    """Put FILE, a backup, in the place of the database's content."""
    sys.exit(_room("data").restore(file))


@site.command(name="check-ledger")
@click.option("--fingerprint", is_flag=True, help="Print one hash of what the ledger holds.")
def check_ledger(*, fingerprint: bool) -> None:
    """Recount the ledger by its rules: 0 sound, 1 with every fault by name."""
    sys.exit(_healthy_room("data").check_ledger(with_fingerprint=fingerprint))


@site.command()
@click.option("--json", "as_json", is_flag=True, help="For machines.")
def doctor(*, as_json: bool) -> None:
    """Say which database this is, whether it is safe, and what is missing."""
    sys.exit(_room("doctor").report(as_json=as_json))
