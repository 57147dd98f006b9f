"""Are the figures so large that a product of them would not fit a 64-bit column?

Quantities are followed down the bills in Python's unbounded integers, and the row that makes the product is named.
Money counts in whole rupiah: mass × price is multiplied out in unbounded integers wherever a plan does so, and divided
before it is kept, so only one row's own product has to fit (an order's smallest quantity × its price).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rantai.core.numbers import LARGEST
from rantai.core.problems import InvalidInput, Problem, Where
from rantai.core.units import G_PER_KG, G_PER_T, MS_PER_MINUTE, PPM, ceil_div, with_scrap
from rantai.engine.plan import refusals as no
from rantai.engine.plan.sense import Read, Rule, bill_loops, rows

WHAT = {
    "pieces": ("jumlah komponen", "a number of components"),
    "mass_g": ("massa (g)", "a mass (g)"),
    "work_ms": ("kerja (ms)", "an amount of work (ms)"),
    "value": ("nilai (massa × harga, atau rupiah)", "a value (mass × price, or rupiah)"),
    "area_um2": ("luas (µm²)", "an area (µm²)"),
}


@dataclass(frozen=True)
class Weight:
    """The largest figures that one piece of an item brings along, its components included; `value` in rupiah."""

    pieces: int = 1
    mass_g: int = 0
    work_ms: int = 0
    value: int = 0

    def plus(self, times: int, other: Weight) -> Weight:
        """This and so many times another."""
        return Weight(
            self.pieces + times * other.pieces,
            self.mass_g + times * other.mass_g,
            self.work_ms + times * other.work_ms,
            self.value + times * other.value,
        )

    def figures(self) -> dict[str, int]:
        """What must fit a column, by name."""
        return {"pieces": self.pieces, "mass_g": self.mass_g, "work_ms": self.work_ms, "value": self.value}


NONE = Weight(pieces=0)


def products(read: Read) -> Iterator[Problem]:
    """Every row whose figure makes a product above 2^62."""
    if next(bill_loops(read), None) is not None:
        return
    weights = _own_weights(read)
    yield from _bill_products(read, weights)
    yield from _demand_products(read, weights)
    yield from _table_products(read)


def _own_weights(read: Read) -> dict[str, Weight]:
    """Figures of one piece, components apart."""
    mass: dict[str, int] = defaultdict(int)
    value: dict[str, int] = defaultdict(int)
    work: dict[str, int] = defaultdict(int)
    prices = _highest_prices(read)
    materials = {one["material_code"]: one for _, one in rows(read, "materials")}
    for _, blank in rows(read, "blanks"):
        grams = _blank_mass_g(blank, materials.get(blank["material_code"]))
        mass[blank["item_code"]] += grams
        value[blank["item_code"]] += ceil_div(grams * prices.get(blank["material_code"], 0), G_PER_T)
    for item, cycle_ms in _pairs(read, "operations", "item_code", "cycle_ms"):
        work[item] += cycle_ms
    for name in ("capabilities", "item_offers"):
        for item, price in _pairs(read, name, "item_code", "price_idr_each"):
            value[item] = max(value[item], price)
    dearest = max(read["roads"].table.price_idr_kg.tolist(), default=0)
    for item, mass_each in _pairs(read, "items", "item_code", "mass_g_each"):
        value[item] += ceil_div(mass_each * dearest, G_PER_KG)
    return {
        item: Weight(1, max(mass[item], mass_each), work[item], value[item])
        for item, mass_each in _pairs(read, "items", "item_code", "mass_g_each")
    }


def _highest_prices(read: Read) -> Mapping[str, int]:
    material = dict(_pairs(read, "formats", "format_code", "material_code"))
    sold = {code: material.get(of, "") for code, of in _pairs(read, "offers", "offer_code", "format_code")}
    highest: dict[str, int] = defaultdict(int)
    for _, tier in rows(read, "offer_tiers"):
        code = sold.get(tier["offer_code"], "")
        highest[code] = max(highest[code], tier["price_idr_t"])
    return highest


def _blank_mass_g(blank: Mapping[str, Any], material: Mapping[str, Any] | None) -> int:
    """A mass that a blank cannot pass: its largest section, density included, per part."""
    if not blank["length_um"]:
        return int(blank["gross_mass_g_each"])
    if material is None:
        return 0
    widest = blank["width_um"] or max(material["outside_diameter_um"], material["flat_width_um"])
    deepest = material["thickness_um"] if blank["width_um"] or material["flat_width_um"] else widest
    cube = blank["length_um"] * widest * deepest * material["density_kg_m3"] * blank["blanks_each"]
    return ceil_div(cube, 10**15 * blank["parts_per_blank"])


def _bill_products(read: Read, weights: dict[str, Weight]) -> Iterator[Problem]:
    """Add components to their parents, deepest first; what grows too large is named and not carried further."""
    below: dict[str, list[tuple[int, dict[str, Any]]]] = defaultdict(list)
    for row, line in rows(read, "bills"):
        below[line["parent_code"]].append((row, line))
    done: set[str] = set()
    for item in sorted(below):
        for parent in _deepest_first(item, below, done):
            yield from _add_components(read, parent, below[parent], weights)


def _deepest_first(start: str, below: Mapping[str, list[tuple[int, dict[str, Any]]]], done: set[str]) -> Iterator[str]:
    stack = [(start, False)]
    while stack:
        item, opened = stack.pop()
        if opened:
            if item not in done:
                done.add(item)
                yield item
        elif item not in done and item in below:
            stack.append((item, True))
            stack.extend((line["child_code"], False) for _, line in below[item])


def _add_components(
    read: Read, parent: str, lines: list[tuple[int, dict[str, Any]]], weights: dict[str, Weight]
) -> Iterator[Problem]:
    total = weights.get(parent, Weight())
    for row, line in lines:
        child = weights.get(line["child_code"], Weight())
        more = total.plus(with_scrap(line["quantity_each"], line["scrap_ppm"]), child)
        where = read["bills"].where(row, "quantity_each")
        found = _too_large(more.figures(), line["quantity_each"], where, parent, line["child_code"])
        yield from found
        total = total if found else more
    weights[parent] = total


def _demand_products(read: Read, weights: Mapping[str, Weight]) -> Iterator[Problem]:
    if max(_wanted(read, weights).figures().values()) > LARGEST:
        yield from _demand_rows(read, weights)
    heaviest = dict.fromkeys(NONE.figures(), 0)
    for weight in weights.values():
        heaviest = {name: max(heaviest[name], figure) for name, figure in weight.figures().items()}
    for row, scenario in rows(read, "scenarios"):
        figures = {name: scenario["vehicles_pieces"] * figure for name, figure in heaviest.items()}
        yield from _cell(read, "scenarios", row, "vehicles_pieces", figures)


def _wanted(read: Read, weights: Mapping[str, Weight]) -> Weight:
    """Everything that is wanted: what no row can pass, so rows are only looked at where this is too large."""
    pieces: dict[str, int] = defaultdict(int)
    for item, quantity in _pairs(read, "demand", "item_code", "quantity_pieces"):
        pieces[item] += quantity
    total = NONE
    for item, quantity in pieces.items():
        total = total.plus(quantity, weights.get(item, Weight()))
    return total


def _demand_rows(read: Read, weights: Mapping[str, Weight]) -> Iterator[Problem]:
    """The rows with which the sum of all before them grows too large."""
    running = NONE
    names = dict(_pairs(read, "places", "place_code", "place_name")) if "places" in read else {}
    for row, line in rows(read, "demand"):
        more = running.plus(line["quantity_pieces"], weights.get(line["item_code"], Weight()))
        where = read["demand"].where(row, "quantity_pieces")
        found = _too_large(more.figures(), line["quantity_pieces"], where, *_whose(line, names))
        yield from found
        running = NONE if found else more


def _whose(line: Mapping[str, Any], places: Mapping[str, str]) -> tuple[str, ...]:
    """The programme's line and its village; of a buyer's line only the buyer, for its orders are not everybody's."""
    if line["kind"] != "programme":
        return (line["customer_code"],)
    return line["demand_code"], places.get(line["place_code"], line["place_code"])


