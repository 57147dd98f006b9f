"""Owner and seller in two columns, what lies between them, and the sum: for whoever is staff of both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantai.apps.accounts import actions
from rantai.apps.reports.queries import AGE_BANDS, SideRow, side_by_side
from rantai.core.problems import InvalidInput
from rantai.web.access import Request, door
from rantai.web.agency.doors import get_both_for
from rantai.web.agency.views import trail_of
from rantai.web.books.views import month_of
from rantai.web.layout import excel, formats
from rantai.web.layout.columns import Column
from rantai.web.layout.pieces import Words
from rantai.web.reports.views import BAND_WORDS, LINE_WORDS
from rantai.web.saying import say

STAFF = "centre_staff"
WORDS: dict[str, Words] = {
    "sales": gettext_lazy("Sales less returns"),
    "cost": gettext_lazy("Cost of what was sold"),
    "losses": gettext_lazy("Differences, scrap, freight"),
    "margin": gettext_lazy("Margin"),
    "cash": gettext_lazy("Cash and bank"),
    "receivable": gettext_lazy("Receivables"),
    "unbilled": gettext_lazy("Sold at the counter, not invoiced"),
    "steel": gettext_lazy("Steel"),
    "goods": gettext_lazy("Other goods"),
    "received": gettext_lazy("Received, not invoiced"),
    "payable": gettext_lazy("What is owed"),
}


@dataclass(frozen=True)
class Told:
    """One figure in words."""

    what: str
    row: SideRow
    is_sum: bool = False


@dataclass(frozen=True)
class Sheet:
    """One line of the Excel file."""

    part: str
    what: str
    owner_idr: int
    seller_idr: int
    between_idr: int
    sum_idr: int


@door(STAFF)
def page(request: Request, agency_id: int) -> HttpResponse:
    """Both firms over a month, from the journals that are written."""
    agency = get_both_for(request, agency_id)
    since, until = month_of(request)
    found = side_by_side(agency.principal_id, agency.agent_id, since, until)
    words = WORDS | LINE_WORDS | dict(zip(AGE_BANDS, BAND_WORDS, strict=True))
    parts = [
        (_("Result of the month"), found.results),
        (_("Held at its end"), found.holdings),
        (_("Business lines, as invoiced"), found.lines),
        (_("Steel by days in store, now"), found.ageing),
    ]
    tables = [(title, _told(rows, words)) for title, rows in parts]
    tables = [(title, rows) for title, rows in tables if rows]
    title = _("Side by side")
    if request.GET.get("format") == "xlsx":
        return excel.download(_sheet(agency.principal_name, agency.agent_name, tables), "berdampingan.xlsx")
    context = {
        "title": title,
        "lede": f"{formats.day(since)} – {formats.day(until)}",
        "crumbs": trail_of(agency, title),
        "agency": agency,
        "tables": tables,
        "gap_idr": found.gap_idr,
        "month": f"{since:%Y-%m}",
        "before": _month(since.year, since.month - 1),
    }
    return render(request, "agency/compare.html", context)


def _told(rows: Sequence[SideRow], words: Mapping[str, Words]) -> list[Told]:
    """Rows in words; what neither has is left out."""
    return [
        Told(str(words[row.key]), row, row.key == "margin")
        for row in rows
        if row.owner_idr or row.seller_idr or row.between_idr
    ]


def _month(year: int, month: int) -> str:
    return f"{year - 1}-12" if month == 0 else f"{year}-{month:02d}"


def _sheet(owner: str, seller: str, tables: list[tuple[str, list[Told]]]) -> bytes:
    columns = (
        Column("part", _("Part")),
        Column("what", _("What")),
        Column("owner_idr", owner, "money"),
        Column("seller_idr", seller, "money"),
        Column("between_idr", _("Between them"), "money"),
        Column("sum_idr", _("Both as one"), "money"),
    )
    rows = [
        Sheet(title, one.what, one.row.owner_idr, one.row.seller_idr, one.row.between_idr, one.row.sum_idr)
        for title, lines in tables
        for one in lines
    ]
    return excel.sheet(_("Side by side"), columns, rows, {})


@door(STAFF, methods=("POST",))
def write_up(request: Request, agency_id: int) -> HttpResponse:
    """Write the journals of both firms, so that the page tells today's papers."""
    agency = get_both_for(request, agency_id)
    try:
        made = sum(
            actions.write_up(seller_id=firm, by=request.actor, at=request.now)
            for firm in sorted((agency.principal_id, agency.agent_id))
        )
    except InvalidInput as refused:
        say(request, refused)
    else:
        messages.success(request, _("%(number)s journals written.") % {"number": formats.count(made)})
    return redirect(reverse("agency:compare", args=[agency_id]))
