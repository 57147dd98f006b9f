"""Small lists as an integrator writes them, and what is refused of a list."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import pytest

from rantai.core.problems import InvalidInput
from rantai.engine.cutting.contract.question import question
from rantai.engine.cutting.contract.read import read_list

Paper = dict[str, Any]

BARS: Paper = {
    "stock": [{"id": "6m", "length_mm": 6000, "quantity": None}],
    "pieces": [{"id": "leg", "length_mm": 750, "quantity": 10}, {"id": "rail", "length_mm": "1200.5", "quantity": 4}],
    "kerf_mm": 3,
}
SHEETS: Paper = {
    "stock": [{"id": "4x8", "length_mm": 2438, "width_mm": 1219, "quantity": None}],
    "pieces": [
        {"id": "side", "length_mm": 900, "width_mm": 600, "quantity": 5},
        {"id": "rib", "length_mm": 400, "width_mm": 75.5, "quantity": 12, "rotatable": False},
    ],
    "kerf_mm": 3,
    "trim_mm": 5,
    "stages": 3,
    "min_remnant_mm": [300, 100],
}
COILS: Paper = {
    "stock": [{"id": "HRC", "width_mm": 1219, "thickness_mm": 2, "mass_kg": 10_000, "quantity": 2}],
    "pieces": [
        {"id": "strip", "width_mm": 200, "quantity": 5},
        {"id": "blank", "width_mm": 100, "length_mm": 2400, "quantity": 50},
    ],
    "edge_trim_mm": 5,
    "max_knives": 12,
}
PAPERS = {"bars": BARS, "sheets": SHEETS, "coils": COILS}


def like(paper: Paper, *, stock: Paper | None = None, piece: Paper | None = None, **keys: Any) -> Paper:
    """A copy with keys changed: of the list, of its first stock, of its first piece. A key set to `...` is removed."""
    made = deepcopy(paper)
    for target, changes in ((made, keys), (made["stock"][0], stock or {}), (made["pieces"][0], piece or {})):
        for name, value in changes.items():
            if value is ...:
                del target[name]
            else:
                target[name] = value
    return made


def refused(kind: str, paper: object) -> list[tuple[str, str]]:
    """Codes and places of all problems; empty when the list is accepted."""
    text = paper if isinstance(paper, str | bytes) else json.dumps(paper)
    try:
        question(read_list(kind, text))
    except InvalidInput as problem:
        for one in problem.problems:
            assert one.text("id") != one.text("en")
            assert one.way_out("id") and one.way_out("en")
        return [(one.code, str(one.where)) for one in problem.problems]
    return []


def only(kind: str, paper: object) -> tuple[str, str]:
    """The one problem of a list."""
    found = refused(kind, paper)
    if len(found) != 1:
        pytest.fail(f"one problem expected, found {found}")
    return found[0]
