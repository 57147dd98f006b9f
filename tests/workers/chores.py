"""Small pieces of work that workers can be asked for in tests."""

import os
import time
from collections.abc import Callable
from typing import NoReturn

from rantai.core.problems import InvalidInput, Problem, Refusal, Where

BROKEN = Refusal("X1", "Rusak.", "Broken.", "Perbaiki.", "Mend it.")


def square(number: int, _out_of_time: Callable[[], bool]) -> int:
    return number * number


def slow_square(number: int, _out_of_time: Callable[[], bool]) -> int:
    time.sleep(0.1)
    return number * number


def who(_piece: int, _out_of_time: Callable[[], bool]) -> int:
    time.sleep(0.05)
    return os.getpid()


def patient(_piece: int, out_of_time: Callable[[], bool]) -> str:
    """Works until it is told to stop; a minute when it never is."""
    end = time.monotonic() + 60
    while not out_of_time():
        if time.monotonic() > end:
            return "never told"
        time.sleep(0.02)
    return "told"


def written(place: str, out_of_time: Callable[[], bool]) -> str:
    """Says in a file that it began, and there again that it was told to stop."""
    with open(place, "a", encoding="ascii") as file:  # noqa: PTH123  a worker needs no more
        file.write("began ")
    said = patient(0, out_of_time)
    with open(place, "a", encoding="ascii") as file:  # noqa: PTH123
        file.write(said)
    return said


def refuses(_piece: int, _out_of_time: Callable[[], bool]) -> NoReturn:
    raise InvalidInput([Problem(BROKEN, Where("demand.csv", 7))])


def deadly(place: str, _out_of_time: Callable[[], bool]) -> str:
    """Kills every process but the one whose number is in the file."""
    with open(place, encoding="ascii") as file:  # noqa: PTH123
        if int(file.read()) != os.getpid():
            os._exit(9)
    return "alive"
