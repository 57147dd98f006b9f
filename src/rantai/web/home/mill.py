"""The mill's part: orders that wait for its yes; planned ones by month, tonnes by grade, the next weeks to book."""

from __future__ import annotations

from collections import Counter
from datetime import date

from babel.dates import format_date
from django.utils.translation import gettext as _

from rantai.apps.planning import queries
from rantai.apps.planning.queries import MaterialOrderRow, RunRow
from rantai.apps.purchasing import queries as purchasing
from rantai.web.home.stand import SOON_WEEKS, Line, Section, Stand, Table, address, money, weight
from rantai.web.layout import formats
from rantai.web.layout.pieces import Empty, Figure, Need

SHOWN = 12


def section(stand: Stand) -> Section:
    """What will be ordered at this mill; nothing of any other seller."""
    run = stand.run
    own = stand.actor.organisation_code
    rows = queries.material_orders(run.run_id, supplier_code=own) if run else []
    waiting = _order_needs(stand)
    if run is None or not rows:
        text = _("When a plan orders steel from you, its tonnes, grades and weeks appear here, early enough to book.")
        none = Empty(_("No orders planned at your mill"), text, icon="building-factory-2")
        return Section(_("Mill"), waiting, empty=none)
    now = stand.week(run)
    ahead = [row for row in rows if row.order_week >= now]
    needs = [*waiting, *_needs(run, ahead)]
    return Section(_("Mill"), needs, _figures(rows, ahead, now), _tables(run, ahead))


def _order_needs(stand: Stand) -> list[Need]:
    """Orders that wait for this mill's yes, and confirmed ones of which nothing was announced."""
    rows = purchasing.orders_at(stand.actor.organisation_id or 0)
    return [
        Need(
            _("Confirm order %(number)s: %(mass)s") % {"number": row.number, "mass": weight(row.mass_g)},
            _("%(centre)s wants it on %(day)s.") % {"centre": row.centre_name, "day": formats.day(row.due_on)},
            _("Open the order"),
            address("supplying:record", row.order_id),
        )
        for row in rows
        if row.state == "ordered"
    ][:SHOWN]


def _needs(run: RunRow, ahead: list[MaterialOrderRow]) -> list[Need]:
    if not ahead:
        return []
    first = [row for row in ahead if row.order_week == ahead[0].order_week]
    values = {
        "mass": weight(sum(row.mass_g for row in first)),
        "day": formats.day(run.monday(first[0].order_week)),
    }
    title = _("Book %(mass)s for the week of %(day)s") % values
    reason = ", ".join(dict.fromkeys(row.format_name for row in first[:3]))
    return [Need(title, reason, _("See the orders"), address("orders:list"), "info")]


def _figures(rows: list[MaterialOrderRow], ahead: list[MaterialOrderRow], now: int) -> list[Figure]:
    soon = [row for row in ahead if row.order_week < now + SOON_WEEKS]
    return [
        Figure(
            _("To book"),
            weight(sum(row.mass_g for row in soon)),
            note=_("next %(weeks)s weeks") % {"weeks": SOON_WEEKS},
            url=address("orders:list"),
        ),
        Figure(_("Planned in all"), weight(sum(row.mass_g for row in rows))),
        Figure(_("Orders"), formats.count(len(rows)), url=address("orders:list")),
        Figure(_("Worth"), money(sum(row.cost_idr for row in rows))),
    ]


def _tables(run: RunRow, ahead: list[MaterialOrderRow]) -> list[Table]:
    months: Counter[date] = Counter()
    grades: Counter[str] = Counter()
    for row in ahead:
        months[run.monday(row.order_week).replace(day=1)] += row.mass_g
        grades[row.grade] += row.mass_g
    by_month = [Line(None, month_words(month), weight(months[month])) for month in sorted(months)]
    by_grade = [Line(None, grade, weight(mass)) for grade, mass in grades.most_common(SHOWN)]
    weeks = [
        Line(
            run.monday(row.order_week),
            row.format_name,
            weight(row.mass_g),
            "",
            address("orders:record", row.code),
        )
        for row in ahead[:SHOWN]
    ]
    return [
        Table(
            _("Next weeks to book"),
            weeks,
            _("All orders"),
            address("orders:list"),
            _("Nothing more to book."),
            _("Format"),
            _("Mass"),
        ),
        Table(_("By month of the order"), by_month[:SHOWN], what=_("Month"), amount=_("Mass")),
        Table(_("By grade"), by_grade, what=_("Grade"), amount=_("Mass")),
    ]


def month_words(month: date) -> str:
    """A month as people say it: Maret 2027."""
    return format_date(month, "MMMM y", locale=formats.language())
