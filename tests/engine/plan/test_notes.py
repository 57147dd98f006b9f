"""The page of tables is made from the column notes and leaves nothing out."""

from rantai.engine.plan.answer import ANSWER_TABLES
from rantai.engine.plan.given import GIVEN_TABLES
from rantai.engine.plan.notes import markdown


def test_every_table_and_column_is_documented():
    page = markdown()
    for tables in (GIVEN_TABLES, ANSWER_TABLES):
        for name, kind in tables.items():
            assert f"### {name}.csv" in page
            for column in kind.columns:
                assert f"| `{column.name}` |" in page
                assert column.note in page


def test_units_ranges_and_references_are_told():
    page = markdown()
    assert "| `minutes_week` | whole number | minutes per week, from 0 | Minutes of work in a full week. |" in page
    assert "of [parties](#partiescsv)" in page
    assert "`programme`, `call_off`, `aftermarket`" in page
    assert "The file may be absent." in page
