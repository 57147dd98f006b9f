"""The translation tool finds what an Indonesian reader would otherwise read in English."""

from pathlib import Path

import pytest

import messages
from template_text import bare_texts

PAGE = """{% load i18n %}
<h1>{% translate "Order steel" %}</h1>
<p>{% blocktranslate count n=n %}{{ n }} sheet{% plural %}{{ n }} sheets{% endblocktranslate %}</p>
"""


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    house = tmp_path / "src" / "rantai"
    room = house / "web" / "steel"
    room.mkdir(parents=True)
    (room / "page.html").write_text(PAGE)
    (room / "views.py").write_text('from django.utils.translation import gettext as _\nTITLE = _("%(n)s tonnes")\n')
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    monkeypatch.setattr(messages, "HOUSE", house)
    return room


def translate(room: Path, english: str, indonesian: str) -> None:
    path = messages.po_path(room)
    path.write_text(
        path.read_text().replace(f'msgid "{english}"\nmsgstr ""', f'msgid "{english}"\nmsgstr "{indonesian}"')
    )


def translate_all(room: Path) -> None:
    messages.extract(room)
    translate(room, "Order steel", "Pesan baja")
    translate(room, "%(n)s tonnes", "%(n)s ton")
    path = messages.po_path(room)
    path.write_text(path.read_text().replace('msgstr[0] ""', 'msgstr[0] "%(n)s lembar"'))


def test_every_string_of_code_and_page_is_asked_for(room: Path) -> None:
    faults = " ".join(messages.check(room))
    assert all(english in faults for english in ("Order steel", "%(n)s sheet", "%(n)s tonnes"))


def test_a_translated_and_compiled_room_is_clean(room: Path) -> None:
    translate_all(room)
    messages.compile_room(room)
    assert messages.check(room) == []


def test_extracting_again_keeps_translations_and_changes_no_byte(room: Path) -> None:
    translate_all(room)
    before = messages.po_path(room).read_bytes()
    messages.extract(room)
    assert messages.po_path(room).read_bytes() == before


def test_a_catalogue_changed_after_compiling_is_stale(room: Path) -> None:
    translate_all(room)
    messages.compile_room(room)
    translate(room, "Order steel", "x")
    path = messages.po_path(room)
    path.write_text(path.read_text().replace("Pesan baja", "Belilah baja"))
    assert [fault for fault in messages.check(room) if "stale" in fault]


def test_a_lost_placeholder_is_a_fault(room: Path) -> None:
    translate_all(room)
    path = messages.po_path(room)
    path.write_text(path.read_text().replace('"%(n)s ton"', '"banyak ton"'))
    assert "placeholders differ" in messages.check(room)[0]


def test_english_copied_into_the_indonesian_catalogue_is_a_fault_unless_it_is_a_name(room: Path) -> None:
    translate_all(room)
    path = messages.po_path(room)
    path.write_text(path.read_text().replace("Pesan baja", "Order steel"))
    messages.compile_room(room)
    assert "Indonesian equals English" in messages.check(room)[0]
    path.write_text(
        path.read_text().replace("#: web/steel/page.html\nmsgid", "# same in both\n#: web/steel/page.html\nmsgid")
    )
    assert messages.check(room) == []


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("<p>\n\nOrder now</p>", [(3, "Order now")]),
        ('<input placeholder="Weight">', [(1, "Weight")]),
        ('<input type="submit" value="Save">', [(1, "Save")]),
        ('<a title="{% translate "x" %}">{{ name }} · 12 kg</a>', []),
        ("{% comment %}Words{% endcomment %}<!-- more --><code>rantai plan</code>", []),
        ("{% if a\n %}<b>Loose</b>{% endif %}", [(2, "Loose")]),
        ('<script type="module">let words = 1</script>', []),
        ("{% block body_class %}plain{% endblock %}", []),
        ('<button lang="en" aria-label="English">EN</button>', []),
    ],
)
def test_bare_text_is_found_where_a_reader_would_see_it(template: str, expected: list[tuple[int, str]]) -> None:
    assert list(bare_texts(template)) == expected


def test_two_rooms_that_translate_one_word_differently_are_both_named(room: Path) -> None:
    translate_all(room)
    other = room.with_name("orders")
    other.mkdir()
    (other / "views.py").write_text('from django.utils.translation import gettext as _\nTITLE = _("Order steel")\n')
    messages.extract(other)
    translate(other, "Order steel", "Pesan besi")
    fault = " ".join(messages.disagreements([room]))
    assert all(word in fault for word in ("'Pesan baja' in web/steel", "'Pesan besi' in web/orders"))
    messages.po_path(other).write_text(messages.po_path(other).read_text().replace("Pesan besi", "Pesan baja"))
    assert messages.disagreements([room]) == []
