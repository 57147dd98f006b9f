"""Background work without a broker: the database is the queue, a heartbeat says who is alive.

A worker claims a run by a conditional UPDATE, freezes its input, and computes it in a process of its own. Killed at
any moment, worker or engine, nothing of the plan is visible; the next worker takes the run again from the same input.
"""

import json
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.db import close_old_connections

import rantai
from rantai.apps.planning.actions import (
    STALE_SECONDS,
    Claimed,
    claim_next,
    fail_plan,
    freeze_input,
    note_progress,
    release,
)
from rantai.apps.planning.publish import publish
from rantai.apps.planning.refusals import ENGINE_STOPPED
from rantai.apps.planning.snapshot import unzip_into
from rantai.core.problems import InvalidInput, Problem
from rantai.engine.plan.read import SUMMARY_FILE, read_plan

log = logging.getLogger(__name__)

HEARTBEAT_SECONDS = 2.0
IDLE_SECONDS = 1.0
PLAN_SECONDS = 300
CHILD = (sys.executable, "-m", "rantai.apps.planning.child")
Show = Callable[[str, int], None]


# Where each stage begins and how much of a plan's time it takes, in percent, measured on the reference case.
STAGES = {"explosion": (2, 3), "allocation": (5, 55), "cutting": (60, 20), "pooling": (80, 9), "check": (89, 6)}


@dataclass
class Progress:
    """What the engine last said; written by the thread that listens, read at every heartbeat. Never goes back."""

    stage: str = "snapshot"
    percent: int = 0

    def said(self, stage: str, percent: int) -> None:
        """Take the percentage of one stage into that of the whole plan."""
        begin, length = STAGES.get(stage, (95, 4))
        self.stage, self.percent = stage, max(self.percent, begin + length * percent // 100)


def now() -> datetime:
    return datetime.now(UTC)


def work(stop: threading.Event, *, stale_seconds: int = STALE_SECONDS, held: Path | None = None) -> None:
    """Compute what is asked for until `stop` is set.

    `held` is a file that names the run in hand. Whoever starts a worker in the place of a dead one gives it the same
    file: the run is then taken up at once, not when its last heartbeat has grown old.
    """
    if held is not None:
        _take_up(held)
    while not stop.is_set():
        close_old_connections()
        if not work_once(stop, stale_seconds=stale_seconds, held=held):
            stop.wait(IDLE_SECONDS)


def _take_up(held: Path) -> None:
    if held.exists():
        run_id, claim = json.loads(held.read_text(encoding="utf-8"))
        release(run_id=run_id, claim=claim)
        held.unlink()


def _hold(claimed: Claimed, held: Path) -> None:
    """Replaced as a whole: a worker killed at this very moment leaves the old name or the new one."""
    draft = held.with_suffix(".draft")
    draft.write_text(json.dumps([claimed.run_id, claimed.claim]), encoding="utf-8")
    draft.replace(held)


def work_once(
    stop: threading.Event | None = None,
    *,
    stale_seconds: int = STALE_SECONDS,
    show: Show | None = None,
    held: Path | None = None,
) -> bool:
    """Compute one run, if one waits. Returns whether there was one. `show` sees every change of the progress."""
    claimed = claim_next(at=now(), stale_seconds=stale_seconds)
    if claimed is None:
        return False
    if held is not None:
        _hold(claimed, held)
    log.info("plan %s begins", claimed.run_id)
    with TemporaryDirectory(prefix="rantai-plan-") as place:
        _compute(claimed, Path(place), stop or threading.Event(), show)
    return True


def _compute(claimed: Claimed, place: Path, stop: threading.Event, show: Show | None) -> None:
    try:
        content = freeze_input(run_id=claimed.run_id, claim=claimed.claim)
    except InvalidInput as gone:  # a scenario whose base was forgotten while it waited
        listed = [problem.as_dict() for problem in gone.problems]
        fail_plan(run_id=claimed.run_id, claim=claimed.claim, problems=listed, at=now())
        return
    if content is None:
        return
    given, out = place / "given", place / "plan"
    given.mkdir()
    unzip_into(content, given)
    exit_code = _engine(claimed, given, out, stop, show)
    if exit_code == 0:
        _publish(claimed, out)
    elif exit_code == 2:
        problems = out.with_name("problems.json").read_text(encoding="utf-8")
        fail_plan(run_id=claimed.run_id, claim=claimed.claim, problems=json.loads(problems), at=now())
    elif exit_code is not None:
        log.error("the engine of plan %s ended with %s", claimed.run_id, exit_code)
        problem = Problem(ENGINE_STOPPED, values={"times": 1}).as_dict()
        fail_plan(run_id=claimed.run_id, claim=claimed.claim, problems=[problem], at=now())


def _engine(claimed: Claimed, given: Path, out: Path, stop: threading.Event, show: Show | None) -> int | None:
    """Run the engine's process with heartbeats. None: stopped, cancelled, or killed from outside (it runs again)."""
    words = [str(given), str(out), str(claimed.seed), str(PLAN_SECONDS), claimed.scenario_code]
    words += [str(settings.PLAN_WORKERS), settings.PLAN_CLUSTER, str(os.getpid())]
    progress, shown = Progress(), Progress(stage="")
    with _start(words) as child:
        listener = threading.Thread(target=_listen, args=(child, progress), daemon=True)
        listener.start()
        try:
            while not _ended(child):
                if show is not None and progress != shown:
                    shown = replace(progress)
                    show(shown.stage, shown.percent)
                held = note_progress(
                    run_id=claimed.run_id,
                    claim=claimed.claim,
                    stage=progress.stage,
                    percent=progress.percent,
                    at=now(),
                )
                if stop.is_set():
                    release(run_id=claimed.run_id, claim=claimed.claim)
                    return None
                if not held:
                    return None
        finally:
            child.kill()  # a process that has ended does not mind
        listener.join()
    return None if child.returncode < 0 else child.returncode


def _start(words: list[str]) -> subprocess.Popen[str]:
    """The engine's process, in a session of its own: Ctrl-C is for the worker, which then ends it."""
    return subprocess.Popen(  # noqa: S603 — our own module
        [*CHILD, *words], stdout=subprocess.PIPE, text=True, start_new_session=True
    )


def _ended(child: subprocess.Popen[str]) -> bool:
    try:
        child.wait(HEARTBEAT_SECONDS)
    except subprocess.TimeoutExpired:
        return False
    return True


def _listen(child: subprocess.Popen[str], progress: Progress) -> None:
    assert child.stdout is not None
    for line in child.stdout:
        progress.said(*json.loads(line))


def _publish(claimed: Claimed, out: Path) -> None:
    summary = json.loads((out / SUMMARY_FILE).read_text(encoding="utf-8"))
    try:
        output = read_plan(out)
    except InvalidInput as nonsense:  # the engine wrote what its own tables forbid
        problems = [problem.as_dict() for problem in nonsense.problems]
        fail_plan(run_id=claimed.run_id, claim=claimed.claim, problems=problems, at=now())
        return
    shown = publish(
        run_id=claimed.run_id,
        claim=claimed.claim,
        output=output,
        summary=summary,
        engine_version=rantai.__version__,
        at=now(),
    )
    log.info("plan %s %s", claimed.run_id, "published" if shown else "was taken by another worker")
