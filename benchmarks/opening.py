"""The opening of a sale: so many workshops order within ten seconds, over HTTP, from the server that `make run` starts.

    python benchmarks/opening.py [--firms 450] [--seconds 10] [--rush 10]

Makes a site of its own with one centre and `--firms` invented workshops, each with somebody who is logged in, starts
`rantai site serve` on SQLite, and sends every order at its own moment, whether or not earlier ones were answered (open
loop). Then each sends `--rush` orders all at once. Prints the times people waited, errors, what was written, and the
processor time of the server's processes an order. The clients run on the same machine and are not subtracted.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlencode

SEED = 450
CSRF = "a" * 32
STEEL = "SPHC-2.3-4X8"
WAIT_SECONDS = 60
CLIENTS = 64  # lines to the server at most; a phone that finds none waits, and its waiting counts
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Phone:
    """Somebody of a workshop, logged in."""

    session: str
    account_id: int


@dataclass(frozen=True)
class Answer:
    """How one order ended: HTTP status, where it led, and the seconds since it should have been sent."""

    status: int
    place: str
    seconds: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--firms", type=int, default=450)
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--rush", type=int, default=10)
    options = parser.parse_args()
    with TemporaryDirectory(prefix="rantai-opening-") as folder:
        os.environ["RANTAI_DATABASE_URL"] = f"sqlite:///{Path(folder) / 'opening.sqlite3'}"
        os.environ["RANTAI_DATA_DIR"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "rantai.config.settings"
        import django  # noqa: PLC0415 — settings come from the arguments

        django.setup()
        run(options.firms, options.seconds, options.rush)


def run(firms: int, seconds: float, rush: int) -> None:
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    phones = build(firms)
    connection.close()
    port = free_port()
    server = subprocess.Popen([Path(sys.executable).with_name("rantai"), "site", "serve", "--port", str(port)])
    try:
        wait_for(port)
        ask(port, phones[0], time.monotonic())  # the first request loads the pages
        dice = random.Random(SEED)
        say("opening", *measured(server.pid, port, phones, [dice.uniform(0, seconds) for _phone in phones]))
        if rush:
            every = [phone for phone in phones for _again in range(rush)]
            say("rush", *measured(server.pid, port, every, [0.0] * len(every)))
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(30)
    report_rows(1 + firms * (1 + rush))


def measured(
    pid: int, port: int, phones: Sequence[Phone], moments: Sequence[float]
) -> tuple[list[Answer], float, float]:
    """Answers, seconds from the first moment to the last answer, and processor seconds of the server."""
    before, began = cpu_s(pid), time.monotonic()
    with ThreadPoolExecutor(CLIENTS) as pool:
        waiting = sorted(zip(moments, phones, strict=True), key=lambda pair: pair[0])
        answers = list(pool.map(lambda pair: ask(port, pair[1], began + pair[0]), waiting))
    return answers, time.monotonic() - began, cpu_s(pid) - before


def ask(port: int, phone: Phone, at: float) -> Answer:
    """Send one order at its moment; the time counts from that moment, not from when a line was free."""
    time.sleep(max(0.0, at - time.monotonic()))
    form = {
        "csrfmiddlewaretoken": CSRF,
        "account": phone.account_id,
        "way": "terms",
        "key": uuid.uuid4().hex,
        "rows": 1,
    }
    body = urlencode({**form, "line0-format": STEEL, "line0-quantity": 2})
    cookies = f"sessionid={phone.session}; csrftoken={CSRF}"
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookies}
    try:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=WAIT_SECONDS)
        line.request("POST", "/belanja/pesan/", body, headers)
        answer = line.getresponse()
        answer.read()
        line.close()
    except OSError as error:
        return Answer(0, type(error).__name__, time.monotonic() - at)
    return Answer(answer.status, answer.getheader("Location", ""), time.monotonic() - at)


def say(name: str, answers: Sequence[Answer], wall: float, cpu: float) -> None:
    """One line of JSON a measurement; times in milliseconds."""
    waited = sorted(answer.seconds for answer in answers)
    good = [answer.place for answer in answers if answer.status == 302 and answer.place.startswith("/belanja/")]
    found = {
        "what": name,
        "orders": len(answers),
        "errors": len(answers) - len(good),
        "duplicates": len(good) - len(set(good)),
        "wall_s": round(wall, 2),
        "p50_ms": round(1_000 * waited[len(waited) // 2]),
        "p95_ms": round(1_000 * waited[int(len(waited) * 0.95)]),
        "p99_ms": round(1_000 * waited[int(len(waited) * 0.99)]),
        "server_cpu_ms_per_order": round(1_000 * cpu / len(answers), 1),
        "load": os.getloadavg()[0],
    }
    sys.stdout.write(json.dumps(found) + "\n")
    sys.stdout.flush()


def report_rows(expected: int) -> None:
    """What stands in the database at the end, against what was answered."""
    from rantai.apps.sales.models import SalesOrder  # noqa: PLC0415

    found = {"what": "rows", "expected": expected, "orders": SalesOrder.objects.count()}
    sys.stdout.write(json.dumps(found) + "\n")


# --- the site -------------------------------------------------------------------------------------------------------


def build(firms: int) -> list[Phone]:
    """A centre that sells one steel, and workshops with an account there and somebody logged in."""
    from rantai.apps.audit.actions import SYSTEM  # noqa: PLC0415
    from rantai.apps.catalog.models import Format, Material  # noqa: PLC0415
    from rantai.apps.parties import actions as parties  # noqa: PLC0415
    from rantai.apps.parties.actions import OrganisationRow, PlaceRow, SentraRow  # noqa: PLC0415
    from rantai.apps.sales import actions as sales  # noqa: PLC0415
    from rantai.apps.sales.actions import AccountTerms  # noqa: PLC0415

    act: dict[str, Any] = {"by": SYSTEM, "at": datetime.now(UTC)}
    parties.load_places(
        rows=[PlaceRow("33.28", "Kabupaten Tegal", "regency", "", "33.28", -6_980_000, 109_135_000)], **act
    )
    parties.load_sentras(rows=[SentraRow("TEGAL", "Sentra contoh", "33.28")], **act)
    rows = [OrganisationRow("PUSAT", "Pusat contoh", ("centre",), "33.28", "", is_example=True)]
    rows += [
        OrganisationRow(f"B-{number}", f"Bengkel contoh {number}", ("maker",), "33.28", "TEGAL", is_example=True)
        for number in range(firms)
    ]
    ids = parties.load_organisations(rows=rows, **act)
    material = Material.objects.create(
        code="SPHC-2.3", grade="SPHC", form="sheet", finish="plain", thickness_um=2_300, density_kg_m3=7_850
    )
    size = {"length_um": 2_438_000, "width_um": 1_219_000, "piece_mass_g": 53_658}
    Format.objects.create(code=STEEL, name="SPHC 2,3 4x8", material=material, kind="sheet", **size)
    phones = []
    for number in range(firms):
        own = ids[f"B-{number}"]
        named: dict[str, Any] = {"login_name": f"bengkel.{number}", "display_name": f"Pemilik contoh {number}"}
        user = parties.add_person(
            organisation_id=own, roles=["maker_owner"], password=None, is_admin=True, **named, **act
        )
        terms = AccountTerms(credit_limit_idr=10**9, terms_days=14)
        account = sales.open_account(seller_id=ids["PUSAT"], customer_id=own, terms=terms, **act)
        phones.append(Phone(session_of(user), account))
    return phones


def session_of(user_id: int) -> str:
    """What a login leaves behind."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model  # noqa: PLC0415
    from django.contrib.sessions.backends.db import SessionStore  # noqa: PLC0415

    user = get_user_model().objects.get(pk=user_id)
    session = SessionStore()
    session[SESSION_KEY] = str(user_id)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return str(session.session_key)


# --- the server -----------------------------------------------------------------------------------------------------


def free_port() -> int:
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return int(line.getsockname()[1])


def wait_for(port: int) -> None:
    """Until the server answers."""
    until = time.monotonic() + WAIT_SECONDS
    while True:
        with socket.socket() as line:
            if line.connect_ex(("127.0.0.1", port)) == 0:
                return
        if time.monotonic() > until:
            raise TimeoutError("the server did not start")
        time.sleep(0.1)


def cpu_s(pid: int) -> float:
    """Processor seconds of a process and all that it started."""
    stats = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it ended meanwhile
        stats[int(path.parent.name)] = (int(fields[1]), sum(map(int, fields[11:15])))
    family = {pid}
    for _generation in range(4):
        family |= {child for child, (parent, _ticks) in stats.items() if parent in family}
    return sum(stats[one][1] for one in family if one in stats) / TICKS


if __name__ == "__main__":
    main()
