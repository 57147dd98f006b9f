"""A nation of workshops to plan for, drawn by a seed: every number in it is invented, its proportions are meant.

    benchmarks/national.py 0.1 FOLDER     a tenth of the nation's makers as tables in FOLDER

At full size: 45,000 makers in 20 provinces of 25 sentra, 52 weeks. A province assembles 32 products of 80 of its 100
modules; a module takes 30 of its 500 parts, which are cut from sheet or bar. That makes 111,200 bill lines, and five
million requirement lines (bill line × week with demand). A part has 20 makers, mostly of one sentra; one in fifty has
one more in the next province, so that no province can be planned alone. One Material Center a province; mills, service
centres and traders sell to all of them.
"""

from __future__ import annotations

import random
import sys
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from rantai.core.tables import Table
from rantai.engine.plan.given import GIVEN_TABLES, PlanInput, plan_input
from rantai.engine.plan.read import write_given

WEEKS = 52
START = date(2027, 1, 4)
PROVINCES, SENTRA = 20, 25
PRODUCTS, MODULES, PARTS = 32, 100, 500  # of a province
MODULES_EACH, PARTS_EACH, MAKERS_EACH = 80, 30, 20
VILLAGES = 10  # lines of one product in one week
FIRST_WEEK = 6  # of demand: nothing can be ready before
SHEETS = (0.6, 0.8, 1.0, 1.2, 1.4, 1.6, 2.0, 2.3, 3.2)
BARS = (8, 10, 12, 16, 19, 22, 25, 32, 38, 50)
# Kind of shop: how many in a sentra of 90, its processes, the minutes of each in a week.
SHOPS = {
    "sheet": (40, ("shear", "bend")),
    "turning": (30, ("cut", "turn")),
    "welding": (14, ("weld",)),
    "assembly": (6, ("assemble",)),
}
MINUTES = 2400
FILLED = {"code": "", "text": "–", "int": 0, "flag": False, "day": None, "ratio": 0.0}


