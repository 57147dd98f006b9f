"""Refusals as pages say them: every one, with its way out, in the reader's language."""

from django import forms
from django.contrib import messages

from rantai.core.problems import InvalidInput, Problem
from rantai.web.access import Request
from rantai.web.layout import formats


def told(refused: InvalidInput) -> list[str]:
    """Every refusal with its way out."""
    return [in_words(problem) for problem in refused.problems]


def in_words(problem: Problem) -> str:
    """A refusal with its way out."""
    language = formats.language()
    return f"{problem.text(language)} {problem.way_out(language)}"


def say(request: Request, refused: InvalidInput) -> None:
    """Put every refusal on the next page that the reader sees."""
    for text in told(refused):
        messages.error(request, text)


def add_problems(form: forms.Form, refused: InvalidInput) -> None:
    """Put every refusal of an action beside the field it is about."""
    for problem in refused.problems:
        column = problem.where.column if problem.where.column in form.fields else None
        form.add_error(column, in_words(problem))
