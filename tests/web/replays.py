"""Every form with a request key, found by walking all pages, filled in and sent again as browsers and phones do.

`BODIES` says what a person types into each; the rest is what the page filled in. A keyed form that is not named there
fails the test, so a new one cannot be forgotten.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from html.parser import HTMLParser

from django.apps import apps
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from rantai.web.routes import Route, routes
from tests.apps.cutting_jobs.lists import PLATE
from tests.apps.sales.counter import SHEET_G
from tests.cast import PEOPLE, SmallSentra
from tests.web.matrix.examples import Example
from tests.web.matrix.judge import calls

FLOW = ("sessions.Session",)  # rows that every request may write


@dataclass
class Form:
    """One form of a page: where it is sent and what stands in its fields."""

    action: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    options: dict[str, list[str]] = field(default_factory=dict)


class _Forms(HTMLParser):
    """Reads forms as a browser would send them untouched."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(Form(given.get("action", "")))
        if not self.forms:
            return
        name, fields = given.get("name", ""), self.forms[-1].fields
        if tag == "input" and name and given.get("type") not in ("checkbox", "radio", "file", "submit"):
            fields[name] = given.get("value", "")
        if tag == "input" and given.get("type") in ("checkbox", "radio") and "checked" in given:
            fields[name] = given.get("value", "on")
        if tag == "textarea" and name:
            fields[name] = ""
        if tag == "select":
            self.select = name
        if tag == "option" and self.select:
            self.forms[-1].options.setdefault(self.select, []).append(given.get("value", ""))
        if tag == "option" and self.select and ("selected" in given or not fields.get(self.select)):
            fields[self.select] = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self.select = ""


def keyed(page: HttpResponse) -> Form | None:
    """The form of a page that carries a key; None when it has none."""
    reader = _Forms()
    reader.feed(page.content.decode())
    return next((form for form in reader.forms if "key" in form.fields), None)


@dataclass(frozen=True)
class Keyed:
    """A route that shows a keyed form, the row it is shown for, and a person who may send it."""

    route: Route
    example: Example
    person: str
    address: str
    form: Form

    def ask(self, client: Client, **changed: str) -> HttpResponse:
        return client.post(self.form.action or self.address, {**self.form.fields, **changed})


def found(examples: list[Example], cast: SmallSentra, *, only: Collection[str] = ()) -> Iterator[Keyed]:
    """Every keyed form, as the first person sees it who may; a page is asked once for each person's row."""
    for route in routes():
        if route.door is None or "GET" not in route.door.methods or (only and route.name not in only):
            continue
        for example in calls(route, examples):
            person = next((one for one in PEOPLE if _may(route, example, one, cast)), None)
            if person is None:
                continue
            address = reverse(route.name, kwargs=dict(example.arguments))
            page = cast.client(person).get(address)
            is_page = page.status_code == 200 and page.headers.get("Content-Type", "").startswith("text/html")
            form = keyed(page) if is_page else None
            if form is not None:
                yield Keyed(route, example, person, address, form)


def _may(route: Route, example: Example, person: str, cast: SmallSentra) -> bool:
    return person in example.seen_by and route.door is not None and route.door.opens_to(cast.actor(person))


def rows() -> int:
    """Rows of all tables: what a request that did something twice would have made more of."""
    models = [model for model in apps.get_models() if model._meta.label not in FLOW]
    return sum(model._default_manager.count() for model in models)


def said(page: HttpResponse) -> str:
    """The words of a page without its marks, for whoever reads why a form was not taken."""
    errors = re.findall(r'class="[^"]*error[^"]*"[^>]*>([^<]+)', page.content.decode())
    return " / ".join(errors) or re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", page.content.decode()))


def typed(one: Keyed) -> tuple[dict[str, str], dict[str, str]]:
    """What is typed into a form first, and what is changed before it is sent again with the same key."""
    first, changed = {}, {}
    for name, value in one.form.fields.items():
        for start, (guess, other) in _guesses(timezone.localdate()).items():
            if name.startswith(start) and not value and not re.search("_[1-9]$", name):
                first[name], changed[name] = guess, other
    told, told_later = BODIES[one.route.name]
    first |= _spread(told, one.form)
    changed |= _spread(told_later, one.form)
    first |= {name: one.form.options[name][place] for name, place in CHOSEN.items() if name in one.form.options}
    for name in one.form.fields:  # rows after the first stay empty
        if re.fullmatch("steel_[1-9]", name):
            first[name] = ""
    return first, {name: value for name, value in changed.items() if first.get(name) != value}


def _spread(told: Mapping[str, str], form: Form) -> dict[str, str]:
    """Values by field; a name that ends in `_` is every field that begins so."""
    spread = {}
    for name, value in told.items():
        names = [each for each in form.fields if each.startswith(name)] if name[-1] == "_" else [name]
        spread |= dict.fromkeys(names, value)
    return spread


