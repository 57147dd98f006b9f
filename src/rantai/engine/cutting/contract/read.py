"""From a JSON document to a list to cut: every key, every type, all problems at once."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import Any

from rantai.core.json_problems import Problems, shown
from rantai.core.json_refusals import DOUBLED_KEY, EMPTY_LIST, MISSING, TOO_MANY_ENTRIES, UNKNOWN_KEY, WRONG_TYPE
from rantai.core.json_text import Doubled, read_json
from rantai.engine.cutting.contract.keys import LIST_KEYS, PIECE_KEYS, STOCK_KEYS, TRIM_KEYS, Key
from rantai.engine.cutting.contract.refusals import (
    DOUBLED_ID,
    MASS_OR_LENGTH,
    MIXED_DUES,
    QUANTITY_MISSING,
    TRIMMED_TWICE,
)
from rantai.engine.cutting.contract.sense import make_sense
from rantai.engine.cutting.contract.values import MOST_COUNT, MOST_IDR, Values, expected
from rantai.engine.cutting.contract.words import CutList, Piece, Stock, Trim

MOST_ENTRIES = 20_000
_LONGEST_KEY = 40  # as far as a strange key is compared with the known ones

Document = Mapping[str, Any] | str | bytes
Row = dict[str, Any]


def read_list(kind: str, document: Document) -> CutList:
    """The list that a document holds. kind: "bars", "sheets" or "coils".

    Raises InvalidInput (C1xx) with every problem, in reading order.
    """
    return read_value(kind, as_json(document))


def read_value(kind: str, value: Any) -> CutList:
    """The same from what `as_json` gave."""
    problems = Problems()
    reader = _Reader(kind, Values(problems))
    made = reader.cut_list(value)
    problems.refuse()
    assert made is not None
    return made


def as_json(document: Document, what: str = "document") -> Any:
    """Exact values of a document, whether it comes as text or as Python objects."""
    text = document if isinstance(document, str | bytes) else json.dumps(document, default=str)
    return read_json(text, what)


class _Reader:
    def __init__(self, kind: str, values: Values) -> None:
        self.kind = kind
        self.values = values
        self.problems = values.problems
        self.readers = self._readers()

    def _readers(self) -> dict[str, Callable[[Any, str], Any]]:
        """How a value of each sort is read."""
        values = self.values
        return {
            "label": values.label,
            "name": values.name,
            "size": values.length_um,
            "width": lambda value, place: values.length_um(value, place, low=0),
            "mass": values.mass_g,
            "stocked": lambda value, place: -1 if value is None else values.whole(value, place, low=0, high=MOST_COUNT),
            "wanted": lambda value, place: values.whole(value, place, low=1, high=MOST_COUNT),
            "limit": lambda value, place: values.whole(value, place, low=1, high=MOST_COUNT),
            "money": lambda value, place: values.whole(value, place, low=0, high=MOST_IDR),
            "rank": lambda value, place: values.whole(value, place, low=-MOST_COUNT, high=MOST_COUNT),
            "flag": values.flag,
            "day": values.day,
            "stages": lambda value, place: values.word(value, place, (2, 3, None)),
            "direction": lambda value, place: values.word(value, place, ("length", "width", "any")),
            "shape": lambda value, place: values.word(value, place, ("rectangle", "circle", "triangle")),
            "trim": self.trim,
            "keep": self.keep,
            "list": lambda value, place: value if isinstance(value, list) else values.wrong_type(value, place, "list"),
        }

    def cut_list(self, value: Any) -> CutList | None:
        if not isinstance(value, dict):
            self.values.wrong_type(value, "document", "object")
            return None
        row = self.row(value, "", LIST_KEYS[self.kind])
        stock = self.entries(row.pop("stock", None), "stock", STOCK_KEYS[self.kind])
        pieces = self.entries(row.pop("pieces", None), "pieces", PIECE_KEYS[self.kind])
        row["trim"] = self.edges(row)
        row.pop("edge_trim_um", None)
        made = CutList(
            kind=self.kind,
            stock=tuple(Stock(**entry) for entry in stock.values()),
            pieces=tuple(Piece(**entry) for entry in pieces.values()),
            **row,
        )
        return make_sense(made, list(stock), list(pieces), self.problems)

    def row(self, value: Row, place: str, keys: Mapping[str, Key]) -> Row:
        """The known keys of an object, read; each missing, unknown and doubled one refused."""
        start = f"{place}." if place else ""
        found: Row = {}
        if isinstance(value, Doubled):
            self.problems.add(DOUBLED_KEY, place or "document", key=shown(value.doubled).strip("“”"))
        if not value.keys() <= keys.keys():
            self.unknown([name for name in value if name not in keys], start, keys)
        for name, key in keys.items():
            if name not in value:
                if key.is_required:
                    self.missing(key, start + name)
                continue
            content = value[name]
            if content is None and key.null == "unsaid":
                continue
            if content is None and key.sort == "wanted":
                self.missing(key, start + name)
                continue
            if (made := self.readers[key.sort](content, start + name)) is not None:
                found[key.field] = made
        return found

    def missing(self, key: Key, place: str) -> None:
        if key.sort in {"stocked", "wanted"}:
            self.problems.add(QUANTITY_MISSING, place)
        else:
            self.problems.add(MISSING, place, **expected(key.expected))

    def unknown(self, names: list[str], start: str, keys: Mapping[str, Key]) -> None:
        """Each with the nearest known one; there may be half a million of them, so no more than are listed."""
        for at, name in enumerate(names):
            if self.problems.is_full:
                self.problems.count += len(names) - at
                return
            near = get_close_matches(name[:_LONGEST_KEY], keys, n=1, cutoff=0.0)
            told = shown(name).strip("“”")
            self.problems.add(UNKNOWN_KEY, start + told, key=told, nearest=near[0])

    def entries(self, value: Any, place: str, keys: Mapping[str, Key]) -> dict[str, Row]:
        """Readable entries by their place."""
        if value is None:
            return {}
        if not value:
            self.problems.add(EMPTY_LIST, place)
        if len(value) > MOST_ENTRIES:
            self.problems.add(TOO_MANY_ENTRIES, place, found=len(value), most=MOST_ENTRIES)
            return {}
        made, first = dict[str, Row](), dict[str, int]()
        for at, entry in enumerate(value):
            here = f"{place}[{at}]"
            if not isinstance(entry, dict):
                self.values.wrong_type(entry, here, "object")
                continue
            before = self.problems.count
            row = self.with_lengths(self.row(entry, here, keys), entry, here)
            if self.problems.count == before:
                made[here] = row
            if "id" not in row:
                continue
            if (seen := first.setdefault(str(row["id"]), at)) != at:
                self.problems.add(DOUBLED_ID, f"{here}.id", value=shown(row["id"]), first=f"{place}[{seen}]")
        self.one_sort_of_due(value, place)
        return made

    def one_sort_of_due(self, entries: list[Any], place: str) -> None:
        """Dates and numbers of days cannot be put in one order."""
        dues = [(at, entry["due"]) for at, entry in enumerate(entries) if isinstance(entry, dict) and entry.get("due")]
        for at, due in dues:
            if isinstance(due, str) != isinstance(dues[0][1], str):
                self.problems.add(MIXED_DUES, f"{place}[{at}].due")

    def with_lengths(self, row: Row, entry: Row, place: str) -> Row:
        """A coil says either its mass or its length, a coil's piece one or none; what has no length here gets 0."""
        if self.kind != "coils":
            return {"width_um": 0} | row if self.kind == "sheets" else row | {"width_um": 0}
        said = sum(entry.get(name) is not None for name in ("mass_kg", "length_mm"))
        if said > 1 or (said == 0 and place.startswith("stock")):
            self.problems.add(MASS_OR_LENGTH, place)
        return {"length_um": 0} | row

    def trim(self, value: Any, place: str) -> Trim | None:
        """One trim for all edges (bars: both ends), or one for each."""
        if not isinstance(value, dict):
            if isinstance(value, list | bool):
                return self.values.wrong_type(value, place, "trim")
            even = self.values.length_um(value, place, low=0)
            return None if even is None else Trim(even, even, even, even)
        row = self.row(value, place, TRIM_KEYS)
        return Trim(**row)

    def edges(self, row: Row) -> Trim:
        """Bars have no edges at bottom and top; a coil's edges may be said by `edge_trim_mm`."""
        trim: Trim = row.get("trim", Trim())
        if self.kind == "bars":
            return Trim(trim.left, trim.right)
        if (edge := row.get("edge_trim_um")) is None:
            return trim
        if trim.bottom or trim.top:
            self.problems.add(TRIMMED_TWICE, "edge_trim_mm")
        return Trim(trim.left, trim.right, edge, edge)

    def keep(self, value: Any, place: str) -> tuple[int, int] | None:
        """The longer and the shorter side from which a leftover is kept; one number holds for both."""
        if isinstance(value, list) and len(value) == 2:
            sides = [self.values.length_um(side, f"{place}[{at}]", low=0) for at, side in enumerate(value)]
            both = [side for side in sides if side is not None]
            return (max(both), min(both)) if len(both) == 2 else None
        if isinstance(value, list | dict | bool):
            self.problems.add(WRONG_TYPE, place, value=shown(value), **expected("keep"))
            return None
        side = self.values.length_um(value, place, low=0)
        return None if side is None else (side, side)
