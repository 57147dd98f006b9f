"""JSON in and out of a command: read a file or stdin, print an answer, refuse with every problem at once."""

from __future__ import annotations

import json
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any, NoReturn

import click

from rantai.core.json_problems import refuse, told
from rantai.core.json_refusals import FILE_MISSING, FILE_UNREADABLE
from rantai.core.json_text import MOST_BYTES
from rantai.core.problems import InvalidInput

ANSWERED, FAULTY, INVALID = 0, 1, 2
AS_ESCAPE = "backslashreplace"  # half a sign ("\\ud800") that somebody sent goes back as the escape it came as

language = click.option("--lang", type=click.Choice(["id", "en"]), default="id", help="Language of messages.")


def content(name: str, most: int = MOST_BYTES) -> bytes:
    """The bytes of a file, of stdin for "-"; one more than `most` of larger ones. Raises InvalidInput (C101, C102)."""
    try:
        if name == "-":
            return sys.stdin.buffer.read(most + 1)
        with Path(name).open("rb") as file:
            return file.read(most + 1)
    except FileNotFoundError as missing:
        raise refuse(FILE_MISSING, name, name=name) from missing
    except (OSError, ValueError) as broken:  # ValueError: a name with a zero byte
        raise refuse(FILE_UNREADABLE, name, name=name, why=why(broken)) from broken


def why(broken: Exception) -> str:
    """What the system says about a file that could not be read or written."""
    return (broken.strerror if isinstance(broken, OSError) else None) or str(broken)


def as_bytes(value: object) -> bytes:
    """UTF-8 whatever the terminal speaks; one line a key, and one line an entry of its lists."""
    if not isinstance(value, dict):
        return _line(value).encode(errors=AS_ESCAPE)
    lines = [f"{_line(key)}: {_listed(entry)}" for key, entry in value.items()]
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode(errors=AS_ESCAPE)


def _listed(entry: object) -> str:
    if not entry or not isinstance(entry, list):
        return _line(entry)
    return "[\n  " + ",\n  ".join(map(_line, entry)) + "\n]"


def _line(entry: object) -> str:
    return json.dumps(entry, ensure_ascii=False, allow_nan=False, default=_number)


def _number(value: object) -> int | float:
    """Exact decimals of a document that was read; nothing else needs help to be written."""
    if not isinstance(value, Decimal):
        raise TypeError(f"{type(value).__name__} cannot be written as JSON")
    return int(value) if value == value.to_integral_value() else float(value)


def show(value: dict[str, Any]) -> None:
    """Print an answer as JSON."""
    click.echo(as_bytes(value), nl=False)


def refuse_all(refused: InvalidInput, lang: str) -> NoReturn:
    """Tell every problem to people on stderr and to programs on stdout; ends with exit code 2."""
    for problem in refused.problems:
        click.echo(f"{problem.code} {problem.where}: {problem.text(lang)} {problem.way_out(lang)}", err=True)
    show({"status": "invalid", "problems": [told(problem) for problem in refused.problems]})
    sys.exit(INVALID)
