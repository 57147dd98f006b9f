"""The part of the judge that looks at one pattern after the other: who may lie where, and how it is cut apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from rantai.engine.cutting.fault import Fault
from rantai.engine.cutting.guillotine import fewest_cuts, is_cuttable, split
from rantai.engine.cutting.tables import FREE, UNLIMITED, CuttingAnswer, CuttingInput, Flags, Ints
from rantai.engine.cutting.tree import NotCuttable, derive, rules_of

Boxes = NDArray[np.int64]  # rows: x low, y low, x high, y high
Region = tuple[int, int, int, int]

_BLOCK = 128  # boxes whose neighbours are looked for at once


def suits(given: CuttingInput, piece: int) -> Flags:
    """Formats of which a blank may be cut: owned stock is its owner's, grade and thickness are as asked."""
    may = (given.format_owner == -1) | (given.format_owner == given.piece_owner[piece])
    if given.piece_grade[piece] != -1:
        may = may & (given.format_grade == given.piece_grade[piece])
    if given.piece_thickness_um[piece] != -1:
        may = may & (given.format_thickness_um == given.piece_thickness_um[piece])
    return np.asarray(may)


def fits_alone(given: CuttingInput, piece: int, position: int) -> bool:
    """Whether one blank that is small enough can be cut from a format by the cuts, knives and bed that there are."""
    x, y, far, top = given.room(position)
    if given.is_bar and given.bed_um and given.format_length_um[position] > given.bed_um:
        return False
    length, width = int(given.piece_length_um[piece]), int(given.piece_width_um[piece])
    ways = [(length or far - x, width)]
    if given.kind == "sheet" and not given.piece_grain_locked[piece]:
        ways.append((width, length))
    boxes = [np.array([[x, y, x + a, y + b]]) for a, b in ways if x + a <= far and y + b <= top]
    return any(not list(_Pattern(given, position, box, np.array([piece]), _NO_BOXES, "").cuts()) for box in boxes)


_NO_BOXES = np.zeros((0, 4), dtype=np.int64)


def judge_patterns(given: CuttingInput, answer: CuttingAnswer) -> Iterator[Fault]:
    """Faults of all patterns, in their order."""
    placed, kept = _boxes(answer, "placement"), _boxes(answer, "remnant")
    rows, leftovers = _rows(answer.placement_pattern), _rows(answer.remnant_pattern)
    none = np.zeros(0, dtype=np.int64)
    for number, position in enumerate(answer.pattern_format.tolist()):
        mine = rows.get(number, none)
        pieces = answer.placement_piece[mine]
        remnants = kept[leftovers.get(number, none)]
        yield from _Pattern(given, position, placed[mine], pieces, remnants, f"pattern {number}").faults()


def _boxes(answer: CuttingAnswer, table: str) -> Boxes:
    x, y, length, width = (getattr(answer, f"{table}_{name}") for name in ("x_um", "y_um", "length_um", "width_um"))
    return np.stack([x, y, x + length, y + width], axis=1)


def _rows(patterns: Ints) -> dict[int, Ints]:
    """Rows of each pattern."""
    order = np.argsort(patterns, kind="stable")
    ends = np.flatnonzero(np.diff(patterns[order])) + 1
    return {int(patterns[rows[0]]): rows for rows in np.split(order, ends) if len(rows)}


