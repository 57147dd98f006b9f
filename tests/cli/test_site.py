"""`rantai site` as a person types it: real processes, a data folder of their own."""

import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from functools import partial
from pathlib import Path

import pytest

from rantai.apps.planning.safety import is_mended
from rantai.cli.site_serve import require_free_port
from rantai.cli.site_words import _WORDS

ROOT = Path(__file__).resolve().parents[2]
CASE = ROOT / "cases" / "one-bar" / "given"
COMMAND = [sys.executable, "-c", "from rantai.cli import main; main()", "site", "--lang", "en"]


class Site:
    """One data folder and the command on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        kept = {name: value for name, value in os.environ.items() if name != "RANTAI_DATABASE_URL"}
        self.environment = {**kept, "RANTAI_DATA_DIR": str(folder)}
        self.port = free_port()

    def __call__(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*COMMAND, *arguments], env=self.environment, capture_output=True, text=True, check=False, cwd=ROOT
        )

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [*COMMAND, *arguments],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            cwd=ROOT,
            start_new_session=True,
        )

    def ask(self, question: str) -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(self.folder / "rantai.sqlite3")) as database:
            return database.execute(question).fetchall()

    def tell(self, statement: str) -> None:
        with closing(sqlite3.connect(self.folder / "rantai.sqlite3")) as database, database:
            database.execute(statement)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path / "data")


def test_a_folder_goes_in_and_comes_out_and_goes_in_again_the_same(site: Site, tmp_path: Path) -> None:
    assert site("migrate").returncode == 0
    imported = site("import", str(CASE))
    assert (imported.returncode, imported.stdout.split(":")[0]) == (0, "one-bar")
    assert site("export", str(tmp_path / "out")).returncode == 0
    again = site("import", str(tmp_path / "out"), "--code", "one-bar")
    assert "0 rows new, 0 changed, 0 removed" in again.stdout


def test_a_bad_folder_is_refused_with_every_problem_and_leaves_nothing(site: Site, tmp_path: Path) -> None:
    site("migrate")
    bad = tmp_path / "bad"
    bad.mkdir()
    for file in CASE.glob("*.csv"):
        (bad / file.name).write_bytes(file.read_bytes())
    (bad / "items.csv").unlink()
    (bad / "demand.csv").write_text((bad / "demand.csv").read_text().replace(",10,", ",-1,"))
    refused = site("import", str(bad))
    assert refused.returncode == 2
    assert "items.csv" in refused.stderr
    assert "demand.csv, row 2, quantity_pieces" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert site.ask("SELECT COUNT(*) FROM catalog_item") == [(0,)]


def test_a_backup_brings_everything_back(site: Site, tmp_path: Path) -> None:
    site("migrate")
    site("import", str(CASE))
    before = site("check-ledger", "--fingerprint").stdout
    file = tmp_path / "cadangan.sqlite3"
    assert site("backup", str(file)).returncode == 0
    assert site("backup", str(file)).returncode == 1
    site.tell("DELETE FROM demand_demandline")
    assert site("restore", str(file), "--yes").returncode == 0
    assert site.ask("SELECT COUNT(*) FROM demand_demandline") == [(1,)]
    assert site("check-ledger", "--fingerprint").stdout == before


def test_what_is_not_a_backup_is_not_restored(site: Site, tmp_path: Path) -> None:
    site("migrate")
    site("import", str(CASE))
    for name, content in (
        ("text.sqlite3", b"not a database, really not, sixteen bytes and more"),
        ("empty.sqlite3", b""),
    ):
        file = tmp_path / name
        file.write_bytes(content)
        refused = site("restore", str(file), "--yes")
        assert (refused.returncode, "Traceback" in refused.stderr) == (1, False)
    assert site.ask("SELECT COUNT(*) FROM demand_demandline") == [(1,)]


def test_a_tampered_ledger_is_named_and_exits_with_one(site: Site) -> None:
    site("migrate")
    site("import", str(CASE))
    assert site("check-ledger").returncode == 0
    site.tell("DROP TRIGGER append_only_stock_movement_UPDATE")
    found = site("check-ledger")
    assert found.returncode == 1
    assert "append_only_stock_movement_UPDATE is missing" in found.stderr


def test_the_doctor_says_what_is_missing(site: Site) -> None:
    sick = site("doctor", "--json")
    assert (sick.returncode, json.loads(sick.stdout)["healthy"]) == (1, False)
    site("migrate")
    well = json.loads(site("doctor", "--json").stdout)
    assert (well["healthy"], well["safe"], well["pending_migrations"]) == (True, True, [])
    assert (well["engine"], well["journal"], well["synchronous"]) == ("sqlite", "wal", "FULL")


@pytest.mark.parametrize(
    ("version", "safe"),
    [("3.40.1", False), ("3.51.2", False), ("3.51.3", True), ("3.50.7", True), ("3.44.6", True), ("3.44.5", False)],
)
def test_a_sqlite_with_the_wal_bug_is_known_by_its_version(version: str, safe: bool) -> None:
    assert is_mended(version) is safe


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_a_port_that_is_taken_is_refused_even_by_a_sharing_server(site: Site) -> None:
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        refused = site("serve", "--port", port)
    assert refused.returncode == 1
    assert f"Port {port} on 127.0.0.1 is in use" in refused.stderr
    require_free_port("127.0.0.1", free_port())


def test_an_old_database_is_not_touched(site: Site) -> None:
    for command in (("serve", "--port", str(free_port())), ("import", str(CASE)), ("demo",)):
        refused = site(*command)
        assert (refused.returncode, "Traceback" in refused.stderr) == (1, False)
        assert "rantai site migrate" in refused.stderr


def answer(port: int) -> int:
    """Status of the front page; 0 while nobody listens."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/") as response:
            return int(response.status)
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


