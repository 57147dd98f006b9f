"""The nouns of the contract: a list to cut, as read and checked, in whole units."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Label = str | int
Shape = Literal["rectangle", "circle", "triangle"]

KINDS = ("bars", "sheets", "coils")
ROOM_KIND = {"bars": "bar", "sheets": "sheet", "coils": "coil"}
UNSAID = -1
LIKE_ALONE = "like_alone"  # the plans alone take more stock than there is: each pays in proportion to alone
COST_RULES = ("shared_below_alone", LIKE_ALONE)


@dataclass(frozen=True, slots=True)
class Stock:
    """One entry of the stock: a size that can be bought (quantity -1: as many as wanted), or steel at hand.

    width_um is 0 where none was given; thickness_um, mass_g and price_idr are -1 where none was given.
    """

    id: Label
    length_um: int
    width_um: int
    quantity: int
    price_idr: int = UNSAID
    is_remnant: bool = False
    remnant_value_idr: int = 0
    grade: str | None = None
    thickness_um: int = UNSAID
    heat: str | None = None
    owner: str | None = None
    mass_g: int = UNSAID


@dataclass(frozen=True, slots=True)
class Piece:
    """One entry of the pieces. length_um 0: a strip as long as its coil.

    priority: the smaller goes first, None last of all. due: a day's number, None when none was given.
    """

    id: Label
    length_um: int
    width_um: int
    quantity: int
    is_rotatable: bool = True
    grade: str | None = None
    thickness_um: int = UNSAID
    owner: str | None = None
    priority: int | None = None
    due: int | None = None
    shape: Shape = "rectangle"
    mass_g: int = UNSAID


@dataclass(frozen=True, slots=True)
class Trim:
    left: int = 0
    right: int = 0
    bottom: int = 0
    top: int = 0


@dataclass(frozen=True, slots=True)
class CutList:
    """A whole document: stock, pieces and rules. stages 0: free. Limits of -1 and sizes of 0 mean none.

    keep_um: the longer and the shorter side from which a leftover is kept, None when nothing is said: then none is.
    """

    kind: str
    stock: tuple[Stock, ...]
    pieces: tuple[Piece, ...]
    kerf_um: int = 0
    trim: Trim = Trim()
    stages: int = 0
    first_cut: str = "any"
    keep_um: tuple[int, int] | None = None
    max_patterns: int = UNSAID
    max_cuts: int = UNSAID
    max_knives: int = UNSAID
    stack_um: int = 0
    bed_um: int = 0

    @property
    def is_bars(self) -> bool:
        return self.kind == "bars"

    @property
    def is_priced(self) -> bool:
        return self.stock[0].price_idr != UNSAID

    def room(self, stock: Stock) -> tuple[int, int]:
        """What trimming leaves of a piece of stock, in µm: length and width (0 for bars)."""
        length = stock.length_um - self.trim.left - self.trim.right
        return length, 0 if self.is_bars else stock.width_um - self.trim.bottom - self.trim.top
