"""Eight at once for the same steel: one gets it, on either database, and the books stay sound."""

from pathlib import Path

import pytest

from tests.apps.racing import run

MODULE = "tests.apps.stock.race"


@pytest.mark.parametrize(
    ("race", "outcome"),
    [
        ("lot", "1 0 sound"),
        ("remnant", "1 3 sound"),
        ("reservation", "1 3 sound"),
        ("one_key", "8 2 sound"),
    ],
)
def test_of_eight_who_want_the_same_steel_one_gets_it(shared_database: Path, race: str, outcome: str) -> None:
    assert run(shared_database, "-m", MODULE, race) == outcome


def test_looking_first_and_writing_then_sells_more_than_there_is(shared_database: Path) -> None:
    """The control: without it, the races above could be passing because nobody really raced."""
    passed = int(run(shared_database, "-m", MODULE, "naive").split()[0])
    assert passed > 1
