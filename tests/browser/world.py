"""A sentra small enough to plan in seconds: two workshops, a mill that sells coils, five villages that want carts."""

from __future__ import annotations

from pathlib import Path

from tests import one_bar

CODE = "sentra-kecil"
NAME = "Sentra kecil (contoh)"
MILL, DISTRIBUTOR, OWN_WORKSHOP, OTHER_WORKSHOP = "KS", "DISTRIBUTOR", "BENGKEL", "BENGKEL-2"
OTHER_MACHINE = "Gergaji milik tetangga"
KLATEN_MAY = "K-1"  # the line whose quantity the story changes
WEEK_MINUTES = 12_000

VILLAGES = (
    ("33.10.91.2001", "Desa Klaten 01 (contoh)", "33.10.91", -7_669_000, 110_693_000),
    ("33.10.91.2002", "Desa Klaten 02 (contoh)", "33.10.91", -7_701_000, 110_620_000),
    ("33.10.91.2003", "Desa Klaten 03 (contoh)", "33.10.91", -7_642_000, 110_616_000),
    ("33.11.91.2001", "Desa Sukoharjo 01 (contoh)", "33.11.91", -7_680_000, 110_830_000),
    ("33.11.91.2002", "Desa Sukoharjo 02 (contoh)", "33.11.91", -7_720_000, 110_860_000),
)
WANTED = (
    (KLATEN_MAY, "33.10.91.2001", "2027-05-14", 120),
    ("K-2", "33.10.91.2002", "2027-05-28", 90),
    ("K-3", "33.10.91.2003", "2027-06-11", 75),
    ("S-1", "33.11.91.2001", "2027-05-21", 60),
    ("S-2", "33.11.91.2002", "2027-06-18", 45),
)


def write(folder: Path) -> Path:
    """The tables of the world in `folder`, as `rantai site import` reads them."""
    given = one_bar.copy(folder)
    one_bar.change(given, "horizon", "2027-01-04", weeks=30)
    _places(given)
    _firms(given)
    _steel(given)
    _things(given)
    _work(given)
    _demand(given)
    return given


def _places(given: Path) -> None:
    def place(code: str, name: str, kind: str, parent: str, latitude: int, longitude: int) -> None:
        spot = {"latitude_udeg": latitude, "longitude_udeg": longitude}
        one_bar.add(given, "places", place_code=code, place_name=name, kind=kind, parent_code=parent, **spot)

    place("33.11", "Kabupaten Sukoharjo", "regency", "33", -7_683_000, 110_840_000)
    for regency, latitude, longitude in (("33.10", -7_705_000, 110_606_000), ("33.11", -7_683_000, 110_840_000)):
        place(f"{regency}.91", f"Kecamatan contoh {regency}", "district", regency, latitude, longitude)
    for code, name, parent, latitude, longitude in VILLAGES:
        place(code, name, "village", parent, latitude, longitude)


def _firms(given: Path) -> None:
    def firm(code: str, name: str, kind: str, sentra: str = "") -> None:
        where = {"place_code": "33.28", "sentra_code": sentra, "is_example": "yes"}
        one_bar.add(given, "parties", party_code=code, party_name=name, kind=kind, **where)

    firm(OTHER_WORKSHOP, "Bengkel Contoh Dua", "maker", "TEGAL")
    firm(MILL, "Pabrik Baja Contoh", "mill")
    firm("BUYER-1", "Pembeli Contoh Satu", "buyer")
    firm("BUYER-2", "Pembeli Contoh Dua", "buyer")
    one_bar.change(given, "sentra", "TEGAL", announced_makers=2)


