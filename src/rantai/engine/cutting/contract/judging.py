"""A stranger judges a plan for a list from the two documents alone, whoever made it.

The plan's places are taken as they stand; cuts, stages, counts and costs are found anew, and what the plan claims of
itself is held against them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import islice

from rantai.core.numbers import LARGEST
from rantai.engine.cutting.contract.faults import MOST_FAULTS, fault
from rantai.engine.cutting.contract.kinds import kind_of
from rantai.engine.cutting.contract.pattern_judge import PatternJudge
from rantai.engine.cutting.contract.plan_file import Excuse, PlanFile, read_plan_value
from rantai.engine.cutting.contract.question import Question, question
from rantai.engine.cutting.contract.read import Document, as_json, read_value
from rantai.engine.cutting.contract.reasons import REASONS, Reason, Reasons
from rantai.engine.cutting.contract.sense import mm
from rantai.engine.cutting.contract.words import COST_RULES, LIKE_ALONE, UNSAID
from rantai.engine.cutting.fault import Fault

_MOST_POWER = 40
_NEAR = 1e-6  # shares are printed with nine decimals
_AT_HAND = {"limit_reached", "not_reached"}
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
        listed.append(fault("more", "plan", count=more))
    return listed


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
        if self.plan.kind not in (None, self.asked.asked.kind):
            yield fault("wrong_kind", "kind", said=(self.plan.kind or "")[:40], found=self.asked.asked.kind)
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
                yield fault("stock_exceeded", f"stock[{at}]", used=self.used[at], available=stock.quantity)
        if self.plan.stock_used is not None:
            said = Counter[str]()
            for name, count in self.plan.stock_used:
                said[name] += count
            found = {str(self.asked.asked.stock[at].id): count for at, count in self.used.items()}
            for name in sorted(said.keys() | found.keys()):
                if said[name] != found.get(name, 0):
                    yield fault("wrong_stock_used", f"stock_used {name}", said=said[name], found=found.get(name, 0))

    def _distinct(self) -> Iterator[Fault]:
        """Patterns that are cut alike from equal stock are one."""
        most = self.asked.asked.max_patterns
        if most == UNSAID:
            return
        found = {self.patterns.likeness(pattern) for pattern in self.plan.patterns}
        if len(found) > most:
            yield fault("too_many_patterns", "patterns", found=len(found), most=most)

    def _counts(self) -> Iterator[Fault]:
        named = Counter[str]()
        for at, (name, quantity) in enumerate(self.plan.unplaced or ()):
            place = f"unplaced[{at}]"
            if name not in self.pieces:
                yield fault("unknown_piece", place, name=name)
            if quantity < 1:
                yield fault("count_not_positive", place, count=quantity)
            if name in named:
                yield fault("named_twice", place)
            named[name] += quantity
        for at, piece in enumerate(self.asked.asked.pieces):
            unplaced, placed = named[str(piece.id)], self.placed[at]
            if placed > piece.quantity:
                yield fault("too_many_placed", f"pieces[{at}]", placed=placed, wanted=piece.quantity)
            elif placed + unplaced != piece.quantity:
                values = {"placed": placed, "unplaced": unplaced, "wanted": piece.quantity}
                yield fault("not_placed", f"pieces[{at}]", **values)

    def _left_out(self) -> Iterator[Fault]:
        """What is named unplaced fits nothing, or nothing of which there is any left, or a limit forbids it.

        Whoever says that the search ended before is believed; that there is no room for more on opened stock, too.
        """
        rows = zip(self.plan.unplaced or (), self.plan.excuses, strict=True)
        said = [(at, self.pieces[name], excuse) for at, ((name, _), excuse) in enumerate(rows) if name in self.pieces]
        said = [row for row in said if self.left[row[1]] > 0]
        found = self._reasons() if said else {}
        for at, piece, excuse in said:
            here = next((why for why in found[piece] if why.code == "not_reached"), None)
            if here is not None and excuse.reason != "not_reached" and self.plan.status != "timeout":
                stock = self.asked.asked.stock[self.asked.formats[here.format][0]].id
                yield fault("fits_after_all", f"pieces[{piece}]", stock=stock)
            else:
                yield from self._excuse(excuse, found[piece], f"unplaced[{at}]")

    def _excuse(self, excuse: Excuse, found: list[Reason], place: str) -> Iterator[Fault]:
        """What the plan says of a piece that is left out, in the contract's own words."""
        if excuse.would_fit is not None and excuse.would_fit not in self.stock:
            yield fault("unknown_stock", f"{place}.would_fit", name=excuse.would_fit)
        if excuse.reason not in REASONS:
            return
        agreeing = [why for why in found if _agrees(excuse.reason, why.code)]
        if not agreeing:
            yield fault("wrong_reason", f"{place}.reason", said=excuse.reason, found=found[0].code)
        elif excuse.missing is not None and sum(excuse.missing) not in {sum(why.missing_um) for why in agreeing}:
            lacks = [mm(side) for side in agreeing[0].missing_um]
            yield fault("wrong_missing", f"{place}.missing_mm", found=" × ".join(lacks))

    def _reasons(self) -> dict[int, list[Reason]]:
        """Why each piece that is left cannot be placed, for every kind of blank that it may lie on."""
        rows = [min(sum(self.used[at] for at in members), LARGEST) for members in self.asked.formats]
        most = self.asked.asked.max_patterns
        reasons = Reasons(self.asked.given, rows, may_add=most == UNSAID or len(self.plan.patterns) < most)
        found: dict[int, list[Reason]] = {at: [] for at, left in self.left.items() if left > 0}
        for row, blank in enumerate(self.asked.blanks):
            why = None
            for at, _ in blank.members:
                if at in found and (self.left[at] >= blank.each or not found[at]):
                    why = why or reasons.why(row)
                    found[at].append(why)
        return found

    def _claims(self) -> Iterator[Fault]:
        cost = self._cost()
        yield from self._gap(cost)
        yield from self._owners(cost)
        plan, is_short = self.plan, any(left > 0 for left in self.left.values())
        if plan.objective is not None and not _is_near(plan.objective, cost):
            yield fault("wrong_objective", "objective", said=plan.objective, found=_shown(cost))
        if plan.bound is not None and _exceeds(plan.bound, cost) and not _is_near(plan.bound, cost):
            yield fault("bound_above_objective", "bound", found=_shown(cost))
        if plan.status is not None and (
            plan.status not in _STATUSES
            or (plan.status == "infeasible") != is_short
            or (plan.status == "optimal" and plan.bound is not None and not _is_near(plan.bound, cost))
        ):
            yield fault("wrong_status", "status", said=plan.status[:40])
        share = self._yield()
        if plan.yield_ is not None and abs(float(plan.yield_) - share) > _NEAR:
            yield fault("wrong_yield", "yield", said=plan.yield_, found=round(share, 9))

    def _gap(self, cost: Fraction) -> Iterator[Fault]:
        """Of the plan's own bound, above the cost; nothing is a gap where there is no bound."""
        said, bound = self.plan.gap, self.plan.bound
        if said is None:
            return
        if bound is None or not _is_sane(bound):
            yield fault("wrong_gap", "gap", said=said, found="null")
        else:
            found = float((cost - Fraction(bound)) / cost) if cost else 0.0
            if not _is_sane(said) or abs(float(said) - found) > _NEAR:
                yield fault("wrong_gap", "gap", said=said, found=round(found, 9))

    def _owners(self, cost: Fraction) -> Iterator[Fault]:
        """Every owner pays, together what was opened, and nobody more than alone but by the rule that says so."""
        plan = self.plan
        owners = {piece.owner or "" for piece in self.asked.asked.pieces}
        for name, table in (("cost_by_owner", plan.costs), ("alone_by_owner", plan.alone)):
            if table is not None and table.keys() != owners:
                yield fault("wrong_owners", name, said=_names(table.keys()), found=_names(owners))
        if plan.cost_rule is not None and plan.cost_rule not in COST_RULES:
            yield fault("wrong_cost_rule", "cost_rule", said=plan.cost_rule[:40])
        if plan.costs is None:
            return
        if not all(_is_sane(said) and said >= 0 for said in plan.costs.values()):
            yield fault("wrong_owner_costs", "cost_by_owner", said="?", found=_shown(cost))
            return
        total = sum((Fraction(said) for said in plan.costs.values()), Fraction(0))
        if abs(total - cost) > abs(cost) / 10**12:
            yield fault("wrong_owner_costs", "cost_by_owner", said=_shown(total), found=_shown(cost))
        for owner, said in plan.costs.items():
            alone = (plan.alone or {}).get(owner)
            if alone is not None and plan.cost_rule != LIKE_ALONE and _exceeds(said, _alone(alone)):
                yield fault("above_alone", f"cost_by_owner.{owner}", said=said, alone=alone)

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


def _agrees(said: str, found: str) -> bool:
    """Whether both say the same: it fits nothing, or all that fits is cut, or it was left."""
    if said in _AT_HAND or found in _AT_HAND:
        return said in _AT_HAND and found in _AT_HAND
    return (said == "stock_used_up") == (found == "stock_used_up")


def _alone(said: Decimal) -> Fraction:
    """With the last digits that a double has for it."""
    return Fraction(said) * (1 + Fraction(1, 10**12)) if _is_sane(said) else Fraction(0)


def _names(owners: Iterable[str]) -> str:
    return ", ".join(sorted(owner or '""' for owner in owners))[:200]
