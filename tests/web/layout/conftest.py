"""The living page on a server of its own, with collected static files, as a phone would get it."""

import threading
from collections.abc import Iterator
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.test import override_settings


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Quiet(WSGIRequestHandler):
    def log_message(self, *words: object) -> None:
        """Say nothing: a failing test shows what matters."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the design system's pages. They ask the database nothing, so none is made."""
    folder: Path = tmp_path_factory.mktemp("static")
    with override_settings(STATIC_ROOT=folder, WHITENOISE_USE_FINDERS=False, SECURE_SSL_REDIRECT=False):
        call_command("collectstatic", interactive=False, verbosity=0)
        server = make_server("127.0.0.1", 0, get_wsgi_application(), server_class=Server, handler_class=Quiet)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/tampilan/"
        server.shutdown()
        server.server_close()
