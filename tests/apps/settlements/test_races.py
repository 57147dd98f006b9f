"""However many sell an owner's last sheets at once, what passes is what was there, and it is settled once."""

from pathlib import Path

from tests.apps.racing import run

MODULE = "tests.apps.settlements.race"


def test_of_four_who_sell_the_owners_last_two_sheets_two_sell(shared_database: Path) -> None:
    assert run(shared_database, "-m", MODULE, "last_sheets") == "2 2 0 2 sound"


def test_sales_and_settlements_at_once_gather_everything_once(shared_database: Path) -> None:
    passed, *told = run(shared_database, "-m", MODULE, "settlements").split()
    assert int(passed) >= 3  # two deliveries, and at least one who asked
    assert told == ["3", "1", "3", "sound"]
