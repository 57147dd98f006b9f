"""Seeded instances of the public cutting classes, as documents of the cutting contract.

Bars: Falkenauer U and T, Scholl 1 to 3, Schwerin, Wäscher and Gau, random, and huge capacities in the style of Gschwind
and Irnich (a bar counted in µm). Sheets: Berkey and Wang I to VI, Martello and Vigo VII to X, three stages, not turned.
Rules of the classes: Delorme, Iori and Martello 2016; Berkey and Wang 1987; Martello and Vigo 1998.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

Document = dict[str, Any]
PIECES_2D = (20, 40, 60, 80, 100)
SHAPES_OF_TYPES = ("flat", "tall", "large", "small")


@dataclass(frozen=True)
class Instance:
    """A document, the class it stands for, and its optimum where the way it was made tells it."""

    kind: str  # "bars" or "sheets"
    group: str
    name: str
    document: Document
    optimum: int | None = None


def bars(each: int) -> list[Instance]:
    """`each` instances of every 1D class."""
    made: list[Instance] = []
    for group, rule in BAR_CLASSES.items():
        for number in range(each):
            draw = random.Random(f"{group} {number}")
            capacity, sizes, optimum = rule(draw, number)
            made.append(Instance("bars", group, f"{group} {number + 1}", bar_list(capacity, sizes), optimum))
    return made


def sheets(each: int) -> list[Instance]:
    """`each` instances of every 2D class and number of pieces (20, 40, … 100)."""
    made: list[Instance] = []
    for group, (room, rule) in SHEET_CLASSES.items():
        for pieces in PIECES_2D:
            for number in range(each):
                draw = random.Random(f"{group} {pieces} {number}")
                sizes = [rule(draw) for _ in range(pieces)]
                made.append(Instance("sheets", group, f"{group} n{pieces} {number + 1}", sheet_list(room, sizes)))
    return made


def bar_list(capacity: int, sizes: Iterable[int]) -> Document:
    """Whole units as mm, or as µm where a bar would be longer than a ship."""
    counted = sorted(Counter(sizes).items(), reverse=True)

    def mm(units: int) -> int | str:
        return units if capacity <= 100_000 else f"{units / 1000:.3f}"

    return {
        "stock": [{"id": "bar", "length_mm": mm(capacity), "quantity": None}],
        "pieces": [
            {"id": f"p{at}", "length_mm": mm(size), "quantity": count} for at, (size, count) in enumerate(counted)
        ],
    }


def sheet_list(room: int, sizes: Iterable[tuple[int, int]]) -> Document:
    counted = sorted(Counter(sizes).items(), reverse=True)
    return {
        "stock": [{"id": "sheet", "length_mm": room, "width_mm": room, "quantity": None}],
        "pieces": [
            {"id": f"p{at}", "length_mm": x, "width_mm": y, "quantity": count, "rotatable": False}
            for at, ((x, y), count) in enumerate(counted)
        ],
        "stages": 3,
        "first_cut": "any",
    }


Drawn = tuple[int, list[int], int | None]


def falkenauer_u(draw: random.Random, number: int) -> Drawn:
    return 150, [draw.randint(20, 100) for _ in range((120, 250, 500, 1000)[number % 4])], None


def falkenauer_t(draw: random.Random, number: int) -> Drawn:
    """Every bar is filled exactly by three pieces, so the optimum is a third of the pieces."""
    wanted, sizes = (60, 120, 249, 501)[number % 4], list[int]()
    while len(sizes) < wanted:
        first = draw.randint(380, 490)
        second = draw.randint(250, (1000 - first) // 2)
        sizes += [first, second, 1000 - first - second]
    return 1000, sizes, wanted // 3


def scholl_1(draw: random.Random, number: int) -> Drawn:
    least = draw.choice((1, 20, 30))
    capacity = draw.choice((100, 120, 150))
    return capacity, [draw.randint(least, 100) for _ in range((50, 100, 200, 500)[number % 4])], None


def scholl_2(draw: random.Random, number: int) -> Drawn:
    mean, spread = 1000 / draw.choice((3, 5, 7, 9)), draw.choice((0.2, 0.5, 0.9))
    low, high = int(mean * (1 - spread)) + 1, int(mean * (1 + spread))
    return 1000, [draw.randint(low, high) for _ in range((50, 100, 200, 500)[number % 4])], None


def scholl_3(draw: random.Random, _number: int) -> Drawn:
    return 100_000, [draw.randint(20_000, 35_000) for _ in range(200)], None


def schwerin(draw: random.Random, number: int) -> Drawn:
    return 1000, [draw.randint(150, 200) for _ in range((100, 120)[number % 2])], None


def waescher_gau(draw: random.Random, _number: int) -> Drawn:
    """Few kinds, sizes from almost nothing to most of the bar."""
    high = draw.choice((0.2, 0.5, 0.7, 0.8))
    kinds = [draw.randint(10, int(10_000 * high)) for _ in range(draw.randint(20, 60))]
    return 10_000, [draw.choice(kinds) for _ in range(draw.randint(57, 239))], None


def uniform(draw: random.Random, number: int) -> Drawn:
    capacity = draw.choice((50, 100, 120, 200, 300, 500, 1000))
    low, high = capacity // 10, capacity * 8 // 10
    return capacity, [draw.randint(low, high) for _ in range((50, 200, 500, 1000)[number % 4])], None


def gschwind_irnich(draw: random.Random, number: int) -> Drawn:
    """Hundreds of kinds of huge sizes; small and wide ranges, small and large call-offs."""
    capacity = (500_000, 1_000_000, 1_500_000)[number % 3]
    low, high = ((0.02, 0.2), (0.02, 0.75), (0.1, 0.35))[number // 2 % 3]
    most = (3, 19)[number % 2]
    kinds = [draw.randint(int(low * capacity), int(high * capacity)) for _ in range((125, 250, 500)[number % 3])]
    return capacity, [size for size in kinds for _ in range(draw.randint(1, most))], None


BAR_CLASSES: dict[str, Callable[[random.Random, int], Drawn]] = {
    "Falkenauer U": falkenauer_u,
    "Falkenauer T": falkenauer_t,
    "Scholl 1": scholl_1,
    "Scholl 2": scholl_2,
    "Scholl 3": scholl_3,
    "Schwerin": schwerin,
    "Wäscher–Gau": waescher_gau,
    "random": uniform,
    "Gschwind–Irnich": gschwind_irnich,
}


def square(least: int, most: int) -> Callable[[random.Random], tuple[int, int]]:
    return lambda draw: (draw.randint(least, most), draw.randint(least, most))


def mixed(main: str) -> Callable[[random.Random], tuple[int, int]]:
    """Seven of ten pieces of the main type, one of each other, on sheets of 100 × 100."""
    sides = {"flat": (67, 100, 1, 50), "tall": (1, 50, 67, 100), "large": (50, 100, 50, 100), "small": (1, 50, 1, 50)}
    types = [main] * 7 + [name for name in SHAPES_OF_TYPES if name != main]

    def rule(draw: random.Random) -> tuple[int, int]:
        x_low, x_high, y_low, y_high = sides[draw.choice(types)]
        return draw.randint(x_low, x_high), draw.randint(y_low, y_high)

    return rule


def _sheet_classes() -> Iterator[tuple[str, tuple[int, Callable[[random.Random], tuple[int, int]]]]]:
    rooms = {"I": (10, 10), "II": (30, 10), "III": (40, 35), "IV": (100, 35), "V": (100, 100), "VI": (300, 100)}
    for name, (room, most) in rooms.items():
        yield f"Berkey–Wang {name}", (room, square(1, most))
    for name, main in zip(("VII", "VIII", "IX", "X"), SHAPES_OF_TYPES, strict=True):
        yield f"Martello–Vigo {name}", (100, mixed(main))


SHEET_CLASSES = dict(_sheet_classes())
