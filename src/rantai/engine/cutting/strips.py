"""Fill one sheet with what is still wanted: strip by strip, each led by one blank, in the order of a rule."""

from __future__ import annotations

from collections.abc import Callable

from rantai.engine.cutting.shapes import Layout, Option, Size, Stack, Strip

# How blanks are ranked; sides are (along the strip, up).
ORDERS: tuple[Callable[[int, int], tuple[int, ...]], ...] = (
    lambda along, up: (-up, -along),
    lambda along, up: (-along * up, -up),
    lambda along, up: (-along, -up),
)
# Which ways of lying a blank may take when it can be turned: either, flat, upright.
LIES: tuple[Callable[[int, int], bool], ...] = (
    lambda along, up: True,  # noqa: ARG005
    lambda along, up: along >= up,
    lambda along, up: along <= up,
)


def order_options(options: list[Option], rule: tuple[int, ...]) -> list[int]:
    """Options in the order of `rule` (strips along y or x, rank, way of lying); unwelcome ways of lying come last."""
    across, rank, lie = rule
    sides = [(o.y, o.x) if across else (o.x, o.y) for o in options]
    return sorted(range(len(options)), key=lambda j: (not LIES[lie](*sides[j]), ORDERS[rank](*sides[j]), j))


def fill_strips(options: list[Option], size: Size, wanted: list[int], order: list[int], *, across: bool) -> Layout:
    """Strips of blanks that are still wanted. `wanted` is used up."""
    room, height = (size.y, size.x) if across else (size.x, size.y)
    sides = [(o.y, o.x) if across else (o.x, o.y) for o in options]
    strips: list[Strip] = []
    while True:
        lead = _lead(options, sides, wanted, order, room, height)
        if lead is None:
            return Layout(across, tuple(strips))
        tall = sides[lead][1]
        strips.append(_strip(options, sides, wanted, [lead, *order], room, tall))
        height -= tall


def _lead(
    options: list[Option], sides: list[tuple[int, int]], wanted: list[int], order: list[int], room: int, height: int
) -> int | None:
    """First option in order that is wanted and fits."""
    return next((j for j in order if wanted[options[j].piece] and sides[j][0] <= room and sides[j][1] <= height), None)


def _strip(
    options: list[Option], sides: list[tuple[int, int]], wanted: list[int], order: list[int], room: int, tall: int
) -> Strip:
    """Stacks side by side, none higher than `tall`."""
    strip: list[tuple[Stack, int]] = []
    for j in order:
        along, up = sides[j]
        if not wanted[options[j].piece] or along > room or up > tall:
            continue
        runs = _stacks(j, wanted[options[j].piece], tall // up, room // along)
        strip += runs
        wanted[options[j].piece] -= sum(stack[0][1] * times for stack, times in runs)
        room -= along * sum(times for _, times in runs)
    return tuple(strip)


def _stacks(option: int, wanted: int, high: int, beside: int) -> list[tuple[Stack, int]]:
    """At most `beside` stacks of at most `high` blanks: full ones, then one with the rest."""
    full = min(beside, wanted // high)
    rest = min(wanted - full * high, high - 1) if full < beside else 0
    runs: list[tuple[Stack, int]] = [(((option, high),), full)] if full else []
    return runs + [(((option, rest),), 1)] * (rest > 0)
