"""The process that computes one proposal: the question as JSON on stdin, the answer as JSON on stdout. No database.

Every proposal is recounted by a stranger before it leaves. It dies with the process that asked (Linux:
PR_SET_PDEATHSIG). Exit codes: 0 answered, 2 too large to be counted, 3 unsound (the faults on stderr).
"""

import ctypes
import json
import os
import resource
import signal
import sys
import time

from rantai.apps.purchasing.exits import TOO_LARGE, UNSOUND
from rantai.engine.pooling import OrderTooLarge
from rantai.engine.rounds import answer_document, faults, read_document, solve

PR_SET_PDEATHSIG = 1
MEMORY_BYTES = 3 * 1024**3  # of addresses: libraries reserve far more than they touch
CPU_SECONDS_MORE = 30


def main(words: list[str]) -> int:
    """`SECONDS PARENT`."""
    seconds, parent = int(words[0]), int(words[1])
    _die_with(parent)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds + CPU_SECONDS_MORE,) * 2)
    given = read_document(json.load(sys.stdin))
    end = time.monotonic() + seconds
    try:
        answer = solve(given, out_of_time=lambda: time.monotonic() > end)
    except OrderTooLarge:
        return TOO_LARGE
    found = faults(given, answer)
    if found:
        sys.stderr.write("\n".join(found))
        return UNSOUND
    json.dump(answer_document(answer), sys.stdout)
    return 0


def _die_with(parent: int) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it died before we asked
        raise SystemExit(1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
