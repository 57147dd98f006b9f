"""The loop that fills a sheet strip by strip, compiled where that can be; elsewhere it runs as written, on lists."""

from __future__ import annotations

from rantai.engine.compiled import Library
from rantai.engine.cutting.raster import Ints

lib = Library(__name__)

RUN = 4  # numbers of a run: strip, option, blanks in a stack, equal stacks side by side
FULL = -1


@lib.door("i8(i8[:], i8[:], i8[:], i8[:], i8[:], i8, i8, i8[:])")
def fill_loops(
    piece: Ints, along: Ints, up: Ints, order: Ints, wanted: Ints, room: int, height: int, runs: Ints
) -> int:
    """Strips of what is still wanted, each led by the first in order that fits; how many runs, or FULL.

    piece, along, up: of each option; order: options, as they are tried. `wanted` is used up, `runs` is written.
    """
    count, strip = 0, 0
    while True:
        lead = -1
        for j in order:
            if wanted[piece[j]] and along[j] <= room and up[j] <= height:
                lead = j
                break
        if lead < 0:
            return count
        tall, left = up[lead], room
        for n in range(-1, len(order)):
            j = lead if n < 0 else order[n]
            most = wanted[piece[j]]
            if not most or along[j] > left or up[j] > tall:
                continue
            high, beside = tall // up[j], left // along[j]
            # At most `beside` stacks of at most `high` blanks: full ones, then one with the rest.
            full = min(beside, most // high)
            rest = min(most - full * high, high - 1) if full < beside else 0
            for held, times in ((high, full), (rest, 1 if rest else 0)):
                if times:
                    if RUN * count + RUN > len(runs):
                        return FULL
                    at = RUN * count
                    runs[at], runs[at + 1], runs[at + 2], runs[at + 3] = strip, j, held, times
                    count += 1
                    wanted[piece[j]] -= held * times
                    left -= along[j] * times
        height -= tall
        strip += 1
