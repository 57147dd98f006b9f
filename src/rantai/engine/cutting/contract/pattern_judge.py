"""What a judge says of one pattern: names, sizes, grain, owner, grade, room, kerf, cuts, stages, remnants."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import replace
from fractions import Fraction

from rantai.engine.cutting.contract.faults import fault
from rantai.engine.cutting.contract.parting import first_clash, parting_work
from rantai.engine.cutting.contract.plan_file import Box, Placed, PlanPattern
from rantai.engine.cutting.contract.question import Question, pair_size
from rantai.engine.cutting.contract.sense import mm
from rantai.engine.cutting.contract.tree_judge import TreeJudge, is_exactly
from rantai.engine.cutting.contract.words import UNSAID, Piece, Stock
from rantai.engine.cutting.fault import Fault
from rantai.engine.cutting.tables import UNLIMITED
from rantai.engine.cutting.tree import Level, NotCuttable, Part, Rules, derive, rules_of

_MOST_WORK = 4_000_000  # boxes looked at over all levels of all patterns of a plan

_REASONS = {
    "knot": "not_guillotine",
    "stages": "too_many_stages",
    "first_cut": "wrong_first_cut",
    "max_cuts": "too_many_cuts",
    "bed": "bed_too_short",
}


_UNSOUND = {"wrong_cuts", "cut_outside", "wrong_leaf", "wrong_scrap", "not_cut_out"}  # of a tree of cuts


class PatternJudge:
    """Judges patterns of one list; `stock` and `pieces` give positions by name."""

    def __init__(self, asked: Question) -> None:
        self.asked, self.list = asked, asked.asked
        self.stock = {str(stock.id): at for at, stock in enumerate(self.list.stock)}
        self.pieces = {str(piece.id): at for at, piece in enumerate(self.list.pieces)}
        self.rules: Rules = replace(rules_of(asked.given), is_kept=False)
        self.work = _MOST_WORK

    def faults(self, pattern: PlanPattern, place: str) -> Iterator[Fault]:
        if pattern.count < 1:
            yield fault("count_not_positive", f"{place}.count", count=pattern.count)
        if not pattern.placed:
            yield fault("empty_pattern", place)
        if pattern.stock not in self.stock:
            yield fault("unknown_stock", f"{place}.stock", name=pattern.stock)
            return
        stock = self.list.stock[self.stock[pattern.stock]]
        if self.list.is_bars and self.list.bed_um and stock.length_um > self.list.bed_um:
            yield fault("bed_too_short", place, bed=mm(self.list.bed_um))
        found: list[Fault] = []
        for at, placed in enumerate(pattern.placed):
            found += self._placed(placed, stock, f"{place}.placed[{at}]")
        yield from found
        boxes = [self._box(placed, stock) for placed in pattern.placed]
        if not {one.code for one in found} & {"outside", "unknown_piece", "wrong_size", "not_a_pair"}:
            yield from self._cut_apart(boxes, pattern, stock, place)
        yield from self._remnant_sizes(pattern, place)
        yield from self._scrap(pattern, stock, place)

    def _placed(self, placed: Placed, stock: Stock, place: str) -> Iterator[Fault]:
        if placed.piece not in self.pieces:
            yield fault("unknown_piece", f"{place}.piece", name=placed.piece)
            return
        piece = self.list.pieces[self.pieces[placed.piece]]
        if placed.is_pair and piece.shape != "triangle":
            yield fault("not_a_pair", place)
        yield from self._size(placed, piece, stock, place)
        yield from self._material(piece, stock, place)
        x, y, far, top = self._box(placed, stock)
        low_x, low_y, high_x, high_y = self._room(stock)
        beside = self.list.is_bars and placed.y not in (None, 0)
        if x < low_x or y < low_y or far > high_x or top > high_y or beside:
            yield fault("outside", place)

    def _size(self, placed: Placed, piece: Piece, stock: Stock, place: str) -> Iterator[Fault]:
        length, width = self._own_size(piece, stock, is_pair=placed.is_pair)
        found = self._found_size(placed, stock)
        ways = {False: (length, width), True: (width, length)}
        fitting = [turned for turned, size in ways.items() if size == found and placed.is_rotated in (None, turned)]
        is_odd = self.list.is_bars and placed.width not in (None, 0, piece.width_um)
        if not fitting or is_odd:
            found = found[0], placed.width or 0 if is_odd else found[1]
            yield fault("wrong_size", place, found=_size(found), wanted=_size((length, width)))
        elif all(fitting) and (self.list.kind != "sheets" or not piece.is_rotatable):
            yield fault("against_grain", place)

    def _own_size(self, piece: Piece, stock: Stock, *, is_pair: bool) -> tuple[int, int]:
        """A piece as it is before turning; a strip that is only slit is as long as its coil's room."""
        length, width = piece.length_um or self.list.room(stock)[0], 0 if self.list.is_bars else piece.width_um
        return pair_size(length, width, self.list.kerf_um) if is_pair else (length, width)

    def _found_size(self, placed: Placed, stock: Stock) -> tuple[int, int]:
        """Sizes as placed; what the plan leaves unsaid is the piece's own."""
        own = (0, 0)
        if placed.piece in self.pieces:
            own = self._own_size(self.list.pieces[self.pieces[placed.piece]], stock, is_pair=placed.is_pair)
        length, width = own[::-1] if placed.is_rotated else own
        length = length if placed.length is None else placed.length
        return length, 0 if self.list.is_bars else width if placed.width is None else placed.width

    def _material(self, piece: Piece, stock: Stock, place: str) -> Iterator[Fault]:
        if stock.owner is not None and stock.owner != piece.owner:
            yield fault("wrong_owner", place)
        if piece.grade is not None and piece.grade != stock.grade:
            yield fault("wrong_grade", place, wanted=piece.grade, found=stock.grade or "–")
        if piece.thickness_um not in (UNSAID, stock.thickness_um):
            found = "–" if stock.thickness_um == UNSAID else mm(stock.thickness_um)
            yield fault("wrong_thickness", place, wanted=mm(piece.thickness_um), found=found)

    def _box(self, placed: Placed, stock: Stock) -> Box:
        length, width = self._found_size(placed, stock)
        y = 0 if self.list.is_bars else placed.y or 0
        return placed.x, y, placed.x + length, y + width

    def _room(self, stock: Stock) -> Box:
        trim, (length, width) = self.list.trim, self.list.room(stock)
        low = 0 if self.list.is_bars else trim.bottom
        return trim.left, low, trim.left + length, low + width

    def _cut_apart(self, boxes: list[Box], pattern: PlanPattern, stock: Stock, place: str) -> Iterator[Fault]:
        """By the plan's own tree of cuts; without one, or when it is unsound, by the places alone."""
        told: list[Fault] = []
        if pattern.cuts is not None:
            told = list(TreeJudge(self.list, self.rules, pattern, boxes, self._room(stock)).faults(place))
            yield from told
        if pattern.cuts is None or any(one.code in _UNSOUND for one in told):
            yield from self._parted(boxes, pattern, stock, place)

    def _parted(self, boxes: list[Box], pattern: PlanPattern, stock: Stock, place: str) -> Iterator[Fault]:
        """Edge to edge, in the stages asked for; the pieces alone first, then with the remnants that are named."""
        made = self._derived(boxes, stock, self.rules)
        if isinstance(made, str):
            yield self._not_parted(made, boxes, place)
            return
        yield from self._knives(made, place)
        if not pattern.remnants:
            return
        low_x, low_y, high_x, high_y = self._room(stock)
        for at, (x, y, far, top) in enumerate(pattern.remnants):
            if x < low_x or y < low_y or far > high_x or top > high_y or far <= x:
                yield fault("remnant_outside", f"{place}.remnants[{at}]")
                return
        free = replace(self.rules, max_cuts=UNLIMITED, bed=0)
        made = self._derived([*boxes, *pattern.remnants], stock, free)
        if isinstance(made, str):
            is_apart = self._clash([*boxes, *pattern.remnants]) is None
            code = "remnant_not_cuttable" if is_apart else "remnant_overlap"
            yield fault("too_tangled" if made == "tangle" else code, f"{place}.remnants")

    def _derived(self, boxes: list[Box], stock: Stock, rules: Rules) -> Part | str:
        """The tree of cuts, or why there is none."""
        self.work -= parting_work(boxes, self.list.kerf_um, self.work)
        if self.work < 0:
            return "tangle"
        try:
            return derive(boxes, self._room(stock), rules)
        except NotCuttable as knot:
            return knot.reason

    def _not_parted(self, reason: str, boxes: list[Box], place: str) -> Fault:
        if reason == "tangle":
            return fault("too_tangled", place)
        if (clash := self._clash(boxes)) is not None:
            return fault("overlap", f"{place}.placed[{clash}]")
        values = {"stages": self.rules.stages, "most": self.list.max_cuts, "bed": mm(self.list.bed_um)}
        return fault(_REASONS[reason], place, **values)

    def _clash(self, boxes: list[Box]) -> int | None:
        flat = [(x, 0, far, 1) for x, _, far, _ in boxes] if self.list.is_bars else boxes
        return first_clash(flat, self.list.kerf_um)

    def _knives(self, made: Part, place: str) -> Iterator[Fault]:
        """Slitting cuts of a coil, trimmed edges included."""
        most = self.list.max_knives
        slits = len(made.parts) - 1 if isinstance(made, Level) and made.axis == 1 else 0
        found = slits + (self.list.trim.bottom > 0) + (self.list.trim.top > 0)
        if most != UNSAID and found > most:
            yield fault("too_many_knives", place, found=found, most=most)

    def _remnant_sizes(self, pattern: PlanPattern, place: str) -> Iterator[Fault]:
        for at, (x, y, far, top) in enumerate(pattern.remnants):
            short, long = sorted((far - x, top - y))
            keep = self.list.keep_um or (0, 0)
            if long < keep[0] or (not self.list.is_bars and (short < keep[1] or short <= 0)):
                yield fault("remnant_too_small", f"{place}.remnants[{at}]")

    def _scrap(self, pattern: PlanPattern, stock: Stock, place: str) -> Iterator[Fault]:
        """Pieces, remnants and scrap are the whole piece of stock: mm² of a sheet or coil, mm of a bar."""
        wide = not self.list.is_bars
        kept = sum((far - x) * (top - y if wide else 1) for x, y, far, top in pattern.remnants)
        rest = stock.length_um * (stock.width_um if wide else 1) - kept - self.cut_size(pattern)
        area, length = (Fraction(rest, 10**6), Fraction(0)) if wide else (Fraction(0), Fraction(rest, 1_000))
        for name, said, found in (("area_mm2", pattern.scrap, area), ("length_mm", pattern.scrap_length, length)):
            if said is not None and not is_exactly(said, found):
                yield fault("wrong_scrap", f"{place}.scrap_{name}", said=said, found=float(found))

    def likeness(self, pattern: PlanPattern) -> Hashable:
        """What equal patterns share: the size of their stock, and their boxes."""
        if pattern.stock not in self.stock:
            return pattern.stock
        stock = self.list.stock[self.stock[pattern.stock]]
        boxes = tuple(sorted(self._box(placed, stock) for placed in pattern.placed))
        return stock.length_um, stock.width_um, stock.grade, stock.thickness_um, boxes

    def whole_sizes(self) -> list[int]:
        """µm of each bar of the stock, µm² of each sheet or coil."""
        return [stock.length_um * (1 if self.list.is_bars else stock.width_um) for stock in self.list.stock]

    def cut_size(self, pattern: PlanPattern) -> int:
        """µm or µm² of all pieces on one pattern."""
        if pattern.stock not in self.stock:
            return 0
        stock = self.list.stock[self.stock[pattern.stock]]
        sizes = (self._found_size(placed, stock) for placed in pattern.placed)
        return sum(length * (1 if self.list.is_bars else width) for length, width in sizes)


def _size(sides: tuple[int, int]) -> str:
    return " × ".join(mm(side) for side in sides)
