"""A short supply, shared by committed need: nobody waits because somebody else asked first.

Weighted max-min filling (Bertsekas & Gallager, Data Networks, 1992, section 6.5): all rise together, each in
proportion to what it has committed to, until it has what it wants; what it leaves is for the others.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from rantai.core.units import ceil_div
from rantai.engine.sharing.capped import share_capped


def share_short(
    supply: int, committed: Sequence[int], wanted: Sequence[int], codes: Sequence[str], *, occasion: str = ""
) -> list[int]:
    """Whole units of a supply for each firm, none above what it wants; all of the supply unless all wants are met.

    committed: firm orders behind each need; who has none gets only what all others leave, in proportion to what it
    wants. The odd units go to the largest remainders; of equal ones to the firm whose turn it is (`turns`). The order
    of the rows changes nothing. Raises ValueError for negative numbers.
    """
    if min([supply, *committed, *wanted], default=0) < 0 or not len(committed) == len(wanted) == len(codes):
        raise ValueError("a supply, and as many commitments, wants and codes are expected, none below 0")
    return share_capped(min(supply, sum(wanted)), committed, wanted, turns=turns(codes, occasion))


def share_short_pieces(
    supply: int, committed: Sequence[int], wanted: Sequence[int], each: int, codes: Sequence[str], *, occasion: str = ""
) -> list[int]:
    """The same in whole pieces of `each` units: `supply` counts pieces, commitments and wants are in units."""
    if each < 1:
        raise ValueError("a piece is 1 unit or more")
    return share_short(supply, committed, [ceil_div(want, each) for want in wanted], codes, occasion=occasion)


def turns(codes: Sequence[str], occasion: str = "") -> list[int]:
    """Whose turn it is among equals, lowest first: drawn from the codes and the occasion, never from the order of rows.

    A fixed order of the codes would favour the same firm each time; this one changes with the occasion (a material, a
    week), and everybody can draw it again.
    """
    drawn = [hashlib.sha256(f"{occasion}\x1f{code}".encode()).digest() for code in codes]
    rank = {lot: place for place, lot in enumerate(sorted(set(drawn)))}
    return [rank[lot] for lot in drawn]