ASK_FOR_A_PLAN = (
    "INSERT INTO planning_planrun (programme_id, scenario_code, seed, state, requested_at, claim, claims,"
    " stage, percent, input_hash, engine_version, problems)"
    " SELECT id, '', 1, 'queued', '2026-01-05 00:00:00', '', 0, '', 0, '', '', '[]' FROM demand_programme"
)
PATIENCE_SECONDS = 90.0


def until(happens: Callable[[], object], seconds: float = PATIENCE_SECONDS) -> None:
    """Wait for it; fail when it does not happen."""
    end = time.monotonic() + seconds
    while not happens():
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.05)


@pytest.fixture
def server(site: Site) -> Iterator[subprocess.Popen[str]]:
    """The site with the smallest case, serving; nothing of it is left afterwards, however the test ends."""
    site("migrate")
    site("import", str(CASE))
    server = site.start("serve", "--port", str(site.port))
    try:
        until(lambda: answer(site.port) or server.poll() is not None)
        until(lambda: pids(site, "site_worker"))
        yield server
    finally:
        for pid in (server.pid, *pids(site, "")):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        server.communicate()


def pids(site: Site, word: str) -> list[int]:
    """Living processes on this data folder, beside the one that was typed, whose command has the word."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command, environment = (process / "cmdline").read_bytes(), (process / "environ").read_bytes()
        except OSError:  # it ended, or is somebody else's
            continue
        if str(site.folder).encode() in environment and b"main()" not in command and word.encode() in command:
            found.append(int(process.name))
    return found


def has_a_worker_beside(site: Site, killed: int) -> bool:
    return any(pid != killed for pid in pids(site, "site_worker"))


def is_published(site: Site) -> bool:
    return {state for (state,) in site.ask("SELECT state FROM planning_planrun")} == {"published"}


def test_ctrl_c_ends_web_and_worker_within_seconds_and_leaves_nobody(site: Site, server: subprocess.Popen[str]) -> None:
    site.tell(ASK_FOR_A_PLAN)
    until(lambda: is_published(site))
    site.tell(ASK_FOR_A_PLAN)
    until(lambda: pids(site, "planning.child"))
    begun = time.monotonic()
    server.send_signal(signal.SIGINT)
    output, _ = server.communicate(timeout=30)
    assert time.monotonic() - begun < 15
    assert server.returncode == 0, output
    assert f"http://127.0.0.1:{site.port}/" in output
    assert answer(site.port) == 0
    assert pids(site, "") == []


def test_a_worker_killed_while_idle_is_replaced_and_computes(site: Site, server: subprocess.Popen[str]) -> None:
    for _ in range(2):
        [killed] = pids(site, "site_worker")
        os.kill(killed, signal.SIGKILL)
        until(partial(has_a_worker_beside, site, killed))
    site.tell(ASK_FOR_A_PLAN)
    until(lambda: is_published(site))
    assert answer(site.port)


def test_a_worker_killed_while_planning_is_replaced_and_the_plan_is_published(
    site: Site, server: subprocess.Popen[str]
) -> None:
    [killed] = pids(site, "site_worker")
    site.tell(ASK_FOR_A_PLAN)
    until(lambda: site.ask("SELECT claims FROM planning_planrun") == [(1,)])
    os.kill(killed, signal.SIGSTOP)  # it must not finish between the look and the kill
    assert site.ask("SELECT state FROM planning_planrun") == [("running",)]
    os.kill(killed, signal.SIGKILL)
    until(lambda: is_published(site))
    assert site.ask("SELECT claims FROM planning_planrun") == [(2,)]
    assert killed not in pids(site, "site_worker")


def test_a_killed_web_server_is_replaced_without_two_on_the_port(site: Site, server: subprocess.Popen[str]) -> None:
    before = pids(site, "site_web")
    os.kill(min(before), signal.SIGKILL)
    until(lambda: (after := pids(site, "site_web")) and not set(after) & set(before) and answer(site.port))
    assert server.poll() is None


def test_a_killed_site_leaves_neither_web_nor_worker(site: Site, server: subprocess.Popen[str]) -> None:
    site.tell(ASK_FOR_A_PLAN)
    until(lambda: pids(site, "planning.child"))
    server.kill()
    until(lambda: pids(site, "") == [], seconds=30)
    assert answer(site.port) == 0


def test_every_sentence_is_there_in_both_languages_with_the_same_values() -> None:
    for key, (in_id, in_en) in _WORDS.items():
        assert set(re.findall(r"{\w+}", in_id)) == set(re.findall(r"{\w+}", in_en)), key
        assert in_id != in_en, key
