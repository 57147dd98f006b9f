"""Materials, formats, cutting rules and offers, expanded from the stock formats and the estimated offers."""

from __future__ import annotations

from collections.abc import Iterator

from sources import FORM_OF_TRADE, Row, material_code, read, um

from rantai.core.units import box_mass_g, round_bar_mass_g, tube_mass_g

FLAT_BARS = (("50", "6"), ("60", "7"))
SIZES = {(2438, 1219): "4x8", (3048, 1219): "4x10", (3048, 1524): "5x10", (6096, 1524): "5x20"}
# EST: what finished surfaces cost above the plain sheet of the same offer.
UPLIFT_PERCENT = {"plain": 0, "chequered": 5, "galvanised": 15, "coated": 20}
LOOSE = (  # code, grade, density kg/m³, Rp per tonne; EST
    ("BRASS", "Kuningan", 8500, 95_000_000),
    ("FC250", "FC250", 7200, 9_000_000),
    ("FCD450", "FCD450", 7100, 11_000_000),
    ("PU-PVC", "Busa PU dan PVC", 60, 45_000_000),
    ("RUBBER", "Karet", 1200, 38_000_000),
    ("S45C-BILLET", "S45C", 7850, 12_500_000),
)
LOOSE_LEAST_G, LOOSE_LEAD_DAYS = 250_000, 14
SUPPLIERS = {
    "PT Krakatau Steel": "KS",
    "Steel service centre (example)": "PUSAT-LAYANAN",
    "Bar and tube distributor (example)": "DISTRIBUTOR",
    "Retail trader in the cluster (example)": "TOKO",
}


def single_formats() -> Iterator[dict[str, str]]:
    """Stock formats with one thickness and diameter each. Tubes of STKM13A only as the bill uses them."""
    used = {material_code(line) for line in read("rural_vehicle_bom") if line["cuttable"] == "yes"}
    for row in read("stock_formats"):
        for thickness, diameter, flat_width in _measures(row):
            measures = {"thickness_mm": thickness, "outside_diameter_mm": diameter, "flat_width_mm": flat_width}
            one = {**row, **measures}
            if row["form"] != "tube" or material_code(one) in used:
                yield one


def _measures(row: dict[str, str]) -> list[tuple[str, str, str]]:
    if row["form"] == "flat bar":
        return [(thickness, "", width) for width, thickness in FLAT_BARS]
    thicknesses, diameters = row["thicknesses_mm"].split() or [""], row["outside_diameters_mm"].split() or [""]
    return [(thickness, diameter, "") for thickness in thicknesses for diameter in diameters]


def materials() -> list[Row]:
    """One row per grade, finish and section."""
    found = {material_code(one): _material(one) for one in single_formats()}
    for code, grade, density, _ in LOOSE:
        found[code] = {"grade": grade, "form": "loose", "finish": "plain", "density_kg_m3": density}
    return [{"material_code": code, **row} for code, row in found.items()]


def _material(one: dict[str, str]) -> Row:
    form = "sheet" if one["form"] == "coil" else FORM_OF_TRADE.get(one["form"], one["form"])
    return {
        "grade": one["grade"],
        "form": form,
        "finish": one["finish"],
        "thickness_um": um(one["thickness_mm"]),
        "outside_diameter_um": um(one["outside_diameter_mm"]),
        "flat_width_um": um(one["flat_width_mm"]),
        "density_kg_m3": 7850,
    }


def formats() -> list[Row]:
    """One row per thing that can be bought."""
    listed = [_format(one) for one in single_formats()]
    for code, grade, _, _ in LOOSE:
        listed.append(
            {"format_code": f"{code}-LOOSE", "format_name": f"{grade} curah", "material_code": code, "kind": "loose"}
        )
    return listed


