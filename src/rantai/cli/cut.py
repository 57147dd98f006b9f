"""`rantai cut`: cut bars, sheets or coils from a JSON list, judge a plan, print the schemas."""

from __future__ import annotations

import importlib
import json
import os
import sys
import threading
import time
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NoReturn

import click

from rantai.core.problems import InvalidInput
from rantai.engine.cutting.contract import KINDS, SCHEMAS, judge, schema
from rantai.engine.cutting.contract.answering import plain_answer, settle, settle_plainly
from rantai.engine.cutting.contract.json_text import MOST_BYTES
from rantai.engine.cutting.contract.problems import Problems, refuse, together, told
from rantai.engine.cutting.contract.question import Question, question
from rantai.engine.cutting.contract.read import as_json, read_value
from rantai.engine.cutting.contract.refusals import CANNOT_WRITE, FILE_MISSING, FILE_UNREADABLE, PAPER_MISSING
from rantai.engine.cutting.contract.settings import Settings
from rantai.engine.cutting.effort import never
from rantai.engine.cutting.tables import CuttingAnswer

ANSWERED, FAULTY, INVALID = 0, 1, 2
# A search is told to stop when its seconds are over, and left behind when it has not handed over what it has by then.
GRACE_SHARE, GRACE_SECONDS = 0.1, 0.7
LONGEST_START_SECONDS = 5.0
# A long list gets a plain plan first, in half the time or a little more; a search only when there is time for one.
MANY_KINDS, PLAIN_SHARE, PLAIN_SECONDS, SEARCH_SHARE = 100, 0.5, 0.3, 0.7
SEARCH = "cutting search"  # the name of its thread

end_process = os._exit

DRAWN_BY = {
    "svg": "rantai.engine.cutting.drawing",
    "pdf": "rantai.engine.cutting.papers.printed",
    "dxf": "rantai.engine.cutting.papers.cad",
}
NEEDED = {"pdf": ("typst", "segno"), "dxf": ("ezdxf",)}

target = click.Path(path_type=Path)
language = click.option("--lang", type=click.Choice(["id", "en"]), default="id", help="Language of messages.")


@click.group()
def cut() -> None:
    """Cut bars, sheets or coils; judge a cutting plan; print the JSON schemas."""


def _cutting(kind: str) -> click.Command:
    """The command of one kind. Its settings are read as text, so that all that is wrong is told at once."""

    @click.argument("file")
    @click.option("--seconds", default="10", show_default=True, help="Wall time for the whole answer.")
    @click.option("--work", default=None, help="Units of work for the search; as many as fit the seconds.")
    @click.option("--seed", default="1", show_default=True, help="Same seed, same plan.")
    @click.option("--threads", default="1", show_default=True, help="Same plan for any number.")
    @click.option("--out", type=target, default=None, help="Also write the plan to this file.")
    @click.option("--svg", type=target, default=None, help="Draw the patterns to scale.")
    @click.option("--pdf", type=target, default=None, help="Print the patterns on A4, for the people who cut.")
    @click.option("--dxf", type=target, default=None, help="Draw the patterns for CAM programs.")
    @language
    def run(
        file: str, lang: str, seconds: str, work: str | None, seed: str, threads: str, **files: Path | None
    ) -> None:
        born = _born()
        said = {"seconds": seconds, "work": work, "seed": seed, "threads": threads}
        try:
            (document, asked), ready = together(lambda: _asked(kind, file), lambda: _ready(said, files))
            plan = _in_time(asked, ready, born)
            _write(files, document, plan, lang)
        except InvalidInput as refused:
            _refuse(refused, lang)
        _print(plan)
        _leave()

    return click.command(kind, help=f"Cut {kind} as FILE (JSON, - for stdin) lists them: the plan as JSON.")(run)


for _kind in KINDS:
    cut.add_command(_cutting(_kind))


@cut.command()
@click.argument("file")
@click.argument("plan")
@click.option("--kind", type=click.Choice(KINDS), default=None, help="What the list is of, where it is not clear.")
@language
def check(file: str, plan: str, kind: str | None, lang: str) -> None:
    """Judge any PLAN for the list in FILE, from the two alone: 0 sound, 1 faults, 2 unreadable."""
    try:
        faults = judge(_content(file), _content(plan), kind)
    except InvalidInput as refused:
        _refuse(refused, lang)
    _print({"valid": not faults, "faults": [fault._asdict() for fault in faults]})
    sys.exit(FAULTY if faults else ANSWERED)


@cut.command(name="schema")
@click.argument("name", type=click.Choice(SCHEMAS))
def print_schema(name: str) -> None:
    """Print the JSON Schema of a list of bars, sheets or coils, or of a plan."""
    click.echo(schema(name).encode(), nl=False)


