"""Reasons of a plan as sentences in the reader's language, with the week as a date."""

from dataclasses import asdict
from datetime import date
from typing import Protocol

from babel.dates import format_date
from django.utils.translation import get_language

from rantai.apps.planning.queries.terms import SurplusWayRow, WorthRow
from rantai.engine.plan.steel_words import way_text, worth_text
from rantai.engine.plan.wording import KINDS, amount_text, reason_text


class Reasoned(Protocol):
    """Any row that names a binding constraint."""

    @property
    def what(self) -> str: ...
    @property
    def reason_code(self) -> str: ...
    @property
    def resource_name(self) -> str: ...
    @property
    def resource_code(self) -> str: ...
    @property
    def amount(self) -> int: ...
    @property
    def unit(self) -> str: ...


def _language() -> str:
    return "en" if (get_language() or "id").startswith("en") else "id"


def why(row: Reasoned, monday: date, *, place: str = "") -> str:
    """The reason as a sentence; `monday` begins the week in which it binds, `place` is whose resource it is."""
    reason = {"kind": row.what, "reason_code": row.reason_code, "amount": row.amount, "unit": row.unit}
    name = row.resource_name or row.resource_code
    week = format_date(monday, "d MMM y", locale=_language())
    return reason_text(reason, f"{name} ({place})" if place else name, week, _language())


def amount(row: Reasoned) -> str:
    """How much is missing, with its unit."""
    return amount_text(row.amount, row.unit, _language())


def kind_word(kind: str) -> str:
    """What a node of the chain is called."""
    return KINDS[kind][_language() == "en"].capitalize()


def worth(row: WorthRow, steel: str, monday: date) -> str:
    """What a tonne more is worth; `monday` begins the week from which it could be used."""
    return worth_text(asdict(row), steel, format_date(monday, "d MMM y", locale=_language()), _language())


def surplus_way(row: SurplusWayRow, monday: date) -> str:
    """A way out of a surplus; `monday` begins the week of ordering."""
    return way_text(asdict(row), format_date(monday, "d MMM y", locale=_language()), _language())
