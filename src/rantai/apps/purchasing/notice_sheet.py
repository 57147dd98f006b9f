"""A seller's notice from Excel or the clipboard: a row a heat, every problem of every row at once.

read_rows(rows, lines) -> Read
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rantai.apps.purchasing.actions.receiving import Announced
from rantai.apps.purchasing.queries import OrderLineRow
from rantai.apps.purchasing.refusals import orders as refusals
from rantai.core.lists import Cells, Read, columns_of, missing_of, read_each
from rantai.core.numbers import parse_decimal, parse_whole
from rantai.core.problems import InvalidInput, Problem, Where

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "size": ("ukuran", "baja", "size", "steel"),
    "heat": ("heat", "nomor heat", "no heat", "heat number"),
    "pieces": ("lembar", "jumlah", "batang", "pieces"),
    "mass": ("berat kg", "berat (kg)", "berat", "mass kg", "mass (kg)", "mass"),
    "certificate": ("sertifikat", "nomor sertifikat", "certificate", "certificate number"),
}
HEAT_LENGTH, CERTIFICATE_LENGTH = 80, 60
MOST_G, MOST_PIECES = 10**12, 1_000_000


def read_rows(rows: Sequence[Sequence[str]], lines: Sequence[OrderLineRow]) -> Read[Announced]:
    """Heats of a list whose first row is the heading, for the lines of one order. Masses g.

    An order of one size needs no column for it. Nothing is raised: what is wrong stands in `problems`.
    """
    columns = columns_of(rows[0], HEADINGS)
    needed = ["heat", "mass", *(["size"] if len(lines) > 1 else [])]
    needed += ["pieces"] if any(line.is_counted for line in lines) else []
    missing = missing_of(columns, needed, HEADINGS, refusals.NOTICE_COLUMN)
    if missing:
        return Read((), missing)
    by_word = {line.format_name.casefold(): line for line in lines}
    first: dict[tuple[int, str], int] = {}

    def read(number: int, cells: Cells) -> Announced:
        one = _heat(number, cells, lines[0] if len(lines) == 1 else None, by_word)
        before = first.setdefault((one.line_id, one.heat.casefold()), number)
        if before != number:
            told = {"heat": one.heat, "first": before}
            raise InvalidInput([Problem(refusals.NOTICE_TWICE, Where(row=number, column="heat"), told)])
        return one

    return read_each(rows, columns, read)


def _heat(number: int, cells: Cells, only: OrderLineRow | None, by_word: Mapping[str, OrderLineRow]) -> Announced:
    def at(column: str) -> Where:
        return Where(row=number, column=column)

    problems: list[Problem] = []
    line = by_word.get(cells["size"].casefold()) if cells.get("size") else only
    if line is None:
        problems.append(Problem(refusals.NOTICE_SIZE, at("size"), {"given": cells.get("size", "")[:60]}))
    heat, certificate = cells["heat"], cells.get("certificate", "")
    if not heat:
        problems.append(Problem(refusals.NOTICE_HEAT, at("heat")))
    for column, text, most in (("heat", heat, HEAT_LENGTH), ("certificate", certificate, CERTIFICATE_LENGTH)):
        if len(text) > most:
            told = {"given": text[:12], "signs": len(text), "most": most}
            problems.append(Problem(refusals.NOTICE_LONG, at(column), told))
    mass_g = pieces = 0
    try:
        mass_g = parse_decimal(cells["mass"], per_unit=1_000, low=1, high=MOST_G, where=at("mass"))
    except InvalidInput as refused:
        problems += refused.problems
    try:
        if line is not None and line.is_counted:
            pieces = parse_whole(cells["pieces"], low=1, high=MOST_PIECES, where=at("pieces"))
    except InvalidInput as refused:
        problems += refused.problems
    if problems or line is None:
        raise InvalidInput(problems)
    return Announced(line.line_id, heat, pieces, mass_g, certificate)
