"""Who pays what of one item: members by a rule everybody can recount, the centre for the rest that nobody takes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

import numpy as np

from rantai.core.units import G_PER_T, PPM, ceil_div
from rantai.engine import sharing
from rantai.engine.rounds.tables import PIECEWISE, Item, RoundInput, Share


def pays(given: RoundInput, item: Item, gets: list[Share]) -> list[Share]:
    """The shares with what each pays: in proportion to the steel taken, nobody above what it would pay alone.

    A member that gets several formats of one item pays once for all its steel; that is spread by mass over its rows.
    """
    taken: dict[str, int] = defaultdict(int)
    for one in gets:
        taken[one.member] += one.mass_g
    members = sorted(taken)
    if not members:
        return []
    total = item.cost_idr + item.freight_idr - item.rest_idr
    asked = sharing.SharingInput(
        needs=np.array([taken[member] for member in members], dtype=np.int64),
        offers=_offers(given, item),
        total_idr=total,
        turns=tuple(sharing.turns(members, f"{given.occasion}/{item.terms}")),
    )
    answer = sharing.plain(asked)
    found = []
    for member, share, alone in zip(members, answer.shares_idr.tolist(), answer.alone_idr.tolist(), strict=True):
        own = [one for one in gets if one.member == member]
        masses = [one.mass_g for one in own]
        parts = zip(own, sharing.share_out(share, masses), sharing.share_out(alone, masses), strict=True)
        found += [replace(one, share_idr=paid, alone_idr=single) for one, paid, single in parts]
    return found


def _offers(given: RoundInput, item: Item) -> tuple[sharing.Offer, ...]:
    """What a member could order alone: every seller's terms for this material, a truck of its own with it.

    In grams that can be used: who cuts a coil alone loses its ends too, so a tonne of it is less to use.
    """
    steels = {one.code: one for one in given.steels}
    material = steels[item.steel].material
    found = []
    for terms in given.terms:
        steel = steels[terms.steel]
        if steel.material != material:
            continue
        seller = next(one for one in given.sellers if one.code == terms.seller)
        multiple = max(1, terms.multiple_g)
        if steel.kind in PIECEWISE:
            multiple = ceil_div(multiple, steel.piece_mass_g) * steel.piece_mass_g
        useful = given.useful_ppm(steel)
        tiers = dict(sorted((from_g * useful // PPM, price) for from_g, price in terms.tiers))
        least = max(terms.min_order_g, terms.coil_min_g, seller.min_order_g)
        found.append(
            sharing.Offer(
                from_units=tuple(tiers),
                price_idr=tuple(tiers.values()),
                per=G_PER_T * useful // PPM,
                minimum=least * useful // PPM,
                multiple=max(1, multiple * useful // PPM),
                load_units=seller.truck_g * useful // PPM,
                load_idr=seller.truck_idr if seller.truck_g else 0,
            )
        )
    return tuple(dict.fromkeys(found))
