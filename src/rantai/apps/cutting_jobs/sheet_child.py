"""The process that reads one Excel file, with limits on memory and time, and writes its cells as lines of text.

A small file can unpack into hundreds of megabytes; here that ends this process, not the web server. Numbers come out
with a decimal comma and never three digits behind it, so that they can be read in one way only.
"""

import datetime as dt
import json
import resource
import sys

from python_calamine import CalamineWorkbook

MOST_ROWS = 6_000
MOST_COLUMNS = 40
MEMORY_BYTES = 512 * 1024 * 1024
CPU_SECONDS = 20


def main(path: str) -> int:
    """Rows of the first sheet of `path`, one JSON list of texts a line."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python(skip_empty_area=False)
    for row in rows[: MOST_ROWS + 1]:
        sys.stdout.write(json.dumps([_text(cell) for cell in row[:MOST_COLUMNS]]) + "\n")
    return 0


def _text(cell: object) -> str:
    if isinstance(cell, bool):
        return "ya" if cell else "tidak"
    if isinstance(cell, int | float):
        return _number(cell)
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    return "" if cell is None else str(cell)


def _number(value: float) -> str:
    if float(value).is_integer():
        return str(int(value))
    whole, _point, rest = f"{value:.4f}".rstrip("0").partition(".")
    return f"{whole},{rest}{'0' if len(rest) == 3 else ''}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
