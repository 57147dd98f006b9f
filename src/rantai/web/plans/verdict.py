"""The plan in one sentence, its figures, the load as a heat strip, why, and what would change it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rantai.apps.planning import queries, wording
from rantai.apps.planning.queries import ProcessLoadRow, RunRow, Totals
from rantai.web.layout import formats
from rantai.web.layout.pieces import Figure, HeatCell, HeatRow, Reason, Tone
from rantai.web.plans.contents import parts_of_a_plan
from rantai.web.plans.doors import Sight, places_of
from rantai.web.plans.told import tells_jobs_of_sentra, told_runs

MOST_REASONS = 6


def context(run: RunRow, *, open_run: RunRow | None, sight: Sight, roles: Collection[str] = ()) -> dict[str, Any]:
    """Everything the plan's page shows; `sight` are the makers and customers that may be named."""
    sight = sight.within(run.run_id)
    totals = queries.totals(run.run_id)
    binding = [_hushed(row, sight) for row in queries.bottlenecks(run.run_id)]
    late = [row for row in binding if row.what in ("late", "short", "unplaced")][:MOST_REASONS]
    elsewhere = [row for row in binding if row.what == "elsewhere"][:MOST_REASONS]
    places = places_of([*late, *elsewhere], sight.makers)
    return {
        "title": _("Plan"),
        "run": run,
        "open_run": open_run,
        "finding": finding(totals),
        "tone": tone(totals),
        "figures": figures(totals, saving=_saving(run), tells_work=run.run_id in told_runs({run.run_id}, sight.makers)),
        "why": [_bottleneck(run, row, places) for row in late],
        "elsewhere": [_bottleneck(run, row, places) for row in elsewhere],
        "changes": [*_changes(run, late, places), *_ways_out(run, sight), *_hours(run)] if late else [],
        "heat": heat_rows(run, queries.loads_by_process(run.run_id)),
        "heat_caption": _("Load of each process by week; darker is fuller, red is more than there is"),
        "parts": parts_of_a_plan(roles),
        "stages": [(row, formats.percent((row.gap_percent or 0) / 100, 2)) for row in _stages(run)],
    }


def summary_context(run: RunRow) -> dict[str, Any]:
    """The same without any firm's figures."""
    totals, sentra = queries.totals(run.run_id), queries.work_by_sentra(run.run_id)
    tells_work = tells_jobs_of_sentra(totals.makers, sentra)
    return {
        "title": _("Plan summary"),
        "run": run,
        "finding": finding(totals),
        "tone": tone(totals),
        "figures": figures(totals, saving=_saving(run), linked=False, tells_work=tells_work),
        "why": [_bottleneck_without_firm(row) for row in _by_reason(queries.bottlenecks(run.run_id))],
        "changes": [],
        "regencies": queries.regencies(run.run_id),
        "sentra": sentra,
    }


def finding(totals: Totals) -> str:
    """The plan in one sentence."""
    vehicles = formats.count(totals.vehicles_pieces)
    if not totals.late_pieces and not totals.short_pieces:
        return _("All %(vehicles)s vehicles are ready in time.") % {"vehicles": vehicles}
    return _(
        "%(on_time)s of %(vehicles)s vehicles are ready in time, %(late)s come late, "
        "%(short)s not before the plan ends."
    ) % {
        "vehicles": vehicles,
        "on_time": formats.count(totals.on_time_pieces),
        "late": formats.count(totals.late_pieces),
        "short": formats.count(totals.short_pieces),
    }


def tone(totals: Totals) -> Tone:
    """Green when all is ready in time, amber when something is late, red when something does not come."""
    return "stop" if totals.short_pieces else "wait" if totals.late_pieces else "good"


def figures(totals: Totals, *, saving: Figure | None, tells_work: bool, linked: bool = True) -> list[Figure]:
    """Key figures, each leading to its list; the number of jobs only where it gives no workshop away."""

    def to(route: str) -> str:
        return reverse(route) if linked else ""

    unready = totals.late_orders + totals.short_orders
    return [
        Figure(_("Steel to order"), formats.tonnes(totals.material_g), note=_orders(totals), url=to("orders:list")),
        Figure(_("Price of the steel"), formats.rupiah_short(totals.material_cost_idr), url=to("orders:list")),
        *([saving] if saving else []),
        Figure(
            _("Workshops with work"),
            formats.count(totals.makers),
            note=_("%(jobs)s jobs") % {"jobs": formats.count(totals.jobs)} if tells_work else "",
            url=to("plans:makers"),
        ),
        Figure(
            _("Made near its home"),
            formats.percent(totals.near_pieces / max(1, totals.made_pieces), 0),
            note=_("same regency or province"),
            url=to("plans:sentra"),
        ),
        Figure(
            _("Late or short lots"),
            formats.count(unready),
            note=_("of %(orders)s") % {"orders": formats.count(totals.orders)},
            tone="wait" if unready else "good",
            url=to("plans:late"),
        ),
    ]


