"""Run every test the way `make test` promises, and say at the end what ran.

    tools/run_tests.py            everything but the long gates
    tools/run_tests.py --soak     the long gates only
    tools/run_tests.py engine     only the suites named (engine, sqlite, postgresql, chromium)

Sets up what it needs: Debian's programs, a folder of its own for data and static files, a PostgreSQL of its own.
A suite that runs no test, or skips one, has failed.
"""

import argparse
import contextlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from debian import CHROMIUM, POSTGRESQL, Program, ProgramMissing, ensure  # a neighbour in tools/
from postgres import running_postgres, stop_politely_when_told

ROOT = Path(__file__).resolve().parent.parent
SUITE_MINUTES = 40
SOAK_MINUTES = 240
SITE_COMMANDS = "tests/cli/test_site*.py"
DATABASE_FOLDERS = ("tests/apps", "tests/web", "tests/config", SITE_COMMANDS)


@dataclass(frozen=True)
class Suite:
    """One call of pytest. `workers`: separate processes, only where that is faster on two cores."""

    name: str
    database: str
    paths: tuple[str, ...]
    arguments: tuple[str, ...] = ()
    workers: int = 0


@dataclass(frozen=True)
class Outcome:
    suite: Suite
    passed: int
    failed: int
    seconds: float
    note: str = ""


SUITES = (
    Suite(
        "engine",
        "none",
        (
            "tests/architecture",
            "tests/tools",
            "tests/core",
            "tests/engine",
            "tests/workers",
            "tests/cli",
            "tests/cases",
            "tests/laws",
        ),
        # Django is switched off, so that these tests prove what works without it.
        # A file stays in one process: the reference plan, half a minute of work, is made once for all its tests.
        ("-p", "no:django", "--ignore-glob", SITE_COMMANDS, "--dist", "loadfile"),
        workers=2,
    ),
    # Each worker has a database of its own, named after it.
    Suite("sqlite", "SQLite", DATABASE_FOLDERS, workers=2),
    Suite("postgresql", "PostgreSQL", DATABASE_FOLDERS, workers=2),
    Suite("chromium", "SQLite", ("tests/browser",)),
)
# Tests of the design system open its pages in Chromium too, beside tests that need only a database.
PROGRAMS: dict[str, tuple[Program, ...]] = {
    "engine": (),
    "sqlite": (CHROMIUM,),
    "postgresql": (POSTGRESQL, CHROMIUM),
    "chromium": (CHROMIUM,),
}


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--soak", action="store_true", help="the tests marked `soak`, and no others")
    parser.add_argument("suite", nargs="*", choices=[[], *(suite.name for suite in SUITES)])
    options = parser.parse_args(arguments)
    chosen = [suite for suite in SUITES if not options.suite or suite.name in options.suite]
    stop_politely_when_told()
    try:
        ensure(*(program for suite in chosen for program in PROGRAMS[suite.name]))
        with own_folder() as folder:
            outcomes = [run(suite, folder, soak=options.soak) for suite in chosen]
    except ProgramMissing as problem:
        print(problem, file=sys.stderr)
        return 1
    return report(outcomes, soak=options.soak)


@contextlib.contextmanager
def own_folder() -> Iterator[Path]:
    """A place for data and static files, so that tests never touch ./var."""
    with tempfile.TemporaryDirectory(prefix="rantai-tests-") as name:
        yield Path(name)


def run(suite: Suite, folder: Path, *, soak: bool) -> Outcome:
    """Run one suite on its database and count."""
    print(f"\n── {suite.name} (database: {suite.database}) ──", flush=True)
    began = time.monotonic()
    paths, absent = present(suite.paths)
    with database(suite, folder) as address:
        environment = surroundings(folder, address)
        if suite.database != "none" and not (folder / "static").exists():
            collect_static(environment)
        result = folder / f"{suite.name}.xml"
        code = call_pytest(suite, paths, result, environment, soak=soak)
    return outcome(suite, result, code, absent, time.monotonic() - began, soak=soak)


def present(patterns: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """(paths that exist, patterns that match nothing)"""
    found = {pattern: sorted(str(path) for path in ROOT.glob(pattern)) for pattern in patterns}
    return [path for paths in found.values() for path in paths], [name for name, paths in found.items() if not paths]


@contextlib.contextmanager
def database(suite: Suite, folder: Path) -> Iterator[str]:
    if suite.database == "PostgreSQL":
        with running_postgres() as address:
            yield address
    else:
        yield f"sqlite:///{folder / 'rantai.sqlite3'}"


def surroundings(folder: Path, address: str) -> dict[str, str]:
    """The environment without whatever Rantai settings this machine happens to have."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("RANTAI_", "DJANGO_"))}
    return {**plain, "RANTAI_DATA_DIR": str(folder), "RANTAI_DATABASE_URL": address}


def collect_static(environment: dict[str, str]) -> None:
    """Pages are tested with the hashed, compressed files that people get."""
    command = ["django", "collectstatic", "--noinput", "--verbosity", "0", "--settings", "rantai.config.settings"]
    subprocess.run([sys.executable, "-m", *command], env=environment, cwd=ROOT, check=True)


def call_pytest(suite: Suite, paths: list[str], result: Path, environment: dict[str, str], *, soak: bool) -> int:
    """pytest's exit code; 124 when the suite hangs."""
    parallel = ["-n", str(suite.workers)] if suite.workers else []
    options = ["-q", "--durations=5", f"--junitxml={result}", *parallel, *suite.arguments]
    marked = ["-m", "soak"] if soak else []
    minutes = SOAK_MINUTES if soak else SUITE_MINUTES
    command = [sys.executable, "-m", "pytest", *options, *marked, *paths]
    try:
        ended = subprocess.run(command, env=environment, cwd=ROOT, timeout=minutes * 60, check=False)
        return ended.returncode
    except subprocess.TimeoutExpired:
        return 124


def outcome(suite: Suite, result: Path, code: int, absent: list[str], seconds: float, *, soak: bool) -> Outcome:
    """Count from pytest's own report; whatever did not run counts as failed."""
    counts = dict.fromkeys(("tests", "failures", "errors", "skipped"), 0)
    if result.exists():
        attributes = next(ElementTree.parse(result).getroot().iter("testsuite")).attrib
        counts = {name: int(attributes.get(name, 0)) for name in counts}
    bad = counts["failures"] + counts["errors"]
    notes = []
    if not counts["tests"] and not soak:
        notes.append("no test ran")
    if counts["skipped"]:
        notes.append(f"{counts['skipped']} skipped")
    if absent and not soak:
        notes.append(f"missing: {', '.join(absent)}")
    if code not in (0, 5) and not bad:
        notes.append("hung" if code == 124 else f"pytest ended with {code}")
    passed = counts["tests"] - bad - counts["skipped"]
    return Outcome(suite, passed, bad + counts["skipped"] + (1 if notes and not bad else 0), seconds, "; ".join(notes))


def report(outcomes: list[Outcome], *, soak: bool) -> int:
    """Print the table and the plain last line; the exit code says whether all is well."""
    print(f"\n{'suite':<12} {'database':<12} {'passed':>7} {'failed':>7} {'seconds':>8}")
    for row in outcomes:
        counts = f"{row.passed:>7} {row.failed:>7} {row.seconds:>8.0f}"
        print(f"{row.suite.name:<12} {row.suite.database:<12} {counts}  {row.note}".rstrip())
    passed, failed = sum(row.passed for row in outcomes), sum(row.failed for row in outcomes)
    if soak and not passed and not failed:
        print("No test is marked `soak`.")
        failed = 1
    if not soak:
        print("The long gates are not among these: make soak.")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
