"""The exhaustive search against a duller one: every place on a grid of whole numbers, every cut, every sharing-out."""

import random
from functools import cache
from itertools import product

import pytest

from tests.engine.cutting.exhaustive import Case, Cuttable, Optimum, Piece, Stock, best, read, um

Box = tuple[int, int, int, int]
ENDLESS = 8  # four pieces need three cuts, each with a level of the other direction between


def lies(pieces: tuple[Piece, ...], room: tuple[int, int]) -> list[tuple[Box, ...]]:
    """Every way to lay the pieces on the grid, none overlapping."""
    made: list[tuple[Box, ...]] = [()]
    for piece in pieces:
        spots = {
            (x, y, x + length, y + width)
            for length, width in piece.ways
            for x in range(room[0] - length + 1)
            for y in range(room[1] - width + 1)
        }
        made = [(*laid, spot) for laid in made for spot in sorted(spots) if all(map(apart, laid, [spot] * len(laid)))]
    return made


def apart(one: Box, other: Box) -> bool:
    return one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


@cache
def comes_apart(boxes: tuple[Box, ...], region: Box, kerf: int, left: int, axis: int) -> bool:
    """Whether cuts across `axis`, then across the other one and so on in `left` levels, free every box.

    Every cut removes [at, at + kerf); the low side goes to the next level, the high side may be cut again in this one.
    """
    if not boxes or boxes == (region,):
        return True
    if left == 0:
        wasted = [boxes[0][side] != region[side] for side in range(4)]
        return len(boxes) == 1 and sum(wasted) <= 1
    if comes_apart(boxes, region, kerf, left - 1, 1 - axis):
        return True
    for at in range(region[axis] + (kerf == 0), region[axis + 2] + (kerf > 0)):
        low = tuple(box for box in boxes if box[axis + 2] <= at)
        high = tuple(box for box in boxes if box[axis] >= at + kerf)
        if len(low) + len(high) < len(boxes):
            continue
        below, above = list(region), list(region)
        below[axis + 2], above[axis] = at, min(at + kerf, region[axis + 2])
        if comes_apart(low, tuple(below), kerf, left - 1, 1 - axis) and comes_apart(
            high, tuple(above), kerf, left, axis
        ):
            return True
    return False


def holds_by_trying(case: Case, room: tuple[int, int]) -> bool:
    axes = {"any": (0, 1), "width": (0,), "length": (1,)}[case.first_cut]
    left = ENDLESS if case.stages is None else case.stages
    region = (0, 0, *room)
    return any(comes_apart(laid, region, case.kerf, left, axis) for laid in lies(case.pieces, room) for axis in axes)


def tiny_case(draw: random.Random, most: int) -> Case:
    """A room of at most 6 × 6 µm, so that µm are the grid."""
    room = draw.randint(3, 6), draw.randint(4, 6)
    kerf = draw.choice([0, 1, 1, 2])
    pieces = [
        Piece(f"P{k}", draw.randint(1, room[0]), draw.randint(1, room[1]), draw.random() < 0.5, None, None, None, 1)
        for k in range(draw.randint(2, most))
    ]
    pieces = [
        p._replace(length=min(p.length, draw.randint(1, 5)), width=min(p.width, draw.randint(1, 4))) for p in pieces
    ]
    first_cut, stages = draw.choice(["any", "length", "width"]), draw.choice([2, 3, None])
    return Case("sheets", kerf, stages, first_cut, (Stock(room, 1, None, None, None, None),), tuple(pieces))


def compare_with_trying(most: int, count: int) -> None:
    draw, seen = random.Random(most), [0, 0]
    for _ in range(count):
        case = tiny_case(draw, most)
        room = case.stock[0].room
        expected = holds_by_trying(case, room)
        assert Cuttable(case, True).holds(2 ** len(case.pieces) - 1, case.stock[0]) == expected, case
        seen[expected] += 1
    assert min(seen) >= count // 20


