"""Every page that a role can reach, found by following links from its home, keeps what all pages promise."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.urls import resolve
from playwright.sync_api import Browser, BrowserContext

from rantai.web.routes import Route, routes
from tests.browser import judge
from tests.browser.conftest import Login
from tests.browser.people import FIRMS

HREF = re.compile(r'<a\b[^>]*\bhref="([^"]+)"')
DOWNLOADS = {
    "purchases:paper",
    "supplying:paper",
    "orders:paper_pdf",
    "yard:sheet",
    "demand:template",
    "cutting:leaf_pdf",
}
DOWNLOADS |= {"cutting:drawing_dxf", "certificates:file", "certificates:labels"} | {
    f"cut_jobs:{name}" for name in ("cut_list", "drawing_pdf", "drawing_dxf", "labels", "pattern_labels", "sheet_pdf")
}
DOWNLOADS |= {"billing:invoice_paper", "billing:payment_paper", "deliveries:paper", "deliveries:proof", "shop:drawing"}
DOWNLOADS |= {"agency:paper", "deliveries:signature"}
# A list not planned yet leads elsewhere than one that is being cut, a scenario without answer than one that has one.
FOLLOWED = {
    "rounds:record": 4,
    "joining:record": 4,
    "purchases:record": 6,
    "sales:order": 6,
    "shop:order": 6,
    "deliveries:record": 8,
    "billing:invoice": 4,
    "cut_jobs:record": 12,
    "cut_jobs:plan": 8,
    "cut_jobs:work": 8,
    "scenarios:record": 4,
    "plans:earlier_part": 4,
    "terms:table": 16,
    "goods:record": 4,
}
NOT_IN_THIS_WORLD = {
    "plans:progress",  # nothing is being computed
    *("agency:bring", "agency:compare"),  # the centre owns no steel elsewhere, and nobody works for both firms
}
PARTS_OF_PAGES = {
    "scenarios:options",  # names that a field asks for while somebody types
    "certificates:attach",  # where a form on the heat's page goes; opened by itself it leads back there
}
OTHERS = {"public"}  # login, links by message, the living page: tests/web


@pytest.fixture(scope="module")
def judged() -> set[tuple[str, str]]:
    """Pages judged so far. A page is judged once, but a home page for each role: there they differ most."""
    return set()


@pytest.mark.parametrize("role", FIRMS)
def test_every_page_of_a_role_keeps_its_promises(
    browser: Browser, session: Login, keys: Any, judged: set[tuple[str, str]], role: str
) -> None:
    here = session(role)
    reached = dict(pages_from_home(here.context, here.site.address))
    missing = wanted(role) - reached.keys() - DOWNLOADS - NOT_IN_THIS_WORLD - PARTS_OF_PAGES
    assert missing == set(), "no link leads there"
    faults = []
    for name, path in reached.items():
        key = (name, role if name == "home:index" else "")
        if key not in judged:
            judged.add(key)
            faults += judge.faults(browser, keys(role), here.site.address, path)
    assert faults == []


def wanted(role: str) -> set[str]:
    """Names of the pages whose door opens to this role."""
    standing = {role, "signed_in", "member", "organisation_admin"}
    return {route.name for route in routes() if _is_page_of(route, standing)}


def _is_page_of(route: Route, standing: set[str]) -> bool:
    door = route.door
    return door is not None and "GET" in door.methods and bool(door.who & standing) and not door.who & OTHERS


def pages_from_home(context: BrowserContext, home: str) -> Iterator[tuple[str, str]]:
    """One address of every page (by the name of its route) that links lead to."""
    paths: set[str] = set()
    waiting, seen = ["/"], Counter(DOWNLOADS)
    while waiting:
        path = waiting.pop(0)
        name = resolve(urlsplit(path).path).view_name
        if seen[name] == FOLLOWED.get(name, 1) or path in paths:
            continue
        seen[name] += 1
        paths.add(path)
        answer = context.request.get(home + path)
        assert answer.status == 200, f"{path}: {answer.status}"
        yield name, path
        links = HREF.findall(answer.text())
        waiting += [link.replace("&amp;", "&") for link in links if link.startswith("/") and "format=" not in link]
