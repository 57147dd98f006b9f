"""The consortium's part: vehicles promised against wanted, what binds, what changed since the plan, steel to order."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rantai.apps.capacity import queries as capacity
from rantai.apps.planning import trouble, wording
from rantai.apps.planning.queries import BottleneckRow, MaterialOrderRow, RunRow
from rantai.web.home.stand import SOON_WEEKS, Section, Stand, address, money, weight
from rantai.web.layout import formats
from rantai.web.layout.pieces import Empty, Figure, Need


def section(stand: Stand) -> Section:
    """What a consortium manager has to know and do today."""
    run = stand.run
    if run is None:
        return Section(_("Consortium"), needs=plan_needs(stand), empty=no_plan(stand))
    needs = [*plan_needs(stand), *_late_needs(stand, run), *_order_needs(stand, run)]
    return Section(_("Consortium"), needs, _figures(stand))


def no_plan(stand: Stand) -> Empty:
    """What a planner sees before the first plan, and the way to it."""
    if stand.programme is None:
        return Empty(
            _("No programme yet"),
            _("A programme says which villages want how many vehicles, and when. Whoever runs the system loads it."),
            icon="tractor",
        )
    text = _("A plan says what to order, who makes what, and when. Check the programme, then have it computed.")
    return Empty(_("No plan yet"), text, _("Open the programme"), address("demand:programme"), icon="route")


def failed_needs() -> list[Need]:
    """A calculation that failed, until a newer one is published."""
    failed = trouble.last_failure()
    if failed is None:
        return []
    language = formats.language()
    told = [problem for problem in failed.problems if "text" in problem]
    why = told[0]["text"][language] if told else _("the cause is unknown.")
    reason = told[0]["way_out"][language] if told else ""
    title = _("The last calculation failed: %(why)s") % {"why": why}
    return [Need(title, reason, _("See why it failed"), address("plans:progress", failed.run_id), "stop")]


def plan_needs(stand: Stand) -> list[Need]:
    """A plan that failed, one under way, or one that no longer fits what is wanted."""
    return [*failed_needs(), *_newer_needs(stand)]


def _newer_needs(stand: Stand) -> list[Need]:
    open_run = stand.open_run
    if open_run is not None:
        reason = _("%(percent)s percent done.") % {"percent": open_run.percent}
        return [
            Need(
                _("A new plan is being computed"),
                reason,
                _("Watch it"),
                address("plans:progress", open_run.run_id),
                "info",
            )
        ]
    if stand.run is None:
        return []
    changed = stand.lines_changed
    if not changed:
        return []
    title = ngettext(
        "%(count)s line of the programme changed since the plan",
        "%(count)s lines of the programme changed since the plan",
        changed,
    ) % {"count": formats.count(changed)}
    reason = _("The figures below are still those of the old plan. Have it computed again.")
    return [Need(title, reason, _("See the changed lines"), address("demand:programme") + "?state=changed")]


def _late_needs(stand: Stand, run: RunRow) -> list[Need]:
    totals = stand.totals
    missed = totals.late_pieces + totals.short_pieces
    if not missed:
        return []
    title = _("%(missed)s of %(all)s vehicles are late or missing") % {
        "missed": formats.count(missed),
        "all": formats.count(totals.vehicles_pieces),
    }
    return [Need(title, bottleneck_words(stand, run), _("See what binds"), address("plans:late"), "stop")]


def bottleneck_words(stand: Stand, run: RunRow) -> str:
    """The constraint that holds up most, as a sentence."""
    worst = next((row for row in stand.bottlenecks if row.what in ("late", "short")), None)
    return "" if worst is None else why(worst, run)


# Reasons that name a workshop.
_OF_FIRMS = (
    *("share_full", "source_full", "trial_full", "tool_elsewhere", "customer_full", "least_share"),
    *("small_job", "goal_first", "score_low", "road_time", "dearer", "lead_time"),
)


def why(row: BottleneckRow, run: RunRow) -> str:
    """A bottleneck in words; a machine is told by its work, so that no workshop is named here."""
    week = run.monday(row.first_week)
    worst = replace(row, amount=row.worst_amount)
    if row.reason_code == "capacity_full":
        work = {one.code: one.process_name for one in capacity.resources()}.get(row.resource_code, "")
        values = {"work": work or _("A machine"), "week": formats.day(week), "amount": wording.amount(worst)}
        return _("%(work)s is full from %(week)s on; %(amount)s too few in the worst week.") % values
    if row.reason_code in _OF_FIRMS:
        return _("The workshops that can do it have no room left in time; %(amount)s.") % {
            "amount": wording.amount(row)
        }
    if row.reason_code == "customer_material_missing":
        return _("Steel of a customer is missing: %(amount)s.") % {"amount": wording.amount(row)}
    return wording.why(row, week)


def soon(stand: Stand, run: RunRow) -> list[MaterialOrderRow]:
    """Steel orders to place within the next weeks."""
    last = stand.week(run) + SOON_WEEKS
    return [row for row in stand.steel_orders if stand.week(run) <= row.order_week < last]


def _order_needs(stand: Stand, run: RunRow) -> list[Need]:
    rows = soon(stand, run)
    if not rows:
        return []
    mass, saved = sum(row.mass_g for row in rows), sum(row.saving_idr or 0 for row in rows)
    title = _("Order %(mass)s of steel within %(weeks)s weeks") % {"mass": weight(mass), "weeks": SOON_WEEKS}
    first = formats.day(run.monday(rows[0].order_week))
    orders = ngettext("%(count)s order, the first on %(day)s.", "%(count)s orders, the first on %(day)s.", len(rows))
    reason = orders % {"count": len(rows), "day": first}
    if saved > 0:
        reason += " " + _("Together %(saved)s cheaper than each alone.") % {"saved": money(saved)}
    return [Need(title, reason, _("See the orders"), address("orders:list"), "info")]


def _figures(stand: Stand) -> list[Figure]:
    totals = stand.totals
    saved = sum(row.saving_idr or 0 for row in stand.steel_orders)
    compared = [row for row in stand.steel_orders if row.has_alone_price]
    return [
        Figure(
            _("Promised on time"),
            formats.count(totals.on_time_pieces),
            _("of %(all)s vehicles") % {"all": formats.count(totals.vehicles_pieces)},
            tone="good" if totals.on_time_pieces == totals.vehicles_pieces else "wait",
            url=address("plans:promises"),
        ),
        Figure(
            _("Late"), formats.count(totals.late_pieces), _("vehicles"), tone="stop" if totals.late_pieces else "good"
        ),
        Figure(
            _("Missing"),
            formats.count(totals.short_pieces),
            _("vehicles"),
            tone="stop" if totals.short_pieces else "good",
        ),
        Figure(_("Steel to buy"), weight(totals.material_g), url=address("orders:list")),
        Figure(
            _("Saved against buying alone"),
            money(saved),
            note=_("counts %(mass)s of needed steel with a retail price")
            % {"mass": weight(sum(row.needed_g for row in compared))},
            tone="good" if saved > 0 else "quiet",
        ),
    ]
