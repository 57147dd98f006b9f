"""Invented example data of the living page, plainly marked as examples. No page of the product reads this."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from django import forms
from django.urls import reverse
from django.utils.functional import lazystr
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from rantai.core import numbers
from rantai.core.problems import InvalidInput, Problem, Where
from rantai.web.layout import formats
from rantai.web.layout.charts import Bar, Chart, Gap, Point, bars, line, price_gap, stacked
from rantai.web.layout.fields import DayField, LengthField, WholeNumberField
from rantai.web.layout.lists import Column, Filter, ListSpec, View
from rantai.web.layout.maps import Flow, Place, PlaceMap, place_map
from rantai.web.layout.papers import Paper, PaperColumn, Party, Signature
from rantai.web.layout.pieces import (
    Crumb,
    Empty,
    Event,
    Figure,
    HeatCell,
    HeatRow,
    Link,
    NavRow,
    Need,
    Reason,
    Stage,
    Words,
)

FIRST_MONDAY = dt.date(2026, 3, 16)
MILLS = ("PT Krakatau Steel", "Pusat layanan contoh", "Toko baja contoh")
GRADES = ("SPHC 2,3 mm", "SPHC 3,2 mm", "SPCC 1,2 mm", "STKM 38 × 2,0", "S45C ⌀ 32")
STATES = ("on_time", "late", "ordered", "draft", "at_risk")


@dataclass(frozen=True)
class OrderRow:
    """One line of the example list."""

    code: str
    url: str
    mill: str
    grade: str
    status: str
    mass_g: int
    cost_idr: int
    due: dt.date


ORDERS = ListSpec(
    name="contoh-pesanan",
    columns=(
        Column("code", pgettext_lazy("to a mill", "Order"), "link", url="url"),
        Column("mill", _("Mill")),
        Column("grade", _("Steel")),
        Column("status", _("Status"), "status"),
        Column("mass_g", _("Mass"), "mass", total=True, prime=True),
        Column("cost_idr", _("Price"), "money", total=True, prime=True),
        Column("due", _("Needed"), "date"),
    ),
    search=("code", "mill", "grade"),
    filters=(Filter("mill", _("Mill")),),
    views=(View(_("All")), View(_("Dearest first"), "sort=-cost_idr")),
    sort="due",
    empty=Empty(_("No mill orders yet"), _("Orders appear here as soon as a plan is published.")),
)


def orders(number: int = 120) -> list[OrderRow]:
    """`number` example orders, always the same ones."""
    return [_order(position) for position in range(number)]


def _order(position: int) -> OrderRow:
    mass_g = 643_900 + position * 7_919_317 % 24_000_000
    return OrderRow(
        code=f"MO-{position + 1:04d}",
        url=reverse("layout:record"),
        mill=MILLS[position % 3],
        grade=GRADES[position * 7 % 5],
        status=STATES[position * 3 % 5],
        mass_g=mass_g,
        cost_idr=mass_g * 13_450 // 1_000,
        due=FIRST_MONDAY + dt.timedelta(days=position * 3),
    )


def nav(current: str) -> list[NavRow]:
    """The living page's own destinations."""
    rows = (
        ("living", _("All pieces"), "stack-2"),
        ("home", _("Home"), "home"),
        ("list", pgettext_lazy("kind of page", "List"), "list-details"),
        ("record", pgettext_lazy("kind of page", "Record"), "file-text"),
        ("form", pgettext_lazy("kind of page", "Form"), "pencil"),
        ("verdict", pgettext_lazy("kind of page", "Verdict"), "scale"),
        ("paper", pgettext_lazy("kind of page", "Paper"), "printer"),
    )
    return [NavRow(label, reverse(f"layout:{name}"), icon, name == current) for name, label, icon in rows]


def crumbs(label: Words) -> list[Crumb]:
    """The place line of an example page."""
    return [Crumb(_("All pieces"), reverse("layout:living")), Crumb(label)]


def figures() -> list[Figure]:
    """Four key figures, one of them bad news."""
    return [
        Figure(_("Steel to order"), formats.decimal(412.6), "t", _("52 weeks, 14 orders")),
        Figure(
            _("Saved against buying alone"), formats.rupiah_short(1_184_000_000), note=_("estimate 0.9–1.4 billion")
        ),
        Figure(_("Vehicles on time"), formats.count(2_914), _("of 3,000"), tone="good"),
        Figure(_("Late"), formats.count(86), _("vehicles"), _("press brake of Bengkel Contoh 07 is full"), "stop"),
    ]


