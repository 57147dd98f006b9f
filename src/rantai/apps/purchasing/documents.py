"""A round as the engine reads it, frozen: the same statements and terms give the same document."""

from __future__ import annotations

from typing import Any

from rantai.apps.catalog.models import CuttingRule
from rantai.apps.purchasing.models import PurchaseRound, RoundSeller, RoundStatement, RoundSteel, RoundTerms
from rantai.apps.purchasing.shapes import PIECEWISE

Document = dict[str, Any]


def document_of(one: PurchaseRound) -> Document:
    """The question of a round as it stands now. Six queries."""
    stated = {row.format_id: row for row in RoundSteel.objects.filter(round=one).select_related("format__material")}
    terms = list(
        RoundTerms.objects.filter(round=one)
        .select_related("format__material", "supplier")
        .prefetch_related("tiers")
        .order_by("code")
    )
    formats = {key: row.format for key, row in stated.items()} | {row.format_id: row.format for row in terms}
    steels = sorted(formats.values(), key=lambda steel: steel.code)
    sellers = RoundSeller.objects.filter(round=one).select_related("supplier").order_by("supplier__code")
    loss = CuttingRule.objects.filter(kind="coil").values_list("loss_ppm", flat=True).first() or 0
    live = RoundStatement.objects.filter(round=one, is_live=True, firm__gt=0).order_by("member__code", "format__code")
    return {
        "steels": [
            {
                "code": steel.code,
                "material": steel.material.code,
                "kind": steel.kind,
                "piece_mass_g": steel.piece_mass_g if steel.kind in PIECEWISE else 0,
                "most_g": stated[steel.pk].most_g if steel.pk in stated else 0,
            }
            for steel in steels
        ],
        "cuts": [
            {"coil": coil.code, "steel": sheet.code, "mass_g_each": sheet.piece_mass_g}
            for coil in steels
            for sheet in steels
            if coil.kind == "coil"
            and sheet.kind == "sheet"
            and (coil.material_id, coil.width_um) == (sheet.material_id, sheet.width_um)
        ],
        "terms": [_terms(row) for row in terms if row.tiers.all()],
        "sellers": [
            {
                "code": row.supplier.code,
                "min_order_g": row.min_order_g,
                "truck_g": row.truck_g,
                "truck_idr": row.truck_idr,
            }
            for row in sellers
        ],
        "statements": [
            dict(zip(("member", "steel", "firm", "more", "less"), row, strict=True))
            for row in live.values_list("member__code", "format__code", "firm", "more", "less")
        ],
        "loss_ppm": loss,
        "cover_weeks": one.cover_weeks,
        "occasion": f"putaran-{one.pk}",
    }


def _terms(row: RoundTerms) -> Document:
    same = ("code", "min_order_g", "multiple_g", "coil_min_g", "coil_max_g")
    tiers = sorted([tier.from_g, tier.price_idr_t] for tier in row.tiers.all())
    return {
        **{name: getattr(row, name) for name in same},
        "seller": row.supplier.code,
        "steel": row.format.code,
        "tiers": tiers,
    }
