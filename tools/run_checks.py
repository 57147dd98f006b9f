"""Every check of `make check`, all of them even when one fails, and what each found."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
SETTINGS = ("--settings", "rantai.config.settings")


@dataclass(frozen=True)
class Check:
    """A question to the code: exit code 0 is yes."""

    question: str
    command: tuple[str, ...]
    way_out: str = ""


CHECKS = (
    Check("types hold", ("mypy",)),
    Check("no migration is missing", ("django-admin", "makemigrations", "--check", "--dry-run", *SETTINGS)),
    Check("settings are sound", ("django-admin", "check", "--fail-level", "WARNING", *SETTINGS)),
    Check("doors are respected", ("lint-imports", "--no-cache")),
    Check(
        "shape of the house",
        ("pytest", "-q", "-p", "no:django", "tests/architecture"),
    ),
    Check("every string is translated", ("python", "tools/messages.py", "check"), "make messages, then translate"),
    Check("docs/tables.md is fresh", ("python", "tools/run_checks.py", "tables"), "make docs"),
    Check("templates are well formed", ("djlint", "src/rantai/web", "--lint", "--quiet")),
    Check("lint is clean", ("ruff", "check", "--quiet", "."), "make fix"),
    Check("format is ours", ("ruff", "format", "--check", "--quiet", "."), "make fix"),
)


def tables_are_fresh() -> int:
    """docs/tables.md is what the column notes say today."""
    command = [str(BIN / "rantai"), "tables", "--markdown"]
    made = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=True).stdout
    page = ROOT / "docs" / "tables.md"
    if page.exists() and page.read_text(encoding="utf-8") == made:
        return 0
    print("docs/tables.md differs from `rantai tables --markdown`")
    return 1


def ask(check: Check, environment: dict[str, str]) -> tuple[Check, int, str, float]:
    began = time.monotonic()
    command = [str(BIN / check.command[0]), *check.command[1:]]
    answer = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=environment, check=False)
    return check, answer.returncode, (answer.stdout + answer.stderr).strip(), time.monotonic() - began


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="rantai-checks-") as folder, ThreadPoolExecutor(2) as pool:
        environment = {**os.environ, "RANTAI_DATA_DIR": folder}
        wrong = 0
        for check, code, output, seconds in pool.map(lambda check: ask(check, environment), CHECKS):
            print(f"{'no ' if code else 'yes'}  {check.question} ({seconds:.0f} s)", flush=True)
            if code:
                wrong += 1
                print("\n".join(f"     {line}" for line in output.splitlines()))
                print(f"     Way out: {check.way_out}\n" if check.way_out else "")
    print(f"{len(CHECKS) - wrong} checks passed, {wrong} failed")
    return 1 if wrong else 0


ASKED: dict[str, Callable[[], int]] = {"tables": tables_are_fresh}

if __name__ == "__main__":
    sys.exit(ASKED[sys.argv[1]]() if len(sys.argv) > 1 else main())
