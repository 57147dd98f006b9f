"""What can be bought at all: formats that somebody sells, and sheets cut from a coil that somebody sells."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from rantai.apps.catalog.models import Format, Offer


@dataclass(frozen=True)
class SellableRow:
    """A format that a round or an order may name."""

    format_id: int
    code: str
    name: str
    kind: str


def sellable() -> list[SellableRow]:
    """By material and code. One query."""
    is_sold = Exists(Offer.objects.filter(format=OuterRef("pk"), tiers__isnull=False))
    names = ("pk", "code", "name", "kind", "material_id", "width_um")
    rows = list(Format.objects.order_by("material__code", "code").values_list(*names, is_sold))
    coils = {(material, width) for _pk, _code, _name, kind, material, width, sold in rows if kind == "coil" and sold}
    return [
        SellableRow(pk, code, name, kind)
        for pk, code, name, kind, material, width, sold in rows
        if sold or (kind == "sheet" and (material, width) in coils)
    ]
