"""The engine's own tables are drawn like the contract's documents."""

from xml.etree import ElementTree

import pytest

from rantai.engine.cutting import DrawingWords, draw
from tests.engine.cutting.shop import BAR_6M, SHEET_4X8, bars, cut, sheets

SVG = "{http://www.w3.org/2000/svg}"
WORDS = DrawingWords(title="Lembar 1 <4×8>")


def drawn(given, labels, words=WORDS):
    answer = cut(given)
    text = draw(given, answer, 0, piece_labels=labels, words=words)
    return text, ElementTree.fromstring(text), answer


def of_class(root, tag, name):
    return [node for node in root.iter(SVG + tag) if name in node.get("class", "").split()]


def test_a_sheet_shows_its_blank_its_remnants_its_cuts_and_its_size():
    text, root, answer = drawn(sheets([SHEET_4X8], [(1300, 900, 120)], trim=5), ["Lantai kabin"])
    pieces = of_class(root, "rect", "cut-piece")
    assert len(pieces) == 1
    assert float(pieces[0].get("width")) / float(pieces[0].get("height")) == pytest.approx(1300 / 900, rel=0.01)
    assert len(of_class(root, "rect", "cut-remnant")) == len(answer.remnant_pattern) == 2
    assert [node.text for node in of_class(root, "text", "cut-order")] == ["1", "2"]
    assert "Lantai kabin" in text
    assert "1.300\u00a0×\u00a0900" in text
    assert {"2.438\u00a0mm", "1.219\u00a0mm"} <= {node.text for node in of_class(root, "text", "cut-dim")}


def test_the_title_is_told_to_those_who_cannot_see_and_is_escaped():
    text, root, _ = drawn(sheets([SHEET_4X8], [(1300, 900, 1)]), ["Lantai"])
    assert root.find(SVG + "title").text.startswith("Lembar 1 <4×8> · 2.438")
    assert "&lt;4×8&gt;" in text
    assert root.get("role") == "img"


def test_no_style_no_script_and_it_scales():
    text, root, _ = drawn(sheets([SHEET_4X8], [(400, 300, 40)], kerf=3, trim=5), ["A"])
    assert "style" not in text
    assert "<script" not in text
    assert root.get("width") is None
    assert root.get("viewBox").startswith("0 0 ")


def test_numbers_are_written_in_the_language_of_the_reader():
    text, _, _ = drawn(sheets([SHEET_4X8], [(1300, 900, 1)]), ["Floor"], DrawingWords("Sheet 1", "en"))
    assert "1,300\u00a0×\u00a0900" in text


def test_a_bar_shows_its_lengths_one_after_the_other():
    _, root, _ = drawn(bars([BAR_6M], [(1500, 3)], kerf=2), ["Pipa"])
    lefts = [float(node.get("x")) for node in of_class(root, "rect", "cut-piece")]
    assert lefts == sorted(lefts)
    assert len(lefts) == 3
    assert [node.text for node in of_class(root, "text", "cut-order")] == ["1", "2", "3"]
    assert len(of_class(root, "rect", "cut-remnant")) == 1


def test_a_sheet_of_hundreds_of_blanks_numbers_the_first_cuts_only():
    text, root, _ = drawn(sheets([SHEET_4X8], [(60, 60, 800)], trim=5), ["Pelat"])
    lines = sum(node.get("d").count("M") for node in of_class(root, "path", "cut-line"))
    assert 0 < len(of_class(root, "text", "cut-order")) < lines
    assert len(text) < 100_000


def test_a_pattern_that_does_not_exist_is_refused():
    given = bars([BAR_6M], [(1500, 4)])
    with pytest.raises(IndexError):
        draw(given, cut(given), 7, piece_labels=["Pipa"], words=WORDS)
