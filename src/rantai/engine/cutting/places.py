"""From layouts of the quick path to places: where every blank lies, in grown sizes from the trimmed corner."""

from __future__ import annotations

from collections.abc import Iterator

from rantai.engine.cutting.batch import Pattern, Spot
from rantai.engine.cutting.rounding import stack_sides
from rantai.engine.cutting.shapes import Layout, Option


def placed(layout: Layout, options: list[Option]) -> Pattern:
    """The layout's blanks, strip by strip and stack by stack."""
    found: list[Spot] = []
    up = 0
    for strip in layout.strips:
        along, height = 0, 0
        for stack, times in strip:
            width, tall = stack_sides(stack, options, across=layout.across)
            for at in range(along, along + width * times, width):
                found += _stacked(stack, options, at, up, across=layout.across)
            along += width * times
            height = max(height, tall)
        up += height
    return Pattern(tuple(found))


def _stacked(
    stack: tuple[tuple[int, int], ...], options: list[Option], along: int, up: int, *, across: bool
) -> Iterator[Spot]:
    for j, quantity in stack:
        option = options[j]
        for _ in range(quantity):
            x, y = (up, along) if across else (along, up)
            yield Spot(option.piece, x, y, option.turned)
            up += option.x if across else option.y
