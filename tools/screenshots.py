"""Take the pictures of the guides from a running Rantai with the demonstration.

    RANTAI_DATA_DIR=somewhere rantai site run --port 8700
    tools/screenshots.py --data somewhere --address http://127.0.0.1:8700 [name …]

Logs in with the demonstration's logins (`demo_logins.json` in the data folder), follows links as a person would, and
writes `docs/guides/img/<name>.png`: what the window shows at 1280 × 800, or at 360 × 740 for phones. With `--change` it
also changes a line of the programme, plans again and shows what changed, which takes as long as a plan; without it
nothing is saved on the site.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from urllib.parse import urljoin

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from debian import CHROMIUM, ensure, newest  # a neighbour in tools/

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "guides" / "img"
DESK, LOW_DESK, PHONE = (1280, 800), (1280, 640), (360, 740)
LARGEST_BYTES = 150_000
PROGRESS_MS, LONGEST_PLAN_MS = 30_000, 900_000
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
AFTER_A_CHANGE = ("consortium-saved", "consortium-progress", "consortium-changes")
# As the demonstration names the people of each role.
LOGIN_NAMES = {
    "consortium_manager": "konsorsium",
    "centre_staff": "pusat",
    "maker_owner": "bengkel",
    "buyer": "pembeli",
    "mill_sales": "pabrik",
    "ministry_officer": "kementerian",
}


@dataclass(frozen=True)
class Shot:
    """One picture. `path` holds an address, then selectors of links to follow; `scroll_to`: what stands at the top."""

    name: str
    role: str
    size: tuple[int, int]
    path: tuple[str, ...]
    scroll_to: str = ""


ORDER_OF_A_MILL = ("/pesanan/?q=SAPH440-3.2+koil", 'main a[href^="/pesanan/M-"]')
KLATEN_IN_MARCH = (
    "/program/?kind=programme&regency=Kabupaten+Klaten&month=2027-03",
    'main a[href$="/"][href*="/baris/"]:not([href*="baru"])',
)
SHOTS = (
    Shot("login-phone", "", PHONE, ("/masuk/",)),
    Shot("consortium-home", "consortium_manager", DESK, ("/",)),
    Shot("consortium-programme", "consortium_manager", DESK, ("/program/",)),
    Shot("consortium-line", "consortium_manager", DESK, KLATEN_IN_MARCH),
    Shot("consortium-edit", "consortium_manager", DESK, (*KLATEN_IN_MARCH, 'main a[href$="/ubah/"]')),
    Shot("consortium-excel", "consortium_manager", DESK, ("/program/unggah/",)),
    Shot("consortium-plan", "consortium_manager", DESK, ("/rencana/",)),
    Shot("consortium-late", "consortium_manager", DESK, ("/rencana/terlambat/",)),
    Shot("consortium-makers", "consortium_manager", DESK, ("/rencana/bengkel/",)),
    Shot("order-record", "consortium_manager", DESK, ORDER_OF_A_MILL),
    Shot("order-chain", "consortium_manager", LOW_DESK, ORDER_OF_A_MILL, scroll_to="text=Dari baja sampai ke desa"),
    Shot("village-chain", "consortium_manager", LOW_DESK, (*KLATEN_IN_MARCH, 'main a[href*="/rantai/demand/"]')),
    Shot("centre-home", "centre_staff", DESK, ("/",)),
    Shot("centre-orders", "centre_staff", DESK, ("/pesanan/",)),
    Shot("centre-letter", "centre_staff", DESK, (*ORDER_OF_A_MILL, 'main a[href$="/surat/"]')),
    Shot("centre-cutting", "centre_staff", DESK, ("/potong/",)),
    Shot("centre-pattern", "centre_staff", DESK, ("/potong/?q=SPHC-2.0+lembar+4x8", 'main a[href^="/potong/C-"]')),
    Shot("centre-stock", "centre_staff", DESK, ("/stok/",)),
    Shot("workshop-home", "maker_owner", PHONE, ("/",)),
    Shot("workshop-work", "maker_owner", PHONE, ("/bengkel/pekerjaan/",)),
    Shot("workshop-job", "maker_owner", PHONE, ("/bengkel/pekerjaan/", 'main a[href^="/bengkel/pekerjaan/J-"]')),
    Shot("workshop-material", "maker_owner", PHONE, ("/bengkel/bahan/",)),
    Shot("account-permission", "maker_owner", PHONE, ("/organisasi/izin/",)),
    Shot("account-password", "maker_owner", PHONE, ("/akun/",)),
    Shot("buyer-home", "buyer", DESK, ("/",)),
    Shot("buyer-late", "buyer", DESK, ("/program/saya/?state=late",)),
    Shot("buyer-line", "buyer", DESK, ("/program/saya/?state=late", 'main a[href^="/program/baris/"]')),
    Shot("ministry-home", "ministry_officer", DESK, ("/",)),
    Shot("ministry-map", "ministry_officer", DESK, ("/peta/",)),
    Shot("ministry-work", "ministry_officer", DESK, ("/peta/kerja/",)),
    Shot("ministry-summary", "ministry_officer", DESK, ("/rencana/ringkas/",)),
    Shot("mill-home", "mill_sales", DESK, ("/",)),
    Shot("mill-orders", "mill_sales", DESK, ("/pesanan/",)),
    Shot("mill-order", "mill_sales", DESK, ("/pesanan/", 'main a[href^="/pesanan/M-"]')),
    Shot("account-people", "mill_sales", DESK, ("/organisasi/orang/",)),
    Shot("account-invite", "mill_sales", DESK, ("/organisasi/orang/undang/",)),
    Shot("account-grant", "mill_sales", DESK, ("/organisasi/izin/beri/",)),
)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=ROOT / "var", help="data folder of the running site")
    parser.add_argument("--address", default="http://127.0.0.1:8000")
    parser.add_argument("--change", action="store_true", help="also change a line, plan again, show what changed")
    parser.add_argument("name", nargs="*", help="only the pictures whose name begins so")
    options = parser.parse_args(arguments)
    ensure(CHROMIUM)
    passwords = json.loads((options.data / "demo_logins.json").read_text(encoding="utf-8"))
    chosen = [shot for shot in SHOTS if not options.name or shot.name.startswith(tuple(options.name))]
    IMAGES.mkdir(parents=True, exist_ok=True)
    with chromium() as browser:
        sizes = dict(take_all(browser, chosen, passwords, options.address))
        if options.change:
            sizes |= change_and_plan(browser, passwords["consortium_manager"], options.address)
    too_large = {name: size for name, size in sizes.items() if size > LARGEST_BYTES}
    print(f"{len(sizes)} pictures, {sum(sizes.values()) // 1000} kB")
    for name, size in too_large.items():
        print(f"{name}.png has {size // 1000} kB, more than {LARGEST_BYTES // 1000}", file=sys.stderr)
    return 1 if too_large else 0


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's own browser, without a window."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=str(newest(CHROMIUM)), args=FLAGS)
        yield browser
        browser.close()


def take_all(
    browser: Browser, shots: Iterable[Shot], passwords: dict[str, str], address: str
) -> Iterator[tuple[str, int]]:
    """(name, bytes) of each picture; one login for neighbours of one role and size."""
    for (role, size), group in groupby(shots, key=lambda shot: (shot.role, shot.size)):
        page = new_page(browser, size, address)
        if role:
            log_in(page, LOGIN_NAMES[role], passwords[role])
        for shot in group:
            yield shot.name, take(page, shot)
        page.context.close()


def new_page(browser: Browser, size: tuple[int, int], address: str) -> Page:
    """A window of its own, with an Indonesian reader's language and clock."""
    width, height = size
    viewport: ViewportSize = {"width": width, "height": height}
    context = browser.new_context(viewport=viewport, locale="id-ID", timezone_id="Asia/Jakarta", base_url=address)
    return context.new_page()


