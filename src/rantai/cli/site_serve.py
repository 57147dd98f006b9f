"""The web server and its worker, started and stopped together."""

import contextlib
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence

import click
from django.db import connection
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from rantai.cli.site_demo import Login, print_logins
from rantai.cli.site_doctor import require_healthy
from rantai.cli.site_words import words

# Two a core: one computes while another waits for the database. The server itself keeps slow phones away from them.
WEB_THREADS = min(8, 2 * (os.cpu_count() or 1))
RESTART_SECONDS = 2.0
STOP_SECONDS = 10


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


def serve(*, host: str, port: int, logins: Sequence[Login]) -> None:
    """Serve until Ctrl-C. The web server runs in a process of its own, the worker in another."""
    require_healthy()
    connection.close()  # no connection of this process may be open in the children
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
    with _worker():
        if logins:
            print_logins(logins)
        click.echo(words("address", address=address))
        Granian(
            "rantai.config.wsgi:application",
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            blocking_threads=WEB_THREADS,
            log_level=LogLevels.warning,
            respawn_failed_workers=True,
            websockets=False,
        ).serve()
    click.echo(words("stopped"))


@contextlib.contextmanager
def _worker() -> Iterator[None]:
    """A worker process that is started again when it dies, and stopped at the end."""
    stop = threading.Event()
    keeper = threading.Thread(target=_keep_alive, args=(stop,))
    keeper.start()
    try:
        yield
    finally:
        stop.set()
        keeper.join()


def _keep_alive(stop: threading.Event) -> None:
    while not stop.is_set():
        command = [sys.executable, "-m", "rantai.cli.site_worker", str(os.getpid())]
        with subprocess.Popen(command, start_new_session=True) as child:  # noqa: S603 — our own module
            while child.poll() is None and not stop.wait(0.2):
                pass
            _end(child)
        stop.wait(RESTART_SECONDS)


def _end(child: subprocess.Popen[bytes]) -> None:
    child.terminate()
    try:
        child.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()
