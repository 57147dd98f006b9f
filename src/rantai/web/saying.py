"""Refusals as pages say them: every one, with its way out, in the reader's language."""

from django.contrib import messages

from rantai.core.problems import InvalidInput
from rantai.web.access import Request
from rantai.web.layout import formats


def told(refused: InvalidInput) -> list[str]:
    """Every refusal with its way out."""
    language = formats.language()
    return [f"{problem.text(language)} {problem.way_out(language)}" for problem in refused.problems]


def say(request: Request, refused: InvalidInput) -> None:
    """Put every refusal on the next page that the reader sees."""
    for text in told(refused):
        messages.error(request, text)
