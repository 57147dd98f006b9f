"""Tiny questions and their answers by trying everything."""

import itertools

import numpy as np

from rantai.engine.assigning import Assignment


def asked(cost, use, capacity):
    return Assignment(np.array(cost, np.int64), np.array(use, np.int64), np.array(capacity, np.int64))


def draw(seed, *, largest=12, tight=None):
    """Two to four makers, one to six jobs, capacity from plenty to none."""
    rng = np.random.default_rng(seed)
    makers, jobs = rng.integers(1, 5), rng.integers(1, 7)
    cost = rng.integers(-largest, largest, (makers, jobs), endpoint=True)
    use = rng.integers(0, largest, (makers, jobs), endpoint=True)
    share = rng.uniform(0.3, 1.3) if tight is None else tight
    capacity = (use.sum(axis=1) * share / makers + rng.integers(0, 3, makers)).astype(np.int64)
    return Assignment(cost, use, capacity)


def least(given):
    """The least cost of all plans that fit, None when none does."""
    cost, use, capacity = given.cost.tolist(), given.use.tolist(), given.capacity.tolist()
    best = None
    for plan in itertools.product(range(given.makers), repeat=given.jobs):
        load = [0] * given.makers
        for job, maker in enumerate(plan):
            load[maker] += use[maker][job]
        if all(used <= room for used, room in zip(load, capacity, strict=True)):
            total = sum(cost[maker][job] for job, maker in enumerate(plan))
            best = total if best is None else min(best, total)
    return best
