"""The limit on different patterns over the whole list; blanks are left out only when it cannot be kept otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, islice

from rantai.engine.cutting.answer import Part, merged
from rantai.engine.cutting.batch import Batch, Chosen, Found
from rantai.engine.cutting.few_patterns import Base, Programme, chosen_of, greedy
from rantai.engine.cutting.one_piece import fill
from rantai.engine.cutting.rest import singles
from rantai.engine.cutting.tables import UNLIMITED, CuttingInput
from rantai.engine.cutting.tree import rules_of
from rantai.engine.solvers import WorkBudget

_MOST_FOUND = 24  # patterns of the plan that the programme takes up
_MOST_MADE = 60  # patterns made besides
_FILL_UNITS = {"bar": 3_000, "sheet": 3_000, "coil": 3_000}
_FILL_COST = {"bar": 6_000, "sheet": 25_000, "coil": 6_000}  # with the search's own start
_ITERATION_COST = 80
_GOALS = 4
_MIXES = 6


def within_patterns(
    given: CuttingInput, parts: Sequence[Part], units: int, seed: int, out_of_time: Callable[[], bool]
) -> list[Part]:
    """The same parts with at most `max_patterns` different patterns altogether. units: work that this may take."""
    most = given.max_patterns
    if most == UNLIMITED or sum(len(merged(one.found.chosen)) for one in parts) <= most:
        return list(parts)
    open_parts = [one for one in parts if one.batch.formats]
    batches = [one.batch for one in open_parts]
    bases = _different([*_known(open_parts), *_made(open_parts, units // 2, seed, out_of_time)])
    plans = [greedy(batches, bases, most)]
    if units and most and not out_of_time():
        budget = WorkBudget(simplex_iterations=max(300, units // 2 // _ITERATION_COST // _GOALS), nodes=20)
        plans.append(greedy(batches, bases, most, Programme(batches, bases, most).solve(budget)))
    small = list(singles(batches, rules_of(given)))
    whole = (chosen_of(batches, greedy(batches, small, most, uses)) for uses in plans)
    best = min(whole, key=lambda chosen: _grade(batches, chosen))
    made = iter(best)
    return [_served_by(one, next(made)) if one.batch.formats else one for one in parts]


def _served_by(part: Part, chosen: list[Chosen]) -> Part:
    """The bound stays true when the same blanks are served; for fewer nothing is proven."""
    same = (part.batch.left_out(chosen) == part.batch.left_out(part.found.chosen)).all()
    return Part(part.batch, Found(tuple(chosen), part.found.bound if same else None, part.found.is_stopped))


def _grade(batches: Sequence[Batch], chosen: Sequence[Sequence[Chosen]]) -> tuple[int, ...]:
    """All parts together: size left out by urgency, cost, full stock, patterns."""
    grades = [batch.grade_of(plan) for batch, plan in zip(batches, chosen, strict=True)]
    ranks = max(len(grade) for grade in grades) - 3
    out = [sum(grade[rank] for grade in grades if rank < len(grade) - 3) for rank in range(ranks)]
    return (*out, *(sum(grade[at] for grade in grades) for at in (-3, -2, -1)))


def _different(bases: Sequence[Base]) -> list[Base]:
    found: dict[tuple[int, int, tuple[int, ...]], Base] = {}
    for base in bases:
        found.setdefault((base.part, base.format, base.counts), base)
    return list(found.values())


def _known(parts: Sequence[Part]) -> list[Base]:
    """Patterns of the plan, those that serve the most first, on every format of the same size."""
    found = []
    for at, (batch, plan) in enumerate(parts):
        for one, held in merged(plan.chosen):
            served = one.times * sum(count * batch.size(item) for item, count in held)
            counts = tuple(one.pattern.counts(len(batch.items)).tolist())
            found.append((-served, at, Base(at, one.format, one.pattern, counts)))
    return [base for _, _, base in sorted(found, key=lambda row: row[:2])[:_MOST_FOUND]]


def _made(parts: Sequence[Part], units: int, seed: int, out_of_time: Callable[[], bool]) -> Iterator[Base]:
    """Patterns of all kinds in the proportion in which they are wanted, of one kind alone, and of pairs."""
    asked = [(at, *order) for at, part in enumerate(parts) for order in islice(_orders(part.batch), _MOST_MADE)]
    asked.sort(key=lambda order: order[1])
    seen: set[tuple[int, int, tuple[tuple[int, int], ...]]] = set()
    for at, _, format_, wanted in asked:
        batch = parts[at].batch
        key = at, format_, tuple(sorted(wanted.items()))
        units -= _FILL_COST[batch.kind] if key not in seen else 0
        if len(seen) == _MOST_MADE or units < 0 or out_of_time():
            return
        if key in seen:
            continue
        seen.add(key)
        pattern = fill(batch, wanted, format_, _FILL_UNITS[batch.kind], seed)
        if pattern is not None:
            yield Base(at, format_, pattern, tuple(pattern.counts(len(batch.items)).tolist()))


def _orders(batch: Batch) -> Iterator[tuple[int, int, dict[int, int]]]:
    """What to ask of one piece of stock: (how soon, format, how many of which), the most promising first."""
    formats = [at for at, format_ in enumerate(batch.formats) if format_.available]
    demand = dict(enumerate(batch.demand.tolist()))
    for format_ in formats:
        room = batch.formats[format_].x * (1 if batch.kind == "bar" else batch.formats[format_].y)
        sizes = sum(batch.size(item) * count for item, count in demand.items() if batch.may_use[item, format_])
        for extra in range(_MIXES):
            times = max(1, sizes * (8 + extra) // (8 * max(1, room)))
            yield 2 * extra, format_, {item: -(-count // times) for item, count in demand.items()}
            yield 2 * extra, format_, {item: count // times for item, count in demand.items()}
    for item, count in demand.items():
        for format_ in formats:
            yield 5, format_, {item: count}
    for one, other in combinations(demand, 2):
        for format_ in formats:
            yield 2 * _MIXES, format_, {one: demand[one], other: 1}
            yield 2 * _MIXES, format_, {one: 1, other: demand[other]}
