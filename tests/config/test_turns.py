"""Writers of one process stand in line: served in order, refused in time, and never stuck behind one who has left."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import OperationalError, connections

from rantai.config.sqlite.base import DatabaseWrapper
from rantai.config.sqlite.turns import Turns


def test_turns_are_given_in_the_order_in_which_they_were_asked() -> None:
    turns, served = Turns(), []
    assert turns.take(0)

    def wait(number: int) -> None:
        assert turns.take(30)
        served.append(number)
        turns.hand_on()

    threads = []
    for number in range(12):
        threads.append(threading.Thread(target=wait, args=(number,)))
        threads[-1].start()
        while len(turns._waiting) <= number:
            time.sleep(0.001)
    turns.hand_on()
    for thread in threads:
        thread.join()
    assert served == list(range(12))
    assert turns.take(0)


def test_who_waits_too_long_leaves_the_line() -> None:
    turns = Turns()
    assert turns.take(0)
    assert not turns.take(0.01)
    turns.hand_on()
    assert turns.take(0), "the turn was handed to one who had left"


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[DatabaseWrapper, DatabaseWrapper]]:
    """Two connections of one process to one file."""
    options = {"timeout": 0.2, "transaction_mode": "IMMEDIATE"}
    settings = {"ENGINE": "rantai.config.sqlite", "NAME": tmp_path / "line.sqlite3", "OPTIONS": options}
    whole = connections.configure_settings({"default": settings})["default"]
    both = DatabaseWrapper(whole, "one"), DatabaseWrapper(whole, "two")
    yield both
    for each in both:
        each.close()


@pytest.mark.django_db
@pytest.mark.parametrize("end", ["commit", "rollback", "close"])
def test_the_turn_ends_with_the_transaction(pair: tuple[DatabaseWrapper, DatabaseWrapper], end: str) -> None:
    first, second = pair
    first.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    with pytest.raises(OperationalError, match="locked"):
        second.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    getattr(first, end)()
    second.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    second.rollback()


@pytest.mark.django_db
def test_who_could_not_begin_hands_the_turn_on(pair: tuple[DatabaseWrapper, DatabaseWrapper]) -> None:
    first, second = pair
    first.cursor().execute("BEGIN IMMEDIATE")  # as another process would, outside the line
    with pytest.raises(OperationalError, match="locked"):
        second.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    first.cursor().execute("ROLLBACK")
    second.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    second.rollback()
