"""The worker process: computes plans until it is told to stop. `python -m rantai.cli.site_worker PARENT`."""

import os
import signal
import sys
import threading

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rantai.config.settings")
django.setup()

from rantai.apps.planning.worker import work  # noqa: E402 — models can be imported only after the set-up

PARENT_SECONDS = 1.0


def work_until_stopped(parent: int | None = None) -> None:
    """Work until SIGTERM or Ctrl-C, or until the process `parent` is gone."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_signal: stop.set())
    if parent is not None:
        threading.Thread(target=_watch, args=(parent, stop), daemon=True).start()
    work(stop)


def _watch(parent: int, stop: threading.Event) -> None:
    """A killed server must not leave its worker behind."""
    while not stop.wait(PARENT_SECONDS):
        if os.getppid() != parent:
            stop.set()


if __name__ == "__main__":
    work_until_stopped(int(sys.argv[1]) if len(sys.argv) > 1 else None)
