"""The anonymous total that members of a round may see, and when it is not shown.

A total of two firms is the other one's number, and two totals a minute apart are the number of whoever came between
them. So a total is shown for a material only from five firms on, moves only when five firms have changed something
since it last moved, and never where one firm makes most of it (docs/decisions/0021).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from rantai.apps.purchasing.models import RoundStatement
from rantai.apps.purchasing.shapes import PIECEWISE

FEWEST_FIRMS = 5
MOST_PERCENT = 70  # of a total, or of a step from one total to the next, that may be one firm's


@dataclass(frozen=True)
class Change:
    """One statement as it was written: mass of a member's firm amount of one format."""

    member: int
    steel: str
    mass_g: int
    at: datetime


@dataclass(frozen=True)
class ShownTotal:
    """A total that may be shown: of how many firms, and since when it stands."""

    mass_g: int
    firms: int
    as_of: datetime


def shown_total(changes: Iterable[Change], *, fewest: int = FEWEST_FIRMS) -> ShownTotal | None:
    """The last total of these changes, in the order in which they were written, that gives no firm away."""
    stands: dict[tuple[int, str], int] = {}
    moved: dict[int, int] = {}
    shown = None
    for change in changes:
        key = (change.member, change.steel)
        moved[change.member] = moved.get(change.member, 0) + change.mass_g - stands.get(key, 0)
        stands[key] = change.mass_g
        if len(moved) < fewest:
            continue
        by_firm: dict[int, int] = {}
        for (member, _steel), mass_g in stands.items():
            by_firm[member] = by_firm.get(member, 0) + mass_g
        firms = [mass_g for mass_g in by_firm.values() if mass_g]
        steps = [abs(mass_g) for mass_g in moved.values() if mass_g]
        if gives_nobody_away(firms, fewest) and gives_nobody_away(steps, fewest):
            shown, moved = ShownTotal(sum(firms), len(firms), change.at), {}
    return shown


def gives_nobody_away(parts: Sequence[int], fewest: int = FEWEST_FIRMS) -> bool:
    """Whether a total of these parts, one a firm, may be told: enough firms, and none makes most of it."""
    return len(parts) >= fewest and max(parts) * 100 <= sum(parts) * MOST_PERCENT


def shown_totals(round_id: int) -> dict[str, ShownTotal | None]:
    """By material of the round: the total that members see; None where none may be shown. One query."""
    names = ("member_id", "format__code", "format__material__code", "format__kind", "format__piece_mass_g", "firm")
    rows = RoundStatement.objects.filter(round=round_id).order_by("pk").values_list(*names, "stated_at")
    changes: dict[str, list[Change]] = {}
    for member, steel, material, kind, piece_g, firm, at in rows:
        mass_g = firm * piece_g if kind in PIECEWISE else firm
        changes.setdefault(material, []).append(Change(member, steel, mass_g, at))
    return {material: shown_total(listed) for material, listed in changes.items()}
