"""Vehicles, parts and bought components: what each is made of, what it goes into, and where it can be made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from rantai.apps.bills import queries as bills
from rantai.apps.bills.queries import BlankRow, ComponentRow, OperationRow
from rantai.apps.capacity import queries as capacity
from rantai.apps.catalog import queries
from rantai.apps.catalog.queries import ItemOfferRow, ItemRow
from rantai.web.access import Request, door, found
from rantai.web.layout import formats
from rantai.web.layout.lists import Column, Filter, ListSpec, respond
from rantai.web.layout.pieces import Crumb, Empty, Figure
from rantai.web.plans.doors import PLANNERS

MS_PER_MINUTE = 60_000
KIND_WORDS = {
    "vehicle": gettext_lazy("vehicle"),
    "part": gettext_lazy("part to make"),
    "bought": gettext_lazy("bought component"),
}


@dataclass(frozen=True)
class ItemLine:
    """An item as the list shows it."""

    code: str
    url: str
    name: str
    kind: str
    kind_word: str
    group: str
    mass_g: int
    lead_weeks: int
    place: str


ITEMS = ListSpec(
    name="katalog-barang",
    columns=(
        Column("name", gettext_lazy("Name"), "link", url="url", phone="lead"),
        Column("kind_word", gettext_lazy("Kind")),
        Column("group", gettext_lazy("Group")),
        Column("mass_g", gettext_lazy("Mass of one"), "mass", prime=True, places=2),
        Column("lead_weeks", gettext_lazy("Weeks to make or get"), "number", prime=True),
        Column("place", gettext_lazy("Home of the part")),
        Column("code", gettext_lazy("Code"), phone="off"),
    ),
    search=("name", "code", "group"),
    filters=(
        Filter("kind", gettext_lazy("Kind"), tuple(KIND_WORDS.items())),
        Filter("group", gettext_lazy("Group")),
        Filter("place", gettext_lazy("Home of the part")),
    ),
    empty=Empty(gettext_lazy("The catalogue is empty"), gettext_lazy("Import the tables of your case to fill it.")),
)


@door(*PLANNERS)
def items(request: Request) -> HttpResponse:
    """Every item."""
    rows = [_line(row) for row in queries.items()]
    title = _("Catalogue")
    context = {"crumbs": [Crumb(title)], "shelf": "items"}
    return respond(request, ITEMS, rows, title=title, context=context, template="catalog/list.html")


def get_item_for(_request: Request, code: str) -> ItemRow:
    """An item; the catalogue is the same for every planner."""
    return found(queries.item(code))


def _line(row: ItemRow) -> ItemLine:
    return ItemLine(
        row.code,
        reverse("catalog:item", args=[row.code]),
        row.name,
        row.kind,
        str(KIND_WORDS[row.kind]),
        row.group_name,
        row.mass_g_each,
        row.lead_weeks,
        row.home_place_name,
    )


@door(*PLANNERS)
def item(request: Request, code: str) -> HttpResponse:
    """One item: its bill both ways, blanks, steps, who can make it (numbers by sentra), who sells it."""
    row = get_item_for(request, code)
    context = {
        "title": row.name,
        "lede": " · ".join(part for part in (str(KIND_WORDS[row.kind]), row.group_name, code) if part),
        "crumbs": [Crumb(_("Catalogue"), reverse("catalog:items")), Crumb(row.name)],
        "figures": _figures(row),
        "components": [_component(one) for one in bills.components(code)],
        "used_in": [_component(one) for one in bills.used_in(code)],
        "blanks": [_blank(one) for one in bills.blanks(code)],
        "steps": [_step(one) for one in bills.operations(code)],
        "makers": makers_by_sentra(code),
        "offers": [_offer(one) for one in queries.item_offers(item_code=code)],
    }
    return render(request, "catalog/item.html", context)


def makers_by_sentra(code: str) -> list[tuple[str, int]]:
    """How many workshops of each sentra are able to make an item; no firm is named, none's price shown."""
    counts: dict[str, int] = defaultdict(int)
    for row in capacity.capabilities(item_code=code):
        counts[row.sentra_name or _("outside the sentra")] += 1
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def _figures(row: ItemRow) -> Sequence[Figure]:
    return [
        Figure(_("Mass of one"), formats.mass(row.mass_g_each, 2)),
        Figure(_("Weeks to make or get"), formats.count(row.lead_weeks)),
        Figure(_("Home of the part"), row.home_place_name or formats.NOTHING),
    ]


def _component(one: ComponentRow) -> dict[str, Any]:
    days = [formats.day(day) for day in (one.from_date, one.to_date)]
    return {
        "name": one.item_name,
        "url": reverse("catalog:item", args=[one.item_code]),
        "kind": KIND_WORDS[one.kind],
        "each": one.quantity_each,
        "scrap_ppm": one.scrap_ppm,
        "valid": " – ".join(days) if one.from_date or one.to_date else "",
    }


def _blank(one: BlankRow) -> dict[str, Any]:
    width = f" × {formats.length(one.width_um)}" if one.width_um else ""
    return {
        "material": one.material_code,
        "thickness": formats.length(one.thickness_um) if one.thickness_um else "",
        "size": f"{formats.length(one.length_um)}{width}" if one.length_um else _("by mass"),
        "each": one.blanks_each,
        "parts": one.parts_per_blank,
        "grain": one.grain_locked,
        "mass_g": one.gross_mass_g_each or None,
    }


def _step(one: OperationRow) -> dict[str, Any]:
    minutes = formats.decimal(one.cycle_ms / MS_PER_MINUTE, 1)
    return {"sequence": one.sequence, "process": one.process_name, "minutes": minutes}


MADE = {
    "national": pgettext_lazy("origin of a component", "at home"),
    "import": pgettext_lazy("origin of a component", "abroad"),
}


def _offer(one: ItemOfferRow) -> dict[str, Any]:
    return {
        "supplier": one.supplier_name,
        "price_idr": one.price_idr_each,
        "lead_days": one.lead_days,
        "origin": MADE[one.origin],
    }
