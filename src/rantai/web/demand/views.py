"""The programme: what every village and buyer wants, with totals by regency and month, search, filters and Excel."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from babel.dates import format_date
from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from rantai.apps.demand import queries
from rantai.apps.demand.queries import LineRow, ProgrammeRow
from rantai.apps.planning import queries as planning
from rantai.apps.planning.queries import PromiseRow, RunRow
from rantai.web.access import Request, door
from rantai.web.demand.changes import changed_codes
from rantai.web.demand.doors import Sight, only_shown, sight_of
from rantai.web.layout import formats
from rantai.web.layout.lists import Column, Filter, ListSpec, View, respond
from rantai.web.layout.pieces import Empty, Figure, Status, Words
from rantai.web.layout.statuses import status_of
from rantai.web.plans.doors import PLANNERS

KINDS: dict[str, Words] = {
    "programme": gettext_lazy("Programme"),
    "call_off": gettext_lazy("Call-off"),
    "aftermarket": gettext_lazy("Spare parts"),
}
STATES: dict[str, Status] = {
    "on_time": status_of("on_time"),
    "late": status_of("late"),
    "short": status_of("short"),
    "changed": Status(pgettext_lazy("a line the plan does not know yet", "Not planned yet"), "wait"),
    "withdrawn": Status(gettext_lazy("Withdrawn"), "quiet"),
}


@dataclass(frozen=True)
class ProgrammeLine:
    """A line of demand as the list shows it."""

    line_id: int
    code: str
    url: str
    item: str
    place: str
    regency: str
    customer: str
    kind: str
    kind_word: str
    due: date
    month: str
    pieces: int
    promised: date | None
    status: Status
    state: str


LINES = ListSpec(
    name="program",
    columns=(
        Column("item", gettext_lazy("Wanted"), "link", url="url", phone="lead"),
        Column("status", gettext_lazy("Status"), "status"),
        Column("place", gettext_lazy("Village or town")),
        Column("regency", gettext_lazy("Regency")),
        Column("due", gettext_lazy("Wanted on"), "date", prime=True),
        Column("pieces", gettext_lazy("Quantity"), "number", total=True, prime=True),
        Column("promised", gettext_lazy("Promised in week"), "week"),
        Column("kind_word", gettext_lazy("Kind"), phone="off"),
        Column("customer", gettext_lazy("For"), phone="off"),
        Column("code", gettext_lazy("Line"), phone="off"),
    ),
    search=("item", "place", "regency", "customer", "code"),
    views=(
        View(gettext_lazy("All"), ""),
        View(gettext_lazy("Late"), "state=late"),
        View(gettext_lazy("Missing"), "state=short"),
        View(gettext_lazy("Not planned yet"), "state=changed"),
        View(gettext_lazy("Withdrawn"), "state=withdrawn"),
    ),
    sort="due",
    empty=Empty(
        gettext_lazy("No lines yet"),
        gettext_lazy(
            "A line says which village wants how many vehicles, and when. Add one, or fill in many from Excel."
        ),
        icon="tractor",
    ),
)


@dataclass(frozen=True)
class MatrixCell:
    """How many a regency wants in a month, and the list of just these lines."""

    pieces: int
    url: str


@dataclass(frozen=True)
class MatrixRow:
    """A regency and its months."""

    regency: str
    url: str
    cells: tuple[MatrixCell, ...]
    pieces: int


@door(*PLANNERS)
def programme(request: Request) -> HttpResponse:
    """Every line that the reader may see."""
    current = queries.programme()
    sight = sight_of(request)
    if current is None:
        return respond(request, LINES, [], title=_("Programme"), context={"may_edit": False})
    run = planning.current_run(current.programme_id)
    promises = planning.promises(run.run_id) if run else []
    lines = queries.lines(current.programme_id)
    changed = changed_codes(run, lines, promises) if run else frozenset[str]()
    seen = only_shown(sight, lines)
    if request.GET.get("state") == "withdrawn":
        shown = only_shown(sight, queries.lines(current.programme_id, withdrawn=True))
    else:
        shown = seen
    rows = line_rows(shown, run, promises, changed)
    context = {
        **_context(sight, current, run, seen, len(lines) - len(seen), changed),
        "open_run": planning.open_run(current.programme_id),
        "is_whole": not request.GET,  # whoever has chosen lines sees them first, the sums below
    }
    return respond(
        request,
        _spec(rows, full=request.GET.get("format") == "xlsx"),
        rows,
        title=_("Programme"),
        template="demand/programme.html",
        context=context,
    )


def _context(
    sight: Sight,
    current: ProgrammeRow,
    run: RunRow | None,
    seen: Sequence[LineRow],
    hidden: int,
    changed: frozenset[str],
) -> Mapping[str, object]:
    wanted = [line for line in seen if line.kind == "programme"]
    months = sorted({month_of(line.due_date) for line in wanted})
    return {
        "programme": current,
        "run": run,
        "may_edit": sight.edits,
        "hidden": hidden,
        "figures": _figures(wanted, seen, changed),
        "changed": len(changed),
        "months": [month_words(month, "MMM") for month in months],
        "matrix": matrix(wanted, months),
        "matrix_total": sum(line.quantity_pieces for line in wanted),
    }


def _figures(wanted: Sequence[LineRow], seen: Sequence[LineRow], changed: frozenset[str]) -> list[Figure]:
    here = sum(line.code in changed for line in seen)
    return [
        Figure(_("Vehicles wanted"), formats.count(sum(line.quantity_pieces for line in wanted))),
        Figure(_("Regencies"), formats.count(len({line.regency_code for line in wanted}))),
        Figure(_("Lines"), formats.count(len(seen))),
        Figure(
            _("Not planned yet"),
            formats.count(here),
            _("lines"),
            tone="wait" if here else "good",
            url=reverse("demand:programme") + "?state=changed" if here else "",
        ),
    ]


def matrix(lines: Sequence[LineRow], months: Sequence[str]) -> list[MatrixRow]:
    """Quantities by regency and month, the regency that wants most first; every figure opens its lines."""
    sums: Counter[tuple[str, str]] = Counter()
    totals: Counter[str] = Counter()
    for line in lines:
        sums[line.regency_name, month_of(line.due_date)] += line.quantity_pieces
        totals[line.regency_name] += line.quantity_pieces
    return [
        MatrixRow(
            regency,
            _filtered(regency=regency),
            tuple(MatrixCell(sums[regency, month], _filtered(regency=regency, month=month)) for month in months),
            pieces,
        )
        for regency, pieces in sorted(totals.items(), key=lambda pair: (-pair[1], pair[0]))
    ]


def _filtered(**query: str) -> str:
    return f"?{urlencode({'kind': 'programme', **query})}"


def line_rows(
    lines: Sequence[LineRow], run: RunRow | None, promises: Sequence[PromiseRow], changed: frozenset[str]
) -> list[ProgrammeLine]:
    """Lines with what the plan promises them."""
    promised = {row.demand_code: row for row in promises}
    return [_line_row(line, run, promised.get(line.code), line.code in changed) for line in lines]


def _line_row(line: LineRow, run: RunRow | None, promise: PromiseRow | None, is_changed: bool) -> ProgrammeLine:
    state = state_of(line, promise, is_changed)
    return ProgrammeLine(
        line.line_id,
        line.code,
        reverse("demand:line", args=[line.line_id]),
        line.item_name,
        line.place_name,
        line.regency_name,
        line.customer_name,
        line.kind,
        str(KINDS[line.kind]),
        line.due_date,
        month_of(line.due_date),
        line.quantity_pieces,
        promised_monday(run, promise),
        STATES[state],
        state,
    )


def state_of(line: LineRow, promise: PromiseRow | None, is_changed: bool) -> str:
    """How a line stands: withdrawn, not planned yet, short, late or on time."""
    if line.withdrawn_at is not None:
        return "withdrawn"
    if promise is None or is_changed:
        return "changed"
    if promise.short_pieces:
        return "short"
    return "late" if promise.late_pieces else "on_time"


def promised_monday(run: RunRow | None, promise: PromiseRow | None) -> date | None:
    """First day of the promised week; None without a promise within the plan."""
    if run is None or promise is None or promise.promise_week >= run.weeks:
        return None
    return run.monday(promise.promise_week)


def _spec(rows: Sequence[ProgrammeLine], *, full: bool) -> ListSpec:
    """The list with the months that occur, named as people say them; on screen without columns and filters that
    always say the same."""
    same = () if full or len({row.customer for row in rows}) > 1 else ("customer", "kind_word")
    columns = tuple(column for column in LINES.columns if column.key not in same)
    months = tuple((month, month_words(month)) for month in sorted({row.month for row in rows}))
    filters = (
        Filter("regency", gettext_lazy("Regency")),
        Filter("place", gettext_lazy("Village or town")),
        *([Filter("kind", gettext_lazy("Kind"), tuple(KINDS.items()))] if len({row.kind for row in rows}) > 1 else []),
        Filter("month", gettext_lazy("Month"), months),
        Filter("state", gettext_lazy("Status"), tuple((code, state.word) for code, state in STATES.items())),
    )
    return replace(LINES, columns=columns, filters=filters)


def month_of(day: date) -> str:
    """A month as filters carry it: 2027-03."""
    return f"{day:%Y-%m}"


def month_words(month: str, pattern: str = "MMMM y") -> str:
    """A month as people say it: Maret 2027."""
    return format_date(date.fromisoformat(f"{month}-01"), pattern, locale=formats.language())
