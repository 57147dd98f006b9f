"""A stranger judges a plan for a list from the two documents alone, whoever made it.

The plan's places are taken as they stand; cuts, stages, counts and costs are found anew, and what the plan claims of
itself is held against them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import islice
from typing import Any

from rantai.core.numbers import LARGEST
from rantai.engine.cutting.contract.faults import FAULTS, MOST_FAULTS
from rantai.engine.cutting.contract.kinds import kind_of
from rantai.engine.cutting.contract.pattern_judge import PatternJudge
from rantai.engine.cutting.contract.plan_file import PlanFile, read_plan_value
from rantai.engine.cutting.contract.question import Question, question
from rantai.engine.cutting.contract.read import Document, as_json, read_value
from rantai.engine.cutting.contract.reasons import Reasons
from rantai.engine.cutting.contract.words import UNSAID
from rantai.engine.cutting.fault import Fault

_MOST_POWER = 40
_STATUSES = {"optimal", "feasible", "infeasible", "timeout"}


def judge(document: Document, plan: Document, kind: str | None = None) -> list[Fault]:
    """All faults of a plan for a list; empty when it is sound. At most 200 are listed, then how many more there are.

    document, plan: JSON text or bytes, or the same as Python objects. kind: "bars", "sheets" or "coils"; without it
    the documents tell. Raises InvalidInput (C1xx) when one of the two cannot be read.
    """
    value = as_json(document)
    read = read_plan_value(as_json(plan, "plan"))
    asked = question(read_value(kind or kind_of(value, read), value))
    found = _Judge(asked, read).faults()
    listed = list(islice(found, MOST_FAULTS))
    if more := sum(1 for _ in found):
        listed.append(_fault("more", "plan", count=more))
    return listed


def _fault(code: str, place: str, **values: Any) -> Fault:
    return Fault(code, place, FAULTS[code].format(**values))


class _Judge:
    """Counts over the whole plan; what concerns one pattern is judged in `PatternJudge`."""

    def __init__(self, asked: Question, plan: PlanFile) -> None:
        self.asked, self.plan = asked, plan
        self.patterns = PatternJudge(asked)
        self.stock, self.pieces = self.patterns.stock, self.patterns.pieces
        self.row_of = {at: row for row, rows in enumerate(asked.formats) for at in rows}
        self.used, self.placed = Counter[int](), Counter[int]()
        for pattern in plan.patterns:
            self._count(pattern.stock, pattern.count, [(one.piece, 2 if one.is_pair else 1) for one in pattern.placed])
        self.left = {at: piece.quantity - self.placed[at] for at, piece in enumerate(asked.asked.pieces)}

    def _count(self, stock: str, count: int, placed: list[tuple[str, int]]) -> None:
        if stock in self.stock:
            self.used[self.stock[stock]] += count
        for piece, each in placed:
            if piece in self.pieces:
                self.placed[self.pieces[piece]] += each * count

    def faults(self) -> Iterator[Fault]:
        for at, pattern in enumerate(self.plan.patterns):
            yield from self.patterns.faults(pattern, f"patterns[{at}]")
        yield from self._stock()
        yield from self._distinct()
        yield from self._counts()
        yield from self._left_out()
        yield from self._claims()

    def _stock(self) -> Iterator[Fault]:
        for at, stock in enumerate(self.asked.asked.stock):
            if stock.quantity != UNSAID and self.used[at] > stock.quantity:
                yield _fault("stock_exceeded", f"stock[{at}]", used=self.used[at], available=stock.quantity)
        if self.plan.stock_used is not None:
            said = Counter[str]()
            for name, count in self.plan.stock_used:
                said[name] += count
            found = {str(self.asked.asked.stock[at].id): count for at, count in self.used.items()}
            for name in sorted(said.keys() | found.keys()):
                if said[name] != found.get(name, 0):
                    yield _fault("wrong_stock_used", f"stock_used {name}", said=said[name], found=found.get(name, 0))

    def _distinct(self) -> Iterator[Fault]:
        """Patterns that are cut alike from equal stock are one."""
        most = self.asked.asked.max_patterns
        if most == UNSAID:
            return
        found = {self.patterns.likeness(pattern) for pattern in self.plan.patterns}
        if len(found) > most:
            yield _fault("too_many_patterns", "patterns", found=len(found), most=most)

    def _counts(self) -> Iterator[Fault]:
        named = Counter[str]()
        for at, (name, quantity) in enumerate(self.plan.unplaced or ()):
            place = f"unplaced[{at}]"
            if name not in self.pieces:
                yield _fault("unknown_piece", place, name=name)
            if quantity < 1:
                yield _fault("count_not_positive", place, count=quantity)
            if name in named:
                yield _fault("named_twice", place)
            named[name] += quantity
        for at, piece in enumerate(self.asked.asked.pieces):
            unplaced, placed = named[str(piece.id)], self.placed[at]
            if placed > piece.quantity:
                yield _fault("too_many_placed", f"pieces[{at}]", placed=placed, wanted=piece.quantity)
            elif placed + unplaced != piece.quantity:
                values = {"placed": placed, "unplaced": unplaced, "wanted": piece.quantity}
                yield _fault("not_placed", f"pieces[{at}]", **values)

    def _left_out(self) -> Iterator[Fault]:
        """What is named unplaced fits nothing, or nothing of which there is any left, or a limit forbids it."""
        named = {name for name, _ in self.plan.unplaced or ()} - self.plan.not_reached
        left = {at for at, quantity in self.left.items() if quantity > 0}
        left = {at for at in left if str(self.asked.asked.pieces[at].id) in named}
        if self.plan.status == "timeout" or not left:
            return
        rows = [min(sum(self.used[at] for at in members), LARGEST) for members in self.asked.formats]
        reasons = Reasons(self.asked.given, rows)
        for row, blank in enumerate(self.asked.blanks):
            for at, _ in blank.members if blank.each == 1 else ():
                if at in left and (why := reasons.why(row)).code == "not_reached":
                    stock = self.asked.asked.stock[self.asked.formats[why.format][0]].id
                    yield _fault("fits_after_all", f"pieces[{at}]", stock=stock)

    def _claims(self) -> Iterator[Fault]:
        cost = self._cost()
        plan, is_short = self.plan, any(left > 0 for left in self.left.values())
        if plan.objective is not None and not _is_near(plan.objective, cost):
            yield _fault("wrong_objective", "objective", said=plan.objective, found=_shown(cost))
        if plan.bound is not None and _exceeds(plan.bound, cost) and not _is_near(plan.bound, cost):
            yield _fault("bound_above_objective", "bound", found=_shown(cost))
        if plan.status is not None and (
            plan.status not in _STATUSES
            or (plan.status == "infeasible") != is_short
            or (plan.status == "optimal" and plan.bound is not None and not _is_near(plan.bound, cost))
        ):
            yield _fault("wrong_status", "status", said=plan.status[:40])
        share = self._yield()
        if plan.yield_ is not None and abs(float(plan.yield_) - share) > 1e-6:
            yield _fault("wrong_yield", "yield", said=plan.yield_, found=round(share, 9))

    def _cost(self) -> Fraction:
        costs = self.asked.given.format_cost.tolist()
        return sum(count * costs[self.row_of[at]] for at, count in self.used.items()) * self.asked.cost_unit

    def _yield(self) -> float:
        sizes = self.patterns.whole_sizes()
        opened = sum(sizes[at] * count for at, count in self.used.items())
        cut = sum(self.patterns.cut_size(pattern) * pattern.count for pattern in self.plan.patterns)
        return float(Fraction(cut, opened)) if opened > 0 else 0.0


def _is_near(said: Decimal, found: Fraction) -> bool:
    """Costs that are no whole number are printed with the digits that a double has."""
    return _is_sane(said) and abs(Fraction(said) - found) <= abs(found) / 10**12


def _exceeds(said: Decimal, found: Fraction) -> bool:
    return Fraction(said) > found if _is_sane(said) else said.adjusted() > 0 and not said.is_signed()


def _is_sane(said: Decimal) -> bool:
    """Few enough digits to compare exactly."""
    return said.is_zero() or -_MOST_POWER < said.adjusted() < _MOST_POWER


def _shown(cost: Fraction) -> int | float:
    return cost.numerator if cost.denominator == 1 else float(cost)
