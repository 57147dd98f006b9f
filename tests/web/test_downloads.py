"""No page asks many questions, and nothing that is downloaded computes, whatever people typed into any text."""

import pytest
from xlsxwriter.worksheet import Worksheet

from tests.cast import SmallSentra
from tests.web import downloads
from tests.web.matrix.examples import all_examples

# Pages that ask more than fifteen questions today, with what they ask; the list may only get shorter.
OVER = {"plans:chain": 18, "plans:changes": 20, "orders:record": 32}


def test_every_page_asks_few_questions_and_no_file_computes(small_sentra: SmallSentra) -> None:
    examples = all_examples(small_sentra)
    assert downloads.poison() > 20
    seen = list(downloads.walk(examples, small_sentra))
    files = [one for one in seen if one.file is not None]
    assert len({one.route for one in files}) > 10
    many = [
        f"{one.route} as {one.person}: {one.questions}"
        for one in seen
        if one.questions > OVER.get(one.route, downloads.QUESTIONS)
    ]
    assert many == []
    live = [f"{one.route}: {cell}" for one in files if one.file for cell in downloads.active(one.file)]
    assert live == []
    read = set().union(*(downloads.texts(one.file) for one in files if one.file))
    assert len(read & set(downloads.PAYLOADS)) > 5, "payloads come back as they were typed"


def test_a_file_that_computes_is_found(small_sentra: SmallSentra, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: a writer that takes a text for a formula."""
    examples = all_examples(small_sentra)
    downloads.poison()
    honest = Worksheet.write_string

    def careless(page: Worksheet, line: int, place: int, text: str, *look: object) -> object:
        return page.write_formula(line, place, text) if text[:1] == "=" else honest(page, line, place, text, *look)

    monkeypatch.setattr(Worksheet, "write_string", careless)
    seen = downloads.walk(
        examples, small_sentra, only={"billing:invoices", "sales:orders", "trips:list", "sales:customers"}
    )
    assert any(downloads.active(one.file) for one in seen if one.file is not None)
