"""The goals behind the cost: remnants first, large leftovers, few set-ups; never a dearer plan or more left out.

Leftovers grow when a few wasteful pieces of stock are cut anew: all but one of them as full as can be, the last one
takes what remains. Set-ups fall when the same blanks are cut from fewer different patterns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from rantai.engine.cutting.answer import Part, merged
from rantai.engine.cutting.batch import Batch, Chosen, Found, Pattern
from rantai.engine.cutting.few_patterns import Base, Programme, chosen_of, greedy
from rantai.engine.cutting.one_piece import search_part
from rantai.engine.cutting.parts import Part as Tree
from rantai.engine.cutting.rest import stock_left
from rantai.engine.cutting.tables import UNLIMITED, CuttingInput
from rantai.engine.cutting.tree import NotCuttable, Region, Rules, derive, remnants, rules_of
from rantai.engine.solvers import WorkBudget

_MOST_PATTERNS = 40  # of a part that is finished with care
_MOST_BLANKS = 80  # of a few pieces of stock that are cut anew
_ANEW_COST = 15_000  # units of one try, with the search's own start
_ANEW_UNITS = 4_000
_PROGRAMME_COST = 100_000  # units of one programme over few patterns
_FEW = 6  # patterns and kinds of blanks that a programme joins
_NODES = 5


class Rank(NamedTuple):
    """How good a finished plan is, the smaller the better; `first` is left out, cost, and full stock opened."""

    first: tuple[int, ...]
    kept: int  # minus the value of the leftovers
    squares: int  # minus their squares: few large ones
    setups: int
    patterns: int


def finished(
    given: CuttingInput, parts: Sequence[Part], units: int, seed: int, out_of_time: Callable[[], bool]
) -> list[Part]:
    """The same parts, better in what comes after the cost. units: work that this may take altogether."""
    rules, each = rules_of(given), units // max(1, len(parts))
    made = [_Finisher(part.batch, rules, each, seed, out_of_time).finish(part) for part in parts]
    if given.max_patterns == UNLIMITED:
        return made
    return [new if _patterns(new) <= _patterns(old) else old for old, new in zip(parts, made, strict=True)]


def _patterns(part: Part) -> int:
    return len(merged(part.found.chosen))


class _Finisher:
    def __init__(self, batch: Batch, rules: Rules, units: int, seed: int, out_of_time: Callable[[], bool]) -> None:
        self.batch, self.rules, self.units, self.seed, self.out_of_time = batch, rules, units, seed, out_of_time
        self.worths: dict[tuple[int, Pattern], tuple[int, int]] = {}

    def finish(self, part: Part) -> Part:
        plan = self._on_remnants(list(part.found.chosen))
        if self.units > 0 and plan and len(plan) <= _MOST_PATTERNS and not self.out_of_time():
            plan = [one for one, _ in merged(plan)]
            plan = self._larger_leftovers(plan)
            plan = self._dear_leftovers(plan)
            plan = self._fewer_setups(plan)
        return Part(part.batch, Found(tuple(plan), part.found.bound, part.found.is_stopped))

    def rank(self, plan: Sequence[Chosen]) -> Rank:
        """Of a whole plan of the batch."""
        worths = [(one.times, *self._worth(one)) for one in plan]
        kept, squares = (sum(row[0] * row[at] for row in worths) for at in (1, 2))
        setups = sum(-(-one.times // self.batch.formats[one.format].pile) for one in plan)
        return Rank(self.batch.grade_of(plan)[:-1], -kept, -squares, setups, len(plan))

    def _worth(self, one: Chosen) -> tuple[int, int]:
        """Value of the leftovers of one piece of stock, and its squares; by size where no value is told."""
        key = one.format, one.pattern
        if key not in self.worths:
            format_ = self.batch.formats[one.format]
            whole = format_.x * (format_.y or 1)
            sizes = [self._size(box) for box in remnants(self._tree(one))]
            told = any(other.remnant_value for other in self.batch.formats)
            values = [size * format_.remnant_value // whole if told else size for size in sizes]
            self.worths[key] = sum(values), sum(value * value for value in values)
        return self.worths[key]

    def _size(self, box: Region) -> int:
        return (box[2] - box[0]) * (1 if self.batch.kind == "bar" else box[3] - box[1])

    def _tree(self, one: Chosen) -> Tree:
        return derive(list(_boxes(self.batch, one)), _room(self.batch, one.format), self.rules)

    def _on_remnants(self, plan: list[Chosen]) -> list[Chosen]:
        """Patterns of full stock move to remnants that cost no more and hold them."""
        remnant_rows = [at for at, format_ in enumerate(self.batch.formats) if format_.is_remnant]
        left = stock_left(self.batch, plan) if remnant_rows else []
        made: list[Chosen] = []
        for one in plan:
            times = one.times
            for other in remnant_rows if not self.batch.formats[one.format].is_remnant else []:
                moved = min(times, left[other] if left[other] >= 0 else times)
                is_dearer = self.batch.formats[other].cost > self.batch.formats[one.format].cost
                if moved and not is_dearer and self._may_move(one, other):
                    left[other] -= moved if left[other] >= 0 else 0
                    left[one.format] += moved if left[one.format] >= 0 else 0
                    times -= moved
                    made.append(one._replace(format=other, times=moved))
            if times:
                made.append(one._replace(times=times))
        return made

    def _dear_leftovers(self, plan: list[Chosen]) -> list[Chosen]:
        """Two patterns change their stock when the leftovers of the one format are worth more than the other's."""
        if not any(format_.remnant_value for format_ in self.batch.formats):
            return plan
        plan = self._on_dearer_stock(plan)
        for one, other in combinations(list(plan), 2):
            times = min(one.times, other.times)
            swap = [one._replace(format=other.format, times=times), other._replace(format=one.format, times=times)]
            rest = [kept._replace(times=kept.times - times) for kept in (one, other)]
            changed = [kept for kept in plan if kept not in (one, other)] + [kept for kept in rest if kept.times] + swap
            is_new = one in plan and other in plan and one.format != other.format
            if is_new and self._may_move(one, other.format) and self._may_move(other, one.format):
                made = [kept for kept, _ in merged(changed)]
                plan = made if self.rank(made)[:3] < self.rank(plan)[:3] else plan
        return plan

    def _on_dearer_stock(self, plan: list[Chosen]) -> list[Chosen]:
        """Patterns move to stock that nobody opens yet and costs the same, where their leftovers are worth more."""
        for one in list(plan):
            for other, format_ in enumerate(self.batch.formats):
                left = stock_left(self.batch, plan)[other]
                is_alike = format_.cost == self.batch.formats[one.format].cost and other != one.format
                if one in plan and is_alike and (left < 0 or left >= one.times) and self._may_move(one, other):
                    changed = [one._replace(format=other) if kept is one else kept for kept in plan]
                    made = [kept for kept, _ in merged(changed)]
                    plan = made if self.rank(made)[:3] < self.rank(plan)[:3] else plan
        return plan

    def _may_move(self, one: Chosen, other: int) -> bool:
        """Whether a pattern can be cut from another format."""
        batch = self.batch
        items = sorted({spot.item for spot in one.pattern.spots})
        if not batch.may_use[items, other].all() or any(batch.is_strip(item) for item in items):
            return False
        try:
            self._tree(one._replace(format=other))
        except NotCuttable:
            return False
        return True

    def _larger_leftovers(self, plan: list[Chosen]) -> list[Chosen]:
        """A few wasteful pieces of stock cut anew, as long as that helps."""
        best = self.rank(plan)
        for number in (2, 3):
            tried = True
            while tried and self.units > _ANEW_COST and not self.out_of_time():
                self.units -= _ANEW_COST
                other = self._anew(plan, number)
                tried = other is not None and self.rank(other)[:4] < best[:4]
                if tried and other is not None:
                    plan, best = other, self.rank(other)
        return plan

    def _anew(self, plan: list[Chosen], number: int) -> list[Chosen] | None:
        """The plan with its `number` most wasteful pieces of stock cut anew; None when that cannot be."""
        picked, rest = _taken(self.batch, plan, number)
        wanted = Counter(spot.item for one in picked for spot in one.pattern.spots)
        if len(picked) < number or sum(wanted.values()) > _MOST_BLANKS:
            return None
        stock = Counter(one.format for one in picked[:-1])
        first = search_part(self.batch, wanted, stock, _ANEW_UNITS, self.seed)
        for one in first:
            for spot in one.pattern.spots:
                wanted[spot.item] -= one.times
        left = {item: count for item, count in wanted.items() if count > 0}
        last = search_part(self.batch, left, {picked[-1].format: 1}, _ANEW_UNITS, self.seed) if left else []
        made = [one for one, _ in merged([*rest, *first, *last])]
        return made if (self.batch.left_out(made) == self.batch.left_out(plan)).all() else None

    def _fewer_setups(self, plan: list[Chosen]) -> list[Chosen]:
        """The same blanks from fewer different patterns, when the programme finds any."""
        if (
            not 2 <= len(plan) <= _FEW
            or len(self.batch.items) > _FEW
            or self.units < _PROGRAMME_COST
            or self.out_of_time()
        ):
            return plan
        counts = [tuple(one.pattern.counts(len(self.batch.items)).tolist()) for one in plan]
        bases = [Base(0, one.format, one.pattern, held) for one, held in zip(plan, counts, strict=True)]
        budget = WorkBudget(simplex_iterations=2_000, nodes=_NODES)
        uses = Programme([self.batch], bases, len(plan) - 1).solve(budget)
        (fewer,) = chosen_of([self.batch], greedy([self.batch], bases, len(plan) - 1, uses))
        return fewer if self.rank(fewer) < self.rank(plan) else plan


