"""Every cutting pattern of the plan: which steel, how many, by when, how much of it becomes blanks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantai.apps.planning import queries, wording
from rantai.apps.planning.queries import PatternRow, RunRow
from rantai.web.access import Request, door, found
from rantai.web.layout import formats
from rantai.web.layout.lists import Column, Filter, ListSpec, respond
from rantai.web.layout.pieces import Crumb, Empty, Figure
from rantai.web.plans.doors import PLANNERS, Sight, get_run_for, left_out_words, sight_of
from rantai.web.stock.columns import for_reader

PPM = 1_000_000


def own_centre(request: Request) -> str:
    """Empty for the consortium, which reads every centre; a centre's staff read their own."""
    if "consortium_manager" in request.actor.roles:
        return ""
    return found(request.actor.organisation_code or None)


def may_read(request: Request, code: str, sight: Sight) -> bool:
    """A centre's staff must cut all that the centre cuts; others read no pattern of customers that show nothing."""
    return bool(own_centre(request)) or ("pattern", code) not in sight.unseen


@dataclass(frozen=True)
class PatternLine:
    """A pattern as the list shows it."""

    code: str
    url: str
    steel: str
    grade: str
    centre: str
    week: date
    pieces: int
    blanks: int
    used_ppm: int
    mass_g: int
    scrap_g: int
    owner: str


PATTERNS = ListSpec(
    name="rencana-potong",
    columns=(
        Column("steel", gettext_lazy("Steel"), "link", url="url", phone="lead", note="code"),
        Column("week", gettext_lazy("Cut before"), "week"),
        Column("centre", gettext_lazy("Centre"), phone="off"),
        Column("pieces", gettext_lazy("Sheets or bars"), "number", total=True, prime=True),
        Column("blanks", gettext_lazy("Blanks"), "number", total=True),
        Column("used_ppm", gettext_lazy("Becomes blanks"), "percent", prime=True),
        Column("mass_g", gettext_lazy("Mass"), "mass", total=True),
        Column("scrap_g", gettext_lazy("Left over"), "mass", total=True),
        Column("owner", gettext_lazy("Whose steel")),
        Column("code", gettext_lazy("Pattern"), phone="off"),
    ),
    search=("steel", "code", "centre", "grade"),
    filters=(
        Filter("week", gettext_lazy("Cut before")),
        Filter("centre", gettext_lazy("Centre")),
        Filter("grade", gettext_lazy("Grade")),
        Filter("steel", gettext_lazy("Steel")),
        Filter("owner", gettext_lazy("Whose steel")),
    ),
    sort="week",
    empty=Empty(
        gettext_lazy("Nothing to cut"),
        gettext_lazy("When a plan is published, the patterns of your centre stand here by week."),
        icon="scissors",
    ),
)


@door(*PLANNERS)
def patterns(request: Request) -> HttpResponse:
    """Patterns by week, centre and steel, and below them what fits no format."""
    run, title = get_run_for(request), _("Cutting")
    if run is None:
        return respond(request, PATTERNS, [], title=title, template="cutting/list.html")
    sight = sight_of(request).within(run.run_id)
    found_rows = queries.patterns(run.run_id, centre_code=own_centre(request))
    rows = lines(run, [row for row in found_rows if may_read(request, row.code, sight)])
    context = {
        "crumbs": [Crumb(title)],
        "figures": _figures(run, rows, timezone.localdate(request.now)),
        "unplaced": unplaced(run, sight),
        "lede": left_out_words(len(found_rows) - len(rows)),
    }
    return respond(
        request, for_reader(request, _spec(rows)), rows, title=title, context=context, template="cutting/list.html"
    )


def lines(run: RunRow, rows: Sequence[PatternRow]) -> list[PatternLine]:
    """Patterns with the number of blanks that they give."""
    blanks: dict[str, int] = defaultdict(int)
    for use in queries.blank_uses(run.run_id) if rows else ():
        blanks[use.pattern_code] += use.quantity_blanks
    return [_line(run, row, blanks[row.code]) for row in rows]


def whose(owner_code: str) -> str:
    """Whether the steel is a customer's or bought together."""
    return _("the customer's own") if owner_code else _("bought together")


def scrap_g(row: PatternRow) -> int:
    """Mass that becomes no blank: kerf, trim, scrap and remnants together."""
    whole = row.length_um * (row.width_um or 1)
    return row.mass_g - row.mass_g * row.used_um2 // whole if whole else 0


def _line(run: RunRow, row: PatternRow, blanks: int) -> PatternLine:
    monday = run.monday(row.week)
    return PatternLine(
        row.code,
        reverse("cutting:record", args=[row.code]),
        row.format_name,
        row.grade,
        row.centre_name,
        monday,
        row.count_pieces,
        blanks,
        round(row.used_percent * PPM / 100),
        row.mass_g,
        scrap_g(row),
        whose(row.owner_code),
    )


def _spec(rows: Sequence[PatternLine]) -> ListSpec:
    """The list with its weeks as people read them in the filter; a single centre needs no column."""
    weeks = tuple((str(week), formats.week(week)) for week in sorted({row.week for row in rows}))
    filters = (Filter("week", _("Cut before"), weeks), *PATTERNS.filters[1:])
    if len({row.centre for row in rows}) > 1:
        return replace(PATTERNS, filters=filters)
    columns = tuple(column for column in PATTERNS.columns if column.key != "centre")
    return replace(PATTERNS, columns=columns, filters=tuple(one for one in filters if one.key != "centre"))


def _figures(run: RunRow, rows: Sequence[PatternLine], today: date) -> list[Figure]:
    mass = sum(row.mass_g for row in rows)
    scrap = sum(row.scrap_g for row in rows)
    ahead = sorted({row.week for row in rows if row.week > today})
    soon = sum(row.pieces for row in rows if ahead and row.week == ahead[0])
    return [
        Figure(
            _("To cut next"),
            formats.count(soon),
            _("sheets and bars"),
            note=_("before %(day)s") % {"day": formats.day(ahead[0])} if ahead else "",
            url=f"?week={ahead[0]}" if ahead else "",
        ),
        Figure(_("Steel to cut"), formats.tonnes(mass), note=run.programme_name),
        Figure(_("Becomes blanks"), formats.percent((mass - scrap) / mass) if mass else formats.NOTHING),
        Figure(_("Left over"), formats.tonnes(scrap), note=_("remnants, kerf and trim together")),
    ]


@dataclass(frozen=True)
class Unplaced:
    """A blank that no size on offer can give."""

    item: str
    why: str
    jobs: int
    url: str


def unplaced(run: RunRow, sight: Sight) -> list[Unplaced]:
    """What fits no format, the most frequent first; equal reasons of one part together.

    A job opens only when its workshop lets the reader see its work; those of unseen customers are left out.
    """
    rows = queries.reasons(run.run_id, what="unplaced")
    jobs = {job.code: job for job in queries.jobs(run.run_id)} if rows else {}
    together: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows:
        job = jobs[row.subject_code]
        if ("job", job.code) in sight.unseen:
            continue
        found_urls = together[job.item_name, wording.why(row, run.monday(row.week))]
        found_urls.append(reverse("plans:chain", args=["job", job.code]) if job.maker_code in sight.makers else "")
    listed = [Unplaced(item, why, len(urls), max(urls)) for (item, why), urls in together.items()]
    return sorted(listed, key=lambda one: (-one.jobs, one.item))
