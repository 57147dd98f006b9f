"""What everybody may read of a centre, and the act that publishes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantai.apps.reports import actions, queries
from rantai.apps.reports.actions import Said
from rantai.apps.reports.queries import SummaryRow
from rantai.core.problems import InvalidInput
from rantai.web.access import PUBLIC, Request, door, organisation_id
from rantai.web.layout import charts, formats
from rantai.web.layout.charts import Chart
from rantai.web.layout.fields import RupiahField
from rantai.web.layout.pieces import Crumb, Figure
from rantai.web.reports.span import FORM, STAFF
from rantai.web.saying import add_problems

MOST_IDR = 10**9
Told = list[tuple[str, str, int | None]]


class PublishForm(forms.Form):
    """Which half year, and what is known of prices elsewhere."""

    mill_idr_t = RupiahField(label=gettext_lazy("Price at the mill, a tonne"), required=False, high=MOST_IDR)
    retail_idr_t = RupiahField(label=gettext_lazy("Price at retail, a tonne"), required=False, high=MOST_IDR)
    price_source = forms.CharField(
        label=gettext_lazy("Source of these prices"),
        max_length=400,
        required=False,
        help_text=gettext_lazy("one that the public can look up, with its date"),
    )
    reason = forms.CharField(
        label=gettext_lazy("What was wrong before"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("only when this half year is published already"),
    )

    def __init__(self, data: QueryDict | None, *, halves: list[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["begins_on"] = forms.ChoiceField(label=gettext_lazy("Half year"), choices=halves)
        self.order_fields(["begins_on"])


@dataclass(frozen=True)
class Shown:
    """One version of a half year as the page shows it."""

    name: str
    half: str
    version: int
    reason: str
    published: date
    figures: list[Figure]
    gap: Chart | None
    source: str
    grades: list[tuple[str, str]]
    earlier: list[Shown]


@door(PUBLIC)
def trust(request: Request) -> HttpResponse:
    """Every published half year, the newest version open, the others below it."""
    latest: dict[tuple[int, date], list[SummaryRow]] = {}
    for row in queries.summaries():
        latest.setdefault((row.organisation_id, row.begins_on), []).append(row)
    shown = [_shown(rows[0], [_shown(row, []) for row in rows[1:]]) for rows in latest.values()]
    lede = _("What material centres sold, to how many, at what price and how reliably, published every half year.")
    template = "reports/trust.html"
    return render(request, template, {"title": _("Open figures"), "lede": lede, "shown": shown})


@door(STAFF, methods=FORM)
def publish(request: Request) -> HttpResponse:
    """Look at what would be shown, then show it to everybody for good."""
    own = organisation_id(request)
    halves = queries.ended_halves(request.today)
    form = PublishForm(
        request.POST if request.method == "POST" else None,
        halves=[(first.isoformat(), half_words(first)) for first, _last in halves],
    )
    if form.is_valid():
        said = Said(**{name: form.cleaned_data[name] for name in Said.__dataclass_fields__})
        try:
            actions.publish_summary(
                organisation_id=own,
                begins_on=date.fromisoformat(form.cleaned_data["begins_on"]),
                said=said,
                today=request.today,
                by=request.actor,
                at=request.now,
            )
        except InvalidInput as refused:
            add_problems(form, refused)
        else:
            messages.success(request, _("The half year is published. What is published is never changed."))
            return redirect("reports:trust")
    wanted = request.GET.get("half", "")
    first, last = next((one for one in halves if one[0].isoformat() == wanted), halves[0])
    form.fields["begins_on"].initial = first.isoformat()
    title = _("Publish a half year")
    cells = [(cell.measure, cell.name, cell.value) for cell in queries.draft(own, first, last)]
    context = {
        "title": title,
        "form": form,
        "submit": _("Publish for everybody"),
        "cancel_url": reverse("reports:business"),
        "crumbs": [Crumb(_("The business"), reverse("reports:business")), Crumb(title)],
        "half": half_words(first),
        "halves": [(one.isoformat(), half_words(one)) for one, _last in halves],
        "figures": _figures(cells),
        "grades": _grades(cells),
    }
    return render(request, "reports/publish.html", context)


def half_words(first: date) -> str:
    """A half year in words."""
    words = _("first half of %(year)s") if first.month == 1 else _("second half of %(year)s")
    return words % {"year": first.year}


def _shown(row: SummaryRow, earlier: list[Shown]) -> Shown:
    cells = list(row.figures)
    return Shown(
        row.organisation_name,
        half_words(row.begins_on),
        row.version,
        row.reason,
        row.published_at.date(),
        _figures(cells),
        _gap(row),
        row.price_source,
        _grades(cells),
        earlier,
    )


def _figures(cells: Told) -> list[Figure]:
    of = {(measure, name): value for measure, name, value in cells}
    served = of.get(("served", ""))
    price = of.get(("price", ""))
    hidden = _("hidden: it would give a firm away")
    known = [
        (_("Sold"), _mass(of.get(("tonnes", ""))), hidden),
        (_("Members served"), None if served is None else _("at least %(n)s") % {"n": formats.count(served)}, hidden),
        (_("Mean price of steel, a kg"), None if price is None else formats.rupiah(price // 1_000), hidden),
        (_("Promises kept"), _share(of.get(("service", "")), 0), hidden),
        (_("Stock as counted"), _share(of.get(("accuracy", "")), 1), _("no count found a difference")),
    ]
    return [Figure(label, value or formats.NOTHING, note="" if value else why) for label, value, why in known]


def _mass(value_g: int | None) -> str | None:
    return None if value_g is None else formats.tonnes(value_g)


def _share(value_ppm: int | None, places: int) -> str | None:
    return None if value_ppm is None else formats.ppm(value_ppm, places)


def _grades(cells: Told) -> list[tuple[str, str]]:
    return [(name, _mass(value) or _("hidden")) for measure, name, value in cells if measure == "tonnes" and name]


def _gap(row: SummaryRow) -> Chart | None:
    """Mill, centre and retail side by side, as far as each is known."""
    prices = (
        (_("Mill"), row.mill_idr_t, False),
        (_("Centre"), row.value("price"), True),
        (_("Retail"), row.retail_idr_t, False),
    )
    rows = [charts.Bar(label, price, accent=mine) for label, price, mine in prices if price]
    if len(rows) < 2:
        return None
    title = _("Price of steel a tonne: mill, centre and retail")
    return charts.bars(title, rows, of=_("Seller"), what="Rp", write=formats.rupiah_short, note=row.price_source)
