"""Which name a piece can carry on a drawing: id and size, a mark that the legend explains, or one mark for a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rantai.engine.cutting.drawing import canvas, words
from rantai.engine.cutting.drawing.canvas import Look, Rect, Scale
from rantai.engine.cutting.drawing.job import Blank, Box, Pattern, Place

_LARGE = 1.4  # letters of large pieces against the least
_ROOMY = 0.7  # how much of its box a large name may take
_INSET = 2.0
_LETTERS = "ABCDEFGHJKLNPQRSTUVXYZ"  # without those that look like figures, and without the two widest


@dataclass(frozen=True)
class Name:
    """Rows of text about the middle of a box on paper, upright when `is_turned`; `is_over`: lines run below it."""

    rows: list[str]
    box: Rect
    letter: float
    is_turned: bool
    is_over: bool = False

    @property
    def middle(self) -> tuple[float, float]:
        return (self.box[0] + self.box[2]) / 2, (self.box[1] + self.box[3]) / 2

    @property
    def covered(self) -> Rect:
        """The paper that the letters cover."""
        wide, high = canvas.block_size(self.rows, self.letter)
        if self.is_turned:
            wide, high = high, wide
        x, y = self.middle
        return x - wide / 2, y - high / 2, x + wide / 2, y + high / 2


@dataclass(frozen=True)
class Named:
    """All names of a pattern, and the kinds whose mark needs a legend."""

    names: list[Name]
    legend: list[tuple[str, Blank]]


def marks(pattern: Pattern) -> dict[str, str]:
    """A mark for every kind of piece on the pattern, by its id: A, B …, then AA, AB …, in order of their place."""
    ids = list(dict.fromkeys(place.blank.id for place in pattern.places))
    return {name: _mark(position) for position, name in enumerate(ids)}


def _mark(position: int) -> str:
    head, last = divmod(position, len(_LETTERS))
    return (_mark(head - 1) if head else "") + _LETTERS[last]


def names_of(
    places: Sequence[Place], marked: dict[str, str], scale: Scale, look: Look, kerf_um: int, language: str
) -> Named:
    """The best name for each piece that has room for one."""
    names: list[Name] = []
    unnamed: dict[str, list[Box]] = {}
    explained: dict[str, Blank] = {}
    for place in places:
        box, blank = scale.rect(place.box), place.blank
        size = words.sides(*place.size, language)
        found = _full(blank.id, size, box, look)
        if found is None:
            explained[blank.id] = blank
            found = _marked(marked[blank.id], size, box, look)
        if found is None:
            unnamed.setdefault(blank.id, []).append(place.box)
        else:
            names.append(found)
    for name, boxes in unnamed.items():
        names += _run_names(marked[name], boxes, scale, look, kerf_um)
    return Named(names, [(marked[name], blank) for name, blank in explained.items()])


def _full(name: str, size: str, box: Rect, look: Look) -> Name | None:
    """Id and size, in large letters where there is much room."""
    choices = [[name, size], [f"{name} · {size}"]]
    large = fitting(choices[0], box, look.letter * _LARGE)
    if large and _is_roomy(large):
        return large
    return next((found for rows in choices if (found := fitting(rows, box, look.letter))), None)


def _marked(mark: str, size: str, box: Rect, look: Look) -> Name | None:
    choices = ([mark, size], [f"{mark} · {size}"], [mark])
    return next((found for rows in choices if (found := fitting(rows, box, look.letter))), None)


def _is_roomy(name: Name) -> bool:
    """Whether as much of the box stays free as the numbers of cuts need."""
    left, top, right, bottom = name.covered
    wide, high = name.box[2] - name.box[0], name.box[3] - name.box[1]
    return right - left < _ROOMY * wide and bottom - top < _ROOMY * high


def fitting(rows: list[str], box: Rect, letter: float) -> Name | None:
    """The rows in the box, level or else turned; None when they do not fit."""
    wide, high = canvas.block_size(rows, letter)
    room, tall = box[2] - box[0] - _INSET, box[3] - box[1] - _INSET / 2
    if wide <= room and high <= tall:
        return Name(rows, box, letter, False)
    if wide <= tall and high <= room:
        return Name(rows, box, letter, True)
    return None


def _run_names(mark: str, boxes: list[Box], scale: Scale, look: Look, kerf_um: int) -> Iterator[Name]:
    """One mark for neighbours that are too small for their own, with how many they are."""
    waiting = [(box, 1) for box in boxes]
    for axis in (0, 1):
        waiting, again = list(_merged(waiting, axis, kerf_um)), []
        for box, count in waiting:
            on_paper = scale.rect(box)
            counted = fitting([f"{mark} ×{count}"], on_paper, look.letter) if count > 1 else None
            found = counted or fitting([mark], on_paper, look.letter)
            if found:
                yield replace(found, is_over=count > 1)
            else:
                again.append((box, count))
        waiting = again


def _merged(boxes: list[tuple[Box, int]], axis: int, kerf_um: int) -> Iterator[tuple[Box, int]]:
    """Equal neighbours along an axis as one box."""
    other = 1 - axis
    rows = sorted(boxes, key=lambda one: (one[0][other], one[0][other + 2], one[0][axis]))
    last: tuple[Box, int] | None = None
    for box, count in rows:
        if last and _follows(last[0], box, axis, kerf_um):
            old, number = last
            joined = (old[0], old[1], max(old[2], box[2]), max(old[3], box[3]))
            last = (joined, number + count)
            continue
        if last:
            yield last
        last = (box, count)
    if last:
        yield last


def _follows(one: Box, two: Box, axis: int, kerf_um: int) -> bool:
    other = 1 - axis
    is_level = one[other] == two[other] and one[other + 2] == two[other + 2]
    return is_level and 0 <= two[axis] - one[axis + 2] <= kerf_um
