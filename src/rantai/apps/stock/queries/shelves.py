"""What lies at which place of one store, with all that a counter needs to know of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, QuerySet

from rantai.apps.stock.lot_rules import is_counted, size_of
from rantai.apps.stock.models import Account, Balance
from rantai.apps.stock.reserving import reserved


@dataclass(frozen=True)
class PlaceRow:
    """A place of a store; `lots` is how many lie there."""

    place_id: int
    code: str
    name: str
    kind: str
    is_default: bool
    kept_at_name: str
    is_closed: bool
    lots: int


def places(holder_id: int) -> list[PlaceRow]:
    """The places of a store, the usual one first. Two queries."""
    found = list(Account.objects.filter(kind="store", organisation=holder_id).select_related("kept_at"))
    held = Balance.objects.filter(account__in=[one.pk for one in found], grams__gt=0)
    lots = dict(held.values_list("account").annotate(Count("pk")).order_by("account"))
    return [
        PlaceRow(
            one.pk,
            one.code,
            one.name,
            one.place_kind,
            one.is_default,
            one.kept_at.name if one.kept_at else "",
            one.closed_at is not None,
            lots.get(one.pk, 0),
        )
        for one in sorted(found, key=lambda one: (not one.is_default, one.code))
    ]


@dataclass(frozen=True)
class PieceRow:
    """A lot at a place. Sizes µm, masses g; `theory_g` is what the size says for all its pieces, 0 when it does not.

    `kept_pieces` and `kept_g` are reserved of the whole lot, wherever it lies. `value_idr` is what it cost its owner:
    nobody else reads it (`own_value_idr`).
    """

    balance_id: int
    lot_id: int
    code: str
    place_id: int
    place_code: str
    place_name: str
    format_id: int
    format_code: str
    format_name: str
    grade: str
    form: str
    kind: str
    length_um: int
    width_um: int
    thickness_um: int
    measured_thickness_um: int
    heat: str
    certificate_code: str
    owner_id: int
    owner_code: str
    owner_name: str
    ownership: str
    parent_code: str
    pieces: int
    grams: int
    theory_g: int
    value_idr: int
    kept_pieces: int
    kept_g: int

    @property
    def is_counted(self) -> bool:
        return is_counted(self.form, self.kind)

    @property
    def own_value_idr(self) -> int:
        """What it cost, for whoever keeps it: nothing of other firms' steel."""
        return self.value_idr if self.ownership == "own" else 0


def pieces(
    holder_id: int,
    *,
    at: datetime,
    heat: str = "",
    lot_code: str = "",
    place_id: int | None = None,
    owner_id: int | None = None,
) -> list[PieceRow]:
    """Steel at hand in one store by place and lot. Two queries."""
    found = Balance.objects.filter(account__organisation=holder_id, account__kind="store", grams__gt=0)
    found = found.filter(material_lot__isnull=False)
    fences = {
        "material_lot__heat": heat,
        "material_lot__code": lot_code,
        "account": place_id,
        "material_lot__owner": owner_id,
    }
    found = found.filter(**{column: wanted for column, wanted in fences.items() if wanted})
    return rows_of(found, at)


def rows_of(found: QuerySet[Balance], at: datetime) -> list[PieceRow]:
    """Balances of steel as rows, by lot and place."""
    joined = found.select_related(
        "account", "material_lot__format__material", "material_lot__owner", "material_lot__parent"
    )
    balances = list(joined.order_by("material_lot__code", "account__code"))
    kept = reserved(None, at=at) if balances else {}
    return [_row(one, kept) for one in balances]


def _row(one: Balance, kept: dict[int, tuple[int, int]]) -> PieceRow:
    lot: Any = one.material_lot
    length, width = size_of(lot)
    return PieceRow(
        one.pk,
        lot.pk,
        lot.code,
        one.account_id,
        one.account.code,
        one.account.name,
        lot.format_id,
        lot.format.code,
        lot.format.name,
        lot.format.material.grade,
        lot.form,
        lot.format.kind,
        length,
        width,
        lot.format.material.thickness_um,
        lot.measured_thickness_um,
        lot.heat,
        lot.certificate_code,
        lot.owner_id,
        lot.owner.code,
        lot.owner.name,
        lot.ownership,
        lot.parent.code if lot.parent else "",
        one.pieces,
        one.grams,
        one.pieces * lot.piece_theory_g,
        one.value_idr,
        *kept.get(lot.pk, (0, 0)),
    )
