"""A list of members from Excel or the clipboard, read by its headings; every problem of every row at once.

read_rows(rows) -> Read
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from rantai.apps.sales import refusals
from rantai.core.lists import Cells, Read, columns_of, read_each, yes_or_no
from rantai.core.numbers import parse_whole
from rantai.core.problems import InvalidInput, Problem, Where

MOST_IDR, MOST_DAYS, GROUP_LENGTH, PHONE_LENGTH = 10**12, 365, 40, 20
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "code": ("kode", "kode anggota", "code", "member code"),
    "name": ("nama", "anggota", "pelanggan", "name", "member", "customer"),
    "credit_limit_idr": ("batas kredit", "plafon", "credit limit"),
    "terms_days": ("hari sampai dibayar", "hari sampai bayar", "hari bayar", "tempo", "days until payment"),
    "price_group": ("golongan harga", "kelompok harga", "price group"),
    "is_vat_registered": ("pkp", "vat"),
    "npwp": ("npwp",),
    "nitku": ("nitku",),
    "phone": ("whatsapp", "nomor whatsapp", "telepon", "hp", "whatsapp number", "phone"),
}
NO_MEMBER = ("pembeli langsung", "walk-in customers", "jumlah", "total")  # rows of the customers' own Excel file


@dataclass(frozen=True)
class ListedMember:
    """One row: who, by code or by name, and what it says of the terms; what it leaves empty is None."""

    row: int
    code: str
    name: str
    credit_limit_idr: int | None = None
    terms_days: int | None = None
    price_group: str | None = None
    is_vat_registered: bool | None = None
    npwp: str | None = None
    nitku: str | None = None
    phone: str | None = None


def read_rows(rows: Sequence[Sequence[str]]) -> Read[ListedMember]:
    """Members of a list whose first row is the heading. The Excel file of the customers reads back."""
    columns = columns_of(rows[0], HEADINGS)
    if not {"code", "name"} & set(columns):
        return Read((), (Problem(refusals.MEMBER_COLUMN_MISSING, Where(row=1)),))
    name = columns.get("name")
    named = [row if name is None or row[name].strip().casefold() not in NO_MEMBER else () for row in rows]
    return read_each(named, columns, _listed)


def _listed(number: int, cells: Cells) -> ListedMember:
    said: dict[str, object] = {}
    problems: list[Problem] = []
    for field, read in READ.items():
        text = cells.get(field, "")
        try:
            said[field] = read(text, Where(row=number, column=field)) if text else None
        except InvalidInput as refused:
            problems += refused.problems
    if problems:
        raise InvalidInput(problems)
    return ListedMember(number, cells.get("code", ""), cells.get("name", ""), **said)  # type: ignore[arg-type]


def _rupiah(text: str, where: Where) -> int:
    return parse_whole(text.removeprefix("Rp"), high=MOST_IDR, where=where)


def _days(text: str, where: Where) -> int:
    return parse_whole(text, high=MOST_DAYS, where=where)


def _yes(text: str, where: Where) -> bool:
    said = yes_or_no(text) if text.strip("–-") else False
    if said is None:
        raise InvalidInput([Problem(refusals.YES_OR_NO, where, {"given": text[:20]})])
    return said


def _digits(text: str, _where: Where) -> str:
    """A tax number; spaces, dots and dashes mean nothing in it. Its form is asked where it is kept."""
    return "".join(sign for sign in text if sign not in " .-")


def _short(most: int) -> Callable[[str, Where], str]:
    def read(text: str, where: Where) -> str:
        if len(text) > most:
            values = {"given": text[:12], "signs": len(text), "most": most}
            raise InvalidInput([Problem(refusals.CELL_LONG, where, values)])
        return text

    return read


READ: Mapping[str, Callable[[str, Where], object]] = {
    "credit_limit_idr": _rupiah,
    "terms_days": _days,
    "price_group": _short(GROUP_LENGTH),
    "is_vat_registered": _yes,
    "npwp": _digits,
    "nitku": _digits,
    "phone": _short(PHONE_LENGTH),
}
