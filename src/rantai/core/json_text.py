"""JSON as it must be read: exact numbers, no NaN, keys that stand twice remembered, no end of brackets.

Numbers become int or Decimal, never float. What cannot be a number of ours becomes `Odd`, which the readers refuse at
its place.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal, InvalidOperation
from typing import Any

from rantai.core.json_problems import refuse
from rantai.core.json_refusals import FILE_TOO_LARGE, NOT_JSON, NOT_UTF8, TOO_DEEP

MOST_BYTES = 16 * 2**20
_LONG_NUMBER = re.compile(r"[0-9]{60}")
_MOST_DIGITS = 60  # far more than any size that fits; longer ones cost time and are mistakes or attacks


class Odd(str):
    """NaN, Infinity, or a number of more digits or larger exponent than any size has."""

    __slots__ = ()


class Doubled(dict[str, Any]):
    """An object in which a key stands more than once."""

    doubled: str = ""


def read_json(document: str | bytes, what: str = "document", most: int = MOST_BYTES) -> Any:
    """The value of a JSON text. Raises InvalidInput (C103-C106) at `what`."""
    if len(document) > most:
        raise refuse(FILE_TOO_LARGE, what, most=most)
    try:
        text = document if isinstance(document, str) else document.decode("utf-8-sig")
        # Millions of ordinary whole numbers are read by the library itself, which takes a tenth of the time.
        whole = _whole if _LONG_NUMBER.search(text) else None
        return json.loads(text, parse_float=_fraction, parse_int=whole, parse_constant=Odd, object_pairs_hook=_object)
    except UnicodeDecodeError as broken:
        raise refuse(NOT_UTF8, what, at=broken.start + 1) from broken
    except json.JSONDecodeError as broken:
        raise refuse(NOT_JSON, what, line=broken.lineno, column=broken.colno) from broken
    except RecursionError as broken:
        raise refuse(TOO_DEEP, what) from broken


def _whole(text: str) -> int | Odd:
    return int(text) if len(text) <= _MOST_DIGITS else Odd(text)


def _fraction(text: str) -> Decimal | Odd:
    if len(text) > _MOST_DIGITS:
        return Odd(text)
    try:
        value = Decimal(text)
    except InvalidOperation:
        return Odd(text)
    return value if value.is_finite() else Odd(text)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) == len(pairs):
        return made
    twice, seen = Doubled(made), set[str]()
    for key, _ in pairs:
        if key in seen:
            twice.doubled = key
            break
        seen.add(key)
    return twice
