"""Asking a question, changing a scenario, and having it planned."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from rantai.apps.demand import queries as demand
from rantai.apps.planning import queries, what_ifs
from rantai.apps.planning.what_ifs import Change
from rantai.core.problems import InvalidInput
from rantai.web.access import Request, door, found
from rantai.web.layout.named_field import option_rows
from rantai.web.layout.pieces import Crumb
from rantai.web.saying import in_words, say
from rantai.web.scenarios.disruptions import DISRUPTIONS
from rantai.web.scenarios.doors import EDITORS, get_what_if_for, request_key
from rantai.web.scenarios.questions import GROUPS, QUESTIONS, Answer, Question
from rantai.web.scenarios.views import scenario_crumbs
from rantai.web.scenarios.wording import sentence

FORM = ("GET", "POST")
FEWEST_LETTERS = 2
MOST_NAMES = 20


@door(*EDITORS)
def ask(request: Request) -> HttpResponse:
    """The questions, by what they are about: the first change of a new scenario."""
    return _questions(request, _("What if …"), scenario_crumbs(Crumb(_("New scenario"))), "scenarios:new", ())


@door(*EDITORS)
def more(request: Request, what_if_id: int) -> HttpResponse:
    """The questions again: one more change of a scenario."""
    row = get_what_if_for(request, what_if_id)
    crumbs = scenario_crumbs(Crumb(row.name, _record(what_if_id)), Crumb(_("Add a change")))
    return _questions(request, _("And what if …"), crumbs, "scenarios:add", (what_if_id,))


def _questions(
    request: Request, title: str, crumbs: list[Crumb], route: str, arguments: tuple[int, ...]
) -> HttpResponse:
    groups = [
        (GROUPS[group], [(one, reverse(route, args=[*arguments, one.slug])) for one in listed])
        for group, listed in groupby(QUESTIONS.values(), key=lambda question: question.group)
    ]
    goals = reverse("scenarios:goals_of", args=arguments) if arguments else reverse("scenarios:goals_new")
    ready = () if arguments else tuple(DISRUPTIONS.values())  # each is a scenario of its own
    context = {"title": title, "crumbs": crumbs, "groups": groups, "goals_url": goals, "ready": ready}
    return render(request, "scenarios/ask.html", context)


@door(*EDITORS, methods=FORM)
def new(request: Request, question: str) -> HttpResponse:
    """A new scenario from the answer to one question."""
    asked, programme = _asked(question), found(demand.programme())
    form = Answer(asked, programme, request.POST if request.method == "POST" else None, named=True)

    def keep(change: Change) -> int:
        name = form.cleaned_data["name"] or _named_after(change)
        return what_ifs.create_what_if(
            programme_id=programme.programme_id,
            name=name,
            changes=[change],
            by=request.actor,
            at=request.now,
            key=form.cleaned_data["key"],
        )

    crumbs = scenario_crumbs(Crumb(_("New scenario"), reverse("scenarios:ask")), Crumb(asked.example))
    return _answered(request, form, keep, _("Make the scenario"), reverse("scenarios:ask"), crumbs)


@door(*EDITORS, methods=FORM)
def add(request: Request, what_if_id: int, question: str) -> HttpResponse:
    """One more change of a scenario."""
    row, asked, programme = get_what_if_for(request, what_if_id), _asked(question), found(demand.programme())
    form = Answer(asked, programme, request.POST if request.method == "POST" else None, named=False)

    def keep(change: Change) -> int:
        what_ifs.add_change(
            what_if_id=what_if_id, change=change, by=request.actor, at=request.now, key=form.cleaned_data["key"]
        )
        return what_if_id

    crumbs = scenario_crumbs(Crumb(row.name, _record(what_if_id)), Crumb(_("Add a change")))
    back = reverse("scenarios:more", args=[what_if_id])
    return _answered(request, form, keep, _("Add the change"), back, crumbs)


def _answered(
    request: Request, form: Answer, keep: Callable[[Change], int], submit: str, back: str, crumbs: list[Crumb]
) -> HttpResponse:
    if form.is_valid():
        try:
            what_if_id = keep(form.change)
        except InvalidInput as refused:
            _blame(form, refused)
        else:
            messages.success(request, _("The change is kept. Have the scenario computed to see what is different."))
            return redirect("scenarios:record", what_if_id)
    context = {
        "title": _("What if %(asks)s") % {"asks": form.question.asks},
        "lede": _("For example: %(example)s.") % {"example": form.question.example},
        "form": form,
        "submit": submit,
        "cancel_url": back,
        "crumbs": crumbs,
    }
    return render(request, "layout/kinds/form.html", context)


def _asked(slug: str) -> Question:
    if slug not in QUESTIONS:
        raise Http404
    return QUESTIONS[slug]


def _named_after(change: Change) -> str:
    """The change as a sentence, short enough for a name."""
    row = queries.change_row(change)
    return sentence(row, queries.names_of([row.scope]))[:120]


def _blame(form: Answer, refused: InvalidInput) -> None:
    """Put each refusal beside its field where there is one."""
    for problem in refused.problems:
        text = in_words(problem)
        key = str(problem.where).rpartition(".")[2]
        form.add_error(key if key in form.fields else None, text)


@door(*EDITORS)
def options(request: Request, key: str) -> HttpResponse:
    """Names that hold what was typed so far, for a field with more names than a page should carry."""
    typed = str(next(iter(request.GET.values()), "")).strip()
    if len(typed) < FEWEST_LETTERS:
        return HttpResponse()
    try:
        rows = queries.options(key, like=typed, limit=MOST_NAMES)
    except KeyError:
        raise Http404 from None
    return HttpResponse(option_rows([name for _code, name in rows]))


def _record(what_if_id: int) -> str:
    return reverse("scenarios:record", args=[what_if_id])


@door(*EDITORS, methods=("POST",))
def remove(request: Request, what_if_id: int, position: int) -> HttpResponse:
    """Take a change out."""
    get_what_if_for(request, what_if_id)
    return _done(
        request,
        what_if_id,
        lambda: what_ifs.remove_change(
            what_if_id=what_if_id, position=position, by=request.actor, at=request.now, key=request_key(request)
        ),
        _("The change is removed. “Undo” brings it back."),
    )


@door(*EDITORS, methods=("POST",))
def undo(request: Request, what_if_id: int) -> HttpResponse:
    """Take the last step back."""
    get_what_if_for(request, what_if_id)
    return _done(
        request,
        what_if_id,
        lambda: what_ifs.undo_change(what_if_id=what_if_id, by=request.actor, at=request.now, key=request_key(request)),
        _("The last step is undone."),
    )


@door(*EDITORS, methods=("POST",))
def rename(request: Request, what_if_id: int) -> HttpResponse:
    """Give it another name."""
    get_what_if_for(request, what_if_id)
    name = request.POST.get("name", "").replace("\x00", "")
    return _done(
        request,
        what_if_id,
        lambda: what_ifs.rename_what_if(what_if_id=what_if_id, name=name, by=request.actor, at=request.now),
        _("The scenario has its new name."),
    )


@door(*EDITORS, methods=("POST",))
def duplicate(request: Request, what_if_id: int) -> HttpResponse:
    """A copy, over the same plan or over the newest one."""
    row = get_what_if_for(request, what_if_id)
    name = (_("Copy of %(name)s") % {"name": row.name})[:200]
    try:
        made = what_ifs.duplicate_what_if(
            what_if_id=what_if_id,
            name=name,
            by=request.actor,
            at=request.now,
            is_on_newest=request.POST.get("newest") == "1",
            key=request_key(request),
        )
    except InvalidInput as refused:
        say(request, refused)
        return redirect("scenarios:record", what_if_id)
    messages.success(request, _("This is the copy; the scenario it was copied from stays as it is."))
    return redirect("scenarios:record", made)


@door(*EDITORS, methods=("POST",))
def archive(request: Request, what_if_id: int) -> HttpResponse:
    """Put it away, or take it out again: what the button said, so that a second click does not undo the first."""
    get_what_if_for(request, what_if_id)
    if request.POST.get("to") != "use":
        what_ifs.archive_what_if(what_if_id=what_if_id, by=request.actor, at=request.now)
        messages.success(request, _("The scenario is in the archive. Its plan stays readable there."))
    else:
        what_ifs.restore_what_if(what_if_id=what_if_id, by=request.actor, at=request.now)
        messages.success(request, _("The scenario is out of the archive."))
    return redirect("scenarios:record", what_if_id)


@door(*EDITORS, methods=("POST",))
def compute(request: Request, what_if_id: int) -> HttpResponse:
    """Have it planned, and go to the progress."""
    get_what_if_for(request, what_if_id)
    try:
        run_id = what_ifs.request_what_if(
            what_if_id=what_if_id, by=request.actor, at=request.now, key=request_key(request)
        )
    except InvalidInput as refused:
        say(request, refused)
        return redirect("scenarios:record", what_if_id)
    return redirect("plans:progress", run_id)


def _done(request: Request, what_if_id: int, act: Callable[[], None], said: str) -> HttpResponse:
    try:
        act()
    except InvalidInput as refused:
        say(request, refused)
    else:
        messages.success(request, said)
    return redirect("scenarios:record", what_if_id)
