"""The published JSON Schemas, kept beside the code that reads by them."""

from __future__ import annotations

from pathlib import Path

SCHEMAS = ("bars", "sheets", "coils", "plan")


def schema(name: str) -> str:
    """The text of a schema: "bars", "sheets", "coils" or "plan"."""
    if name not in SCHEMAS:
        raise ValueError(f"there are schemas of {SCHEMAS}, not of {name!r}")
    return (Path(__file__).parent / "schemas" / f"{name}.json").read_text(encoding="utf-8")
