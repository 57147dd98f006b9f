"""The rules there are, and the terms of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantai.apps.planning.mirror import MIRRORS
from rantai.apps.planning.terms import TermRow, names_of
from rantai.core.tables import Column as Note
from rantai.web.access import Request, door
from rantai.web.layout.columns import Kind
from rantai.web.layout.lists import Column, ListSpec, respond
from rantai.web.layout.pieces import Crumb, Empty
from rantai.web.terms.doors import DOOR, get_table_for, rows_for, tables_of
from rantai.web.terms.words import COLUMNS, RULES

Names = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class TermLine:
    """A term as its list shows it: every column is an attribute, codes by their names."""

    url: str
    values: Mapping[str, object]

    def __getattr__(self, name: str) -> object:
        if name.startswith("_") or name not in self.values:
            raise AttributeError(name)
        return self.values[name]


@door(*DOOR)
def index(request: Request) -> HttpResponse:
    """Every rule that the reader may open, with a sentence of what it does."""
    rules = [(reverse("terms:table", args=[name]), *RULES[name]) for name in tables_of(request)]
    title = _("Terms of the plan")
    return render(request, "terms/index.html", {"title": title, "rules": rules, "crumbs": [Crumb(title)]})


@door(*DOOR)
def table(request: Request, table_name: str) -> HttpResponse:
    """The terms of one rule, and those ended lately."""
    get_table_for(request, table_name)
    names = all_names(table_name)
    title, sentence = map(str, RULES[table_name])
    ended = [(row.term_id, said(table_name, row, names)) for row in rows_for(request, table_name, ended=True)]
    context = {
        "crumbs": [Crumb(_("Terms of the plan"), reverse("terms:index")), Crumb(title)],
        "sentence": sentence,
        "table_name": table_name,
        "ended": ended,
    }
    rows = [_line(table_name, row, names) for row in rows_for(request, table_name)]
    return respond(request, _spec(table_name), rows, title=title, context=context, template="terms/table.html")


def all_names(table_name: str) -> dict[str, dict[str, str]]:
    """Code column → code → name."""
    columns = MIRRORS[table_name].table.columns
    return {column.name: names_of(table_name, column.name) for column in columns if column.refers_to}


def said(table_name: str, row: TermRow, names: Names) -> str:
    """Whom or what a term is about."""
    key = MIRRORS[table_name].table.key
    told = [names[name].get(str(row.values[name]), row.values[name]) for name in key if name in names]
    return " → ".join(map(str, told)) or str(row.values[key[0]])


def _line(table_name: str, row: TermRow, names: Names) -> TermLine:
    values = {name: names.get(name, {}).get(str(value), value) for name, value in row.values.items()}
    return TermLine(reverse("terms:change", args=[table_name, row.term_id]), values)


def _spec(table_name: str) -> ListSpec:
    kind = MIRRORS[table_name].table
    first, *rest = kind.columns
    is_day = first.kind == "day"
    lead = Column(first.name, COLUMNS[first.name], "link", url="url", phone="lead")
    return ListSpec(
        name=table_name.replace("_", "-"),
        columns=(lead, *(Column(one.name, COLUMNS[one.name], _kind(one), prime=one is rest[-1]) for one in rest)),
        search=() if is_day else tuple(one.name for one in kind.columns if one.kind in ("code", "text")),
        sort=first.name,
        empty=Empty(gettext_lazy("No terms yet"), gettext_lazy("Without a term the plan is free here.")),
    )


def _kind(note: Note) -> Kind:
    if note.kind == "day":
        return "week"
    if note.kind != "int":
        return "text"
    if "_idr" in note.name:
        return "money"
    if note.name.endswith("_g"):
        return "tonnes"
    return "percent" if note.name.endswith("_ppm") else "number"