def _orders(totals: Totals) -> str:
    number = totals.material_orders
    return ngettext("%(n)s order", "%(n)s orders", number) % {"n": formats.count(number)}


def _saving(run: RunRow) -> Figure | None:
    """What the needed steel costs less than bought alone at retail, where a retailer sells it."""
    priced = [row for row in queries.material_orders(run.run_id) if row.saving_idr is not None]
    saved = sum(row.saving_idr or 0 for row in priced)
    if not priced:
        return None
    counted = formats.tonnes(sum(row.needed_g for row in priced))
    note = _("counted on %(mass)s that a retailer sells too") % {"mass": counted}
    return Figure(_("Saved against buying alone"), formats.rupiah_short(saved), note=note, tone="good")


def _hushed(row: queries.BottleneckRow, sight: Sight) -> queries.BottleneckRow:
    """A bottleneck without the name of a customer that keeps its wishes to itself."""
    if row.reason_code != "customer_material_missing" or row.resource_code in sight.customers:
        return row
    return replace(row, resource_code="", resource_name=_("a customer that has not given you permission"))


def _bottleneck(run: RunRow, row: queries.BottleneckRow, places: Mapping[str, str]) -> Reason:
    """What binds, in its worst week where hours bind, with the weeks and the sum over them beside it."""
    lots = ngettext("%(n)s lot", "%(n)s lots", row.subjects) % {"n": formats.count(row.subjects)}
    week, notes = row.first_week, [lots]
    told = row
    if row.unit == "minutes":
        week, told = row.worst_week, replace(row, amount=row.worst_amount)
        notes += _span(run, row)
    text = wording.why(told, run.monday(week), place=places.get(row.resource_code, ""))
    return Reason(text, " · ".join(notes), reverse("plans:late") + "?" + urlencode({"q": row.resource_name}))


def _span(run: RunRow, row: queries.BottleneckRow) -> list[str]:
    """From which week to which it binds, and what is missing over all of them; nothing when it is one week."""
    if row.first_week == row.last_week:
        return []
    words = _("the worst week; %(first)s to %(last)s, %(amount)s over all weeks")
    days = {"first": formats.day(run.monday(row.first_week)), "last": formats.day(run.monday(row.last_week))}
    return [words % {**days, "amount": wording.amount(row)}]


def _by_reason(rows: Sequence[queries.BottleneckRow]) -> list[tuple[str, str, int]]:
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for row in rows:
        if row.what in ("late", "short", "unplaced"):
            counts[row.what, row.reason_code] += row.subjects
    return [(what, code, number) for (what, code), number in sorted(counts.items(), key=lambda pair: -pair[1])]


def _bottleneck_without_firm(found: tuple[str, str, int]) -> Reason:
    """A reason counted over all firms; it names none."""
    _what, code, number = found
    lots = ngettext("%(n)s lot", "%(n)s lots", number) % {"n": formats.count(number)}
    return Reason(REASON_WORDS[code](), lots)


REASON_WORDS = {
    "capacity_full": lambda: _("Hours of the workshops are full"),
    "share_full": lambda: _("A workshop has reached its largest share"),
    "source_full": lambda: _("A workshop or seller may not give a larger part"),
    "trial_full": lambda: _("A workshop on trial has made all it may make"),
    "tool_elsewhere": lambda: _("The tool lies at another workshop"),
    "score_low": lambda: _("A workshop with room lacks the score that the part asks for"),
    "road_time": lambda: _("The road from a workshop is too long"),
    "customer_full": lambda: _("A workshop has as much work for one customer as it may"),
    "least_share": lambda: _("A farther workshop must get its smallest share"),
    "small_job": lambda: _("The job is too small to set the nearer machines up"),
    "goal_first": lambda: _("A more important goal passed it over"),
    "no_local_maker": lambda: _("No nearer workshop is able to make the part"),
    "no_maker": lambda: _("No workshop is able to make the part"),
    "material_late": lambda: _("Steel comes too late"),
    "part_late": lambda: _("A part comes too late"),
    "lead_time": lambda: _("There is less time than making or delivering takes"),
    "fits_no_format": lambda: _("The blank fits no size that is sold"),
    "no_offer": lambda: _("Nobody sells what is needed"),
    "least_order": lambda: _("The least order of the sellers is far above the need"),
    "over_budget": lambda: _("The budget for steel is spent"),
    "over_credit": lambda: _("The sellers give no more credit"),
    "shared_short": lambda: _("Steel is short and was shared by firm need"),
    "customer_material_missing": lambda: _("A customer's steel is missing"),
    "time_over": lambda: _("The time for planning was over"),
    "dearer": lambda: _("The nearer workshop is dearer"),
}


