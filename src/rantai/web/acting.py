"""What many pages do alike: a form with one act behind it, a button with one act behind it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render

from rantai.core.problems import InvalidInput
from rantai.web.access import Request
from rantai.web.layout.pieces import Crumb, Words
from rantai.web.saying import add_problems, say


def act(request: Request, do: Callable[[], object], done: Words, back: str) -> HttpResponse:
    """Do it and go back, with what was done or why not."""
    try:
        do()
    except InvalidInput as refused:
        say(request, refused)
    else:
        messages.success(request, str(done))
    return redirect(back)


def form_page(
    request: Request,
    form: Form,
    do: Callable[[], str],
    *,
    title: str,
    submit: str,
    done: Words,
    cancel_url: str,
    crumbs: Sequence[Crumb],
    template: str = "layout/kinds/form.html",
    context: dict[str, Any] | None = None,
) -> HttpResponse:
    """Show a form; when it is filled in well, do it and go where `do` says. Refusals stand beside their fields."""
    if form.is_valid():
        try:
            where = do()
        except InvalidInput as refused:
            add_problems(form, refused)
        else:
            messages.success(request, str(done))
            return redirect(where)
    shown = {
        "title": title,
        "form": form,
        "submit": submit,
        "cancel_url": cancel_url,
        "crumbs": [*crumbs, Crumb(title)],
    }
    return render(request, template, {**shown, **(context or {})})
