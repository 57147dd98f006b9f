"""docs/tables.md, made from the column notes, which are the single source."""

from __future__ import annotations

from collections.abc import Mapping

from rantai.core.numbers import LARGEST
from rantai.core.tables import Column, Table
from rantai.engine.plan.answer import ANSWER_TABLES
from rantai.engine.plan.given import GIVEN_TABLES

HEAD = """# Tables

Made from the column notes in `engine/plan/given.py` and `engine/plan/answer.py`; mend them there, then run `make docs`.

A plan is made from the CSV files of a `given/` folder and written as CSV files into an output folder. UTF-8, commas
between columns, a heading row; the dot is the decimal point and nothing groups thousands; dates are YYYY-MM-DD, flags
are yes or no. The order of rows and of columns means nothing. Inside the plan everything is a whole number: lengths in
µm, masses in g, money in rupiah, work in ms, hours of machines in minutes, shares in parts per million. An optional
cell may be empty, and an optional column may be left out; it then reads as the lowest value, for a date as “always”.
"""
KINDS = {"code": "code", "text": "text", "int": "whole number", "ratio": "decimal", "day": "date", "flag": "yes or no"}


def markdown() -> str:
    """The page that documents every table: columns, units, ranges, references and meaning."""
    parts = [
        HEAD,
        "## What a plan is made from (`given/`)\n",
        *_sections(GIVEN_TABLES),
        "## What a plan says (output folder)\n",
        "Weeks are positions: 0 is the week of the horizon's start date.\n",
        *_sections(ANSWER_TABLES),
    ]
    return "\n".join(parts)


def _sections(tables: Mapping[str, type[Table]]) -> list[str]:
    return [_section(kind) for kind in tables.values()]


def _section(kind: type[Table]) -> str:
    key = " + ".join(f"`{name}`" for name in kind.key)
    absent = " The file may be absent." if kind.may_be_absent else ""
    lines = [
        f"### {kind.table_name}.csv\n",
        f"{kind.table_note} One row per {key}.{absent}\n",
        "| Column | Holds | Unit or range | Meaning |",
        "|---|---|---|---|",
        *(_row(column) for column in kind.columns),
    ]
    return "\n".join(lines) + "\n"


def _row(column: Column) -> str:
    holds = KINDS[column.kind] + (", optional" if column.optional else "")
    return f"| `{column.name}` | {holds} | {_range(column)} | {column.note} |"


def _range(column: Column) -> str:
    if column.choices:
        return ", ".join(f"`{choice}`" for choice in column.choices)
    if column.refers_to:
        return "of " + " or ".join(f"[{name}](#{name}csv)" for name in column.refers_to)
    if column.kind not in ("int", "ratio"):
        return ""
    high = "" if column.high == LARGEST else f" to {column.high}"
    bounds = f"from {column.low}{high}"
    return f"{column.unit}, {bounds}" if column.unit else bounds