def needs() -> list[Need]:
    """Three things that need somebody today."""
    form = reverse("layout:form")
    return [
        Need(
            _("Approve mill order MO-0014"),
            _("18.4 t SPHC 2.3 mm; the price holds until 24 Nov 2026."),
            _("Approve"),
            form,
        ),
        Need(
            _("12 sheets are 1 day late"),
            _("Bengkel Contoh 07 waits with 40 door frames."),
            _("Choose a date"),
            form,
            "stop",
        ),
        Need(_("New demand from Klaten"), _("120 vehicles for March, entered yesterday."), _("Look"), form, "info"),
    ]


def events() -> list[Event]:
    """A short history."""
    return [
        Event(dt.datetime(2026, 11, 20, 14, 5), _("Approved"), "Petugas contoh", tone="good"),
        Event(
            dt.datetime(2026, 11, 19, 9, 30), _("Price received: Rp 13,450 per kg"), "PT Krakatau Steel", tone="info"
        ),
        Event(
            dt.date(2026, 11, 17),
            _("Planned"),
            note=_("From plan 12, because six workshops run out in week 15."),
            tone="quiet",
        ),
    ]


def heat() -> list[HeatRow]:
    """Load of three machines over sixteen weeks."""
    loads = (("Rem tekuk 60 t", 84, 37), ("Gunting 3 m", 46, 29), ("Las MIG", 22, 53))
    return [
        HeatRow(
            lazystr(f"{name} (contoh)"),
            tuple(HeatCell(str(12 + week), float((base + week * step) % 118)) for week in range(16)),
        )
        for name, base, step in loads
    ]


def stages() -> list[Stage]:
    """One mill order pegged down to its villages."""
    record = reverse("layout:record")
    return [
        Stage(
            _("Mill order"),
            (Link("MO-0014", "18,4 t", "SPHC 2,3 mm", record, current=True),),
            icon="building-warehouse",
        ),
        Stage(_("Sheets"), (Link("4 × 8 · 2,3 mm", "343", url=record),), icon="stack-2"),
        Stage(
            _("Parts"),
            (Link(_("Door frame"), "2.400", url=record), Link(_("Floor plate"), "1.200", url=record)),
            more=6,
            more_url=record,
            icon="tools",
        ),
        Stage(_("Vehicles"), (Link(_("Rural vehicle"), "1.200", url=record),), icon="truck"),
        Stage(
            _("Villages"),
            (Link("Ceper, Klaten", "120", url=record), Link("Talang, Tegal", "80", url=record)),
            more=41,
            more_url=record,
            icon="map-pin",
        ),
    ]


def reasons() -> list[Reason]:
    """Why the example verdict says what it says."""
    return [
        Reason(_("Press brake of Bengkel Contoh 07 is full in weeks 15–18"), "−86"),
        Reason(_("Coil of 12 t arrives in week 16"), "−12"),
        Reason(_("Stock at the centre covers weeks 12–14"), "+240"),
    ]


def changes() -> list[Reason]:
    """What would change the example verdict."""
    return [
        Reason(_("One more shift on the press brake for four weeks"), "+86"),
        Reason(_("Order two weeks earlier"), "+12"),
    ]


class DemandForm(forms.Form):
    """Every kind of control once."""

    place = forms.CharField(label=_("Village or regency"), help_text=_("As written on the letter."))
    quantity = WholeNumberField(label=_("Vehicles wanted"), unit=_("vehicles"), low=1)
    width_um = LengthField(label=_("Width"), required=False)
    month = DayField(label=_("From"))
    use = forms.ChoiceField(
        label=_("Mainly for"),
        choices=(("haul", _("Carrying harvest")), ("mill", _("Milling rice"))),
        widget=forms.RadioSelect,
    )
    mill = forms.ChoiceField(label=_("Mill"), choices=[(mill, mill) for mill in MILLS])
    note = forms.CharField(label=_("Note"), widget=forms.Textarea, required=False)
    firm = forms.BooleanField(label=_("The money is in the budget"), required=False)


CUT_PLAN = (Path(__file__).resolve().parent / "data" / "cut_plan_example.svg").read_text()


