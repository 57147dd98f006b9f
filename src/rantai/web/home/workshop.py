"""The workshop's part: my work this week and next, the material to collect, what is late, how full my machines are."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rantai.apps.planning import queries
from rantai.apps.planning.queries import JobRow, LoadRow, MakerSteelRow, RunRow
from rantai.apps.purchasing import queries as purchasing
from rantai.apps.sourcing import queries as sourcing
from rantai.web.home.stand import NEAR_WEEKS, Line, Section, Stand, Table, address, money
from rantai.web.layout import formats
from rantai.web.layout.pieces import Empty, Figure, HeatCell, HeatRow, Need

SHOWN = 5
HEAT_WEEKS = 8


def section(stand: Stand) -> Section:
    """What a workshop owner has to do, and nothing of any neighbour."""
    run = stand.run
    offered = [*_offer_needs(stand), *_round_needs(stand)]
    if run is None:
        text = _("When the consortium publishes a plan, your work, your material and your dates appear here.")
        return Section(_("Workshop"), offered, empty=Empty(_("No work planned yet"), text, icon="tools"))
    code, now = stand.actor.organisation_code, stand.week(run)
    jobs = [job for job in queries.jobs(run.run_id, maker_code=code) if job.made_week >= now]
    steel = [row for row in queries.steel_for_maker(run.run_id, code) if row.material_week >= now]
    loads = [row for row in queries.loads_of_maker(run.run_id, code) if now <= row.week < now + HEAT_WEEKS]
    if not jobs:
        text = _("The present plan has no work for you. Keep your machines and hours up to date for the next one.")
        return Section(_("Workshop"), offered, empty=Empty(_("No work planned yet"), text, icon="tools"))
    near = [job for job in jobs if job.made_week < now + NEAR_WEEKS]
    needs = [*offered, *_late_needs(run, jobs), *_collect_needs(run, steel, now), *_work_needs(run, jobs, near)]
    tables = [_work_table(run, near or jobs[:SHOWN]), _steel_table(run, steel)]
    return Section(
        _("Workshop"),
        needs,
        _figures(jobs, near, loads),
        tables,
        _heat(run, loads, now),
        _("How full your machines are"),
    )


def _offer_needs(stand: Stand) -> list[Need]:
    """Offers of work that wait for a yes or no."""
    own = stand.actor.organisation_id
    waiting = (
        [] if own is None else [row for row in sourcing.offers(maker_ids=[own], is_sent=True) if row.state == "sent"]
    )
    if not waiting:
        return []
    title = ngettext(
        "%(count)s offer of work waits for your answer", "%(count)s offers of work wait for your answer", len(waiting)
    )
    values = {
        "pieces": formats.count(sum(row.pieces for row in waiting)),
        "price": money(sum(row.cost_idr for row in waiting)),
    }
    reason = _("%(pieces)s pieces for %(price)s. Say yes or no.") % values
    where = address("offers:record", waiting[0].offer_id) if len(waiting) == 1 else address("offers:list")
    return [Need(title % {"count": formats.count(len(waiting))}, reason, _("Read and answer"), where)]


def _round_needs(stand: Stand) -> list[Need]:
    """Rounds in which the workshop may state what it needs."""
    own = stand.actor.organisation_id
    rows = [] if own is None else purchasing.open_for_member(own, stand.today, timezone.now())
    return [
        Need(
            _("Buy together: %(name)s") % {"name": row.name},
            _("Open until %(moment)s.") % {"moment": formats.moment(row.deadline_at) if row.deadline_at else "–"},
            _("Change my amounts") if row.has_stated else _("State my amounts"),
            address("joining:record", row.round_id),
            "info" if row.has_stated else "wait",
        )
        for row in rows[:SHOWN]
    ]


def _late_needs(run: RunRow, jobs: list[JobRow]) -> list[Need]:
    late = [job for job in jobs if job.late_weeks > 0]
    if not late:
        return []
    title = ngettext("%(count)s job is late", "%(count)s jobs are late", len(late)) % {
        "count": formats.count(len(late))
    }
    first = late[0]
    values = {"what": first.item_name, "day": formats.day(run.monday(first.need_week))}
    reason = _("%(what)s is needed in the week of %(day)s. Start with it.") % values
    return [Need(title, reason, _("See my work"), address("makers:mine"), "stop")]


def _collect_needs(run: RunRow, steel: list[MakerSteelRow], now: int) -> list[Need]:
    soon = [row for row in steel if row.material_week < now + NEAR_WEEKS + 1]
    if not soon:
        return []
    first = soon[0]
    values = {"mass": formats.mass(sum(row.mass_g for row in soon)), "centre": first.centre_name or _("the centre")}
    title = _("Collect %(mass)s of material at %(centre)s") % values
    reason = _("before %(day)s: %(what)s, and so on") if len(soon) > 1 else _("before %(day)s: %(what)s")
    shown = {"day": formats.day(run.monday(first.material_week)), "what": f"{first.item_name} ({first.format_name})"}
    return [Need(title, reason % shown, _("See the material"), address("makers:material"))]


def _work_needs(run: RunRow, jobs: list[JobRow], near: list[JobRow]) -> list[Need]:
    if near:
        title = ngettext("%(count)s job this week and next", "%(count)s jobs this week and next", len(near))
        reason = _("First: %(pieces)s %(what)s") % {
            "pieces": formats.count(near[0].quantity_pieces),
            "what": near[0].item_name,
        }
        return [Need(title % {"count": len(near)}, reason, _("See my work"), address("makers:mine"), "info")]
    values = {"day": formats.day(run.monday(jobs[0].made_week))}
    title = _("Your next work begins in the week of %(day)s") % values
    return [Need(title, jobs[0].item_name, _("See my work"), address("makers:mine"), "info")]


def _figures(jobs: list[JobRow], near: list[JobRow], loads: list[LoadRow]) -> list[Figure]:
    late = sum(job.quantity_pieces for job in jobs if job.late_weeks > 0)
    peak = max((row.percent for row in loads), default=0)
    return [
        Figure(
            _("This week and next"),
            formats.count(sum(job.quantity_pieces for job in near)),
            _("pieces"),
            url=address("makers:mine"),
        ),
        Figure(_("Worth of all planned work"), money(sum(job.cost_idr for job in jobs))),
        Figure(_("Late"), formats.count(late), _("pieces"), tone="stop" if late else "good"),
        Figure(
            _("Fullest machine"),
            f"{peak}%",
            note=_("next %(weeks)s weeks") % {"weeks": HEAT_WEEKS},
            tone="wait" if peak >= 90 else "quiet",
        ),
    ]


def _work_table(run: RunRow, jobs: list[JobRow]) -> Table:
    rows = [
        Line(
            run.monday(job.made_week),
            job.item_name,
            formats.count(job.quantity_pieces),
            _("late by %(weeks)s weeks") % {"weeks": job.late_weeks} if job.late_weeks else money(job.cost_idr),
            address("makers:job", job.code),
        )
        for job in jobs[:SHOWN]
    ]
    return Table(
        _("My work"), rows, _("All my work"), address("makers:mine"), "", _("What is made"), _("Pieces"), _("Worth")
    )


def _steel_table(run: RunRow, steel: list[MakerSteelRow]) -> Table:
    rows = [
        Line(
            run.monday(row.material_week),
            f"{row.item_name} · {row.format_name}",
            formats.mass(row.mass_g),
            row.centre_name,
        )
        for row in steel[:SHOWN]
    ]
    none = _("No material to collect.")
    return Table(
        _("Material to collect before"),
        rows,
        _("All material"),
        address("makers:material"),
        none,
        _("For, and format"),
        _("Mass"),
        _("Collect at"),
    )


def _heat(run: RunRow, loads: Sequence[LoadRow], now: int) -> list[HeatRow]:
    weeks = range(now, min(now + HEAT_WEEKS, run.weeks))
    machines: dict[tuple[str, str], dict[int, LoadRow]] = {}
    for row in loads:
        machines.setdefault((row.resource_code, row.resource_name), {})[row.week] = row
    return [
        HeatRow(
            name or code,
            tuple(
                HeatCell(f"{run.monday(week):%d/%m}", filled[week].percent if week in filled else 0) for week in weeks
            ),
        )
        for (code, name), filled in sorted(machines.items())[:SHOWN]
    ]
