"""Who makes what: by sentra, by workshop, and one workshop week by week."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from rantai.apps.planning import queries
from rantai.apps.planning.queries import LoadRow, RunRow
from rantai.web.access import Request, door, found
from rantai.web.layout import formats
from rantai.web.layout.lists import Column, Filter, ListSpec, respond
from rantai.web.layout.pieces import Crumb, Empty, Figure, HeatCell, HeatRow
from rantai.web.plans.doors import (
    PLANNERS,
    READERS,
    get_run_for,
    left_out_words,
    makers_shown_to,
    only_shown,
    sight_of,
)
from rantai.web.plans.told import is_sentra_shown, open_sentra
from rantai.web.plans.views import chain_url, no_plan, plan_crumbs


@dataclass(frozen=True)
class SentraLine:
    """A sentra's share of the plan; figures are left out where few firms stand behind them."""

    name: str
    url: str
    place: str
    announced_makers: int
    makers: int
    makers_with_work: int | None
    jobs: int | None
    pieces: int | None
    cost_idr: int | None
    late_pieces: int | None


SENTRA = ListSpec(
    name="sentra",
    columns=(
        Column("name", gettext_lazy("Sentra"), "link", url="url", phone="lead"),
        Column("place", gettext_lazy("Place")),
        Column("announced_makers", gettext_lazy("Workshops announced in 2017"), "number", total=True),
        Column("makers", gettext_lazy("Workshops registered"), "number", total=True),
        Column("makers_with_work", gettext_lazy("With work in this plan"), "number", total=True, prime=True),
        Column("jobs", gettext_lazy("Jobs"), "number", total=True),
        Column("pieces", gettext_lazy("Pieces"), "number", total=True),
        Column("cost_idr", gettext_lazy("Price of the work"), "money", prime=True),
        Column("late_pieces", gettext_lazy("Late pieces"), "number", total=True),
    ),
    search=("name", "place"),
)


@door(*READERS)
def sentra(request: Request) -> HttpResponse:
    """Every sentra with its share of the work."""
    run = get_run_for(request)
    if run is None:
        return no_plan(request)
    may_open = bool(set(PLANNERS) & set(request.actor.roles))
    makers = reverse("plans:makers")
    seen = open_sentra(run.run_id, makers_shown_to(request)) if may_open else frozenset()
    rows = [
        _sentra_line(row, makers if may_open else "", is_shown=is_sentra_shown(row, seen, is_planner=may_open))
        for row in queries.work_by_sentra(run.run_id)
    ]
    title = _("Work by sentra")
    crumbs = plan_crumbs(title) if may_open else [Crumb(title)]
    return respond(request, SENTRA, rows, title=title, context={"crumbs": crumbs})


def _sentra_line(row: queries.SentraWorkRow, makers: str, *, is_shown: bool) -> SentraLine:
    """A sentra as the list shows it; where few firms stand behind its figures, outsiders see none of them."""
    return SentraLine(
        row.sentra_name,
        f"{makers}?sentra={row.sentra_name}" if makers else "",
        row.place_name,
        row.announced_makers,
        row.makers,
        row.makers_with_work if is_shown else None,
        row.jobs if is_shown else None,
        row.quantity_pieces if is_shown else None,
        row.cost_idr if is_shown else None,
        row.late_pieces if is_shown else None,
    )


@dataclass(frozen=True)
class MakerLine:
    """A workshop's share of the plan."""

    code: str
    name: str
    url: str
    sentra: str
    place: str
    jobs: int
    pieces: int
    cost_idr: int
    load_minutes: int
    peak: str
    late_pieces: int


MAKERS = ListSpec(
    name="bengkel",
    columns=(
        Column("name", gettext_lazy("Workshop"), "link", url="url", phone="lead"),
        Column("sentra", gettext_lazy("Sentra")),
        Column("place", gettext_lazy("Place"), phone="off"),
        Column("jobs", gettext_lazy("Jobs"), "number", total=True),
        Column("pieces", gettext_lazy("Pieces"), "number", total=True),
        Column("cost_idr", gettext_lazy("Price of the work"), "money", total=True, prime=True),
        Column("load_minutes", gettext_lazy("Hours of work"), "hours", total=True, prime=True),
        Column("peak", gettext_lazy("Fullest week")),
        Column("late_pieces", gettext_lazy("Late pieces"), "number", total=True),
    ),
    search=("name", "sentra", "place", "code"),
    filters=(Filter("sentra", gettext_lazy("Sentra")),),
    sort="-cost_idr",
)

UNSEEN = Empty(
    gettext_lazy("No workshop shows you its work"),
    gettext_lazy(
        "The workshops have not given permission to see their work. "
        "Ask them to give it under Organisation → Permissions."
    ),
    icon="shield-check",
)