@dataclass
class Nation:
    """Rows of the tables while they are drawn."""

    share: float
    seed: int
    weeks: int = WEEKS
    rows: dict[str, list[dict[str, object]]] = field(default_factory=lambda: {name: [] for name in GIVEN_TABLES})

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        self.provinces = max(1, round(PROVINCES * self.share))
        self.within = min(1.0, PROVINCES * self.share / self.provinces)  # share of a province, below a twentieth
        self.makers: dict[tuple[int, str], list[list[str]]] = {}

    def add(self, table: str, **cells: object) -> None:
        self.rows[table].append(cells)

    def of_province(self, whole: int, least: int = 1) -> int:
        return max(least, round(whole * self.within))

    def draw(self) -> PlanInput:
        self.add("horizon", start_date=START, weeks=self.weeks)
        self._steel()
        for name in ("shear", "bend", "cut", "turn", "weld", "assemble"):
            self.add("processes", process_code=name, process_name_id=name, process_name_en=name)
        self.add(
            "parties", party_code="KONSORSIUM", party_name="Konsorsium (contoh)", kind="consortium", place_code="01"
        )
        for province in range(self.provinces):
            self._makers(province)
        for province in range(self.provinces):
            self._items(province)
        return plan_input({name: _table(kind, self.rows[name]) for name, kind in GIVEN_TABLES.items()})

    def _steel(self) -> None:
        for kind, trim, kerf, loss in (("sheet", 5000, 0, 0), ("bar", 5000, 2500, 0), ("coil", 5000, 0, 15_000)):
            keep = {"min_remnant_length_um": 400_000, "min_remnant_width_um": 0 if kind == "bar" else 200_000}
            self.add("cutting_rules", kind=kind, kerf_um=kerf, trim_um=trim, loss_ppm=loss, **keep)
        for seller, kind in (("PABRIK", "mill"), ("PUSAT-SERVIS", "service_centre"), ("DISTRIBUTOR", "distributor")):
            self.add("parties", party_code=seller, party_name=f"{seller} (contoh)", kind=kind, place_code="01")
        for thick in SHEETS:
            material = f"SPHC-{thick}"
            micron = int(thick * 1000)
            self._material(material, "sheet", thickness_um=micron)
            for name, length, width in (("4x8", 2_438_000, 1_219_000), ("5x10", 3_048_000, 1_524_000)):
                mass = length * width * micron // 10**9 * 7850 // 10**6
                self._format(material, name, "sheet", length, width, mass)
            self.add("formats", format_code=f"{material}-COIL", material_code=material, kind="coil", width_um=1_219_000)
            self._offer(
                "PABRIK", f"{material}-COIL", 20_000_000, 10_000_000, 42, 10_400_000, coil=(8_000_000, 15_000_000)
            )
        for size in BARS:
            material = f"SS400-{size}"
            self._material(material, "bar", outside_diameter_um=size * 1000)
            self._format(material, "6M", "bar", 6_000_000, 0, int(0.785398 * size * size * 6 * 7.85))

    def _material(self, code: str, form: str, **sizes: int) -> None:
        self.add("materials", material_code=code, grade=code, form=form, finish="plain", density_kg_m3=7850, **sizes)

    def _format(self, material: str, name: str, kind: str, length: int, width: int, mass: int) -> None:
        code = f"{material}-{name}"
        sizes = {"length_um": length, "width_um": width, "piece_mass_g": mass}
        self.add("formats", format_code=code, material_code=material, kind=kind, **sizes)
        self._offer("PABRIK", code, 25_000_000, 5_000_000, 42, 10_900_000)
        self._offer("PUSAT-SERVIS", code, 5_000_000, 0, 14, 11_800_000)
        self._offer("DISTRIBUTOR", code, 500_000, 0, 7, 13_200_000)

    def _offer(
        self,
        seller: str,
        format_: str,
        least: int,
        multiple: int,
        days: int,
        price: int,
        coil: tuple[int, int] = (0, 0),
    ) -> None:
        code = f"{seller}-{format_}"
        masses = {"min_order_g": least, "multiple_g": multiple, "coil_min_g": coil[0], "coil_max_g": coil[1]}
        self.add("offers", offer_code=code, supplier_code=seller, format_code=format_, lead_days=days, **masses)
        for times, percent in ((1, 100), (5, 97), (20, 94)):
            self.add("offer_tiers", offer_code=code, from_g=least * times, price_idr_t=price * percent // 100)

    def _makers(self, province: int) -> None:
        place, centre = f"{province + 1:02d}", f"MC-{province + 1:02d}"
        self.add("places", place_code=place, place_name=f"Provinsi {place}", kind="province")
        self.add("parties", party_code=centre, party_name=f"{centre} (contoh)", kind="centre", place_code=place)
        for number in range(self.of_province(SENTRA)):
            regency, sentra = f"{place}.{number + 1:02d}", f"S{place}{number + 1:02d}"
            self.add("places", place_code=regency, place_name=f"Kabupaten {regency}", kind="regency", parent_code=place)
            self.add("sentra", sentra_code=sentra, sentra_name=sentra, place_code=regency, centre_code=centre)
            for shop, (count, processes) in SHOPS.items():
                codes = [f"{sentra}-{shop[0]}{one:02d}" for one in range(count)]
                self.makers.setdefault((province, shop), []).append(codes)
                for code in codes:
                    self._maker(code, regency, sentra, processes)

    def _maker(self, code: str, regency: str, sentra: str, processes: tuple[str, ...]) -> None:
        named = {"party_name": f"{code} (contoh)", "kind": "maker", "is_example": True}
        self.add("parties", party_code=code, place_code=regency, sentra_code=sentra, **named)
        for process in processes:
            minutes = MINUTES * self.chance.randint(80, 120) // 100
            named = {"resource_code": f"{code}-{process}", "resource_name": process, "minutes_week": minutes}
            self.add("resources", maker_code=code, process_code=process, **named)

    def _items(self, province: int) -> None:
        place = f"{province + 1:02d}"
        parts = [self._part(province, f"P{place}{one:03d}") for one in range(self.of_province(PARTS, 4))]
        modules = [f"M{place}{one:03d}" for one in range(self.of_province(MODULES, 3))]
        products = [f"V{place}{one:02d}" for one in range(self.of_province(PRODUCTS, 2))]
        for code in modules:
            self._made(province, code, "part", "welding", [("weld", 650_000)])
            self._bill(code, parts, PARTS_EACH)
        for code in products:
            self._made(province, code, "vehicle", "assembly", [("assemble", 24_000_000)])
            self._bill(code, modules, MODULES_EACH)
            self._demand(province, code)

    def _part(self, province: int, code: str) -> str:
        is_sheet = self.chance.random() < 0.6
        steps = [("shear", 48_000), ("bend", 104_000)] if is_sheet else [("cut", 64_000), ("turn", 120_000)]
        self._made(province, code, "part", "sheet" if is_sheet else "turning", steps)
        material = f"SPHC-{self.chance.choice(SHEETS)}" if is_sheet else f"SS400-{self.chance.choice(BARS)}"
        length = self.chance.randint(120, 700 if is_sheet else 1200) * 1000
        width = self.chance.randint(60, min(300, length // 1000)) * 1000 if is_sheet else 0
        sizes = {"length_um": length, "width_um": width, "blanks_each": 1, "parts_per_blank": 1}
        locked = is_sheet and self.chance.random() < 0.2
        self.add("blanks", item_code=code, material_code=material, grain_locked=locked, **sizes)
        if self.chance.random() < 0.03:
            owned = {"holder_code": f"MC-{province + 1:02d}", "owner_code": f"MC-{province + 1:02d}"}
            self.add("item_stock", stock_code=f"F-{code}", item_code=code, quantity_pieces=500, **owned)
        return code

    def _made(self, province: int, code: str, kind: str, shop: str, steps: list[tuple[str, int]]) -> None:
        homes = self.makers[province, shop]
        home = self.chance.randrange(len(homes))
        regency = f"{province + 1:02d}.{home + 1:02d}"
        named = {"item_name_id": code, "item_name_en": code, "mass_g_each": 100, "lead_weeks": 1}
        self.add("items", item_code=code, kind=kind, home_place_code=regency, **named)
        for number, (process, ms) in enumerate(steps, start=1):
            cycle = ms * self.chance.randint(50, 150) // 100
            self.add("operations", item_code=code, sequence=number, process_code=process, cycle_ms=cycle)
        near = self.chance.sample(homes[home], min(MAKERS_EACH * 3 // 5, len(homes[home])))
        others = [maker for number, sentra in enumerate(homes) if number != home for maker in sentra]
        far = self.chance.sample(others, min(MAKERS_EACH - len(near), len(others)))
        abroad = self.makers[(province + 1) % self.provinces, shop]
        if self.chance.random() < 0.02 and self.provinces > 1:
            far.append(self.chance.choice(self.chance.choice(abroad)))
        for maker in near + far:
            price = 500 + steps[0][1] // 100 * self.chance.randint(80, 120) // 100
            terms = {"price_idr_each": price, "lead_weeks": 1, "max_share_ppm": self.chance.choice((300_000, 500_000))}
            self.add("capabilities", maker_code=maker, item_code=code, **terms)

    def _bill(self, parent: str, below: list[str], count: int) -> None:
        for child in self.chance.sample(below, min(count, len(below))):
            self.add("bills", parent_code=parent, child_code=child, quantity_each=1)

    def _demand(self, province: int, code: str) -> None:
        regencies = self.of_province(SENTRA)
        kinds = {"kind": "programme", "customer_code": "KONSORSIUM", "priority": 3, "firmness": "firm"}
        for week in range(FIRST_WEEK, self.weeks):
            for village in range(VILLAGES):
                place = f"{province + 1:02d}.{self.chance.randrange(regencies) + 1:02d}"
                due = START + timedelta(days=7 * week + self.chance.randrange(5))
                wanted = {"due_date": due, "quantity_pieces": self.chance.randint(1, 2), "place_code": place}
                self.add("demand", demand_code=f"D-{code}-{week:02d}-{village}", item_code=code, **wanted, **kinds)


def _table(kind: type[Table], rows: list[dict[str, object]]) -> Table:
    absent = {
        column.name: np.datetime64("NaT") if column.kind == "day" else FILLED[column.kind] for column in kind.columns
    }
    columns = {name: [row.get(name, nothing) for row in rows] for name, nothing in absent.items()}
    return kind.from_columns(columns)


def national(share: float, seed: int = 1, weeks: int = WEEKS) -> PlanInput:
    """A `share` (0.01 to 1) of the nation, drawn by `seed`."""
    return Nation(share, seed, weeks).draw()


def requirement_lines(given: PlanInput) -> int:
    """Bill lines × weeks with demand."""
    return len(given.bills) * (int(given.horizon.weeks[0]) - FIRST_WEEK)


if __name__ == "__main__":
    write_given(national(float(sys.argv[1])), Path(sys.argv[2]))