@dataclass(frozen=True, eq=False)
class _Pattern:
    """One pattern under judgement."""

    given: CuttingInput
    position: int
    boxes: Boxes
    pieces: Ints
    kept: Boxes
    place: str

    @property
    def room(self) -> Region:
        return self.given.room(self.position)

    def faults(self) -> Iterator[Fault]:
        """All of them; how it is cut is judged only of blanks that lie inside and apart."""
        yield from self._owners()
        astray = list(self._astray())
        yield from astray
        if not astray:
            yield from self.cuts()
        yield from self._remnants(may_cut=not astray)

    def _fault(self, code: str, text: str) -> Fault:
        return Fault(code, self.place, text)

    def _owners(self) -> Iterator[Fault]:
        given, position, pieces = self.given, self.position, self.pieces
        owner, grade = given.format_owner[position], given.format_grade[position]
        if owner != -1 and (given.piece_owner[pieces] != owner).any():
            yield self._fault("wrong_owner", "somebody's own stock is cut for others")
        asked = given.piece_grade[pieces]
        if ((asked != -1) & (asked != grade)).any():
            yield self._fault("wrong_grade", "blanks ask for another grade")
        asked = given.piece_thickness_um[pieces]
        if ((asked != -1) & (asked != given.format_thickness_um[position])).any():
            yield self._fault("wrong_thickness", "blanks ask for another thickness")

    def _astray(self) -> Iterator[Fault]:
        outside = _outside(self.boxes, self.room)
        if outside:
            yield self._fault("outside", f"{outside} blanks lie outside the trimmed stock")
        if not outside and (self.given.kind == "sheet" and self._fewest is not None):
            return  # what cuts part lies a kerf apart
        clashes = _clashes(self.boxes, self.boxes, self.given.kerf_um, bars=self.given.is_bar) // 2
        if clashes:
            yield self._fault("overlap", f"{clashes} pairs of blanks lie closer than the kerf")

    def _can_be_cut(self, boxes: Boxes) -> bool:
        """By the stages and the first direction that are asked for."""
        given, kerf = self.given, self.given.kerf_um
        if given.is_bar:
            return len(boxes) == 0 or _gaps(boxes[:, 0], boxes[:, 2], kerf)
        stages, first_cut = (2, "length") if given.kind == "coil" else (given.stages, given.first_cut)
        return is_cuttable(boxes, self.room, kerf, stages, first_cut)

    def cuts(self) -> Iterator[Fault]:
        """Faults of how it is cut."""
        return {"bar": self._sawn, "sheet": self._sheared, "coil": self._slit}[self.given.kind]()

    def _sawn(self) -> Iterator[Fault]:
        given = self.given
        length = int(given.format_length_um[self.position])
        if given.bed_um and length > given.bed_um:
            yield self._fault("bar_too_long", f"the bar is {length} long, the saw takes {given.bed_um}")
        x_low, _, x_high, _ = self.room
        yield from self._too_many(_cuts_along(self.boxes[:, 0], self.boxes[:, 2], x_low, x_high, given.kerf_um))

    @cached_property
    def _fewest(self) -> int | None:
        """Cuts of a sheet that keeps all rules; None when there are none."""
        given = self.given
        return fewest_cuts(self.boxes, self.room, given.kerf_um, given.stages, given.first_cut, given.bed_um)

    def _sheared(self) -> Iterator[Fault]:
        given, room, kerf = self.given, self.room, self.given.kerf_um
        if self._fewest is not None:
            yield from () if self._has_short_tree() else self._too_many(self._fewest)
        elif not is_cuttable(self.boxes, room, kerf, FREE):
            yield self._fault("not_guillotine", "blanks cannot be cut apart edge to edge")
        elif not is_cuttable(self.boxes, room, kerf, given.stages):
            yield self._fault("too_many_stages", f"blanks cannot be cut apart in {given.stages} stages")
        elif not is_cuttable(self.boxes, room, kerf, given.stages, given.first_cut):
            yield self._fault("wrong_first_cut", f"the first cuts cannot run along the {given.first_cut}")
        else:
            yield self._fault("cut_too_long", f"a cut is longer than the bed of {given.bed_um}")

    def _has_short_tree(self) -> bool:
        """Whether some tree keeps the limit on cuts: neighbours may share the cut that takes off their waste."""
        if self.given.max_cuts == UNLIMITED or (self._fewest or 0) <= self.given.max_cuts:
            return True
        try:
            derive([tuple(box) for box in self.boxes.tolist()], self.room, rules_of(self.given))
        except NotCuttable:
            return False
        return True

    def _slit(self) -> Iterator[Fault]:
        """Strips over the whole length of the coil; then each strip across, with nothing to trim."""
        given, kerf = self.given, self.given.kerf_um
        x_low, y_low, x_high, y_high = self.room
        strips = [self.boxes[rows] for rows in split(self.boxes, kerf, 1)]
        cuts = 0
        for strip in strips:
            if len(np.unique(strip[:, [1, 3]], axis=0)) > 1:
                yield self._fault("strip_width", "blanks of one strip are not all as wide as the strip")
            elif not _gaps(strip[:, 0], strip[:, 2], kerf):
                yield self._fault("not_guillotine", "blanks of one strip cannot be cut apart")
            cuts += _cuts_along(strip[:, 0], strip[:, 2], x_low, x_high, kerf)
        lows, highs = (np.array([strip[0, side] for strip in strips]) for side in (1, 3))
        slits = _cuts_along(lows, highs, y_low, y_high, kerf)
        yield from self._too_many(cuts + slits)
        knives = slits + (given.trim_bottom_um > 0) + (given.trim_top_um > 0)
        if given.max_knives != UNLIMITED and knives > given.max_knives:
            yield self._fault("too_many_knives", f"{knives} knives, {given.max_knives} allowed")

    def _too_many(self, cuts: int) -> Iterator[Fault]:
        if self.given.max_cuts != UNLIMITED and cuts > self.given.max_cuts:
            yield self._fault("too_many_cuts", f"{cuts} cuts, {self.given.max_cuts} allowed")

    def _remnants(self, *, may_cut: bool) -> Iterator[Fault]:
        given, kept = self.given, self.kept
        if not len(kept):
            return
        if _outside(kept, self.room):
            yield self._fault("remnant_outside", "a remnant lies outside the trimmed stock")
        kerf, bars = given.kerf_um, given.is_bar
        if _clashes(kept, kept, 0, bars=bars) or _clashes(kept, self.boxes, kerf, bars=bars):
            yield self._fault("remnant_overlap", "a remnant lies on a blank, its kerf or another remnant")
        elif may_cut and self._can_be_cut(self.boxes) and not self._can_be_cut(np.concatenate([self.boxes, kept])):
            yield self._fault("remnant_not_cuttable", "the cuts that part the blanks cannot part the remnants too")
        for side in np.sort(kept[:, 2:] - kept[:, :2], axis=1).tolist():
            if not _is_worth_keeping(given, side):
                yield self._fault("remnant_too_small", f"{side} is smaller than what is kept")


