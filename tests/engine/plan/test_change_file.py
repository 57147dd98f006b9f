"""Changes as a person writes them in JSON."""

import json
from datetime import date

import pytest

from rantai.core.problems import InvalidInput
from rantai.engine.plan.change import Change
from rantai.engine.plan.change_file import as_document, read_changes


def codes(document):
    with pytest.raises(InvalidInput) as caught:
        read_changes(document if isinstance(document, str) else json.dumps(document))
    return [(problem.code, str(problem.where)) for problem in caught.value.problems]


def test_changes_come_back_as_they_were_written():
    changes = (
        Change("demand_factor", (("demand_kind", "programme"),), 1_200_000, (), date(2027, 3, 1), date(2027, 5, 30)),
        Change("goals", goals=("cost", "on_time", "local_first", "spread_work")),
        Change("supplier_off", (("supplier_code", "KS"),)),
        Change("setting", (("setting", "bucket_weeks"),), 8),
    )
    read = read_changes(json.dumps(as_document("Contoh", changes)))
    assert (read.name, read.changes) == ("Contoh", changes)


def test_whole_numbers_may_be_written_with_a_point_or_an_exponent():
    read = read_changes('{"changes": [{"kind": "demand_factor", "factor_ppm": 1.2e6}]}')
    assert read.changes[0].value == 1_200_000


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ("[]", [("C112", "document")]),
        ("{", [("C105", "document")]),
        ({}, [("C111", "changes")]),
        ({"changes": []}, [("C130", "changes")]),
        ({"changes": {}}, [("C112", "changes")]),
        ({"changes": [{"kind": "setting", "setting": "bucket_weeks", "value": 1}] * 201}, [("C131", "changes")]),
        ({"name": 3, "changes": [7]}, [("C112", "name"), ("C112", "changes[0]")]),
        ({"changes": [{"kind": None}, {}]}, [("P301", "changes[0].kind"), ("P301", "changes[1].kind")]),
        ({"changes": [{"kind": ["goals"]}]}, [("P301", "changes[0].kind")]),
        (
            {"changes": [{"kind": "lead_days", "days": True, "supplier_code": 5, "from_date": "1 Maret", "wish": 1}]},
            [
                ("C110", "changes[0].wish"),
                ("C112", "changes[0].supplier_code"),
                ("C112", "changes[0].from_date"),
                ("C112", "changes[0].days"),
            ],
        ),
        ({"changes": [{"kind": "lead_days"}]}, [("C111", "changes[0].days")]),
        ('{"changes": [{"kind": "lead_days", "days": NaN}]}', [("C113", "changes[0].days")]),
        ('{"changes": [{"kind": "lead_days", "days": 1.5}]}', [("C117", "changes[0].days")]),
        ('{"changes": [{"kind": "goals", "goals": "cost"}]}', [("C112", "changes[0].goals")]),
        ('{"changes": [{"kind": "lead_days", "days": 1, "days": 2}]}', [("C107", "changes[0].days")]),
    ],
)
def test_every_problem_stands_at_its_place(document, expected):
    assert codes(document) == expected
