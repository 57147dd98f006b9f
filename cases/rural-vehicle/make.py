"""Writes the tables of the case: `python cases/rural-vehicle/make.py [--seed N] [--out FOLDER]`.

Same seed, same bytes. Sources are in `source/`; what is announced and what is estimated is said in `source/SOURCES.md`.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

import makers as workshops
import steel
import stock
import wanted
from dice import Dice
from products import VEHICLE_MINUTES, catalogue
from sources import HERE, Row, read

from rantai.engine.plan.given import GIVEN_TABLES

VEHICLES_A_FULL_WEEK = 95
SCENARIOS = (300, 3_000, 10_000, 70_000)
GOALS = ("on_time", "local_first", "spread_work", "cost")


def tables(seed: int) -> dict[str, Sequence[Row]]:
    """Every table of the case."""
    dice = Dice(seed)
    made = catalogue(dice)
    listed = workshops.makers(made, dice)
    lots = wanted.everyday_lots(made, listed, dice)
    offers, tiers = steel.offers_and_tiers()
    formats = steel.formats()
    use = stock.customer_and_centre_use(made, lots, formats)
    item_stock, item_receipts = stock.item_stock(lots)
    return {
        "horizon": [{"start_date": wanted.START, "weeks": wanted.WEEKS}],
        "places": wanted.places(dice),
        "sentra": workshops.sentra_rows(),
        "parties": _parties(listed),
        "processes": read("processes"),
        "items": made.items,
        "bills": made.bills,
        "materials": steel.materials(),
        "blanks": made.blanks,
        "formats": formats,
        "cutting_rules": steel.cutting_rules(),
        "offers": offers,
        "offer_tiers": tiers,
        "item_offers": made.item_offers,
        "operations": made.operations,
        "resources": [*workshops.resources(listed), _assembly_line()],
        "calendar": wanted.calendar(),
        "resource_weeks": [],
        "capabilities": workshops.capabilities(listed, made, dice),
        "goals": [{"rank": rank, "goal": goal} for rank, goal in enumerate(GOALS, start=1)],
        "demand": [*wanted.programme(dice), *wanted.everyday(lots, dice)],
        "item_stock": item_stock,
        "item_receipts": item_receipts,
        "material_stock": stock.material_stock(use, formats, dice),
        "material_receipts": stock.material_receipts(use, formats),
        "scenarios": [_scenario(vehicles) for vehicles in SCENARIOS],
    }


def _parties(listed: list[workshops.Maker]) -> list[Row]:
    rows: list[Row] = [dict(row) for row in read("parties")]
    for maker in listed:
        about: Row = {"party_code": maker.code, "party_name": maker.name, "kind": "maker", "place_code": maker.place}
        rows.append({**about, "sentra_code": maker.sentra, "is_example": "yes"})
    return rows


def _assembly_line() -> Row:
    about = {"resource_code": "PERAKIT-assemble", "maker_code": "PERAKIT", "process_code": "assemble"}
    hours = {"bed_length_um": 0, "minutes_week": VEHICLES_A_FULL_WEEK * VEHICLE_MINUTES}
    return {**about, "resource_name": "Jalur perakitan", **hours}


def _scenario(vehicles: int) -> Row:
    name = f"{vehicles:,} kendaraan setahun".replace(",", ".")
    return {"scenario_code": f"V{vehicles}", "scenario_name": name, "vehicles_pieces": vehicles}


def write(folder: Path, made: Mapping[str, Sequence[Row]]) -> None:
    """One CSV file a table that the case speaks of, columns as the tables say, rows by key."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, kind in GIVEN_TABLES.items():
        if name not in made:
            continue
        columns = [column.name for column in kind.columns]
        rows = sorted(made[name], key=lambda row: [str(row.get(column, "")) for column in kind.key])
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(columns)
            writer.writerows([row.get(column, "") for column in columns] for row in rows)


def main() -> None:
    """Write the case."""
    parser = argparse.ArgumentParser(description="Write the tables of the rural vehicle case.")
    parser.add_argument("--seed", type=int, default=2027)
    parser.add_argument("--out", type=Path, default=HERE / "given")
    options = parser.parse_args()
    write(options.out, tables(options.seed))


if __name__ == "__main__":
    main()
