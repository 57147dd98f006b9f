"""The plan and up to three scenarios side by side."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from rantai.apps.planning import queries
from rantai.web.access import Request, door
from rantai.web.layout import charts, formats
from rantai.web.layout.pieces import Crumb
from rantai.web.plans.doors import makers_shown_to
from rantai.web.plans.told import told_together
from rantai.web.scenarios.doors import READERS
from rantai.web.scenarios.figures import Figures, lines
from rantai.web.scenarios.views import scenario_crumbs
from rantai.web.scenarios.wording import title_of

MOST = 3
SHORT_NAME = 28  # letters of a label in a chart


@door(*READERS)
def beside(request: Request) -> HttpResponse:
    """Every figure of the base and of the scenarios chosen, with the charts that a decision needs."""
    ready = [row for row in queries.what_ifs() if row.plan is not None]
    wanted = request.GET.getlist("s")
    chosen = [row for row in ready if str(row.what_if_id) in wanted][:MOST] or ready[:MOST]
    base_id = chosen[0].base_run_id if chosen else None
    like = [row for row in chosen if row.base_run_id == base_id]
    base = queries.run(base_id) if base_id else None
    plans: list[Figures] = told_together([base, *(row.plan for row in like)], makers_shown_to(request))
    base_name = _("Plan %(number)s") % {"number": base_id} if base_id else _("Plan")
    names = [base_name, *(title_of(row) for row in like)]
    context = {
        "title": _("Scenarios side by side"),
        "lede": _("Against the plan that they change. A full-time job is 40 hours a week over the weeks of the plan."),
        "ready": [(row.what_if_id, title_of(row), row in like) for row in ready],
        "chosen": [(title_of(row), reverse("scenarios:record", args=[row.what_if_id])) for row in like],
        "other_base": [title_of(row) for row in chosen if row not in like],
        "base_name": base_name,
        "lines": lines(names, plans) if like else [],
        "charts": _charts(names, plans) if like and all(plans) else [],
        "crumbs": scenario_crumbs(Crumb(_("Side by side"))),
    }
    return render(request, "scenarios/beside.html", context)


def _short(name: str) -> str:
    return name if len(name) <= SHORT_NAME else name[: SHORT_NAME - 1] + "…"


def _charts(names: Sequence[str], plans: Sequence[Figures]) -> list[charts.Chart]:
    labels = [_short(name) for name in names]
    late = [plan["vehicles_late"] + plan["vehicles_short"] for plan in plans]
    best = min(range(len(late)), key=lambda at: (late[at], at))
    fewest = [
        charts.bars(
            _("%(name)s has the fewest vehicles late or missing") % {"name": names[best]},
            [
                charts.Bar(label, value, accent=at == best)
                for at, (label, value) in enumerate(zip(labels, late, strict=True))
            ],
            of=_("Plan"),
            what=_("Vehicles late or missing"),
        )
    ]
    if not all("cost" in plan for plan in plans):
        return fewest if any(late) else []
    cheapest = min(range(len(plans)), key=lambda at: (plans[at]["cost"], at))
    return [
        *(fewest if any(late) else []),
        charts.bars(
            _("%(name)s is the cheapest") % {"name": names[cheapest]},
            [
                charts.Bar(label, plan["cost"], accent=at == cheapest)
                for at, (label, plan) in enumerate(zip(labels, plans, strict=True))
            ],
            of=_("Plan"),
            what=_("Price in all"),
            write=lambda value: formats.rupiah_short(int(value)),
        ),
    ]