def _guesses(today: date) -> Mapping[str, tuple[str, str]]:
    later = (today + timedelta(days=9)).isoformat()
    return {
        "pieces": ("1", "1"),
        "note": ("Catatan", "Catatan lain"),
        "text": ("Karat di tepi", "Karat di tengah"),
        "reason": ("Salah ukuran", "Salah warna"),
        "name": ("Contoh dua kali", "Contoh tiga kali"),
        "day": (today.isoformat(), today.isoformat()),
        "due_on": (later, later),
        "needed_on": (later, later),
        "valid_": (later, later),
        "truck": ("G 1234 AB", "G 4321 BA"),
        "driver": ("Pengemudi contoh", "Pengemudi lain"),
        "vehicle": ("G 1", "G 2"),
    }


CHOSEN = {"what": -1, "to_place": 1}  # which option of a list is taken

COST_FIRST, NEAR_FIRST = "cost,on_time,local_first,spread_work", "local_first,on_time,spread_work,cost"
HEATS, MORE = (f"heat\tlembar\tberat kg\nH-66\t1\t{kg}" for kg in (50, 51))  # a seller's list

# Route → what else is typed, and what is changed afterwards.
BODIES: dict[str, tuple[dict[str, str], dict[str, str]]] = {
    "rounds:deposit": ({"amount_idr": "50.000"}, {"amount_idr": "60.000"}),
    "purchases:new": ({"price_0": "10.000.000", "pieces_0": "10"}, {"pieces_0": "11"}),
    "purchases:notice": ({"heat_": "H-77", "pieces_": "1", "mass_": "50"}, {"mass_": "51"}),
    "purchases:receive": ({"heat_": "H-77", "pieces_": "1", "mass_": "50"}, {"mass_": "51"}),
    "purchases:claim": ({"asked_idr": "1.000"}, {"asked_idr": "2.000"}),
    "purchases:cost": ({"amount_idr": "900.000", "payee": "Truk contoh"}, {"amount_idr": "800.000"}),
    "purchases:new_requisition": ({"pieces_0": "10"}, {"pieces_0": "11"}),
    "purchases:new_frame": ({"price_0": "10.000.000", "pieces_0": "10"}, {"pieces_0": "11"}),
    "purchases:call_off": ({"amount_": "4"}, {"amount_": "5"}),
    "supplying:notice": ({"heat_": "H-77", "pieces_": "1", "mass_": "50"}, {"mass_": "51"}),
    "counter:sell": (
        {"line0-format": PLATE, "line0-quantity": "2", "line0-price_idr_kg": "13.000", "quote": "1"},
        {"line0-quantity": "3"},
    ),
    "payables:pay": ({"amount_": "1.000"}, {"amount_": "2.000"}),
    "shop:ask": ({"line0-format": PLATE, "line0-quantity": "2"}, {"line0-quantity": "3"}),
    "billing:credit": ({"net_idr": "1.000"}, {"net_idr": "2.000"}),
    "billing:receive": ({"amount_idr": "1.000"}, {"amount_idr": "2.000"}),
    "deliveries:take_back": ({}, {}),
    "deliveries:send": ({}, {}),
    "shelves:send": ({}, {"pieces": "2"}),
    "shelves:bill": ({"bill_": "on", "price_": "13.000"}, {"price_": "14.000"}),
    "shelves:use": ({}, {}),
    "shelves:take_home": ({"pieces": "1"}, {"pieces": "2"}),
    "trips:new": ({"capacity_g": "5000", "cost_idr": "100.000"}, {"capacity_g": "6000"}),
    "trips:load": ({"mass_g": "10"}, {"mass_g": "11"}),
    "yard:move": ({}, {"pieces": "2"}),
    **dict.fromkeys(("scenarios:goals_new", "scenarios:goals_of"), ({"urutan": COST_FIRST}, {"urutan": NEAR_FIRST})),
    "scenarios:new": ({"from_date": "2027-02-08", "to_date": "2027-02-14"}, {"to_date": "2027-02-21"}),
    "scenarios:new_band": ({"low": "-10", "high": "10"}, {"low": "-5"}),
    "scenarios:disruption": ({"percent": "20"}, {"percent": "30"}),
    "scenarios:add": ({"percent": "10"}, {"percent": "15"}),
    "rounds:new": ({"formats": PLATE}, {"deposit_percent": "10"}),
    "rounds:from_draft": ({}, {"deposit_percent": "10"}),
    **dict.fromkeys(("purchases:notice_list", "supplying:notice_list"), ({"text": HEATS, "take": "1"}, {"text": MORE})),
    "agency:bring": (
        {"format": PLATE, "heat": "H-8", "pieces": "1", "grams": f"{SHEET_G // 1000}", "value_idr": "1.000"},
        {"value_idr": "2.000"},
    ),
    "deliveries:take_good_back": ({}, {}),
    "goods:receive": (
        {"quantity_0": "5", "cost_0": "100.000", "good_1": "", "good_2": "", "good_3": ""},
        {"cost_0": "90.000"},
    ),
    "goods:bill": ({"number": "F-77", "tax_idr": "0"}, {"number": "F-78"}),
    "goods:count": ({"quantity": "4"}, {"quantity": "3"}),
    "yard:count": ({"lot_": "1", "reason": "Opname", "book": "1"}, {"lot_": "2"}),
}
