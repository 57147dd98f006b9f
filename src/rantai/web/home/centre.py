"""The material centre's part: what the plan orders and cuts, what is at hand, what is late. Its day: `lanes`."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rantai.apps.planning import queries
from rantai.apps.planning.queries import MaterialOrderRow, PatternRow, RunRow
from rantai.apps.stock import queries as stock
from rantai.web.home.consortium import failed_needs, no_plan, soon
from rantai.web.home.stand import SOON_WEEKS, Line, Section, Stand, Table, address, money, weight
from rantai.web.layout import formats
from rantai.web.layout.pieces import Figure, Need

SHOWN = 6


def section(stand: Stand) -> Section:
    """What the staff of a centre have to do today and soon."""
    steel = stock.steel(holder_id=stand.actor.organisation_id)
    late = failed_needs()
    run = stand.run
    if run is None:
        return Section(_("Material centre"), late, _stock_figures(steel), empty=no_plan(stand))
    orders, cuts = soon(stand, run), _cuts(stand, run)
    needs = [*late, *_order_needs(run, orders), *_cut_needs(run, cuts), *_waiting_needs(stand)]
    figures = [*_plan_figures(orders, cuts), *_stock_figures(steel)]
    return Section(_("Material centre"), needs, figures, _tables(run, orders, cuts))


def _cuts(stand: Stand, run: RunRow) -> list[PatternRow]:
    last = stand.week(run) + SOON_WEEKS
    rows = queries.patterns(run.run_id, centre_code=stand.actor.organisation_code)
    return [row for row in rows if stand.week(run) <= row.week < last]


def _order_needs(run: RunRow, rows: list[MaterialOrderRow]) -> list[Need]:
    return [
        Need(
            _("Order %(mass)s of %(what)s at %(mill)s")
            % {"mass": weight(row.mass_g), "what": row.format_name, "mill": row.supplier_name},
            _("by the week of %(day)s, so that it is there in the week of %(arrival)s")
            % {"day": formats.day(run.monday(row.order_week)), "arrival": formats.day(run.monday(row.arrival_week))},
            _("Open the order"),
            address("orders:record", row.code),
        )
        for row in rows[:3]
    ]


def _cut_needs(run: RunRow, rows: list[PatternRow]) -> list[Need]:
    if not rows:
        return []
    first = [row for row in rows if row.week == rows[0].week]
    title = _("Cut %(pieces)s sheets and bars before %(day)s") % {
        "pieces": formats.count(sum(row.count_pieces for row in first)),
        "day": formats.day(run.monday(rows[0].week)),
    }
    reason = ngettext("%(count)s cut plan is ready.", "%(count)s cut plans are ready.", len(first)) % {
        "count": formats.count(len(first))
    }
    return [Need(title, reason, _("See the cut plans"), address("cutting:list"), "info")]


def _waiting_needs(stand: Stand) -> list[Need]:
    waiting = sum(row.subjects for row in stand.bottlenecks if row.reason_code == "material_late")
    if not waiting:
        return []
    title = ngettext("%(count)s lot waits for steel", "%(count)s lots wait for steel", waiting) % {
        "count": formats.count(waiting)
    }
    return [Need(title, _("An earlier delivery would help."), _("See what waits"), address("plans:late"), "wait")]


def _plan_figures(orders: list[MaterialOrderRow], cuts: list[PatternRow]) -> list[Figure]:
    weeks = _("next %(weeks)s weeks") % {"weeks": SOON_WEEKS}
    return [
        Figure(
            _("Steel to order"),
            weight(sum(row.mass_g for row in orders)),
            note=weeks,
            url=address("orders:list"),
        ),
        Figure(
            _("To cut"),
            formats.count(sum(row.count_pieces for row in cuts)),
            _("sheets and bars"),
            weeks,
            url=address("cutting:list"),
        ),
    ]


def _stock_figures(steel: list[stock.SteelRow]) -> list[Figure]:
    remnants = [row for row in steel if row.is_remnant]
    return [
        Figure(_("Steel at hand"), weight(sum(row.grams for row in steel)), url=address("stock:list")),
        Figure(
            _("Remnants at hand"),
            formats.count(sum(row.pieces for row in remnants)),
            _("pieces"),
            formats.mass(sum(row.grams for row in remnants)),
            url=address("stock:list"),
        ),
    ]


def _tables(run: RunRow, orders: list[MaterialOrderRow], cuts: list[PatternRow]) -> list[Table]:
    ordering = [
        Line(
            run.monday(row.order_week),
            f"{row.format_name} · {row.supplier_name}",
            weight(row.mass_g),
            money(row.cost_idr),
            address("orders:record", row.code),
        )
        for row in orders[:SHOWN]
    ]
    cutting = [
        Line(
            run.monday(row.week),
            row.format_name,
            formats.count(row.count_pieces),
            formats.percent(row.used_percent / 100),
            address("cutting:record", row.code),
        )
        for row in cuts[:SHOWN]
    ]
    return [
        Table(
            _("Orders to place"),
            ordering,
            _("All orders"),
            address("orders:list"),
            _("Nothing to order soon."),
            _("Format"),
            _("Mass"),
            _("Price"),
        ),
        Table(
            _("To cut soon"),
            cutting,
            _("All cut plans"),
            address("cutting:list"),
            _("Nothing to cut soon."),
            _("Format"),
            _("Sheets or bars"),
            _("Used share"),
        ),
    ]