def paper() -> Paper:
    """An example mill order."""
    lines = orders(24)
    mass_g, cost_idr = sum(row.mass_g for row in lines), sum(row.cost_idr for row in lines)
    return Paper(
        title=_("Mill order"),
        number="MO-0014",
        date=formats.day(dt.date(2026, 11, 21)),
        issuer=Party("", "Material Center Contoh", ("LIK Takaru, Kabupaten Tegal",)),
        parties=(
            Party(_("To"), "PT Krakatau Steel", ("Cilegon",)),
            Party(_("Delivered to"), "Material Center Contoh", ("Kabupaten Tegal",)),
        ),
        intro=_("Please deliver the steel below by the dates given."),
        columns=(
            PaperColumn(_("Line")),
            PaperColumn(_("Steel"), share=3),
            PaperColumn(_("Needed"), share=2),
            PaperColumn(_("Mass"), figure=True, share=2),
            PaperColumn(_("Price"), figure=True, share=3),
        ),
        rows=tuple(
            (str(line), row.grade, formats.day(row.due), formats.mass(row.mass_g), formats.rupiah(row.cost_idr))
            for line, row in enumerate(lines, start=1)
        ),
        totals=((_("Mass"), formats.mass(mass_g)), (_("Total"), formats.rupiah(cost_idr))),
        notes=(_("Prices exclude transport."),),
        signatures=(Signature(_("Ordered by"), "Petugas contoh"), Signature(_("Accepted by"))),
        sample=True,
    )


def charts() -> list[Chart]:
    """One of each chart."""
    weeks = [str(week) for week in range(12, 28)]
    loads = [float(140 + (place * 37) % 90) for place in range(16)]
    points = [Point(week, value, value * 0.85, value * 1.2) for week, value in zip(weeks, loads, strict=True)]
    stock = {
        "Tegal": [40.0 + place * 3 % 17 for place in range(16)],
        "Majalengka": [25.0 + place * 5 % 13 for place in range(16)],
    }
    makers = (
        ("Bengkel Contoh 07", 118, True),
        ("Bengkel Contoh 02", 96, False),
        ("Bengkel Contoh 11", 74, False),
        ("Bengkel Contoh 05", 41, False),
    )
    return [
        bars(
            _("One press brake holds up 86 vehicles"),
            [Bar(name, load, accent) for name, load, accent in makers],
            of=_("Maker"),
            what=_("Load, percent"),
            note=_("Load of the fullest week, percent of its hours."),
        ),
        line(
            _("Demand stays near 180 vehicles a week"),
            points,
            of=_("Week"),
            what=_("Vehicles"),
            note=_("The band shows the 80 percent interval."),
        ),
        stacked(
            _("Two centres share the stock evenly"),
            weeks,
            stock,
            of=_("Week"),
            note=_("Tonnes at the end of the week."),
        ),
        price_gap(
            _("Buying together saves most on thin sheet"),
            [
                Gap("SPHC 2,3 mm", 17_200, 13_450),
                Gap("SPCC 1,2 mm", 19_900, 14_800),
                Gap("STKM 38 × 2,0", 22_400, 19_100),
            ],
            of=_("Steel"),
            alone=_("alone"),
            together=_("together"),
            note=_("In rupiah per kilogram."),
        ),
    ]


def village_map() -> PlaceMap:
    """Six places of demand and one of steel."""
    places = (
        ("Klaten", -7.705, 110.606, 1_200),
        ("Kab. Tegal", -6.98, 109.135, 640),
        ("Purbalingga", -7.388, 109.363, 420),
        ("Majalengka", -6.836, 108.228, 310),
        ("Pasuruan", -7.645, 112.908, 260),
        ("Sukabumi", -6.922, 106.927, 170),
    )
    rows = [Place(name, south, east, amount, formats.count(amount)) for name, south, east, amount in places]
    flows = [Flow("Kab. Tegal", "Klaten", 1_200), Flow("Kab. Tegal", "Pasuruan", 260)]
    return place_map(_("Klaten wants four vehicles in ten"), rows, flows=flows, note=_("Circles: vehicles a year."))


def problems() -> tuple[Problem, ...]:
    """What an Excel file with two faults is answered."""
    faults: list[Problem] = []
    for text, row in (("1.500", 4), ("banyak", 7)):
        try:
            numbers.parse_decimal(text, per_unit=1_000, where=Where("kebutuhan.xlsx", row, "berat"))
        except InvalidInput as refusal:
            faults += refusal.problems
    return tuple(faults)
