"""What every page promises its reader, measured in the browser: weight, silence, width, access."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

KB = 1_000
MOST_REQUESTS = 10
TRANSACTION_KB, WARM_KB = 60, 15
DASHBOARD_KB, DASHBOARD_WARM_KB = 110, 30
PICTURE = "figure.chart, figure.map"  # a page with one may weigh as much as a dashboard
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 800}
NARROWEST = {"width": 320, "height": 640}


@dataclass
class Visit:
    """One visit of one page as the wire and the console saw it."""

    page: Page
    bytes: int = 0
    addresses: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


def watch(context: BrowserContext) -> Visit:
    """A new page of this browser that is listened to."""
    visit = Visit(context.new_page())
    wire = context.new_cdp_session(visit.page)
    wire.send("Network.enable")

    def ask(event: dict[str, Any]) -> None:
        # Chromium draws its own date button from a data: address; that is no request.
        if not event["request"]["url"].startswith("data:"):
            visit.addresses.append(event["request"]["url"])

    def count(event: dict[str, Any]) -> None:
        visit.bytes += event["encodedDataLength"]

    wire.on("Network.requestWillBeSent", ask)
    wire.on("Network.loadingFinished", count)
    visit.page.on("console", lambda message: visit.said.append(message.text))
    visit.page.on("pageerror", lambda error: visit.said.append(str(error)))
    return visit


def faults(browser: Browser, state: Any, home: str, path: str) -> list[str]:
    """Everything that is wrong with one page, for a phone that never saw the site and for one that did."""
    context = browser.new_context(storage_state=state, viewport=PHONE, locale="id-ID")
    try:
        first, warm = _visited(context, home + path), _visited(context, home + path)
        has_picture = bool(first.page.locator(PICTURE).count())
        found = [
            *_heavy(first, "first visit", DASHBOARD_KB if has_picture else TRANSACTION_KB),
            *_heavy(warm, "second visit", DASHBOARD_WARM_KB if has_picture else WARM_KB),
            *_strangers(first, home),
            *(f"console: {text}" for text in [*first.said, *warm.said]),
            *_unusable(warm.page, "phone"),
            *_too_wide(warm.page),
        ]
        warm.page.set_viewport_size(DESK)  # type: ignore[arg-type]
        found += _unusable(warm.page, "desk")
    finally:
        context.close()
    return [f"{path} · {fault}" for fault in found]


def _visited(context: BrowserContext, address: str) -> Visit:
    visit = watch(context)
    visit.page.goto(address, wait_until="networkidle")
    return visit


def _heavy(visit: Visit, when: str, most_kb: int) -> list[str]:
    found = []
    if visit.bytes > most_kb * KB:
        found.append(f"{when} weighs {visit.bytes // KB} KB, more than {most_kb}")
    if len(visit.addresses) > MOST_REQUESTS:
        found.append(f"{when} asks {len(visit.addresses)} times")
    return found


def _strangers(visit: Visit, home: str) -> list[str]:
    return [f"asks a stranger: {address}" for address in visit.addresses if not address.startswith(home)]


def _too_wide(page: Page) -> list[str]:
    page.set_viewport_size(NARROWEST)  # type: ignore[arg-type]
    width = page.evaluate("document.documentElement.scrollWidth")
    return [f"is {width} px wide on a screen of 320"] if width > NARROWEST["width"] else []


def _unusable(page: Page, where: str) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{where}: {one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"]]
