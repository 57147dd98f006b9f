"""One page for everybody: the parts of all roles that the reader has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from rantai.web.access import ROLES, SIGNED_IN, Request, door, organisation_id
from rantai.web.home import administrator, buyer, centre, consortium, mill, ministry, workshop
from rantai.web.home.lanes import Day, day_of
from rantai.web.home.stand import Section, Stand
from rantai.web.layout.pieces import Empty
from rantai.web.plans.doors import PLANNERS

PARTS: dict[str, Callable[[Stand], Section]] = {
    "consortium_manager": consortium.section,
    "centre_staff": centre.section,
    "maker_owner": workshop.section,
    "buyer": buyer.section,
    "ministry_officer": ministry.section,
    "mill_sales": mill.section,
}


@door(SIGNED_IN)
def index(request: Request) -> HttpResponse:
    """What needs the reader today, then the figures of each role."""
    stand = Stand(request.actor, timezone.localtime(request.now).date())
    sections = _sections(stand)
    context = {
        "title": _("Home"),
        "sections": sections,
        "needs": [need for section in sections for need in section.needs],
        "day": _day(request),
        "nothing_waits": Empty(
            _("Nothing waits today"), _("Orders, arrivals, cutting and bills appear here by themselves.")
        ),
        "is_one": sum(section.has_body for section in sections) == 1,
        "stand": stand,
        "is_planner": bool(set(PLANNERS) & stand.actor.roles),
        "may_replan": _may_replan(stand),
        "has_changed": "consortium_manager" in stand.actor.roles and bool(stand.run and stand.lines_changed),
    }
    return render(request, "home/index.html", context)


def _day(request: Request) -> Day | None:
    """What waits at the reader's centre; nobody else has a day here."""
    is_staff = "centre_staff" in request.actor.roles
    return day_of(request, organisation_id(request)) if is_staff else None


def _may_replan(stand: Stand) -> bool:
    """Whether the reader may ask for a plan now: a planner, with a programme, while none is being computed."""
    is_planner = bool(set(PLANNERS) & stand.actor.roles)
    return is_planner and bool(stand.run or stand.programme) and stand.open_run is None


def _sections(stand: Stand) -> list[Section]:
    actor = stand.actor
    found = [PARTS[role](stand) for role in ROLES if role in actor.roles]
    if actor.is_admin:
        own = administrator.section(stand)
        found.append(replace(own, figures=()) if found else own)  # beside other work, only what needs an answer
    return found or [administrator.without_role(stand)]
