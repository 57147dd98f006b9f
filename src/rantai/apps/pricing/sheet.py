"""A price list from Excel or the clipboard, read by its headings; every problem of every row at once."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeVar

from rantai.apps.pricing.actions import GivenPrice
from rantai.apps.pricing.refusals import (
    BASIS_UNKNOWN,
    COLUMN_MISSING,
    DAY_UNREADABLE,
    FORMAT_UNKNOWN,
    SUPPLIER_UNKNOWN,
)
from rantai.core.lists import Cells, Read, columns_of, missing_of, read_each
from rantai.core.numbers import parse_decimal, parse_whole
from rantai.core.problems import InvalidInput, Problem, Refusal, Where

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "supplier": ("penjual", "pemasok", "seller", "supplier"),
    "format": ("ukuran", "kode ukuran", "size", "format"),
    "basis": ("dasar", "dasar harga", "basis"),
    "from_g": ("mulai kg", "mulai (kg)", "from kg", "from (kg)"),
    "price": ("harga per kg", "harga (rp/kg)", "price per kg", "price (rp/kg)"),
    "valid_from": ("berlaku mulai", "mulai", "valid from", "from"),
    "valid_to": ("berlaku sampai", "sampai", "valid to", "to"),
    "note": ("catatan", "note"),
}
NEEDED = ("supplier", "format", "basis", "price", "valid_from")
BASIS_WORDS = {
    "pabrik": "ex_mill",
    "ex-mill": "ex_mill",
    "diantar": "delivered",
    "delivered": "delivered",
    "loket": "counter",
    "counter": "counter",
}
CENT_T_OF_IDR_KG = 100_000
MOST_IDR_KG = 10**9
Value = TypeVar("Value")


def read_rows(
    rows: Sequence[Sequence[str]], suppliers: Mapping[str, int], formats: Mapping[str, int]
) -> Read[GivenPrice]:
    """Prices of a list whose first row is the heading. `suppliers`, `formats`: ids by folded name and code."""
    columns = columns_of(rows[0], HEADINGS)
    missing = missing_of(columns, NEEDED, HEADINGS, COLUMN_MISSING)
    if missing:
        return Read((), missing)
    return read_each(rows, columns, lambda number, cells: _Row(number, cells).price(suppliers, formats))


class _Row:
    """One row, read cell by cell; what cannot be read is collected."""

    def __init__(self, number: int, cells: Cells) -> None:
        self.number, self.cells = number, cells
        self.problems: list[Problem] = []

    def price(self, suppliers: Mapping[str, int], formats: Mapping[str, int]) -> GivenPrice:
        """The price of the row. Raises InvalidInput with everything in it that cannot be read."""
        supplier = self._known("supplier", suppliers, SUPPLIER_UNKNOWN)
        steel = self._known("format", formats, FORMAT_UNKNOWN)
        basis = self._known("basis", BASIS_WORDS, BASIS_UNKNOWN)
        price_idr_kg = self._number("price", is_whole=True)
        from_g = self._number("from_g") if self.cells.get("from_g") else 0
        start = self._day("valid_from")
        end = self._day("valid_to") if self.cells.get("valid_to") else None
        if self.problems:
            raise InvalidInput(self.problems)
        assert supplier is not None and steel is not None and basis is not None and start is not None
        return GivenPrice(
            supplier,
            steel,
            basis,
            price_idr_kg * CENT_T_OF_IDR_KG,
            start,
            end,
            from_g=from_g,
            note=self.cells.get("note", "")[:400],
            row=self.number,
        )

    def _known(self, column: str, known: Mapping[str, Value], refusal: Refusal) -> Value | None:
        text = self.cells[column]
        found = known.get(text.casefold())
        if found is None:
            self.problems.append(Problem(refusal, self._where(column), {"given": text[:60]}))
        return found

    def _number(self, column: str, *, is_whole: bool = False) -> int:
        try:
            if is_whole:
                return parse_whole(self.cells[column], low=1, high=MOST_IDR_KG, where=self._where(column))
            return parse_decimal(self.cells[column], per_unit=1_000, where=self._where(column))
        except InvalidInput as refused:
            self.problems += refused.problems
            return 0

    def _day(self, column: str) -> date | None:
        try:
            return date.fromisoformat(self.cells[column][:10])
        except ValueError:
            told = {"given": self.cells[column][:20]}
            self.problems.append(Problem(DAY_UNREADABLE, self._where(column), told))
            return None

    def _where(self, column: str) -> Where:
        return Where(row=self.number, column=column)
