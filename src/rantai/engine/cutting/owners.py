"""Blanks of several owners on shared stock: one plan, and who pays how much of it.

A pooled plan stands beside the plans that the owners would have alone; it never costs more than those together, unless
they would take more of the common stock than there is. Then the cost is split so that nobody pays more than alone
(individual rationality; groups of owners are not looked at, so this is not claimed to lie in the core). Blanks that
name no owner are one party, -1.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np

from rantai.engine.cutting.tables import UNLIMITED, CuttingAnswer, CuttingInput, Flags, Ints, columns
from rantai.engine.cutting.tree import derive, remnants, rules_of
from rantai.engine.sharing import share_capped, share_out

# A list and work units → its answer. Called once for the pooled list and once for every owner.
SolvePart = Callable[[CuttingInput, int], CuttingAnswer]

BELOW_ALONE = "below_alone"  # in proportion to size, nobody above what they would pay alone
LIKE_ALONE = "like_alone"  # all plans alone cost less together, but take more stock than there is: in their proportion
_POOLED_WORK = 2  # the pooled list gets one part of so many, the owners' lists share the rest


class Alone(NamedTuple):
    """What an owner would cut with the own stock and all of the common stock; as dear as it costs."""

    answer: CuttingAnswer
    cost: int


@dataclass(frozen=True)
class Pooled:
    """The plan for all, and the plan of every owner alone (by owner; empty when there is one party only)."""

    answer: CuttingAnswer
    alone: Mapping[int, Alone]


class OwnersSplit(NamedTuple):
    """Who pays what, by owner (-1: nobody's blanks), in units of cost; the shares add up to the objective.

    rule: `BELOW_ALONE` or `LIKE_ALONE`.
    """

    cost_by_owner: dict[int, Fraction]
    alone_by_owner: dict[int, int]
    rule: str


def parties(given: CuttingInput) -> list[int]:
    """Owners of wanted blanks; -1 when some name none."""
    return np.unique(given.piece_owner[given.piece_quantity > 0]).tolist()


def pool(given: CuttingInput, solve_part: SolvePart, units: int) -> Pooled:
    """One plan for all owners, and each one's alone; the separate plans are the answer where no other is better.

    They are candidates when they keep the common stock and the limit on patterns together. An owner alone never does
    worse than with the part of the pooled plan that holds the own blanks.
    """
    owners = parties(given)
    if len(owners) < 2:
        return Pooled(solve_part(given, units), {})
    pooled = solve_part(given, units // _POOLED_WORK)
    weights = [int(given.piece_quantity[given.piece_owner == owner].sum()) for owner in owners]
    alone = {}
    for owner, share in zip(owners, share_out(units - units // _POOLED_WORK, weights), strict=True):
        mine = _only(given, given.piece_owner == owner)
        made = min(solve_part(mine, share), _part_of(mine, pooled), key=lambda answer: _grade(mine, answer))
        alone[owner] = Alone(made, made.objective)
    apart = _together([one.answer for one in alone.values()])
    is_better = _keeps_limits(given, apart) and _grade(given, apart) <= _grade(given, pooled)
    return Pooled(_proven(given, apart, pooled) if is_better else pooled, alone)


def split(given: CuttingInput, pooled: Pooled, steps: int = 1) -> OwnersSplit:
    """The cost of the plan by owner, in whole parts of 1 / `steps` of a unit (1: whole rupiah).

    Stock of an owner is paid by the owner, other stock by the size of the blanks on each pattern; what is then above
    the cost alone is borne by the others, in the same proportion. Where no split below alone exists, each pays in
    proportion to alone.
    """
    answer = pooled.answer
    asked = _by_use(given, answer)
    if not pooled.alone:
        cost = answer.objective
        return OwnersSplit(dict.fromkeys(asked, Fraction(cost)), dict.fromkeys(asked, cost), BELOW_ALONE)
    owners = list(pooled.alone)
    alone = {owner: one.cost for owner, one in pooled.alone.items()}
    total, weights = answer.objective * steps, [asked.get(owner, Fraction(0)) for owner in owners]
    if sum(alone.values()) >= answer.objective:
        rule, shares = BELOW_ALONE, share_capped(total, weights, [alone[owner] * steps for owner in owners])
    else:
        wanted: Sequence[int | Fraction] = list(alone.values()) if any(alone.values()) else weights
        rule, shares = LIKE_ALONE, share_capped(total, wanted, [total] * len(owners))
    paid = {owner: Fraction(share, steps) for owner, share in zip(owners, shares, strict=True)}
    return OwnersSplit(paid, alone, rule)


def _only(given: CuttingInput, rows: Flags) -> CuttingInput:
    """The list with these blanks only; all positions stay."""
    return dataclasses.replace(given, piece_quantity=np.where(rows, given.piece_quantity, 0))


def _by_use(given: CuttingInput, answer: CuttingAnswer) -> dict[int, Fraction]:
    """Cost by owner: own stock is the owner's, other stock by length or area of the blanks on each pattern."""
    cost = answer.pattern_count * given.format_cost[answer.pattern_format]
    payer = given.format_owner[answer.pattern_format]
    sizes: list[dict[int, int]] = [{} for _ in cost]
    for pattern, piece, size in zip(
        answer.placement_pattern.tolist(), answer.placement_piece.tolist(), _sizes(given, answer).tolist(), strict=True
    ):
        owner = int(given.piece_owner[piece])
        sizes[pattern][owner] = sizes[pattern].get(owner, 0) + size
    paid = dict.fromkeys(parties(given), Fraction(0))
    for at, by_owner in enumerate(sizes):
        shares = {int(payer[at]): 1} if payer[at] >= 0 else by_owner
        for owner, size in shares.items():
            paid[owner] += Fraction(int(cost[at]) * size, sum(shares.values()))
    return paid


def _sizes(given: CuttingInput, answer: CuttingAnswer) -> Ints:
    """Length of every placed bar, area of every other blank."""
    return answer.placement_length_um * (1 if given.is_bar else answer.placement_width_um)


def _grade(given: CuttingInput, answer: CuttingAnswer) -> tuple[int, ...]:
    """How good a plan is, the smaller the better: size left out by urgency, cost, full stock opened."""
    urgency = [
        (priority == 0, priority, due == 0, due)
        for priority, due in zip(given.piece_priority.tolist(), given.piece_due.tolist(), strict=True)
    ]
    rank = {key: at for at, key in enumerate(sorted(set(urgency)))}
    left = [0] * len(rank)
    for piece, quantity in zip(answer.unplaced_piece.tolist(), answer.unplaced_quantity.tolist(), strict=True):
        length, width = int(given.piece_length_um[piece]), int(given.piece_width_um[piece])
        left[rank[urgency[piece]]] += quantity * max(1, length) * (1 if given.is_bar else width)
    is_full = ~given.format_is_remnant[answer.pattern_format]
    return (*left, answer.objective, int(answer.pattern_count[is_full].sum()))


def _keeps_limits(given: CuttingInput, answer: CuttingAnswer) -> bool:
    """Whether there is stock for all patterns, and there are not too many."""
    used = np.bincount(answer.pattern_format, answer.pattern_count, minlength=len(given.format_cost)).astype(np.int64)
    has_stock = (given.format_available == UNLIMITED) | (used <= given.format_available)
    return bool(has_stock.all()) and (
        given.max_patterns == UNLIMITED or len(answer.pattern_count) <= given.max_patterns
    )


def _part_of(given: CuttingInput, pooled: CuttingAnswer) -> CuttingAnswer:
    """The pooled plan with the blanks of this list only, its leftovers left out; what then holds none is not opened."""
    mine = given.piece_quantity > 0
    placed, left = mine[pooled.placement_piece], mine[pooled.unplaced_piece]
    opened = np.unique(pooled.placement_pattern[placed])
    place = np.zeros(len(pooled.pattern_format), dtype=np.int64)
    place[opened] = np.arange(len(opened))
    tables: dict[str, Any] = {name: getattr(pooled, name)[opened] for name in _names("pattern")}
    tables |= {name: getattr(pooled, name)[placed] for name in _names("placement")}
    tables["placement_pattern"] = place[tables["placement_pattern"]]
    tables |= {name: getattr(pooled, name)[left] for name in _names("unplaced")}
    tables |= {name: getattr(pooled, name)[:0] for name in _names("remnant")}
    cost = int((tables["pattern_count"] * given.format_cost[tables["pattern_format"]]).sum())
    answer = dataclasses.replace(pooled, objective=cost, bound=0, **tables)
    return dataclasses.replace(answer, status=_status(answer))


def _leftovers(given: CuttingInput, answer: CuttingAnswer) -> dict[str, Any]:
    """Remnants of all patterns, derived anew."""
    rules, rows = rules_of(given), []
    x, y = answer.placement_x_um, answer.placement_y_um
    boxes = np.stack([x, y, x + answer.placement_length_um, y + answer.placement_width_um], axis=1)
    for at, row in enumerate(answer.pattern_format.tolist()):
        inside = [(a, b, c, d) for a, b, c, d in boxes[answer.placement_pattern == at].tolist()]
        found = remnants(derive(inside, given.room(row), rules))
        rows += [(at, low, bottom, high - low, top - bottom) for low, bottom, high, top in found]
    return columns("remnant", "pattern x_um y_um length_um width_um", rows)


def _together(answers: Sequence[CuttingAnswer]) -> CuttingAnswer:
    """Plans of different blanks as one plan; nothing is proven of it."""
    offsets = np.cumsum([0, *(len(answer.pattern_count) for answer in answers)])[:-1].tolist()
    tables: dict[str, Any] = {}
    for name in (name for table in ("pattern", "placement", "unplaced", "remnant") for name in _names(table)):
        shift = name in {"placement_pattern", "remnant_pattern"}
        parts = [
            getattr(answer, name) + (offset if shift else 0) for answer, offset in zip(answers, offsets, strict=True)
        ]
        tables[name] = np.concatenate(parts)
    cost = sum(answer.objective for answer in answers)
    return CuttingAnswer(status="feasible", objective=cost, bound=0, **tables)


def _proven(given: CuttingInput, apart: CuttingAnswer, pooled: CuttingAnswer) -> CuttingAnswer:
    """The plans apart with their leftovers and the bound of the pooled list, which holds for the same blanks."""
    bound = pooled.bound if _left(apart) == _left(pooled) else 0
    proven = dataclasses.replace(apart, bound=bound, **_leftovers(given, apart))
    return dataclasses.replace(proven, status=_status(proven, is_stopped=pooled.status == "timeout"))


def _left(answer: CuttingAnswer) -> list[tuple[int, int]]:
    return sorted(zip(answer.unplaced_piece.tolist(), answer.unplaced_quantity.tolist(), strict=True))


def _status(answer: CuttingAnswer, *, is_stopped: bool = False) -> str:
    if len(answer.unplaced_piece):
        return "infeasible"
    if answer.objective <= answer.bound:
        return "optimal"
    return "timeout" if is_stopped else "feasible"


def _names(table: str) -> list[str]:
    """Columns of one table of the answer."""
    return [one.name for one in dataclasses.fields(CuttingAnswer) if one.name.startswith(f"{table}_")]
