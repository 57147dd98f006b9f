"""`rantai cut`: cut bars, sheets or coils from a JSON list, judge a plan, print the schemas."""

from __future__ import annotations

import importlib
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click

from rantai.cli.clock import Clock, born, leave
from rantai.cli.documents import ANSWERED, FAULTY, as_bytes, content, language, refuse_all, show, why
from rantai.core.json_problems import Problems, refuse, together
from rantai.core.json_refusals import CANNOT_WRITE, PAPER_MISSING
from rantai.core.problems import InvalidInput
from rantai.engine.cutting.contract import KINDS, SCHEMAS, judge, schema
from rantai.engine.cutting.contract.answering import plain_answer, settle, settle_plainly
from rantai.engine.cutting.contract.question import Question, question
from rantai.engine.cutting.contract.read import as_json, read_value
from rantai.engine.cutting.contract.settings import Settings
from rantai.engine.cutting.tables import CuttingAnswer
from rantai.engine.solvers.effort import never

# A long list gets a plain plan first, in half the time or a little more; a search only when there is time for one.
MANY_KINDS, PLAIN_SHARE, PLAIN_SECONDS, SEARCH_SHARE = 100, 0.5, 0.3, 0.7

DRAWN_BY = {
    "svg": "rantai.engine.cutting.drawing",
    "pdf": "rantai.engine.cutting.papers.printed",
    "dxf": "rantai.engine.cutting.papers.cad",
}
NEEDED = {"pdf": ("typst", "segno"), "dxf": ("ezdxf",)}

target = click.Path(path_type=Path)


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
        began = born()
        said = {"seconds": seconds, "work": work, "seed": seed, "threads": threads}
        try:
            (document, asked), ready = together(lambda: _asked(kind, file), lambda: _ready(said, files))
            plan = _in_time(asked, ready, Clock(ready.seconds, began))
            _write(files, document, plan, lang)
        except InvalidInput as refused:
            refuse_all(refused, lang)
        show(plan)
        leave(ANSWERED)

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
        faults = judge(content(file), content(plan), kind)
    except InvalidInput as refused:
        refuse_all(refused, lang)
    show({"valid": not faults, "faults": [fault._asdict() for fault in faults]})
    sys.exit(FAULTY if faults else ANSWERED)


@cut.command(name="schema")
@click.argument("name", type=click.Choice(SCHEMAS))
def print_schema(name: str) -> None:
    """Print the JSON Schema of a list of bars, sheets or coils, or of a plan."""
    click.echo(schema(name).encode(), nl=False)


def _in_time(asked: Question, ready: Settings, clock: Clock) -> dict[str, Any]:
    """The plan; or, when a search does not heed its clock, a plain one before the time is over.

    The plain plan of a long list is made first, while nothing else runs.
    """
    made: list[dict[str, Any]] = []
    plain: list[CuttingAnswer] = []
    is_long = len(asked.given.piece_quantity) > MANY_KINDS
    late = max(ready.seconds * PLAIN_SHARE, clock.elapsed() + PLAIN_SECONDS)

    def is_late() -> bool:
        return clock.elapsed() > late

    def search() -> None:
        if is_long:
            plain.append(plain_answer(asked.given, is_late))
        if not is_long or clock.elapsed() < SEARCH_SHARE * ready.seconds:
            made.append(settle(asked, ready, out_of_time=clock.is_over, elapsed=clock.elapsed))

    clock.wait_for(search)
    if made:
        return made[0]
    answer = plain[0] if plain else plain_answer(asked.given, is_late if is_long else never)
    return settle_plainly(asked, ready, answer, clock.elapsed)


def _asked(kind: str, file: str) -> tuple[Any, Question]:
    document = as_json(content(file))
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
        content = as_bytes(plan) if name == "out" else _drawn(name, document, plan, lang)
        try:
            path.write_bytes(content)
        except OSError as broken:
            raise refuse(CANNOT_WRITE, f"--{name}", name=str(path), why=why(broken)) from broken


def _drawn(name: str, document: object, plan: dict[str, Any], lang: str) -> bytes:
    draw = getattr(importlib.import_module(DRAWN_BY[name]), name)
    drawn: bytes | str = draw(document, plan, lang)
    return drawn.encode() if isinstance(drawn, str) else drawn
