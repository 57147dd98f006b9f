"""From columns back to a plan as the contract prints it: names, mm, and labels on every blank."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import count, pairwise
from typing import Any

import numpy as np

import rantai
from rantai.core.problems import LANGUAGES
from rantai.engine.cutting.contract.names import Names, Run
from rantai.engine.cutting.contract.question import Question, input_hash
from rantai.engine.cutting.contract.reasons import Reason, Reasons
from rantai.engine.cutting.contract.words import COST_RULES, UNSAID, Label
from rantai.engine.cutting.owners import LIKE_ALONE, Pooled, parties, split
from rantai.engine.cutting.tables import CuttingAnswer, Ints
from rantai.engine.cutting.tree import REMNANT, Half, Leaf, Region, halves, remnants, tree_of, walk

Plan = dict[str, Any]
_UM, _UM2 = 1_000, 1_000_000
_SIDES = ("x", "y", "length", "width")
_PARTS_OF_ONE = 1_000
_DEEPEST = 100  # levels of cuts that a plan prints; JSON readers give up at a thousand brackets


def tell(asked: Question, pooled: Pooled, seed: int, seconds: float, *, with_cuts: bool = True) -> Plan:
    """The plan document. `seconds` is told, not kept: everything else has the same bytes on any machine.

    Without cuts there are no leftovers either: they are those of the tree of cuts.
    """
    answer = pooled.answer
    names = Names(asked)
    teller = _Teller(asked, answer, with_cuts=with_cuts)
    runs = [run for pattern in range(len(answer.pattern_format)) for run in names.runs(answer, pattern, teller.placed)]
    used = Counter[int]()
    for run in runs:
        used[run.stock] += run.times
    return {
        "status": answer.status,
        "kind": asked.asked.kind,
        "objective": _cost(asked, answer.objective),
        "bound": _cost(asked, answer.bound) if _is_proven(answer) else None,
        "gap": round(answer.gap, 9) if _is_proven(answer) else None,
        "seconds": seconds,
        "seed": seed,
        "input_hash": input_hash(asked.asked),
        "engine_version": rantai.__version__,
        "stock_used": [{"id": asked.asked.stock[at].id, "count": used[at]} for at in sorted(used)],
        "patterns": [teller.pattern(run) for run in runs],
        "unplaced": _unplaced(asked, answer, names),
        "yield": _yield(asked, answer),
        **_by_owner(asked, pooled),
    }


class _Teller:
    """Patterns of one answer, run by run. Leftovers are those of the tree of cuts, so that the two always agree."""

    def __init__(self, asked: Question, answer: CuttingAnswer, *, with_cuts: bool) -> None:
        self.asked, self.answer = asked, answer
        self.placed = _by_pattern(answer)
        patterns = range(len(answer.pattern_format) if with_cuts else 0)
        self.trees = {pattern: tree_of(asked.given, answer, pattern) for pattern in patterns}

    def pattern(self, run: Run) -> Plan:
        labels = [self.asked.asked.pieces[piece].id for piece in run.pieces]
        rows = self.placed[run.pattern]
        kinds, turned = self.answer.placement_piece[rows].tolist(), self.answer.placement_is_turned[rows].tolist()
        pairs = [{"pair": True} if self.asked.blanks[kind].each == 2 else {} for kind in kinds]
        named = zip(labels, self._boxes(rows), turned, pairs, strict=True)
        kept = remnants(self.trees[run.pattern]) if self.trees else []
        return {
            "stock": self.asked.asked.stock[run.stock].id,
            "count": run.times,
            **self._cuts(run.pattern, labels),
            "placed": [{"piece": label, **box, "rotated": is_turned, **pair} for label, box, is_turned, pair in named],
            "remnants": [_box(x, y, far - x, top - y) for x, y, far, top in kept],
            **self._scrap(run.pattern, kept),
        }

    def _boxes(self, rows: Ints) -> list[Plan]:
        columns = [getattr(self.answer, f"placement_{side}_um")[rows].tolist() for side in _SIDES]
        return [_box(*row) for row in zip(*columns, strict=True)]

    def _cuts(self, pattern: int, labels: Sequence[Label]) -> Plan:
        """The tree of cuts; left out where it nests too deep to be read again, and where nobody asked for it."""
        tree = self.trees.get(pattern)
        if tree is None or max(depth for depth, _ in walk(tree)) > _DEEPEST:
            return {}
        label = dict(zip(self.placed[pattern].tolist(), labels, strict=True))
        return {"cuts": self._node(halves(tree), label, count())}

    def _node(self, node: Half | Leaf, label: dict[int, Label], kept: Iterator[int]) -> Plan:
        """Low before high, in the order in which leftovers are listed."""
        if isinstance(node, Half):
            low = self._node(node.low, label, kept)
            return {
                "axis": "xy"[node.axis],
                "at_mm": mm(node.at),
                "low": low,
                "high": self._node(node.high, label, kept),
            }
        if node.piece >= 0:
            return {"piece": label[node.piece]}
        if node.piece == REMNANT:
            return {"remnant": next(kept)}
        x, y, far, top = node.box
        is_bar = self.asked.given.is_bar
        return {"scrap": mm(far - x) if is_bar else _number(Fraction((far - x) * (top - y), _UM2))}

    def _scrap(self, pattern: int, kept: list[Region]) -> Plan:
        """What is neither piece nor remnant, kerfs and trims included: mm² of a sheet or coil, mm of a bar."""
        given, rows = self.asked.given, self.placed[pattern]
        length = self.answer.placement_length_um[rows]
        row = int(self.answer.pattern_format[pattern])
        whole = int(given.format_length_um[row])
        if given.is_bar:
            used = int(length.sum()) + sum(far - x for x, _, far, _ in kept)
            return {"scrap_area_mm2": 0, "scrap_length_mm": mm(whole - used)}
        used = int((length * self.answer.placement_width_um[rows]).sum())
        used += sum((far - x) * (top - y) for x, y, far, top in kept)
        return {"scrap_area_mm2": _number(Fraction(whole * int(given.format_width_um[row]) - used, _UM2))}


def _by_pattern(answer: CuttingAnswer) -> list[Ints]:
    """Rows of the placements of each pattern, in their order."""
    owner = answer.placement_pattern
    order = np.argsort(owner, kind="stable")
    ends = np.searchsorted(owner[order], np.arange(len(answer.pattern_format) + 1))
    return [order[low:high] for low, high in pairwise(ends.tolist())]


def _box(x: int, y: int, length: int, width: int) -> Plan:
    return {"x_mm": mm(x), "y_mm": mm(y), "length_mm": mm(length), "width_mm": mm(width)}


def _unplaced(asked: Question, answer: CuttingAnswer, names: Names) -> list[Plan]:
    used = [0] * len(asked.formats)
    for row, times in zip(answer.pattern_format.tolist(), answer.pattern_count.tolist(), strict=True):
        used[row] += times
    most = asked.asked.max_patterns
    reasons = Reasons(asked.given, used, may_add=most == UNSAID or len(answer.pattern_format) < most)
    left: dict[int, tuple[int, Reason]] = {}
    for kind in answer.unplaced_piece.tolist():
        why = reasons.why(kind)
        for at, blanks in names.left(kind):
            before, first = left.get(at, (0, why))  # pairs of triangles and the odd one are one entry
            left[at] = before + blanks * asked.blanks[kind].each, first
    return [_left_out(asked, at, *what) for at, what in sorted(left.items())]


def _left_out(asked: Question, piece: int, quantity: int, why: Reason) -> Plan:
    nearest = asked.asked.stock[asked.formats[why.format][0]].id
    return {
        "piece": asked.asked.pieces[piece].id,
        "quantity": quantity,
        "reason": why.code,
        "would_fit": nearest,
        "missing_mm": [mm(side) for side in why.missing_um],
        "text": {language: why.text(str(nearest), language) for language in LANGUAGES},
    }


def _by_owner(asked: Question, pooled: Pooled) -> Plan:
    """Who pays what, and would pay alone; pieces without an owner are one party, called "". Nothing without owners.

    Money is split to the rupiah, sizes to the mm or mm², counts to the thousandth of a piece of stock.
    """
    owners = parties(asked.given)
    if owners == [UNSAID] or (len(owners) > 1 and not pooled.alone):
        return {}
    counted = asked.cost_unit == 1 and not asked.asked.is_priced
    paid = split(asked.given, pooled, _PARTS_OF_ONE if counted else max(1, int(asked.cost_unit)))
    names = {owner: "" if owner == UNSAID else asked.owners[owner] for owner in owners}
    return {
        "cost_by_owner": {names[owner]: _number(cost * asked.cost_unit) for owner, cost in paid.cost_by_owner.items()},
        "alone_by_owner": {names[owner]: _cost(asked, cost) for owner, cost in paid.alone_by_owner.items()},
        "cost_rule": COST_RULES[paid.rule == LIKE_ALONE],
    }


def _is_proven(answer: CuttingAnswer) -> bool:
    """A bound of 0 under a cost above 0 says nothing."""
    return answer.bound > 0 or answer.objective == 0


def _cost(asked: Question, units: int) -> int | float:
    return _number(units * asked.cost_unit)


def _yield(asked: Question, answer: CuttingAnswer) -> float:
    """Share of the opened stock that became pieces; 0 when none is opened."""
    given = asked.given
    wide = not given.is_bar
    formats, counts = answer.pattern_format, answer.pattern_count.tolist()
    whole = [int(given.format_length_um[row]) * (int(given.format_width_um[row]) if wide else 1) for row in formats]
    opened = sum(size * count for size, count in zip(whole, counts, strict=True))
    sizes = answer.placement_length_um * (answer.placement_width_um if wide else 1)
    used = sum(size * counts[at] for size, at in zip(sizes.tolist(), answer.placement_pattern.tolist(), strict=True))
    return round(float(Fraction(used, opened)), 9) if opened else 0.0


def mm(length_um: int) -> int | float:
    """µm as mm: whole where it is whole, else with the decimals it has."""
    return length_um // _UM if length_um % _UM == 0 else length_um / _UM


def _number(value: Fraction) -> int | float:
    return value.numerator if value.denominator == 1 else float(value)
