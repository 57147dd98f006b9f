"""Lists like a material center's: steel sheets with kerf and grain, small workshops alone and pooled, and growth.

Part sizes are those of the rural vehicle's bill, formats those of the trade; quantities and workshops are invented.
"""

from __future__ import annotations

import random
from collections import Counter
from typing import Any

from cutting_classes import Document, Instance  # a neighbour in benchmarks/

LENGTH_MM, WIDTH_MM, KERF_MM = 2438, 1219, 3
SHEET = {"id": "4x8", "length_mm": LENGTH_MM, "width_mm": WIDTH_MM, "quantity": None}
PARTS_MM = (
    (700, 150), (800, 170), (150, 150), (180, 120), (200, 150), (100, 80), (1300, 900), (1300, 600), (1300, 400),
    (700, 450), (1300, 1100), (1000, 800), (400, 200), (420, 400), (300, 60), (60, 60), (300, 250), (1800, 400),
    (1400, 500), (1400, 112), (1800, 145), (120, 50), (700, 300), (400, 300), (450, 140), (500, 450), (700, 30),
    (300, 80), (500, 300), (320, 200),
)  # fmt: skip
SHEET_FORMATS_MM = ((2438, 1219), (3048, 1524), (2438, 1524), (3048, 1219), (6096, 1524), (6096, 1829))
BAR_FORMATS_MM = (6000, 12000, 5500, 5800, 9000, 11_700)
IDR_MM2, IDR_MM = 0.17, 11.0
GROWTH = (100, 316, 1000, 3162, 10_000)


def steel(count: int) -> list[Instance]:
    """Lists for 4 × 8 ft sheets, about one to ten sheets each, turned freely unless grain forbids it."""
    made = []
    for number in range(count):
        draw = random.Random(f"steel {number}")
        pieces = parts(draw, draw.randint(6, 18), draw.uniform(1.2, 9.5))
        made.append(Instance("sheets", "steel lists", f"steel {number + 1}", sheet_document([SHEET], pieces)))
    return made


def parts(draw: random.Random, kinds: int, sheets: float) -> list[Document]:
    """So many kinds of parts that together cover about so many sheets, in the order of drawing."""
    wanted = sheets * LENGTH_MM * WIDTH_MM / kinds
    rows: list[Document] = []
    for at in range(kinds):
        length, width = (max(30, side + draw.randint(-9, 9)) for side in draw.choice(PARTS_MM))
        share = draw.uniform(0.3, 1.7) * wanted
        quantity = max(1, min(60, round(share / (length * width))))
        row: Document = {"id": f"p{at}", "length_mm": length, "width_mm": width, "quantity": quantity}
        rows.append(row | ({"rotatable": False} if draw.random() < 0.25 else {}))
    return rows


def sheet_document(stock: list[Any], pieces: list[Document]) -> Document:
    return {"stock": stock, "pieces": pieces, "kerf_mm": KERF_MM, "stages": 3, "first_cut": "any"}


def workshops(trial: int, firms: int = 20) -> tuple[list[Instance], Instance]:
    """Small workshops' lists of one steel: each alone, and all on common sheets with the owner on every piece."""
    alone, pooled = [], list[Document]()
    for firm in range(firms):
        draw = random.Random(f"workshop {trial} {firm}")
        pieces = parts(draw, draw.randint(2, 5), draw.uniform(0.3, 1.05))
        pieces = [row for row in pieces if row["length_mm"] * row["width_mm"] <= 1_000_000] or pieces
        name = f"trial {trial + 1} firm {firm + 1}"
        alone.append(Instance("sheets", f"trial {trial + 1} alone", name, sheet_document([SHEET], pieces)))
        pooled += [row | {"id": f"f{firm}-{row['id']}", "owner": f"contoh-{firm + 1}"} for row in pieces]
    group = f"trial {trial + 1} pooled"
    return alone, Instance("sheets", group, group, sheet_document([SHEET], pooled))


def growth(kind: str) -> list[Instance]:
    """From 100 pieces to 10,000 of 300 kinds on six priced formats, trimmed, with kerf."""
    return [_grown(kind, pieces) for pieces in GROWTH]


def _grown(kind: str, wanted: int) -> Instance:
    draw = random.Random(f"growth {kind} {wanted}")
    kinds = min(300, max(20, round(300 * (wanted / 10_000) ** 0.5)))
    asked = Counter(draw.choices(range(kinds), [draw.uniform(0.2, 1.8) for _ in range(kinds)], k=wanted - kinds))
    pieces: list[Document] = []
    for at in range(kinds):
        row: Document = {"id": f"p{at}", "length_mm": draw.randint(60, 1800), "quantity": 1 + asked[at]}
        if kind == "sheets":
            row |= {"width_mm": draw.randint(40, 700), "rotatable": draw.random() < 0.75}
        pieces.append(row)
    return Instance(kind, f"growth, {kind}", f"{kind} {wanted}", _six_formats(kind, draw) | {"pieces": pieces})


def _six_formats(kind: str, draw: random.Random) -> Document:
    if kind == "bars":
        stock: list[Document] = [
            {"id": f"s{x}", "length_mm": x, "quantity": None, "price_idr": int(x * IDR_MM * draw.uniform(0.97, 1.03))}
            for x in BAR_FORMATS_MM
        ]
        return {"stock": stock, "kerf_mm": KERF_MM, "trim_mm": 5}
    stock = [
        {"id": f"s{x}x{y}", "length_mm": x, "width_mm": y, "quantity": None}
        | {"price_idr": int(x * y * IDR_MM2 * draw.uniform(0.97, 1.03))}
        for x, y in SHEET_FORMATS_MM
    ]
    return {"stock": stock, "kerf_mm": KERF_MM, "trim_mm": 5, "stages": 3, "first_cut": "any"}
