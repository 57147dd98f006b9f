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
from itertools import pairwise, product
from operator import itemgetter
from typing import Any, NamedTuple

from rantai.engine.cutting.tables import FREE, UNLIMITED, CuttingAnswer, CuttingInput

Region = tuple[int, int, int, int]  # x low, y low, x high, y high
Row = tuple[int, int, int, int, int]  # a grown box and its number

SCRAP = -1
REMNANT = -2

_CAREFUL_LEVELS = 4  # of a free cutting: below them all waste is cut off where it lies
_CAREFUL_PARTS = 600  # of a level: with more, its waste is cut off where it lies


class Leaf(NamedTuple):
    """A part that is not cut further: the number of its blank, SCRAP or REMNANT. Empty where a cut ran off the edge."""

    box: Region
    piece: int


class Level(NamedTuple):
    """Parallel cuts across `axis` (0: they stand on x) between neighbouring parts, from low to high.

    A cut begins where one part ends and takes what lies before the next. is_trim: the last cut, which only trims waste
    off a blank and counts as no stage.
    """

    box: Region
    axis: int
    is_trim: bool
    parts: tuple[Part, ...]


Part = Leaf | Level


class Cut(NamedTuple):
    """One cut across `axis` (0: x), from `low` to `high` on the other axis; `at` is where its kerf begins."""

    stage: int
    axis: int
    at: int
    low: int
    high: int


class Half(NamedTuple):
    """The same tree with one cut a node: what lies before `at` and what lies behind the kerf."""

    axis: int
    at: int
    low: Half | Leaf
    high: Half | Leaf


class Areas(NamedTuple):
    """Where a room goes, in µm² (bars: µm)."""

    pieces: int
    remnants: int
    scrap: int
    kerf: int


