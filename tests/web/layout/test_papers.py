"""Papers: one A4 template, and nothing a person typed is read as markup."""

from dataclasses import replace

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from rantai.web.layout import papers, samples
from rantai.web.layout.papers import Paper, PaperColumn, Party


def small(**changes: object) -> Paper:
    paper = Paper("Surat", "S-1", "21 Nov 2026", Party("", "Contoh"), columns=(PaperColumn("Isi"),), rows=(("a",),))
    return replace(paper, **changes)  # type: ignore[arg-type]


def test_the_example_order_is_a_pdf() -> None:
    assert papers.pdf(samples.paper()).startswith(b"%PDF-")


@pytest.mark.parametrize(
    "name", ["Pelat [uji] #panic()", "*tebal* _miring_ $x$", "<b>", '#import "@preview/x"', "\\ ` @ ~"]
)
def test_strange_names_are_only_names(name: str) -> None:
    paper = small(rows=((name,),), title=name, notes=(name,), issuer=Party("", name, (name,)))
    assert papers.pdf(paper).startswith(b"%PDF-")


def test_a_long_table_goes_on_over_pages() -> None:
    assert b"/Type/Pages/Count 1/" in papers.pdf(small())
    assert b"/Type/Pages/Count 5/" in papers.pdf(small(rows=(("baris",),) * 200))


def test_an_example_says_so_on_screen_in_the_readers_language() -> None:
    for language, word in (("id", "CONTOH"), ("en", "EXAMPLE")):
        with translation.override(language):
            assert word in render_to_string("layout/parts/paper.html", {"paper": small(sample=True)})
            assert word not in render_to_string("layout/parts/paper.html", {"paper": small()})


def test_a_row_of_the_wrong_width_is_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        render_to_string("layout/parts/paper.html", {"paper": small(rows=(("a", "b"),))})


def test_a_download_is_named() -> None:
    assert papers.download(small(), "surat.pdf")["Content-Disposition"] == 'attachment; filename="surat.pdf"'
