"""How a piece of stock is cut apart, edge to edge: the one source of leftovers, of the order of cuts, and of stages.

Every box and the room are grown by one kerf at their far ends: parts then lie edge to edge, a cut at c takes the kerf
[c - kerf, c], and what remains of a part grown to [a, b) is [a, b - kerf]. A level cuts a region into as many parts as
it can. Between and around the parts lies waste, which is cut off in one piece, or left to the part before or behind it,
where it lengthens the waste of the next level; a small dynamic programme over the parts of a level takes the choice
that keeps the largest leftovers, in all levels of up to three stages and in the upper levels of free ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from operator import itemgetter
from typing import Any, NamedTuple

from rantai.engine.cutting.parts import (
    REMNANT,
    SCRAP,
    Areas,
    Cut,
    Half,
    Leaf,
    Level,
    Part,
    Region,
    areas,
    cuts_of,
    halves,
    leaves,
    longest_cut,
    order,
    remnants,
    stages_of,
    walk,
)
from rantai.engine.cutting.tables import FREE, UNLIMITED, CuttingAnswer, CuttingInput

__all__ = [
    "FREE",
    "REMNANT",
    "SCRAP",
    "Areas",
    "Cut",
    "Half",
    "Leaf",
    "Level",
    "NotCuttable",
    "Part",
    "Region",
    "Rules",
    "areas",
    "cuts_of",
    "derive",
    "halves",
    "leaves",
    "longest_cut",
    "order",
    "remnants",
    "rules_of",
    "stages_of",
    "tree_of",
    "walk",
]

Row = tuple[int, int, int, int, int]  # a grown box and its number

# (boxes at most, upper levels that place their waste with care); below them waste is cut off where it lies
_CAREFUL = ((80, 4), (600, 2))


class NotCuttable(ValueError):
    """Boxes that cannot be parted as the rules ask. `reason`: knot, stages, first_cut, max_cuts or bed."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Rules:
    """What a tree must keep to. Leftovers are kept when both sides reach; keep_length 0 and keep_width 0 keep all.

    is_kept False keeps none; is_plain True cuts all waste off where it lies. first: axis across which the first cuts
    run, -1 for any. may_trim: one last cut may trim a blank.
    """

    kerf: int
    stages: int = FREE
    first: int = -1
    keep_length: int = 0
    keep_width: int = 0
    is_kept: bool = True
    is_plain: bool = False
    is_bar: bool = False
    may_trim: bool = True
    max_cuts: int = UNLIMITED
    bed: int = 0


def rules_of(given: CuttingInput) -> Rules:
    """The rules of a list. A bar is one level of cuts, a coil is slit first and then cut to length."""
    plain = Rules(
        kerf=given.kerf_um,
        keep_length=given.min_remnant_length_um,
        keep_width=given.min_remnant_width_um,
        max_cuts=given.max_cuts,
    )
    if given.kind == "bar":
        return replace(plain, stages=1, first=0, is_bar=True, may_trim=False)
    if given.kind == "coil":
        return replace(plain, stages=2, first=1, may_trim=False)
    first = {"any": -1, "width": 0, "length": 1}[given.first_cut]
    return replace(plain, stages=given.stages, first=first, bed=given.bed_um)


def tree_of(given: CuttingInput, answer: CuttingAnswer, pattern: int) -> Part:
    """The tree of one pattern; a leaf's piece is the row of its placement. Raises NotCuttable with the reason."""
    rows = (answer.placement_pattern == pattern).nonzero()[0]
    columns = (answer.placement_x_um, answer.placement_y_um, answer.placement_length_um, answer.placement_width_um)
    sides = zip(*(column[rows].tolist() for column in columns), strict=True)
    boxes = [(x, y, x + length, y + width) for x, y, length, width in sides]
    room = given.room(int(answer.pattern_format[pattern]))
    return _numbered(derive(boxes, room, rules_of(given)), rows.tolist())


def _numbered(part: Part, rows: list[int]) -> Part:
    if isinstance(part, Leaf):
        return part if part.piece < 0 else part._replace(piece=rows[part.piece])
    return part._replace(parts=tuple(_numbered(one, rows) for one in part.parts))


