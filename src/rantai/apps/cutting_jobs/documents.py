"""A job as the input document of the published cutting contract, and an answer with the patterns that were pinned.

The documents speak millimetres as plain JSON numbers, exact to the micrometre; everything else here is µm.
"""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from rantai.apps.cutting_jobs.models import CutJob, JobPiece, JobStock

Document = dict[str, Any]
WORDS = {"bar": "bars", "sheet": "sheets", "coil": "coils"}


def mm(length_um: int) -> int | float:
    """A length as the contract writes it."""
    whole, rest = divmod(length_um, 1000)
    return whole if not rest else float(Decimal(length_um) / 1000)


def um(length_mm: Any) -> int:  # noqa: ANN401 — a JSON number or a decimal string
    """A length of a document in µm, exactly; a mass in kg becomes grams in the same way."""
    return int(Decimal(str(length_mm)) * 1000)


def owner_key(piece: JobPiece) -> str:
    """How the documents call the owner of a piece; empty when it is nobody in particular."""
    return piece.owner.code if piece.owner is not None else piece.owner_name


def document_of(job: CutJob, pieces: Sequence[JobPiece], stock: Sequence[JobStock]) -> Document:
    """The input document; stock that was left out by hand is not in it."""
    offered = [row for row in stock if not row.is_excluded]
    is_priced = bool(offered) and all(row.price_idr is not None for row in offered)
    document: Document = {
        "stock": [_stock(job, row, is_priced=is_priced) for row in offered],
        "pieces": [_piece(job, piece) for piece in pieces],
        "kerf_mm": mm(job.kerf_um),
        **_trim(job),
        **_limits(job),
    }
    if job.kind == "sheet":
        document |= {"stages": job.stages or None, "first_cut": job.first_cut}
    return document


def _stock(job: CutJob, row: JobStock, *, is_priced: bool) -> Document:
    made: Document = {"id": row.code, "quantity": row.quantity}
    if job.kind == "coil":
        made["width_mm"] = mm(row.width_um)
        made |= {"length_mm": mm(row.length_um)} if row.length_um else {"mass_kg": mm(row.mass_g)}
    else:
        made["length_mm"] = mm(row.length_um)
        made |= {"width_mm": mm(row.width_um)} if job.kind == "sheet" else {}
    made |= {"thickness_mm": mm(job.thickness_um)} if job.thickness_um else {}
    made |= {"price_idr": row.price_idr} if is_priced else {}
    if job.kind != "coil":
        made |= {"remnant": True} if row.is_remnant else {}
        made |= {"grade": job.grade} if job.grade else {}
        made |= {"heat": row.lot.heat} if row.lot is not None and row.lot.heat else {}
        made |= {"owner": row.owner.code} if row.owner is not None else {}
    return made


def _piece(job: CutJob, piece: JobPiece) -> Document:
    made: Document = {"id": piece.code, "quantity": piece.quantity}
    if job.kind == "coil":
        made["width_mm"] = mm(piece.width_um)
        made |= {"length_mm": mm(piece.length_um)} if piece.length_um else {}
        return made | ({"mass_kg": mm(piece.mass_g)} if piece.mass_g and not piece.length_um else {})
    made["length_mm"] = mm(piece.length_um)
    if job.kind == "sheet":
        made |= {"width_mm": mm(piece.width_um), "rotatable": piece.is_rotatable}
    made |= {"owner": owner_key(piece)} if owner_key(piece) else {}
    made |= {"priority": piece.priority} if piece.priority else {}
    return made | ({"due": piece.due.isoformat()} if piece.due else {})


def _trim(job: CutJob) -> Document:
    if job.kind == "coil":
        return {"edge_trim_mm": mm(job.trim_bottom_um)} if job.trim_bottom_um else {}
    sides = ("left", "right") if job.kind == "bar" else ("left", "right", "bottom", "top")
    return {"trim_mm": {side: mm(getattr(job, f"trim_{side}_um")) for side in sides}}


