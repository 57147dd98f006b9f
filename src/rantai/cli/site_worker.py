"""The worker process: computes plans until it is told to stop. `python -m rantai.cli.site_worker PARENT HELD`."""

import os
import signal
import sys
import threading
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rantai.config.settings")
django.setup()

from rantai.apps.planning.worker import work  # noqa: E402 — models can be imported only after the set-up
from rantai.cli.site_parent import follow  # noqa: E402 — as above


def work_until_stopped(held: Path | None = None) -> None:
    """Work until SIGTERM or Ctrl-C. `held` names the run in hand, for the worker that follows after a kill."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_signal: stop.set())
    work(stop, held=held)


if __name__ == "__main__":
    follow(int(sys.argv[1]))
    work_until_stopped(Path(sys.argv[2]))
