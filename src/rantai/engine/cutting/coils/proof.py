"""What no plan for the same blanks can cost less than: the best of several proofs."""

from __future__ import annotations

from typing import NamedTuple

from rantai.engine.cutting.coils.columns import Generator
from rantai.engine.cutting.coils.plan import Plan, areas
from rantai.engine.cutting.coils.slitting import Ints
from rantai.engine.cutting.coils.strip_bound import strip_bound

_ROUNDS = 40
_TURNS = 10
_UNIT = 1 << 20


class Proof(NamedTuple):
    """The bound, and worths of the items that steer the search for plans."""

    bound: int
    worths: list[int]


def prove(generator: Generator, best: Plan) -> Proof:
    """A bound on the cost of whatever `best` cuts: from strips, areas, shares of strips, then the relaxed plan."""
    coils = generator.coils
    plan = Plan(coils)
    wanted = plan.left - best.left
    plan.left = wanted
    shares, bulk = strip_shares(generator, wanted), areas(coils)
    low = strip_bound(coils, wanted, generator.meter)
    low = max(low, generator.prove(wanted, bulk), generator.prove(wanted, shares))
    bound = generator.prove_whole(wanted, low, best.cost)
    worths = shares
    for _ in range(_TURNS):
        if bound >= best.cost or generator.meter.is_over or not wanted.any():
            break
        relaxed, _, is_final = generator.relax(plan, _ROUNDS)
        worths = relaxed.worths
        low = max(low, generator.prove(wanted, worths))
        bound = max(bound, generator.prove_whole(wanted, low, best.cost))
        if is_final:
            break
    return Proof(bound, worths)


def strip_shares(generator: Generator, wanted: Ints) -> list[int]:
    """Worth of every blank as its share of the width of the fewest strips that its width needs."""
    coils = generator.coils
    longest = max(room.x for room in coils.rooms)
    worths = [0] * coils.items
    for width in coils.widths:
        items = [item for item in width.items if wanted[item]]
        length = sum(int(wanted[item]) * coils.batch.items[item].x for item in items)
        for item in items:
            if width.is_whole:
                worths[item] = width.y * _UNIT
            else:
                strips = -(-length // longest)
                worths[item] = width.y * strips * _UNIT * coils.batch.items[item].x // length
    return coils.capped(worths)
