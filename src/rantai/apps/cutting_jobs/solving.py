"""The engine in a process of its own, with limits on time and memory: a list that is too hard ends it, not the site."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys

from rantai.apps.cutting_jobs import refusals
from rantai.apps.cutting_jobs.documents import Document
from rantai.core.problems import InvalidInput, Problem, Refusal, Where

log = logging.getLogger(__name__)

CHILD = (sys.executable, "-m", "rantai.apps.cutting_jobs.child")
START_SECONDS = 20  # a busy machine needs some to begin; the engine holds its own limit
INVALID, UNSOUND = 2, 3


def solve(kind: str, document: Document, *, seconds: int) -> Document:
    """The plan of a document, as the published contract writes it.

    Raises InvalidInput with every problem of the document, or one that says that the engine stopped or that its plan
    did not stand up to the judge.
    """
    command = [*CHILD, kind, str(seconds), str(os.getpid())]
    try:
        answer = subprocess.run(  # noqa: S603 — our own module
            command,
            input=json.dumps(document).encode(),
            capture_output=True,
            check=False,
            timeout=seconds * 1.1 + START_SECONDS,
        )
    except subprocess.TimeoutExpired:
        raise refusals.refuse(refusals.ENGINE_STOPPED) from None
    if answer.returncode == INVALID:
        raise InvalidInput(map(_problem, json.loads(answer.stdout)))
    if answer.returncode == UNSOUND:
        log.error("an unsound plan was held back: %s", answer.stderr[-2000:].decode("utf-8", "replace"))
        raise refusals.refuse(refusals.PLAN_UNSOUND)
    if answer.returncode != 0:
        log.error(
            "the cutting engine ended with %s: %s", answer.returncode, answer.stderr[-2000:].decode("utf-8", "replace")
        )
        raise refusals.refuse(refusals.ENGINE_STOPPED)
    return json.loads(answer.stdout)


def _problem(row: Document) -> Problem:
    """A problem as it came over the pipe: its sentences are filled in already."""
    text, way_out = row["text"], row["way_out"]
    refusal = Refusal(row["code"], *(_plain(one) for one in (text["id"], text["en"], way_out["id"], way_out["en"])))
    return Problem(refusal, Where(row["file"], row["row"], row["column"]))


def _plain(text: str) -> str:
    """A finished sentence as a pattern without holes."""
    return text.replace("{", "{{").replace("}", "}}")
