"""Low, base and high demand as a band through the whole chain: three plans, an interval for every figure."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantai.apps.demand import queries as demand
from rantai.apps.planning import queries, what_ifs
from rantai.apps.planning.queries import Interval, RunRow, WhatIfRow
from rantai.core.problems import InvalidInput
from rantai.web.access import Request, door, found
from rantai.web.layout import charts, formats
from rantai.web.layout.pieces import Crumb, Empty
from rantai.web.layout.statuses import status_of
from rantai.web.plans.doors import makers_shown_to
from rantai.web.plans.told import OF_WORK, told_together
from rantai.web.sales.forms import OnceForm
from rantai.web.saying import say
from rantai.web.scenarios.doors import EDITORS, READERS, may_edit
from rantai.web.scenarios.fields import PercentField
from rantai.web.scenarios.figures import BY_NAME
from rantai.web.scenarios.views import scenario_crumbs

PPM = 1_000_000
THROUGH = (
    *("vehicles", "vehicles_on_time", "steel", "mill_orders", "steel_orders", "work", "jobs"),
    *("cost", "steel_cost", "making_cost", "component_cost", "near", "domestic"),
)
DRAWN = ("steel", "cost")


NO_BAND = Empty(
    gettext_lazy("No band yet"),
    gettext_lazy("A band is the same plan for a low and for a high demand, with an interval for every figure."),
    icon="chart-bar",
)


class BandForm(OnceForm):
    """How far demand may lie below and above."""

    low = PercentField(label=gettext_lazy("Low demand"), initial=-20, high=-1, low=-99)
    high = PercentField(label=gettext_lazy("High demand"), initial=20, low=1)
    name = forms.CharField(label=gettext_lazy("Name of the band"), required=False, max_length=120)


@door(*EDITORS, methods=("GET", "POST"))
def new(request: Request) -> HttpResponse:
    """A low and a high end, both computed at once."""
    form = BandForm(request.POST if request.method == "POST" else None)
    made = _made(request, form) if form.is_valid() else ""
    if made:
        return redirect("scenarios:band", made)
    context = {
        "title": _("New band of demand"),
        "lede": _("Two plans are computed: one for the low and one for the high demand."),
        "form": form,
        "submit": _("Compute both"),
        "cancel_url": reverse("scenarios:bands"),
        "crumbs": scenario_crumbs(
            Crumb(_("Band of demand"), reverse("scenarios:bands")), Crumb(_("New band of demand"))
        ),
    }
    return render(request, "layout/kinds/form.html", context)


@door(*READERS)
def bands(request: Request) -> HttpResponse:
    """The bands so far."""
    listed: dict[str, list[WhatIfRow]] = {}
    for row in queries.what_ifs():
        if row.band:
            listed.setdefault(row.band, []).append(row)
    context = {
        "title": _("Band of demand"),
        "lede": _(
            "Nobody knows next year's demand. Plan for a low and a high one, and see what that does to the chain."
        ),
        "bands": [(rows[0].name, reverse("scenarios:band", args=[key]), _state(rows)) for key, rows in listed.items()],
        "may_edit": may_edit(request) and queries.current_run() is not None,
        "empty": NO_BAND,
        "crumbs": scenario_crumbs(Crumb(_("Band of demand"))),
    }
    return render(request, "scenarios/bands.html", context)


def _made(request: Request, form: BandForm) -> str:
    """The key of the new band, whose two ends are being computed; "" when it was refused."""
    told, programme = form.cleaned_data, found(demand.programme())
    span = f"{PercentField().echo(told['low'])} … {PercentField().echo(told['high'])}"
    try:
        ids = what_ifs.create_band(
            programme_id=programme.programme_id,
            name=told["name"] or _("Demand %(span)s") % {"span": span},
            low_ppm=PPM + told["low"] * PPM // 100,
            high_ppm=PPM + told["high"] * PPM // 100,
            by=request.actor,
            at=request.now,
            key=told["key"],
        )
        for what_if_id, side in zip(ids, ("low", "high"), strict=True):
            key = told["key"] and f"{told['key']}-{side}"
            what_ifs.request_what_if(what_if_id=what_if_id, by=request.actor, at=request.now, key=key)
    except InvalidInput as refused:
        say(request, refused)
        return ""
    return found(queries.what_if(ids[0])).band


def _state(rows: list[WhatIfRow]) -> object:
    """The state of the end that is least far."""
    order = ("failed", "cancelled", "draft", "queued", "running", "outdated", "ready")
    return status_of(min((row.state for row in rows), key=order.index))


@door(*READERS)
def band(request: Request, band: str) -> HttpResponse:
    """One band: the interval of every figure, as chart and table."""
    rows = {row.side: row for row in queries.what_ifs(band=band)}
    low, high = found(rows.get("low")), found(rows.get("high"))
    base = low.base
    told = _told(request, low.plan, base, high.plan) if low.plan and base and high.plan else []
    by_name = {row.figure: row for row in told if not row.material_code}
    steel = [row for row in told if row.material_code]
    context = {
        "title": low.name,
        "ends": [
            (_("Low demand"), low, status_of(low.state)),
            (_("High demand"), high, status_of(high.state)),
        ],
        "finding": _finding(by_name),
        "lines": [_line(by_name[name]) for name in THROUGH if name in by_name],
        "steel": [(row.material_code, *map(formats.tonnes, (row.low, row.base, row.high))) for row in steel],
        "charts": [_chart(by_name[name]) for name in DRAWN if name in by_name],
        "crumbs": scenario_crumbs(Crumb(_("Band of demand"), reverse("scenarios:bands")), Crumb(low.name)),
    }
    return render(request, "scenarios/band.html", context)


def _told(request: Request, *plans: RunRow) -> list[Interval]:
    """Intervals of the figures that give no workshop away."""
    low, base, high = plans
    tells_work = "cost" in told_together(plans, makers_shown_to(request))[0]
    return [row for row in queries.band(low, base, high) if tells_work or row.figure not in OF_WORK]


def _finding(told: dict[str, Interval]) -> str:
    if not told:
        return ""
    vehicles, steel, cost = told["vehicles"], told["steel"], told.get("cost")
    if cost is None:
        return ""
    return _(
        "Between %(low)s and %(high)s vehicles the steel to order lies between %(steel_low)s and %(steel_high)s "
        "and the price between %(cost_low)s and %(cost_high)s: three plans, not a promise that it stays between them."
    ) % {
        "low": formats.count(min(vehicles.low, vehicles.high)),
        "high": formats.count(max(vehicles.low, vehicles.high)),
        "steel_low": formats.tonnes(min(steel.low, steel.base, steel.high)),
        "steel_high": formats.tonnes(max(steel.low, steel.base, steel.high)),
        "cost_low": formats.rupiah_short(min(cost.low, cost.base, cost.high)),
        "cost_high": formats.rupiah_short(max(cost.low, cost.base, cost.high)),
    }


def _line(row: Interval) -> tuple[object, ...]:
    """Word, the three values, the interval, and a remark where the figure does not go one way."""
    measure = BY_NAME[row.figure]
    three = (row.low, row.base, row.high)
    ends = dict.fromkeys((measure.write(min(three)), measure.write(max(three))))
    between = " – ".join(ends)
    remark = "" if row.is_in_order else _("does not rise or fall with demand alone")
    return (measure.word, *map(measure.write, three), between, remark)


def _chart(row: Interval) -> charts.Chart:
    measure = BY_NAME[row.figure]
    span = (min(row.low, row.base, row.high), max(row.low, row.base, row.high))
    title = _("%(figure)s: %(low)s to %(high)s") % {
        "figure": measure.word,
        "low": measure.write(span[0]),
        "high": measure.write(span[1]),
    }
    bars = ((_("Low demand"), row.low), (_("As in the plan"), row.base), (_("High demand"), row.high))
    drawn = [charts.Bar(word, value, accent=at == 1) for at, (word, value) in enumerate(bars)]
    return charts.bars(title, drawn, of=_("Demand"), what=measure.word, write=lambda value: measure.write(int(value)))
