"""Excel files of lists: days and moments that Excel can sort, texts that a search finds."""

import datetime as dt
import io
from dataclasses import dataclass

from python_calamine import CalamineWorkbook

from rantai.web.layout.columns import Column
from rantai.web.layout.excel import sheet


@dataclass(frozen=True)
class Row:
    when: object
    words: str = ""


def cells(row: Row) -> list[object]:
    content = sheet("x", (Column("when", "When", "date"), Column("words", "Words")), [row], {})
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()[1]


def test_a_day_and_a_moment_are_dates_on_the_clocks_of_jakarta() -> None:
    assert cells(Row(dt.date(2027, 1, 4)))[0] == dt.date(2027, 1, 4)
    late = dt.datetime(2027, 1, 4, 20, 30, tzinfo=dt.UTC)
    assert cells(Row(late))[0] == dt.datetime(2027, 1, 5, 3, 30)


def test_text_comes_with_plain_spaces() -> None:
    assert cells(Row(None, "21\u00a0Nov\u00a02026"))[1] == "21 Nov 2026"
