"""The explosion at every size beside its peers; writes its section of docs/benchmarks.md."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from explosion import one  # neighbours in benchmarks/
from run import commit_here, machine

PAGE = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"
HEADING = "## Explosion beside its peers"
BEFORE = "## Cutting beside its peers"
# (edges, weeks, rounds): 6 thousand, 73 thousand, 729 thousand and 7.2 million lines.
SIZES = ((312, 20, 3), (3_645, 20, 3), (36_450, 20, 5), (137_885, 52, 1))
COLUMNS = {
    "explosion": "explosion_cpu_ms",
    "numpy/scipy": "numpy_scipy_cpu_ms",
    "duckdb": "duckdb_cpu_ms",
    "with orders and links": "orders_cpu_ms",
    "from raw columns": "from_columns_cpu_ms",
    "net change": "net_change_cpu_ms",
    "worst": "net_change_worst_cpu_ms",
    "pegging, million rows a CPU-s": "pegging_rows_a_cpu_second",
    "MB of the kernel": "kernel_peak_memory_mb",
    "MB of all": "peak_memory_mb",
}
LEGEND = """\
`rantai bench mrp`, seed 1, 8 levels, fan 4; CPU milliseconds, medians of interleaved processes on one thread; all
sides found the same lots. Targets at 729,000 lines: explosion at most 0.2 of numpy/scipy and 0.01 of duckdb; with
orders and links at most 5 of numpy/scipy; net change at most 5 ms; pegging at least 10 million rows a CPU second. At
7.2 million lines: explosion at most 100 ms and 1 GB."""


def section(told: list[dict[str, Any]], commit: str) -> str:
    """The part of the page."""
    head = ["lines", *COLUMNS, "explosion : numpy/scipy", "explosion : duckdb", "orders : numpy/scipy"]
    rows = ["| " + " | ".join(head) + " |", "|" + "--:|" * len(head)]
    for each in told:
        cells = [f"{each['lines']:,}"]
        for key in COLUMNS.values():
            value = each[key] / 1e6 if key.endswith("second") else each[key]
            cells.append(f"{value:,.4g}")
        names = ("explosion_to_numpy_scipy", "explosion_to_duckdb", "orders_to_numpy_scipy")
        cells += [f"{each['targets'][name]['value']:.3g}" for name in names]
        rows.append("| " + " | ".join(cells) + " |")
    today = f"{datetime.now(UTC):%Y-%m-%d}, commit {commit}, {machine()}."
    return "\n".join([HEADING, "", today, "", *rows, "", LEGEND, ""])


def write(text: str) -> None:
    """Put the section into the page, before that of cutting when it is new."""
    page = PAGE.read_text(encoding="utf-8")
    if HEADING in page:
        before, _, after = page.partition(HEADING)
        after = after[after.find("\n## ") + 1 :] if "\n## " in after else ""
        page = before + text + "\n" + after
    else:
        before, mark, after = page.partition(BEFORE)
        page = before + text + "\n" + mark + after
    PAGE.write_text(page, encoding="utf-8")


def main() -> int:
    """Measure every size and write the section."""
    write(section([one(*size) for size in SIZES], commit_here()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