def _taken(batch: Batch, plan: Sequence[Chosen], number: int) -> tuple[list[Chosen], list[Chosen]]:
    """The pieces of stock with the most waste, the most wasteful last, and the plan without them."""

    def waste(one: Chosen) -> int:
        format_ = batch.formats[one.format]
        room = format_.x * (1 if batch.kind == "bar" else format_.y)
        return room - sum(batch.size(spot.item) for spot in one.pattern.spots)

    order = sorted(range(len(plan)), key=lambda at: (-waste(plan[at]), at))
    rest, picked = list(plan), list[Chosen]()
    for at in order:
        take = min(rest[at].times, number - len(picked))
        picked += [plan[at]._replace(times=1)] * take
        rest[at] = rest[at]._replace(times=rest[at].times - take)
    return picked[::-1], [one for one in rest if one.times]


def _boxes(batch: Batch, one: Chosen) -> Iterator[Region]:
    """Real boxes from the trimmed corner."""
    kerf, room = batch.kerf, batch.formats[one.format]
    up = 0 if batch.kind == "bar" else kerf
    for item, x, y, turned in one.pattern.spots:
        kind = batch.items[item]
        along = room.x if batch.is_strip(item) else kind.x
        sides = (kind.y, along) if turned else (along, kind.y)
        yield x, y, x + sides[0] - kerf, y + sides[1] - up


def _room(batch: Batch, format_: int) -> Region:
    kerf, room = batch.kerf, batch.formats[format_]
    return 0, 0, room.x - kerf, 0 if batch.kind == "bar" else room.y - kerf
