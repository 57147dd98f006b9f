"""Against exhaustive search on tiny instances: never a bound above the optimum, never a cost below it, mostly equal."""

from functools import cache
from itertools import combinations

import numpy as np

from tests.engine.cutting.shop import BUY, bars, cut, sheets

Piece = tuple[int, int, bool]


@cache
def fits(pieces: tuple[Piece, ...], x: int, y: int, kerf: int, left: int, axis: int) -> bool:
    """Whether a region holds the pieces with `left` more stages, the next one across `axis` (0: cuts stand on x)."""
    if not pieces:
        return True
    if left == 0:
        return len(pieces) == 1 and any(a <= x and b <= y and (a == x or b == y) for a, b in ways(pieces[0]))
    room = (x, y)[axis]
    first, others = pieces[0], pieces[1:]
    for size in range(1, room + 1):
        part = (size, y) if axis == 0 else (x, size)
        rest = (room - size - kerf, y) if axis == 0 else (x, room - size - kerf)
        for count in range(len(others) + 1):
            for chosen in combinations(range(len(others)), count):
                inside = (first, *(others[k] for k in chosen))
                outside = tuple(others[k] for k in range(len(others)) if k not in chosen)
                if outside and min(rest) <= 0:
                    continue
                if fits(inside, *part, kerf, left - 1, 1 - axis) and fits(outside, *rest, kerf, left, axis):
                    return True
    return False


def ways(piece: Piece) -> list[tuple[int, int]]:
    length, width, locked = piece
    return [(length, width)] if locked or length == width else [(length, width), (width, length)]


def fewest(count: int, holds) -> int:
    """Fewest groups into which 0..count-1 can be parted so that `holds` is true of each."""
    best = [0] + [count + 1] * (2**count - 1)
    for made in range(1, 2**count):
        group = made
        while group:
            if best[made ^ group] + 1 < best[made] and holds(group):
                best[made] = best[made ^ group] + 1
            group = (group - 1) & made
    return best[-1]


def members(group: int, rows: list) -> tuple:
    return tuple(sorted(row for k, row in enumerate(rows) if group >> k & 1))


def test_bars_against_every_partition():
    draw = np.random.default_rng(3)
    equal = 0
    for _ in range(120):
        room, kerf = int(draw.integers(20, 60)), int(draw.integers(0, 3))
        lengths = [int(draw.integers(4, room + 1)) for _ in range(int(draw.integers(2, 8)))]

        def holds(group: int, lengths=lengths, room=room, kerf=kerf) -> bool:
            return sum(size + kerf for size in members(group, lengths)) <= room + kerf

        optimum = fewest(len(lengths), holds)
        answer = cut(bars([(room, 1, BUY)], [(size, 1) for size in lengths], kerf=kerf, keep=1))
        assert answer.bound <= optimum <= answer.objective
        equal += answer.objective == optimum
    assert equal >= 118


def test_sheets_against_every_three_stage_cutting():
    draw = np.random.default_rng(5)
    equal = 0
    for _ in range(60):
        x, y, kerf = int(draw.integers(5, 9)), int(draw.integers(4, 8)), int(draw.integers(0, 2))
        pieces: list[Piece] = []
        for _ in range(int(draw.integers(2, 6))):
            length, width = int(draw.integers(1, x + 1)), int(draw.integers(1, y + 1))
            pieces.append((length, width, bool(draw.integers(0, 2))))

        def holds(group: int, pieces=pieces, x=x, y=y, kerf=kerf) -> bool:
            rows = members(group, pieces)
            if sum(length * width for length, width, _ in rows) > x * y:
                return False
            return any(fits(rows, x, y, kerf, 3, axis) for axis in (0, 1))

        optimum = fewest(len(pieces), holds)
        rows = [(length, width, 1, locked) for length, width, locked in pieces]
        answer = cut(sheets([(x, y, 1, BUY)], rows, kerf=kerf, keep=(1, 1)))
        assert answer.bound <= optimum <= answer.objective
        equal += answer.objective == optimum
    assert equal >= 54
