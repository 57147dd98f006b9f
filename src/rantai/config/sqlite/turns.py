"""A line of threads for one thing: first come, first served, and nobody waits longer than he said."""

from __future__ import annotations

import threading
from collections import deque


class Turns:
    """Whose turn it is. `threading.Lock` gives it to whoever asks at the right moment; here it is handed on."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._waiting: deque[threading.Event] = deque()
        self._is_taken = False

    def take(self, timeout_s: float) -> bool:
        """Wait for the turn, `timeout_s` at most. False when it did not come."""
        with self._guard:
            if not self._is_taken:
                self._is_taken = True
                return True
            called = threading.Event()
            self._waiting.append(called)
        return called.wait(timeout_s) or not self._gave_up(called)

    def _gave_up(self, called: threading.Event) -> bool:
        """Leave the line; False when the turn came in the last moment after all."""
        with self._guard:
            if called.is_set():
                return False
            self._waiting.remove(called)
            return True

    def hand_on(self) -> None:
        """To the one who has waited longest; nobody's when nobody waits."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._is_taken = False
