"""One line of demand: what is wanted, what is promised, why it is late, what was done to it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantai.apps.audit.queries import AuditRow, history
from rantai.apps.demand.queries import LineRow
from rantai.apps.parties import queries as parties
from rantai.apps.planning import queries as planning
from rantai.apps.planning.queries import PromiseRow, RunRow
from rantai.web.access import Request, door
from rantai.web.demand.changes import changed_codes
from rantai.web.demand.doors import get_line_for, sight_of
from rantai.web.demand.reasons import why_late
from rantai.web.demand.views import KINDS, STATES, promised_monday, state_of
from rantai.web.layout import formats
from rantai.web.layout.pieces import Crumb, Event, Figure, Reason, Words
from rantai.web.plans.doors import PLANNERS

VERBS: dict[str, Words] = {
    "add": gettext_lazy("Line added"),
    "set_quantity": gettext_lazy("Quantity changed"),
    "withdraw": gettext_lazy("Line withdrawn"),
    "restore": gettext_lazy("Line wanted again"),
}
MOST_REASONS = 4


@door(*PLANNERS, "buyer")
def line(request: Request, line_id: int) -> HttpResponse:
    """One line that the reader may see."""
    row, sight = get_line_for(request, line_id), sight_of(request)
    run = planning.current_run(row.programme_id)
    promise = planning.promise(run.run_id, row.code) if run else None
    wanted = [] if row.withdrawn_at else [row]
    is_changed = bool(run and changed_codes(run, wanted, [promise] if promise else []))
    state = state_of(row, promise, is_changed)
    context = {
        "title": row.item_name,
        "line": row,
        "kind_word": KINDS[row.kind],
        "state": STATES[state],
        "figures": _figures(row, run, promise),
        "is_changed": is_changed,
        "may_edit": sight.may_change(row),
        "may_replan": sight.plans and not planning.open_run(row.programme_id),
        "reasons": _reasons(run, promise) if run and promise else [],
        "chain_url": reverse("plans:chain", args=["demand", row.code]) if sight.plans and promise else "",
        "events": _events(request, row),
        "crumbs": crumbs(row.item_name, planner=sight.plans),
    }
    return render(request, "demand/line.html", context)


def crumbs(last: str, *, planner: bool = True) -> list[Crumb]:
    """The place line below the list that the reader comes from."""
    if planner:
        return [Crumb(_("Programme"), reverse("demand:programme")), Crumb(last)]
    return [Crumb(_("My orders"), reverse("demand:mine")), Crumb(last)]


def _figures(row: LineRow, run: RunRow | None, promise: PromiseRow | None) -> list[Figure]:
    shown = [
        Figure(_("Wanted"), formats.count(row.quantity_pieces), _("pieces"), row.place_name),
        _day_figure(_("Wanted on"), row.due_date),
    ]
    if run is None or promise is None:
        return shown
    late = promise.late_pieces + promise.short_pieces
    return [
        *shown,
        _day_figure(_("Promised in week"), promised_monday(run, promise)),
        Figure(
            _("Late or missing"),
            formats.count(late),
            _("of %(all)s pieces") % {"all": formats.count(promise.quantity_pieces)},
            tone="stop" if late else "good",
        ),
    ]


def _day_figure(label: str, day: date | None) -> Figure:
    """A day that fits half a phone: day and month large, the year small, the week below."""
    if day is None:
        return Figure(label, "–", note=_("not within the plan"), tone="stop")
    day_month, _space, year = formats.day(day).rpartition(formats.SPACE)
    return Figure(label, day_month, year, _("week %(number)s") % {"number": day.isocalendar().week})


def _reasons(run: RunRow, promise: PromiseRow) -> list[Reason]:
    """What holds up the lots that this line waits for, the last lot first."""
    if promise.is_on_time:
        return []
    lots = {node.code for node in planning.chain_up(run.run_id, "demand", promise.demand_code).of_kind("order")}
    rows = [row for row in planning.late_orders(run.run_id) if row.order_code in lots and row.reason_code]
    texts = dict.fromkeys(f"{row.item_name}: {why_late(row, run.monday(row.week))}" for row in rows)
    return [Reason(text) for text in list(texts)[:MOST_REASONS]]


def _events(request: Request, row: LineRow) -> list[Event]:
    """What was done to the line; people of other organisations are not named."""
    acts = history("demand_line", row.line_id)
    own = [one.user_id for one in acts if one.user_id and one.organisation_id == request.actor.organisation_id]
    names = parties.person_names(own)
    return [
        Event(timezone.localtime(one.at), VERBS[one.verb], who=names.get(one.user_id or 0, ""), note=_note(one))
        for one in acts
    ]


def _note(act: AuditRow) -> str:
    """The quantity before and after, as people write it."""
    before, after = _pieces(act.before), _pieces(act.after)
    if before is None or after is None:
        return "" if after is None else formats.count(after)
    return f"{formats.count(before)} → {formats.count(after)}"


def _pieces(values: Mapping[str, object] | None) -> int | None:
    found = (values or {}).get("quantity_pieces")
    return found if isinstance(found, int) else None