def _steel(given: Path) -> None:
    sheet = {"grade": "SPHC", "form": "sheet", "finish": "plain", "thickness_um": 2_300, "density_kg_m3": 7_850}
    one_bar.add(given, "materials", material_code="SPHC-2.3", **sheet)
    coil = {"format_code": "SPHC-2.3-COIL", "format_name": "SPHC 2,3 koil 4 kaki"}
    one_bar.add(given, "formats", **coil, material_code="SPHC-2.3", kind="coil", length_um=0, width_um=1_219_000)
    plate = {"format_code": "SPHC-2.3-4x8", "format_name": "SPHC 2,3 lembar 4x8", "piece_mass_g": 53_658}
    one_bar.add(
        given, "formats", **plate, material_code="SPHC-2.3", kind="sheet", length_um=2_438_000, width_um=1_219_000
    )
    rule = {"trim_um": 5_000, "min_remnant_length_um": 300_000, "min_remnant_width_um": 150_000}
    one_bar.add(given, "cutting_rules", kind="coil", kerf_um=0, loss_ppm=15_000, **rule)
    one_bar.add(given, "cutting_rules", kind="sheet", kerf_um=0, **rule)
    mill = {"min_order_g": 5_000_000, "coil_min_g": 5_000_000, "coil_max_g": 10_000_000, "lead_days": 60}
    one_bar.add(
        given,
        "offers",
        offer_code="KS-COIL",
        supplier_code=MILL,
        format_code="SPHC-2.3-COIL",
        basis="contoh",
        **mill,
    )
    shop = {"offer_code": "TOKO-PELAT", "supplier_code": "TOKO", "format_code": "SPHC-2.3-4x8"}
    one_bar.add(given, "offers", **shop, min_order_g=0, lead_days=2, basis="contoh")
    for offer, price in (("KS-COIL", 8_600_000), ("TOKO-PELAT", 11_500_000)):
        from_g = 5_000_000 if offer == "KS-COIL" else 0
        one_bar.add(given, "offer_tiers", offer_code=offer, from_g=from_g, price_idr_t=price)


def _things(given: Path) -> None:
    names = {"item_name_id": "Bak muatan", "item_name_en": "Load bed", "group_name": "Body"}
    size = {"mass_g_each": 43_000, "lead_weeks": 1, "home_place_code": "33.28"}
    one_bar.add(given, "items", item_code="BAK", kind="part", bill_line=2, **names, **size)
    one_bar.add(given, "bills", parent_code="GEROBAK", child_code="BAK", quantity_each=1)
    blank = {"length_um": 1_200_000, "width_um": 1_000_000, "blanks_each": 2, "parts_per_blank": 1}
    one_bar.add(given, "blanks", item_code="BAK", material_code="SPHC-2.3", grain_locked="no", **blank)


def _work(given: Path) -> None:
    one_bar.add(given, "processes", process_code="bend", process_name_id="Tekuk pelat", process_name_en="Press brake")
    one_bar.add(given, "operations", item_code="BAK", sequence=1, process_code="bend", cycle_ms=1_200_000)
    one_bar.change(given, "operations", "GEROBAK", cycle_ms=3_600_000)
    for resource in ("BENGKEL-assemble", "BENGKEL-cut"):
        one_bar.change(given, "resources", resource, minutes_week=WEEK_MINUTES)
    machines = (
        (OWN_WORKSHOP, "bend", "Mesin tekuk"),
        (OTHER_WORKSHOP, "bend", "Mesin tekuk dua"),
        (OTHER_WORKSHOP, "cut", OTHER_MACHINE),
        (OTHER_WORKSHOP, "assemble", "Meja rakit dua"),
    )
    for maker, process, name in machines:
        machine = {"resource_code": f"{maker}-{process}", "resource_name": name, "process_code": process}
        one_bar.add(given, "resources", maker_code=maker, bed_length_um=2_500_000, minutes_week=WEEK_MINUTES, **machine)
    one_bar.add(given, "capabilities", **_can(OWN_WORKSHOP, "BAK", 150_000))
    for item, price in (("BAK", 155_000), ("POROS", 12_500), ("GEROBAK", 260_000)):
        one_bar.add(given, "capabilities", **_can(OTHER_WORKSHOP, item, price))


def _can(maker: str, item: str, price: int) -> dict[str, object]:
    return {
        "maker_code": maker,
        "item_code": item,
        "price_idr_each": price,
        "lead_weeks": 1,
        "max_share_ppm": 700_000,
    }


def _demand(given: Path) -> None:
    one_bar.change(given, "demand", "D-1", due_date="2027-04-30")
    for code, place, due, pieces in WANTED:
        row = {"demand_code": code, "kind": "programme", "item_code": "GEROBAK", "customer_code": "PEMESAN"}
        when = {"place_code": place, "due_date": due, "quantity_pieces": pieces, "priority": 3, "firmness": "firm"}
        one_bar.add(given, "demand", **row, **when)
    for buyer in ("BUYER-1", "BUYER-2"):
        row = {"demand_code": f"C-{buyer}", "kind": "call_off", "item_code": "POROS", "customer_code": buyer}
        when = {"place_code": "33.28", "due_date": "2027-03-10", "quantity_pieces": 60, "priority": 5}
        one_bar.add(given, "demand", **row, **when, firmness="firm")
