"""A list of goods from Excel or the clipboard, read by its headings; every problem of every row at once.

read_rows(rows, today) -> Read
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rantai.apps.goods import refusals
from rantai.apps.goods.actions.catalogue import GoodFacts, ListedGood
from rantai.apps.goods.words import MOST_IDR
from rantai.core.headings import columns_of
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
YES, NO = ("ya", "yes", "y", "1"), ("", "tidak", "no", "n", "t", "0", "–")


@dataclass(frozen=True)
class Read:
    """What a list says: goods with their prices, and everything that is wrong with it."""

    rows: tuple[ListedGood, ...]
    problems: tuple[Problem, ...]


def read_rows(rows: Sequence[Sequence[str]], today: date) -> Read:
    """Goods of a list whose first row is the heading; a price without a day begins `today`.

    The Excel file of the catalogue reads back: a unit in a heading, "(Rp)", and a good without a price are understood.
    """
    columns = columns_of(rows[0], HEADINGS)
    missing = [
        Problem(refusals.COLUMN_MISSING, Where(row=1, column=field), {"column": HEADINGS[field][0]})
        for field in NEEDED
        if field not in columns
    ]
    if missing:
        return Read((), tuple(missing))
    goods: list[ListedGood] = []
    problems: list[Problem] = []
    for number, row in enumerate(rows[1:], start=2):
        if any(row):
            cells = {field: row[at].strip() for field, at in columns.items()}
            try:
                goods.append(_listed(number, cells, today))
            except InvalidInput as refused:
                problems += refused.problems
    return Read(tuple(goods), tuple(problems))


def _listed(number: int, cells: Mapping[str, str], today: date) -> ListedGood:
    problems: list[Problem] = []
    said = cells.get("is_stocked", "")
    if said.casefold() not in (*YES, *NO):
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
        is_stocked=said.casefold() in YES,
    )
    return ListedGood(facts, price_idr, day, number)
