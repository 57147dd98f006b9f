"""Problems of one document, gathered in reading order, each at a place such as `stock[3].length_mm`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, TypeVar

from rantai.core.json_refusals import MORE_PROBLEMS
from rantai.core.problems import LANGUAGES, InvalidInput, Problem, Refusal, Where

A = TypeVar("A")
B = TypeVar("B")

MOST_LISTED = 200
_SHOWN_SIGNS = 40


class Place(Where):
    """A place in a JSON document. The row is only the reading order, by which problems are sorted."""

    def __str__(self) -> str:
        return self.column


class Problems:
    """Gathers what is wrong. Lists the first 200 and counts the rest."""

    def __init__(self) -> None:
        self._listed: list[Problem] = []
        self.count = 0

    @property
    def is_full(self) -> bool:
        return self.count >= MOST_LISTED

    def add(self, refusal: Refusal, place: str, **values: Any) -> None:
        if not self.is_full:
            self._listed.append(Problem(refusal, Place("", self.count, place), values))
        self.count += 1

    def refuse(self) -> None:
        """Raises InvalidInput with everything gathered, when there is anything."""
        if not self.count:
            return
        listed = list(self._listed)
        if more := self.count - len(listed):
            listed.append(Problem(MORE_PROBLEMS, Place("", self.count, "document"), {"count": more}))
        raise InvalidInput(listed)


def refuse(refusal: Refusal, place: str, **values: Any) -> InvalidInput:
    """One problem as an exception to raise."""
    return InvalidInput([Problem(refusal, Place("", 0, place), values)])


def together(first: Callable[[], A], second: Callable[[], B]) -> tuple[A, B]:
    """Both results. Raises InvalidInput with the problems of both."""
    problems: list[Problem] = []
    try:
        one = first()
    except InvalidInput as refused:
        problems += refused.problems
    try:
        other = second()
    except InvalidInput as refused:
        raise InvalidInput(_renumbered([*problems, *refused.problems])) from refused
    if problems:
        raise InvalidInput(problems)
    return one, other


def _renumbered(problems: Iterable[Problem]) -> list[Problem]:
    """Reading order over several documents."""
    return [replace(problem, where=Place("", at, str(problem.where))) for at, problem in enumerate(problems)]


def told(problem: Problem) -> dict[str, Any]:
    """A problem as the contract prints it: code, place, and per language what happened and the way out."""
    return {
        "code": problem.code,
        "place": str(problem.where),
        "text": {language: problem.text(language) for language in LANGUAGES},
        "way_out": {language: problem.way_out(language) for language in LANGUAGES},
    }


def shown(value: Any) -> str:
    """A value as a sentence may quote it: short, printable, in one line."""
    if isinstance(value, dict):
        return "{…}"
    if isinstance(value, list):
        return "[…]"
    words = {None: "null", True: "true", False: "false"}
    if value is None or isinstance(value, bool):
        return words[value]
    text = str(value)
    text = text if len(text) <= _SHOWN_SIGNS else text[:_SHOWN_SIGNS] + "…"
    text = "".join(sign if sign.isprintable() else "�" for sign in text)
    return f"“{text}”" if isinstance(value, str) else text
