"""Who pays what of each steel order: those whose jobs use it, by a rule, nobody above what they would pay alone.

Alone means: the grams that a firm's jobs take of the order, at the cheapest offer of the same material, mill to
retailer, that could be there in the same week. Minimum, bundles and tiers count; nobody sells half a sheet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from rantai.core.units import G_PER_T, ceil_div
from rantai.engine import sharing
from rantai.engine.plan.blanking import BlankUse, Cut
from rantai.engine.plan.buying import Bought
from rantai.engine.plan.index import Index
from rantai.engine.plan.making import Made
from rantai.engine.plan.naming import job_code
from rantai.engine.plan.params import PlanParams

LISTED = 10  # payers up to which every group is looked at; a plan has hundreds of orders
WORK = 150_000  # of the search above, by order


@dataclass(frozen=True)
class Paid:
    """Rows of `cost_splits` and `cost_shares`."""

    splits: list[dict[str, Any]] = field(default_factory=list)
    shares: list[dict[str, Any]] = field(default_factory=list)


def pay(index: Index, made: Made, cut: Cut, bought: Bought, params: PlanParams) -> Paid:
    """Split every steel order among the makers whose jobs use it."""
    used = _used_g(index, made, cut, bought)
    paid = Paid()
    for order in sorted(bought.orders, key=lambda row: str(row["material_order_code"])):
        needs = used.get(order["material_order_code"], {})
        if needs:
            _split(index, order, sorted(needs.items()), params, paid)
    return paid


def _used_g(index: Index, made: Made, cut: Cut, bought: Bought) -> dict[str, dict[str, int]]:
    """Grams by order and maker; a pattern's steel is borne by its blanks' area, as everywhere in the plan."""
    maker = {job_code(index, job): index.parties[job.maker] for job in made.jobs}
    behind: dict[str, list[BlankUse]] = defaultdict(list)
    for blank_use in cut.uses:
        behind[blank_use.pattern.code].append(blank_use)
    found: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for use in bought.uses:
        if use.source_kind != "material_order":
            continue
        jobs = [(use.consumer_code, 1)]
        if use.consumer_kind == "pattern":
            jobs = [(blank_use.job_code, blank_use.area) for blank_use in behind[use.consumer_code]]
        shares = sharing.share_out(use.mass_g, [area for _, area in jobs])
        for (code, _), mass_g in zip(jobs, shares, strict=True):
            if mass_g:
                found[use.source_code][maker[code]] += mass_g
    return found


def split(
    index: Index, order: Mapping[str, Any], needs: list[tuple[str, int]], *, rule: str, seed: int
) -> sharing.SharingAnswer:
    """One order split among (firm, grams) by a rule; of the order its code, price, format and week of arrival count."""
    grams = np.array([mass_g for _, mass_g in needs], dtype=np.int64)
    sold = [one for one in _offers(index, order) if sharing.is_countable(sharing.SharingInput(grams, (one,)))]
    asked = sharing.SharingInput(
        needs=grams,
        offers=tuple(sold),
        total_idr=int(order["cost_idr"]),
        turns=tuple(sharing.turns([payer for payer, _ in needs], str(order["material_order_code"]))),
    )
    how = sharing.SharingParams(rule, WORK, seed, LISTED)
    return sharing.plain(asked, how) if rule == sharing.PROPORTIONAL else sharing.solve(asked, how)


def _split(index: Index, order: dict[str, Any], needs: list[tuple[str, int]], params: PlanParams, paid: Paid) -> None:
    code, cost = str(order["material_order_code"]), int(order["cost_idr"])
    answer = split(index, order, needs, rule=params.cost_rule, seed=params.seed)
    alone = int(answer.alone_idr.sum())
    needed = cost * sum(mass_g for _, mass_g in needs) // max(1, int(order["mass_g"]))
    paid.splits.append(
        {
            "material_order_code": code,
            "rule": answer.rule,
            "payers": len(needs),
            "cost_idr": cost,
            "alone_idr": alone,
            "excess_idr": answer.excess_idr,
            "bound_idr": answer.bound_idr,
            "core": answer.core,
            "caps_kept": answer.is_capped,
            "reason_code": "" if answer.is_capped else "leftover" if needed <= alone else "dearer",
        }
    )
    rows = zip(needs, answer.shares_idr.tolist(), answer.alone_idr.tolist(), strict=True)
    paid.shares.extend(
        {
            "material_order_code": code,
            "payer_code": payer,
            "needed_g": mass_g,
            "share_idr": share,
            "alone_idr": own,
        }
        for (payer, mass_g), share, own in rows
    )


def _offers(index: Index, order: Mapping[str, Any]) -> tuple[sharing.Offer, ...]:
    """Offers of the order's material that a firm could order alone, to be there by the order's week of arrival."""
    table = index.given.offers
    material = int(index.format_material[index.formats.position(order["format_code"])])
    terms = index.given.supplier_terms
    least = dict(zip(terms.supplier_code.tolist(), terms.min_order_g.tolist(), strict=True))  # of a whole order
    found = []
    for format_ in index.formats_of_material[material]:
        piece_g = int(index.given.formats.piece_mass_g[format_])
        is_counted = str(index.given.formats.kind[format_]) in ("sheet", "bar")
        for offer in index.offers_of_format[format_]:
            first, last, lead = index.offer_weeks[offer]
            seller = str(table.supplier_code[offer])
            if not max(0, first) <= min(last, int(order["arrival_week"]) - lead):
                continue
            multiple = max(1, int(table.multiple_g[offer]))
            if is_counted:
                multiple = ceil_div(multiple, piece_g) * piece_g
            tiers = index.tiers_of_offer[offer]
            found.append(
                sharing.Offer(
                    from_units=tuple(from_g for from_g, _ in tiers),
                    price_idr=tuple(price for _, price in tiers),
                    per=G_PER_T,
                    minimum=max(int(table.min_order_g[offer]), int(table.coil_min_g[offer]), least.get(seller, 0)),
                    multiple=multiple,
                )
            )
    return tuple(dict.fromkeys(found))