def _table_products(read: Read) -> Iterator[Problem]:
    """Products inside one row: areas, minutes over the horizon, price of the smallest order, stock by mass."""
    weeks = max(read["horizon"].table.weeks.tolist(), default=1)
    least = dict(_pairs(read, "offers", "offer_code", "min_order_g"))
    for row, one in rows(read, "formats"):
        yield from _cell(read, "formats", row, "length_um", {"area_um2": one["length_um"] * one["width_um"]})
    for row, one in rows(read, "blanks"):
        area = one["length_um"] * max(one["width_um"], 1) * one["blanks_each"]
        yield from _cell(read, "blanks", row, "length_um", {"area_um2": area})
    for name in ("resources", "resource_weeks"):
        for row, one in rows(read, name):
            work = one["minutes_week"] * MS_PER_MINUTE * weeks
            yield from _cell(read, name, row, "minutes_week", {"work_ms": work})
    for row, one in rows(read, "offer_tiers"):
        value = max(least.get(one["offer_code"], 0), one["from_g"]) * one["price_idr_t"]
        yield from _cell(read, "offer_tiers", row, "price_idr_t", {"value": value})
    for name in ("formats", "items"):
        column = "piece_mass_g" if name == "formats" else "mass_g_each"
        for row, one in rows(read, name):  # yields and prices per tonne work in millionths
            yield from _cell(read, name, row, column, {"mass_g": one[column] * PPM})


