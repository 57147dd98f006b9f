"""One real site for all tests here: its own database file, web server and worker process, as `rantai site serve` starts
them."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import URLError

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.people import PASSWORD

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 120
SETTINGS = "rantai.config.settings"
WIDTHS = {"phone": {"width": 360, "height": 740}, "desk": {"width": 1280, "height": 800}}


@dataclass(frozen=True)
class Site:
    """A running site."""

    address: str
    folder: Path
    server: subprocess.Popen[bytes]

    @property
    def database(self) -> Path:
        return self.folder / "rantai.sqlite3"


@dataclass(frozen=True)
class Session:
    """A browser in which somebody is logged in."""

    context: BrowserContext
    page: Page
    site: Site

    def open(self, path: str) -> Page:
        """Go to a page of the site, which has to answer."""
        answer = self.page.goto(self.site.address + path)
        assert answer is not None
        assert answer.status == 200, f"{path}: {answer.status}"
        return self.page


Login = Callable[..., Session]


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose database has its tables and nothing in them."""
    folder = tmp_path_factory.mktemp("empty")
    _prepare("tests.browser.prepare_empty", folder, SETTINGS)
    return folder


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, empty: Path) -> Iterator[Site]:
    """The site with its plan, until the last test ends."""
    with running(empty, tmp_path_factory.mktemp("site"), "tests.browser.prepare") as started:
        yield started


@contextmanager
def running(empty: Path, folder: Path, filled_by: str, settings: str = SETTINGS) -> Iterator[Site]:
    """A site in a folder of its own, filled by a module of these tests, until the block ends."""
    shutil.copytree(empty, folder, dirs_exist_ok=True)
    _prepare(filled_by, folder, settings)
    environment = environment_of(folder, settings)
    port = _free_port()
    code = f"from rantai.cli import main; main(['site', 'serve', '--port', '{port}'])"
    with subprocess.Popen([sys.executable, "-c", code], env=environment, cwd=ROOT, start_new_session=True) as server:
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for(address, server)
            yield Site(address, folder, server)
        finally:
            server.send_signal(signal.SIGINT)
            try:
                server.wait(30)
            except subprocess.TimeoutExpired:
                os.killpg(server.pid, signal.SIGKILL)


def _prepare(module: str, folder: Path, settings: str) -> None:
    """Run a module in a process of its own: the test's process has Django set up for another database."""
    subprocess.run(
        [sys.executable, "-m", module, str(folder)], env=environment_of(folder, settings), cwd=ROOT, check=True
    )


def environment_of(folder: Path, settings: str) -> dict[str, str]:
    """This machine's environment without its own Rantai settings."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("RANTAI_", "DJANGO_"))}
    ours = {"RANTAI_DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": settings}
    return {**plain, **ours, "PYTHONPATH": str(ROOT)}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while True:
        assert server.poll() is None, "the server ended"
        try:
            urllib.request.urlopen(f"{address}/masuk/", timeout=5).close()
        except (URLError, OSError):
            assert time.monotonic() < end, "the server does not answer"
            time.sleep(0.1)
        else:
            return


@pytest.fixture(scope="session")
def keys(browser: Browser, site: Site) -> Callable[[str], Any]:
    """Cookies of a person, who logs in once and by the form like everybody."""
    known: dict[str, Any] = {}

    def of(person: str) -> Any:
        if person not in known:
            context = browser.new_context(viewport=WIDTHS["desk"], locale="id-ID")
            log_in(context.new_page(), site, person)
            known[person] = context.storage_state()
            context.close()
        return known[person]

    return of


def log_in(page: Page, site: Site, person: str, password: str = PASSWORD) -> None:
    """By the form, as everybody does."""
    page.goto(f"{site.address}/masuk/")
    page.locator("[name=login_name]").fill(person)
    page.locator("[name=password]").fill(password)
    page.locator("form.form button.main").click()
    page.wait_for_url(f"{site.address}/")


@pytest.fixture
def session(browser: Browser, site: Site, keys: Callable[[str], Any]) -> Iterator[Login]:
    """Open a browser of one person: `session("buyer", "phone")`. Playwright's context options may follow."""
    opened: list[BrowserContext] = []

    def open_for(person: str | None, width: str = "desk", **options: Any) -> Session:
        state = keys(person) if person else None
        chosen = {"viewport": WIDTHS[width], "locale": "id-ID", "timezone_id": "Asia/Jakarta", **options}
        context = browser.new_context(storage_state=state, **chosen)
        context.set_default_timeout(20_000)
        opened.append(context)
        return Session(context, context.new_page(), site)

    yield open_for
    for context in opened:
        context.close()
