"""Small cutting lists with their plans, as the contract writes them: a sheet in three levels, and a bar."""

from typing import Any

SHEET: dict[str, Any] = {
    "stock": [
        {
            "id": "L-4x8",
            "length_mm": 2438,
            "width_mm": 1219,
            "quantity": None,
            "price_idr": 870_000,
            "grade": "SPHC",
            "thickness_mm": 2.3,
            "heat": "H-2231",
        }
    ],
    "pieces": [
        {"id": "Lantai", "length_mm": 1300, "width_mm": 900, "quantity": 3, "owner": "Bengkel A contoh"},
        {"id": "Rusuk", "length_mm": 1100, "width_mm": 150, "quantity": 17, "owner": "Bengkel A contoh"},
        {"id": "Braket", "length_mm": "220.5", "width_mm": 80, "quantity": 30, "owner": "Bengkel B contoh"},
        {"id": "Kuping", "length_mm": 40, "width_mm": 35, "quantity": 24, "owner": "Bengkel B contoh"},
    ],
    "kerf_mm": 3,
    "trim_mm": 5,
    "stages": 3,
    "min_remnant_mm": [300, 100],
}


def _placed(piece: str, x: float, y: float, length: float, width: float) -> dict[str, Any]:
    return {"piece": piece, "x_mm": x, "y_mm": y, "length_mm": length, "width_mm": width, "rotated": False}


SHEET_PLAN: dict[str, Any] = {
    "status": "infeasible",
    "objective": 2_610_000,
    "bound": 2_610_000,
    "gap": 0,
    "stock_used": [{"id": "L-4x8", "count": 3}],
    "patterns": [
        {
            "stock": "L-4x8",
            "count": 3,
            "placed": [
                _placed("Lantai", 5, 5, 1300, 900),
                *(_placed("Rusuk", 1308, 5 + 153 * at, 1100, 150) for at in range(5)),
                *(_placed("Braket", 5 + 223.5 * at, 908 + 83 * up, 220.5, 80) for at in range(5) for up in range(2)),
                *(_placed("Kuping", 1122.5 + 43 * at, 908 + 38 * up, 40, 35) for at in range(2) for up in range(4)),
            ],
            "remnants": [{"x_mm": 1308, "y_mm": 770, "length_mm": 1125, "width_mm": 135}],
        }
    ],
    "unplaced": [{"piece": "Rusuk", "quantity": 2, "reason": "stock_used_up", "would_fit": "L-4x8"}],
    "yield": 0.8,
    "cost_by_owner": {"Bengkel A contoh": 1_900_000, "Bengkel B contoh": 710_000},
    "alone_by_owner": {"Bengkel A contoh": 2_610_000, "Bengkel B contoh": 870_000},
}

BAR: dict[str, Any] = {
    "stock": [{"id": "UNP 80", "length_mm": 6000, "quantity": None, "price_idr": 450_000, "heat": "B77"}],
    "pieces": [
        {"id": "Tiang", "length_mm": 1203.5, "quantity": 12},
        {"id": "Pasak", "length_mm": 45, "quantity": 80},
    ],
    "kerf_mm": 2.5,
    "trim_mm": {"left": 5, "right": 5},
    "min_remnant_mm": 500,
}
BAR_PLAN: dict[str, Any] = {
    "status": "optimal",
    "objective": 1_800_000,
    "bound": 1_800_000,
    "gap": 0,
    "stock_used": [{"id": "UNP 80", "count": 4}],
    "patterns": [
        {
            "stock": "UNP 80",
            "count": 4,
            "placed": [
                *(_placed("Tiang", 5 + 1206 * at, 0, 1203.5, 0) for at in range(3)),
                *(_placed("Pasak", 3623 + 47.5 * at, 0, 45, 0) for at in range(20)),
            ],
            "remnants": [{"x_mm": 4573, "y_mm": 0, "length_mm": 1422, "width_mm": 0}],
        }
    ],
    "unplaced": [],
    "yield": 0.75,
}


def renamed(document: dict[str, Any], plan: dict[str, Any], name: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The same list and plan with its first piece and its first stock called otherwise."""
    piece, stock = document["pieces"][0]["id"], document["stock"][0]["id"]
    pieces = [{**row, "id": name if row["id"] == piece else row["id"]} for row in document["pieces"]]
    stocks = [{**row, "id": name if row["id"] == stock else row["id"], "heat": name} for row in document["stock"]]
    patterns = [
        {
            **row,
            "stock": name if row["stock"] == stock else row["stock"],
            "placed": [{**one, "piece": name if one["piece"] == piece else one["piece"]} for one in row["placed"]],
        }
        for row in plan["patterns"]
    ]
    return {**document, "pieces": pieces, "stock": stocks}, {**plan, "patterns": patterns}
