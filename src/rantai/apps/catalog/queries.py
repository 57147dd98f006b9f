"""Reading the catalogue and the price book.

items(*, kind="") -> list[ItemRow]          item(code) -> ItemRow | None
materials() -> list[MaterialRow]            formats(*, material_code="") -> list[FormatRow]
offers(*, supplier_id=None, format_code="") -> list[OfferRow]       (a mill's page passes its own supplier_id)
item_offers(*, item_code="", supplier_id=None) -> list[ItemOfferRow]
format_names() -> list[(id, code, name)]
processes() -> dict[str, str]               (code → name)
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import get_language

from rantai.apps.catalog.models import Format, Item, ItemOffer, Material, Offer, OfferTier, Process


def name_field() -> str:
    """The field that holds names in the reader's language."""
    return "name_en" if get_language() == "en" else "name_id"


@dataclass(frozen=True)
class ItemRow:
    """A vehicle, part or bought component."""

    item_id: int
    code: str
    name: str
    kind: str
    group_name: str
    bill_line: int
    mass_g_each: int
    lead_weeks: int
    home_place_name: str


def items(*, kind: str = "") -> list[ItemRow]:
    """Items by line of the published bill, then code."""
    return _items(Item.objects.filter(kind=kind) if kind else Item.objects.all())


def item(code: str) -> ItemRow | None:
    """One item, or None."""
    return next(iter(_items(Item.objects.filter(code=code))), None)


def _items(found: QuerySet[Item]) -> list[ItemRow]:
    fields = ("pk", "code", name_field(), "kind", "group_name", "bill_line", "mass_g_each", "lead_weeks")
    rows = found.order_by("bill_line", "code").values_list(*fields, "home_place__name")
    listed: list[tuple[Any, ...]] = [(*row[:-1], row[-1] or "") for row in rows]
    return [ItemRow(*row) for row in listed]


@dataclass(frozen=True)
class MaterialRow:
    """A material; sizes in µm, 0 where it has none."""

    code: str
    grade: str
    form: str
    finish: str
    thickness_um: int
    outside_diameter_um: int
    flat_width_um: int
    density_kg_m3: int


def materials() -> list[MaterialRow]:
    """Materials by code."""
    fields = ("code", "grade", "form", "finish", "thickness_um", "outside_diameter_um", "flat_width_um")
    return [MaterialRow(*row) for row in Material.objects.order_by("code").values_list(*fields, "density_kg_m3")]


@dataclass(frozen=True)
class FormatRow:
    """What can be bought or kept of a material."""

    code: str
    name: str
    material_code: str
    kind: str
    length_um: int
    width_um: int
    piece_mass_g: int


def format_id(code: str) -> int:
    """The key of a format that a form offered by its code. One query."""
    return Format.objects.values_list("pk", flat=True).get(code=code)


def formats(*, material_code: str = "") -> list[FormatRow]:
    """Formats by code, of one material or of all."""
    found = Format.objects.filter(material__code=material_code) if material_code else Format.objects.all()
    fields = ("code", "name", "material__code", "kind", "length_um", "width_um", "piece_mass_g")
    return [FormatRow(*row) for row in found.order_by("code").values_list(*fields)]


@dataclass(frozen=True)
class OfferRow:
    """An offer with its price tiers (from mass in g, rupiah per tonne), the smallest mass first."""

    code: str
    supplier_id: int
    supplier_code: str
    supplier_name: str
    format_code: str
    format_name: str
    min_order_g: int
    multiple_g: int
    coil_min_g: int
    coil_max_g: int
    lead_days: int
    valid_from: date | None
    valid_to: date | None
    basis: str
    tiers: tuple[tuple[int, int], ...]


def offers(*, supplier_id: int | None = None, format_code: str = "") -> list[OfferRow]:
    """The price book by format and code. Two queries."""
    found = Offer.objects.order_by("format__code", "code")
    found = found.filter(supplier=supplier_id) if supplier_id is not None else found
    found = found.filter(format__code=format_code) if format_code else found
    tiers: dict[int, list[tuple[int, int]]] = {}
    for offer, from_g, price in OfferTier.objects.order_by("from_g").values_list("offer_id", "from_g", "price_idr_t"):
        tiers.setdefault(offer, []).append((from_g, price))
    who = ("pk", "code", "supplier_id", "supplier__code", "supplier__name", "format__code", "format__name")
    what = ("min_order_g", "multiple_g", "coil_min_g", "coil_max_g", "lead_days", "valid_from", "valid_to", "basis")
    listed: list[tuple[Any, ...]] = [(*row[1:], tuple(tiers.get(row[0], ()))) for row in found.values_list(*who, *what)]
    return [OfferRow(*row) for row in listed]


@dataclass(frozen=True)
class ItemOfferRow:
    """Who sells a component ready made."""

    item_code: str
    item_name: str
    supplier_code: str
    supplier_name: str
    price_idr_each: int
    lead_days: int
    origin: str


def item_offers(*, item_code: str = "", supplier_id: int | None = None) -> list[ItemOfferRow]:
    """Offers of components, by item, the cheapest first."""
    found = ItemOffer.objects.order_by("item__code", "price_idr_each")
    found = found.filter(item__code=item_code) if item_code else found
    found = found.filter(supplier=supplier_id) if supplier_id is not None else found
    who = ("item__code", f"item__{name_field()}", "supplier__code", "supplier__name")
    return [ItemOfferRow(*row) for row in found.values_list(*who, "price_idr_each", "lead_days", "origin")]


def processes() -> dict[str, str]:
    """Process code → name."""
    return dict(Process.objects.order_by("code").values_list("code", name_field()))


def format_names() -> list[tuple[int, str, str]]:
    """(id, code, name) of every format, by name. One query."""
    return list(Format.objects.order_by("name", "code").values_list("pk", "code", "name"))
