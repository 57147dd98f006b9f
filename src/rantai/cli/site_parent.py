"""A process that does not outlive the one that started it, even when that one was killed without a word."""

import os
import signal
import threading
import time

LOOK_SECONDS = 1.0
STOP_SECONDS = 10


def follow(parent: int) -> None:
    """End this process soon after the process `parent`: asked by SIGTERM first, by force when it does not listen."""
    threading.Thread(target=_watch, args=(parent,), daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(LOOK_SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(STOP_SECONDS)
    os._exit(1)
