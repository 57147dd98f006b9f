"""The smallest case as a playground: a copy whose cells a story changes."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path
from typing import Any

from rantai.engine.plan.given import PlanInput
from rantai.engine.plan.read import read_given

CASE = Path(__file__).parents[1] / "cases" / "one-bar" / "given"


def copy(folder: Path) -> Path:
    """A copy of the case in `folder`."""
    target = folder / "given"
    shutil.copytree(CASE, target)
    return target


def change(given: Path, table: str, key: str, **cells: Any) -> None:
    """Change cells of the row whose first column is `key`."""
    path = given / f"{table}.csv"
    rows = list(csv.DictReader(path.open(encoding="utf-8")))
    first = next(iter(rows[0]))
    chosen = [row for row in rows if row[first] == key]
    assert chosen, f"{key} is not in {table}"
    for row in chosen:
        row.update({name: str(value) for name, value in cells.items()})
    _write(path, rows)


def add(given: Path, table: str, **cells: Any) -> None:
    """Add a row; cells that are not named stay empty. Makes the file when the case has none."""
    path = given / f"{table}.csv"
    with path.open(encoding="utf-8") as lines:
        reader = csv.DictReader(lines)
        rows, columns = list(reader), list(reader.fieldnames or [])
    rows.append({column: str(cells.get(column, "")) for column in columns})
    _write(path, rows)


def start(given: Path, table: str, line: str) -> None:
    """Write a file with this heading, for tables that the case leaves out."""
    (given / f"{table}.csv").write_text(line + "\n", encoding="utf-8")


def read(given: Path) -> PlanInput:
    return read_given(given)


def _write(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
