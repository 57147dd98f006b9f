"""The process that solves one cutting document: JSON on stdin, the plan or its problems as JSON on stdout.

Every plan is judged by a stranger before it leaves: what nobody could cut must never reach a shear.
It dies with the process that asked (Linux: PR_SET_PDEATHSIG), so that nobody computes in the dark.
Exit codes: 0 answered, 2 invalid (the problems on stdout), 3 unsound (the faults on stderr).
"""

import ctypes
import json
import os
import resource
import signal
import sys
import time

from rantai.core.problems import InvalidInput
from rantai.engine.cutting.contract import answer, judge

PR_SET_PDEATHSIG = 1
MEMORY_BYTES = 3 * 1024**3  # of addresses: libraries reserve far more than they touch
CPU_SECONDS_MORE = 30
INVALID = 2
UNSOUND = 3


def main(words: list[str]) -> int:
    """`KIND SECONDS PARENT`: bars, sheets or coils."""
    kind, seconds, parent = words[0], int(words[1]), int(words[2])
    _die_with(parent)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds + CPU_SECONDS_MORE,) * 2)
    document = json.load(sys.stdin)
    start = time.monotonic()
    try:
        plan = answer(
            kind,
            document,
            seconds=seconds,
            out_of_time=lambda: time.monotonic() - start > seconds,
            elapsed=lambda: round(time.monotonic() - start, 3),
        )
    except InvalidInput as refused:
        json.dump([problem.as_dict() for problem in refused.problems], sys.stdout)
        return INVALID
    faults = judge(document, plan, kind)
    if faults:
        sys.stderr.write("\n".join(f"{fault.code} {fault.place}: {fault.text}" for fault in faults))
        return UNSOUND
    json.dump(plan, sys.stdout)
    return 0


def _die_with(parent: int) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it died before we asked
        raise SystemExit(1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
