"""The web server and its worker, started and stopped together, each started again when it is killed.

This process starts both, from its only thread, and does nothing else. It must stay so: the web server forks, and
what is forked inherits every pipe that is open at that moment; a thread that starts a process meanwhile waits for ever.
"""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from django.db import connection

from rantai.cli.site_demo import Login, print_logins
from rantai.cli.site_doctor import require_healthy
from rantai.cli.site_words import words

LOOK_SECONDS = 0.2
RESTART_SECONDS = 2.0  # from one start to the next
STOP_SECONDS = 10
HELD_FILE = "held.json"


def require_free_port(host: str, port: int) -> None:
    """Refuse a port that somebody listens on. Raises ClickException.

    The server binds with SO_REUSEPORT, with which two servers share a port and each gets half of the requests; so
    the question is asked here, without it.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # a server that just stopped is not in the way
        try:
            probe.bind((host, port))
        except OSError:
            taken = words("port-taken", host=host, port=port, other=port + 1)
            raise click.ClickException(taken) from None


@dataclass
class Part:
    """A process of the site, in a session of its own, so that Ctrl-C reaches it in order and not from the terminal."""

    words: Sequence[str]
    child: subprocess.Popen[bytes] | None = None
    next_start: float = 0.0

    @property
    def gave_up(self) -> bool:
        """Whether it ended with an error of its own, which it told; a killed one did not."""
        return self.child is not None and (self.child.poll() or 0) > 0

    def keep(self) -> None:
        """Start it, if it does not run."""
        if (self.child is not None and self.child.poll() is None) or time.monotonic() < self.next_start:
            return
        self.kill()  # what it forked and left behind
        self.child = subprocess.Popen([sys.executable, "-m", *self.words], start_new_session=True)  # noqa: S603 — ours
        self.next_start = time.monotonic() + RESTART_SECONDS

    def ask_to_stop(self) -> None:
        """Ask, and do not wait."""
        if self.child is not None:
            self.child.terminate()

    def end(self) -> None:
        """Wait until it has stopped; kill what stays."""
        if self.child is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.child.wait(STOP_SECONDS)
            self.kill()
            self.child.wait()

    def kill(self) -> None:
        """End it and what it forked, at once."""
        if self.child is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.child.pid, signal.SIGKILL)


@dataclass
class Bell:
    """Whether somebody asked to stop. A plain word: a signal may come while the only thread waits."""

    rung: bool = False


@contextlib.contextmanager
def _bell() -> Iterator[Bell]:
    """Ctrl-C, `kill` and a closed terminal (unless `nohup`) ring it; afterwards they mean what they meant before."""
    bell = Bell()

    def ring(*_signal: object) -> None:
        bell.rung = True

    heard = [signal.SIGINT, signal.SIGTERM]
    if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:
        heard.append(signal.SIGHUP)
    before = {number: signal.signal(number, ring) for number in heard}
    try:
        yield bell
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def serve(*, host: str, port: int, logins: Sequence[Login]) -> None:
    """Serve until Ctrl-C. Exits with 1 when the web server cannot go on."""
    require_healthy()
    connection.close()  # nothing here asks the database any more
    me = str(os.getpid())
    with TemporaryDirectory(prefix="rantai-site-") as folder, _bell() as bell:
        web = Part(("rantai.cli.site_web", host, str(port), me))
        worker = Part(("rantai.cli.site_worker", me, str(Path(folder) / HELD_FILE)))
        if logins:
            print_logins(logins)
        click.echo(words("address", address=f"http://{f'[{host}]' if ':' in host else host}:{port}/"))
        _keep_alive(web, worker, bell)
    click.echo(words("stopped"))
    if web.gave_up:
        sys.exit(1)


def _keep_alive(web: Part, worker: Part, bell: Bell) -> None:
    """Both parts run until the bell rings or the web server gives up; afterwards none does."""
    parts = (web, worker)
    try:
        while not (bell.rung or web.gave_up):
            for part in parts:
                part.keep()
            time.sleep(LOOK_SECONDS)
    finally:
        for part in parts:
            part.ask_to_stop()
        for part in parts:
            part.end()
