"""The best plan of a tiny list, by looking at all of them; it knows the contract and nothing of the engine.

Lengths are whole µm. A region is judged by the smallest sizes from which a set of pieces can be cut, for every set of
pieces, every split of the set and every direction of the cuts; stock is then shared out over all sets. Exponential,
meant for at most eight pieces in total.
"""

from decimal import Decimal
from functools import cached_property
from itertools import product
from typing import Any, NamedTuple

Shape = tuple[int, int]
Document = dict[str, Any]
NOTHING: frozenset[Shape] = frozenset()
PRIORITY_OF_THE_UNNAMED = 10**9


class Piece(NamedTuple):
    """One single piece, not a kind of piece."""

    id: str
    length: int
    width: int
    rotatable: bool
    owner: str | None
    grade: str | None
    thickness: int | None
    priority: int

    @property
    def size(self) -> int:
        return self.length * (self.width or 1)

    @property
    def ways(self) -> tuple[Shape, ...]:
        return (
            ((self.length, self.width), (self.width, self.length)) if self.rotatable else ((self.length, self.width),)
        )


class Stock(NamedTuple):
    """One entry of the stock: the room that trimming leaves, what one costs, how many there are (None: any number)."""

    room: Shape
    cost: int
    quantity: int | None
    owner: str | None
    grade: str | None
    thickness: int | None

    def may_hold(self, piece: Piece) -> bool:
        if self.owner is not None and self.owner != piece.owner:
            return False
        if piece.grade is not None and piece.grade != self.grade:
            return False
        return piece.thickness is None or piece.thickness == self.thickness


class Optimum(NamedTuple):
    """What the best plan leaves out, by priority (the most urgent first), and what it costs."""

    unplaced: tuple[int, ...]
    cost: int


class Case(NamedTuple):
    """A document of the contract, read."""

    kind: str
    kerf: int
    stages: int | None
    first_cut: str
    stock: tuple[Stock, ...]
    pieces: tuple[Piece, ...]

    def unplaced(self, left_out: dict[str, int]) -> tuple[int, ...]:
        """Size left out by priority, from how many of each id are left out."""
        by_id = {piece.id: piece for piece in self.pieces}
        return self._ranked([(by_id[name], count) for name, count in left_out.items()])

    def _ranked(self, rows: list[tuple[Piece, int]]) -> tuple[int, ...]:
        ranks = sorted({piece.priority for piece in self.pieces})
        return tuple(sum(one.size * count for one, count in rows if one.priority == rank) for rank in ranks)

    def missing(self, placed: int) -> tuple[int, ...]:
        """Size left out by priority when the pieces whose bit is in `placed` are cut."""
        return self._ranked([(piece, 1) for k, piece in enumerate(self.pieces) if not placed >> k & 1])


def um(value: Any) -> int:
    """Millimetres of the contract in whole µm."""
    exact = Decimal(str(value)) * 1000
    if exact != int(exact):
        raise ValueError(f"{value} is finer than 0.001 mm")
    return int(exact)


def read(kind: str, document: Document) -> Case:
    """kind: "bars" or "sheets"."""
    return Case(
        kind,
        um(document.get("kerf_mm", 0)),
        document.get("stages"),
        document.get("first_cut", "any"),
        tuple(_stock(kind, document)),
        tuple(piece for row in document["pieces"] for piece in [_piece(kind, row)] * row["quantity"]),
    )


def _piece(kind: str, row: Document) -> Piece:
    return Piece(
        row["id"],
        um(row["length_mm"]),
        um(row["width_mm"]) if kind == "sheets" else 0,
        kind == "sheets" and row.get("rotatable", True),
        row.get("owner"),
        row.get("grade"),
        None if row.get("thickness_mm") is None else um(row["thickness_mm"]),
        row.get("priority", PRIORITY_OF_THE_UNNAMED),
    )


def _stock(kind: str, document: Document) -> list[Stock]:
    left, right, bottom, top = _trims(kind, document.get("trim_mm", 0))
    rows, made = document["stock"], []
    for row, cost in zip(rows, _costs(rows), strict=True):
        width = um(row["width_mm"]) - bottom - top if kind == "sheets" else 0
        thickness = None if row.get("thickness_mm") is None else um(row["thickness_mm"])
        room = um(row["length_mm"]) - left - right, width
        made.append(Stock(room, cost, row["quantity"], row.get("owner"), row.get("grade"), thickness))
    return made


def _trims(kind: str, trim: Any) -> tuple[int, int, int, int]:
    sides = ("left", "right", "bottom", "top")
    left, right, bottom, top = (um(trim.get(side, 0) if isinstance(trim, dict) else trim) for side in sides)
    return (left, right, bottom, top) if kind == "sheets" else (left, right, 0, 0)


def _costs(rows: list[Document]) -> list[int]:
    """Rupiah where they are given; else 1 where all have one size; else mm or mm²."""
    if "price_idr" in rows[0]:
        return [row["price_idr"] for row in rows]
    sizes = [(Decimal(str(row["length_mm"])), Decimal(str(row.get("width_mm", 1)))) for row in rows]
    return [1 if len(set(sizes)) == 1 else int(length * width) for length, width in sizes]


