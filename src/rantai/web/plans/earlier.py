"""Any plan made so far, read only: its finding, its load, and its lists, with Excel. Nothing here can be decided."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from rantai.apps.planning import queries
from rantai.apps.planning.queries import RunRow
from rantai.web.access import Request, door, found
from rantai.web.layout import formats
from rantai.web.layout.lists import Column, ListSpec, respond
from rantai.web.layout.pieces import Crumb, Figure, Words
from rantai.web.plans import verdict
from rantai.web.plans.doors import PLANNERS, get_run_for, makers_shown_to, only_shown, sight_of
from rantai.web.plans.told import told_runs
from rantai.web.plans.views import PROMISES, plan_crumbs, promise_line
from rantai.web.plans.work import MAKERS, maker_heat, maker_line


@door(*PLANNERS)
def earlier(request: Request, run_id: int) -> HttpResponse:
    """The finding, the figures and the load of one plan, in force or not."""
    run = _published(request, run_id)
    totals = queries.totals(run.run_id)
    tells_work = run.run_id in told_runs({run.run_id}, makers_shown_to(request))
    context = {
        "title": run.what_if_name or _title(run),
        "run": run,
        "number": _title(run),
        "finding": verdict.finding(totals),
        "tone": verdict.tone(totals),
        "figures": verdict.figures(totals, saving=None, linked=False, tells_work=tells_work),
        "heat": verdict.heat_rows(run, queries.loads_by_process(run.run_id)),
        "heat_caption": _("Load of each process by week; darker is fuller, red is more than there is"),
        "parts": [(part.word, reverse("plans:earlier_part", args=[run_id, slug])) for slug, part in PARTS.items()],
        "crumbs": _crumbs(Crumb(_title(run))),
    }
    return render(request, "plans/earlier.html", context)


@door(*PLANNERS)
def part(request: Request, run_id: int, what: str) -> HttpResponse:
    """One list of it."""
    if what not in PARTS:
        raise Http404
    run, shown = _published(request, run_id), PARTS[what]
    here = reverse("plans:earlier", args=[run_id])
    context = {"lede": run.what_if_name, "crumbs": _crumbs(Crumb(_title(run), here), Crumb(str(shown.word)))}
    return respond(request, shown.spec, shown.rows(request, run), title=shown.word, context=context)


@door(*PLANNERS)
def maker(request: Request, run_id: int, code: str) -> HttpResponse:
    """The load of one workshop, machine by machine and week by week."""
    shown = found(code if code in makers_shown_to(request) else None)
    run = _published(request, run_id)
    work = found(next(iter(queries.work_by_maker(run.run_id, maker_code=shown)), None))
    here = reverse("plans:earlier", args=[run_id])
    makers = reverse("plans:earlier_part", args=[run_id, "bengkel"])
    context = {
        "title": work.maker_name,
        "run": run,
        "number": _title(run),
        "figures": [
            Figure(_("Jobs"), formats.count(work.jobs)),
            Figure(_("Hours of work"), formats.hours(work.load_minutes)),
            Figure(_("Price of the work"), formats.rupiah_short(work.cost_idr)),
            Figure(_("Fullest week"), f"{formats.count(work.peak_percent)}%"),
        ],
        "heat": maker_heat(run, queries.loads_of_maker(run.run_id, shown)),
        "heat_caption": _("Load of each machine by week"),
        "crumbs": _crumbs(Crumb(_title(run), here), Crumb(_("Workshops"), makers), Crumb(work.maker_name)),
    }
    return render(request, "plans/earlier_maker.html", context)


def _published(request: Request, run_id: int) -> RunRow:
    run = found(get_run_for(request, run_id))
    return found(run if run.state == "published" else None)


def _title(run: RunRow) -> str:
    return _("Plan %(number)s") % {"number": run.run_id}


def _crumbs(*more: Crumb) -> list[Crumb]:
    return [plan_crumbs("")[0], Crumb(_("Plans so far"), reverse("plans:history")), *more]


def _promises(request: Request, run: RunRow) -> Sequence[object]:
    customers = sight_of(request).customers
    rows = [promise_line(run, row) for row in queries.promises(run.run_id) if row.customer_code in customers]
    return [replace(row, url="") for row in rows]


def _makers(request: Request, run: RunRow) -> Sequence[object]:
    shown = only_shown(queries.work_by_maker(run.run_id), makers_shown_to(request))
    return [replace(maker_line(row), url=_maker_url(run, row.maker_code)) for row in shown]


def _maker_url(run: RunRow, code: str) -> str:
    return reverse("plans:earlier_maker", args=[run.run_id, code])


def _orders(_request: Request, run: RunRow) -> Sequence[object]:
    return queries.material_orders(run.run_id)


@dataclass(frozen=True)
class Part:
    """One list of a plan."""

    word: Words
    spec: ListSpec
    rows: Callable[[Request, RunRow], Sequence[object]]


ORDERS = ListSpec(
    name="pesanan-baja",
    columns=(
        Column("format_name", gettext_lazy("Steel"), phone="lead"),
        Column("supplier_name", gettext_lazy("Seller")),
        Column("mass_g", gettext_lazy("Mass"), "mass", total=True, prime=True),
        Column("cost_idr", gettext_lazy("Price"), "money", total=True, prime=True),
        Column("code", pgettext_lazy("to a mill", "Order"), phone="off"),
    ),
    search=("format_name", "supplier_name", "code"),
)
PARTS: Mapping[str, Part] = {
    "janji": Part(gettext_lazy("Promises"), PROMISES, _promises),
    "bengkel": Part(gettext_lazy("Work by workshop"), MAKERS, _makers),
    "pesanan": Part(gettext_lazy("Steel orders"), ORDERS, _orders),
}
