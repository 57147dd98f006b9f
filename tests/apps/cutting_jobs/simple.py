"""A solver that anybody can follow: equal pieces side by side along the length, on the first stock that takes them."""

from collections import Counter
from typing import Any

Document = dict[str, Any]


def solve(kind: str, document: Document, *, seconds: int) -> Document:
    """A plan as the contract writes it; never a good one."""
    left = {row["id"]: row["quantity"] for row in document["stock"]}
    patterns: list[Document] = []
    unplaced = []
    for piece in document["pieces"]:
        wanted = piece["quantity"]
        while wanted:
            row = next((one for one in document["stock"] if _fits(document, one, piece) and left[one["id"]] != 0), None)
            if row is None:
                unplaced.append(_unplaced(document, piece, wanted))
                break
            fitting = min(wanted, _many(document, row, piece))
            patterns.append(_pattern(document, row, piece, fitting))
            wanted -= fitting
            if left[row["id"]] is not None:
                left[row["id"]] -= 1
    used = Counter(one["stock"] for one in patterns)
    prices = {row["id"]: row.get("price_idr", 1) for row in document["stock"]}
    cost = sum(prices[name] * count for name, count in used.items())
    return {
        "status": "infeasible" if unplaced else "feasible",
        "objective": cost,
        "bound": cost // 2,
        "gap": 0.5 if cost else 0.0,
        "seconds": 0.0,
        "seed": 1,
        "stock_used": [{"id": name, "count": count} for name, count in used.items()],
        "patterns": _merged(patterns),
        "unplaced": unplaced,
        "yield": 0.5,
    } | _costs(document, patterns, prices)


def _trim(document: Document, side: str) -> float:
    return (document.get("trim_mm") or {}).get(side, 0)


def _room(document: Document, row: Document) -> float:
    return row["length_mm"] - _trim(document, "left") - _trim(document, "right")


def _many(document: Document, row: Document, piece: Document) -> int:
    kerf = document.get("kerf_mm", 0)
    return int((_room(document, row) + kerf) // (piece["length_mm"] + kerf))


def _fits(document: Document, row: Document, piece: Document) -> bool:
    high = row.get("width_mm", 0) - _trim(document, "bottom") - _trim(document, "top")
    is_allowed = not row.get("owner") or row["owner"] == piece.get("owner")
    return is_allowed and piece["length_mm"] <= _room(document, row) and piece.get("width_mm", 0) <= max(high, 0)


def _pattern(document: Document, row: Document, piece: Document, fitting: int) -> Document:
    step = piece["length_mm"] + document.get("kerf_mm", 0)
    placed = [
        {
            "piece": piece["id"],
            "x_mm": _trim(document, "left") + at * step,
            "y_mm": _trim(document, "bottom"),
            "length_mm": piece["length_mm"],
            "width_mm": piece.get("width_mm", 0),
            "rotated": False,
        }
        for at in range(fitting)
    ]
    return {"stock": row["id"], "count": 1, "placed": placed, "remnants": [], "scrap_area_mm2": 0}


def _merged(patterns: list[Document]) -> list[Document]:
    made: list[Document] = []
    for one in patterns:
        if made and made[-1] | {"count": 1} == one:
            made[-1] = one | {"count": made[-1]["count"] + 1}
        else:
            made.append(one)
    return made


def _unplaced(document: Document, piece: Document, quantity: int) -> Document:
    nearest = document["stock"][0]["id"] if document["stock"] else ""
    return {
        "piece": piece["id"],
        "quantity": quantity,
        "reason": "too_large",
        "would_fit": nearest,
        "text": {"id": "Lebih besar dari semua stok.", "en": "Larger than all stock."},
    }


def _costs(document: Document, patterns: list[Document], prices: dict[str, int]) -> Document:
    owners = {row["id"]: row.get("owner", "") for row in document["pieces"]}
    if not any(owners.values()):
        return {}
    shares: Counter[str] = Counter()
    for one in patterns:
        shares[owners[one["placed"][0]["piece"]]] += prices[one["stock"]]
    return {"cost_by_owner": dict(shares), "alone_by_owner": {key: value + 1000 for key, value in shares.items()}}
