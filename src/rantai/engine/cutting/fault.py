"""What is wrong with a plan."""

from __future__ import annotations

from typing import NamedTuple


class Fault(NamedTuple):
    """One thing that is wrong: a stable code, where, and a sentence."""

    code: str
    place: str
    text: str
