"""What a column of a list is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rantai.web.layout.pieces import Words

Kind = Literal[
    "text",
    "number",
    "decimal",
    "money",
    "mass",
    "tonnes",
    "length",
    "hours",
    "percent",
    "date",
    "week",
    "status",
    "link",
]
NUMERIC = {"number", "decimal", "money", "mass", "tonnes", "length", "hours", "percent"}
Phone = Literal["", "lead", "state", "prime", "line", "off"]


@dataclass(frozen=True)
class Column:
    """One column: where its value is read (`key` of the row), what it is, and its place on a phone card.

    `kind` fixes the unit inside: money whole rupiah, mass and tonnes g, length µm, hours minutes, percent ppm.
    `url` names the row's attribute that holds the address the cell opens. `total` sums the column over all rows found.
    `prime` marks the two figures that matter, shown large on a phone; `phone` overrides the place.
    """

    key: str
    heading: Words
    kind: Kind = "text"
    unit: Words = ""
    total: bool = False
    prime: bool = False
    url: str = ""
    places: int = 1
    sortable: bool = True
    phone: Phone = ""
    note: str = ""

    @property
    def numeric(self) -> bool:
        return self.kind in NUMERIC
