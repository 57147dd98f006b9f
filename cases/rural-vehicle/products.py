"""The vehicle of 80 bill lines and the everyday products: items, bills, blanks, operations, ready-made offers."""

from __future__ import annotations

from dataclasses import dataclass, field

from dice import Dice
from sources import Row, grams, material_code, read, um

VEHICLE = "VEHICLE"
VEHICLE_MINUTES = 1_200  # EST: work of the whole assembly line for one vehicle
SENTRA_WORDS = {
    "Tegal": "TEGAL",
    "karoseri": "TEGAL",
    "Ceper": "CEPER",
    "Purbalingga": "PURBALINGGA",
    "Sidoarjo": "NGINGAS",
    "spring maker": "NGINGAS",
    "Juwana": "JUWANA",
    "Pasuruan": "PASURUAN",
    "Sukabumi": "SUKABUMI",
    "Bandung": "BANDUNG",
    "PIKKO": "PIKKO",
}
PROCESS_WORDS = {
    "shear": "shear",
    "shear or blank": "shear",
    "pierce": "press",
    "blank": "press",
    "bead": "press",
    "trim": "press",
    "form": "press",
    "curl": "press",
    "rivet": "press",
    "press-brake": "bend",
    "bend": "bend",
    "hot bend": "bend",
    "draw": "draw",
    "roll": "roll",
    "weld": "weld",
    "spot weld": "weld",
    "weld flange": "weld",
    "seam": "seam",
    "seam weld": "seam",
    "leak test": "test",
    "balance": "machine",
    "machine": "machine",
    "key": "machine",
    "cut": "cut",
    "turn": "turn",
    "thread": "turn",
    "drill": "drill",
    "grind": "grind",
    "harden": "heat_treat",
    "quench": "heat_treat",
    "forge": "forge",
    "heat-form": "forge",
    "cast": "cast",
    "mould": "mould",
    "sew": "sew",
}
TWO_FROM_ONE = {"5"}  # right triangles: two make one rectangle
YOKES = ("70", "S45C-BILLET", 4_167)  # EST: 2.5 kg of yokes at 60 % yield beside the tube
LONG_LEAD = {"casting", "forging", "flat bar"}
CENTRES_OF_WORK = {"TEGAL": "33.28", "CEPER": "33.10", "PURBALINGGA": "33.03", "NGINGAS": "35.15", "JUWANA": "33.18"}
CENTRES_OF_WORK |= {"PASURUAN": "35.14", "SUKABUMI": "32.02", "BANDUNG": "32.04", "PIKKO": "32.16"}


@dataclass(frozen=True)
class Product:
    """Something that is made, with what the later scripts ask about it."""

    code: str
    seconds: dict[str, float]
    sentras: tuple[str, ...]
    longest_um: int = 0
    profile: str = ""
    family: dict[str, str] = field(default_factory=dict)
    line: int = 0


@dataclass
class Catalogue:
    """Rows of five tables, and the made products."""

    items: list[Row] = field(default_factory=list)
    bills: list[Row] = field(default_factory=list)
    blanks: list[Row] = field(default_factory=list)
    operations: list[Row] = field(default_factory=list)
    item_offers: list[Row] = field(default_factory=list)
    parts: list[Product] = field(default_factory=list)
    everyday: list[Product] = field(default_factory=list)

    def add_operations(self, code: str, seconds: dict[str, float]) -> None:
        """Steps of an item in the order given."""
        for sequence, (process, each) in enumerate(seconds.items(), start=1):
            step = {"sequence": sequence, "process_code": process, "cycle_ms": round(each * 1000)}
            self.operations.append({"item_code": code, **step})


def catalogue(dice: Dice) -> Catalogue:
    """Everything that is made or bought."""
    made = Catalogue()
    _add_vehicle(made)
    for line in read("rural_vehicle_bom"):
        _add_line(made, line)
    for row in read("bought_prices"):
        made.item_offers.append(
            {"item_code": line_code(row["line"]), **{name: row[name] for name in row if name != "line"}}
        )
    for family in read("everyday_families"):
        for variant in range(1, int(family["variants"]) + 1):
            _add_everyday(made, family, variant, dice)
    return made


def line_code(line: str) -> str:
    """Item code of a bill line."""
    return f"RV-{int(line):02d}"


def _add_vehicle(made: Catalogue) -> None:
    names = {"item_name_id": "Kendaraan perdesaan", "item_name_en": "Rural vehicle"}
    more = {"kind": "vehicle", "mass_g_each": 667_000, "lead_weeks": 1, "home_place_code": "32.01"}
    made.items.append({"item_code": VEHICLE, **names, **more})
    made.add_operations(VEHICLE, {"assemble": VEHICLE_MINUTES * 60})


