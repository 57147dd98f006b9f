"""Why a piece was left out, and which stock comes nearest to it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from rantai.engine.cutting.contract.sense import mm
from rantai.engine.cutting.tables import UNLIMITED, CuttingInput

Mask = NDArray[np.bool_]

REASONS = {
    "too_large": (
        "Lebih besar dari semua stok: kurang {length} mm panjang dan {width} mm lebar pada {stock}.",
        "Larger than all stock: {length} mm of length and {width} mm of width are missing on {stock}.",
    ),
    "grain_locked": (
        "Hanya muat di {stock} bila diputar, dan seratnya terkunci.",
        "Fits {stock} only when turned, and its grain is locked.",
    ),
    "bed_too_short": (
        "Hanya muat di {stock}, yang lebih panjang daripada meja gergaji.",
        "Fits only {stock}, which is longer than the bed.",
    ),
    "no_such_grade": (
        "{stock} cukup besar, tetapi mutunya bukan yang diminta.",
        "{stock} is large enough, but not of the grade asked for.",
    ),
    "no_such_thickness": (
        "{stock} cukup besar, tetapi tebalnya bukan yang diminta.",
        "{stock} is large enough, but not of the thickness asked for.",
    ),
    "owned_by_others": ("{stock} muat, tetapi milik orang lain.", "{stock} would do, but it belongs to somebody else."),
    "stock_used_up": ("{stock} muat, tetapi semuanya sudah terpakai.", "{stock} would do, but all of it is used up."),
    "limit_reached": (
        "{stock} muat dan masih ada, tetapi batas pola, potongan, pisau atau meja tidak mengizinkan.",
        "{stock} would do and there is some left, but a limit on patterns, cuts, knives or bed forbids it.",
    ),
    "not_reached": (
        "{stock} muat dan masih ada; pencarian berhenti sebelum sampai ke sini.",
        "{stock} would do and there is some left; the search ended before it got here.",
    ),
}


class Reason(NamedTuple):
    """code: a word of REASONS. format: the nearest row of the stock. missing_um: length and width it lacks."""

    code: str
    format: int
    missing_um: tuple[int, int] = (0, 0)

    def text(self, stock: str, language: str) -> str:
        words = {"stock": stock, "length": mm(self.missing_um[0]), "width": mm(self.missing_um[1])}
        return REASONS[self.code][language == "en"].format(**words)


class Reasons:
    """Answers for each row of the pieces.

    used: how many of each row of the stock are cut. may_add: whether the plan may hold one more pattern.
    """

    def __init__(self, given: CuttingInput, used: list[int], *, may_add: bool = True) -> None:
        self.given, self.may_add = given, may_add
        self.is_limited = given.bed_um > 0 or not given.max_cuts == given.max_knives == UNLIMITED
        rooms = np.array([given.room(row) for row in range(len(given.format_cost))], dtype=np.int64)
        self.x, self.y = rooms[:, 2] - rooms[:, 0], rooms[:, 3] - rooms[:, 1]
        left = (given.format_available == UNLIMITED) | (np.array(used, dtype=np.int64) < given.format_available)
        self.is_left: Mask = left
        in_bed = given.format_length_um <= given.bed_um if given.is_bar and given.bed_um else given.format_length_um > 0
        self.in_bed: Mask = in_bed

    def why(self, piece: int) -> Reason:
        given = self.given
        owner = (given.format_owner == -1) | (given.format_owner == given.piece_owner[piece])
        grade = self._same("grade", piece)
        thickness = self._same("thickness_um", piece)
        straight, turned = self._fits(piece)
        fits = straight | turned if self._may_turn(piece) else straight
        suits = owner & grade & thickness
        if (suits & fits & self.in_bed).any():
            return self._at_hand(piece, suits & fits & self.in_bed)
        for code, mask in (
            ("bed_too_short", suits & fits),
            ("grain_locked", suits & turned),
            ("owned_by_others", grade & thickness & fits),
            ("no_such_grade", owner & thickness & fits),
            ("no_such_thickness", owner & grade & fits),
            ("no_such_grade", fits),
        ):
            if mask.any():
                return Reason(code, self._cheapest(mask))
        return self._too_large(piece, suits if suits.any() else np.ones_like(suits))

    def _same(self, word: str, piece: int) -> Mask:
        asked = getattr(self.given, f"piece_{word}")[piece]
        said = getattr(self.given, f"format_{word}")
        same: Mask = (said == asked) | (asked == -1)
        return same

    def _may_turn(self, piece: int) -> bool:
        return self.given.kind == "sheet" and not self.given.piece_grain_locked[piece]

    def _fits(self, piece: int) -> tuple[Mask, Mask]:
        """Where it fits as it lies, and where it would fit turned."""
        length, width = self.given.piece_length_um[piece], self.given.piece_width_um[piece]
        turned = (width <= self.x) & (length <= self.y) & (self.given.kind == "sheet")
        return (length <= self.x) & (width <= self.y), turned

    def _at_hand(self, piece: int, fits: Mask) -> Reason:
        if not (fits & self.is_left).any():
            return Reason("stock_used_up", self._cheapest(fits))
        may = fits & self.is_left & self.may_be_cut(piece) if self.is_limited else fits & self.is_left
        if self.may_add and may.any():
            return Reason("not_reached", self._cheapest(may))
        return Reason("limit_reached", self._cheapest(fits & self.is_left))

    def may_be_cut(self, piece: int) -> Mask:
        """Stock from which a blank alone in the corner can be cut by the cuts, knives and bed that there are."""
        length, width = int(self.given.piece_length_um[piece]), int(self.given.piece_width_um[piece])
        straight, turned = self._fits(piece)
        found = straight & self._by_limits(length, width)
        return found | turned & self._by_limits(width, length) if self._may_turn(piece) else found

    def _by_limits(self, along: int, across: int) -> Mask:
        """A side that is shorter than the stock takes a cut; the first cuts run over the whole stock."""
        given = self.given
        first = (self.x > along) & (along > 0)  # across x; a strip that is only slit is as long as its coil
        second = (self.y > across) & (not given.is_bar)
        may: Mask = self.is_left | True
        if given.max_cuts != UNLIMITED:
            may = may & (1 * first + second <= given.max_cuts)
        if given.max_knives != UNLIMITED:
            edges = (given.trim_bottom_um > 0) + (given.trim_top_um > 0)
            may = may & (1 * second + edges <= given.max_knives)
        if given.kind == "sheet" and given.bed_um:
            bed = given.bed_um
            by_x = (~first | (self.y <= bed)) & (~second | (along <= bed)) & (given.first_cut != "length")
            by_y = (~second | (self.x <= bed)) & (~first | (across <= bed)) & (given.first_cut != "width")
            may = may & (by_x | by_y)
        return may

    def _cheapest(self, mask: Mask) -> int:
        rows = np.flatnonzero(mask)
        return int(rows[np.argmin(self.given.format_cost[rows])])

    def _too_large(self, piece: int, mask: Mask) -> Reason:
        """The stock that lacks least, the better way round."""
        length, width = int(self.given.piece_length_um[piece]), int(self.given.piece_width_um[piece])
        ways = [(length, width), (width, length)] if self._may_turn(piece) else [(length, width)]
        rows = np.flatnonzero(mask)
        best: tuple[int, int, int, int] | None = None
        for a, b in ways:
            x, y = np.maximum(0, a - self.x[rows]), np.maximum(0, b - self.y[rows])
            at = int(np.argmin(x + y))
            choice = (int(x[at] + y[at]), int(rows[at]), int(x[at]), int(y[at]))
            best = choice if best is None or choice < best else best
        assert best is not None
        return Reason("too_large", best[1], best[2:])
