"""The page behind the search field of the top bar: what was found, in groups, each line one step from its page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from rantai.apps.desk import queries
from rantai.apps.desk.queries import SHOWN, DocumentHit, Reader, ThingHit
from rantai.web.access import Request, door, organisation_id
from rantai.web.account.navigation import SEARCHERS
from rantai.web.layout.pieces import Crumb, Empty, Status, Words
from rantai.web.search.kinds import KINDS, state_of, title_of

BY_CODE = ("lot", "maker", "planned")


@dataclass(frozen=True)
class Line:
    """One thing that was found."""

    title: str
    url: str
    note: str = ""
    status: Status | None = None
    day: date | None = None
    grams: int = 0
    amount_idr: int = 0


@dataclass(frozen=True)
class Group:
    """What was found of one kind; `more_url` leads to the rest."""

    heading: Words
    icon: str
    lines: Sequence[Line]
    more_url: str = ""


def reader_of(request: Request) -> Reader:
    """Who looks, as the desk's queries want it."""
    own = organisation_id(request)
    actor = request.actor
    return Reader(own, actor.organisation_code, frozenset(actor.roles), request.today, request.now)


@door(*SEARCHERS)
def find(request: Request) -> HttpResponse:
    """What fits, or how to look."""
    text = request.GET.get("q", "").replace("\x00", " ").strip()
    reader = reader_of(request)
    found = queries.search(reader, text)
    groups = list(_groups(reader, found, text))
    context = {
        "title": _("Search"),
        "crumbs": [Crumb(_("Search"))],
        "q": text[:200],
        "groups": groups,
        "hints": _hints(reader),
        "nothing": _nothing() if found.sought and not groups else None,
    }
    return render(request, "search/find.html", context)


def _groups(reader: Reader, found: queries.Found, text: str) -> Iterable[Group]:
    for name, kind in KINDS.items():
        things, papers = found.things.get(name, ()), found.documents.get(name, ())
        lines = [_thing(reader, name, row) for row in things] + [_paper(row) for row in papers]
        if not lines:
            continue
        pages = kind.many if name != "good" or reader.is_staff else "shop:goods"
        many = f"{reverse(pages)}?{urlencode({'q': text})}" if pages and len(lines) > SHOWN else ""
        yield Group(kind.heading, kind.icon, lines[:SHOWN], many)


def _thing(reader: Reader, name: str, row: ThingHit) -> Line:
    if name == "size":
        pages = "yard:list" if reader.is_staff else "shop:stock"
        return Line(row.title, f"{reverse(pages)}?{urlencode({'q': row.title})}", row.note, grams=row.grams)
    if name == "good" and not reader.is_staff:
        return Line(row.title, f"{reverse('shop:goods')}?{urlencode({'q': row.title})}", row.note)
    key = row.key if name in BY_CODE else int(row.key)
    return Line(row.title, reverse(KINDS[name].one, args=[key]), row.note, grams=row.grams)


def _paper(row: DocumentHit) -> Line:
    url = reverse(KINDS[row.kind].one, args=[row.object_id])
    return Line(title_of(row), url, row.who, state_of(row), row.day, amount_idr=row.amount_idr)


def _hints(reader: Reader) -> list[tuple[str, str]]:
    """What this reader can look for, each with something to type."""
    hints = [(_("A size, in any notation"), "2,3 x 1219 x 2438")] if reader.is_staff or reader.is_customer else []
    if reader.is_staff:
        hints += [
            (_("A heat, a lot or a certificate"), "H-2027"),
            (_("A customer or a workshop"), "Bengkel"),
            (_("Any document by its number"), "12"),
            (_("One kind of thing only"), _("invoice Bengkel")),
        ]
    elif reader.is_customer:
        hints += [
            (_("Your order, bill or delivery by its number"), "12"),
            (_("The heat of steel that came to you"), "H-2027"),
        ]
    elif reader.is_planner:
        hints += [(_("A workshop, a round or a cutting list"), "Bengkel"), (_("Steel of the plan"), "SPHC")]
    else:
        hints += [
            (_("An order placed with you, by its number"), "PO/"),
            (_("Steel that the plan orders from you"), "SPHC"),
        ]
    return hints


def _nothing() -> Empty:
    text = _("Look at the spelling, or type less: the beginning of a number is enough. Only what is yours is searched.")
    return Empty(_("Nothing found"), text, icon="search")