def _add_line(made: Catalogue, line: dict[str, str]) -> None:
    code, is_made = line_code(line["line"]), line["make_or_buy"] != "B"
    sentras = tuple(
        dict.fromkeys(SENTRA_WORDS[word] for word in line["candidate_sentra"].split(", ") if word in SENTRA_WORDS)
    )
    name_id = {row["line"]: row["name_id"] for row in read("part_names_id")}[line["line"]]
    made.items.append(
        {
            "item_code": code,
            "item_name_id": name_id,
            "item_name_en": line["part"],
            "kind": "part" if is_made else "bought",
            "group_name": line["group"],
            "bill_line": int(line["line"]),
            "mass_g_each": grams(line["mass_kg_each"]),
            "lead_weeks": (3 if line["form"] in LONG_LEAD else 2) if is_made else 0,
            "home_place_code": CENTRES_OF_WORK[sentras[0]] if is_made else "",
        }
    )
    made.bills.append({"parent_code": VEHICLE, "child_code": code, "quantity_each": int(line["qty_per_vehicle"])})
    if is_made:
        _add_blank(made, code, line)
        seconds = _line_seconds(line)
        made.add_operations(code, seconds)
        length = max(um(line["blank_length_mm"]), um(line["cut_length_mm"]))
        made.parts.append(Product(code, seconds, sentras, length, line=int(line["line"])))


def _add_blank(made: Catalogue, code: str, line: dict[str, str]) -> None:
    blank: Row = {"item_code": code, "material_code": material_code(line), "blanks_each": 1, "parts_per_blank": 1}
    if line["cuttable"] == "yes":
        blank |= {"blanks_each": int(line["pieces_per_part"]), "grain_locked": "yes" if line["grain"] else "no"}
        blank["length_um"] = um(line["blank_length_mm"]) or um(line["cut_length_mm"])
        blank["width_um"] = um(line["blank_width_mm"])
        blank["parts_per_blank"] = 2 if line["line"] in TWO_FROM_ONE else 1
    else:
        blank |= {"grain_locked": "no"}
        blank["gross_mass_g_each"] = round(grams(line["mass_kg_each"]) * 100 / float(line["typical_yield_pct"]))
    made.blanks.append(blank)
    if line["line"] == YOKES[0]:
        yokes: Row = {"blanks_each": 1, "parts_per_blank": 1, "grain_locked": "no", "gross_mass_g_each": YOKES[2]}
        made.blanks.append({"item_code": code, "material_code": YOKES[1], **yokes})


def _line_seconds(line: dict[str, str]) -> dict[str, float]:
    """EST: seconds of each process for one part, by its mass."""
    speeds = {row["process_code"]: row for row in read("processes")}
    seconds: dict[str, float] = {}
    for word in line["process"].split(", "):
        process = PROCESS_WORDS[word]
        if process == "bend" and line["form"] == "tube":
            process = "tube_bend"
        speed, mass = speeds[process], min(float(line["mass_kg_each"]), 12.0)
        more = float(speed["base_seconds"]) + float(speed["seconds_per_kg"]) * mass
        seconds[process] = seconds.get(process, 0.0) + more
    return seconds


def _add_everyday(made: Catalogue, family: dict[str, str], variant: int, dice: Dice) -> None:
    code = f"E-{family['family']}-{variant}"
    size = 1 + 0.08 * (variant - 1)
    sentra = family["profile"].split("-", maxsplit=1)[0]
    made.items.append(
        {
            "item_code": code,
            "item_name_id": f"{family['name_id']} tipe {variant}",
            "item_name_en": f"{family['name_en']} type {variant}",
            "kind": "part",
            "group_name": f"Sehari-hari {sentra.title()}",
            "bill_line": 0,
            "mass_g_each": round(int(family["net_g"]) * size),
            "lead_weeks": everyday_interval(code, dice),
            "home_place_code": CENTRES_OF_WORK[sentra],
        }
    )
    is_strip = int(family["parts_per_blank"]) > 1
    length = um(family["length_mm"]) if is_strip else _rounded(um(family["length_mm"]), size)
    blank: Row = {"item_code": code, "material_code": family["material"], "blanks_each": 1, "grain_locked": "no"}
    blank |= {"parts_per_blank": int(family["parts_per_blank"]), "length_um": length}
    blank["width_um"] = _rounded(um(family["width_mm"]), size)
    blank["gross_mass_g_each"] = round(int(family["gross_g"] or 0) * size)
    made.blanks.append(blank)
    work = size**0.5
    steps = (step.split(":") for step in family["operations"].split())
    seconds = {process: float(each) * work for process, each in steps}
    made.add_operations(code, seconds)
    made.everyday.append(Product(code, seconds, (sentra,), length, family["profile"], family))


def _rounded(length_um: int, size: float) -> int:
    """A blank's size in whole 5 mm."""
    return round(length_um * size / 5_000) * 5_000


def everyday_interval(code: str, dice: Dice) -> int:
    """Weeks between two call-offs of an everyday product."""
    return dice.whole(2, 4, "interval", code)
