"""A worker killed in the middle of a plan: nobody sees half a plan, and the site finishes it by itself."""

import os
import re
import signal
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import Login, Site

PATIENCE_SECONDS = 150.0


def ask(site: Site, question: str, *values: object) -> int:
    with closing(sqlite3.connect(site.database)) as database:
        return int(database.execute(question, values).fetchone()[0])


def until(happens: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while not happens():
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.1)


def workers(site: Site) -> list[int]:
    """Worker processes of this very site."""
    children = Path(f"/proc/{site.server.pid}/task").glob("*/children")
    pids = [int(word) for file in children for word in file.read_text().split()]
    return [pid for pid in pids if b"rantai.cli.site_worker" in Path(f"/proc/{pid}/cmdline").read_bytes()]


def test_a_plan_whose_worker_is_killed_is_finished_by_the_next_one(session: Login) -> None:
    here = session("centre_staff")
    page = here.open("/rencana/")
    page.get_by_role("button", name="Hitung ulang rencana").click()
    page.wait_for_url(re.compile(r"/hitung/\d+/"))
    run_id = int(page.url.rstrip("/").rsplit("/", 1)[1])
    until(lambda: ask(here.site, "SELECT claims FROM planning_planrun WHERE id = ?", run_id) == 1)
    [killed] = workers(here.site)
    os.kill(killed, signal.SIGKILL)

    rows = ask(here.site, "SELECT COUNT(*) FROM planning_planorder WHERE run_id = ?", run_id)
    assert rows == 0
    expect(here.open("/rencana/").get_by_role("link", name=re.compile("Rencana baru sedang"))).to_be_visible()

    page.goto(f"{here.site.address}/rencana/hitung/{run_id}/")
    page.wait_for_url(re.compile(r"/rencana/perubahan/\d+/"), timeout=PATIENCE_SECONDS * 1000)
    assert ask(here.site, "SELECT claims FROM planning_planrun WHERE id = ?", run_id) >= 2
    assert ask(here.site, "SELECT COUNT(*) FROM planning_planorder WHERE run_id = ?", run_id) > 0
    assert workers(here.site) != [killed]
    here.open("/rencana/").get_by_role("button", name="Hitung ulang rencana").click()  # by a worker nobody kills
    page.wait_for_url(re.compile(r"/rencana/perubahan/\d+/"), timeout=PATIENCE_SECONDS * 1000)
    expect(page.locator(".finding")).to_contain_text("Rencana baru sama dengan yang sebelumnya")
