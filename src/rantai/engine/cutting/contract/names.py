"""Equal entries of a list were cut as one row; here each blank and each piece of stock gets its own name again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rantai.engine.cutting.contract.question import Question
from rantai.engine.cutting.contract.words import UNSAID
from rantai.engine.cutting.tables import CuttingAnswer, Ints


class Run(NamedTuple):
    """The same pattern with the same names: row of the patterns, entry of the stock, how often, a piece a blank."""

    pattern: int
    stock: int
    times: int
    pieces: tuple[int, ...]


class Names:
    """Hands out names entry by entry, in the order of the list; what is left at the end was not placed."""

    def __init__(self, asked: Question) -> None:
        stock = asked.asked.stock
        most = sum(blank.quantity for blank in asked.blanks)
        self._blanks = [[[at, count] for at, count in blank.members] for blank in asked.blanks]
        self._stock = [
            [[at, most if stock[at].quantity == UNSAID else stock[at].quantity] for at in rows]
            for rows in asked.formats
        ]

    def runs(self, answer: CuttingAnswer, pattern: int, placed: Sequence[Ints]) -> Iterator[Run]:
        """A pattern's copies in as few runs as the names allow; `placed` holds each pattern's rows of placements."""
        row = int(answer.pattern_format[pattern])
        kinds = answer.placement_piece[placed[pattern]].tolist()
        slots = Counter(kinds)
        left = int(answer.pattern_count[pattern])
        while left:
            stock = _head(self._stock[row])
            whole = [_head(self._blanks[kind])[1] // many for kind, many in slots.items()]
            count = min(left, stock[1], *(max(1, times) for times in whole))
            pieces = {kind: iter(self._take(kind, many, count)) for kind, many in slots.items()}
            stock[1] -= count
            left -= count
            yield Run(pattern, stock[0], count, tuple(next(pieces[kind]) for kind in kinds))

    def _take(self, kind: int, many: int, count: int) -> list[int]:
        """Pieces for `many` blanks on each of `count` copies; on a single copy they may be of several entries."""
        taken: list[int] = []
        while len(taken) < many:
            head = _head(self._blanks[kind])
            fitting = min(many - len(taken), head[1] // count)
            head[1] -= fitting * count
            taken += [head[0]] * fitting
        return taken

    def left(self, kind: int) -> list[tuple[int, int]]:
        """Pieces of the list without a place, and how many blanks of each."""
        return [(at, count) for at, count in self._blanks[kind] if count]


def _head(queue: list[list[int]]) -> list[int]:
    """The first entry of which there is some left."""
    while queue[0][1] == 0:
        queue.pop(0)
    return queue[0]
