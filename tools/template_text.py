"""Visible text in Django templates that no translate tag wraps."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

WRAPPED = re.compile(
    r"\{%\s*(blocktranslate|blocktrans|comment|verbatim)\b.*?%\}.*?\{%\s*end\1\s*%\}"
    r"|\{%\s*block\s+\w+_class\s*%\}.*?\{%\s*endblock.*?%\}"  # names of style classes, not words
    r"|\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}",
    re.DOTALL,
)
SILENT_TAGS = {"script", "style", "code", "kbd", "samp"}
SPOKEN_ATTRIBUTES = {"alt", "aria-label", "aria-description", "placeholder", "title", "data-confirm", "summary"}
# Words that are the same in both languages: the product's name, units, money, and names of things.
SAME_IN_BOTH = {
    "rantai",
    "rp",
    "kg",
    "g",
    "t",
    "mm",
    "cm",
    "m",
    "km",
    "m²",
    "excel",
    "tkdn",
    "moq",
    "pdf",
    "csv",
    "id",
    "en",
}
WORD = re.compile(r"[^\W\d_]+²?")


def bare_texts(template: str) -> Iterator[tuple[int, str]]:
    """(line, text) of every text node or spoken attribute with words outside template tags."""
    reader = _Reader()
    reader.feed(WRAPPED.sub(_blank, template))
    reader.close()
    yield from reader.found


def _blank(match: re.Match[str]) -> str:
    """Nothing but the line ends, so that line numbers stay true."""
    return "\n" * match.group().count("\n")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[int, str]] = []
        self._silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in SILENT_TAGS:
            self._silent.append(tag)
        if "lang" in dict(attrs) and tag != "html":
            return  # a language's own name, meant to be read in that language
        button = tag == "input" and dict(attrs).get("type") in {"submit", "button", "reset"}
        for name, value in attrs:
            if name in SPOKEN_ATTRIBUTES or (button and name == "value"):
                self._judge(value or "", 0)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._silent and self._silent[-1] == tag:
            self._silent.pop()

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._judge(data, data[: len(data) - len(data.lstrip())].count("\n"))

    def _judge(self, text: str, skipped_lines: int) -> None:
        words = {word.lower() for word in WORD.findall(text)}
        if words - SAME_IN_BOTH:
            self.found.append((self.getpos()[0] + skipped_lines, " ".join(text.split())[:60]))
