"""Opening stock from a sheet: rows of text become lots, or every problem of every row with its place.

Masses are written in kg, sizes in mm, value in rupiah; codes of formats, places and firms as the house knows them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rantai.apps.catalog.models import CODE_LENGTH, Format
from rantai.apps.parties.models import Organisation
from rantai.apps.stock import refusals
from rantai.apps.stock.actions.arrivals import NewLot, problems_of
from rantai.apps.stock.models import Account
from rantai.core.numbers import parse_decimal, parse_whole
from rantai.core.problems import InvalidInput, Problem, Refusal, Where

# Field → its heading, Indonesian first; the first stands in the empty sheet that can be downloaded.
HEADINGS: dict[str, tuple[str, ...]] = {
    "format": ("Format", "Jenis"),
    "heat": ("Heat", "Nomor heat", "Heat number"),
    "pieces": ("Buah", "Jumlah", "Pieces"),
    "mass": ("Berat kg", "Berat", "Mass kg"),
    "place": ("Tempat", "Place"),
    "owner": ("Pemilik", "Owner"),
    "ownership": ("Sebagai", "As"),
    "length": ("Panjang mm", "Panjang", "Length mm"),
    "width": ("Lebar mm", "Lebar", "Width mm"),
    "thickness": ("Tebal ukur mm", "Tebal ukur", "Measured mm"),
    "value": ("Nilai Rp", "Nilai", "Value Rp"),
    "certificate": ("Sertifikat", "Certificate"),
    "code": ("Kode lot", "Lot"),
}
NEEDED = ("format", "mass")
OWNERSHIPS = {
    "": "",
    "milik sendiri": "own",
    "own": "own",
    "anggota": "member",
    "member": "member",
    "titipan": "consigned",
    "consigned": "consigned",
    "makloon": "tolling",
    "tolling": "tolling",
}
MOST_UM, MOST_G, MOST_PIECES, MOST_IDR = 100_000_000, 10**10, 1_000_000, 10**15
Rows = Sequence[Sequence[str]]


@dataclass
class SheetReading:
    """The lots of a sheet, the line of each (the heading is line 1), and everything that is wrong."""

    lots: list[NewLot] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_lots(*, holder_id: int, file_name: str, rows: Rows, confirmed: bool) -> SheetReading:
    """Lots that a firm wants to take over. `confirmed`: weights far from the size were looked at."""
    reading = SheetReading()
    columns = _columns(rows[0] if rows else ())
    for needed in NEEDED:
        if needed not in columns:
            values = {"heading": HEADINGS[needed][0]}
            reading.problems.append(Problem(refusals.HEADING_MISSING, Where(file_name, 1), values))
    if reading.problems:
        return reading
    known = _Known(holder_id)
    for line, row in enumerate(rows[1:], start=2):
        if any(cell.strip() for cell in row):
            _read(reading, known, file_name, line, {name: row[at].strip() for name, at in columns.items()})
    if not reading.problems:
        formats = {one.pk: one for one in known.formats.values()}
        found = problems_of(holder_id, reading.lots, formats, confirmed=confirmed)
        reading.problems = [
            Problem(one.refusal, Where(file_name, line, one.where.column), one.values)
            for one in found
            for line in reading.lines[(one.where.row or 1) - 1 : one.where.row or 1]
        ]
    return reading


def _columns(headings: Sequence[str]) -> dict[str, int]:
    names = {word.lower(): name for name, words in HEADINGS.items() for word in words}
    found: dict[str, int] = {}
    for at, heading in enumerate(headings):
        name = names.get(" ".join(heading.lower().split()))
        if name is not None:
            found.setdefault(name, at)
    return found


class _Known:
    """Formats, places and firms by what people write."""

    def __init__(self, holder_id: int) -> None:
        self.formats: dict[str, Format] = {}
        for one in Format.objects.select_related("material"):
            self.formats.setdefault(one.name.lower(), one)
            self.formats[one.code.lower()] = one
        places = Account.objects.filter(kind="store", organisation=holder_id, closed_at__isnull=True)
        self.places: dict[str, int] = {code.lower(): pk for code, pk in places.values_list("code", "pk")}
        self.firms: dict[str, int] = {}
        for pk, code, name in Organisation.objects.values_list("pk", "code", "name"):
            self.firms[name.lower()] = self.firms[code.lower()] = pk
        self.holder_id = holder_id


def _read(reading: SheetReading, known: _Known, file_name: str, line: int, cells: Mapping[str, str]) -> None:
    """One row; a row with a problem adds no lot."""
    before = len(reading.problems)

    def number(name: str, parse: Callable[..., int], **limits: int) -> int:
        text = cells.get(name, "")
        if not text:
            return 0
        try:
            return parse(text, where=Where(file_name, line, HEADINGS[name][0]), **limits)
        except InvalidInput as refused:
            reading.problems.extend(refused.problems)
            return 0

    def chosen(name: str, choices: Mapping[str, Any]) -> Any:  # noqa: ANN401 — whatever is chosen among
        text = cells.get(name, "")
        if not text:
            return None
        if text.lower() not in choices:
            place = Where(file_name, line, HEADINGS[name][0])
            reading.problems.append(Problem(refusals.CELL_UNKNOWN, place, {"text": text[:CODE_LENGTH]}))
            return None
        return choices[text.lower()]

    for needed in NEEDED:
        if not cells.get(needed):
            reading.problems.append(_problem(refusals.CELL_EMPTY, file_name, line, HEADINGS[needed][0]))
    format_, owner = chosen("format", known.formats), chosen("owner", known.firms) or known.holder_id
    whose = chosen("ownership", OWNERSHIPS) or ("own" if owner == known.holder_id else "consigned")
    facts: dict[str, Any] = {
        "grams": number("mass", parse_decimal, per_unit=1_000, high=MOST_G),
        "pieces": number("pieces", parse_whole, high=MOST_PIECES),
        "length_um": number("length", parse_decimal, per_unit=1_000, high=MOST_UM),
        "width_um": number("width", parse_decimal, per_unit=1_000, high=MOST_UM),
        "measured_thickness_um": number("thickness", parse_decimal, per_unit=1_000, high=MOST_UM),
        "value_idr": number("value", parse_whole, high=MOST_IDR),
        "place_id": chosen("place", known.places),
    }
    texts: dict[str, Any] = {
        "heat": cells.get("heat", ""),
        "certificate_code": cells.get("certificate", "")[:CODE_LENGTH],
    }
    if len(reading.problems) == before and format_ is not None:
        code = cells.get("code", "")[:CODE_LENGTH]
        reading.lots.append(NewLot(format_.pk, code=code, owner_id=owner, ownership=whose, **facts, **texts))
        reading.lines.append(line)


def _problem(refusal: Refusal, file_name: str, line: int, column: str) -> Problem:
    return Problem(refusal, Where(file_name, line, column), {"column": column})
