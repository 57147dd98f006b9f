"""What a second worker is worth on the cutting pieces of the reference case.

Wall time on an idle machine is the measure; where other programs run, CPU time says what the sharing out costs: the
share of all CPU that went into pieces, times how evenly the workers were busy.
"""

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from rantai.engine.plan.cut_groups import Chain, cut_chain
from rantai.engine.plan.executor import Here, Work
from rantai.engine.plan.params import PlanParams
from rantai.engine.plan.read import read_given
from rantai.engine.plan.run import never, run
from rantai.workers.processes import Processes

ROOT = Path(__file__).resolve().parent.parent
CASE = ROOT / "cases" / "rural-vehicle" / "given"
WORKERS = 2


class Kept(Here):
    """Keeps the cutting pieces that pass through."""

    def __init__(self) -> None:
        self.asked: list[tuple[list[Chain], list[int]]] = []

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
        if work is cut_chain and not self.asked:
            self.asked.append((list(pieces), list(costs_ms)))
        return super().answers(work, pieces, costs_ms, out_of_time=out_of_time, progress=progress)


def silent(_done: int) -> None:
    """Progress that nobody watches."""


def cpu_seconds(pid: int) -> float:
    """User and system seconds of a process, from the kernel's books."""
    words = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / 100


def measure() -> str:
    """One line of docs/benchmarks.md."""
    kept = Kept()
    run(read_given(CASE), PlanParams(), executor=kept)
    pieces, costs = kept.asked[0]
    asked: dict[str, Any] = {"out_of_time": never, "progress": silent}
    wall, cpu = time.monotonic(), time.process_time()
    alone = Here().answers(cut_chain, pieces, costs, **asked)
    wall_alone, cpu_alone = time.monotonic() - wall, time.process_time() - cpu
    with Processes(WORKERS, lambda: 3600.0, least_gain_ms=0) as executor:
        executor.answers(cut_chain, pieces[:8], [1000] * 8, **asked)  # start them, load what they need
        before = [cpu_seconds(pid) for pid in executor.pids()]
        wall, cpu = time.monotonic(), time.process_time()
        shared = executor.answers(cut_chain, pieces, costs, **asked)
        wall_shared, cpu_asking = time.monotonic() - wall, time.process_time() - cpu
        busy = [cpu_seconds(pid) - start for pid, start in zip(executor.pids(), before, strict=True)]
    assert [len(answers) for answers in alone] == [len(answers) for answers in shared]
    evenly = sum(busy) / (WORKERS * max(busy))
    return (
        f"| {len(pieces)} | {cpu_alone:.1f} | {wall_alone:.1f} | {' + '.join(f'{one:.1f}' for one in busy)} "
        f"| {cpu_asking:.1f} | {wall_shared:.1f} | {wall_alone / (WORKERS * wall_shared):.2f} "
        f"| {cpu_alone / (sum(busy) + cpu_asking) * evenly:.2f} |"
    )


if __name__ == "__main__":
    print("| pieces | CPU s here | wall | CPU s of the workers | CPU s asking | wall | efficiency, wall | by CPU |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    print(measure())
