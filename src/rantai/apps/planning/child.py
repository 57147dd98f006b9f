"""The process that computes one plan: a folder in, a folder out, progress as JSON lines on stdout. No database.

It dies with its worker (Linux: PR_SET_PDEATHSIG), so that a killed worker leaves nobody computing in the dark.
Exit codes: 0 answered, 2 invalid input (`problems.json` in the out folder's parent says why).
"""

import ctypes
import json
import os
import signal
import sys
import time
from pathlib import Path
from typing import Any

from rantai.core.problems import InvalidInput
from rantai.engine.plan.change_file import as_document, read_changes
from rantai.engine.plan.changes import apply, settings
from rantai.engine.plan.given import PlanInput
from rantai.engine.plan.params import PlanParams
from rantai.engine.plan.read import read_given, write_plan
from rantai.engine.plan.run import run
from rantai.workers.choice import chosen

PROBLEMS_FILE = "problems.json"
CHANGES_FILE = "changes.json"
PR_SET_PDEATHSIG = 1


def main(words: list[str]) -> int:
    """`GIVEN OUT SEED SECONDS SCENARIO WORKERS CLUSTER PARENT`: plan the folder GIVEN into the folder OUT."""
    given, out, seed, seconds, scenario, workers, cluster, parent = words
    _die_with(int(parent))
    try:
        params = PlanParams(seed=int(seed), seconds=int(seconds), scenario=scenario)
        tables, params, told = _what_if(Path(given), params)
        end = time.monotonic() + params.seconds
        with chosen(int(workers), cluster, seconds_left=lambda: end - time.monotonic()) as executor:
            result = run(tables, params, out_of_time=lambda: time.monotonic() > end, progress=say, executor=executor)
    except InvalidInput as refusal:
        listed = [problem.as_dict() for problem in refusal.problems]
        Path(out).with_name(PROBLEMS_FILE).write_text(json.dumps(listed), encoding="utf-8")
        return 2
    write_plan(result.output, Path(out), {**result.summary, **told})
    return 0


def _what_if(given: Path, params: PlanParams) -> tuple[PlanInput, PlanParams, dict[str, Any]]:
    """The tables and settings with the changes that lie beside them, and what the summary tells of those."""
    tables, file = read_given(given, params.scenario), given / CHANGES_FILE
    if not file.exists():
        return tables, params, {}
    asked = read_changes(file.read_bytes())
    told = {"what_if": as_document(asked.name, asked.changes)}
    return apply(tables, asked.changes), settings(params, asked.changes), told


def say(stage: str, percent: int) -> None:
    """One line of progress for the worker."""
    sys.stdout.write(json.dumps([stage, percent]) + "\n")
    sys.stdout.flush()


def _die_with(parent: int) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it died before we asked
        raise SystemExit(1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
