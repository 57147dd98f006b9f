"""A buyer's own orders with what the plan promises, and why something is late."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantai.apps.demand import queries
from rantai.apps.demand.queries import LineRow
from rantai.apps.planning import queries as planning
from rantai.apps.planning.queries import LateOrderRow, PromiseRow, RunRow
from rantai.web.access import Request, door, organisation_id
from rantai.web.demand.changes import changed_codes
from rantai.web.demand.reasons import why_late
from rantai.web.demand.views import STATES, promised_monday, state_of
from rantai.web.layout.lists import Column, Filter, ListSpec, View, respond
from rantai.web.layout.pieces import Empty, Status


@dataclass(frozen=True)
class OwnLine:
    """One of the buyer's orders."""

    item: str
    url: str
    place: str
    due: date
    promised: date | None
    pieces: int
    late_pieces: int
    status: Status
    state: str
    why: str
    code: str


MINE = ListSpec(
    name="pesanan-saya",
    columns=(
        Column("item", gettext_lazy("Item ordered"), "link", url="url", phone="lead"),
        Column("status", gettext_lazy("Status"), "status"),
        Column("due", gettext_lazy("Wanted on"), "date"),
        Column("promised", gettext_lazy("Promised in week"), "week", phone="line"),
        Column("pieces", gettext_lazy("Quantity"), "number", total=True, prime=True),
        Column("late_pieces", gettext_lazy("Late or missing"), "number", total=True, prime=True),
        Column("why", gettext_lazy("Why")),
        Column("place", gettext_lazy("Delivered to"), phone="off"),
        Column("code", gettext_lazy("Line"), phone="off"),
    ),
    search=("item", "place", "code"),
    filters=(
        Filter("item", gettext_lazy("Item ordered")),
        Filter("state", gettext_lazy("Status"), tuple((code, state.word) for code, state in STATES.items())),
    ),
    views=(
        View(gettext_lazy("All"), ""),
        View(gettext_lazy("Late"), "state=late"),
        View(gettext_lazy("Missing"), "state=short"),
    ),
    sort="due",
    empty=Empty(
        gettext_lazy("No orders yet"),
        gettext_lazy("Your orders appear here with the week in which they will be delivered."),
        icon="shopping-cart",
    ),
)


@door("buyer")
def mine(request: Request) -> HttpResponse:
    """The reader's own lines, nobody else's."""
    current = queries.programme()
    rows = _rows(request, current.programme_id) if current else []
    return respond(request, _spec(rows, full=request.GET.get("format") == "xlsx"), rows, title=_("My orders"))


def _spec(rows: Sequence[OwnLine], *, full: bool) -> ListSpec:
    """The list; on screen without codes, and without the place when everything goes to the same one."""
    if full:
        return MINE
    left_out = {"code"} if len({row.place for row in rows}) > 1 else {"code", "place"}
    return replace(MINE, columns=tuple(column for column in MINE.columns if column.key not in left_out))


def _rows(request: Request, programme_id: int) -> list[OwnLine]:
    lines = queries.lines(programme_id, customer_id=organisation_id(request))
    run = planning.current_run(programme_id)
    if run is None:
        return [_own_line(line, None, None, {}, is_changed=False) for line in lines]
    promises = planning.promises(run.run_id, customer_code=request.actor.organisation_code)
    changed = changed_codes(run, lines, promises)
    promised = {row.demand_code: row for row in promises}
    # The lot of a line is the lot of its item for its week; asking the chain of every line would take too long.
    late = {(row.item_code, row.need_week): row for row in planning.late_orders(run.run_id) if row.reason_code}
    return [_own_line(line, run, promised.get(line.code), late, is_changed=line.code in changed) for line in lines]


def _own_line(
    line: LineRow,
    run: RunRow | None,
    promise: PromiseRow | None,
    late: Mapping[tuple[str, int], LateOrderRow],
    *,
    is_changed: bool,
) -> OwnLine:
    state = state_of(line, promise, is_changed)
    lot = late.get((line.item_code, promise.due_week)) if promise and not promise.is_on_time else None
    return OwnLine(
        line.item_name,
        reverse("demand:line", args=[line.line_id]),
        line.place_name,
        line.due_date,
        promised_monday(run, promise),
        line.quantity_pieces,
        promise.late_pieces + promise.short_pieces if promise else 0,
        STATES[state],
        state,
        why_late(lot, run.monday(lot.week)) if run and lot else "",
        line.code,
    )
