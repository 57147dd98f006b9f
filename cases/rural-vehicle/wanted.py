"""Places and demand: the programme by village and regency, and the everyday call-offs and spare parts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dice import Dice
from makers import Maker
from products import VEHICLE, Catalogue, Product, everyday_interval
from sources import PPM, Row, read

START, WEEKS = date(2027, 1, 4), 52
FRIDAY = 4
WORKING = {8: 600_000, 9: 0, 10: 500_000, 32: 800_000, 50: 800_000, 51: 500_000}  # Idul Fitri ±10 March; year's end
NO_HANDOVER = {8, 9, 10}  # no vehicles are handed over around Idul Fitri
EXAMPLE_DISTRICT = 91  # real districts have lower numbers, so no real place is meant


@dataclass(frozen=True)
class Lot:
    """One everyday line."""

    product: Product
    week: int
    pieces: int


def day(week: int, weekday: int = 0) -> date:
    """A day of a week of the plan."""
    return START + timedelta(days=7 * week + weekday)


def calendar() -> list[Row]:
    """Weeks with less than full work; EST, holidays of 2027 are not all announced."""
    return [{"week_date": day(week), "working_ppm": share} for week, share in WORKING.items()]


def places(dice: Dice) -> list[Row]:
    """Provinces, regencies and cities as they are; districts and villages as plainly marked examples."""
    rows = [_place(row["place_code"], row["place_name"], "province", "", row) for row in read("provinces")]
    known = {row["kemendagri_code"]: row for row in read("places")}
    rows += [_place(code, row["name"], row["kind"], code[:2], row) for code, row in known.items()]
    for row in read("programme"):
        regency = known[row["place_code"]]
        district = f"{row['place_code']}.{EXAMPLE_DISTRICT}"
        label = regency["name"].removeprefix("Kabupaten ")
        rows.append(_place(district, f"Kecamatan contoh {label}", "district", row["place_code"], regency))
        for number, code in enumerate(_villages(row), start=1):
            near = {
                axis: str(float(regency[axis]) + dice.between(-0.09, 0.09, axis, code))
                for axis in ("latitude", "longitude")
            }
            rows.append(_place(code, f"Desa {label} {number:02d} (contoh)", "village", district, near))
    return rows


def _place(code: str, name: str, kind: str, parent: str, at: dict[str, str]) -> Row:
    spots = {f"{axis}_udeg": round(float(at[axis]) * 1_000) * 1_000 for axis in ("latitude", "longitude")}
    return {"place_code": code, "place_name": name, "kind": kind, "parent_code": parent, **spots}


def _villages(row: dict[str, str]) -> list[str]:
    return [f"{row['place_code']}.{EXAMPLE_DISTRICT}.{2000 + n}" for n in range(1, int(row["villages"]) + 1)]


def programme(dice: Dice) -> list[Row]:
    """Vehicles by village, and a larger institutional line for each regency every quarter."""
    lines: list[Row] = []
    for row in read("programme"):
        for week, pieces in _handovers(row):
            lines += _week_lines(row, week, pieces, dice)
    return lines


def _handovers(row: dict[str, str]) -> Iterator[tuple[int, int]]:
    """Vehicles of a regency by week: even from its first to its last week, whole vehicles by running remainder."""
    weeks = [week for week in range(int(row["first_week"]), int(row["last_week"]) + 1) if week not in NO_HANDOVER]
    total, given = int(row["vehicles"]), 0
    for number, week in enumerate(weeks, start=1):
        due = total * number // len(weeks)
        yield week, due - given
        given = due


def _week_lines(row: dict[str, str], week: int, pieces: int, dice: Dice) -> list[Row]:
    place, first = row["place_code"], place_first(row)
    institutional = min(pieces, pieces // 2) if (week - first) % 13 == 6 else 0
    lines = []
    if institutional:
        lines.append(_line(f"P-{place}-{week:02d}", place, week, institutional, 1, "firm"))
    villages = dice.shuffled(_villages(row), "turn", week)
    count = max(1, min(len(villages), (pieces - institutional + 5) // 6))
    firmness = "firm" if place == "33.10" or week < 30 else "forecast"
    for number in range(count):
        share = (pieces - institutional + number) // count
        if share:
            village = villages[number]
            lines.append(_line(f"P-{village}-{week:02d}", village, week, share, 2, firmness))
    return lines


def place_first(row: dict[str, str]) -> int:
    """First week of a regency."""
    return int(row["first_week"])


def _line(code: str, place: str, week: int, pieces: int, priority: int, firmness: str) -> Row:
    return {
        "demand_code": code,
        "kind": "programme",
        "item_code": VEHICLE,
        "customer_code": "KONSORSIUM",
        "place_code": place,
        "due_date": day(week, FRIDAY),
        "quantity_pieces": pieces,
        "priority": priority,
        "firmness": firmness,
    }


def everyday_lots(catalogue: Catalogue, listed: list[Maker], dice: Dice) -> list[Lot]:
    """Call-offs every two to four weeks, as many as the makers' everyday work of those weeks, some of them peaks."""
    lots = []
    for product in catalogue.everyday:
        weekly = sum(maker.weekly.get(product.code, 0.0) for maker in listed)
        interval = everyday_interval(product.code, dice)
        first = interval + dice.whole(0, interval - 1, "first", product.code)
        for week in range(first, WEEKS, interval):
            pieces = weekly * _working_weeks(week, interval) * _swing(product, week, dice)
            step = 50 if pieces > 500 else 10 if pieces > 50 else 1
            lots.append(Lot(product, week, max(step, round(pieces / step) * step)))
    return lots


def _working_weeks(week: int, interval: int) -> float:
    """Weeks of work in the window of a lot."""
    return sum(WORKING.get(one, PPM) for one in range(week - interval + 1, week + 1)) / PPM


def _swing(product: Product, week: int, dice: Dice) -> float:
    peak = dice.unit("peak", product.code, week) < 0.05
    return (
        dice.between(1.4, 1.8, "high", product.code, week)
        if peak
        else dice.between(0.72, 1.18, "swing", product.code, week)
    )


def everyday(lots: list[Lot], dice: Dice) -> list[Row]:
    """Demand lines of the everyday lots."""
    customers = {row["party_code"]: row["place_code"] for row in read("parties")}
    rows: list[Row] = []
    for lot in lots:
        family = lot.product.family
        prefix = "C" if family["kind"] == "call_off" else "S"
        code = f"{prefix}-{lot.product.code.removeprefix('E-')}-{lot.week:02d}"
        rows.append(
            {
                "demand_code": code,
                "kind": family["kind"],
                "item_code": lot.product.code,
                "customer_code": family["customer"],
                "place_code": customers[family["customer"]],
                "due_date": day(lot.week, dice.whole(0, FRIDAY, "weekday", code)),
                "quantity_pieces": lot.pieces,
                "priority": 2 if family["kind"] == "call_off" else 3,
                "firmness": "firm" if lot.week < 12 else "forecast",
                "material_owner_code": family["owner"],
            }
        )
    return rows
