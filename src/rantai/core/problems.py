"""Refusals: what is wrong, where, and the way out, in Indonesian and English.

A `Refusal` is a sentence pattern kept beside the code that uses it; a `Problem` is one refusal at one place.
Code that reads input collects every problem and raises `InvalidInput` once, with all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

LANGUAGES = ("id", "en")


@dataclass(frozen=True)
class Refusal:
    """One kind of refusal: a stable code and, per language, what happened and how to go on."""

    code: str
    text_id: str
    text_en: str
    way_out_id: str
    way_out_en: str


@dataclass(frozen=True, order=True)
class Where:
    """The place of a problem. Rows count as a person counts them: the heading is row 1."""

    file: str = ""
    row: int | None = None
    column: str = ""

    def __str__(self) -> str:
        parts = [self.file, None if self.row is None else f"row {self.row}", self.column]
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True)
class Problem:
    """One refusal at one place, with the values that its sentences name."""

    refusal: Refusal
    where: Where = field(default_factory=Where)
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def code(self) -> str:
        return self.refusal.code

    def text(self, language: str) -> str:
        """What happened, in `language` ("id" or "en")."""
        return (self.refusal.text_id if language == "id" else self.refusal.text_en).format(**self.values)

    def way_out(self, language: str) -> str:
        """How to go on, in `language` ("id" or "en")."""
        return (self.refusal.way_out_id if language == "id" else self.refusal.way_out_en).format(**self.values)

    def as_dict(self) -> dict[str, Any]:
        """The problem as plain data, for JSON."""
        return {
            "code": self.code,
            "file": self.where.file,
            "row": self.where.row,
            "column": self.where.column,
            "text": {language: self.text(language) for language in LANGUAGES},
            "way_out": {language: self.way_out(language) for language in LANGUAGES},
        }


class InvalidInput(Exception):
    """Input that cannot be used. Carries every problem found, in file, row and column order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=_position))
        super().__init__("; ".join(f"{p.code} {p.where}: {p.text('en')}" for p in self.problems))

    def __reduce__(self) -> tuple[Any, ...]:
        """Travels between processes with its problems, not with its text."""
        return type(self), (self.problems,)


def _position(problem: Problem) -> tuple[str, int, str, str]:
    where = problem.where
    return (where.file, where.row or 0, where.column, problem.code)
