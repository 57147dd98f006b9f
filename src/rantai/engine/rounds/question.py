"""A round as the joint pooling room sees it: one week to order in, everything needed in the week after."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from rantai.core.tables import Ints
from rantai.engine.pooling import KIND_BAR, KIND_COIL, KIND_LOOSE, KIND_SHEET, PoolingInput
from rantai.engine.pooling.joint import NO_LIMIT, JointInput
from rantai.engine.rounds.tables import PIECEWISE, RoundInput

ROOM_KINDS = {"sheet": KIND_SHEET, "bar": KIND_BAR, "coil": KIND_COIL, "loose": KIND_LOOSE}
WEEKS = 2  # ordered in the first, usable in the second: how long a seller takes is told apart, not traded for money


def question(given: RoundInput, wanted: Mapping[str, int]) -> JointInput:
    """The orders for these amounts (format → amount); rows in the order of the round."""
    place = {one.code: at for at, one in enumerate(given.steels)}
    seller = {one.code: at for at, one in enumerate(given.sellers)}
    materials = sorted({one.material for one in given.steels})
    needs = [one for one in given.steels if wanted.get(one.code)]
    steel = PoolingInput(
        weeks=WEEKS,
        format_kind=_ints([ROOM_KINDS[one.kind] for one in given.steels]),
        format_piece_mass_g=_ints([one.piece_mass_g if one.kind in PIECEWISE else 0 for one in given.steels]),
        format_loss_ppm=_ints([given.loss_ppm if one.kind == "coil" else 0 for one in given.steels]),
        cut_coil=_ints([place[one.coil] for one in given.cuts]),
        cut_format=_ints([place[one.steel] for one in given.cuts]),
        cut_mass_g_each=_ints([one.mass_g_each for one in given.cuts]),
        need_format=_ints([place[one.code] for one in needs]),
        need_week=_ints([WEEKS - 1] * len(needs)),
        need_pieces=_ints([wanted[one.code] if one.kind in PIECEWISE else 0 for one in needs]),
        need_mass_g=_ints([0 if one.kind in PIECEWISE else wanted[one.code] for one in needs]),
        **{f"stock_{name}": _ints([]) for name in ("format", "week", "pieces", "mass_g")},
        offer_format=_ints([place[one.steel] for one in given.terms]),
        offer_min_order_g=_ints([one.min_order_g for one in given.terms]),
        offer_multiple_g=_ints([one.multiple_g for one in given.terms]),
        offer_coil_min_g=_ints([one.coil_min_g for one in given.terms]),
        offer_coil_max_g=_ints([one.coil_max_g for one in given.terms]),
        **{f"offer_{name}": _ints([0] * len(given.terms)) for name in ("lead_weeks", "first_week", "last_week")},
        tier_offer=_ints([at for at, one in enumerate(given.terms) for _ in one.tiers]),
        tier_from_g=_ints([from_g for one in given.terms for from_g, _ in one.tiers]),
        tier_price_idr_t=_ints([price for one in given.terms for _, price in one.tiers]),
    )
    return JointInput(
        steel=steel,
        format_material=_ints([materials.index(one.material) for one in given.steels]),
        need_centre=_ints([0] * len(needs)),
        need_is_forecast=_ints([0] * len(needs)),
        stock_centre=_ints([]),
        offer_supplier=_ints([seller[one.seller] for one in given.terms]),
        supplier_min_order_g=_ints([one.min_order_g for one in given.sellers]),
        supplier_truck_g=_ints([one.truck_g for one in given.sellers]),
        supplier_truck_idr=_ints([one.truck_idr for one in given.sellers]),
        supplier_credit_idr=_ints([NO_LIMIT] * len(given.sellers)),
        supplier_credit_weeks=_ints([1] * len(given.sellers)),
        **{
            name: _ints([])
            for group in ("transfer", "rebate", "back", "rolling", "budget")
            for name in JointInput.names_of(group)
        },
    )


def _ints(values: list[int]) -> Ints:
    return np.asarray(values, dtype=np.int64)
