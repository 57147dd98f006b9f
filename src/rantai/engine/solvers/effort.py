"""How much a search may do: counted work decides, so that the same input gives the same answer on any machine.

One unit is about a microsecond of one thread of the machine on which the rates below were measured. Rooms charge what
they count: simplex iterations, table cells, beam steps, nodes, each by a weight of its own. The clock is a safety net.
"""

from __future__ import annotations

from collections.abc import Callable

UNITS_A_SECOND = 700_000  # of wall time granted: the rest is what a slower or busier machine may need
START_SECONDS = 0.4  # taken by the start of the process and the reading of the input
LEAST_UNITS = 50_000


def never() -> bool:
    """A clock that never ends."""
    return False


def units_for(seconds: float) -> int:
    """Work that ends within `seconds` of wall time, process start included."""
    return max(LEAST_UNITS, int((seconds - START_SECONDS) * UNITS_A_SECOND))


class Meter:
    """Counts work down to zero. `is_over` is asked between steps; after it a search hands over the best it has."""

    def __init__(self, units: int, out_of_time: Callable[[], bool] = never) -> None:
        if units < 0:
            raise ValueError("work must be 0 or more units")
        self.left = units
        self.is_stopped = False
        self._out_of_time = out_of_time

    def spend(self, units: int) -> None:
        """Charge work that was done; a little may be overdrawn by the last step."""
        self.left -= units

    @property
    def is_over(self) -> bool:
        """Whether to stop: no work is left, or the clock has ended."""
        self.is_stopped = self.is_stopped or self._out_of_time()
        return self.is_stopped or self.left <= 0

    def part(self, units: int) -> Meter:
        """A meter for one step that may do at most `units` of what is left; charge what it used with `settle`."""
        return Meter(max(0, min(units, self.left)), self._out_of_time)

    def settle(self, part: Meter, granted: int) -> None:
        """Charge what a part used of the units it was `granted`."""
        self.left -= granted - part.left
        self.is_stopped = self.is_stopped or part.is_stopped
