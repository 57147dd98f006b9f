"""Lists that people keep in Excel: headings known by any of their words, rows read one by one, every problem at once.

columns_of(headings, known) -> field: column        unread_of(headings, known) -> headings that nobody reads
missing_of(columns, needed, known, refusal)         read_each(rows, columns, read) -> Read
yes_or_no(text) -> bool | None
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from rantai.core.problems import InvalidInput, Problem, Refusal, Where

UNITS = ("(rp)", "(%)", "(mm)", "(mpa)", "(j)", "(kg)", "(hari)", "(days)")
YES, NO = {"ya", "yes", "y", "true", "1"}, {"tidak", "no", "n", "t", "false", "0"}

Words = Mapping[str, Sequence[str]]  # by field, how people call it
Cells = Mapping[str, str]  # by field, what stands in one row
Item = TypeVar("Item")


@dataclass(frozen=True)
class Read(Generic[Item]):
    """What a list says, and everything that is wrong with it."""

    rows: tuple[Item, ...]
    problems: tuple[Problem, ...]


def columns_of(headings: Sequence[str], known: Words) -> dict[str, int]:
    """Field → its column; of two columns with the same meaning the first."""
    found: dict[str, int] = {}
    for at, heading in enumerate(headings):
        field = _field(heading, known)
        if field:
            found.setdefault(field, at)
    return found


def unread_of(headings: Sequence[str], known: Words) -> list[str]:
    """Headings whose columns nobody reads, in their order: unknown ones, and the second of a kind."""
    read = set(columns_of(headings, known).values())
    return [heading for at, heading in enumerate(headings) if at not in read and heading.strip()]


def missing_of(
    columns: Mapping[str, int], needed: Sequence[str], known: Words, refusal: Refusal
) -> tuple[Problem, ...]:
    """A problem for every needed field without a column; `refusal` says {column}."""
    return tuple(
        Problem(refusal, Where(row=1, column=field), {"column": known[field][0]})
        for field in needed
        if field not in columns
    )


def read_each(
    rows: Sequence[Sequence[str]], columns: Mapping[str, int], read: Callable[[int, Cells], Item]
) -> Read[Item]:
    """Every row below the heading that holds anything, read with its number as a person counts (the heading is 1).

    What `read` refuses (InvalidInput) is collected.
    """
    items: list[Item] = []
    problems: list[Problem] = []
    for number, row in enumerate(rows[1:], start=2):
        if any(row):
            try:
                items.append(read(number, {field: row[at].strip() for field, at in columns.items()}))
            except InvalidInput as refused:
                problems += refused.problems
    return Read(tuple(items), tuple(problems))


def yes_or_no(text: str) -> bool | None:
    """What a cell says to a question; None when it is neither."""
    said = text.strip().casefold()
    return said in YES if said in YES | NO else None


def _field(heading: str, known: Words) -> str:
    """The field of a heading, first as it is written ("Mulai (kg)" is not "Mulai"), then without its unit."""
    words = " ".join(heading.casefold().replace(".", "").split())
    bare = words
    for unit in UNITS:
        bare = bare.replace(unit, "")
    for meant in (words, bare.strip()):
        for field, written in known.items():
            if meant in written:
                return field
    return ""
