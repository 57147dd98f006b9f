"""Which column of a list is what, and its rows as pieces: every problem of every row at once.

Headings are guessed from the words that workshops write over them, in Indonesian and English, after what the reader's
own organisation called them last time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from rantai.apps.catalog.models import CODE_LENGTH, NAME_LENGTH
from rantai.apps.cutting_jobs import refusals
from rantai.apps.cutting_jobs.actions.pieces import MOST_ROWS, NewPiece
from rantai.core.numbers import NUMBER_NOT_WHOLE, parse_decimal, parse_whole
from rantai.core.problems import InvalidInput, Problem, Where

WORDS: dict[str, tuple[str, ...]] = {
    "length": ("panjang", "length", "long", "p", "l (mm)", "pjg", "size", "ukuran"),
    "width": ("lebar", "width", "wide", "w", "lbr", "l", "slit"),
    "quantity": ("jumlah", "qty", "quantity", "jml", "pcs", "banyak", "count", "unit", "buah", "lembar", "btg", "n"),
    "code": (
        "kode",
        "tanda",
        "nama",
        "part",
        "name",
        "mark",
        "code",
        "no",
        "item",
        "id",
        "barang",
        "komponen",
        "nomor",
        "uraian",
        "bagian",
        "deskripsi",
        "description",
    ),
    "owner": ("pemilik", "bengkel", "owner", "workshop", "customer", "pelanggan", "pemesan"),
    "priority": ("prioritas", "priority", "urutan"),
    "due": ("tanggal", "due", "perlu", "jatuh tempo", "deadline", "tgl"),
    "turn": ("putar", "boleh diputar", "rotatable", "rotate", "rotasi", "turn"),
    "mass": ("berat", "massa", "kg", "mass", "weight"),
}
COUNTING = {"no", "nomor", "id"}  # over a column of marks, unless another column holds the names
TOTALS = {"total", "jumlah", "grand total", "subtotal", "sub total"}
MOST_TITLE_ROWS = 12  # above the headings
NEEDED = {"bar": ("length", "quantity"), "sheet": ("length", "width", "quantity"), "coil": ("width", "quantity")}
ALLOWED = {
    "bar": ("length", "quantity", "code", "owner", "priority", "due"),
    "sheet": ("length", "width", "quantity", "code", "owner", "priority", "due", "turn"),
    "coil": ("width", "length", "mass", "quantity", "code"),
}
UNITS = {"mm": 1_000, "cm": 10_000, "m": 1_000_000}
MOST_UM = 100_000_000
MOST_PIECES = 1_000_000
MOST_G = 1_000_000_000
YES = {"ya", "yes", "y", "true", "1", "boleh", "x"}
NO = {"tidak", "no", "n", "false", "0", "tdk", "jangan", "t"}
_NUMBER = re.compile(r"[\d.,\s\u00a0]+(mm|cm|m|kg|pcs|buah)?", re.IGNORECASE)


@dataclass(frozen=True)
class Guess:
    """What each column seems to be ("" for none), whether the first row is a heading, and the unit of its sizes."""

    fields: tuple[str, ...]
    has_heading: bool
    unit: str


@dataclass(frozen=True)
class Read:
    """The readable rows of a list and every problem of the others."""

    pieces: list[NewPiece]
    problems: list[Problem] = field(default_factory=list)


def without_title(rows: Sequence[Sequence[str]], kind: str, known: Mapping[str, str]) -> list[list[str]]:
    """The rows with all above their headings emptied: a title, a date, a customer. Rows keep their numbers."""
    for at, row in enumerate(rows[:MOST_TITLE_ROWS]):
        if set(NEEDED[kind]) <= set(_by_heading(row, kind, known)):
            return [[""] * len(above) for above in rows[:at]] + [list(one) for one in rows[at:]]
    return [list(row) for row in rows]


def first_filled(rows: Sequence[Sequence[str]]) -> int:
    """Where the first row stands that is not empty."""
    return next((at for at, row in enumerate(rows) if any(row)), 0)


def guess(rows: Sequence[Sequence[str]], kind: str, known: Mapping[str, str]) -> Guess:
    """`known` is what the organisation's headings meant before."""
    first = rows[first_filled(rows)]
    has_heading = not any(_NUMBER.fullmatch(cell) for cell in first if cell) or any(
        cell.strip().casefold() in known for cell in first if not _NUMBER.fullmatch(cell)
    )
    fields = _by_heading(first, kind, known) if has_heading else ["" for _cell in first]
    if not any(fields):
        fields = _by_place(rows, kind)
    return Guess(tuple(fields), has_heading, _unit(first if has_heading else ()))


