"""The 569 makers: skewed sizes, machines by profile of their sentra, what each may make, and its everyday work.

Hours come first: each maker is given everyday work up to a drawn load of its fullest process, so that the everyday
demand of the case is the sum of what the workshops are busy with. All figures are EST.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from dice import Dice
from products import Catalogue, Product
from sources import PPM, UM, Row, read

MEDIAN_MINUTES, SIGMA = 1_700.0, 1.45  # a week; half the makers are below one full worker
LEAST_MINUTES, MOST_MINUTES = 700.0, 70_000.0
LEAST_PROCESS_MINUTES = 240
FULL_WEEK_MINUTES = 2_400
SPARE_PROCESS_FROM = 2_000.0  # smaller makers have only the machines of their everyday work
SPARE_PROCESS_SHARE = 0.07  # of a maker's hours, for a process that no everyday product of its profile uses
BED_PROCESSES = ("shear", "bend", "roll")
RUPIAH_A_MINUTE = 900
FEW_MAKERS = {1: 5, 30: 6, 32: 6, 47: 3, 48: 3, 51: 7, 52: 5, 53: 7, 54: 7, 55: 12, 62: 7, 70: 7, 71: 7, 75: 7}
BUSY_SENTRA = {"CEPER": 0.55}  # hubs and drums of the vehicle fill these foundries to their limit


@dataclass
class Maker:
    """One workshop: weekly minutes by process, and the everyday pieces a week that fill it."""

    code: str
    sentra: str
    profile: str
    place: str
    name: str
    minutes: dict[str, int] = field(default_factory=dict)
    bed_um: int = 0
    weekly: dict[str, float] = field(default_factory=dict)

    @property
    def total_minutes(self) -> int:
        return sum(self.minutes.values())

    def can(self, product: Product) -> bool:
        """Whether it has every process, and a long enough bed where the process has one."""
        fits = product.longest_um <= self.bed_um or not set(product.seconds) & set(BED_PROCESSES)
        return set(product.seconds) <= set(self.minutes) and fits


def sentra_rows() -> list[Row]:
    """Sentra with the number of makers announced in 2017."""
    announced = {row["sentra"]: row for row in read("sentra_2017")}
    rows: list[Row] = []
    for row in read("sentra"):
        fact = announced[row["sentra_in_2017_file"]]
        rows.append(
            {
                "sentra_code": row["sentra_code"],
                "sentra_name": row["sentra_name"],
                "place_code": fact["regency_code"],
                "centre_code": row["centre_code"],
                "announced_makers": int(fact["component_makers"]),
                "source": f"{fact['source_key']}, {fact['year']}",
            }
        )
    return rows


def makers(catalogue: Catalogue, dice: Dice) -> list[Maker]:
    """Every maker, with machines and everyday work."""
    listed: list[Maker] = []
    for row in sentra_rows():
        sentra = str(row["sentra_code"])
        profiles = [profile for profile in read("profiles") if profile["sentra"] == sentra]
        listed += _of_sentra(sentra, int(str(row["announced_makers"])), profiles, catalogue, dice)
    for profile in read("profiles"):
        _give_everyday_work([m for m in listed if m.profile == profile["profile"]], catalogue, dice)
    return listed


def _of_sentra(
    sentra: str, count: int, profiles: list[dict[str, str]], catalogue: Catalogue, dice: Dice
) -> list[Maker]:
    about = next(row for row in read("sentra") if row["sentra_code"] == sentra)
    places = about["maker_places"].split()
    bounds, reached = [], 0
    for profile in profiles:
        reached += int(profile["share_percent"])
        bounds.append(round(count * reached / 100))
    found = []
    for number in range(1, count + 1):
        profile = next(p for p, bound in zip(profiles, bounds, strict=True) if number <= bound)
        code = f"{sentra}-{number:03d}"
        name = f"Bengkel Contoh {about['label']} {number:02d}"
        maker = Maker(code, sentra, profile["profile"], places[number % len(places)], name)
        _equip(maker, profile["processes"].split(), catalogue, dice)
        found.append(maker)
    return found


def _equip(maker: Maker, processes: list[str], catalogue: Catalogue, dice: Dice) -> None:
    """Minutes by process in the proportion that the profile's everyday products need them, roughly."""
    size = min(MOST_MINUTES, max(LEAST_MINUTES, dice.skewed(MEDIAN_MINUTES, SIGMA, "size", maker.code)))
    work: dict[str, float] = defaultdict(float)
    for product in catalogue.everyday:
        if product.profile == maker.profile:
            for process, each in product.seconds.items():
                work[process] += each / sum(product.seconds.values())
    total = sum(work.values())
    for process in processes:
        if not work[process] and size < SPARE_PROCESS_FROM:
            continue
        share = work[process] / total if work[process] else SPARE_PROCESS_SHARE
        minutes = size * share * dice.between(0.85, 1.25, "mix", maker.code, process)
        maker.minutes[process] = max(LEAST_PROCESS_MINUTES, round(minutes / 30) * 30)
    maker.bed_um = (3_100 if size > 9_000 else 2_500 if size > 2_500 else 1_300) * UM


