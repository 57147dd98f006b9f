"""A small sound world for hostile plans: two products, four modules, eight parts, three shops, two materials."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from rantai.engine.plan.given import GIVEN_TABLES

START = date(2027, 1, 4)
Rows = list[dict[str, object]]
World = dict[str, Rows]


def sound_world(chance: Random) -> World:
    """Tables by name, with a mill, a trader and some demand."""
    world: World = {name: [] for name in GIVEN_TABLES}
    weeks = chance.randint(10, 26)
    world["horizon"] = [{"start_date": START, "weeks": weeks}]
    world["places"] = [
        {
            "place_code": "33",
            "place_name": "Jawa Tengah",
            "kind": "province",
            "latitude_udeg": -7_000_000,
            "longitude_udeg": 110_000_000,
        },
        {
            "place_code": "33.10",
            "place_name": "Klaten",
            "kind": "regency",
            "parent_code": "33",
            "latitude_udeg": -7_700_000,
            "longitude_udeg": 110_600_000,
        },
    ]
    world["sentra"] = [
        {
            "sentra_code": "S",
            "sentra_name": "Ceper",
            "place_code": "33.10",
            "centre_code": "MC",
            "announced_makers": 3,
            "source": "–",
        }
    ]
    kinds = {"MC": "centre", "MILL": "mill", "TOKO": "retail", "BUYER": "buyer", "K": "consortium"}
    kinds |= {f"B{number}": "maker" for number in range(3)}
    world["parties"] = [
        {
            "party_code": code,
            "party_name": f"{code} (contoh)",
            "kind": kind,
            "place_code": "33.10",
            "sentra_code": "S" if kind == "maker" else "",
            "is_example": "yes",
        }
        for code, kind in kinds.items()
    ]
    world["processes"] = [
        {"process_code": code, "process_name_id": code, "process_name_en": code} for code in ("cut", "weld", "assemble")
    ]
    world["cutting_rules"] = [
        {
            "kind": "sheet",
            "kerf_um": 0,
            "trim_um": 5000,
            "min_remnant_length_um": 300_000,
            "min_remnant_width_um": 150_000,
        },
        {"kind": "bar", "kerf_um": 2500, "trim_um": 5000, "min_remnant_length_um": 500_000, "min_remnant_width_um": 0},
    ]
    _steel(world)
    _bills(world, chance)
    _shops(world, chance)
    _wanted(world, chance, weeks)
    return world


def _steel(world: World) -> None:
    world["materials"] = [
        {
            "material_code": "PLAT",
            "grade": "SPHC",
            "form": "sheet",
            "finish": "plain",
            "thickness_um": 2000,
            "density_kg_m3": 7850,
        },
        {
            "material_code": "AS",
            "grade": "SS400",
            "form": "bar",
            "finish": "plain",
            "outside_diameter_um": 16_000,
            "density_kg_m3": 7850,
        },
    ]
    world["formats"] = [
        {
            "format_code": "PLAT-4x8",
            "format_name": "4x8",
            "material_code": "PLAT",
            "kind": "sheet",
            "length_um": 2_438_000,
            "width_um": 1_219_000,
            "piece_mass_g": 46_660,
        },
        {
            "format_code": "AS-6M",
            "format_name": "6 m",
            "material_code": "AS",
            "kind": "bar",
            "length_um": 6_000_000,
            "piece_mass_g": 9470,
        },
    ]
    for seller, least, days, price in (("MILL", 2_000_000, 35, 10_500_000), ("TOKO", 0, 5, 14_000_000)):
        for format_ in ("PLAT-4x8", "AS-6M"):
            code = f"{seller}-{format_}"
            world["offers"].append(
                {
                    "offer_code": code,
                    "supplier_code": seller,
                    "format_code": format_,
                    "min_order_g": least,
                    "lead_days": days,
                    "basis": "–",
                }
            )
            world["offer_tiers"].append({"offer_code": code, "from_g": least, "price_idr_t": price})


def _bills(world: World, chance: Random) -> None:
    parts, modules, products = [f"P{n}" for n in range(8)], [f"M{n}" for n in range(4)], ["V0", "V1"]
    for code in [*parts, *modules, *products, "BAUT"]:
        kind = {"V": "vehicle", "B": "bought"}.get(code[0], "part")
        named = {"item_name_id": code, "item_name_en": code, "mass_g_each": 500, "lead_weeks": chance.randint(0, 2)}
        world["items"].append({"item_code": code, "kind": kind, "home_place_code": "33.10", **named})
    for parents, children, count in ((products, modules, 3), (modules, parts, 3)):
        for parent in parents:
            for child in chance.sample(children, count):
                line = {"parent_code": parent, "child_code": child, "quantity_each": chance.randint(1, 3)}
                world["bills"].append({**line, "scrap_ppm": chance.choice((0, 20_000))})
    world["bills"].append({"parent_code": "V0", "child_code": "BAUT", "quantity_each": 4})
    world["item_offers"] = [
        {"item_code": "BAUT", "supplier_code": "TOKO", "price_idr_each": 1000, "lead_days": 7, "origin": "national"}
    ]
    for number, code in enumerate(parts):
        is_sheet = number % 2 == 0
        sizes = {
            "length_um": chance.randint(80, 900) * 1000,
            "width_um": chance.randint(50, 400) * 1000 if is_sheet else 0,
        }
        blank = {"item_code": code, "material_code": "PLAT" if is_sheet else "AS", "grain_locked": "no", **sizes}
        world["blanks"].append({**blank, "blanks_each": 1, "parts_per_blank": 1})
    steps = {"P": ("cut", 20_000), "M": ("weld", 120_000), "V": ("assemble", 1_800_000)}
    for code in [*parts, *modules, *products]:
        process, cycle = steps[code[0]]
        world["operations"].append({"item_code": code, "sequence": 1, "process_code": process, "cycle_ms": cycle})


def _shops(world: World, chance: Random) -> None:
    for maker in ("B0", "B1", "B2"):
        for process in ("cut", "weld", "assemble"):
            minutes = chance.randint(500, 4800)
            machine = {"resource_code": f"{maker}-{process}", "maker_code": maker, "process_code": process}
            world["resources"].append(
                {**machine, "resource_name": process, "bed_length_um": 0, "minutes_week": minutes}
            )
        for item in world["items"]:
            if item["kind"] != "bought" and (maker == "B0" or chance.random() < 0.5):
                price, share = chance.randint(100, 9000), chance.choice((400_000, 700_000, 1_000_000))
                terms = {"price_idr_each": price, "lead_weeks": chance.randint(1, 2), "max_share_ppm": share}
                world["capabilities"].append({"maker_code": maker, "item_code": item["item_code"], **terms})


def _wanted(world: World, chance: Random, weeks: int) -> None:
    for number in range(chance.randint(3, 14)):
        due = START + timedelta(days=chance.randrange(7 * weeks))
        is_call_off = chance.random() < 0.3
        line = {
            "demand_code": f"D{number:02d}",
            "kind": "call_off" if is_call_off else "programme",
            "item_code": chance.choice(("V0", "V1", "M0", "P0")) if is_call_off else chance.choice(("V0", "V1")),
            "customer_code": "BUYER" if is_call_off else "K",
            "place_code": "33.10",
            "due_date": due,
            "quantity_pieces": chance.randint(1, 80),
            "priority": chance.randint(1, 9),
            "firmness": "firm",
        }
        world["demand"].append(line)
