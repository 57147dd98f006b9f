"""The search over one batch of coils."""

from __future__ import annotations

from rantai.engine.cutting.batch import UNLIMITED, Batch, Found
from rantai.engine.cutting.coils.columns import Column, Generator
from rantai.engine.cutting.coils.dive import dive, is_met
from rantai.engine.cutting.coils.exact import best_plan, is_tiny
from rantai.engine.cutting.coils.few import few_patterns
from rantai.engine.cutting.coils.improve import improve
from rantai.engine.cutting.coils.packing import pack
from rantai.engine.cutting.coils.plan import Plan, areas, cheaper
from rantai.engine.cutting.coils.proof import Proof, prove
from rantai.engine.cutting.coils.slitting import coils_of
from rantai.engine.cutting.effort import Meter


def search(batch: Batch, meter: Meter, seed: int) -> Found:
    """Slit coils into strips and cut those to length, by the goals of `Batch.grade_of`.

    Tiny lists are solved to the end; else it stops when the bound is met, no better plan comes or the meter is over.
    """
    coils = coils_of(batch)
    start = Plan(coils)
    if start.is_done:
        return Found((), 0, meter.is_stopped)
    made = best_plan(coils, meter) if is_tiny(start) else None
    if made is not None:
        return Found(made.chosen(), made.cost, meter.is_stopped)
    generator = Generator(coils, meter)
    best = cheaper(pack(start, areas(coils), meter))
    generator.learn(Column(row, strips) for row, strips in best.times)
    proof = prove(generator, best)
    if not is_met(best, proof.bound):
        best = _searched(generator, best, proof, seed, meter)
    best = few_patterns(best, areas(coils), meter)
    return Found(best.chosen(), _bound_of(generator, best, proof), meter.is_stopped)


def _searched(generator: Generator, best: Plan, proof: Proof, seed: int, meter: Meter) -> Plan:
    """Better plans; when patterns are limited some work is kept for that."""
    granted = meter.left if generator.coils.batch.max_patterns == UNLIMITED else meter.left // 2
    part = meter.part(granted)
    generator.meter = part
    best = dive(generator, best, proof.bound, part)
    best = improve(best, [proof.worths, areas(generator.coils)], proof.bound, seed, part)
    generator.meter = meter
    meter.settle(part, granted)
    return best


def _bound_of(generator: Generator, best: Plan, proof: Proof) -> int:
    """What is proven for what the plan cuts; when it leaves something out, only that counts."""
    return proof.bound if best.is_done else prove(generator, best).bound
