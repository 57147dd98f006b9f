"""Numbers that a caller may set: read from text, held to their range, all that is wrong at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rantai.core.json_problems import Problems, shown
from rantai.core.json_refusals import SETTING_OUT_OF_RANGE

FRACTIONAL = ("seconds",)
MAY_BE_LEFT_OUT = ("work",)

Ranges = Mapping[str, tuple[float, float]]


def read_settings(ranges: Ranges, said: Mapping[str, Any]) -> dict[str, Any]:
    """Numbers, or their spelling, by name. Raises InvalidInput (C150) with every setting that is out of its range."""
    problems, made = Problems(), dict[str, Any]()
    for name, (low, high) in ranges.items():
        value = said[name]
        if value is None and name in MAY_BE_LEFT_OUT:
            made[name] = None
            continue
        number = _number(value, is_whole=name not in FRACTIONAL)
        if number is None or not low <= number <= high:
            problems.add(SETTING_OUT_OF_RANGE, f"--{name}", name=name, value=shown(str(value)), low=low, high=high)
        made[name] = number
    problems.refuse()
    return made


def _number(value: Any, *, is_whole: bool) -> int | float | None:
    """A number, or None when it is none; NaN passes and is out of every range."""
    if isinstance(value, bool) or (isinstance(value, float) and is_whole):
        return None
    try:
        return int(value) if is_whole else float(value)
    except (TypeError, ValueError, OverflowError):
        return None
