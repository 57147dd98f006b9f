"""The cutting of one group, from what is given to what is cut."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from rantai.engine.cutting.bar_table import BarCutter
from rantai.engine.cutting.draft import Cutter, Draft
from rantai.engine.cutting.generate import Columns, Generator
from rantai.engine.cutting.params import CuttingParams, never
from rantai.engine.cutting.places import places, remnants
from rantai.engine.cutting.rounding import Rounder, cheaper
from rantai.engine.cutting.shapes import Group, Pattern
from rantai.engine.cutting.sheet_table import SheetCutter
from rantai.engine.cutting.tables import CuttingAnswer, CuttingInput, columns

Merged = list[tuple[int, Pattern, int]]


def solve(given: CuttingInput, params: CuttingParams, *, out_of_time: Callable[[], bool] = never) -> CuttingAnswer:
    """Cut one group at the least cost: column generation over patterns, rounding, and a proven bound.

    `out_of_time` is asked between rounds; when it says yes the best plan so far is answered as "timeout".
    What fits no format is unplaced, the rest is planned, and the status is "infeasible".
    """
    group = Group(given)
    cutter: Cutter = BarCutter(group, params) if given.is_bar else SheetCutter(group, params)
    if not group.usable:
        return _answer(group, Draft.empty(group), 0, stopped=False)
    rounder, generator = Rounder(group, cutter), Generator(group, cutter)
    best = _first(group, cutter, rounder)
    generator.start([(position, pattern) for position, pattern, _ in best.chosen])
    found = generator.run(params.prices, best.cost if best.finished() else None, out_of_time)
    rounder.learn(found)
    best = cheaper(rounder.round(found, best, params.starts, out_of_time))
    return _answer(group, best, _bound(generator, found, best), stopped=found.stopped or out_of_time())


def _first(group: Group, cutter: Cutter, rounder: Rounder) -> Draft:
    """The better of two plain packings, to begin with."""
    drafts = [rounder.pack(Draft.empty(group), rule) for rule in (cutter.rules[0], cutter.rules[-1])]
    return cheaper(min(drafts, key=lambda draft: draft.rank))


def _bound(generator: Generator, found: Columns, best: Draft) -> int:
    """The bound for what is placed: when something is left out, or not all sizes were priced, it is proven anew."""
    placed = (best.group.demand - best.wanted).tolist()
    low = found.bound if placed == generator.demand and found.bound else generator.prove(placed)
    return generator.prove_whole(placed, low, best.cost) if low < best.cost else low


def _answer(group: Group, draft: Draft, bound: int, *, stopped: bool) -> CuttingAnswer:
    merged = _merged(draft)
    placed = [(at, *place) for at, (_, pattern, _) in enumerate(merged) for place in places(group, pattern)]
    kept = [(at, *place[1:5]) for at, (f, pattern, _) in enumerate(merged) for place in remnants(group, pattern, f)]
    unplaced = [_unplaced(group, draft, int(row)) for row in np.flatnonzero(draft.wanted)]
    status = "optimal" if draft.cost <= bound else "timeout" if stopped else "feasible"
    return CuttingAnswer(
        status="infeasible" if unplaced else status,
        objective=draft.cost,
        bound=bound,
        **columns("pattern", "format count", [(position, times) for position, _, times in merged]),
        **columns("placement", "pattern piece x_um y_um length_um width_um is_turned", placed),
        **columns("unplaced", "piece quantity format missing_length_um missing_width_um", unplaced),
        **columns("remnant", "pattern x_um y_um length_um width_um", kept),
    )


def _merged(draft: Draft) -> Merged:
    """Equal patterns together, by format, the most frequent first."""
    found: dict[tuple[int, Pattern], int] = {}
    for position, pattern, times in draft.chosen:
        key = (position, Pattern(draft.group.sizes[position], pattern.counts, pattern.layout))
        found[key] = found.get(key, 0) + times
    rows = [(position, pattern, times) for (position, pattern), times in found.items()]
    return sorted(rows, key=lambda row: (row[0], -row[2], [-count for count in row[1].counts]))


def _unplaced(group: Group, draft: Draft, piece: int) -> tuple[int, int, int, int, int]:
    """The nearest format and by how much it is too small; nothing is missing when only the steel at hand ran out."""
    best: tuple[int, int, int, int] | None = None
    for option in group.options:
        for position, size in enumerate(group.sizes if option.piece == piece else ()):
            missing = max(0, option.x - size.x), max(0, option.y - size.y)
            choice = (sum(missing), position, *missing)
            best = choice if best is None or choice < best else best
    given, quantity = group.given, int(draft.wanted[piece])
    if best is None:
        return piece, quantity, -1, int(given.piece_length_um[piece]), int(given.piece_width_um[piece])
    return piece, quantity, best[1], best[2], best[3]
