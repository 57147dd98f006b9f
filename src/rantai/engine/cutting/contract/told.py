"""From columns back to a plan as the contract prints it: names, mm, and labels on every blank."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np

import rantai
from rantai.core.problems import LANGUAGES
from rantai.engine.cutting.contract.question import Question, input_hash
from rantai.engine.cutting.contract.reasons import Reasons
from rantai.engine.cutting.contract.words import UNSAID
from rantai.engine.cutting.tables import CuttingAnswer

Plan = dict[str, Any]
_UM, _UM2 = 1_000, 1_000_000


class Run(NamedTuple):
    """The same pattern with the same names: a row of the patterns, an entry of the stock, how often, a piece a blank."""

    pattern: int
    stock: int
    count: int
    pieces: tuple[int, ...]


def tell(asked: Question, answer: CuttingAnswer, seed: int, seconds: float) -> Plan:
    """The plan document. What took how long is told, not kept: everything else has the same bytes on any machine."""
    placements = _by_pattern(answer, "placement")
    names = _Names(asked)
    runs = [run for pattern in range(len(answer.pattern_format)) for run in names.runs(answer, pattern, placements)]
    unplaced = _unplaced(asked, answer, names)
    objective, bound = _cost(asked, answer.objective), _bound(asked, answer)
    remnants = _by_pattern(answer, "remnant")
    shapes = [_placed(answer, rows) for rows in placements]
    patterns = [_pattern(asked, answer, run, shapes, placements, remnants) for run in runs]
    used = Counter[int]()
    for run in runs:
        used[run.stock] += run.count
    return {
        "status": answer.status,
        "objective": objective,
        "bound": bound,
        "gap": _gap(answer),
        "seconds": seconds,
        "seed": seed,
        "input_hash": input_hash(asked.asked),
        "engine_version": rantai.__version__,
        "stock_used": [{"id": asked.asked.stock[at].id, "count": used[at]} for at in sorted(used)],
        "patterns": patterns,
        "unplaced": unplaced,
        "yield": _yield(asked, answer),
    }


class _Names:
    """Gives blanks and stock of equal entries their names, entry by entry, in the order of the list."""

    def __init__(self, asked: Question) -> None:
        self.asked = asked
        stock = asked.asked.stock
        most = sum(blank.quantity for blank in asked.blanks)
        self.blanks = [[[at, count] for at, count in blank.members] for blank in asked.blanks]
        self.stock = [
            [[at, most if stock[at].quantity == UNSAID else stock[at].quantity] for at in rows]
            for rows in asked.formats
        ]

    def runs(self, answer: CuttingAnswer, pattern: int, placements: list[np.ndarray]) -> Iterator[Run]:
        """A pattern's copies in as few runs as the names allow."""
        row = int(answer.pattern_format[pattern])
        kinds = answer.placement_piece[placements[pattern]].tolist()
        slots = Counter(kinds)
        left = int(answer.pattern_count[pattern])
        while left:
            stock = _head(self.stock[row])
            heads = {kind: _head(self.blanks[kind]) for kind in slots}
            count = min(left, stock[1], *(max(1, heads[kind][1] // many) for kind, many in slots.items()))
            pieces = {kind: iter(self._take(kind, many, count)) for kind, many in slots.items()}
            stock[1] -= count
            left -= count
            yield Run(pattern, stock[0], count, tuple(next(pieces[kind]) for kind in kinds))

    def _take(self, kind: int, many: int, count: int) -> list[int]:
        """Pieces for `many` blanks on each of `count` copies; on a single copy they may be of several entries."""
        taken: list[int] = []
        while len(taken) < many:
            head = _head(self.blanks[kind])
            fitting = min(many - len(taken), head[1] // count)
            head[1] -= fitting * count
            taken += [head[0]] * fitting
        return taken

    def left(self, kind: int) -> list[tuple[int, int]]:
        """Pieces of the list without a place, and how many blanks of each."""
        return [(at, count) for at, count in self.blanks[kind] if count]


def _head(queue: list[list[int]]) -> list[int]:
    """The first entry of which there is some left."""
    while queue[0][1] == 0:
        queue.pop(0)
    return queue[0]


def _by_pattern(answer: CuttingAnswer, table: str) -> list[np.ndarray]:
    """Rows of a table for each pattern, in their order."""
    owner = getattr(answer, f"{table}_pattern")
    order = np.argsort(owner, kind="stable")
    return np.split(order, np.searchsorted(owner[order], np.arange(1, len(answer.pattern_format) + 1)))[
        : len(answer.pattern_format)
    ]


def _placed(answer: CuttingAnswer, rows: np.ndarray) -> list[Plan]:
    """Places and sizes of one pattern's blanks, as yet without names."""
    table = zip(
        answer.placement_x_um[rows].tolist(),
        answer.placement_y_um[rows].tolist(),
        answer.placement_length_um[rows].tolist(),
        answer.placement_width_um[rows].tolist(),
        answer.placement_is_turned[rows].tolist(),
        strict=True,
    )
    return [
        {"x_mm": mm(x), "y_mm": mm(y), "length_mm": mm(length), "width_mm": mm(width), "rotated": turned}
        for x, y, length, width, turned in table
    ]


def _pattern(
    asked: Question,
    answer: CuttingAnswer,
    run: Run,
    shapes: list[list[Plan]],
    placements: list[np.ndarray],
    remnants: list[np.ndarray],
) -> Plan:
    stock, pieces = asked.asked.stock[run.stock], asked.asked.pieces
    kinds = answer.placement_piece[placements[run.pattern]].tolist()
    placed = [
        {"piece": pieces[piece].id, **shape, **({"pair": True} if asked.blanks[kind].each == 2 else {})}
        for piece, kind, shape in zip(run.pieces, kinds, shapes[run.pattern], strict=True)
    ]
    kept = _boxes(answer, remnants[run.pattern])
    return {
        "stock": stock.id,
        "count": run.count,
        "placed": placed,
        "remnants": kept,
        **_scrap(asked, answer, run.pattern, placements[run.pattern], remnants[run.pattern]),
    }


def _boxes(answer: CuttingAnswer, rows: np.ndarray) -> list[Plan]:
    names = {"x_mm": "x_um", "y_mm": "y_um", "length_mm": "length_um", "width_mm": "width_um"}
    made = {name: getattr(answer, f"remnant_{field}")[rows].tolist() for name, field in names.items()}
    return [{name: mm(values[at]) for name, values in made.items()} for at in range(len(rows))]


def _scrap(asked: Question, answer: CuttingAnswer, pattern: int, placed: np.ndarray, kept: np.ndarray) -> Plan:
    """What is neither piece nor remnant, kerfs and trims included: mm² of a sheet or coil, mm of a bar."""
    row = int(answer.pattern_format[pattern])
    length = int(asked.given.format_length_um[row])
    if asked.given.is_bar:
        used = answer.placement_length_um[placed].sum() + answer.remnant_length_um[kept].sum()
        return {"scrap_area_mm2": 0, "scrap_length_mm": mm(length - int(used))}
    whole = length * int(asked.given.format_width_um[row])
    used = _area(answer, "placement", placed) + _area(answer, "remnant", kept)
    return {"scrap_area_mm2": _number(Fraction(whole - int(used), _UM2))}


def _area(answer: CuttingAnswer, table: str, rows: np.ndarray) -> int:
    sides = (getattr(answer, f"{table}_{side}_um")[rows] for side in ("length", "width"))
    return int(np.multiply(*sides).sum())


def _unplaced(asked: Question, answer: CuttingAnswer, names: _Names) -> list[Plan]:
    used = np.bincount(answer.pattern_format, weights=answer.pattern_count, minlength=len(asked.formats))
    reasons = Reasons(asked.given, [int(count) for count in used])
    made = []
    for kind in answer.unplaced_piece.tolist():
        why = reasons.why(kind)
        nearest = asked.asked.stock[asked.formats[why.format][0]].id
        for at, blanks in names.left(kind):
            made.append(
                {
                    "piece": asked.asked.pieces[at].id,
                    "quantity": blanks * asked.blanks[kind].each,
                    "reason": why.code,
                    "would_fit": nearest,
                    "missing_mm": [mm(side) for side in why.missing_um],
                    "text": {language: why.text(str(nearest), language) for language in LANGUAGES},
                }
            )
    return made


def _cost(asked: Question, units: int) -> int | float:
    return _number(units * asked.cost_unit)


def _is_proven(answer: CuttingAnswer) -> bool:
    """A bound of 0 under a cost above 0 says nothing."""
    return answer.bound > 0 or answer.objective == 0


def _bound(asked: Question, answer: CuttingAnswer) -> int | float | None:
    return _cost(asked, answer.bound) if _is_proven(answer) else None


def _gap(answer: CuttingAnswer) -> float | None:
    return round(answer.gap, 9) if _is_proven(answer) else None


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
