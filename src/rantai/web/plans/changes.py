"""What a new plan changes against the one before it: first the wish that was changed, then what it moves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rantai.apps.planning import queries
from rantai.apps.planning.queries import Comparison, MakerChange, PromiseChange, RunRow, Totals
from rantai.web.access import Request, door, found
from rantai.web.layout import formats
from rantai.web.layout.pieces import Figure, Status
from rantai.web.layout.statuses import status_of
from rantai.web.plans.doors import PLANNERS, Sight, get_run_for, only_shown, sight_of
from rantai.web.plans.told import told_runs
from rantai.web.plans.views import chain_url, plan_crumbs

FIRST_ROWS = 10  # seen at once; the others are folded away
MOST_ROWS = 100  # folded away; above that a list is no longer read
MOST_WISHES = 2  # changed wishes that the finding names one by one
MINUS = "\u2212"


@door(*PLANNERS)
def changes(request: Request, run_id: int) -> HttpResponse:
    """Orders added, removed or changed; promises that move; workshops whose work differs; the largest first."""
    run = found(get_run_for(request, run_id))
    base = found(get_run_for(request, run.base_run_id) if run.base_run_id else None)
    found(run if run.state == base.state == "published" else None)
    seen = queries.compare(base.run_id, run.run_id)
    sight = sight_of(request)
    tells_work = len(told_runs({base.run_id, run.run_id}, sight.makers)) == len({base.run_id, run.run_id})
    makers = sorted(only_shown(seen.makers, sight.makers), key=_price_moved, reverse=True)
    orders = sorted(seen.material_orders, key=lambda row: (-abs(row.mass_g), row.code))
    promises = sorted(_seen_promises(seen, sight), key=_urgency)
    context = {
        "title": _("What changed"),
        "run": run,
        "finding": _finding(seen, promises, tells_work=tells_work),
        "tone": "info" if seen.changes_nothing else "wait" if _worse(seen.before, seen.after) else "good",
        "figures": _figures(seen.before, seen.after, tells_work=tells_work),
        "tables": [
            _table("promises", [_promise(run, base, row) for row in promises[:MOST_ROWS]], len(promises)),
            _table("orders", [_order(row) for row in orders[:MOST_ROWS]], len(orders)),
            _table("makers", makers[:MOST_ROWS], len(makers)),
        ],
        "crumbs": plan_crumbs(_("What changed")),
    }
    return render(request, "plans/changes.html", context)


def _seen_promises(seen: Comparison, sight: Sight) -> list[PromiseChange]:
    """Changed lines of customers that let the reader see their wishes; the others stay in totals only."""
    return [row for row in seen.promises if row.customer_code in sight.customers]


def _price_moved(row: MakerChange) -> tuple[int, str]:
    return abs(row.cost_after_idr - row.cost_before_idr), row.maker_code


def _urgency(row: PromiseChange) -> tuple[bool, int, int, str]:
    """Lines whose wish was changed come first, then those that lose most."""
    moved = abs(row.quantity_after - row.quantity_before)
    lost = row.late_after + row.short_after - row.late_before - row.short_before
    return not moved, -moved, -lost, row.demand_code


@dataclass(frozen=True)
class Table:
    """Rows of one kind: the first ones, the folded ones, and how many more there are."""

    kind: str
    parts: tuple[tuple[bool, Sequence[object]], ...]
    folded: int
    more: int


def _table(kind: str, rows: Sequence[object], count: int) -> Table:
    parts = ((False, rows[:FIRST_ROWS]), (True, rows[FIRST_ROWS:]))
    return Table(kind, tuple(part for part in parts if part[1]), count - FIRST_ROWS, count - len(rows))


def _finding(seen: Comparison, promises: Sequence[PromiseChange], *, tells_work: bool) -> str:
    if seen.changes_nothing:
        return _("The new plan is the same as the one before.")
    without_cost = _(
        "The new plan orders %(mass)s of steel against the one before; %(orders)s steel orders, "
        "%(promises)s lines of demand and %(makers)s workshops change."
    )
    with_cost = _(
        "The new plan orders %(mass)s of steel and costs %(cost)s against the one before; %(orders)s steel orders, "
        "%(promises)s lines of demand and %(makers)s workshops change."
    )
    said = (with_cost if tells_work else without_cost) % {
        "mass": signed(seen.after.material_g - seen.before.material_g, formats.tonnes),
        "cost": signed(seen.after.cost_idr - seen.before.cost_idr, formats.rupiah_short),
        "orders": formats.count(len(seen.material_orders)),
        "promises": formats.count(len(seen.promises)),
        "makers": formats.count(len(seen.makers)),
    }
    return " ".join([*_wishes(promises), said])


def _wishes(rows: Sequence[PromiseChange]) -> list[str]:
    """The changed wishes in sentences: what was asked for, what is asked for now, and whether it is ready in time."""
    changed = sorted((row for row in rows if row.quantity_before != row.quantity_after), key=_urgency)
    named = [_wish(row) for row in changed[:MOST_WISHES]]
    rest = len(changed) - len(named)
    if rest:
        words = ngettext("%(n)s more wish was changed.", "%(n)s more wishes were changed.", rest)
        named.append(words % {"n": formats.count(rest)})
    return named


def _wish(row: PromiseChange) -> str:
    words = {
        "place": row.place_name,
        "item": row.item_name,
        "now": formats.count(row.quantity_after),
        "before": formats.count(row.quantity_before),
        "late": formats.count(row.late_after),
        "short": formats.count(row.short_after),
    }
    if not row.quantity_after:
        return _("%(place)s: %(item)s no longer wanted (%(before)s before).") % words
    said = _("%(place)s: %(now)s %(item)s (%(before)s before)") % words
    if row.short_after:
        ready = _("%(short)s of them not before the plan ends") % words
    else:
        ready = _("%(late)s of them late") % words if row.late_after else _("ready on time")
    return f"{said}, {ready}."


def _worse(before: Totals, after: Totals) -> bool:
    return after.late_pieces + after.short_pieces > before.late_pieces + before.short_pieces


def signed(value: int, write: Callable[[int], str]) -> str:
    """A difference with its sign; "no change" when there is none."""
    if not value:
        return _("no change")
    return ("+" if value > 0 else MINUS) + write(abs(value))


def _figures(before: Totals, after: Totals, *, tells_work: bool) -> list[Figure]:
    """Steel, work and components add up to the whole price; without work, where it would give a workshop away."""
    rows = (
        (_("Vehicles"), "vehicles_pieces", formats.count),
        (_("Late pieces"), "late_pieces", formats.count),
        (_("Pieces missing"), "short_pieces", formats.count),
        (_("Steel to order"), "material_g", formats.tonnes),
        (_("Price of the steel"), "material_cost_idr", formats.rupiah_short),
        (_("Price of the work"), "work_cost_idr", formats.rupiah_short),
        (_("Price of the components"), "component_cost_idr", formats.rupiah_short),
        (_("Price in all"), "cost_idr", formats.rupiah_short),
    )
    return [
        Figure(label, write(getattr(after, key)), note=signed(getattr(after, key) - getattr(before, key), write))
        for label, key, write in rows
        if tells_work or key not in ("work_cost_idr", "cost_idr")
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


def _promise(run: RunRow, base: RunRow, row: PromiseChange) -> PromiseMove:
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
