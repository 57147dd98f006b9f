"""A plan's tables from a folder and back: every problem of every file at once; nothing is left half-written."""

from __future__ import annotations

import csv
import json
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from rantai.core.problems import InvalidInput, Problem, Where
from rantai.core.table_files import ReadTable, file_name, read_table, unknown_codes, write_table
from rantai.core.tables import Table
from rantai.engine.plan import refusals as no
from rantai.engine.plan.answer import ANSWER_TABLES, PlanOutput, plan_output
from rantai.engine.plan.change_refusals import NO_SUMMARY
from rantai.engine.plan.given import GIVEN_TABLES, PlanInput, plan_input
from rantai.engine.plan.magnitudes import MAGNITUDES
from rantai.engine.plan.sense import SENSE, problems_of

SUMMARY_FILE = "summary.json"


def read_given(folder: Path, scenario: str = "") -> PlanInput:
    """The input of a plan from `folder`. `scenario` must be in scenarios.csv unless it is empty.

    Raises InvalidInput with every problem of every file: T1xx for files, rows and cells, P2xx for what makes no sense.
    """
    _require_folder(folder)
    read = {name: read_table(kind, folder) for name, kind in GIVEN_TABLES.items()}
    problems = [problem for one in read.values() for problem in one.problems]
    problems += _truly_unknown(read, folder)
    problems += problems_of(read, (*SENSE, *MAGNITUDES))
    problems += _unknown_scenario(read, scenario)
    if problems:
        raise InvalidInput(problems)
    return plan_input({name: one.table for name, one in read.items()})


def read_plan(folder: Path) -> PlanOutput:
    """A plan from the folder it was written to. Raises InvalidInput with every problem of every file."""
    _require_folder(folder)
    read = {name: read_table(kind, folder) for name, kind in ANSWER_TABLES.items()}
    problems = [problem for one in read.values() for problem in one.problems]
    if problems:
        raise InvalidInput(problems)
    return plan_output({name: one.table for name, one in read.items()})


def read_summary(folder: Path) -> dict[str, Any]:
    """The summary that was written with a plan. Raises InvalidInput (P318) when there is none that can be read."""
    path = folder / SUMMARY_FILE
    try:
        summary = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as broken:
        raise InvalidInput([Problem(NO_SUMMARY, Where(str(path)), {"folder": folder})]) from broken
    return summary if isinstance(summary, dict) else {}


def write_plan(plan: PlanOutput, folder: Path, summary: Mapping[str, Any] | None = None) -> None:
    """Write a plan, and its summary when given, as a whole: into a folder beside that then takes `folder`'s place.

    Raises InvalidInput (P226, P229) when `folder` holds files that are not a plan's or cannot be written.
    """
    refuse_place(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    waiting = _emptied(folder.with_name(f".{folder.name}.part"))
    for table in plan.tables().values():
        write_table(table, waiting)
    if summary is not None:
        write_summary(summary, waiting)
    _take_place(waiting, folder)


def write_given(given: PlanInput, folder: Path) -> None:
    """Write the input of a plan, one file a table, into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for table in given.tables().values():
        write_table(table, folder)


def write_summary(summary: Mapping[str, Any], folder: Path) -> Path:
    """Write summary.json into `folder` in one step, keys sorted. Returns the path."""
    path = folder / SUMMARY_FILE
    waiting = path.with_suffix(".json.part")
    text = json.dumps(summary, ensure_ascii=False, indent=2, sort_keys=True)
    waiting.write_text(text + "\n", encoding="utf-8", errors="backslashreplace")  # half a sign stays an escape
    waiting.replace(path)
    return path


def _require_folder(folder: Path) -> None:
    if not folder.is_dir():
        raise InvalidInput([Problem(no.FOLDER_MISSING, Where(str(folder)), {"folder": folder})])


def _truly_unknown(read: Mapping[str, ReadTable[Any]], folder: Path) -> list[Problem]:
    """Unknown codes, less those whose row stands in a file but could not be read: that row is already blamed."""
    broken = [name for name, one in read.items() if one.problems]
    excused = {code for name in broken for code in _written_keys(GIVEN_TABLES[name], folder)}
    unreadable = {file_name(GIVEN_TABLES[name]) for name in broken if len(read[name].table) == 0}
    return [
        problem
        for problem in unknown_codes(read)
        if problem.values["text"] not in excused and not unreadable & set(str(problem.values["tables"]).split(" / "))
    ]


def _written_keys(kind: type[Table], folder: Path) -> Iterable[str]:
    path = folder / file_name(kind)
    if not path.is_file():
        return []
    text = path.read_text(encoding="utf-8", errors="replace").lstrip("\ufeff")
    return [(row.get(kind.key[0]) or "").strip() for row in csv.DictReader(text.splitlines())]


def _unknown_scenario(read: Mapping[str, ReadTable[Any]], scenario: str) -> list[Problem]:
    known = read["scenarios"].table.scenario_code.tolist()
    if not scenario or scenario in known:
        return []
    values = {"scenario": scenario, "known": ", ".join(known) or "–"}
    return [Problem(no.SCENARIO_UNKNOWN, Where("scenarios.csv", None, "scenario_code"), values)]


def refuse_place(folder: Path) -> None:
    """Refuse, before anything is computed, a folder that a plan cannot be written to.

    Raises InvalidInput: P226 when it holds files that are not a plan's, P229 when it cannot be written.
    """
    _refuse_files_of_others(folder)
    nearest = next(one for one in (folder.absolute().parent, *folder.absolute().parents) if one.exists())
    if not (nearest.is_dir() and _takes_a_file(nearest)):
        raise InvalidInput([Problem(no.FOLDER_UNWRITABLE, Where(str(folder)), {"folder": folder})])


def _takes_a_file(folder: Path) -> bool:
    """Whether a file can be made there: asked by making one, since permissions alone do not tell."""
    try:
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def _refuse_files_of_others(folder: Path) -> None:
    ours = {file_name(kind) for kind in ANSWER_TABLES.values()} | {SUMMARY_FILE}
    others = sorted(path.name for path in folder.iterdir() if path.name not in ours) if folder.is_dir() else []
    if folder.is_file():
        others = [folder.name]
    if others:
        raise InvalidInput([Problem(no.FOLDER_OF_OTHERS, Where(str(folder)), {"folder": folder, "file": others[0]})])


def _emptied(folder: Path) -> Path:
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir()
    return folder


def _take_place(waiting: Path, folder: Path) -> None:
    old = folder.with_name(f".{folder.name}.old")
    if old.exists():
        shutil.rmtree(old)
    if folder.exists():
        folder.rename(old)
    waiting.rename(folder)
    if old.exists():
        shutil.rmtree(old)