class NotCuttable(ValueError):
    """Boxes that cannot be parted as the rules ask. `reason`: knot, stages, first_cut, max_cuts or bed."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Rules:
    """What a tree must keep to. Leftovers are kept when both sides reach; keep_length 0 and keep_width 0 keep all.

    is_kept False keeps none. first: axis across which the first cuts run, -1 for any. may_trim: one last cut may trim a
    blank.
    """

    kerf: int
    stages: int = FREE
    first: int = -1
    keep_length: int = 0
    keep_width: int = 0
    is_kept: bool = True
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
    best = _best(boxes, room, rules)
    if best is not None and not _is_allowed(best, rules):
        best = _best(boxes, room, replace(rules, is_kept=False))
    if best is None:
        raise NotCuttable(_why(boxes, room, rules))
    if not _is_allowed(best, rules):
        raise NotCuttable("max_cuts" if _is_allowed(best, replace(rules, max_cuts=UNLIMITED)) else "bed")
    return best


def _best(boxes: Sequence[Region], room: Region, rules: Rules) -> Part | None:
    axes = (0, 1) if rules.first < 0 else (rules.first,)
    found = [made for axis in axes if (made := _Cutter(rules).whole(boxes, room, axis)) is not None]
    fair = [made for made in found if _is_allowed(made[1], rules)] or found
    return max(fair, key=itemgetter(0))[1] if fair else None


def _is_allowed(part: Part, rules: Rules) -> bool:
    if rules.bed and longest_cut(part) > rules.bed:
        return False
    return rules.max_cuts == UNLIMITED or cuts_of(part) <= rules.max_cuts


def _why(boxes: Sequence[Region], room: Region, rules: Rules) -> str:
    if rules.first >= 0 and _best(boxes, room, replace(rules, first=-1)) is not None:
        return "first_cut"
    return "knot" if _best(boxes, room, replace(rules, stages=FREE, first=-1)) is None else "stages"


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

    def whole(self, boxes: Sequence[Region], room: Region, axis: int) -> Made | None:
        """The best tree whose first cuts run across `axis`; None when the boxes cannot be parted so."""
        up = 0 if self.rules.is_bar else self.kerf
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
        if depth >= _CAREFUL_LEVELS:
            return self._plainly(rows, region, real, axis)
        groups = _split(rows, axis)
        if len(groups) == 1 and groups[0][:2] == (region[axis], region[axis + 2]):
            other = _split(rows, 1 - axis)
            if len(other) == 1 and other[0][:2] == (region[1 - axis], region[3 - axis]):
                return None
            return self._part(rows, region, real, left - 1, 1 - axis, depth + 1)
        best = self._level(groups, region, real, left, axis, depth)
        joined = _joined(groups, region, axis) if left >= 3 else groups
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
        may_give = left >= 2 and self.rules.is_kept and len(groups) <= _CAREFUL_PARTS
        gives = [may_give and high - low > self.kerf for low, high in zip(lows, highs, strict=True)]
        wastes = [self._gap(real, axis, low, high) for low, high in zip(lows, highs, strict=True)]
        states: dict[int, _State] = {
            highs[0]: _State(_NONE, None).with_part(wastes[0])
        }  # by where the next part begins
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

    def _gap(self, real: Region, axis: int, low: int, high: int) -> Made | None:
        """Waste that is cut off alone; None where there is nothing to cut."""
        return self._waste(self._real(real, axis, low, high)) if high > low else None

    def _real(self, real: Region, axis: int, low: int, high: int) -> Region:
        """What remains of a part grown to low..high; nothing where the cut runs off the edge."""
        begin = min(low, real[axis + 2])
        return _between(real, axis, begin, max(begin, high - self.kerf))

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


def walk(part: Part) -> Iterator[tuple[int, Part]]:
    """All parts with their depth, each before its own parts, low before high."""
    todo = [(0, part)]
    while todo:
        depth, one = todo.pop()
        yield depth, one
        if isinstance(one, Level):
            todo += [(depth + 1, below) for below in reversed(one.parts)]


def leaves(part: Part) -> Iterator[Leaf]:
    """Blanks, leftovers and scrap."""
    return (one for _, one in walk(part) if isinstance(one, Leaf))


def remnants(part: Part) -> list[Region]:
    """Leftovers worth keeping."""
    return [leaf.box for leaf in leaves(part) if leaf.piece == REMNANT]


def cuts_of(part: Part) -> int:
    """How many cuts part it."""
    return sum(len(one.parts) - 1 for _, one in walk(part) if isinstance(one, Level))


def stages_of(part: Part) -> int:
    """How many levels of cuts, the last trimming cut not counted."""
    return max((depth + 1 for depth, one in walk(part) if isinstance(one, Level) and not one.is_trim), default=0)


def longest_cut(part: Part) -> int:
    """µm; 0 without a cut."""
    levels = (one for _, one in walk(part) if isinstance(one, Level))
    return max((one.box[3 - one.axis] - one.box[1 - one.axis] for one in levels), default=0)


def areas(part: Part, *, is_bar: bool = False) -> Areas:
    """What becomes of the room; kerf is counted cut by cut, so that the four must add up to it."""
    totals = [0, 0, 0, 0]
    for _, one in walk(part):
        if isinstance(one, Leaf):
            totals[0 if one.piece >= 0 else 1 if one.piece == REMNANT else 2] += _area(one.box, is_bar=is_bar)
        else:
            across = 1 if is_bar else one.box[3 - one.axis] - one.box[1 - one.axis]
            ends = [(below.box[one.axis], below.box[one.axis + 2]) for below in one.parts]
            totals[3] += across * sum(high[0] - low[1] for low, high in pairwise(ends))
    return Areas(*totals)


def _area(box: Region, *, is_bar: bool) -> int:
    return (box[2] - box[0]) * (1 if is_bar else box[3] - box[1])


def order(part: Part) -> list[Cut]:
    """Cuts in the order of work: all of one level of a part, then part by part."""
    cuts = []
    for depth, one in walk(part):
        if isinstance(one, Level):
            low, high = one.box[1 - one.axis], one.box[3 - one.axis]
            cuts += [Cut(depth + 1, one.axis, below.box[one.axis + 2], low, high) for below in one.parts[:-1]]
    return cuts


def halves(part: Part) -> Half | Leaf:
    """The tree with one cut a node. Levels are halved in the middle, so that even thousands of cuts nest shallowly."""
    return part if isinstance(part, Leaf) else _halved(part.axis, part.parts)


def _halved(axis: int, parts: tuple[Part, ...]) -> Half | Leaf:
    if len(parts) == 1:
        return halves(parts[0])
    middle = len(parts) // 2
    at = parts[middle - 1].box[axis + 2]
    return Half(axis, at, _halved(axis, parts[:middle]), _halved(axis, parts[middle:]))
