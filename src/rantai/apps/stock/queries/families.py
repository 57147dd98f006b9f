"""What a lot was cut from, and what was cut from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet, Sum
from django.db.models.functions import Coalesce

from rantai.apps.stock.models import MaterialLot


@dataclass(frozen=True)
class KinRow:
    """A lot of a family; `pieces` and `grams` are what is left of it."""

    lot_id: int
    parent_id: int
    code: str
    form: str
    length_um: int
    width_um: int
    pieces: int
    grams: int


@dataclass(frozen=True)
class Card:
    """What a lot is, whether or not anything is left of it."""

    lot_id: int
    code: str
    form: str
    kind: str
    format_name: str
    grade: str
    heat: str
    certificate_code: str
    owner_name: str
    ownership: str
    parent_id: int
    root_id: int
    piece_theory_g: int


def card(holder_id: int, code: str) -> Card | None:
    """A lot that a firm keeps, by its code."""
    names = ("pk", "code", "form", "format__kind", "format__name", "format__material__grade", "heat")
    more = ("certificate_code", "owner__name", "ownership", "parent_id", "root_id", "piece_theory_g")
    found = MaterialLot.objects.filter(holder=holder_id, code=code)
    row: tuple[Any, ...] | None = found.values_list(*names, *more).first()
    if row is None:
        return None
    plain: tuple[Any, ...] = (*row[:10], row[10] or 0, row[11] or 0, row[12])
    return Card(*plain)


def family(lot: Card) -> list[KinRow]:
    """The whole family of a lot, by code. One query."""
    root = lot.root_id or lot.lot_id
    members: QuerySet[Any] = MaterialLot.objects.filter(pk=root) | MaterialLot.objects.filter(root=root)
    summed = members.annotate(
        left_pieces=Coalesce(Sum("balances__pieces"), 0), left_g=Coalesce(Sum("balances__grams"), 0)
    )
    fields = ("pk", "parent_id", "code", "form", "length_um", "width_um", "left_pieces", "left_g")
    return [KinRow(row[0], row[1] or 0, *row[2:]) for row in summed.order_by("code").values_list(*fields)]
