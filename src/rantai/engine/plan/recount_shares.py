"""Recounts who pays what: whose jobs use an order, what each would pay alone, and that nobody pays more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rantai.core.periods import weeks_for_days
from rantai.core.units import G_PER_T, ceil_div
from rantai.engine.plan.faults import Fault, differing, fault
from rantai.engine.plan.ledger import Ledger, Row, grouped
from rantai.engine.plan.row_books import Groups

Found = Iterator[Fault]
LARGE = 2**62  # above, whole numbers of any size are counted with
MOST_LISTED = 6  # payers whose every group is recounted; above, each alone and all but one


def shares(ledger: Ledger) -> Found:
    """Every fault of cost splits and cost shares."""
    plan = ledger.plan
    by_order = grouped(plan.cost_shares.rows(), "material_order_code")
    splits = {row["material_order_code"]: row for row in plan.cost_splits.rows()}
    used = _users(ledger)
    offers = grouped(ledger.offers.values(), "format_code")
    for code, order in ledger.material_orders.items():
        rows, makers = by_order.get(code, []), used.get(code, {})
        payers = sorted(row["payer_code"] for row in rows)
        must = {maker for maker, (least, _most) in makers.items() if least > 0}  # who may have had no gram need not pay
        if not must <= set(payers) <= set(makers) or (code in splits) != bool(payers):
            yield fault("not_split", "cost_shares", code, got=", ".join(sorted(makers)), want=", ".join(payers))
        elif makers:
            yield from _needs(code, rows, makers)
            yield from _split(_Market(ledger, order, offers), code, order, splits[code], rows)


def _users(ledger: Ledger) -> dict[str, dict[str, tuple[int, int]]]:
    """By order and maker: the least and the most grams its jobs can have, each share rounded to the gram."""
    behind = Groups(ledger.plan.blank_uses, "pattern_code")
    found: dict[str, dict[str, tuple[int, int]]] = defaultdict(dict)
    for use in ledger.plan.material_uses.each_row():
        if use["source_kind"] != "material_order":
            continue
        blanks = behind.get(use["consumer_code"], [])
        whole = sum(row["mass_g"] for row in blanks)
        parts = [(row["job_code"], row["mass_g"]) for row in blanks] or [(use["consumer_code"], whole := 1)]
        for job, part in parts:
            maker = ledger.jobs[job]["maker_code"]
            low, high = found[use["source_code"]].get(maker, (0, 0))
            exact = use["mass_g"] * part // max(1, whole)
            slack = 0 if len(parts) == 1 else 2
            found[use["source_code"]][maker] = (low + max(0, exact - slack), high + exact + slack)
    return {code: {m: span for m, span in makers.items() if span[1] > 0} for code, makers in found.items()}


def _needs(code: str, rows: list[Row], makers: dict[str, tuple[int, int]]) -> Found:
    for row in rows:
        low, high = makers[row["payer_code"]]
        if not low <= row["needed_g"] <= high:
            values = {"column": f"needed_g {row['payer_code']}", "got": row["needed_g"], "want": low}
            yield fault("wrong_figure", "cost_shares", code, **values)


class _Market:
    """The offers that a firm could use alone in time for one order, and what a need costs there."""

    def __init__(self, ledger: Ledger, order: Row, offers: dict[str, list[Row]]) -> None:
        material = ledger.formats[order["format_code"]]["material_code"]
        self.ledger = ledger
        self.offers = [
            (offer, one, sorted((tier["from_g"], tier["price_idr_t"]) for tier in ledger.tiers[offer["offer_code"]]))
            for one in ledger.formats.values()
            if one["material_code"] == material
            for offer in offers.get(one["format_code"], [])
            if self._is_in_time(offer, order["arrival_week"])
        ]

    def _is_in_time(self, offer: Row, arrival_week: int) -> bool:
        horizon = self.ledger.horizon
        first = 0 if offer["valid_from"] is None else max(0, horizon.week_of(offer["valid_from"]))
        last = self.ledger.weeks - 1 if offer["valid_to"] is None else horizon.week_of(offer["valid_to"])
        return first <= min(last, self.ledger.weeks - 1, arrival_week - weeks_for_days(offer["lead_days"]))

    def alone_idr(self, needs_g: Sequence[int]) -> list[int]:
        """For each need, the cheapest order of at least this mass; many needs are looked at together."""
        prices = [self._price(*one, needs_g) for one in self.offers]
        cheapest = np.minimum.reduce(prices) if prices else np.zeros(len(needs_g), dtype=np.int64)
        return [price if need else 0 for need, price in zip(needs_g, cheapest.tolist(), strict=True)]

    def _price(self, offer: Row, one: Row, tiers: list[tuple[int, int]], needs_g: Sequence[int]) -> NDArray[Any]:
        unit = one["piece_mass_g"] if one["kind"] in ("sheet", "bar") else 1
        lot = ceil_div(max(1, offer["multiple_g"]), unit) * unit
        asked = max(
            offer["min_order_g"], self.ledger.supplier_terms.get(offer["supplier_code"], {}).get("min_order_g", 0)
        )
        most = max(needs_g, default=0) + tiers[-1][0] + asked + offer["coil_min_g"] + lot
        is_small = 4 * most * max(price for _, price in tiers) < LARGE
        needs, starts = (np.asarray(values, dtype=np.int64 if is_small else object) for values in (needs_g, tiers))
        found = []
        for start, _ in tiers:
            least = np.maximum(needs, max(start, tiers[0][0], asked, offer["coil_min_g"], 1))
            mass = -(-least // lot) * lot
            price = starts[(starts[:, 0] <= mass[:, None]).sum(axis=1) - 1, 1]
            found.append((2 * mass * price + G_PER_T) // (2 * G_PER_T))
        return np.minimum.reduce(found)


def _split(market: _Market, code: str, order: Row, split: Row, rows: list[Row]) -> Found:
    own = market.alone_idr([row["needed_g"] for row in rows])
    same = {"payers": len(rows), "cost_idr": order["cost_idr"], "alone_idr": sum(own)}
    same |= {"caps_kept": sum(own) >= order["cost_idr"]}
    yield from differing(ledger_row=split, table="cost_splits", code=code, want=same)
    if bool(split["reason_code"]) == split["caps_kept"]:
        yield fault("no_reason", "cost_splits", code, kind="dearer")
    paid = sum(row["share_idr"] for row in rows)
    if paid != order["cost_idr"]:
        yield fault("shares_differ", "cost_shares", code, got=paid, want=order["cost_idr"])
    for row, alone in zip(rows, own, strict=True):
        place = f"{code} {row['payer_code']}"
        if row["alone_idr"] != alone:
            yield fault("wrong_figure", "cost_shares", place, column="alone_idr", got=row["alone_idr"], want=alone)
        if split["caps_kept"] and row["share_idr"] > alone:
            yield fault("above_alone", "cost_shares", code, payer=row["payer_code"], got=row["share_idr"], want=alone)
    if split["bound_idr"] > split["excess_idr"]:
        yield fault("bound_above", "cost_splits", code, got=split["bound_idr"], want=split["excess_idr"])
    yield from _groups(market, code, split, rows)


def _groups(market: _Market, code: str, split: Row, rows: list[Row]) -> Found:
    """No group pays more above what it would pay alone than the plan admits; what is said of the core follows."""
    groups = _some_groups(rows)
    alone = market.alone_idr([needed for _, needed in groups])
    worst = max((paid - own for (paid, _), own in zip(groups, alone, strict=True)), default=0)
    if worst > split["excess_idr"]:
        yield fault("group_above", "cost_splits", code, got=worst, want=split["excess_idr"])
    says = split["core"]
    if (says == "empty") != (split["bound_idr"] > 0) or (says == "not_empty" and split["bound_idr"] > 0):
        yield fault("wrong_figure", "cost_splits", code, column="core", got=says, want=split["bound_idr"])


def _some_groups(rows: list[Row]) -> list[tuple[int, int]]:
    """Rupiah and grams of groups of payers: of all of them, or of each alone and of all but each."""
    each = [(row["share_idr"], row["needed_g"]) for row in rows]
    if len(rows) <= MOST_LISTED:
        groups = [group for size in range(1, len(each)) for group in combinations(each, size)]
        return [(sum(paid for paid, _ in group), sum(needed for _, needed in group)) for group in groups]
    all_paid, all_needed = sum(paid for paid, _ in each), sum(needed for _, needed in each)
    return each + [(all_paid - paid, all_needed - needed) for paid, needed in each]
