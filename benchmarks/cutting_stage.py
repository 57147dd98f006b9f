"""What the cutting stage of a plan costs: shares of the national benchmark, cut at each effort.

    benchmarks/cutting_stage.py 0.01 0.05      prints a line of docs/benchmarks.md for each share and effort

The share is exploded and allocated as a plan does it; the pieces that a plan would share out are kept and then cut
here, one after the other, in CPU seconds.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from national import national  # neighbours in benchmarks/
from rantai.engine.plan.cut_groups import Chain, cut_chain
from rantai.engine.plan.executor import Here, Work
from rantai.engine.plan.params import PlanParams
from rantai.engine.plan.run import never, run

EFFORTS_PPM = (0, 1_000, 3_000)
HEADING = (
    "| share | groups | kinds of blanks | within ppm | CPU s | cost of the steel Rp | proven within | worst group |"
)


class Asked(Exception):
    """Raised with the pieces instead of cutting them."""


class Keeping(Here):
    """Answers everything but cutting."""

    def answers(
        self,
        work: Work,
        pieces: Sequence[Any],
        costs_ms: Sequence[int],
        *,
        out_of_time: Callable[[], bool],
        progress: Callable[[int], None],
    ) -> list[Any]:
        """See `Executor.answers`."""
        if work is cut_chain:
            raise Asked(list(pieces))
        return super().answers(work, pieces, costs_ms, out_of_time=out_of_time, progress=progress)


def pieces_of(share: float) -> list[Chain]:
    """What the plan of a share asks the cutting room."""
    try:
        run(national(share), PlanParams(), executor=Keeping())
    except Asked as asked:
        pieces: list[Chain] = asked.args[0]
        return pieces
    return []


def measured(share: float, chains: Sequence[Chain], enough_ppm: int) -> str:
    """One line: every chain cut until its groups are within so many millionths of their bounds."""
    tried = [replace(chain, params=replace(chain.params, enough_ppm=enough_ppm)) for chain in chains]
    begin = time.process_time()
    answers = [answer for chain in tried for answer in cut_chain(chain, never)]
    seconds = time.process_time() - begin
    cost, bound = (sum(getattr(answer, name) for answer in answers) for name in ("objective", "bound"))
    kinds = sum(len(group.blanks) for chain in chains for group in chain.groups)
    cells = [
        f"{share:g}",
        f"{len(answers):,}",
        f"{kinds:,}",
        f"{enough_ppm:,}",
        f"{seconds:.1f}",
        f"{cost:,}",
        f"{(cost - bound) / cost:.3%}",
        f"{max(answer.gap for answer in answers):.3%}",
    ]
    return "| " + " | ".join(cells) + " |"


def main(shares: Sequence[float]) -> None:
    """All shares at all efforts."""
    print(HEADING)
    print("|" + " --: |" * HEADING.count(" | ") + " --: |")
    for share in shares:
        chains = pieces_of(share)
        measured(share, chains[:1], EFFORTS_PPM[-1])  # loads the loops
        for enough_ppm in EFFORTS_PPM:
            print(measured(share, chains, enough_ppm), flush=True)


if __name__ == "__main__":
    main([float(word) for word in sys.argv[1:]])
