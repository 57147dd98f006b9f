"""What a new plan changes against the one before it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from rantai.apps.planning import queries
from rantai.apps.planning.queries import Comparison, RunRow, Totals
from rantai.web.access import Request, door, found
from rantai.web.layout import formats
from rantai.web.layout.pieces import Figure, Status
from rantai.web.layout.statuses import status_of
from rantai.web.plans.doors import PLANNERS, get_run_for, makers_shown_to, only_shown
from rantai.web.plans.views import chain_url, plan_crumbs

MOST_ROWS = 50
MINUS = "\u2212"


@door(*PLANNERS)
def changes(request: Request, run_id: int) -> HttpResponse:
    """Orders added, removed or changed; promises that move; workshops whose work differs."""
    run = found(get_run_for(request, run_id))
    base = found(get_run_for(request, run.base_run_id) if run.base_run_id else None)
    found(run if run.state == base.state == "published" else None)
    seen = queries.compare(base.run_id, run.run_id)
    makers = only_shown(seen.makers, makers_shown_to(request))
    context = {
        "title": _("What changed"),
        "run": run,
        "finding": _finding(seen),
        "tone": "info" if seen.changes_nothing else "wait" if _worse(seen.before, seen.after) else "good",
        "figures": _figures(seen.before, seen.after),
        "orders": [_order(row) for row in seen.material_orders[:MOST_ROWS]],
        "orders_more": max(0, len(seen.material_orders) - MOST_ROWS),
        "promises": [_promise(run, base, row) for row in seen.promises[:MOST_ROWS]],
        "promises_more": max(0, len(seen.promises) - MOST_ROWS),
        "makers": makers[:MOST_ROWS],
        "makers_more": max(0, len(makers) - MOST_ROWS),
        "crumbs": plan_crumbs(_("What changed")),
    }
    return render(request, "plans/changes.html", context)


def _finding(seen: Comparison) -> str:
    if seen.changes_nothing:
        return _("The new plan is the same as the one before.")
    return _(
        "The new plan orders %(mass)s of steel and costs %(cost)s against the one before; %(orders)s steel orders, "
        "%(promises)s lines of demand and %(makers)s workshops change."
    ) % {
        "mass": signed(seen.after.material_g - seen.before.material_g, formats.tonnes),
        "cost": signed(seen.after.cost_idr - seen.before.cost_idr, formats.rupiah_short),
        "orders": formats.count(len(seen.material_orders)),
        "promises": formats.count(len(seen.promises)),
        "makers": formats.count(len(seen.makers)),
    }


def _worse(before: Totals, after: Totals) -> bool:
    return after.late_pieces + after.short_pieces > before.late_pieces + before.short_pieces


def signed(value: int, write: Callable[[int], str]) -> str:
    """A difference with its sign; "no change" when there is none."""
    if not value:
        return _("no change")
    return ("+" if value > 0 else MINUS) + write(abs(value))


def _figures(before: Totals, after: Totals) -> list[Figure]:
    rows = (
        (_("Vehicles"), "vehicles_pieces", formats.count),
        (_("Late pieces"), "late_pieces", formats.count),
        (_("Pieces missing"), "short_pieces", formats.count),
        (_("Steel to order"), "material_g", formats.tonnes),
        (_("Price of the steel"), "material_cost_idr", formats.rupiah_short),
        (_("Price of the work"), "work_cost_idr", formats.rupiah_short),
    )
    return [
        Figure(label, write(getattr(after, key)), note=signed(getattr(after, key) - getattr(before, key), write))
        for label, key, write in rows
    ]


@dataclass(frozen=True)
class OrderChange:
    """A steel order that differs."""

    code: str
    url: str
    format_name: str
    supplier: str
    what: Status
    mass: str
    cost: str


def _order(row: queries.MaterialOrderChange) -> OrderChange:
    words = {
        "added": Status(_("New"), "good"),
        "removed": Status(_("Gone"), "stop"),
        "changed": Status(_("Changed"), "info"),
    }
    shown = row.after or row.before
    assert shown is not None
    url = reverse("orders:record", args=[row.code]) if row.after else ""
    mass, cost = signed(row.mass_g, formats.mass), signed(row.cost_idr, formats.rupiah)
    return OrderChange(row.code, url, shown.format_name, shown.supplier_name, words[row.what], mass, cost)


@dataclass(frozen=True)
class PromiseMove:
    """A line of demand that gets something else."""

    place: str
    url: str
    item: str
    before: str
    after: str
    state: Status


def _promise(run: RunRow, base: RunRow, row: queries.PromiseChange) -> PromiseMove:
    state = "short" if row.short_after else "late" if row.late_after else "on_time"
    return PromiseMove(
        row.place_name,
        chain_url("demand", row.demand_code) if row.promise_week_after >= 0 else "",
        row.item_name,
        _promised(base, row.quantity_before, row.promise_week_before),
        _promised(run, row.quantity_after, row.promise_week_after),
        status_of(state),
    )


def _promised(run: RunRow, quantity: int, week: int) -> str:
    if week < 0:
        return _("not in this plan")
    when = formats.week(run.monday(week)) if week < run.weeks else _("not within the horizon")
    return f"{formats.count(quantity)} · {when}"
