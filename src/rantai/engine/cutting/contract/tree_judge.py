"""What a judge says of the tree of cuts that a plan gives: followed cut by cut, it yields just what the plan lists.

No cut may run over a piece, because every leaf must be a piece as it is placed, a remnant as it is listed, or scrap of
its size. Parallel cuts that follow each other are one stage.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from rantai.core.json_problems import Problems
from rantai.engine.cutting.contract.faults import fault
from rantai.engine.cutting.contract.plan_file import Box, PlanPattern
from rantai.engine.cutting.contract.sense import mm
from rantai.engine.cutting.contract.values import MOST_MM, Values
from rantai.engine.cutting.contract.words import UNSAID, CutList
from rantai.engine.cutting.fault import Fault
from rantai.engine.cutting.tables import FREE
from rantai.engine.cutting.tree import Rules

_CUT_KEYS = {"axis", "at_mm", "low", "high"}
_LEAVES = ({"piece"}, {"remnant"}, {"scrap"})
_AXES = ("x", "y")
_LARGEST_UM = MOST_MM * 1_000


class _Node(NamedTuple):
    """A node of the tree with the part that it cuts; `above` leads back to the root."""

    value: Any
    box: Box
    stage: int
    axis: int
    above: _Node | None
    side: str

    def place(self) -> str:
        words, node = [], self
        while node.above is not None:
            words.append(node.side)
            node = node.above
        return ".".join([node.side, *reversed(words)])


class TreeJudge:
    """Follows the tree of one pattern. boxes: where its pieces lie; room: what trimming leaves of the stock."""

    def __init__(self, asked: CutList, rules: Rules, pattern: PlanPattern, boxes: list[Box], room: Box) -> None:
        self.list, self.rules, self.pattern, self.boxes, self.room = asked, rules, pattern, boxes, room
        self.values = Values(Problems())
        self.cuts = self.slits = self.stages = self.longest = 0
        self.first = -1
        self.placed: dict[tuple[str, Box], list[int]] = {}
        for at, (one, box) in enumerate(zip(pattern.placed, boxes, strict=True)):
            self.placed.setdefault((one.piece, box), []).append(at)
        self.remnants: dict[int, Box] = dict(enumerate(pattern.remnants))

    def faults(self, place: str) -> Iterator[Fault]:
        """All of them; the limits are held against a tree that is sound itself."""
        found = list(self._followed(place))
        yield from found
        if not found:
            yield from self._missing(place)
            yield from self._limits(f"{place}.cuts")

    def _followed(self, place: str) -> Iterator[Fault]:
        todo = [_Node(self.pattern.cuts, self.room, 0, -1, None, f"{place}.cuts")]
        while todo:
            node = todo.pop()
            keys = set(node.value) if isinstance(node.value, Mapping) else set()
            if keys == _CUT_KEYS:
                yield from self._cut(node, todo)
            elif keys in _LEAVES:
                yield from self._leaf(node)
            else:
                yield fault("wrong_cuts", node.place())

    def _cut(self, node: _Node, todo: list[_Node]) -> Iterator[Fault]:
        at, axis = self.values.length_um(node.value["at_mm"], "", low=-_LARGEST_UM), node.value["axis"]
        if at is None or axis not in (_AXES[:1] if self.list.is_bars else _AXES):
            yield fault("wrong_cuts", node.place())
            return
        axis, box, kerf = _AXES.index(axis), node.box, self.rules.kerf
        low, high = box[axis], box[axis + 2]
        is_empty = low >= high or (not self.list.is_bars and box[1 - axis] >= box[3 - axis])
        if is_empty or not low - kerf < at < high:
            yield fault("cut_outside", node.place(), at=mm(at), low=mm(low), high=mm(high))
            return
        stage = node.stage + (axis != node.axis)
        if self.first < 0:
            self.first = axis
            stage += self.rules.first in (0, 1) and axis != self.rules.first  # no cut of the first stage is needed
        self._count(node, axis, stage)
        todo.append(
            _Node(node.value["high"], _between(box, axis, min(at + kerf, high), high), stage, axis, node, "high")
        )
        todo.append(_Node(node.value["low"], _between(box, axis, low, max(low, at)), stage, axis, node, "low"))

    def _count(self, node: _Node, axis: int, stage: int) -> None:
        self.cuts += 1
        self.slits += stage == 1 and axis == 1
        self.longest = max(self.longest, node.box[3 - axis] - node.box[1 - axis])
        is_trim = self.rules.may_trim and _kinds(node.value) == {"piece", "scrap"}
        self.stages = max(self.stages, stage - 1 if is_trim and stage == self.rules.stages + 1 else stage)

    def _leaf(self, node: _Node) -> Iterator[Fault]:
        ((kind, said),) = node.value.items()
        box = node.box
        is_name = isinstance(said, str | int) and not isinstance(said, bool)
        if kind == "piece":
            rows = self.placed.get((str(said), box)) if is_name else None
            if rows:
                rows.pop()
            else:
                yield self._wrong(node, f"{said}")
        elif kind == "remnant":
            if not is_name or isinstance(said, str) or self.remnants.pop(said, None) != box:
                yield self._wrong(node, f"remnant {said}")
        elif not is_exactly(said, self._size(box)):
            yield fault("wrong_scrap", node.place(), said=f"{said}"[:40], found=float(self._size(box)))

    def _wrong(self, node: _Node, what: str) -> Fault:
        x, y, far, top = node.box
        size = " × ".join(mm(side) for side in (far - x, top - y))
        return fault("wrong_leaf", node.place(), what=what[:40], size=size, x=mm(x), y=mm(y))

    def _size(self, box: Box) -> Fraction:
        """mm² of a part, mm of a bar's."""
        length = Fraction(box[2] - box[0], 1_000)
        return length if self.list.is_bars else length * Fraction(box[3] - box[1], 1_000)

    def _missing(self, place: str) -> Iterator[Fault]:
        for at in sorted(at for rows in self.placed.values() for at in rows):
            yield fault("not_cut_out", f"{place}.placed[{at}]")
        for at in sorted(self.remnants):
            yield fault("not_cut_out", f"{place}.remnants[{at}]")

    def _limits(self, place: str) -> Iterator[Fault]:
        rules, asked = self.rules, self.list
        if rules.stages != FREE and self.stages > rules.stages:
            code = "wrong_first_cut" if rules.first >= 0 and self.first != rules.first else "too_many_stages"
            yield fault(code, place, stages=rules.stages)
        if asked.max_cuts != UNSAID and self.cuts > asked.max_cuts:
            yield fault("too_many_cuts", place, most=asked.max_cuts)
        if rules.bed and self.longest > rules.bed:
            yield fault("bed_too_short", place, bed=mm(rules.bed))
        knives = self.slits + (asked.trim.bottom > 0) + (asked.trim.top > 0)
        if asked.max_knives != UNSAID and knives > asked.max_knives:
            yield fault("too_many_knives", place, found=knives, most=asked.max_knives)


def _kinds(value: Mapping[str, Any]) -> set[str]:
    """What kinds of leaves a cut leaves; more than their names when it leaves parts."""
    return {key for side in ("low", "high") for key in (value[side] if isinstance(value[side], Mapping) else ("",))}


def _between(box: Box, axis: int, low: int, high: int) -> Box:
    return (low, box[1], high, box[3]) if axis == 0 else (box[0], low, box[2], high)


def is_exactly(said: Any, found: Fraction) -> bool:
    """Whether a number is this size, as exactly as a double can say it."""
    if isinstance(said, bool) or not isinstance(said, int | Decimal):
        return False
    number = Decimal(said)
    is_sane = number.is_zero() or -60 < number.adjusted() < 40
    return is_sane and abs(Fraction(number) - found) <= abs(found) / 10**15