def best(case: Case, *, may_skip_first: bool = True) -> Optimum:
    """The least unplaced size by priority, then the least cost, over all plans.

    may_skip_first: whether cuts may begin across the wanted first direction when there is nothing to cut along it.
    """
    cuttable = Cuttable(case, may_skip_first)
    costs = {0: 0}
    for stock in case.stock:
        groups = _largest([group for group in cuttable.groups if cuttable.holds(group, stock)])
        for _ in range(len(case.pieces) if stock.quantity is None else min(stock.quantity, len(case.pieces))):
            grown = dict(costs)
            for covered, cost in costs.items():
                for group in groups:
                    both = covered | group
                    grown[both] = min(grown.get(both, cost + stock.cost), cost + stock.cost)
            if grown == costs:
                break
            costs = grown
    return min(Optimum(case.missing(covered), cost) for covered, cost in costs.items())


def _largest(groups: list[int]) -> list[int]:
    """Sets that lie in no other: a piece of stock that can yield more pieces can yield fewer."""
    return [group for group in groups if not any(group != other and group & other == group for other in groups)]


class Cuttable:
    """Which sets of pieces can be cut from one piece of stock. A set is a number whose bits are positions."""

    def __init__(self, case: Case, may_skip_first: bool) -> None:
        self.case, self.may_skip_first = case, may_skip_first
        self.groups = range(1, 2 ** len(case.pieces))
        self.known: dict[tuple[int, int | None, int], frozenset[Shape]] = {}

    @cached_property
    def rooms(self) -> frozenset[Shape]:
        return frozenset(stock.room for stock in self.case.stock)

    def holds(self, group: int, stock: Stock) -> bool:
        members = [piece for k, piece in enumerate(self.case.pieces) if group >> k & 1]
        if not all(stock.may_hold(piece) for piece in members):
            return False
        x, y = stock.room
        if self.case.kind == "bars":
            return sum(piece.length + self.case.kerf for piece in members) <= x + self.case.kerf
        if sum(piece.size for piece in members) > x * y:
            return False
        axes = {"any": (0, 1), "width": (0,), "length": (1,)}[self.case.first_cut]
        return any(self._holds_in(group, stock.room, axis) for axis in axes)

    def _holds_in(self, group: int, room: Shape, axis: int) -> bool:
        """axis 0: the first cuts stand on x, so their lines run parallel to the width."""
        stages = self.case.stages
        if any(_fits(shape, room) for shape in self.split(group, stages, axis)):
            return True
        if self.case.first_cut != "any" and not self.may_skip_first and group.bit_count() > 1:
            room = (room[0] - 1, room[1]) if axis == 0 else (room[0], room[1] - 1)
        return any(_fits(shape, room) for shape in self.smallest(group, _less(stages), 1 - axis))

    def smallest(self, group: int, stages: int | None, axis: int) -> frozenset[Shape]:
        """Sizes from which a set can be cut in so many stages (None: any number), the next across `axis`."""
        key = (group, stages, axis if stages else 0)
        if key not in self.known:
            self.known[key] = self._smallest(group, stages, axis)
        return self.known[key]

    def _smallest(self, group: int, stages: int | None, axis: int) -> frozenset[Shape]:
        if group.bit_count() == 1:
            return self._least(set(self.case.pieces[group.bit_length() - 1].ways))
        if stages == 0:
            return NOTHING
        if stages is None:
            return self._least({*self.split(group, None, 0), *self.split(group, None, 1)})
        return self._least({*self.split(group, stages, axis), *self.smallest(group, stages - 1, 1 - axis)})

    def split(self, group: int, stages: int | None, axis: int) -> frozenset[Shape]:
        """The same when a cut across `axis` parts the set in two; a single piece needs no cut that counts."""
        if group.bit_count() == 1:
            return self.smallest(group, 0, axis)
        made: set[Shape] = set()
        first = group & -group
        part = group
        while part:
            if part & first and part != group:
                one = self.smallest(part, _less(stages), 1 - axis)
                others = self.smallest(group ^ part, stages, axis)
                made |= {self._beside(a, b, axis) for a, b in product(one, others)}
            part = (part - 1) & group
        return self._least(made)

    def _beside(self, one: Shape, other: Shape, axis: int) -> Shape:
        if axis == 0:
            return one[0] + self.case.kerf + other[0], max(one[1], other[1])
        return max(one[0], other[0]), one[1] + self.case.kerf + other[1]

    def _least(self, shapes: set[Shape]) -> frozenset[Shape]:
        """Only sizes that fit some stock and that no other size undercuts."""
        kept, lowest = [], None
        for shape in sorted(shapes):
            if (lowest is None or shape[1] < lowest) and any(_fits(shape, room) for room in self.rooms):
                kept.append(shape)
                lowest = shape[1]
        return frozenset(kept)


def _fits(shape: Shape, room: Shape) -> bool:
    return shape[0] <= room[0] and shape[1] <= room[1]


def _less(stages: int | None) -> int | None:
    return None if stages is None else stages - 1
