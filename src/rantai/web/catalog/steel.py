"""Materials with their formats, and the price book: mill, service centre and retail side by side."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantai.apps.catalog import queries
from rantai.apps.catalog.queries import FormatRow, MaterialRow, OfferRow
from rantai.apps.parties import queries as parties
from rantai.web.access import Request, door
from rantai.web.layout import formats
from rantai.web.layout.lists import Column, Filter, ListSpec, respond
from rantai.web.layout.pieces import Crumb, Empty
from rantai.web.plans.doors import PLANNERS
from rantai.web.stock.columns import for_reader

FORM_WORDS = {
    "sheet": gettext_lazy("sheet steel"),
    "bar": gettext_lazy("round bar"),
    "tube": gettext_lazy("tube"),
    "flat_bar": gettext_lazy("flat bar"),
    "loose": gettext_lazy("sold by mass"),
}
EMPTY = Empty(gettext_lazy("The catalogue is empty"), gettext_lazy("Import the tables of your case to fill it."))


@dataclass(frozen=True)
class MaterialLine:
    """A material with the sizes in which it is bought."""

    code: str
    url: str
    grade: str
    form: str
    form_word: str
    finish: str
    thickness_um: int | None
    outside_um: int | None
    formats: str
    number: int


MATERIALS = ListSpec(
    name="katalog-bahan",
    columns=(
        Column("code", gettext_lazy("Material"), "link", url="url", phone="lead"),
        Column("grade", gettext_lazy("Grade")),
        Column("form_word", gettext_lazy("Shape")),
        Column("thickness_um", gettext_lazy("Thickness or wall"), "length", prime=True),
        Column("outside_um", gettext_lazy("Diameter"), "length", prime=True),
        Column("formats", gettext_lazy("Sizes on offer")),
        Column("number", gettext_lazy("Number of sizes"), "number", phone="off"),
    ),
    search=("code", "grade", "formats"),
    filters=(
        Filter("form", gettext_lazy("Shape"), tuple(FORM_WORDS.items())),
        Filter("grade", gettext_lazy("Grade")),
    ),
    sort="code",
    empty=EMPTY,
)


@door(*PLANNERS)
def materials(request: Request) -> HttpResponse:
    """Every material with its formats; each opens its prices."""
    sizes: dict[str, list[FormatRow]] = defaultdict(list)
    for row in queries.formats():
        sizes[row.material_code].append(row)
    rows = [_material(row, sizes[row.code]) for row in queries.materials()]
    title = _("Materials")
    context = {"crumbs": [Crumb(_("Catalogue"), reverse("catalog:items")), Crumb(title)], "shelf": "materials"}
    return respond(request, MATERIALS, rows, title=title, context=context, template="catalog/list.html")


def _material(row: MaterialRow, sizes: list[FormatRow]) -> MaterialLine:
    return MaterialLine(
        row.code,
        f"{reverse('catalog:prices')}?material={row.code}",
        row.grade,
        row.form,
        str(FORM_WORDS[row.form]),
        row.finish,
        row.thickness_um or None,
        row.outside_diameter_um or None,
        ", ".join(one.name for one in sizes),
        len(sizes),
    )


@dataclass(frozen=True)
class PriceLine:
    """A format with the lowest price of each kind of seller, in rupiah per tonne."""

    format_name: str
    material: str
    mill_idr_t: int | None
    mill_note: str
    service_idr_t: int | None
    service_note: str
    retail_idr_t: int | None
    retail_note: str
    gap_ppm: int | None
    sellers: str

    @property
    def code(self) -> str:
        """The sellers again, as a column of the Excel file."""
        return self.sellers


PRICES = ListSpec(
    name="harga-baja",
    columns=(
        Column("format_name", gettext_lazy("Steel"), phone="lead", note="sellers"),
        Column("mill_idr_t", gettext_lazy("Mill, per tonne"), "money", prime=True, note="mill_note"),
        Column("service_idr_t", gettext_lazy("Service centre, per tonne"), "money", note="service_note"),
        Column("retail_idr_t", gettext_lazy("Retail, per tonne"), "money", prime=True, note="retail_note"),
        Column("gap_ppm", gettext_lazy("Retail above the lowest"), "percent"),
        Column("code", gettext_lazy("Sellers"), phone="off"),
        Column("material", gettext_lazy("Material"), phone="off"),
    ),
    search=("format_name", "material", "sellers"),
    filters=(Filter("material", gettext_lazy("Material")),),
    sort="format_name",
    empty=EMPTY,
)
# Which column a seller's prices stand in; distributors, importers and centres sell as service centres do.
G_PER_T = 1_000_000
COLUMN_OF = {"mill": "mill", "retail": "retail"}


@door(*PLANNERS)
def prices(request: Request) -> HttpResponse:
    """The price book, one format a row."""
    offers = queries.offers()
    sellers = parties.organisations(ids=sorted({one.supplier_id for one in offers}))
    kinds = {one.organisation_id: _column(one.kinds) for one in sellers}
    best: dict[str, dict[str, OfferRow]] = defaultdict(dict)
    for one in offers:
        known = best[one.format_code].get(kinds[one.supplier_id])
        if one.tiers and (known is None or _lowest(one) < _lowest(known)):
            best[one.format_code][kinds[one.supplier_id]] = one
    rows = [_prices(row, best[row.code]) for row in queries.formats() if row.code in best]
    title = _("Steel prices")
    context = {"crumbs": [Crumb(_("Catalogue"), reverse("catalog:items")), Crumb(title)], "shelf": "prices"}
    return respond(
        request, for_reader(request, PRICES), rows, title=title, context=context, template="catalog/list.html"
    )


def _column(kinds: tuple[str, ...]) -> str:
    return next((COLUMN_OF[kind] for kind in kinds if kind in COLUMN_OF), "service")


def _lowest(one: OfferRow) -> int:
    return min(price for _from, price in one.tiers)


def _prices(row: FormatRow, best: dict[str, OfferRow]) -> PriceLine:
    found = {column: _lowest(one) for column, one in best.items()}
    retail, cheapest = found.get("retail"), min(found.values(), default=0)
    return PriceLine(
        row.name,
        row.material_code,
        found.get("mill"),
        _terms(best.get("mill")),
        found.get("service"),
        _terms(best.get("service")),
        retail,
        _terms(best.get("retail")),
        (retail - cheapest) * 1_000_000 // cheapest if retail and cheapest else None,
        ", ".join(sorted({one.supplier_name for one in best.values()})),
    )


def _terms(one: OfferRow | None) -> str:
    """From how much the price holds, and how long it takes."""
    if one is None:
        return ""
    from_g = max(one.min_order_g, min(from_g for from_g, price in one.tiers if price == _lowest(one)))
    days = _("%(days)s days") % {"days": formats.count(one.lead_days)}
    if not from_g:
        return days
    mass = formats.tonnes(from_g) if from_g >= G_PER_T else formats.mass(from_g, 0)
    return _("from %(mass)s, %(days)s") % {"mass": mass, "days": days}
