"""From columns back to a plan as the contract prints it: names, mm, and labels on every blank."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import numpy as np

import rantai
from rantai.core.problems import LANGUAGES
from rantai.engine.cutting.contract.names import Names, Run
from rantai.engine.cutting.contract.question import Question, input_hash
from rantai.engine.cutting.contract.reasons import Reason, Reasons
from rantai.engine.cutting.contract.words import Label
from rantai.engine.cutting.tables import CuttingAnswer, Ints
from rantai.engine.cutting.tree import REMNANT, Half, Leaf, halves, tree_of, walk

Plan = dict[str, Any]
_UM, _UM2 = 1_000, 1_000_000
_DEEPEST = 100  # levels of cuts that a plan prints; JSON readers give up at a thousand brackets


def tell(asked: Question, answer: CuttingAnswer, seed: int, seconds: float) -> Plan:
    """The plan document. `seconds` is told, not kept: everything else has the same bytes on any machine."""
    names = Names(asked)
    teller = _Teller(asked, answer)
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
    }


class _Teller:
    """Patterns of one answer, run by run."""

    def __init__(self, asked: Question, answer: CuttingAnswer) -> None:
        self.asked, self.answer = asked, answer
        self.placed = _by_pattern(answer, "placement")
        self.kept = _by_pattern(answer, "remnant")

    def pattern(self, run: Run) -> Plan:
        labels = [self.asked.asked.pieces[piece].id for piece in run.pieces]
        kinds = self.answer.placement_piece[self.placed[run.pattern]].tolist()
        pairs = [{"pair": True} if self.asked.blanks[kind].each == 2 else {} for kind in kinds]
        boxes = _boxes(self.answer, "placement", self.placed[run.pattern])
        turned = self.answer.placement_is_turned[self.placed[run.pattern]].tolist()
        rows = zip(labels, boxes, turned, pairs, strict=True)
        return {
            "stock": self.asked.asked.stock[run.stock].id,
            "count": run.times,
            **self._cuts(run.pattern, labels),
            "placed": [{"piece": label, **box, "rotated": is_turned, **pair} for label, box, is_turned, pair in rows],
            "remnants": _boxes(self.answer, "remnant", self.kept[run.pattern]),
            **self._scrap(run.pattern),
        }

    def _cuts(self, pattern: int, labels: Sequence[Label]) -> Plan:
        """The tree of cuts; left out where it nests too deep to be read again."""
        tree = tree_of(self.asked.given, self.answer, pattern)
        if max(depth for depth, _ in walk(tree)) > _DEEPEST:
            return {}
        label = dict(zip(self.placed[pattern].tolist(), labels, strict=True))
        corner = {
            (x, y): at
            for at, (x, y) in enumerate(
                zip(
                    self.answer.remnant_x_um[self.kept[pattern]].tolist(),
                    self.answer.remnant_y_um[self.kept[pattern]].tolist(),
                    strict=True,
                )
            )
        }
        return {"cuts": self._node(halves(tree), label, corner)}

    def _node(self, node: Half | Leaf, label: dict[int, Label], corner: dict[tuple[int, int], int]) -> Plan:
        if isinstance(node, Half):
            low, high = (self._node(part, label, corner) for part in (node.low, node.high))
            return {"axis": "xy"[node.axis], "at_mm": mm(node.at), "low": low, "high": high}
        if node.piece >= 0:
            return {"piece": label[node.piece]}
        x, y, far, top = node.box
        if node.piece == REMNANT:
            return {"remnant": corner[x, y]}
        is_bar = self.asked.given.is_bar
        return {"scrap": mm(far - x) if is_bar else _number(Fraction((far - x) * (top - y), _UM2))}

    def _scrap(self, pattern: int) -> Plan:
        """What is neither piece nor remnant, kerfs and trims included: mm² of a sheet or coil, mm of a bar."""
        given, answer = self.asked.given, self.answer
        row = int(answer.pattern_format[pattern])
        length, is_bar = int(given.format_length_um[row]), given.is_bar
        used = _size(answer, "placement", self.placed[pattern], is_bar=is_bar)
        used += _size(answer, "remnant", self.kept[pattern], is_bar=is_bar)
        if is_bar:
            return {"scrap_area_mm2": 0, "scrap_length_mm": mm(length - used)}
        return {"scrap_area_mm2": _number(Fraction(length * int(given.format_width_um[row]) - used, _UM2))}


def _by_pattern(answer: CuttingAnswer, table: str) -> list[Ints]:
    """Rows of a table for each pattern, in their order."""
    owner = getattr(answer, f"{table}_pattern")
    order = np.argsort(owner, kind="stable")
    ends = np.searchsorted(owner[order], np.arange(len(answer.pattern_format) + 1))
    return [order[low:high] for low, high in zip(ends[:-1].tolist(), ends[1:].tolist(), strict=True)]


def _boxes(answer: CuttingAnswer, table: str, rows: Ints) -> list[Plan]:
    sides = ("x", "y", "length", "width")
    columns = [[mm(size) for size in getattr(answer, f"{table}_{side}_um")[rows].tolist()] for side in sides]
    return [
        dict(zip(("x_mm", "y_mm", "length_mm", "width_mm"), row, strict=True)) for row in zip(*columns, strict=True)
    ]


def _size(answer: CuttingAnswer, table: str, rows: Ints, *, is_bar: bool) -> int:
    """µm of a bar, µm² of anything else."""
    length = getattr(answer, f"{table}_length_um")[rows]
    return int(length.sum() if is_bar else (length * getattr(answer, f"{table}_width_um")[rows]).sum())


def _unplaced(asked: Question, answer: CuttingAnswer, names: Names) -> list[Plan]:
    used = [0] * len(asked.formats)
    for row, count in zip(answer.pattern_format.tolist(), answer.pattern_count.tolist(), strict=True):
        used[row] += count
    reasons = Reasons(asked.given, used)
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