@pytest.mark.parametrize(("most", "count"), [(3, 100), (4, 40)])
def test_a_sheet_holds_what_some_layout_on_the_grid_shows(most, count):
    compare_with_trying(most, count)


@pytest.mark.soak
@pytest.mark.parametrize(("most", "count"), [(3, 4000), (4, 1500)])
def test_a_sheet_holds_what_thousands_of_layouts_show(most, count):
    compare_with_trying(most, count)


def shared_out(case: Case) -> Optimum:
    """Every way to give each piece to a piece of stock or to none."""
    cuttable = Cuttable(case, True)
    rooms = [stock for stock in case.stock for _ in range(stock.quantity or 0)]
    found = []
    for given in product(range(-1, len(rooms)), repeat=len(case.pieces)):
        groups = {at: sum(1 << k for k, to in enumerate(given) if to == at) for at in set(given) - {-1}}
        if all(cuttable.holds(group, rooms[at]) for at, group in groups.items()):
            placed = sum(groups.values())
            found.append(Optimum(case.missing(placed), sum(rooms[at].cost for at in groups)))
    return min(found)


def test_the_best_sharing_out_is_the_best_of_all():
    draw = random.Random(5)
    for _ in range(150):
        case = tiny_case(draw, 4)
        stock = [
            Stock(
                (draw.randint(3, 8), draw.randint(3, 7)), draw.randint(1, 9), draw.choice([0, 1, 2]), owner, None, None
            )
            for owner in draw.choices([None, "a", "b"], k=draw.randint(1, 3))
        ]
        pieces = [p._replace(owner=draw.choice([None, "a"]), priority=draw.choice([1, 2])) for p in case.pieces]
        case = case._replace(stock=tuple(stock), pieces=tuple(pieces))
        assert best(case) == shared_out(case)


def test_a_bar_counts_one_kerf_less_than_pieces():
    document = {"pieces": [{"id": "a", "length_mm": "2", "quantity": 5}], "kerf_mm": 0.5, "trim_mm": {"left": 1}}
    costs = [
        best(read("bars", document | {"stock": [{"id": "s", "length_mm": length, "quantity": None}]})).cost
        for length in (13, 12.999, 8, 7.999, 5.499)
    ]
    assert costs == [1, 2, 2, 3, 5]


def test_what_is_dear_stays_out_before_what_is_cheap():
    bar = {"id": "s", "length_mm": 100, "quantity": 1, "price_idr": 7}
    pieces = [
        {"id": "late", "length_mm": 90, "quantity": 1},
        {"id": "soon", "length_mm": 40, "quantity": 2, "priority": 1},
        {"id": "later", "length_mm": 30, "quantity": 1, "priority": 2},
    ]
    found = best(read("bars", {"stock": [bar], "pieces": pieces}))
    assert found == Optimum((0, um(30), um(90)), 7)


def test_stages_and_the_first_cut_are_obeyed():
    room = {"id": "s", "length_mm": 3, "width_mm": 3, "quantity": 1}
    wings = [
        {"id": "a", "length_mm": 2, "width_mm": 1, "quantity": 2, "rotatable": False},
        {"id": "b", "length_mm": 1, "width_mm": 2, "quantity": 2, "rotatable": False},
    ]
    pinwheel = best(read("sheets", {"stock": [room], "pieces": wings, "stages": None}))
    assert pinwheel == Optimum((2 * 10**6,), 1)
    flat = [{"id": "a", "length_mm": 2, "width_mm": 1, "quantity": 3, "rotatable": False}]
    side = [{"id": "b", "length_mm": 1, "width_mm": 3, "quantity": 1, "rotatable": False}]
    asked = {"stock": [room], "pieces": flat + side}
    left_out = {
        (stages, first): best(read("sheets", asked | {"stages": stages, "first_cut": first})).unplaced[0]
        for stages in (2, 3)
        for first in ("width", "length")
    }
    assert left_out == {(2, "width"): 0, (2, "length"): 3 * 10**6, (3, "width"): 0, (3, "length"): 0}