def _in_time(asked: Question, ready: Settings, born: float) -> dict[str, Any]:
    """The plan; or, when a search does not heed its clock, a plain one before the time is over.

    The search runs in a thread that is left behind then: it ends with the process. The plain plan of a long list is
    made first, while nothing else runs.
    """
    made: list[dict[str, Any]] = []
    plain: list[CuttingAnswer] = []
    is_long = len(asked.given.piece_quantity) > MANY_KINDS
    broken: list[Exception] = []

    def elapsed() -> float:
        return round(time.monotonic() - born, 2)

    def is_over() -> bool:
        return elapsed() > ready.seconds

    late = max(ready.seconds * PLAIN_SHARE, elapsed() + PLAIN_SECONDS)

    def is_late() -> bool:
        return elapsed() > late

    def search() -> None:
        try:
            if is_long:
                plain.append(plain_answer(asked.given, is_late))
            if not is_long or elapsed() < SEARCH_SHARE * ready.seconds:
                made.append(settle(asked, ready, out_of_time=is_over, elapsed=elapsed))
        except Exception as error:  # noqa: BLE001  raised again below, where somebody sees it
            broken.append(error)

    thread = threading.Thread(target=search, name=SEARCH, daemon=True)
    thread.start()
    last = ready.seconds * (1 + GRACE_SHARE) + GRACE_SECONDS
    thread.join(max(0.0, last - elapsed()))
    if broken:
        raise broken[0]
    if made:
        return made[0]
    answer = plain[0] if plain else plain_answer(asked.given, is_late if is_long else never)
    return settle_plainly(asked, ready, answer, elapsed)


def _leave() -> None:
    """Ends the process at once when a search was left behind, for which an ordinary end would wait."""
    if any(thread.name == SEARCH and thread.is_alive() for thread in threading.enumerate()):
        sys.stdout.flush()
        end_process(ANSWERED)


def _born() -> float:
    """When this process began, so that its start counts; now, where it has served for long."""
    try:
        ticks = int(Path("/proc/self/stat").read_text().rpartition(")")[2].split()[19])
        age = time.clock_gettime(time.CLOCK_BOOTTIME) - ticks / os.sysconf("SC_CLK_TCK")
    except (OSError, AttributeError, IndexError, ValueError):  # no such file where this is not Linux
        age = time.process_time()
    return time.monotonic() - (age if 0 <= age <= LONGEST_START_SECONDS else 0.0)


def _content(name: str) -> bytes:
    try:
        if name == "-":
            return sys.stdin.buffer.read(MOST_BYTES + 1)
        with Path(name).open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except FileNotFoundError as missing:
        raise refuse(FILE_MISSING, name, name=name) from missing
    except (OSError, ValueError) as broken:  # ValueError: a name with a zero byte
        raise refuse(FILE_UNREADABLE, name, name=name, why=_why(broken)) from broken


def _asked(kind: str, file: str) -> tuple[Any, Question]:
    document = as_json(_content(file))
    return document, question(read_value(kind, document))


def _ready(said: dict[str, str | None], files: dict[str, Path | None]) -> Settings:
    """Settings in range and files that can be written, known before the search rather than after it."""
    problems = Problems()
    for name, path in files.items():
        if path is None:
            continue
        option, missing = f"--{name}", [package for package in NEEDED.get(name, ()) if find_spec(package) is None]
        if path.is_dir() or not path.parent.is_dir():
            why = "is a folder" if path.is_dir() else "no such folder"
            problems.add(CANNOT_WRITE, option, name=str(path), why=why)
        if missing:
            problems.add(PAPER_MISSING, option, option=option, name=", ".join(missing))
    settings, _ = together(lambda: Settings.read(**said), problems.refuse)
    return settings


def _write(files: dict[str, Path | None], document: object, plan: dict[str, Any], lang: str) -> None:
    """The plan and its papers; whoever draws is imported only when something is to be drawn."""
    for name, path in files.items():
        if path is None:
            continue
        content = _bytes(plan) if name == "out" else _drawn(name, document, plan, lang)
        try:
            path.write_bytes(content)
        except OSError as broken:
            raise refuse(CANNOT_WRITE, f"--{name}", name=str(path), why=_why(broken)) from broken


def _drawn(name: str, document: object, plan: dict[str, Any], lang: str) -> bytes:
    draw = getattr(importlib.import_module(DRAWN_BY[name]), name)
    drawn: bytes | str = draw(document, plan, lang)
    return drawn.encode() if isinstance(drawn, str) else drawn


def _why(broken: Exception) -> str:
    return (broken.strerror if isinstance(broken, OSError) else None) or str(broken)


def _bytes(value: dict[str, Any]) -> bytes:
    """UTF-8 whatever the terminal speaks; one line a key, and one line an entry of its lists."""
    lines = [f"{_line(key)}: {_listed(content)}" for key, content in value.items()]
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


def _listed(content: object) -> str:
    if not content or not isinstance(content, list):
        return _line(content)
    return "[\n  " + ",\n  ".join(map(_line, content)) + "\n]"


def _line(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, allow_nan=False)


def _print(value: dict[str, Any]) -> None:
    click.echo(_bytes(value), nl=False)


def _refuse(refused: InvalidInput, lang: str) -> NoReturn:
    for problem in refused.problems:
        click.echo(f"{problem.code} {problem.where}: {problem.text(lang)} {problem.way_out(lang)}", err=True)
    _print({"status": "invalid", "problems": [told(problem) for problem in refused.problems]})
    sys.exit(INVALID)
