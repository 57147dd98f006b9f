"""From layouts to places: where every blank lies, and which leftovers are worth keeping."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from rantai.engine.cutting.rounding import stack_sides
from rantai.engine.cutting.shapes import Group, Layout, Option, Pattern


class Place(NamedTuple):
    """A blank, or a leftover with piece -1, in µm from the untrimmed corner."""

    piece: int
    x: int
    y: int
    length: int
    width: int
    is_turned: bool


class _Box(NamedTuple):
    """A region along and up the strips, in grown sizes from the trimmed corner."""

    along: int
    up: int
    width: int
    height: int


def places(group: Group, pattern: Pattern) -> list[Place]:
    """All blanks of a pattern."""
    return [
        _place(group, pattern.layout.across, box, option)
        for strip in _strips(pattern.layout, group.options)
        for box, option in strip.blanks
    ]


def remnants(group: Group, pattern: Pattern, position: int) -> list[Place]:
    """Leftovers of one piece of stock of format `position` that reach the smallest size worth keeping."""
    found = [_leftover(group, pattern.layout.across, box) for box in _offcuts(group, pattern, position)]
    return [place for place in found if _is_kept(group, place)]


class _StripBoxes(NamedTuple):
    box: _Box
    blanks: list[tuple[_Box, Option]]
    above: list[_Box]


def _strips(layout: Layout, options: list[Option]) -> Iterator[_StripBoxes]:
    up = 0
    for strip in layout.strips:
        sides = [stack_sides(stack, options, across=layout.across) for stack, _ in strip]
        height = max(side[1] for side in sides)
        made = _StripBoxes(_Box(0, up, 0, height), [], [])
        along = 0
        for (stack, times), (width, tall) in zip(strip, sides, strict=True):
            for _ in range(times):
                made.blanks.extend(_stack_blanks(stack, options, along, up, across=layout.across))
                made.above.append(_Box(along, up + tall, width, height - tall))
                along += width
        yield made._replace(box=_Box(0, up, along, height))
        up += height


def _stack_blanks(
    stack: tuple[tuple[int, int], ...], options: list[Option], along: int, up: int, *, across: bool
) -> Iterator[tuple[_Box, Option]]:
    for j, quantity in stack:
        option = options[j]
        width, height = (option.y, option.x) if across else (option.x, option.y)
        for _ in range(quantity):
            yield _Box(along, up, width, height), option
            up += height


def _offcuts(group: Group, pattern: Pattern, position: int) -> Iterator[_Box]:
    """What lies above the last strip, beside each strip and above each stack; a kerf lies between."""
    size, layout = group.sizes[position], pattern.layout
    length, height = (size.y, size.x) if layout.across else (size.x, size.y)
    top = 0
    for strip in _strips(layout, group.options):
        yield _Box(strip.box.width, strip.box.up, length - strip.box.width, strip.box.height)
        yield from () if group.given.is_bar else strip.above
        top = strip.box.up + strip.box.height
    if not group.given.is_bar:
        yield _Box(0, top, length, height - top)


def _place(group: Group, across: bool, box: _Box, option: Option) -> Place:
    place = _leftover(group, across, box)
    return place._replace(piece=option.piece, is_turned=option.turned)


def _leftover(group: Group, across: bool, box: _Box) -> Place:
    """A grown box in real µm: its own kerf lies at its far ends."""
    left, bottom = group.given.trim_left_um, group.given.trim_bottom_um
    width, height = box.width - group.kerf, box.height - group.kerf
    if group.given.is_bar:
        return Place(-1, left + box.along, 0, width, 0, False)
    if across:
        return Place(-1, left + box.up, bottom + box.along, height, width, False)
    return Place(-1, left + box.along, bottom + box.up, width, height, False)


def _is_kept(group: Group, place: Place) -> bool:
    given = group.given
    long, short = max(place.length, place.width), min(place.length, place.width)
    if given.is_bar:
        return place.length > 0 and place.length >= given.min_remnant_length_um
    return short > 0 and long >= given.min_remnant_length_um and short >= given.min_remnant_width_um