def log_in(page: Page, login_name: str, password: str) -> None:
    """Enter by the front door. Raises RuntimeError when it stays closed."""
    page.goto("/masuk/")
    page.fill("input[name=login_name]", login_name)
    page.fill("input[name=password]", password)
    page.click("main button[type=submit], main button.main")
    page.wait_for_load_state()
    if "/masuk/" in page.url:
        raise RuntimeError(f"{login_name} cannot log in with the password of demo_logins.json")


def take(page: Page, shot: Shot) -> int:
    """Walk to the page and write its picture; returns its size in bytes."""
    walk(page, shot.path)
    if shot.scroll_to:
        page.locator(shot.scroll_to).first.evaluate("element => element.scrollIntoView({block: 'start'})")
    return picture(page, shot.name)


def walk(page: Page, path: tuple[str, ...]) -> None:
    """Open the first address, then follow links. Raises RuntimeError where there is no page or no such link."""
    visit(page, path[0])
    for selector in path[1:]:
        found = page.locator(selector)
        if not found.count():
            raise RuntimeError(f"{page.url} has no link {selector}")
        visit(page, urljoin(page.url, found.first.get_attribute("href") or ""))


def visit(page: Page, address: str) -> None:
    """Open an address. Raises RuntimeError when there is no such page."""
    answer = page.goto(address, wait_until="networkidle")
    if answer is None or not answer.ok:
        raise RuntimeError(f"{address} is no page for this login")


def picture(page: Page, name: str) -> int:
    """Write what the window shows; returns its size in bytes."""
    file = IMAGES / f"{name}.png"
    page.screenshot(path=str(file), animations="disabled")
    print(f"{name}  {page.url}", flush=True)
    return file.stat().st_size


def change_and_plan(browser: Browser, password: str, address: str) -> dict[str, int]:
    """Give the first line of Klaten in March more vehicles, plan again, and show what changed. (name, bytes)"""
    page = new_page(browser, DESK, address)
    log_in(page, LOGIN_NAMES["consortium_manager"], password)
    walk(page, (*KLATEN_IN_MARCH, 'main a[href$="/ubah/"]'))
    page.fill("input[name=quantity_pieces]", "40")
    page.click("main .form-end button.main")
    page.wait_for_load_state()
    saved, progress, changes = AFTER_A_CHANGE
    sizes = {saved: picture(page, saved)}
    page.goto("/rencana/")
    page.click('main form[action$="/hitung/"] button, main button[data-new]')
    page.wait_for_url("**/hitung/*/")
    page.wait_for_timeout(PROGRESS_MS)
    sizes[progress] = picture(page, progress)
    page.wait_for_url("**/perubahan/*/", timeout=LONGEST_PLAN_MS)  # the page goes there by itself when the plan is done
    page.wait_for_load_state("networkidle")
    sizes[changes] = picture(page, changes)
    page.context.close()
    return sizes


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
