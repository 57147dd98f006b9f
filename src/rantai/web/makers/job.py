"""One own job: dates, price, the steel for it, and what it goes into."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from rantai.apps.planning import queries
from rantai.apps.planning.queries import JobRow, MakerSteelRow
from rantai.web.access import Request, door
from rantai.web.layout import formats
from rantai.web.layout.pieces import Crumb, Event, Figure
from rantai.web.layout.statuses import status_of
from rantai.web.makers.doors import OWNER, Own, get_job_for
from rantai.web.makers.mine import lateness


@dataclass(frozen=True)
class Use:
    """What the parts go into; `customer` is empty for a step on the way."""

    what: str
    customer: str


@door(OWNER)
def job(request: Request, code: str) -> HttpResponse:
    """One job of the reader's own workshop."""
    own, row = get_job_for(request, code)
    steel = [one for one in queries.steel_for_maker(own.run.run_id, own.maker_code) if one.job_code == code]
    context = {
        "title": row.item_name,
        "lede": row.code,
        "crumbs": [Crumb(_("My work"), reverse("makers:mine")), Crumb(row.item_name)],
        "figures": _figures(own, row),
        "status": status_of("late" if row.late_weeks else "on_time"),
        "lateness": lateness(row),
        "is_customers": bool(row.material_owner_code),
        "steel": [_steel(own, one) for one in steel],
        "uses": _uses(own, row),
        "dates": _dates(own, row),
    }
    return render(request, "makers/job.html", context)


def _figures(own: Own, row: JobRow) -> list[Figure]:
    each = _("%(price)s each") % {"price": formats.rupiah(row.price_idr_each)}
    return [
        Figure(_("Make"), formats.count(row.quantity_pieces), _("pieces")),
        Figure(_("Make in"), formats.week(own.monday(row.made_week))),
        Figure(_("Needed before"), formats.day(own.monday(row.need_week)), tone="stop" if row.late_weeks else "good"),
        Figure(_("Wage"), formats.rupiah(row.cost_idr), note=each),
    ]


def _steel(own: Own, one: MakerSteelRow) -> dict[str, object]:
    return {
        "format": one.format_name or _("by mass"),
        "blanks": one.quantity_blanks,
        "mass_g": one.mass_g,
        "centre": one.centre_name or _("direct delivery"),
        "before": own.monday(one.material_week),
    }


def _uses(own: Own, row: JobRow) -> list[Use]:
    """Names only: how many others get, and who else makes it, is not this workshop's business."""
    nodes = queries.chain_down(own.run.run_id, "job", row.code).nodes
    steps = [Use(node.item_name, "") for node in nodes if node.kind == "order" and node.item_code != row.item_code]
    ends = [Use(node.item_name, node.party_name) for node in nodes if node.kind == "demand"]
    named = {one.what for one in ends}
    return list(dict.fromkeys([*(one for one in steps if one.what not in named), *ends]))


def _road(own: Own, row: JobRow) -> list[Event]:
    """When the pieces are where their lot is put together, for those that go over a road."""
    found = queries.journey(own.run.run_id, row.code)
    if found is None:
        return []
    words = _("After the road the parts are in %(place)s before this day") % {"place": found.to_name}
    return [Event(own.monday(found.arrival_week + 1), words)]


def _dates(own: Own, row: JobRow) -> list[Event]:
    late = lateness(row)
    return [
        Event(own.monday(row.material_week), _("The steel must be with you before this day")),
        Event(own.monday(row.made_week), _("Work begins in this week"), tone="info"),
        *_road(own, row),
        Event(
            own.monday(row.need_week),
            _("The parts are needed before this day"),
            note=late,
            tone="stop" if late else "good",
        ),
    ]
