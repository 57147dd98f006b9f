"""What a list is of, where nobody says it: bars have no widths, coils have masses and knives."""

from __future__ import annotations

from typing import Any

from rantai.engine.cutting.contract.plan_file import PlanFile

_COIL_KEYS = {"max_knives", "edge_trim_mm"}
_SHEET_KEYS = {"stages", "first_cut"}


def kind_of(document: Any, plan: PlanFile) -> str:
    """bars, sheets or coils. Where the list could be of two, the plan's own word decides, if it is one of them."""
    found = possible_kinds(document)
    if plan.kind in found:
        return str(plan.kind)
    if "bars" in found and any(one.y is None for pattern in plan.patterns for one in pattern.placed):
        return "bars"
    return found[0]


def possible_kinds(document: Any) -> list[str]:
    """The likeliest first; sheets for what is no list at all, where reading it will say why."""
    if not isinstance(document, dict):
        return ["sheets"]
    stock, pieces = _rows(document, "stock"), _rows(document, "pieces")
    if document.keys() & _COIL_KEYS or _say(stock + pieces, "mass_kg"):
        return ["coils"]
    if pieces and not _say(pieces, "width_mm") and not _say(pieces, "shape"):
        return ["bars"]
    if any("length_mm" not in row for row in pieces) and not _say(pieces, "shape"):
        return ["coils"]
    is_coil = stock and all("thickness_mm" in row for row in stock) and not document.keys() & _SHEET_KEYS
    return ["sheets", "bars", *(["coils"] if is_coil else [])]


def _rows(document: dict[str, Any], name: str) -> list[dict[str, Any]]:
    rows = document.get(name)
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _say(rows: list[dict[str, Any]], name: str) -> bool:
    return any(row.get(name) is not None for row in rows)
