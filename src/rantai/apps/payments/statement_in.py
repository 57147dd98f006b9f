"""A bank statement as banks give it (CSV or Excel): its heading found by its words, its lines as days and rupiah.

statement(rows) -> Statement       readable lines and every problem of the others; nothing is written here
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from rantai.apps.payments import refusals
from rantai.core.numbers import parse_whole
from rantai.core.problems import InvalidInput, Problem, Where

MOST_TITLE_ROWS = 20
MOST_IDR = 10**15
WORDS = {
    "date": ("tanggal", "tgl", "date", "posting date", "tanggal transaksi", "post date"),
    "text": ("keterangan", "uraian", "deskripsi", "description", "remark", "berita", "detail", "rincian"),
    "credit": ("kredit", "credit", "cr", "masuk", "mutasi kredit"),
    "debit": ("debit", "debet", "db", "keluar", "mutasi debit"),
    "amount": ("jumlah", "amount", "nominal", "mutasi", "nilai"),
}
_SIGNED = re.compile(r"^(?P<number>.*?)\s*(?P<mark>CR|DB|K|D)?\.?$", re.IGNORECASE)
_CENTS = re.compile(r"[.,]\d{2}$")


@dataclass(frozen=True)
class StatementLine:
    """One line: money in is positive, whole rupiah. `line_hash` is the same for the same line in another file."""

    booked_on: date
    text: str
    amount_idr: int
    line_hash: str


@dataclass(frozen=True)
class Statement:
    """What could be read, and what could not."""

    lines: list[StatementLine]
    problems: list[Problem] = field(default_factory=list)


def statement(rows: Sequence[Sequence[str]]) -> Statement:
    """Read a statement. Raises InvalidInput when its headings or its lines are missing."""
    at, places = _heading(rows)
    lines: list[StatementLine] = []
    problems: list[Problem] = []
    seen: dict[tuple[date, str, int], int] = {}
    for number, row in enumerate(rows[at + 1 :], start=at + 2):
        if not row[places["date"]].strip() and not _amount_cells(row, places):
            continue
        try:
            booked_on, amount_idr = _day(row[places["date"]], number), _amount(row, places, number)
        except InvalidInput as refused:
            problems += refused.problems
            continue
        if amount_idr:
            text = " ".join(row[places["text"]].split())[:500]
            key = (booked_on, text, amount_idr)
            seen[key] = seen.get(key, 0) + 1
            lines.append(StatementLine(booked_on, text, amount_idr, _hash(key, seen[key])))
    if not lines and not problems:
        raise refusals.refuse(refusals.BANK_EMPTY, "file")
    return Statement(lines, problems)


def _heading(rows: Sequence[Sequence[str]]) -> tuple[int, dict[str, int]]:
    """Where the heading stands, and which column is what."""
    best: dict[str, int] = {}
    for at, row in enumerate(rows[:MOST_TITLE_ROWS]):
        places = _places(row)
        if {"date", "text"} <= places.keys() and places.keys() & {"amount", "credit", "debit"}:
            return at, places
        best = max(best, places, key=len)
    missing = [name for name in ("date", "text", "amount") if name not in best]
    raise InvalidInput(Problem(refusals.BANK_COLUMNS, Where(column="file"), {"column": name}) for name in missing)


def _places(row: Sequence[str]) -> dict[str, int]:
    places: dict[str, int] = {}
    for at, cell in enumerate(row):
        word = re.sub(r"[(\[].*?[)\]]", "", cell).casefold().strip(" .:")
        for name, words in WORDS.items():
            if name not in places and word in words:
                places[name] = at
    return places


def _amount_cells(row: Sequence[str], places: dict[str, int]) -> str:
    return "".join(row[places[name]].strip() for name in ("amount", "credit", "debit") if name in places)


def _day(text: str, row: int) -> date:
    for shape in ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%y", "%d %b %Y"):
        try:
            return datetime.strptime(text.strip().split(" 0")[0].strip("'"), shape).date()
        except ValueError:
            continue
    raise InvalidInput([Problem(refusals.BANK_DATE, Where(row=row, column="date"), {"text": text[:40]})])


def _amount(row: Sequence[str], places: dict[str, int], number: int) -> int:
    if "amount" in places:
        return _signed(row[places["amount"]], row, places, number)
    credit = _rupiah(row[places["credit"]], number) if "credit" in places else 0
    debit = _rupiah(row[places["debit"]], number) if "debit" in places else 0
    return credit - debit


def _signed(cell: str, row: Sequence[str], places: dict[str, int], number: int) -> int:
    """An amount with its sign, with CR or DB behind it, or with that word in the cell beside it."""
    match = _SIGNED.match(cell.strip())
    mark = (match["mark"] or "").upper() if match else ""
    beside = row[places["amount"] + 1].strip().upper() if places["amount"] + 1 < len(row) else ""
    mark = mark or (beside if beside in ("CR", "DB", "K", "D") else "")
    amount = _rupiah(match["number"] if match else cell, number)
    return -abs(amount) if mark in ("DB", "D") else amount


def _rupiah(text: str, row: int) -> int:
    """Whole rupiah. Banks write cents (“1.234.567,00” or “1,234,567.00”): zero cents are left away."""
    bare = text.strip().removeprefix("Rp").strip(" .")
    if not bare or bare == "-":
        return 0
    if _CENTS.search(bare):
        whole, cents = bare[:-3], bare[-2:]
        bare = whole if cents == "00" else bare
    elif bare.count(",") == 1 and "." not in bare:
        bare = bare.replace(",", ".")  # a statement without cents groups thousands, it has no fractions of a rupiah
    return parse_whole(bare.replace(",", "."), low=-MOST_IDR, high=MOST_IDR, where=Where(row=row, column="amount"))


def _hash(key: tuple[date, str, int], times: int) -> str:
    """The n-th line of the same day, text and amount: two equal transfers of a day are two lines, in every file."""
    return hashlib.sha256("|".join((key[0].isoformat(), key[1], str(key[2]), str(times))).encode()).hexdigest()