def _by_heading(first: Sequence[str], kind: str, known: Mapping[str, str]) -> list[str]:
    """What each heading says; a running number is a mark only when no column holds names."""
    headings = [" ".join(cell.casefold().split()) for cell in first]
    fields = ["" for _cell in first]
    for is_counting in (False, True):
        for at, heading in enumerate(headings):
            if heading and (_bare_heading(heading) in COUNTING) is is_counting:
                fields[at] = _field(heading, kind, known, fields)
    return fields


def _field(heading: str, kind: str, known: Mapping[str, str], taken: Sequence[str]) -> str:
    found = known.get(heading)
    if found is None or (found and found not in ALLOWED[kind]):
        found = _word(heading, [name for name in ALLOWED[kind] if name not in taken])
    return "" if found in taken else found


def _bare_heading(heading: str) -> str:
    return re.sub(r"[(\[].*?[)\]]", "", heading).strip(" .:")


def _word(heading: str, names: Sequence[str]) -> str:
    """The field whose word stands in the heading; a whole heading goes before a part of one."""
    bare = _bare_heading(heading)
    for name in names:
        if bare in WORDS[name]:
            return name
    parts = re.findall(r"[^\W\d_]+", bare)
    for name in names:
        if any(word in parts for word in WORDS[name] if len(word) > 2):
            return name
    return ""


def _by_place(rows: Sequence[Sequence[str]], kind: str) -> list[str]:
    """Without headings: columns of numbers are sizes and then the count; a column of words is the mark."""
    numeric = [all(_NUMBER.fullmatch(row[at]) for row in rows if row[at]) for at in range(len(rows[0]))]
    order = iter(NEEDED[kind])
    fields = [next(order, "") if is_number else "" for is_number in numeric]
    words = [at for at, is_number in enumerate(numeric) if not is_number]
    for at, name in zip(words, ("code", "owner"), strict=False):
        if name in ALLOWED[kind]:
            fields[at] = name
    return fields


def _unit(first: Sequence[str]) -> str:
    text = " ".join(first).casefold()
    return next((unit for unit in ("cm", "mm") if re.search(rf"\b{unit}\b", text)), "mm")


def read_rows(
    rows: Sequence[Sequence[str]],
    *,
    kind: str,
    fields: Sequence[str],
    has_heading: bool,
    unit: str,
    owners: Mapping[str, int],
) -> Read:
    """Rows as pieces. `owners`: what firms may be called, in small letters → id; other names stay names."""
    problems = list(_column_problems(kind, fields))
    if problems:
        return Read([], problems)
    start = first_filled(rows) + (1 if has_heading else 0)
    if len(rows) - start > MOST_ROWS:
        return Read([], [Problem(refusals.TOO_MANY_ROWS, values={"rows": len(rows) - start, "most": MOST_ROWS})])
    reader = _Reader(kind, UNITS.get(unit, 1_000), owners)
    pieces = [
        reader.piece(number, dict(zip(fields, row, strict=False)))
        for number, row in enumerate(rows[start:], start + 1)
        if any(row) and not _is_total(dict(zip(fields, row, strict=False)), row)
    ]
    made = [piece for piece in pieces if piece is not None]
    return Read(made, [*reader.problems, *_doubled(made)])


def _is_total(cells: Mapping[str, str], row: Sequence[str]) -> bool:
    """Whether a row only adds up the others: it says so, and has no size."""
    return not (cells.get("length") or cells.get("width")) and any(
        cell.strip(" :").casefold() in TOTALS for cell in row
    )


def _column_problems(kind: str, fields: Sequence[str]) -> list[Problem]:
    missing = [name for name in NEEDED[kind] if name not in fields]
    twice = [name for name in ALLOWED[kind] if list(fields).count(name) > 1]
    found = [Problem(refusals.COLUMN_NOT_FOUND, Where(column=name), {"column": name}) for name in missing]
    return found + [Problem(refusals.COLUMN_TWICE, Where(column=name), {"column": name}) for name in twice]