def _changes(run: RunRow, rows: Sequence[queries.BottleneckRow], places: Mapping[str, str]) -> list[Reason]:
    """What would make late work come in time, the widest first."""
    found = []
    for row in rows:
        if row.reason_code in _WAYS:
            place = places.get(row.resource_code)
            resource = f"{row.resource_name} ({place})" if place else row.resource_name
            is_weekly = row.unit == "minutes"
            amount = wording.amount(replace(row, amount=row.worst_amount) if is_weekly else row)
            text = _WAYS[row.reason_code]() % {
                "amount": amount,
                "resource": resource,
                "day": formats.day(run.monday(row.worst_week)),
            }
            found.append(Reason(text, *(_span(run, row) if is_weekly else ())))
    return found


MOST_WAYS = 3


def _ways_out(run: RunRow, sight: Sight) -> list[Reason]:
    """Minutes for money that would end a delay, the cheapest first, with their price."""
    rows = [row for row in queries.ways_out(run.run_id) if ("order", row.order_code) not in sight.unseen]
    text = _("%(option)s: %(hours)s more bring %(pieces)s pieces earlier")
    return [
        Reason(
            text
            % {
                "option": row.option_name,
                "hours": formats.hours(row.minutes),
                "pieces": formats.count(row.pieces),
            },
            formats.rupiah_short(row.cost_idr),
            reverse("plans:late") + "?" + urlencode({"q": row.order_code}),
        )
        for row in rows[:MOST_WAYS]
    ]


def _hours(run: RunRow) -> list[Reason]:
    """What one more hour of a full machine would be worth."""
    text = _("One more hour at %(resource)s in the week of %(day)s: pieces come earlier by %(weeks)s piece-weeks")
    cheaper = _("saves %(cost)s")
    return [
        Reason(
            text
            % {
                "resource": row.resource_name,
                "day": formats.day(run.monday(row.week)),
                "weeks": formats.count(row.piece_weeks),
            },
            cheaper % {"cost": formats.rupiah_short(row.saving_idr)} if row.saving_idr > 0 else "",
        )
        for row in queries.hour_values(run.run_id, MOST_WAYS)
    ]


_WAYS = {
    "capacity_full": lambda: _("%(amount)s more at %(resource)s in the week of %(day)s"),
    "material_late": lambda: _("Order %(resource)s earlier, or buy it from a quicker seller"),
    "shared_short": lambda: _("Find %(amount)s more of %(resource)s, or a seller who brings it in time"),
    "customer_material_missing": lambda: _("Ask %(resource)s for %(amount)s of steel"),
    "no_maker": lambda: _("Find or train a workshop that can make %(resource)s"),
    "no_offer": lambda: _("Find a seller of %(resource)s"),
    "least_order": lambda: _(
        "Wait and pool more need of %(resource)s, find a smaller seller, or take the rest as stock"
    ),
    "over_budget": lambda: _("Free money for %(resource)s earlier, or take less of it"),
    "over_credit": lambda: _("Pay sellers of %(resource)s earlier, ask for more credit, or add a seller"),
    "fits_no_format": lambda: _("Ask for a larger size of %(resource)s, or join the part from two pieces"),
    "share_full": lambda: _("Raise the largest share of %(resource)s"),
    "source_full": lambda: _("Allow %(resource)s a larger part"),
    "trial_full": lambda: _("Approve %(resource)s, or let it make %(amount)s more on trial"),
    "tool_elsewhere": lambda: _("Bring the tool to %(resource)s"),
    "score_low": lambda: _("Help %(resource)s to the score that the part asks for"),
    "road_time": lambda: _("Find a quicker road from %(resource)s"),
    "customer_full": lambda: _("Let %(resource)s work %(amount)s more for the same customer"),
}


def _stages(run: RunRow) -> list[queries.BoundRow]:
    """One row per stage: objective and bound added up where they share a unit."""
    sums: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    status: dict[tuple[str, str], str] = {}
    for row in queries.bounds(run.run_id):
        part = row.part if row.stage == "allocation" else ""
        sums[row.stage, part][0] += row.objective
        sums[row.stage, part][1] += row.bound
        known = status.setdefault((row.stage, part), row.status)
        status[row.stage, part] = known if known == row.status else "feasible"
    return [
        queries.BoundRow(stage, part, status[stage, part], objective, bound, "")
        for (stage, part), (objective, bound) in sums.items()
    ]


def heat_rows(run: RunRow, rows: Sequence[ProcessLoadRow]) -> list[HeatRow]:
    """One strip per process."""
    by_process: dict[str, dict[int, ProcessLoadRow]] = defaultdict(dict)
    names: dict[str, str] = {}
    for row in rows:
        by_process[row.process_code][row.week] = row
        names[row.process_code] = row.process_name
    return [
        HeatRow(names[code], tuple(_cell(run, weeks.get(week), week) for week in range(run.weeks)))
        for code, weeks in sorted(by_process.items(), key=lambda pair: names[pair[0]])
    ]


def _cell(run: RunRow, row: ProcessLoadRow | None, week: int) -> HeatCell:
    monday = run.monday(week)
    return HeatCell(str(monday.isocalendar().week), row.percent if row else 0, formats.week(monday))