def _cell(read: Read, name: str, row: int, column: str, figures: Mapping[str, int]) -> list[Problem]:
    """The problem of one cell, named by its file and its row's key."""
    table = read[name].table
    key = (str(getattr(table, part)[row]) for part in table.key)
    return _too_large(figures, int(getattr(table, column)[row]), read[name].where(row, column), *key)


def _too_large(figures: Mapping[str, int], figure: int, where: Where, *names: str) -> list[Problem]:
    """At most one problem: the first of `figures` that the cell with `figure` makes too large.

    `names` say whose figure it is: a page tells the sentence alone, and the line of a file that a plan wrote for
    itself helps nobody find the cell.
    """
    for name, product in figures.items():
        if product > LARGEST:
            what_id, what_en = WHAT[name]
            power = len(str(product)) - 1
            found_in = ", ".join(part for part in (where.file, *names) if part)
            values = {"text": f"{figure} ({found_in})", "what_id": what_id, "what_en": what_en}
            return [Problem(no.TOO_LARGE, where, {**values, "product": f"10^{power}"})]
    return []


def _pairs(read: Read, name: str, key: str, value: str) -> Iterator[tuple[Any, Any]]:
    table = read[name].table
    return zip(getattr(table, key).tolist(), getattr(table, value).tolist(), strict=True)


MAGNITUDES = (
    Rule(
        tuple(
            "horizon items bills materials blanks formats offers offer_tiers item_offers operations resources "
            "resource_weeks capabilities roads demand scenarios".split()
        ),
        products,
    ),
)


def too_large(item_code: str, pieces: int, weeks: int) -> InvalidInput:
    """The refusal of an item of which so many pieces are wanted that the goals of the allocation overflow (P223).

    Its goals weigh a piece by twice the weeks and by four for each step of priority.
    """
    what_id, what_en = WHAT["pieces"]
    weight = 2 * weeks * 4**8
    values = {"text": f"{pieces} (items.csv, {item_code})", "what_id": what_id, "what_en": what_en}
    where = Where("items.csv", None, "item_code")
    return InvalidInput([Problem(no.TOO_LARGE, where, {**values, "product": f"{pieces} × {weight}"})])
