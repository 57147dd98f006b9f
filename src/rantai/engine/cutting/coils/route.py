"""The search over one batch of coils."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from rantai.engine.cutting.batch import UNLIMITED, Batch, Found
from rantai.engine.cutting.coils.columns import Column, Generator
from rantai.engine.cutting.coils.dive import better, dive, is_met
from rantai.engine.cutting.coils.exact import best_plan, is_tiny
from rantai.engine.cutting.coils.few import few_patterns
from rantai.engine.cutting.coils.improve import improve
from rantai.engine.cutting.coils.packing import pack
from rantai.engine.cutting.coils.plan import Plan, areas, cheaper
from rantai.engine.cutting.coils.proof import Proof, prove
from rantai.engine.cutting.coils.quick import complete
from rantai.engine.cutting.coils.slitting import coils_of
from rantai.engine.solvers.effort import Meter

T = TypeVar("T")

# Shares of the work that is left when each begins; the last also leaves some where patterns are limited.
_PACK, _PROOF, _DIVE, _IMPROVE = 0.25, 0.35, 0.4, 0.7


def search(batch: Batch, meter: Meter, seed: int) -> Found:
    """Slit coils into strips and cut those to length, by the goals of `Batch.grade_of`.

    Tiny lists are solved to the end; else it stops when the bound is met, no better plan comes or the meter is over.
    """
    coils = coils_of(batch)
    start = Plan(coils)
    if start.is_done:
        return Found((), 0, meter.is_stopped)
    best = better(cheaper(complete(Plan(coils))), complete(Plan(coils), by_width=True))
    made = best_plan(coils, best, meter) if is_tiny(start) else None
    if made is not None:
        return Found(made.chosen(), made.cost, meter.is_stopped)
    generator = Generator(coils, meter)
    best = better(best, _granted(generator, _PACK, lambda part: pack(start, areas(coils), part)))
    generator.learn(Column(row, strips) for row, strips in best.times)
    proof = _granted(generator, _PROOF, lambda _: prove(generator, best))
    if not is_met(best, proof.bound):
        dived = _granted(generator, _DIVE, lambda part: dive(generator, best, proof.bound, part))
        worths, share = [proof.worths, areas(coils)], 1.0 if batch.max_patterns == UNLIMITED else _IMPROVE
        best = _granted(generator, share, lambda part: improve(dived, worths, proof.bound, seed, part))
    best = few_patterns(best, areas(coils), meter)
    return Found(best.chosen(), _bound_of(generator, best, proof), meter.is_stopped)


def _granted(generator: Generator, share: float, job: Callable[[Meter], T]) -> T:
    """A job that may use a share of the work that is left."""
    meter = generator.meter
    granted = int(meter.left * share)
    part = generator.meter = meter.part(granted)
    done = job(part)
    meter.settle(part, granted)
    generator.meter = meter
    return done


def _bound_of(generator: Generator, best: Plan, proof: Proof) -> int:
    """What is proven for what the plan cuts; when it leaves something out, only that counts."""
    return proof.bound if best.is_done else prove(generator, best).bound