def _give_everyday_work(group: list[Maker], catalogue: Catalogue, dice: Dice) -> None:
    """Spread the profile's products over its makers, ten to twenty-five makers a product, and fill each maker."""
    products = [product for product in catalogue.everyday if group and product.profile == group[0].profile]
    taken: dict[str, list[Product]] = defaultdict(list)
    for product in products:
        able = [maker for maker in group if maker.can(product)]
        wanted = min(len(able), max(10, min(25, -(-3 * len(group) // (2 * len(products))))))
        able.sort(key=lambda m: (len(taken[m.code]), dice.unit("takes", m.code, product.code)))
        for maker in able[:wanted]:
            taken[maker.code].append(product)
    for maker in group:
        _fill(maker, taken[maker.code], dice)


def _fill(maker: Maker, products: list[Product], dice: Dice) -> None:
    draw = dice.unit("load", maker.code)
    load = BUSY_SENTRA.get(maker.sentra, 0.35 + 0.58 * draw**0.45)  # most are well filled, a few stand half idle
    need: dict[str, float] = defaultdict(float)
    for product in products:
        for process, each in product.seconds.items():
            need[process] += each / 60
    fullest = max((minutes / maker.minutes[process] for process, minutes in need.items()), default=0.0)
    for product in products:
        maker.weekly[product.code] = load / fullest


def resources(listed: list[Maker]) -> list[Row]:
    """One row per maker and process; large shops that bend or shear long plate also have a shorter machine."""
    machines = {row["process_code"]: row["machine_id"] for row in read("processes")}
    rows: list[Row] = []
    for maker in listed:
        for process, minutes in maker.minutes.items():
            beds = [maker.bed_um] if process in BED_PROCESSES else [0]
            if beds[0] > 3_000 * UM and minutes >= 2 * FULL_WEEK_MINUTES:
                beds.append(2_000 * UM)
            for number, bed in enumerate(beds, start=1):
                rows.append(_resource(maker, process, number, bed, minutes // len(beds), machines[process]))
    return rows


def _resource(maker: Maker, process: str, number: int, bed_um: int, minutes: int, machine: str) -> Row:
    count = max(1, round(minutes / FULL_WEEK_MINUTES))
    length = f" {bed_um / 1_000_000:g} m".replace(".", ",") if bed_um else ""
    return {
        "resource_code": f"{maker.code}-{process}-{number}",
        "maker_code": maker.code,
        "process_code": process,
        "resource_name": f"{machine}{length}" + (f" ({count} unit)" if count > 1 else ""),
        "bed_length_um": bed_um,
        "minutes_week": minutes,
    }


def capabilities(listed: list[Maker], catalogue: Catalogue, dice: Dice) -> list[Row]:
    """Who may make what, at which price, and at most which share."""
    rows = [
        {"maker_code": "PERAKIT", "item_code": "VEHICLE", "price_idr_each": 6_500_000, "lead_weeks": 1}
        | {"max_share_ppm": PPM}
    ]
    for product in catalogue.everyday:
        busy = [maker for maker in listed if product.code in maker.weekly]
        total = sum(maker.weekly[product.code] for maker in busy)
        for maker in busy:
            share = _share(1.35 * maker.weekly[product.code] / total, len(busy))
            rows.append(_capability(maker, product, share, dice))
    for product in catalogue.parts:
        chosen = _chosen(listed, product, dice)
        total_minutes = sum(maker.total_minutes for maker in chosen)
        for maker in chosen:
            share = _share(2.5 * maker.total_minutes / total_minutes, len(chosen))
            rows.append(_capability(maker, product, share, dice))
    return rows


def _share(share: float, makers_able: int) -> int:
    """Largest share in steps of 5 %, never so small that all together could not make the whole."""
    least = max(0.10, 1.6 / makers_able)
    return min(PPM, round(max(least, min(0.9, share)) * 20 + 0.499) * 50_000)


def _chosen(listed: list[Maker], product: Product, dice: Dice) -> list[Maker]:
    able = [maker for maker in listed if maker.sentra in product.sentras and maker.can(product)]
    wanted = FEW_MAKERS.get(product.line, dice.whole(12, 25, "makers", product.code))
    able.sort(key=lambda m: -dice.unit("able", m.code, product.code) * m.total_minutes**0.35)
    return able[:wanted]


def _capability(maker: Maker, product: Product, share_ppm: int, dice: Dice) -> Row:
    minutes = sum(product.seconds.values()) / 60
    price = minutes * RUPIAH_A_MINUTE * dice.between(0.86, 1.22, "price", maker.code, product.code)
    return {
        "maker_code": maker.code,
        "item_code": product.code,
        "price_idr_each": max(100, round(price / 50) * 50),
        "lead_weeks": 2 if dice.unit("slow", maker.code, product.code) < 0.15 else 1,
        "max_share_ppm": share_ppm,
    }
