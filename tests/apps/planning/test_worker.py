"""Killed workers and killed engines: the run is taken again from the same input, and nobody ever sees half a plan.

Real processes on a database file of their own.
"""

import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from rantai.apps.planning.publish import ROWS
from rantai.engine.plan.answer import ANSWER_TABLES

PATIENCE = 180.0
PREPARE = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from rantai.apps.audit.actions import SYSTEM
from rantai.apps.planning.actions import request_plan
from rantai.apps.planning.worker import now
from tests.apps.planning.worlds import one_bar
request_plan(programme_id=one_bar(), by=SYSTEM, at=now())
"""
WORK = """
import threading, django; django.setup()
from rantai.apps.planning import worker
{change}
worker.HEARTBEAT_SECONDS = 0.2
worker.work(threading.Event(), stale_seconds=1)
"""
WORK_ON = """
import threading, django; django.setup()
from pathlib import Path
from rantai.apps.planning import worker
{change}
worker.work(threading.Event(), stale_seconds=3600, held=Path({held!r}))
"""
SLOW_ENGINE = """
engine = "import sys, time; from rantai.apps.planning import child; child._die_with(int(sys.argv[-1])); "
engine += "child.say('cutting', 50); time.sleep(60)"
worker.CHILD = (worker.CHILD[0], "-c", engine)
"""


@pytest.fixture
def python(tmp_path: Path) -> Callable[..., subprocess.Popen[str]]:
    """Start a Python process that works on this test's own database file."""
    kept = {name: value for name, value in os.environ.items() if name != "RANTAI_DATABASE_URL"}
    ours = {"RANTAI_DATA_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "rantai.config.settings"}
    here = Path(__file__).resolve().parents[3]

    def start(code: str) -> subprocess.Popen[str]:
        environment = {**kept, **ours, "PYTHONPATH": str(here)}
        return subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(code)],
            env=environment,
            cwd=here,
            text=True,
        )

    return start


def done(process: subprocess.Popen[str]) -> None:
    assert process.wait(PATIENCE) == 0


def ask(folder: Path, question: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(folder / "rantai.sqlite3")) as database:
        return database.execute(question).fetchall()


def look(folder: Path) -> tuple[str, int, int]:
    """State of the run, how often it was claimed, how many rows of its plan there are."""
    state, claims = ask(folder, "SELECT state, claims FROM planning_planrun")[0]
    rows = sum(ask(folder, f"SELECT COUNT(*) FROM {model._meta.db_table}")[0][0] for model in ROWS.values())
    return state, claims, rows


def plan(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """Everything the plan says."""
    columns = {model._meta.db_table: [c.name for c in ANSWER_TABLES[name].columns] for name, model in ROWS.items()}
    return {
        table: ask(folder, f"SELECT {', '.join(names)} FROM {table} ORDER BY id") for table, names in columns.items()
    }


def until(folder: Path, wanted: Callable[[tuple[str, int, int]], bool]) -> None:
    """Look at the run until it is as wanted."""
    end = time.monotonic() + PATIENCE
    while not wanted(look(folder)):
        assert time.monotonic() < end, f"the run stayed at {look(folder)}"
        time.sleep(0.05)


def children_of(pid: int) -> list[int]:
    return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def is_gone(pid: int) -> bool:
    state = Path(f"/proc/{pid}/stat")
    return not state.exists() or state.read_text().rsplit(")", 1)[1].split()[0] == "Z"


def test_a_killed_worker_and_a_killed_engine_leave_nothing_and_the_next_worker_finishes(
    python: Callable[..., subprocess.Popen[str]], tmp_path: Path
) -> None:
    done(python(PREPARE))
    first = python(WORK.format(change=SLOW_ENGINE))
    until(tmp_path, lambda seen: seen[0] == "running" and bool(children_of(first.pid)))
    time.sleep(1)  # the engine has asked to die with its worker
    engines = children_of(first.pid)
    first.kill()
    first.wait()
    assert look(tmp_path) == ("running", 1, 0)

    second = python(WORK.format(change=SLOW_ENGINE))
    until(tmp_path, lambda seen: seen[1] == 2 and bool(children_of(second.pid)))
    for engine in children_of(second.pid):
        os.kill(engine, signal.SIGKILL)
    until(tmp_path, lambda seen: seen[1] == 3)
    second.kill()
    second.wait()
    assert look(tmp_path) == ("running", 3, 0)

    third = python(WORK.format(change=""))
    until(tmp_path, lambda seen: seen[0] == "published")
    third.terminate()
    third.wait()
    assert look(tmp_path)[2] > 0
    assert [pid for pid in engines if not is_gone(pid)] == []
    after_kills = plan(tmp_path)

    for file in tmp_path.glob("rantai.sqlite3*"):
        file.unlink()
    done(python(PREPARE))
    calm = python(WORK.format(change=""))
    until(tmp_path, lambda seen: seen[0] == "published")
    calm.terminate()
    calm.wait()
    assert plan(tmp_path) == after_kills


def test_who_follows_a_killed_worker_takes_up_its_run_before_the_heartbeat_is_old(
    python: Callable[..., subprocess.Popen[str]], tmp_path: Path
) -> None:
    held = str(tmp_path / "held.json")
    done(python(PREPARE))
    first = python(WORK_ON.format(change=SLOW_ENGINE, held=held))
    until(tmp_path, lambda seen: seen[0] == "running" and bool(children_of(first.pid)))
    first.kill()
    first.wait()

    second = python(WORK_ON.format(change="", held=held))
    until(tmp_path, lambda seen: seen[0] == "published")
    second.terminate()
    second.wait()
    assert look(tmp_path)[1] == 2
