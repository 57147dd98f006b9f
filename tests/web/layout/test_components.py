"""Components as page authors write them."""

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from rantai.web.layout import samples
from rantai.web.layout.pieces import Empty, HeatCell, Need, Status
from rantai.web.layout.statuses import STATUSES
from rantai.web.layout.templatetags import rantai as tags


def drawn(source: str, **context: object) -> str:
    with translation.override("id"):
        return Template("{% load i18n rantai %}" + source).render(Context(context))


def test_a_status_is_a_word_with_a_colour() -> None:
    assert drawn('{% status "late" %}') == '<span class="pill stop">Terlambat</span>'
    assert drawn('{% status word "wait" %}', word="Ditimbang") == '<span class="pill wait">Ditimbang</span>'


def test_a_status_nobody_agreed_on_is_refused() -> None:
    with pytest.raises(KeyError):
        drawn('{% status "kaput" %}')


@pytest.mark.parametrize("status", STATUSES.values(), ids=STATUSES)
def test_every_status_has_an_indonesian_word(status: Status) -> None:
    with translation.override("en"):
        english = str(status)
    with translation.override("id"):
        assert str(status) != english


def test_what_a_person_typed_never_becomes_markup() -> None:
    evil = "<script>alert(1)</script>"
    for source in (
        "{% status word 'wait' %}",
        "{% card word %}{{ word }}{% endcard %}",
        "{% notice 'stop' word %}{{ word }}{% endnotice %}",
        "{% why word %}{{ word }}{% endwhy %}",
        "{% needs rows %}",
        "{% empty_state state %}",
    ):
        page = drawn(source, word=evil, rows=[Need(evil, evil)], state=Empty(evil, evil))
        assert "<script" not in page
        assert "&lt;script&gt;" in page


def test_only_our_own_drawings_are_taken_as_markup() -> None:
    with pytest.raises(ValueError, match="svg"):
        drawn("{{ text|drawn }}", text="<script>")


@pytest.mark.parametrize(
    ("percent", "step"), [(None, 0), (0, 0), (1, 1), (50, 1), (51, 2), (80, 2), (100, 3), (100.5, 4)]
)
def test_load_is_coloured_in_five_steps(percent: float | None, step: int) -> None:
    assert tags.load_step(HeatCell("12", percent)) == step


def test_a_refused_form_lists_every_fault_with_its_field() -> None:
    page = drawn("{% form_errors form %}{% field form.quantity %}", form=samples.DemandForm({"quantity": "-3"}))
    assert page.count('<li><a href="#id_') == 5
    assert 'aria-invalid="true"' in page


def test_a_link_keeps_the_filters_and_forgets_the_page(rf: RequestFactory) -> None:
    request = rf.get("/", {"sentra": "Tegal", "page": "3", "sort": "due"})
    page = drawn("{% with_query sort='-due' %}|{% with_page 4 %}", request=request)
    assert page == "?sentra=Tegal&amp;sort=-due|?sentra=Tegal&amp;page=4&amp;sort=due"


def test_nothing_to_do_is_said_and_not_left_blank() -> None:
    assert "Tidak ada yang perlu" in drawn("{% needs rows %}", rows=[])


def test_progress_can_be_cancelled_and_asks_again_by_itself() -> None:
    page = drawn("{% progress 40 'Memotong' '/batal/' '/maju/' %}", csrf_token="abc")
    assert 'hx-get="/maju/"' in page
    assert 'action="/batal/"' in page
    assert 'value="abc"' in page