@door(*PLANNERS)
def makers(request: Request) -> HttpResponse:
    """Every workshop that lets the reader see its work."""
    run = get_run_for(request)
    if run is None:
        return no_plan(request)
    work = queries.work_by_maker(run.run_id)
    shown = only_shown(work, makers_shown_to(request))
    rows = [maker_line(row) for row in shown]
    title = _("Work by workshop")
    context = {"crumbs": plan_crumbs(title), "lede": _unseen(len(work) - len(rows)) if rows else ""}
    spec = replace(MAKERS, empty=UNSEEN) if work else MAKERS
    return respond(request, spec, rows, title=title, context=context)


def maker_line(row: queries.MakerWorkRow) -> MakerLine:
    """A workshop as lists show it."""
    return MakerLine(
        row.maker_code,
        row.maker_name,
        reverse("plans:maker", args=[row.maker_code]),
        row.sentra_name,
        row.place_name,
        row.jobs,
        row.quantity_pieces,
        row.cost_idr,
        row.load_minutes,
        f"{formats.count(row.peak_percent)}%",
        row.late_pieces,
    )


def _unseen(count: int) -> str:
    """How many workshops of the plan keep their work to themselves, and the way out; empty when none does."""
    if not count:
        return ""
    words = ngettext(
        "%(n)s workshop has not given permission to see its work. Ask it to give it under Organisation → Permissions.",
        "%(n)s workshops have not given permission to see their work. "
        "Ask them to give it under Organisation → Permissions.",
        count,
    )
    return words % {"n": formats.count(count)}


@dataclass(frozen=True)
class JobLine:
    """One job of a workshop."""

    code: str
    url: str
    item: str
    week: date
    material: date
    pieces: int
    cost_idr: int
    late_weeks: int
    near: str


JOBS = ListSpec(
    name="pekerjaan",
    columns=(
        Column("item", gettext_lazy("Part"), phone="lead"),
        Column("week", gettext_lazy("Work in week"), "week"),
        Column("material", gettext_lazy("Steel needed before"), "date"),
        Column("pieces", gettext_lazy("Pieces"), "number", total=True, prime=True),
        Column("cost_idr", gettext_lazy("Price of the work"), "money", total=True, prime=True),
        Column("late_weeks", gettext_lazy("Weeks late"), "number"),
        Column("near", gettext_lazy("How near")),
        Column("code", gettext_lazy("Job"), "link", url="url", phone="off"),
    ),
    search=("item", "code"),
    filters=(Filter("item", gettext_lazy("Part")),),
    sort="week",
    page_size=20,  # a phone's screens
)


def near_words() -> dict[str, str]:
    """How near a workshop is to the part's home."""
    return {
        "sentra": _("same regency"),
        "province": _("same province"),
        "national": _("other province"),
        "import": _("abroad"),
    }


@door(*PLANNERS)
def maker(request: Request, code: str) -> HttpResponse:
    """One workshop: its load week by week against its hours, and its jobs."""
    sight = sight_of(request)
    shown = found(code if code in sight.makers else None)
    run = found(get_run_for(request))
    sight = sight.within(run.run_id)
    jobs = queries.jobs(run.run_id, maker_code=shown)
    work = found(next(iter(queries.work_by_maker(run.run_id, maker_code=shown)), None))
    near = near_words()
    rows = [
        JobLine(
            row.code,
            chain_url("job", row.code),
            row.item_name,
            run.monday(row.made_week),
            run.monday(row.material_week),
            row.quantity_pieces,
            row.cost_idr,
            row.late_weeks,
            near[row.locality],
        )
        for row in jobs
        if ("job", row.code) not in sight.unseen
    ]
    context = {
        "crumbs": [
            *plan_crumbs(work.maker_name)[:1],
            Crumb(_("Workshops"), reverse("plans:makers")),
            Crumb(work.maker_name),
        ],
        "heat": maker_heat(run, queries.loads_of_maker(run.run_id, shown)),
        "heat_caption": _("Load of each machine by week"),
        "figures": [
            Figure(_("Jobs"), formats.count(work.jobs)),
            Figure(_("Hours of work"), formats.hours(work.load_minutes)),
            Figure(_("Price of the work"), formats.rupiah_short(work.cost_idr)),
            Figure(_("Fullest week"), f"{formats.count(work.peak_percent)}%"),
        ],
        "lede": " · ".join(filter(None, (work.sentra_name, work.place_name, left_out_words(len(jobs) - len(rows))))),
    }
    return respond(request, JOBS, rows, title=work.maker_name, context=context, template="plans/maker.html")


def maker_heat(run: RunRow, rows: list[LoadRow]) -> list[HeatRow]:
    """One strip per machine."""
    by_resource: dict[str, dict[int, LoadRow]] = defaultdict(dict)
    names: dict[str, str] = {}
    for row in rows:
        by_resource[row.resource_code][row.week] = row
        names[row.resource_code] = f"{row.process_name}: {row.resource_name}"
    return [
        HeatRow(
            names[code],
            tuple(_cell(run.monday(week), weeks[week].percent if week in weeks else 0) for week in range(run.weeks)),
        )
        for code, weeks in sorted(by_resource.items())
    ]


def _cell(monday: date, percent: int) -> HeatCell:
    return HeatCell(str(monday.isocalendar().week), percent, formats.week(monday))