def derive(boxes: Sequence[Region], room: Region, rules: Rules) -> Part:
    """How the room is cut into its boxes, keeping the largest leftovers; a leaf's piece is a position in `boxes`.

    Raises NotCuttable with the reason why there is no such way.
    """
    found: list[Part] = []
    for is_plain, is_kept in ((False, True), (True, True), (False, False), (True, False)):
        tried = replace(rules, is_kept=is_kept and rules.is_kept, is_plain=is_plain)
        made = _trees(boxes, room, tried)
        fair = [one for one in made if _is_allowed(one[1], rules)]
        if fair:
            return max(fair, key=itemgetter(0))[1]
        found += [part for _, part in made]
        if not found:
            raise NotCuttable(_why(boxes, room, rules))
    is_short = any(_is_allowed(part, replace(rules, max_cuts=UNLIMITED)) for part in found)
    raise NotCuttable("max_cuts" if is_short else "bed")


def _trees(boxes: Sequence[Region], room: Region, rules: Rules) -> list[Made]:
    axes = (0, 1) if rules.first < 0 else (rules.first,)
    return [made for axis in axes if (made := _Cutter(rules).whole(boxes, room, axis)) is not None]


def _is_allowed(part: Part, rules: Rules) -> bool:
    if rules.bed and longest_cut(part) > rules.bed:
        return False
    return rules.max_cuts == UNLIMITED or cuts_of(part) <= rules.max_cuts


def _why(boxes: Sequence[Region], room: Region, rules: Rules) -> str:
    if rules.is_bar:  # one direction, one level: nothing else can be wrong
        return "knot"
    if rules.first >= 0 and _trees(boxes, room, replace(rules, first=-1)):
        return "first_cut"
    return "stages" if _trees(boxes, room, replace(rules, stages=FREE, first=-1)) else "knot"


Score = tuple[int, int, int]  # area kept, squares of the areas kept (few large ones first), minus the cuts
Made = tuple[Score, Part]
_NONE: Score = (0, 0, 0)


def _sum(one: Score, other: Score) -> Score:
    return one[0] + other[0], one[1] + other[1], one[2] + other[2]


class _Group(NamedTuple):
    """Rows that lie together along an axis, from low to high."""

    low: int
    high: int
    rows: list[Row]


