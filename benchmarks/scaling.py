"""How the cost of a plan grows: shares of the national benchmark, each planned in a process of its own.

    benchmarks/scaling.py 0.01 0.033      plans these shares and prints a line of docs/benchmarks.md for each

CPU seconds count, because other programs may want the machine; the plan is judged by `check` like any other, inside.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from national import national, requirement_lines  # a neighbour in benchmarks/
from rantai.engine.plan.read import write_given

RANTAI = Path(sys.executable).with_name("rantai")
HEADING = (
    "| share | makers | requirement lines | lots | jobs | CPU s | wall s | peak MB | status "
    "| cutting gap | pooling gap |"
)


def measured(share: float, folder: Path, workers: int) -> str:
    """One line: what one process took for a share of the nation, reading and writing included."""
    given = national(share)
    write_given(given, folder / "given")
    makers = int((given.parties.kind == "maker").sum())
    words = ["plan", "run", "--given", str(folder / "given"), "--out", str(folder / "plan"), "--seconds", "20000"]
    started = time.monotonic()
    with subprocess.Popen([str(RANTAI), *words, "--workers", str(workers)], stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        answer = json.loads(child.stdout.read())
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    wall = time.monotonic() - started
    gaps = [f"{answer['stages'][stage]['gap_ppm'] / 10_000:.2f} %" for stage in ("cutting", "pooling")]
    cells = [
        f"{share:g}",
        f"{makers:,}",
        f"{requirement_lines(given):,}",
        f"{answer['orders']['orders']:,}",
        f"{answer['orders']['jobs']:,}",
        f"{used.ru_utime + used.ru_stime:.0f}",
        f"{wall:.0f}",
        f"{used.ru_maxrss // 1024:,}",
        answer["status"],
        *gaps,
    ]
    return "| " + " | ".join(cells) + " |"


def main(shares: list[float]) -> None:
    print(HEADING)
    print("|" + " --- |" * HEADING.count(" | ") + " --- |")
    for share in shares:
        with tempfile.TemporaryDirectory() as folder:
            print(measured(share, Path(folder), workers=1), flush=True)


if __name__ == "__main__":
    main([float(word) for word in sys.argv[1:]])