def _format(one: dict[str, str]) -> Row:
    material, length, width = material_code(one), um(one["length_mm"]), um(one["width_mm"])
    row: Row = {"material_code": material, "length_um": length, "width_um": width}
    if one["form"] == "coil":
        name = f"{material} koil 4 kaki"
        return {**row, "format_code": f"{material}-COIL", "format_name": name, "kind": "coil"}
    if one["form"] == "sheet":
        size = SIZES[int(one["length_mm"]), int(one["width_mm"])]
        name = f"{material} lembar {size}"
        kind = {"kind": "sheet", "piece_mass_g": box_mass_g(length, width, um(one["thickness_mm"]), 7850)}
        return {**row, "format_code": f"{material}-{size}", "format_name": name, **kind}
    metres = int(one["length_mm"]) // 1000
    mass = {"kind": "bar", "piece_mass_g": _bar_mass_g(one, length)}
    return {**row, "format_code": f"{material}-{metres}M", "format_name": f"{material} batang {metres} m", **mass}


def _bar_mass_g(one: dict[str, str], length: int) -> int:
    thickness, diameter, flat = um(one["thickness_mm"]), um(one["outside_diameter_mm"]), um(one["flat_width_mm"])
    if flat:
        return box_mass_g(length, flat, thickness, 7850)
    return tube_mass_g(length, diameter, thickness, 7850) if thickness else round_bar_mass_g(length, diameter, 7850)


def cutting_rules() -> list[Row]:
    """Shear for sheets, saw for bars (domain 4.5: squaring 3 to 10 mm, band saw 1 to 2, abrasive 2.5 to 3.5 mm)."""
    sheet = {"kerf_um": 0, "trim_um": 5000, "min_remnant_length_um": 300_000, "min_remnant_width_um": 150_000}
    bar = {"kerf_um": 2500, "trim_um": 5000, "min_remnant_length_um": 500_000, "min_remnant_width_um": 0}
    return [{"kind": "sheet", **sheet}, {"kind": "coil", **sheet, "loss_ppm": 15_000}, {"kind": "bar", **bar}]


def offers_and_tiers() -> tuple[list[Row], list[Row]]:
    """One offer per seller and format, with its price tiers."""
    offers: dict[str, Row] = {}
    tiers: list[Row] = []
    for row in read("offers_estimate"):
        for one in single_formats():
            if _sells(row, one):
                made = _format(one)
                code = f"{SUPPLIERS[row['supplier']]}-{made['format_code']}"
                offers.setdefault(code, _offer(row, code, str(made["format_code"])))
                price = int(row["price_idr_per_kg"]) * 10 * (100 + UPLIFT_PERCENT[one["finish"]])
                tiers.append({"offer_code": code, "from_g": int(row["tier_from_kg"]) * 1000, "price_idr_t": price})
    for code, _, _, price in LOOSE:
        offer = f"LEBUR-{code}-LOOSE"
        terms = {"min_order_g": LOOSE_LEAST_G, "lead_days": LOOSE_LEAD_DAYS, "basis": "perkiraan"}
        offers[offer] = {"offer_code": offer, "supplier_code": "LEBUR", "format_code": f"{code}-LOOSE", **terms}
        tiers.append({"offer_code": offer, "from_g": LOOSE_LEAST_G, "price_idr_t": price})
    return list(offers.values()), tiers


def _sells(row: dict[str, str], one: dict[str, str]) -> bool:
    forms = ("flat bar", *row["form"].replace("flat bar", "").split()) if "flat bar" in row["form"] else (row["form"],)
    return one["form"] in forms and one["grade"] in row["grades"].split()


def _offer(row: dict[str, str], code: str, format_code: str) -> Row:
    return {
        "offer_code": code,
        "supplier_code": SUPPLIERS[row["supplier"]],
        "format_code": format_code,
        "min_order_g": int(row["min_order_kg"]) * 1000,
        "multiple_g": int(row["multiple_kg"] or 0) * 1000,
        "coil_min_g": int(row["coil_min_kg"] or 0) * 1000,
        "coil_max_g": int(row["coil_max_kg"] or 0) * 1000,
        "lead_days": int(row["lead_days_max"]),
        "basis": "perkiraan",
    }