class _Cutter:
    """Makes the tree of one room. Regions come grown and, for their far ends, real."""

    def __init__(self, rules: Rules) -> None:
        self.rules, self.kerf = rules, rules.kerf
        self.careful = 1

    def whole(self, boxes: Sequence[Region], room: Region, axis: int) -> Made | None:
        """The best tree whose first cuts run across `axis`; None when the boxes cannot be parted so."""
        up = 0 if self.rules.is_bar else self.kerf
        self.careful = next((levels for most, levels in _CAREFUL if len(boxes) <= most), 1)
        rows = [(x, y, far + self.kerf, top + up, at) for at, (x, y, far, top) in enumerate(boxes)]
        grown = (room[0], room[1], room[2] + self.kerf, room[3] + up)
        if any(r[0] < grown[0] or r[1] < grown[1] or r[2] > grown[2] or r[3] > grown[3] for r in rows):
            return None
        levels = self.rules.stages if self.rules.stages != FREE else 2 * len(rows) + 2
        return self._part(rows, grown, room, levels, axis, 0) if rows else self._waste(room)

    def _part(self, rows: list[Row], region: Region, real: Region, left: int, axis: int, depth: int) -> Made | None:
        """`left` more levels, the next across `axis`."""
        if len(rows) == 1 and rows[0][:4] == region:
            return _NONE, Leaf(real, rows[0][4])
        if left == 0:
            return self._trimmed(rows, region, real)
        if self.rules.stages == FREE and depth >= self.careful:
            return self._plainly(rows, region, real, axis)
        groups = _split(rows, axis)
        if len(groups) == 1 and groups[0][:2] == (region[axis], region[axis + 2]):
            other = _split(rows, 1 - axis)
            if len(other) == 1 and other[0][:2] == (region[1 - axis], region[3 - axis]):
                return None
            return self._part(rows, region, real, left - 1, 1 - axis, depth + 1)
        best = self._level(groups, region, real, left, axis, depth)
        joined = _joined(groups, region, axis) if left >= 3 and not self.rules.is_plain else groups
        if len(joined) < len(groups):
            other_made = self._level(joined, region, real, left, axis, depth)
            best = max((made for made in (best, other_made) if made), key=itemgetter(0), default=None)
        return best

    def _level(
        self, groups: list[_Group], region: Region, real: Region, left: int, axis: int, depth: int
    ) -> Made | None:
        """The best way to give the waste around the groups to a part of its own, or to a neighbour."""
        lows = [region[axis], *(group.high for group in groups)]
        highs = [*(group.low for group in groups), region[axis + 2]]
        may_give = left >= 2 and self.rules.is_kept and not self.rules.is_plain and depth < self.careful
        gives = [may_give and high - low > self.kerf for low, high in zip(lows, highs, strict=True)]
        wastes = [
            self._waste(self._real(real, axis, low, high)) if high > low else None
            for low, high in zip(lows, highs, strict=True)
        ]
        if not any(gives):
            return self._level_as_it_lies(groups, wastes, region, real, left, axis, depth)
        # by where the next part begins
        states = {highs[0]: _State(_NONE, None).with_part(wastes[0])}
        if gives[0]:
            states[lows[0]] = _State(_NONE, None)
        for at, group in enumerate(groups):
            is_last = at + 1 == len(groups)
            ends = [group.high, highs[at + 1]] if gives[at + 1] else [group.high]
            found: dict[int, _State] = {}
            for (start, state), end in product(states.items(), ends):
                if (start, end) == (region[axis], region[axis + 2]):
                    continue  # no cut at all: the other direction tries that
                child = self._part(
                    group.rows,
                    _between(region, axis, start, end),
                    self._real(real, axis, start, end),
                    left - 1,
                    1 - axis,
                    depth + 1,
                )
                if child is None:
                    continue
                now = state.with_part(child)
                if end == group.high and gives[at + 1] and not is_last:
                    _keep(found, group.high, now)
                _keep(found, highs[at + 1], now.with_part(wastes[at + 1] if end == group.high else None))
            states = found
        return next((state.level(real, axis) for state in states.values()), None)

    def _level_as_it_lies(
        self,
        groups: list[_Group],
        wastes: Sequence[Made | None],
        region: Region,
        real: Region,
        left: int,
        axis: int,
        depth: int,
    ) -> Made | None:
        """The level when there is no choice: all waste is cut off alone."""
        made = [wastes[0]] if wastes[0] else []
        for group, waste in zip(groups, wastes[1:], strict=True):
            inner = _between(region, axis, group.low, group.high)
            part = self._real(real, axis, group.low, group.high)
            child = self._part(group.rows, inner, part, left - 1, 1 - axis, depth + 1)
            if child is None:
                return None
            made += [child, waste] if waste else [child]
        if len(made) == 1:
            return None
        area, squares, cuts = (sum(score[at] for score, _ in made) for at in range(3))
        return (area, squares, cuts + 1 - len(made)), Level(real, axis, False, tuple(part for _, part in made))

    def _real(self, real: Region, axis: int, low: int, high: int) -> Region:
        """What remains of a part grown to low..high; nothing of waste narrower than a kerf.

        The cut behind a part lies directly before the next one, so that empty waste stands where that cut begins.
        """
        end = high - self.kerf
        return _between(real, axis, min(low, end), end)

    def _waste(self, real: Region) -> Made:
        x, y = real[2] - real[0], real[3] - real[1]
        area = x if self.rules.is_bar else x * y
        if area and self._is_worth_keeping(min(x, y), max(x, y)):
            return (area, area * area, 0), Leaf(real, REMNANT)
        return _NONE, Leaf(real, SCRAP)

    def _is_worth_keeping(self, short: int, long: int) -> bool:
        reaches = self.rules.is_kept and long >= self.rules.keep_length
        return reaches and (self.rules.is_bar or short >= self.rules.keep_width)

    def _trimmed(self, rows: list[Row], region: Region, real: Region) -> Made | None:
        """A single blank from which one cut trims waste."""
        box = rows[0]
        sides = [side for side in range(4) if box[side] != region[side]]
        if len(rows) > 1 or len(sides) != 1 or not self.rules.may_trim:
            return None
        axis = sides[0] % 2
        waste = (region[axis], box[axis]) if sides[0] < 2 else (box[axis + 2], region[axis + 2])
        blank = Leaf(self._real(real, axis, box[axis], box[axis + 2]), box[4])
        scrap = Leaf(self._real(real, axis, *waste), SCRAP)
        return (0, 0, -1), Level(real, axis, True, (scrap, blank) if sides[0] < 2 else (blank, scrap))

    def _plainly(self, rows: list[Row], region: Region, real: Region, axis: int) -> Made | None:
        """The lower levels of a free cutting, however deep: all waste is cut off where it lies."""
        todo = [(rows, region, real, axis)]
        made: list[tuple[Region, int, range] | Made] = []
        for rows, region, real, axis in todo:  # noqa: PLR1704
            if not rows:
                made.append(self._waste(real))
            elif len(rows) == 1 and rows[0][:4] == region:
                made.append((_NONE, Leaf(real, rows[0][4])))
            else:
                axis = next((a for a in (axis, 1 - axis) if _is_parted(_split(rows, a), region, a)), -1)  # noqa: PLW2901
                if axis < 0:
                    return None
                first = len(todo)
                todo += self._parts(_split(rows, axis), region, real, axis)
                made.append((real, axis, range(first, len(todo))))
        return _assembled(made)

    def _parts(
        self, groups: list[_Group], region: Region, real: Region, axis: int
    ) -> Iterator[tuple[list[Row], Region, Region, int]]:
        reached = region[axis]
        for group in [*groups, _Group(region[axis + 2], region[axis + 2], [])]:
            for rows, low, high in (([], reached, group.low), (group.rows, group.low, group.high)):
                if high > low:
                    yield rows, _between(region, axis, low, high), self._real(real, axis, low, high), 1 - axis
            reached = group.high


