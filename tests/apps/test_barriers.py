"""Sixteen clients at once for each scarce thing, round after round: nothing is sold twice and nobody meets an error."""

from pathlib import Path

import pytest
from django.db import connection

from tests.apps.racing import run

THINGS = ("lot", "remnant", "approval", "quantity", "deadline", "credit", "number")


def judged(folder: Path, rounds: int, *things: str) -> None:
    """Run the rounds of these things and hold each to its promise, and each control to its fault."""
    lines = run(folder, "-m", "tests.apps.barriers", str(rounds), *things).splitlines()
    assert [line.split()[0] for line in lines] == list(things)
    for line in lines:
        name, ran, kept, errors, controls, broken = line.split()[:6]
        assert (ran, kept, errors) == (str(rounds), str(rounds), "0"), line
        if connection.vendor == "postgresql":  # SQLite lets one write at a time; what breaks there is told by each room
            assert 2 * int(broken) >= int(controls), f"the control of {name} does not break: {line}"


def test_a_few_rounds_of_each_thing_are_kept(shared_database: Path) -> None:
    judged(shared_database, 2, *THINGS)


@pytest.mark.soak
@pytest.mark.parametrize("thing", THINGS)
def test_a_thousand_rounds_are_kept(shared_database: Path, thing: str) -> None:
    judged(shared_database, 1_000, thing)
