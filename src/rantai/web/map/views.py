"""Regencies by vehicles wanted with what is promised, and sentra by work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantai.apps.planning import queries
from rantai.apps.planning.queries import PromiseRow, RegencyRow, RunRow, SentraWorkRow
from rantai.apps.purchasing.queries import FEWEST_FIRMS
from rantai.web.access import Request, door, found
from rantai.web.layout import formats, maps
from rantai.web.layout.lists import Column, Filter, ListSpec, respond
from rantai.web.layout.pieces import Crumb, Empty
from rantai.web.plans.doors import PLANNERS, READERS, get_run_for, makers_shown_to
from rantai.web.plans.told import is_sentra_shown, open_sentra

PPM = 1_000_000
UDEG = 1_000_000
RANKED = 10  # beside the map; the table below has all
NO_PLAN = Empty(gettext_lazy("No plan yet"), gettext_lazy("The map is drawn from the published plan."), icon="map-2")


def _is_planner(request: Request) -> bool:
    return bool(set(PLANNERS) & set(request.actor.roles))


def _short(drawn: maps.PlaceMap) -> maps.PlaceMap:
    return replace(drawn, ranked=drawn.ranked[:RANKED])


@dataclass(frozen=True)
class RegencyLine:
    """A regency and what its villages get."""

    place: str
    url: str
    wanted: int
    on_time: int
    late: int
    short: int
    promised_ppm: int


REGENCIES = ListSpec(
    name="kendaraan-per-kabupaten",
    columns=(
        Column("place", gettext_lazy("Regency or city"), "link", url="url", phone="lead"),
        Column("wanted", gettext_lazy("Vehicles wanted"), "number", total=True, prime=True),
        Column("promised_ppm", gettext_lazy("Promised on time"), "percent", prime=True),
        Column("on_time", gettext_lazy("Vehicles on time"), "number", total=True),
        Column("late", gettext_lazy("Vehicles late"), "number", total=True),
        Column("short", gettext_lazy("Vehicles missing"), "number", total=True),
    ),
    search=("place",),
    sort="-wanted",
    empty=NO_PLAN,
)

VILLAGES = replace(
    REGENCIES,
    name="kendaraan-per-desa",
    columns=(replace(REGENCIES.columns[0], heading=gettext_lazy("Village or district")), *REGENCIES.columns[1:]),
)


@door(*READERS)
def index(request: Request) -> HttpResponse:
    """Where vehicles are wanted, and how many of them the plan promises on time."""
    run = get_run_for(request)
    rows = queries.regencies(run.run_id) if run else []
    lines = [_regency(row) for row in rows]
    context = {"map": _wanted_map(rows, lines), "which": "wanted", "crumbs": [Crumb(_("Map"))]}
    title = _("Where vehicles are wanted")
    return respond(request, REGENCIES, lines, title=title, context=context, template="map/index.html")


def get_regency_for(request: Request, code: str) -> tuple[RunRow, RegencyRow]:
    """A regency of the plan in force; its figures are the programme's, no firm's. 404 for any other."""
    run = found(get_run_for(request))
    return run, found(next((row for row in queries.regencies(run.run_id) if row.place_code == code), None))


@door(*READERS)
def regency(request: Request, code: str) -> HttpResponse:
    """The villages of one regency with what each is promised; planners open the lines behind them."""
    run, row = get_regency_for(request, code)
    lines = _villages(queries.promises(run.run_id, place_code=code, kind="programme"), is_planner=_is_planner(request))
    crumbs = [Crumb(_("Map"), reverse("map:index")), Crumb(row.place_name)]
    return respond(request, VILLAGES, lines, title=row.place_name, context={"crumbs": crumbs})


def _villages(rows: Sequence[PromiseRow], *, is_planner: bool) -> list[RegencyLine]:
    together: dict[str, list[PromiseRow]] = defaultdict(list)
    for row in rows:
        together[row.place_name].append(row)
    promises = reverse("plans:promises")
    return [
        RegencyLine(
            place,
            f"{promises}?{urlencode({'q': place})}" if is_planner else "",
            wanted := sum(row.quantity_pieces for row in same),
            on_time := sum(row.on_time_pieces for row in same),
            sum(row.late_pieces for row in same),
            sum(row.short_pieces for row in same),
            on_time * PPM // wanted,
        )
        for place, same in together.items()
    ]


def _regency(row: RegencyRow) -> RegencyLine:
    return RegencyLine(
        row.place_name,
        reverse("map:regency", args=[row.place_code]),
        row.quantity_pieces,
        row.on_time_pieces,
        row.late_pieces,
        row.short_pieces,
        row.on_time_pieces * PPM // row.quantity_pieces if row.quantity_pieces else 0,
    )


def _wanted_map(rows: Sequence[RegencyRow], lines: Sequence[RegencyLine]) -> maps.PlaceMap | None:
    places = [
        maps.Place(
            row.place_name,
            row.latitude_udeg / UDEG,
            row.longitude_udeg / UDEG,
            row.quantity_pieces,
            f"{formats.count(row.quantity_pieces)} · {formats.ppm(line.promised_ppm, 0)}",
            line.url,
        )
        for row, line in zip(rows, lines, strict=True)
        if row.latitude_udeg is not None and row.longitude_udeg is not None
    ]
    if not places:
        return None
    first, whole = rows[0], sum(row.quantity_pieces for row in rows)
    title = _("%(place)s wants %(share)s of the %(vehicles)s vehicles") % {
        "place": first.place_name,
        "share": formats.percent(first.quantity_pieces / whole if whole else None, 0),
        "vehicles": formats.count(whole),
    }
    return _short(
        maps.place_map(
            title,
            places,
            note=_("Circles: vehicles wanted. In the list: vehicles, and how many percent are promised on time."),
        )
    )


@dataclass(frozen=True)
class SentraLine:
    """A sentra and its work; figures are left out where few firms stand behind them."""

    sentra: str
    url: str
    place: str
    makers: int
    makers_with_work: int | None
    pieces: int | None
    cost_idr: int | None
    late: int | None
    note: str


SENTRA = ListSpec(
    name="kerja-per-sentra",
    columns=(
        Column("sentra", gettext_lazy("Sentra"), "link", url="url", phone="lead", note="note"),
        Column("place", gettext_lazy("Place")),
        Column("makers", gettext_lazy("Workshops registered"), "number", total=True),
        Column("makers_with_work", gettext_lazy("With work in this plan"), "number", total=True, prime=True),
        Column("pieces", gettext_lazy("Pieces"), "number", total=True),
        Column("cost_idr", gettext_lazy("Price of the work"), "money", prime=True),
        Column("late", gettext_lazy("Late pieces"), "number", total=True),
    ),
    search=("sentra", "place"),
    filters=(Filter("place", gettext_lazy("Place")),),
    sort="-cost_idr",
    empty=NO_PLAN,
)

# A sum of prices is told only where no sentra is left out of it.
SENTRA_SUMMED = replace(
    SENTRA, columns=tuple(replace(one, total=True) if one.key == "cost_idr" else one for one in SENTRA.columns)
)


@door(*READERS)
def work(request: Request) -> HttpResponse:
    """Where the work is done; a sentra in which few firms have work shows no figures to those outside the plan."""
    run = get_run_for(request)
    is_planner = _is_planner(request)
    rows = queries.work_by_sentra(run.run_id) if run else []
    seen = open_sentra(run.run_id, makers_shown_to(request)) if run and is_planner else frozenset()
    lines = [_sentra(row, seen, is_planner=is_planner) for row in rows]
    context = {"map": _work_map(rows, lines), "which": "work", "crumbs": [Crumb(_("Map"))]}
    spec = SENTRA if any(line.note for line in lines) else SENTRA_SUMMED
    if spec is SENTRA:
        context["lede"] = _("Totals count only the sentra whose figures are shown.")
    title = _("Where the work is done")
    return respond(request, spec, lines, title=title, context=context, template="map/index.html")


def _sentra(row: SentraWorkRow, seen: Collection[str], *, is_planner: bool) -> SentraLine:
    is_shown = not row.makers_with_work or is_sentra_shown(row, seen, is_planner=is_planner)
    unseen = _("not every workshop with work here shows it to you: figures are not shown")
    few = _("fewer than %(n)s firms have work: figures are not shown") % {"n": FEWEST_FIRMS}
    query = urlencode({"sentra": row.sentra_name})
    return SentraLine(
        row.sentra_name,
        f"{reverse('plans:makers')}?{query}" if is_planner else "",
        row.place_name,
        row.makers,
        row.makers_with_work if is_shown else None,
        row.quantity_pieces if is_shown else None,
        row.cost_idr if is_shown else None,
        row.late_pieces if is_shown else None,
        "" if is_shown else unseen if is_planner else few,
    )


def _work_map(rows: Sequence[SentraWorkRow], lines: Sequence[SentraLine]) -> maps.PlaceMap | None:
    places = [
        maps.Place(
            row.sentra_name,
            row.latitude_udeg / UDEG,
            row.longitude_udeg / UDEG,
            line.cost_idr or 0,
            formats.rupiah_short(line.cost_idr),
            line.url,
        )
        for row, line in zip(rows, lines, strict=True)
        if row.latitude_udeg is not None and row.longitude_udeg is not None
    ]
    if not places:
        return None
    busy = sum(1 for row in rows if row.makers_with_work)
    title = _("%(busy)s of %(all)s sentra have work in this plan") % {
        "busy": formats.count(busy),
        "all": formats.count(len(rows)),
    }
    return _short(maps.place_map(title, places, note=_("Circles: price of the work.")))
