"""The engine in a process of its own, with limits on time and memory: too hard a round ends it, not the site."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys

from rantai.apps.purchasing.documents import Document
from rantai.apps.purchasing.exits import TOO_LARGE, UNSOUND
from rantai.apps.purchasing.refusals import refuse
from rantai.apps.purchasing.refusals import rounds as refusals

log = logging.getLogger(__name__)

CHILD = (sys.executable, "-m", "rantai.apps.purchasing.child")
SECONDS = 20  # of search; the firm amounts are answered first
START_SECONDS = 30  # a busy machine needs some to begin; the engine holds its own limit


def solve(document: Document) -> Document:
    """The proposal for a question of `documents.document_of`.

    Raises InvalidInput: too large, stopped, or held back because it did not stand up to the recount.
    """
    command = [*CHILD, str(SECONDS), str(os.getpid())]
    try:
        answer = subprocess.run(  # noqa: S603 — our own module
            command,
            input=json.dumps(document).encode(),
            capture_output=True,
            check=False,
            timeout=SECONDS + START_SECONDS,
        )
    except subprocess.TimeoutExpired:
        raise refuse(refusals.PROPOSAL_STOPPED) from None
    if answer.returncode == TOO_LARGE:
        raise refuse(refusals.PROPOSAL_TOO_LARGE)
    if answer.returncode:
        log.error(
            "the engine of a round ended with %s: %s",
            answer.returncode,
            answer.stderr[-2000:].decode("utf-8", "replace"),
        )
        raise refuse(refusals.PROPOSAL_UNSOUND if answer.returncode == UNSOUND else refusals.PROPOSAL_STOPPED)
    found: Document = json.loads(answer.stdout)
    return found
