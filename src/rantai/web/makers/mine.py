"""My work: what, how many, by when, at what price, with steel from where."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from rantai.apps.planning import queries
from rantai.apps.planning.queries import JobRow, LoadRow
from rantai.web.access import Request, door
from rantai.web.layout import formats
from rantai.web.layout.lists import Column, Filter, ListSpec, View, respond
from rantai.web.layout.pieces import Empty, Figure, HeatCell, HeatRow, Status
from rantai.web.layout.statuses import status_of
from rantai.web.makers.doors import OWNER, Own, get_own_for
from rantai.web.stock.columns import for_reader

HEAT_WEEKS = 8

WHEN = (
    ("this", gettext_lazy("This week")),
    ("next", gettext_lazy("Next week")),
    ("later", gettext_lazy("Later")),
    ("past", gettext_lazy("Earlier")),
)


@dataclass(frozen=True)
class WorkLine:
    """One job as its workshop reads it."""

    code: str
    url: str
    item: str
    when: str
    state: str
    status: Status
    lateness: str
    week: date
    needed: date
    pieces: int
    cost_idr: int
    steel: str
    steel_by: date


WORK = ListSpec(
    name="pekerjaan-saya",
    columns=(
        Column("item", gettext_lazy("Part"), "link", url="url", phone="lead", note="code"),
        Column("status", gettext_lazy("Status"), "status"),
        Column("pieces", gettext_lazy("Pieces"), "number", total=True, prime=True),
        Column("cost_idr", gettext_lazy("Wage"), "money", total=True, prime=True),
        Column("week", gettext_lazy("Make in"), "week"),
        Column("needed", gettext_lazy("Needed before"), "date", note="lateness"),
        Column("steel", gettext_lazy("Steel from")),
        Column("steel_by", gettext_lazy("Steel there before"), "date"),
        Column("code", gettext_lazy("Job"), phone="off"),
    ),
    search=("item", "code", "steel"),
    filters=(
        Filter("when", gettext_lazy("When"), WHEN),
        Filter("state", gettext_lazy("Status"), (("late", gettext_lazy("Late")), ("on_time", gettext_lazy("On time")))),
    ),
    views=(
        View(gettext_lazy("All"), ""),
        View(gettext_lazy("This week"), "when=this"),
        View(gettext_lazy("Next week"), "when=next"),
        View(gettext_lazy("Later"), "when=later"),
        View(gettext_lazy("Late"), "state=late"),
    ),
    sort="week",
    page_size=20,  # a phone's screens; figures and load follow below
    empty=Empty(
        gettext_lazy("No work planned yet"),
        gettext_lazy("When a plan with work for you is published, it appears here with its dates and its steel."),
        icon="tools",
    ),
)


@door(OWNER)
def mine(request: Request) -> HttpResponse:
    """Own jobs from this week on, or those gone by; how full the own machines are."""
    own = get_own_for(request)
    if own is None:
        return respond(request, WORK, [], title=_("My work"), template="makers/mine.html")
    sources = steel_sources(own)
    rows = [_line(own, row, sources) for row in queries.jobs(own.run.run_id, maker_code=own.maker_code)]
    is_past = request.GET.get("when") == "past"
    rows = [row for row in rows if is_past or row.when != "past"]
    context = {
        "figures": _figures(rows),
        "heat": _heat(own, queries.loads_of_maker(own.run.run_id, own.maker_code)),
        "heat_caption": _("Share of the hours that is taken, in percent, the next %(weeks)s weeks")
        % {"weeks": HEAT_WEEKS},
    }
    return respond(
        request, for_reader(request, WORK), rows, title=_("My work"), context=context, template="makers/mine.html"
    )


def steel_sources(own: Own) -> dict[str, str]:
    """Job code → from which centre its steel comes."""
    names: dict[str, set[str]] = defaultdict(set)
    for row in queries.steel_for_maker(own.run.run_id, own.maker_code):
        names[row.job_code].add(row.centre_name or _("direct delivery"))
    return {code: ", ".join(sorted(found)) for code, found in names.items()}


def lateness(job: JobRow) -> str:
    """How late a job is, in words; empty when it is on time."""
    if not job.late_weeks:
        return ""
    words = ngettext("ready %(weeks)s week too late", "ready %(weeks)s weeks too late", job.late_weeks)
    return words % {"weeks": formats.count(job.late_weeks)}


def _line(own: Own, row: JobRow, sources: dict[str, str]) -> WorkLine:
    state = "late" if row.late_weeks else "on_time"
    steel = sources.get(row.code, "")
    return WorkLine(
        row.code,
        reverse("makers:job", args=[row.code]),
        row.item_name,
        own.when(row.made_week),
        state,
        status_of(state),
        lateness(row),
        own.monday(row.made_week),
        own.monday(row.need_week),
        row.quantity_pieces,
        row.cost_idr,
        _("%(source)s, the customer's own steel") % {"source": steel} if steel and row.material_owner_code else steel,
        own.monday(row.material_week),
    )


def _figures(rows: list[WorkLine]) -> list[Figure]:
    near = [row for row in rows if row.when in ("this", "next")]
    late = sum(row.pieces for row in rows if row.state == "late")
    pieces = _("pieces")
    return [
        Figure(_("This week and next"), formats.count(sum(row.pieces for row in near)), pieces),
        Figure(_("Wages"), formats.rupiah_short(sum(row.cost_idr for row in rows))),
        Figure(_("Late"), formats.count(late), pieces, tone="stop" if late else "good"),
    ]


def _heat(own: Own, rows: list[LoadRow]) -> list[HeatRow]:
    """A strip for each own machine."""
    weeks = range(own.this_week, min(own.this_week + HEAT_WEEKS, own.run.weeks))
    machines: dict[tuple[str, str], dict[int, LoadRow]] = defaultdict(dict)
    for row in rows:
        machines[row.resource_code, row.resource_name][row.week] = row
    return [
        HeatRow(
            name,
            tuple(
                HeatCell(
                    str(own.monday(week).isocalendar().week),
                    filled[week].percent if week in filled else 0,
                    formats.week(own.monday(week)),
                )
                for week in weeks
            ),
        )
        for (_code, name), filled in sorted(machines.items())
    ]