def _outside(boxes: Boxes, room: Region) -> int:
    low, high = (boxes[:, :2] < room[:2]).any(axis=1), (boxes[:, 2:] > room[2:]).any(axis=1)
    return int((low | high).sum())


def _gaps(low: Ints, high: Ints, kerf: int) -> bool:
    """Whether what lies along a line keeps a kerf between neighbours."""
    order = np.argsort(low, kind="stable")
    return bool((low[order][1:] >= high[order][:-1] + kerf).all())


def _cuts_along(low: Ints, high: Ints, start: int, end: int, kerf: int) -> int:
    """Cuts that part what lies along a line from `start` to `end`: waste between neighbours takes two."""
    ends = sorted(zip(low.tolist(), high.tolist(), strict=True))
    if not ends:
        return 0
    inner = sum(1 + (after[0] > before[1] + kerf) for before, after in pairwise(ends))
    return inner + (ends[0][0] > start) + (ends[-1][1] < end)


def _clashes(one: Boxes, other: Boxes, kerf: int, *, bars: bool) -> int:
    """Ordered pairs, of a box and a different one, that lie closer than the kerf. Boxes are compared block by block."""
    found = 0
    is_same = one is other
    order = np.argsort(other[:, 0], kind="stable")
    sorted_low, reach = other[order, 0], np.maximum.accumulate(other[order, 2])
    rows = np.argsort(one[:, 0], kind="stable")
    for at in range(0, len(rows), _BLOCK):
        block = one[rows[at : at + _BLOCK]]
        first = int(np.searchsorted(reach, block[:, 0].min() - kerf, side="right"))
        last = int(np.searchsorted(sorted_low, block[:, 2].max() + kerf, side="left"))
        near = other[order[first:last]]
        apart = (block[:, None, 2] + kerf <= near[None, :, 0]) | (near[None, :, 2] + kerf <= block[:, None, 0])
        if not bars:
            apart |= (block[:, None, 3] + kerf <= near[None, :, 1]) | (near[None, :, 3] + kerf <= block[:, None, 1])
        found += int((~apart).sum())
    return max(0, found - len(one)) if is_same else found


def _is_worth_keeping(given: CuttingInput, side: list[int]) -> bool:
    short, long = side
    reaches = long > 0 and long >= given.min_remnant_length_um
    return reaches and (given.is_bar or (short > 0 and short >= given.min_remnant_width_um))