class _State(NamedTuple):
    """A level half made: its score, and its parts as a chain from the last to the first."""

    score: Score
    chain: tuple[Part, Any] | None

    def with_part(self, made: Made | None) -> _State:
        return self if made is None else _State(_sum(self.score, made[0]), (made[1], self.chain))

    def level(self, real: Region, axis: int) -> Made:
        parts, chain = [], self.chain
        while chain is not None:
            parts.append(chain[0])
            chain = chain[1]
        score = (self.score[0], self.score[1], self.score[2] + 1 - len(parts))
        return score, Level(real, axis, False, tuple(reversed(parts)))


def _keep(states: dict[int, _State], start: int, state: _State) -> None:
    if start not in states or state.score > states[start].score:
        states[start] = state


def _between(region: Region, axis: int, low: int, high: int) -> Region:
    return (low, region[1], high, region[3]) if axis == 0 else (region[0], low, region[2], high)


def _split(rows: list[Row], axis: int) -> list[_Group]:
    """Rows in groups that cuts across `axis` part, from low to high."""
    groups: list[_Group] = []
    held: list[Row] = []
    low = reach = 0
    for row in sorted(rows, key=itemgetter(axis)):
        if held and row[axis] >= reach:
            groups.append(_Group(low, reach, held))
            held = []
        low, reach = (low, max(reach, row[axis + 2])) if held else (row[axis], row[axis + 2])
        held.append(row)
    return [*groups, _Group(low, reach, held)]


def _is_parted(groups: list[_Group], region: Region, axis: int) -> bool:
    return len(groups) > 1 or groups[0][:2] != (region[axis], region[axis + 2])


def _joined(groups: list[_Group], region: Region, axis: int) -> list[_Group]:
    """Neighbours that end at the same sides across, and leave waste there, together: their waste comes off whole."""
    across, found = 1 - axis, [groups[0]]
    sides = [(min(row[across] for row in group.rows), max(row[across + 2] for row in group.rows)) for group in groups]
    for at in range(1, len(groups)):
        last, group = found[-1], groups[at]
        touching = last.high == group.low
        if touching and sides[at] == sides[at - 1] != (region[across], region[across + 2]):
            found[-1] = _Group(last.low, group.high, [*last.rows, *group.rows])
        else:
            found.append(group)
    return found


def _assembled(made: list[tuple[Region, int, range] | Made]) -> Made:
    """Trees from their parts, the last made first, because parts come after what they are parts of."""
    done: list[Made] = [(_NONE, Leaf((0, 0, 0, 0), SCRAP))] * len(made)
    for at in range(len(made) - 1, -1, -1):
        one = made[at]
        if len(one) == 2:
            done[at] = one
            continue
        real, axis, places = one
        score = (0, 0, 1 - len(places))
        for place in places:
            score = _sum(score, done[place][0])
        done[at] = score, Level(real, axis, False, tuple(done[place][1] for place in places))
    return done[0]
