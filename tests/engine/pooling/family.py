"""A family of formats to tell stories with: a 1 t sheet, a 0.5 t sheet, a coil that is cut into both, and sand."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from rantai.engine.pooling import KIND_COIL, KIND_LOOSE, KIND_SHEET, PoolingInput

BIG, SMALL, COIL, SAND = 0, 1, 2, 3
T = 1_000_000
MILL, CENTRE = 0, 1

GROUPS = {
    "cut": ("coil", "format", "mass_g_each"),
    "need": ("format", "week", "pieces", "mass_g"),
    "stock": ("format", "week", "pieces", "mass_g"),
    "offer": (
        "format",
        "min_order_g",
        "multiple_g",
        "coil_min_g",
        "coil_max_g",
        "lead_weeks",
        "first_week",
        "last_week",
    ),
    "tier": ("offer", "from_g", "price_idr_t"),
}


def family(weeks: int = 26, loss_ppm: int = 0, **rows: Sequence[tuple[int, ...]]) -> PoolingInput:
    """Rows as tuples in the order of GROUPS; offers may leave out their order weeks, needs and stock their mass."""
    rows = {"cut": [(COIL, BIG, T), (COIL, SMALL, T // 2)], **rows}
    full = {
        "offer": [(*row, 0, 999)[:8] if len(row) == 6 else row for row in rows.get("offer", [])],
        "need": [(*row, 0)[:4] for row in rows.get("need", [])],
        "stock": [(*row, 0)[:4] for row in rows.get("stock", [])],
    }
    columns: dict[str, Any] = {}
    for group, names in GROUPS.items():
        listed = full.get(group, rows.get(group, []))
        columns |= {
            f"{group}_{name}": np.array([r[at] for r in listed], dtype=np.int64) for at, name in enumerate(names)
        }
    return PoolingInput(
        weeks=weeks,
        format_kind=np.array([KIND_SHEET, KIND_SHEET, KIND_COIL, KIND_LOOSE]),
        format_piece_mass_g=np.array([T, T // 2, 0, 0]),
        format_loss_ppm=np.array([0, 0, loss_ppm, 0]),
        **columns,
    )
