"""Pooled orders of a cluster: 50 firms, 20 materials, 26 weeks, all invented: `python benchmarks/pooling.py`."""

from __future__ import annotations

import time

import numpy as np

from lines import Line  # a neighbour in benchmarks/
from rantai.engine.pooling import KIND_COIL, KIND_SHEET, PoolingInput, PoolingParams, faults, solve

FIRMS, MATERIALS, WEEKS = 50, 20, 26
T = 1_000_000  # g
COIL = 2
# Format, least order, multiple, lightest and heaviest coil in g, lead weeks, and (mass from, rupiah a tonne).
OFFERS = (
    (0, 0, 0, 0, 0, 1, ((0, 12_800_000),)),
    (1, 0, 0, 0, 0, 1, ((0, 12_900_000),)),
    (0, 2 * T, T // 2, 0, 0, 3, ((0, 9_700_000), (20 * T, 9_300_000))),
    (1, 2 * T, T // 2, 0, 0, 3, ((0, 9_700_000), (20 * T, 9_300_000))),
    (COIL, 20 * T, 0, 10 * T, 25 * T, 12, ((0, 8_600_000), (100 * T, 8_400_000))),
)


def material(thickness_um: int, draw: np.random.Generator) -> PoolingInput:
    """One thickness: two sheet formats, coils that both are cut from, and the weekly sheets of all firms."""
    masses = np.array([1_219 * 2_438, 1_219 * 3_048]) * thickness_um * 785 // 100_000_000
    firm_sheets = draw.lognormal(0.5, 1.0, (FIRMS, 1, 1)) * draw.random((FIRMS, 2, WEEKS)) * 4
    sheets = np.floor(firm_sheets).astype(np.int64).sum(axis=0)
    format_, week = np.nonzero(sheets)
    offers = np.array([row[:6] for row in OFFERS], dtype=np.int64).T
    tiers = [(at, *tier) for at, row in enumerate(OFFERS) for tier in row[6]]
    tier = np.array(tiers, dtype=np.int64).T
    return PoolingInput(
        weeks=WEEKS,
        format_kind=np.array([KIND_SHEET, KIND_SHEET, KIND_COIL]),
        format_piece_mass_g=np.append(masses, 0),
        format_loss_ppm=np.array([0, 0, 15_000]),
        cut_coil=np.array([COIL, COIL]),
        cut_format=np.array([0, 1]),
        cut_mass_g_each=masses * 1_250 // 1_219,
        need_format=format_,
        need_week=week,
        need_pieces=sheets[format_, week],
        need_mass_g=np.zeros(len(week), np.int64),
        stock_format=np.array([0, 1]),
        stock_week=np.array([0, 2]),
        stock_pieces=draw.integers(0, 300, 2),
        stock_mass_g=np.zeros(2, np.int64),
        offer_format=offers[0],
        offer_min_order_g=offers[1],
        offer_multiple_g=offers[2],
        offer_coil_min_g=offers[3],
        offer_coil_max_g=offers[4],
        offer_lead_weeks=offers[5],
        offer_first_week=np.full(len(OFFERS), -12),
        offer_last_week=np.full(len(OFFERS), WEEKS),
        tier_offer=tier[0],
        tier_from_g=tier[1],
        tier_price_idr_t=tier[2],
    )


def measure() -> list[Line]:
    """All materials one after another, every answer judged."""
    draw = np.random.default_rng(1)
    families = [material(int(thickness), draw) for thickness in np.linspace(800, 6_000, MATERIALS).astype(int)]
    start = time.process_time()
    answers = [solve(family, PoolingParams()) for family in families]
    seconds = time.process_time() - start
    bad = sum(len(faults(family, answer)) for family, answer in zip(families, answers, strict=True))
    objective, bound = sum(a.objective for a in answers), sum(a.bound for a in answers)
    tonnes = sum(int(answer.order_mass_g.sum()) for answer in answers) // T
    size = f"{FIRMS} firms × {MATERIALS} materials × {WEEKS} weeks, {tonnes:,} t ordered"
    return [Line("pooling", size, seconds, (objective - bound) / objective, faults=bad)]


if __name__ == "__main__":
    print(*measure(), sep="\n")
