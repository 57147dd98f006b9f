"""Everybody sells the same goods at the same moment, on either database: never below zero, no sum lost."""

from pathlib import Path

from tests.apps.racing import run

MODULE = "tests.apps.goods.race"


def test_of_forty_sales_as_many_pass_as_there_are_goods(shared_database: Path) -> None:
    assert run(shared_database, "-m", MODULE, "sales") == "7 0 0"


def test_reading_first_and_writing_then_sells_the_same_goods_twice(shared_database: Path) -> None:
    """The control: without it, the race above could be passing because nobody really raced."""
    passed, _left, faults = map(int, run(shared_database, "-m", MODULE, "naive_sales").split())
    assert passed > 7 or faults


def test_receipts_and_sales_at_once_lose_nothing(shared_database: Path) -> None:
    assert run(shared_database, "-m", MODULE, "receipts_and_sales") == "24 24 0"
