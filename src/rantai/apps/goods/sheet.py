"""A list of goods from Excel or the clipboard, read by its headings; every problem of every row at once.

read_rows(rows, today) -> Read
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from rantai.apps.goods import refusals
from rantai.apps.goods.actions.catalogue import GoodFacts, ListedGood
from rantai.apps.goods.words import MOST_IDR
from rantai.core.lists import Cells, Read, columns_of, missing_of, read_each, yes_or_no
from rantai.core.numbers import parse_whole
from rantai.core.problems import InvalidInput, Problem, Where

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "code": ("kode", "code"),
    "name": ("nama", "nama barang", "name", "name (id)"),
    "name_en": ("nama inggris", "nama (en)", "name (en)", "english name"),
    "line": ("lini usaha", "lini", "business line", "line"),
    "unit": ("satuan", "unit"),
    "is_stocked": ("disimpan", "disimpan di gudang", "stocked", "kept in store"),
    "price": ("harga", "harga per satuan", "price", "price a unit"),
    "valid_from": ("berlaku mulai", "mulai", "valid from", "from"),
}
NEEDED = ("code", "name", "line", "unit", "price")
LINE_WORDS = {
    "pengerjaan": "machining",
    "pemesinan": "machining",
    "potong dan pengerjaan": "machining",
    "machining": "machining",
    "cutting and machining": "machining",
    "angkutan": "logistics",
    "logistik": "logistics",
    "logistics": "logistics",
    "bahan pakai": "consumables",
    "bahan habis pakai": "consumables",
    "consumables": "consumables",
    "perdagangan": "trading",
    "dagang": "trading",
    "trading": "trading",
}


def read_rows(rows: Sequence[Sequence[str]], today: date) -> Read[ListedGood]:
    """Goods of a list whose first row is the heading; a price without a day begins `today`.

    The Excel file of the catalogue reads back: a unit in a heading, "(Rp)", and a good without a price are understood.
    """
    columns = columns_of(rows[0], HEADINGS)
    missing = missing_of(columns, NEEDED, HEADINGS, refusals.COLUMN_MISSING)
    if missing:
        return Read((), missing)
    return read_each(rows, columns, lambda number, cells: _listed(number, cells, today))


def _listed(number: int, cells: Cells, today: date) -> ListedGood:
    problems: list[Problem] = []
    said = cells.get("is_stocked", "").strip("–")
    is_stocked = yes_or_no(said) if said else False
    if is_stocked is None:
        where = Where(row=number, column="is_stocked")
        problems.append(Problem(refusals.YES_OR_NO, where, {"given": said[:20]}))
    price_idr, day = None, today
    try:
        if cells["price"]:
            price_idr = parse_whole(cells["price"], low=1, high=MOST_IDR, where=Where(row=number, column="price"))
    except InvalidInput as refused:
        problems += refused.problems
    try:
        day = date.fromisoformat(cells["valid_from"][:10]) if cells.get("valid_from") else today
    except ValueError:
        where = Where(row=number, column="valid_from")
        problems.append(Problem(refusals.DAY_UNREADABLE, where, {"given": cells["valid_from"][:20]}))
    if problems:
        raise InvalidInput(problems)
    line = LINE_WORDS.get(" ".join(cells["line"].casefold().split()), cells["line"])
    facts = GoodFacts(
        cells["code"],
        cells["name"],
        line,
        cells["unit"],
        cells.get("name_en", ""),
        is_stocked=bool(is_stocked),
    )
    return ListedGood(facts, price_idr, day, number)
