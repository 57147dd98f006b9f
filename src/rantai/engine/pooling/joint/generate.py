"""Drawn questions by published rules (docs/bench/pool.md), for benchmarks and tests."""

from __future__ import annotations

import re
from typing import Any

import numpy as np

from rantai.engine.pooling.tables import KIND_COIL

CLASSES = "free-50x20x26, joint-50x20x26, tight-50x20x26 (firms x materials x weeks)"
SPELLED = re.compile(r"(free|joint|tight)-(\d{1,4})x(\d{1,3})x(\d{1,3})")
MOST_ROWS = 2_000_000
T = 1_000_000
# Lead weeks, weeks between rolling weeks, list price against the material's, share of materials sold.
MILLS = ((7, 4, 0.86, 0.75), (9, 4, 0.84, 0.75))
SERVICE = ((1, 1.0), (2, 0.98))  # lead weeks, list price
RETAIL_PRICE = 1.15
Rows = dict[str, list[int]]


def drawn(specification: str, seed: int) -> dict[str, Any]:
    """A document of `rantai bench pool`. Raises ValueError for an unknown class or a size out of reach."""
    read = SPELLED.fullmatch(specification)
    if not read:
        raise ValueError("unknown class")
    kind, (firms, materials, weeks) = read[1], (int(part) for part in read.groups()[1:])
    if not (firms and materials and weeks >= 2 and firms * materials * weeks <= MOST_ROWS):
        raise ValueError("size out of reach")
    draw = np.random.default_rng(seed)
    price = draw.integers(90, 160, materials) * 100_000
    columns = _needs(draw, firms, materials, weeks) | _stock(draw, materials)
    columns |= _offers(draw, price.tolist(), weeks)
    columns |= {"format_kind": [KIND_COIL] * materials, "format_material": list(range(materials))}
    columns |= {"format_loss_ppm": [10_000] * materials}
    if kind == "free":
        columns["supplier_min_order_g"] = [0] * 5
    else:
        columns |= _terms(draw, weeks, sum(columns["need_amount"]), int(price.mean()), is_tight=kind == "tight")
    return {"weeks": weeks, **{name: rows for name, rows in columns.items() if rows}}


def _needs(draw: np.random.Generator, firms: int, materials: int, weeks: int) -> Rows:
    """Two in five firms use a material, in every second week; beyond half the horizon half of it is forecast."""
    size, uses = draw.lognormal(0, 0.8, firms), draw.random((firms, materials)) < 0.4
    rows: Rows = {f"need_{name}": [] for name in ("firm", "centre", "format", "week", "amount", "is_forecast")}
    for firm, material in zip(*np.nonzero(uses), strict=True):
        base = size[firm] * draw.lognormal(-1.2, 0.6) * 2 * T
        for week in np.flatnonzero(draw.random(weeks) < 0.5):
            amount = int(base * draw.random()) // 1_000 * 1_000 + 1_000
            is_forecast = week > weeks // 2 and draw.random() < 0.5
            row = (firm, firm % 2, material, week, amount, is_forecast)
            for name, value in zip(rows, row, strict=True):
                rows[name].append(int(value))
    return rows


def _stock(draw: np.random.Generator, materials: int) -> Rows:
    """One lot of 1 to 11 t a material, at either centre."""
    return {
        "stock_format": list(range(materials)),
        "stock_amount": (draw.integers(1, 12, materials) * T).tolist(),
        "stock_centre": draw.integers(0, 2, materials).tolist(),
        "transfer_from": [0, 1],
        "transfer_to": [1, 0],
        "transfer_weeks": [1, 1],
        "transfer_price_idr_t": [300_000, 300_000],
    }


def _offers(draw: np.random.Generator, prices: list[int], weeks: int) -> Rows:
    """Two mills with rolling weeks, least items of 5 to 15 t and coils; two service centres with a tier; a retailer."""
    names = ("supplier", "format", "min_order_g", "coil_min_g", "coil_max_g", "lead_weeks")
    rows: Rows = {f"offer_{name}": [] for name in names}
    rows |= {name: [] for name in ("tier_offer", "tier_from_g", "tier_price_idr_t", "rolling_offer", "rolling_week")}

    def add(row: tuple[int, ...], tiers: list[tuple[int, float]], rolling: range) -> None:
        offer = len(rows["offer_supplier"])
        for name, value in zip(names, row, strict=True):
            rows[f"offer_{name}"].append(value)
        for from_g, price in tiers:
            rows["tier_offer"].append(offer)
            rows["tier_from_g"].append(from_g)
            rows["tier_price_idr_t"].append(int(price))
        rows["rolling_offer"] += [offer] * len(rolling)
        rows["rolling_week"] += rolling

    for material, price in enumerate(prices):
        for mill, (lead, cycle, factor, share) in enumerate(MILLS):
            if draw.random() < share:
                least = int(draw.integers(5, 16)) * T
                add((mill, material, least, 5 * T, 12 * T, lead), [(0, price * factor)], range(mill, weeks, cycle))
        for place, (lead, factor) in enumerate(SERVICE):
            listed = price * factor * draw.uniform(0.98, 1.02)
            add((2 + place, material, T, 0, 0, lead), [(0, listed), (10 * T, listed * 0.97)], range(0))
        add((4, material, 0, 0, 0, 0), [(0, price * RETAIL_PRICE)], range(0))
    return rows


def _terms(draw: np.random.Generator, weeks: int, total_g: int, price: int, *, is_tight: bool) -> Rows:
    """Least orders, rebates, trucks both ways, credit; when tight, money for nine tenths of the need, week by week."""
    credit = total_g // T // weeks * 5 // 2 * price
    rows: Rows = {
        "supplier_min_order_g": [50 * T, 50 * T, 5 * T, 5 * T, 0],
        "supplier_truck_g": [24 * T, 24 * T, 8 * T, 8 * T, 0],
        "supplier_truck_idr": [7_500_000, 8_000_000, 2_500_000, 2_000_000, 0],
        "supplier_credit_idr": [-1, -1, credit, -1, -1],
        "supplier_credit_weeks": [1, 1, 4, 1, 1],
        "rebate_supplier": [0, 0, 1, 1, 3],
        "rebate_from_g": [100 * T, 250 * T, 100 * T, 250 * T, 25 * T],
        "rebate_ppm": [10_000, 20_000, 10_000, 20_000, 10_000],
        "back_supplier": [0] * weeks + [1] * weeks,
        "back_week": list(range(weeks)) * 2,
        "back_trucks": draw.integers(0, 3, 2 * weeks).tolist(),
        "back_truck_idr": [3_500_000] * (2 * weeks),
    }
    if is_tight:
        weekly = total_g // T * price * 9 // 10 // weeks
        rows |= {"budget_week": list(range(weeks)), "budget_idr": [4 * weekly] + [weekly] * (weeks - 1)}
    return rows
