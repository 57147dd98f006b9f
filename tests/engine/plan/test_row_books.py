"""Rows that are made when somebody looks are the rows of the table."""

import numpy as np
import pytest

from rantai.engine.plan import row_books
from rantai.engine.plan.answer import Jobs, Pegs
from rantai.engine.plan.row_books import Book, Groups
from rantai.engine.plan.takings import Takings


def pegs(count, suppliers):
    return Pegs.from_rows(
        {
            "supply_code": f"S{at % suppliers}",
            "supply_kind": "order",
            "consumer_code": f"C{at}",
            "consumer_kind": "demand",
            "quantity_pieces": at,
            "mass_g": 0,
        }
        for at in range(count)
    )


@pytest.mark.parametrize("many", [0, 2, 100])
@pytest.mark.parametrize("at_once", [1, 5, 1000])
def test_groups_hold_every_row_once_looked_at_one_by_one_or_all_together(monkeypatch, many, at_once):
    monkeypatch.setattr(row_books, "MANY", many)
    monkeypatch.setattr(row_books, "AT_ONCE", at_once)
    table = pegs(23, 4)
    groups = Groups(table, "supply_code")
    by_hand = {}
    for row in table.rows():
        by_hand.setdefault(row["supply_code"], []).append(row)
    assert dict(groups.items()) == {code: groups[code] for code in groups} == by_hand
    assert list(groups.values()) == list(by_hand.values())
    assert groups.get("nobody", []) == []
    assert "S3" in groups
    assert len(groups) == 4
    assert dict(Groups(Pegs.empty(), "supply_code").items()) == {}


def test_a_book_has_the_row_of_each_code():
    rows = [{column.name: "" if column.kind == "code" else 1 for column in Jobs.columns} for _ in range(3)]
    for at, row in enumerate(rows):
        row["job_code"] = f"J{at}"
    book = Book(Jobs.from_rows(rows))
    assert dict(book.items()) == {row["job_code"]: row for row in rows}
    assert book["J2"] == rows[2]
    assert book.get("J3") is None
    assert list(book) == ["J0", "J1", "J2"]


def test_takings_come_by_supply_in_the_order_of_weeks():
    takings = Takings()
    chance = np.random.default_rng(1)
    rows = [
        (f"S{supply}", int(week), f"O{order}", int(pieces))
        for supply, week, order, pieces in chance.integers(0, 5, (60, 4)).tolist()
    ]
    for row in rows:
        takings.add(*row)
    by_hand = {}
    for supply, week, order, pieces in rows:
        by_hand.setdefault(supply, []).append((week, order, pieces))
    assert list(takings.by_supply()) == [(supply, sorted(by_hand[supply])) for supply in sorted(by_hand)]
    assert list(Takings().by_supply()) == []
