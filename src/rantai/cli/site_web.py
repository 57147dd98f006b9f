"""The web server's process. `python -m rantai.cli.site_web HOST PORT PARENT`."""

import importlib
import os
import sys
from typing import Any

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from rantai.cli.site_parent import follow

# Two a core: one computes while another waits for the database. The server itself keeps slow phones away from them.
WEB_THREADS = min(8, 2 * (os.cpu_count() or 1))
STOP_SECONDS = 5  # for requests under way; a browser that keeps its line open holds nobody up longer


def serve_web(host: str, port: int) -> None:
    """Answer requests until SIGTERM. The pages run in a process that Granian forks from this one."""
    Granian(
        "rantai.config.wsgi",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        blocking_threads=WEB_THREADS,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_SECONDS,
        websockets=False,
    ).serve(target_loader=_application)


def _application(module: str) -> Any:  # noqa: ANN401 — a WSGI callable
    """Called in the forked process, which must not answer any longer than its parent lives."""
    follow(os.getppid())
    return importlib.import_module(module).application


if __name__ == "__main__":
    follow(int(sys.argv[3]))
    serve_web(sys.argv[1], int(sys.argv[2]))
