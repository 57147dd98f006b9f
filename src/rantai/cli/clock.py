"""The wall clock of a command: its start counts, and a search that does not heed it is left behind."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

# A search is told to stop when its seconds are over, and left behind when it has not handed over what it has by then.
GRACE_SHARE, GRACE_SECONDS = 0.1, 0.7
LONGEST_START_SECONDS = 5.0
LOOK_SECONDS = 0.05
SEARCH = "search"  # the name of its thread

end_process = os._exit


class Clock:
    """Seconds since the process began, against those granted."""

    def __init__(self, seconds: float, born: float) -> None:
        self.seconds, self.born = seconds, born

    def elapsed(self) -> float:
        """Seconds since the process began."""
        return round(time.monotonic() - self.born, 2)

    def slowness(self) -> float:
        """How many seconds go by for one of work, 1 or more: other programs want the machine too."""
        return max(1.0, self.elapsed() / max(0.05, time.process_time()))

    def is_over(self) -> bool:
        """Whether the granted seconds are over."""
        return self.elapsed() > self.seconds

    def wait_for(self, search: Callable[[], None], last: Callable[[], float] | None = None) -> None:
        """Run `search` in a thread and wait for it until the last moment; what it raises is raised here.

        `last` says how many seconds after the process began that is, and is asked again while it waits.
        A search that is still busy then is left behind: it ends with the process (`leave`).
        """
        broken: list[Exception] = []

        def guarded() -> None:
            try:
                search()
            except Exception as error:  # noqa: BLE001  raised again below, where somebody sees it
                broken.append(error)

        thread = threading.Thread(target=guarded, name=SEARCH, daemon=True)
        thread.start()
        while thread.is_alive() and (rest := (last or self._last)() - self.elapsed()) > 0:
            thread.join(min(rest, LOOK_SECONDS))
        if broken:
            raise broken[0]

    def _last(self) -> float:
        return self.seconds * (1 + GRACE_SHARE) + GRACE_SECONDS


def born() -> float:
    """When this process began, so that its start counts; now, where it has served for long."""
    try:
        ticks = int(Path("/proc/self/stat").read_text().rpartition(")")[2].split()[19])
        age = time.clock_gettime(time.CLOCK_BOOTTIME) - ticks / os.sysconf("SC_CLK_TCK")
    except (OSError, AttributeError, IndexError, ValueError):  # no such file where this is not Linux
        age = time.process_time()
    return time.monotonic() - (age if 0 <= age <= LONGEST_START_SECONDS else 0.0)


def leave(code: int) -> None:
    """Ends the process at once when a search was left behind, for which an ordinary end would wait."""
    if any(thread.name == SEARCH and thread.is_alive() for thread in threading.enumerate()):
        sys.stdout.flush()
        end_process(code)
