"""The centre's business on one page. Every figure is counted from documents and opens the list it was counted from."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantai.apps.reports import queries
from rantai.apps.reports.queries import Business
from rantai.apps.sales.business_lines import BUSINESS_LINES
from rantai.web.access import Request, door, organisation_id
from rantai.web.goods.words import LINES as GOODS_LINES
from rantai.web.layout import charts, excel, formats
from rantai.web.layout.charts import Chart
from rantai.web.layout.columns import Column
from rantai.web.layout.pieces import Crumb, Figure, Words
from rantai.web.reports.span import STAFF, year_until

LINE_WORDS: dict[str, Words] = {
    "material": gettext_lazy("Material"),
    **GOODS_LINES,
}
BAND_WORDS: tuple[Words, ...] = (
    gettext_lazy("up to 30 days"),
    gettext_lazy("31–90 days"),
    gettext_lazy("91–180 days"),
    gettext_lazy("over 180 days"),
)
AGE_WORDS: tuple[Words, ...] = (
    gettext_lazy("not due"),
    gettext_lazy("1–30 days late"),
    gettext_lazy("31–60 days late"),
    gettext_lazy("61–90 days late"),
    gettext_lazy("over 90 days late"),
)
PPM = 1_000_000


EXCEL = (
    Column("month", gettext_lazy("Month"), "date"),
    Column("sold_g", gettext_lazy("Sold"), "tonnes"),
    Column("served", gettext_lazy("Members served"), "number"),
    Column("stock_g", gettext_lazy("Stock at the end"), "tonnes"),
    Column("scrap_g", gettext_lazy("Scrap"), "mass"),
    Column("difference_g", gettext_lazy("Weighing difference"), "mass"),
)


@door(STAFF)
def business(request: Request) -> HttpResponse:
    """The last twelve months of the reader's centre."""
    since, until = year_until(request.today)
    found = queries.business(organisation_id(request), since, until)
    title = _("The business")
    shown = [*_figures(found), *_yields(found)]
    if request.GET.get("format") == "xlsx":
        foot = [(str(one.label), f"{one.value} {one.unit}".strip()) for one in shown]
        return excel.download(excel.sheet(title, EXCEL, found.months, {}, foot=foot), "laporan.xlsx")
    context = {
        "title": title,
        "crumbs": [Crumb(title)],
        "found": found,
        "figures": _figures(found),
        "yields": _yields(found),
        "sold": _sold(found),
        "stock": _stock(found) if found.grades else None,
        "income": _income(found),
        "owed": _owed(found),
        "owners": found.owners,
        "has_other_owners": len(found.owners) > 1,
        "entrusted": found.entrusted,
    }
    return render(request, "reports/business.html", context)


def _figures(found: Business) -> list[Figure]:
    kept = _("no orders with a promised day")
    if found.promised:
        low, high = (formats.ppm(share, 0) for share in found.kept_interval_ppm)
        of = {"kept": formats.count(found.kept), "all": formats.count(found.promised), "low": low, "high": high}
        kept = _("%(kept)s of %(all)s orders in full by their day; 95%% interval %(low)s–%(high)s") % of
    turns = None if found.turns_ppm is None else found.turns_ppm / PPM
    return [
        Figure(_("Sold"), formats.tonnes(found.sold_g), url=reverse("reports:sold")),
        Figure(_("Members served"), formats.count(found.served), url=reverse("reports:sold")),
        Figure(
            _("Stock turns a year"),
            formats.decimal(turns),
            note=_("cost of what was sold over mean stock"),
            url=reverse("reports:aged"),
        ),
        Figure(_("Promises kept"), formats.ppm(found.kept_ppm, 0), note=kept, url=reverse("reports:promises")),
        Figure(_("Invoiced less credit"), formats.rupiah_short(found.income_idr), url=reverse("reports:billed")),
        Figure(_("Income that is no grant"), formats.ppm(found.own_income_ppm, 0), url=reverse("reports:grants")),
    ]


def _yields(found: Business) -> list[Figure]:
    cuts = reverse("reports:cuts")
    return [
        Figure(_("Yield as cut"), formats.ppm(found.actual_yield_ppm), note=_("blanks of what was taken"), url=cuts),
        Figure(_("Yield as planned"), formats.ppm(found.planned_yield_ppm), note=_("of the same plans"), url=cuts),
        Figure(_("Scrap"), formats.mass(found.scrap_g), url=cuts),
        Figure(_("Weighing difference"), formats.mass(found.difference_g), url=cuts),
    ]


def _month(found: Business) -> list[str]:
    return [formats.day(row.month).partition(formats.SPACE)[2] for row in found.months]


def _sold(found: Business) -> Chart:
    rows = [charts.Bar(name, row.sold_g, accent=True) for name, row in zip(_month(found), found.months, strict=True)]
    title = _("%(mass)s sold to %(served)s members in twelve months") % {
        "mass": formats.tonnes(found.sold_g),
        "served": formats.count(found.served),
    }
    return charts.bars(title, rows, of=_("Month"), what=_("Sold"), write=formats.tonnes)


def _stock(found: Business) -> Chart:
    """Value by age; the table has tonnes and rupiah of each grade."""
    series = {str(word): [row.value_idr[place] / PPM for row in found.grades] for place, word in enumerate(BAND_WORDS)}
    whole = sum(sum(row.value_idr) for row in found.grades)
    old = sum(row.value_idr[-1] for row in found.grades)
    title = _("%(share)s of the stock's value has lain over 180 days") % {
        "share": formats.percent(old / whole if whole else None, 0)
    }
    labels = [row.grade for row in found.grades]
    return charts.stacked(title, labels, series, of=_("Grade"), note=_("Million rupiah of cost, own steel"))


def _income(found: Business) -> Chart:
    rows = [
        charts.Bar(LINE_WORDS[line], amount, accent=amount == max(found.lines_idr))
        for line, amount in zip(BUSINESS_LINES, found.lines_idr, strict=True)
    ]
    title = _("Five business lines brought %(sum)s") % {"sum": formats.rupiah_short(sum(found.lines_idr))}
    return charts.bars(title, rows, of=_("Business line"), what="Rp", write=formats.rupiah_short)


def _owed(found: Business) -> Chart:
    rows = [
        charts.Bar(word, amount, accent=place > 0)
        for place, (word, amount) in enumerate(zip(AGE_WORDS, found.ageing_idr, strict=True))
    ]
    late = sum(found.ageing_idr[1:])
    title = _("%(late)s of %(all)s owed is late") % {
        "late": formats.rupiah_short(late),
        "all": formats.rupiah_short(sum(found.ageing_idr)),
    }
    return charts.bars(title, rows, of=_("Age"), what="Rp", write=formats.rupiah_short)
