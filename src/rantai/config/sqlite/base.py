"""Django's SQLite, where the threads of one process take turns at writing.

One transaction writes at a time. SQLite lets the others ask again and again, soon only every tenth of a second: where
many write at once, one can find the lock taken each time, and is refused after twenty seconds with "database is
locked" (six busy clerks on a loaded machine: one act in a hundred). In a line everybody is served in order. Other
processes (the planning worker) are few; against them SQLite's own wait remains.
"""

from __future__ import annotations

from collections import defaultdict

from django.db import OperationalError
from django.db.backends.sqlite3 import base

from rantai.config.sqlite.turns import Turns

_turns: defaultdict[str, Turns] = defaultdict(Turns)  # by database


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that begins its transactions in turn, or raises OperationalError after its `timeout`."""

    _turn: Turns | None = None  # while it is ours

    def _start_transaction_under_autocommit(self) -> None:
        turns = _turns[str(self.settings_dict["NAME"])]
        if not turns.take(float(self.settings_dict["OPTIONS"].get("timeout", 5))):
            raise OperationalError("database is locked by others of this process")
        self._turn = turns
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._hand_on()
            raise

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc] # where it fails, Django rolls back
        self._hand_on()

    def _rollback(self) -> None:
        super()._rollback()  # type: ignore[misc] # where it fails, Django closes the connection
        self._hand_on()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self._hand_on()

    def _hand_on(self) -> None:
        turn, self._turn = self._turn, None
        if turn is not None:
            turn.hand_on()