def _doubled(pieces: Sequence[NewPiece]) -> list[Problem]:
    first: dict[str, int] = {}
    problems = []
    for piece in pieces:
        if piece.code and piece.code in first:
            values = {"code": piece.code, "first": first[piece.code]}
            problems.append(Problem(refusals.MARK_TWICE, Where(row=piece.row, column="code"), values))
        if piece.code:
            first.setdefault(piece.code, piece.row)
    return problems


class _Reader:
    """Reads row by row and keeps every problem."""

    def __init__(self, kind: str, per_unit: int, owners: Mapping[str, int]) -> None:
        self.kind, self.per_unit, self.owners = kind, per_unit, owners
        self.problems: list[Problem] = []

    def piece(self, number: int, cells: Mapping[str, str]) -> NewPiece | None:
        """One row, or None when something in it cannot be read."""
        before = len(self.problems)
        values: dict[str, object] = {"row": number}
        for name in ALLOWED[self.kind]:
            text = cells.get(name, "")
            if text or name in NEEDED[self.kind]:
                self._take(name, text, Where(row=number, column=name), values)
        return NewPiece(**values) if len(self.problems) == before else None  # type: ignore[arg-type]

    def _take(self, name: str, text: str, where: Where, values: dict[str, object]) -> None:
        try:
            values.update(self._value(name, text, where))
        except InvalidInput as refused:
            self.problems += refused.problems

    def _value(self, name: str, text: str, where: Where) -> dict[str, object]:
        if name in ("length", "width"):
            return {f"{name}_um": length_um(text, self.per_unit, where)}
        reader = _READERS.get(name)
        return reader(text, where) if reader else self._words(name, text, where)

    def _words(self, name: str, text: str, where: Where) -> dict[str, object]:
        most = CODE_LENGTH if name == "code" else NAME_LENGTH
        if len(text) > most:
            raise InvalidInput(
                [Problem(refusals.TEXT_LONG, where, {"text": text[:20], "signs": len(text), "most": most})]
            )
        if name == "code":
            return {"code": text}
        known = self.owners.get(text.casefold())
        return {"owner_id": known} if known else {"owner_name": text}


def length_um(text: str, per_unit: int, where: Where) -> int:
    """A size as people write it in a cutting list: "1.500" is 1500, "1,5" is 1.5; a unit behind it may be written."""
    bare = text.strip()
    unit = re.search(r"(mm|cm|m)$", bare, re.IGNORECASE)
    if unit:
        bare, per_unit = bare[: unit.start()], UNITS[unit.group(1).casefold()]
    try:
        return parse_whole(bare, low=1, high=MOST_UM // per_unit, where=where) * per_unit
    except InvalidInput as refused:
        if refused.problems[0].refusal is not NUMBER_NOT_WHOLE:
            raise
    return parse_decimal(bare, per_unit=per_unit, low=1, high=MOST_UM, where=where)


def _bare(text: str) -> str:
    return re.sub(r"\s*(pcs|buah|unit|lembar|batang|btg|kg)\.?$", "", text.strip(), flags=re.IGNORECASE)


def _day(text: str, where: Where) -> date:
    for shape in ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"):
        try:
            return datetime.strptime(text.strip(), shape).date()
        except ValueError:
            continue
    raise InvalidInput([Problem(refusals.DAY_UNREADABLE, where, {"text": text[:40]})])


def _yes(text: str, where: Where) -> bool:
    word = text.strip().casefold()
    if word in YES | NO:
        return word in YES
    raise InvalidInput([Problem(refusals.TURN_UNREADABLE, where, {"text": text[:40]})])


_READERS: dict[str, Callable[[str, Where], dict[str, object]]] = {
    "quantity": lambda text, where: {"quantity": parse_whole(_bare(text), low=1, high=MOST_PIECES, where=where)},
    "mass": lambda text, where: {"mass_g": parse_decimal(_bare(text), per_unit=1_000, low=1, high=MOST_G, where=where)},
    "priority": lambda text, where: {"priority": parse_whole(text, low=1, high=1_000, where=where)},
    "due": lambda text, where: {"due": _day(text, where)},
    "turn": lambda text, where: {"is_rotatable": _yes(text, where)},
}
