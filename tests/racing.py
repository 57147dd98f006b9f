"""Everybody at the same moment: races on a database that several connections really share.

Import it after `django.setup()`; whoever runs a race does so in a process of its own.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.db import connections

from rantai.core.problems import InvalidInput

Race = Callable[[int], bool]


def through(race: Race, racers: int) -> int:
    """Start `racers` at the same moment; count who got through."""
    gate = threading.Barrier(racers)

    def run(racer: int) -> bool:
        gate.wait()
        try:
            return race(racer)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(racers) as pool:
        return sum(pool.map(run, range(racers)))


def not_refused(act: Callable[[], object]) -> bool:
    """Whether an action was done rather than refused."""
    try:
        act()
    except InvalidInput:
        return False
    return True