def _limits(job: CutJob) -> Document:
    made: Document = {}
    if job.kind == "bar" and job.min_remnant_length_um:
        made["min_remnant_mm"] = mm(job.min_remnant_length_um)
    if job.kind == "sheet" and (job.min_remnant_length_um or job.min_remnant_width_um):
        made["min_remnant_mm"] = [mm(job.min_remnant_length_um), mm(job.min_remnant_width_um)]
    counts = {"max_patterns": job.max_patterns, "max_cuts": job.max_cuts}
    counts |= {"max_knives": job.max_knives} if job.kind == "coil" else {}
    made |= {name: value for name, value in counts.items() if value}
    lengths = {"stack_height_mm": job.stack_height_um, "bed_mm": job.bed_um} if job.kind != "coil" else {}
    return made | {name: mm(value) for name, value in lengths.items() if value}


# --- pins -----------------------------------------------------------------------------------------------------------


def without(document: Document, pinned: Sequence[Document]) -> Document:
    """The rest of the problem: pieces and stock of the pinned patterns are set aside."""
    taken: Counter[str] = Counter()
    opened: Counter[str] = Counter()
    for pattern in pinned:
        opened[pattern["stock"]] += pattern["count"]
        for spot in pattern["placed"]:
            taken[spot["piece"]] += pattern["count"]
    rest = copy.deepcopy(document)
    rest["pieces"] = list(_less(rest["pieces"], taken))
    rest["stock"] = list(_less(rest["stock"], opened))
    return rest


def _less(rows: Iterable[Document], taken: Mapping[str, int]) -> Iterable[Document]:
    for row in rows:
        if row["quantity"] is None:
            yield row
        elif row["quantity"] > taken.get(row["id"], 0):
            yield row | {"quantity": row["quantity"] - taken.get(row["id"], 0)}


def nothing_left(document: Document) -> Document:
    """The answer to a problem without pieces: what was pinned is the whole plan."""
    unpriced = not all("price_idr" in row for row in document["stock"])
    return {
        "status": "optimal",
        "objective": 0,
        "bound": None if unpriced else 0,
        "gap": None,
        "seconds": 0,
        "patterns": [],
        "stock_used": [],
        "unplaced": [],
        "yield": 0,
    }


def joined(document: Document, pinned: Sequence[Document], answer: Document) -> Document:
    """The whole plan: pinned patterns first, with their counts, then what was found for the rest.

    What was proven of the rest says nothing about the whole: bound and gap are left out, and the best possible rest
    makes a feasible plan. Costs of owners alone are left out too: they were counted for the rest only.
    """
    if not pinned:
        return answer
    whole = copy.deepcopy(answer) | {"bound": None, "gap": None}
    whole["status"] = "feasible" if answer["status"] == "optimal" else answer["status"]
    whole["patterns"] = [*copy.deepcopy(list(pinned)), *whole["patterns"]]
    used: Counter[str] = Counter()
    for pattern in whole["patterns"]:
        used[pattern["stock"]] += pattern["count"]
    whole["stock_used"] = [{"id": key, "count": count} for key, count in used.items()]
    whole.pop("alone_by_owner", None)
    prices = {row["id"]: row.get("price_idr") for row in document["stock"]}
    is_priced = all(prices[key] is not None for key in used)
    whole["objective"] = sum((prices[key] or 0) * count for key, count in used.items()) if is_priced else None
    if is_priced:
        _split_pinned(document, pinned, whole, prices)
    return whole


def _split_pinned(
    document: Document, pinned: Sequence[Document], whole: Document, prices: Mapping[str, int | None]
) -> None:
    """Give each owner the share of a pinned sheet that its pieces cover; the rest was split by the engine."""
    shares: Counter[str] = Counter({key: int(value) for key, value in (whole.get("cost_by_owner") or {}).items()})
    owners = {row["id"]: row.get("owner", "") for row in document["pieces"]}
    if not any(owners.values()):
        return
    for pattern in pinned:
        cost = (prices[pattern["stock"]] or 0) * pattern["count"]
        areas: Counter[str] = Counter()
        for spot in pattern["placed"]:
            areas[owners[spot["piece"]]] += um(spot["length_mm"]) * (um(spot.get("width_mm") or 0) or 1)
        shares.update(_shared(cost, areas))
    whole["cost_by_owner"] = dict(shares)


def _shared(cost: int, areas: Mapping[str, int]) -> dict[str, int]:
    """`cost` by area, in whole rupiah that add up; the largest takes what rounding leaves."""
    total = sum(areas.values())
    if not total:
        return {}
    made = {key: cost * area // total for key, area in areas.items()}
    largest = max(areas, key=lambda key: (areas[key], key))
    made[largest] += cost - sum(made.values())
    return made
