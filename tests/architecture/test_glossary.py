"""The glossary speaks of words that exist: in the code on one side, on the screens on the other."""

import re
from functools import cache

import pytest

from tests.architecture import house

PAGE = house.ROOT / "docs" / "glossary.md"
ROW = re.compile(r"^\| (?P<term>[^|]+) \| `(?P<code>[^`|]+)` \| (?P<screen>[^|]+) \|", re.MULTILINE)
ROWS = [(match["term"], match["code"], match["screen"].strip()) for match in ROW.finditer(PAGE.read_text("utf-8"))]
NOT_SHOWN = "–"


@cache
def words_of_the_code() -> frozenset[str]:
    return frozenset(
        word for path in house.product_files() for word in re.findall(r"\w+", path.read_text(encoding="utf-8"))
    )


@cache
def what_screens_say() -> str:
    """All Indonesian of the catalogues, and the sentences that the engine carries itself, in small letters."""
    catalogues = [
        "".join(re.findall(r'"(.*)"', block.partition("msgstr")[2]))
        for path in sorted(house.HOUSE.rglob("locale/id/LC_MESSAGES/django.po"))
        for block in path.read_text(encoding="utf-8").split("\n\n")
    ]
    wording = (house.HOUSE / "engine" / "plan" / "wording.py").read_text(encoding="utf-8")
    return "\n".join([*catalogues, wording]).lower()


def test_the_glossary_has_its_words() -> None:
    assert len(ROWS) > 50
    assert len({term for term, _code, _screen in ROWS}) == len(ROWS)


@pytest.mark.parametrize(("term", "code"), [row[:2] for row in ROWS], ids=[row[1] for row in ROWS])
def test_the_code_word_is_used_in_the_code(term: str, code: str) -> None:
    assert code in words_of_the_code(), f"nothing in the code is called {code} ({term})"


SHOWN = [(term, screen) for term, _code, screen in ROWS if screen != NOT_SHOWN]


@pytest.mark.parametrize(("term", "screen"), SHOWN, ids=[row[1] for row in SHOWN])
def test_the_screen_word_is_said_on_a_screen(term: str, screen: str) -> None:
    assert screen.lower() in what_screens_say(), f"no screen says “{screen}” ({term})"
