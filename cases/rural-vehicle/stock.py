"""Stock at hand and on the way: the centres' steel, customers' steel with its heats, remnants, and components."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from math import ceil

from dice import Dice
from products import Catalogue
from sources import Row, read
from wanted import WEEKS, Lot, day

TRIM_UM = 5_000
KERF_UM = {"sheet": 0, "bar": 2_500}
COVER_WEEKS = 8  # of everyday use that lies at the centres at the start
RECEIPT_EVERY = 4
CUSTOMER_EXTRA = 1.36  # EST: customers send a third more than their blanks need; the rest stays theirs
FORGOTTEN = ("BUYER-2", 24)  # the customer and week of the delivery that does not come
COMPONENTS = (("RV-68", 20, 75, 8), ("RV-69", 20, 75, 8), ("RV-33", 60, 0, 0), ("RV-53", 40, 0, 0))

Use = dict[tuple[str, str, str], dict[int, float]]  # (owner, centre, format) -> week -> pieces or grams


def customer_and_centre_use(catalogue: Catalogue, lots: list[Lot], formats: list[Row]) -> Use:
    """Steel that the everyday lots need, in sheets, bars or grams of the format that a buyer would choose."""
    centres = {row["sentra_code"]: row["centre_code"] for row in read("sentra")}
    blanks = {str(row["item_code"]): row for row in catalogue.blanks}
    leads = {str(row["item_code"]): int(str(row["lead_weeks"])) for row in catalogue.items}
    use: Use = defaultdict(lambda: defaultdict(float))
    for lot in lots:
        blank, family = blanks[lot.product.code], lot.product.family
        one, pieces = _best_format(blank, formats)
        key = (family["owner"], centres[lot.product.sentras[0]], str(one["format_code"]))
        week = max(0, lot.week - leads[lot.product.code])
        use[key][week] += lot.pieces * pieces
    return use


def _best_format(blank: Row, formats: list[Row]) -> tuple[Row, float]:
    """The format of the material that uses least steel, and how many of it (or grams) one part takes."""
    choices = []
    for one in formats:
        if one["material_code"] == blank["material_code"] and one["kind"] != "coil":
            each = _pieces_each(blank, one)
            if each:
                choices.append((each * _int(one.get("piece_mass_g") or 1), str(one["format_code"]), one, each))
    _, _, one, each = min(choices, key=lambda choice: choice[:2])
    return one, each


def _pieces_each(blank: Row, one: Row) -> float:
    if one["kind"] == "loose":
        return float(_int(blank["gross_mass_g_each"]))
    length, width = _int(one["length_um"]) - 2 * TRIM_UM, _int(one["width_um"]) - 2 * TRIM_UM
    long, wide = _int(blank["length_um"]), _int(blank["width_um"])
    if one["kind"] == "bar":
        count = (length + KERF_UM["bar"]) // (long + KERF_UM["bar"])
    else:
        count = max((length // long) * (width // wide), (length // wide) * (width // long))
    return 1 / (count * _int(blank["parts_per_blank"])) if count else 0.0


def _int(value: object) -> int:
    return int(str(value))


def material_stock(use: Use, formats: list[Row], dice: Dice) -> list[Row]:
    """Lots with heats: the centres' own and the customers', and a few remnants."""
    by_code = {str(one["format_code"]): one for one in formats}
    rows = []
    for (owner, centre, code), weeks in sorted(use.items()):
        needed = sum(amount for week, amount in weeks.items() if week < COVER_WEEKS)
        if needed:
            extra = CUSTOMER_EXTRA if owner else dice.between(0.7, 1.15, "cover", centre, code)
            rows.append(_lot(f"L-{centre}-{code}", owner, centre, by_code[code], needed * extra, dice))
    return rows + list(_remnants(use, by_code, dice))


def _lot(prefix: str, owner: str, centre: str, one: Row, amount: float, dice: Dice) -> Row:
    code = f"{prefix}-{owner}" if owner else prefix
    row: Row = {"stock_code": code, "format_code": one["format_code"], "holder_code": centre}
    row |= {"owner_code": owner or centre, "heat": f"H26-{dice.whole(10_000, 99_999, 'heat', code)}"}
    return row | _amount(one, amount)


def _amount(one: Row, amount: float) -> Row:
    if one["kind"] == "loose":
        return {"quantity_pieces": 0, "mass_g": max(1_000, round(amount / 1_000) * 1_000)}
    pieces = ceil(amount) + 1
    return {"quantity_pieces": pieces, "mass_g": pieces * _int(one["piece_mass_g"])}


def _remnants(use: Use, by_code: dict[str, Row], dice: Dice) -> Iterator[Row]:
    """One remnant of most sheets and bars that a centre works with."""
    for owner, centre, code in sorted(use):
        one = by_code[code]
        if owner or one["kind"] == "loose" or dice.unit("remnant", centre, code) < 0.3:
            continue
        length = round(_int(one["length_um"]) * dice.between(0.3, 0.7, "left", centre, code) / 1_000) * 1_000
        is_bar = one["kind"] == "bar"
        width = 0 if is_bar else _int(one["width_um"])
        mass = _int(one["piece_mass_g"]) * length // _int(one["length_um"])
        stock = f"R-{centre}-{code}"
        row: Row = {"stock_code": stock, "format_code": code, "holder_code": centre, "owner_code": centre}
        row |= {"quantity_pieces": 1, "length_um": length, "width_um": width, "mass_g": mass}
        yield row | {"heat": f"H25-{dice.whole(10_000, 99_999, 'heat', stock)}"}


def material_receipts(use: Use, formats: list[Row]) -> list[Row]:
    """Customers' steel every four weeks for the four weeks after it; one delivery is forgotten."""
    by_code = {str(one["format_code"]): one for one in formats}
    rows = []
    for (owner, centre, code), weeks in sorted(use.items()):
        for block in range(COVER_WEEKS, WEEKS, RECEIPT_EVERY):
            needed = sum(amount for week, amount in weeks.items() if block <= week < block + RECEIPT_EVERY)
            forgotten = owner == FORGOTTEN[0] and block <= FORGOTTEN[1] < block + RECEIPT_EVERY
            if not owner or not needed or (forgotten and "SPHC" in code):
                continue
            row: Row = {"receipt_code": f"A-{centre}-{code}-{owner}-{block:02d}", "format_code": code}
            row |= {"holder_code": centre, "owner_code": owner, "due_date": day(block - 2, 2)}
            rows.append(row | _amount(by_code[code], needed * CUSTOMER_EXTRA))
    return rows


def item_stock(lots: list[Lot]) -> tuple[list[Row], list[Row]]:
    """Components at the assembler for the first vehicles, and one buyer's finished parts."""
    stock: list[Row] = []
    receipts: list[Row] = []
    for item, at_hand, coming, week in COMPONENTS:
        where: Row = {"item_code": item, "holder_code": "PERAKIT", "owner_code": "PERAKIT"}
        stock.append({"stock_code": f"F-PERAKIT-{item}", **where, "quantity_pieces": at_hand})
        if coming:
            due = {"due_date": day(week, 1), "quantity_pieces": coming}
            receipts.append({"receipt_code": f"A-PERAKIT-{item}-{week:02d}", **where, **due})
    own = next(lot for lot in lots if lot.product.family["customer"] == "BUYER-1")
    buyer: Row = {"item_code": own.product.code, "holder_code": "BUYER-1", "owner_code": "BUYER-1"}
    stock.append({"stock_code": f"F-BUYER-1-{own.product.code}", **buyer, "quantity_pieces": own.pieces // 2})
    return stock, receipts
