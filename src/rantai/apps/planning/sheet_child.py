"""The process that reads one Excel file, with limits on memory and time, and writes its cells as JSON lines.

A file of 310 KB can unpack into hundreds of megabytes; here that ends this process, not the web server.
Exit codes: 0 read, 3 refused (the reason's key on stdout).
"""

import datetime as dt
import json
import resource
import sys
import zipfile

from python_calamine import CalamineWorkbook

MOST_ROWS = 20_000
MOST_COLUMNS = 60
MEMORY_BYTES = 512 * 1024 * 1024
CPU_SECONDS = 20
CHUNK = 1 << 20
REFUSED = 3


def main(path: str) -> int:
    """Read the first sheet of `path`."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    if _has_formula(path):
        return _refuse("formula")
    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python(skip_empty_area=False)
    if len(rows) > MOST_ROWS + 1 or any(len(row) > MOST_COLUMNS for row in rows):
        return _refuse("too-large")
    for row in rows:
        sys.stdout.write(json.dumps([_plain(cell) for cell in row]) + "\n")
    return 0


def _refuse(key: str) -> int:
    sys.stdout.write(key)
    return REFUSED


def _has_formula(path: str) -> bool:
    """A formula's value depends on who last opened the file; numbers must be numbers."""
    with zipfile.ZipFile(path) as archive:
        for entry in archive.infolist():
            if entry.filename.startswith("xl/worksheets/") and entry.filename.endswith(".xml"):
                with archive.open(entry) as content:
                    tail = b""
                    while chunk := content.read(CHUNK):
                        if b"<f>" in tail + chunk or b"<f " in tail + chunk:
                            return True
                        tail = chunk[-3:]
    return False


def _plain(cell: object) -> list[object]:
    """[kind, value]: text, number (as its shortest text), day, flag or empty."""
    if isinstance(cell, bool):
        return ["flag", cell]
    if isinstance(cell, int | float):
        whole = float(cell).is_integer()
        return ["number", str(int(cell)) if whole else repr(float(cell))]
    if isinstance(cell, dt.datetime):
        return ["day", cell.date().isoformat()]
    if isinstance(cell, dt.date):
        return ["day", cell.isoformat()]
    return ["text", str(cell)] if cell not in ("", None) else ["empty", ""]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
