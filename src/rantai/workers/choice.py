"""From two settings to an executor."""

from __future__ import annotations

import importlib
import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rantai.core.problems import InvalidInput, Problem
from rantai.engine.plan.executor import Executor, Here
from rantai.workers.processes import Processes, worker_count
from rantai.workers.refusals import CLUSTER_NOT_INSTALLED, TOO_MANY_WORKERS

MOST_WORKERS = 256
BY_MACHINE = 0


def unlimited() -> float:
    """Seconds left where nobody set a limit."""
    return math.inf


@contextmanager
def chosen(
    workers: int = BY_MACHINE, cluster: str = "", *, seconds_left: Callable[[], float] = unlimited
) -> Iterator[Executor]:
    """The executor that the settings name, for the time of one plan.

    cluster: address of a dask scheduler, for example tcp://10.0.0.5:8786; it goes before `workers`. workers: processes
    of this machine; 1: none beside this one; 0: as many as the machine has processors for, when the plan is large
    enough. Raises InvalidInput (W101 to W105).
    """
    if not 0 <= workers <= MOST_WORKERS:
        raise InvalidInput([Problem(TOO_MANY_WORKERS, values={"workers": workers, "most": MOST_WORKERS})])
    if cluster:
        with _cluster(cluster, seconds_left) as executor:
            yield executor
    elif (count := worker_count(workers)) > 1:
        with Processes(count, seconds_left) as executor:
            yield executor
    else:
        yield Here()


@contextmanager
def _cluster(address: str, seconds_left: Callable[[], float]) -> Iterator[Executor]:
    """Loaded when it is asked for: the package is large, and optional."""
    try:
        module = importlib.import_module("rantai.workers.cluster")
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] not in {"distributed", "dask"}:
            raise
        raise InvalidInput([Problem(CLUSTER_NOT_INSTALLED)]) from missing
    with module.Cluster(address, seconds_left) as executor:
        yield executor
