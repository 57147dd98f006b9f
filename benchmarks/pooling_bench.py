"""Joint orders on the drawn classes of `rantai bench pool`: `python benchmarks/pooling_bench.py` writes their section.

One thread, CPU seconds of the answer alone; the stranger recounts every answer. Exits with 1 when it finds a fault.
"""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from rantai.cli.bench.pool_document import read
from rantai.engine.pooling import joint
from rantai.engine.pooling.joint.generate import drawn
from run import commit_here, machine  # neighbours in benchmarks/

PAGE = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"
HEADING = "## Pooled orders under shared terms"
SIZE = "50x20x26"
DRAWN = (("free", 1), ("joint", 1), ("joint", 2), ("joint", 3), ("tight", 1))
T = 1_000_000
LEGEND = """\
50 firms × 20 materials × 26 weeks, drawn by `rantai bench pool --generate CLASS-50x20x26 --seed N`, with the work of
`--seconds 30`. Open: what late and missing steel counts, share of the objective. Target: a proven gap of at most 1 % in
30 CPU seconds. `tight` is beyond it: money is short in every week.

| Class | Seed | Tonnes ordered | CPU seconds | Proven gap | Open | Faults |
|---|--:|--:|--:|--:|--:|--:|"""


def row(name: str, seed: int) -> tuple[str, int]:
    """One measured line of the table, and the faults found."""
    given = read(drawn(f"{name}-{SIZE}", seed)).given
    start = time.process_time()
    answer = joint.solve(given)
    seconds = time.process_time() - start
    found = len(joint.faults(given, answer))
    tonnes, open_share = int(answer.item_mass_g.sum()) // T, answer.open_idr / max(1, answer.objective)
    figures = f"{tonnes:,} | {seconds:.1f} | {answer.gap:.2%} | {open_share:.2%} | {found}"
    return f"| {name} | {seed} | {figures} |", found


def main() -> int:
    """Measure, write the section, and say how many faults there were."""
    rows = [row(*each) for each in DRAWN]
    said = f"{datetime.now(UTC):%Y-%m-%d}, commit {commit_here()}, {machine()}. Made by `benchmarks/pooling_bench.py`."
    section = "\n".join([HEADING, "", said, "", LEGEND, *(line for line, _ in rows)])
    before, found, after = PAGE.read_text(encoding="utf-8").partition(HEADING)
    if not found:
        before, mark, after = before.partition("## Cutting beside its peers")
        after = mark + after
    else:
        after = "## " + after.partition("\n## ")[2] if "\n## " in after else ""
    PAGE.write_text(f"{before.rstrip()}\n\n{section}\n\n{after}".rstrip() + "\n", encoding="utf-8")
    return int(any(faults for _, faults in rows))


if __name__ == "__main__":
    sys.exit(main())
