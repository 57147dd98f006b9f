"""Adding a term, changing it, ending it and letting it hold again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from rantai.apps.demand import queries
from rantai.apps.planning import refusals, terms
from rantai.apps.planning.mirror import MIRRORS
from rantai.apps.planning.terms import TermRow
from rantai.apps.planning.titles import readable
from rantai.core.problems import InvalidInput
from rantai.web.access import Request, door, found
from rantai.web.demand.forms import add_readable
from rantai.web.layout.pieces import Crumb
from rantai.web.saying import in_words
from rantai.web.terms.doors import DOOR, get_table_for, get_term_for, makers_for
from rantai.web.terms.forms import TermForm
from rantai.web.terms.views import all_names, said
from rantai.web.terms.words import OF_WORKSHOPS, RULES

FORM = ("GET", "POST")


@door(*DOOR, methods=FORM)
def add(request: Request, table_name: str) -> HttpResponse:
    """Add a term."""
    return _edit(request, get_table_for(request, table_name), None)


@door(*DOOR, methods=FORM)
def change(request: Request, table_name: str, term_id: int) -> HttpResponse:
    """Say what holds now."""
    return _edit(request, table_name, get_term_for(request, table_name, term_id))


def _edit(request: Request, table_name: str, row: TermRow | None) -> HttpResponse:
    names = all_names(table_name)
    about = said(table_name, row, names) if row else ""
    if table_name in OF_WORKSHOPS:
        shown = makers_for(request)
        names["maker_code"] = {code: name for code, name in names["maker_code"].items() if code in shown}
    form = TermForm(
        request.POST if request.method == "POST" else None,
        table_name=table_name,
        names=names,
        fixed=MIRRORS[table_name].table.key if row else (),
        initial={**row.values, "was": row.mark} if row else None,
    )
    if form.is_valid() and _saved(request, table_name, form, row):
        messages.success(request, _("Saved. The plan has not been computed again yet."))
        return redirect("terms:table", table_name)
    rule, sentence = map(str, RULES[table_name])
    address = reverse("terms:table", args=[table_name])
    title = about or _("Add a term")
    crumbs = [Crumb(_("Terms of the plan"), reverse("terms:index")), Crumb(rule, address), Crumb(title)]
    context = {"title": title, "form": form, "submit": _("Save the term"), "cancel_url": address, "crumbs": crumbs}
    return render(request, "terms/edit.html", {**context, "sentence": sentence, "term": row, "table_name": table_name})


def _saved(request: Request, table_name: str, form: TermForm, row: TermRow | None) -> bool:
    try:
        terms.set_term(
            table_name=table_name,
            values=form.values(),
            programme_id=found(queries.programme()).programme_id,
            term_id=row.term_id if row else None,
            was=form.cleaned_data["was"],
            by=request.actor,
            at=request.now,
        )
    except InvalidInput as refused:
        if row and refusals.TERM_CHANGED in [problem.refusal for problem in refused.problems]:
            form.show_now(row.values, row.mark)
        add_readable(form, refused)
        return False
    return True


@door(*DOOR, methods=("POST",))
def end(request: Request, table_name: str, term_id: int) -> HttpResponse:
    """The term holds no more; it can be brought back."""
    get_term_for(request, table_name, term_id)
    terms.end_term(table_name=table_name, term_id=term_id, by=request.actor, at=request.now)
    messages.success(request, _("The term is ended. You can bring it back below the list."))
    return redirect("terms:table", table_name)


@door(*DOOR, methods=("POST",))
def restore(request: Request, table_name: str, term_id: int) -> HttpResponse:
    """Let an ended term hold again."""
    get_term_for(request, table_name, term_id, ended=True)
    programme_id = found(queries.programme()).programme_id
    try:
        terms.restore_term(
            table_name=table_name, term_id=term_id, programme_id=programme_id, by=request.actor, at=request.now
        )
    except InvalidInput as refused:
        for problem in map(readable, refused.problems):
            messages.error(request, in_words(problem))
    else:
        messages.success(request, _("The term holds again."))
    return redirect("terms:table", table_name)
