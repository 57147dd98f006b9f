"""Money at hand and to come: the weeks with their chart, and the papers behind them; both as Excel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from rantai.apps.reports import queries
from rantai.apps.reports.queries import Cash, CashLine
from rantai.web.access import Request, door, organisation_id
from rantai.web.layout import charts, formats
from rantai.web.layout.charts import Chart
from rantai.web.layout.lists import Column, Filter, ListSpec, View, respond
from rantai.web.layout.pieces import Crumb, Empty, Figure, Words
from rantai.web.reports.span import STAFF

MILLION = 1_000_000
KINDS: Mapping[str, Words] = {
    "invoice": gettext_lazy("Invoice"),
    "giro_in": gettext_lazy("Giro of a customer"),
    "deposit": gettext_lazy("Deposit asked"),
    "order": gettext_lazy("Confirmed order"),
    "credit": gettext_lazy("Credit of a supplier"),
    "bill": gettext_lazy("Bill we agreed to"),
    "giro_out": gettext_lazy("Giro we gave"),
    "noted": gettext_lazy("Bill not agreed to yet"),
    "purchase": gettext_lazy("Purchase order not billed yet"),
}
SURE: Mapping[bool, Words] = {True: pgettext_lazy("money", "certain"), False: pgettext_lazy("money", "expected")}
WEEKS = ListSpec(
    name="arus-kas",
    columns=(
        Column("monday", gettext_lazy("Week from"), "date", phone="lead"),
        Column("in_certain_idr", gettext_lazy("Comes, certain"), "money", total=True),
        Column("in_expected_idr", gettext_lazy("Comes, expected"), "money", total=True),
        Column("out_certain_idr", gettext_lazy("Goes, certain"), "money", total=True),
        Column("out_expected_idr", gettext_lazy("Goes, expected"), "money", total=True),
        Column("certain_idr", gettext_lazy("At hand, certain alone"), "money", prime=True),
        Column("all_idr", gettext_lazy("At hand, with the expected"), "money", prime=True),
    ),
)
LINES = ListSpec(
    name="arus-kas-rincian",
    columns=(
        Column("number", gettext_lazy("Document"), phone="lead"),
        Column("week", gettext_lazy("Week from"), "date"),
        Column("on", gettext_lazy("Day"), "date"),
        Column("kind", gettext_lazy("Kind")),
        Column("party", gettext_lazy("With whom")),
        Column("sure", gettext_lazy("How sure")),
        Column("in_idr", gettext_lazy("Comes"), "money", total=True, prime=True),
        Column("out_idr", gettext_lazy("Goes"), "money", total=True, prime=True),
    ),
    search=("number", "party"),
    filters=(Filter("sure", gettext_lazy("How sure")), Filter("kind", gettext_lazy("Kind"))),
    views=(View(gettext_lazy("All"), ""),),
    empty=Empty(
        gettext_lazy("Nothing is to come or to go"),
        gettext_lazy("Invoices, giro, bills and confirmed orders stand here by themselves."),
        icon="coin",
    ),
)


@door(STAFF)
def weeks(request: Request) -> HttpResponse:
    """Money by week: from due invoices and giro on one side, from bills and orders on the other."""
    found = queries.cash(organisation_id(request), request.today)
    title = _("Money at hand and to come")
    context = {
        "crumbs": [Crumb(_("The business"), reverse("reports:business")), Crumb(title)],
        "lede": _("Certain: a paper says amount and day. Expected: late invoices, orders, bills not agreed to yet."),
        "figures": _figures(found),
        "chart": _chart(found),
    }
    return respond(request, WEEKS, found.weeks, title=title, context=context, template="reports/cash.html")


def _figures(found: Cash) -> list[Figure]:
    coming = sum(week.in_certain_idr + week.in_expected_idr for week in found.weeks)
    going = sum(week.out_certain_idr + week.out_expected_idr for week in found.weeks)
    lowest = min(found.weeks, key=lambda week: week.certain_idr)
    tone = "stop" if lowest.certain_idr < 0 else "good"
    where = reverse("reports:cash_lines")
    return [
        Figure(_("Cash and bank today"), formats.rupiah_short(found.held_idr)),
        Figure(_("Comes in twelve weeks"), formats.rupiah_short(coming), url=where),
        Figure(_("Goes in twelve weeks"), formats.rupiah_short(going), url=where),
        Figure(
            _("Least at hand, certain alone"),
            formats.rupiah_short(lowest.certain_idr),
            note=_("in the week from %(day)s") % {"day": formats.day(lowest.monday)},
            tone=tone,  # type: ignore[arg-type]
        ),
    ]


def _chart(found: Cash) -> Chart:
    short = next((week for week in found.weeks if week.certain_idr < 0), None)
    title = _("The money lasts for twelve weeks, counting the certain alone")
    if short is not None:
        title = _("Counting the certain alone, %(amount)s are missing in the week from %(day)s") % {
            "amount": formats.rupiah_short(-short.certain_idr),
            "day": formats.day(short.monday),
        }
    labels = [formats.day(week.monday) for week in found.weeks]
    series: dict[str, list[float | None]] = {
        str(_("With the certain alone")): [week.certain_idr / MILLION for week in found.weeks],
        str(_("With the expected too")): [week.all_idr / MILLION for week in found.weeks],
    }
    return charts.lines(title, labels, series, of=_("Week"), note=_("Million rupiah at hand at the end of each week"))


@dataclass(frozen=True)
class Line:
    """One paper as the list shows it."""

    number: str
    week: date
    on: date
    kind: str
    party: str
    sure: str
    in_idr: int
    out_idr: int


@door(STAFF)
def lines(request: Request) -> HttpResponse:
    """The papers behind the weeks."""
    found = queries.cash(organisation_id(request), request.today)
    title = _("Papers behind the weeks")
    trail = [Crumb(_("Money at hand and to come"), reverse("reports:cash")), Crumb(title)]
    return respond(request, LINES, [_line(one) for one in found.lines], title=title, context={"crumbs": trail})


def _line(one: CashLine) -> Line:
    words = str(KINDS[one.kind]), one.party, str(SURE[one.is_certain])
    return Line(one.number, one.week, one.on, *words, max(0, one.amount_idr), max(0, -one.amount_idr))
