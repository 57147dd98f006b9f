"""Time and gap of the cutting room on groups like those of a plan: `python benchmarks/cutting.py`.

Makes seeded weekly groups (one material each) from a bill of materials, cuts them, has every answer checked, and prints
a table for each kind of stock. Quantities run from a small call-off to the pooled need of a large one.
"""

from __future__ import annotations

import csv
import random
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np

from lines import Line  # a neighbour in benchmarks/
from rantai.engine.cutting import CuttingInput, CuttingParams, check, solve
from rantai.engine.cutting.tables import even_trim

SOURCE = Path(__file__).resolve().parent.parent / "cases" / "rural-vehicle" / "source"
BILL, FORMATS = SOURCE / "rural_vehicle_bom.csv", SOURCE / "stock_formats.csv"
PRICE_IDR_T = 11_000_000
VEHICLES = (10, 20, 58, 120, 400)
TRIM_UM = {"sheet": 5_000, "bar": 0}
KERF_UM = {"sheet": 0, "bar": 2_500}
STEEL = Decimal("7.85e-6")
FORMAT_COLUMNS = ("length_um", "width_um", "cost", "available")
PIECE_COLUMNS = ("length_um", "width_um", "quantity", "grain_locked")


@dataclass(frozen=True)
class Measured:
    """One group cut: kind, kinds of blanks, seconds, cost, bound, status, faults."""

    kind: str
    blanks: int
    seconds: float
    objective: int
    bound: int
    status: str
    faults: int


def um(text: str) -> int:
    return int(Decimal(text) * 1000)


def kind_of(form: str) -> str:
    return "sheet" if form == "sheet" else "bar"


def materials(bill: Path) -> dict[tuple[str, ...], list[dict[str, str]]]:
    """Cuttable lines of the bill by material: grade, form, finish, thickness, diameter."""
    found = defaultdict(list)
    with bill.open(newline="") as stream:
        for row in csv.DictReader(stream):
            if row["cuttable"] == "yes":
                finish = row["finish"] or "plain"
                key = (row["grade"], row["form"], finish, row["thickness_mm"], row["outside_diameter_mm"])
                found[key].append(row)
    return dict(sorted(found.items()))


def sizes(formats: Path, grade: str, form: str, finish: str, thickness: str) -> list[tuple[int, int, int]]:
    """Length, width and price of what can be bought of a material."""
    made = []
    with formats.open(newline="") as stream:
        for row in csv.DictReader(stream):
            if (row["grade"], row["form"], row["finish"]) != (grade, form, finish):
                continue
            if form == "sheet" and Decimal(thickness) not in map(Decimal, row["thicknesses_mm"].split()):
                continue
            length, width = Decimal(row["length_mm"]), Decimal(row["width_mm"] or 0)
            mass_kg = length * width * Decimal(thickness) * STEEL if form == "sheet" else length / 1000
            made.append((um(str(length)), um(str(width)), int(mass_kg * PRICE_IDR_T / 1000)))
    return made


def group(
    lines: list[dict[str, str]], bought: list[tuple[int, int, int]], vehicles: int, draw: random.Random
) -> CuttingInput:
    """One week's need: the lines of the bill for so many vehicles, and some everyday blanks of the same steel."""
    kind = kind_of(lines[0]["form"])
    pieces = [
        (
            um(row["blank_length_mm"] or row["cut_length_mm"]),
            um(row["blank_width_mm"] or "0"),
            vehicles * int(row["qty_per_vehicle"]) * int(row["pieces_per_part"]),
            bool(row["grain"]),
        )
        for row in lines
    ]
    longest, widest = max(size[0] for size in bought), max(size[1] for size in bought)
    for _ in range(draw.randrange(6)):
        length = draw.randrange(12, longest // 5_000 // 2) * 5_000
        width = draw.randrange(8, widest // 5_000 // 2) * 5_000 if kind == "sheet" else 0
        pieces.append((length, width, draw.choice((20, 120, 600, 3_000)), draw.random() < 0.3))
    lengths, widths, costs = zip(*bought, strict=True)
    available = [-1] * len(bought)
    if draw.random() < 0.3:
        lengths, widths, costs = (*lengths, lengths[0]), (*widths, widths[0]), (*costs, costs[0] * 9 // 10)
        available = [*available, draw.randrange(1, 40)]
    return CuttingInput(
        kind,
        KERF_UM[kind],
        300_000,
        150_000 if kind == "sheet" else 0,
        **_columns("format", FORMAT_COLUMNS, (lengths, widths, costs, available)),
        **_columns("piece", PIECE_COLUMNS, zip(*pieces, strict=True)),
        **even_trim(TRIM_UM[kind], kind),
    )


def _columns(start: str, names: Iterable[str], columns: Iterable[Sequence[int]]) -> dict[str, Any]:
    return {f"{start}_{name}": np.array(column) for name, column in zip(names, columns, strict=True)}


def cut(given: CuttingInput) -> Measured:
    begin = time.process_time()
    answer = solve(given, CuttingParams())
    seconds = time.process_time() - begin
    blanks, faults = len(given.piece_quantity), len(check(given, answer))
    return Measured(given.kind, blanks, seconds, answer.objective, answer.bound, answer.status, faults)


def groups(bill: Path, formats: Path, rounds: int) -> list[CuttingInput]:
    draw = random.Random(1)
    made = []
    for (grade, form, finish, thickness, _), lines in materials(bill).items():
        bought = sizes(formats, grade, form, finish, thickness)
        made += [group(lines, bought, vehicles, draw) for vehicles in VEHICLES[:rounds] if bought]
    return made


def show(measured: list[Measured]) -> None:
    """Mean gap, gap of the sums, share proven optimal, times, faults, by kind."""
    print("kind   groups  blanks  optimal  mean gap  gap of sums  mean ms  worst ms  faults")
    for kind in ("sheet", "bar"):
        rows = [row for row in measured if row.kind == kind]
        gaps = [(row.objective - row.bound) / row.objective for row in rows if row.objective]
        total, bound = sum(row.objective for row in rows), sum(row.bound for row in rows)
        times = [1000 * row.seconds for row in rows]
        print(
            f"{kind:6} {len(rows):6}  {np.mean([row.blanks for row in rows]):6.1f}"
            f"  {np.mean([row.objective == row.bound for row in rows]):7.1%}  {np.mean(gaps):8.3%}"
            f"  {1 - bound / total:11.3%}"
            f"  {np.mean(times):7.1f}  {max(times):8.1f}  {sum(row.faults for row in rows):6}"
        )


def measured() -> list[Measured]:
    """Every group, after one that only loads the compiled loops."""
    made = groups(BILL, FORMATS, len(VEHICLES))
    cut(made[0])
    return [cut(given) for given in made]


def measure() -> list[Line]:
    """One line for each kind of stock."""
    rows = measured()
    return [_line(kind, [row for row in rows if row.kind == kind]) for kind in ("sheet", "bar")]


def _line(kind: str, rows: list[Measured]) -> Line:
    total, bound = sum(row.objective for row in rows), sum(row.bound for row in rows)
    optimal = sum(row.objective == row.bound for row in rows)
    size = f"{len(rows)} groups, {optimal} proven optimal"
    faults = sum(row.faults for row in rows)
    return Line(f"cutting, {kind}s", size, sum(row.seconds for row in rows), (total - bound) / total, faults=faults)


if __name__ == "__main__":
    show(measured())
