"""What the documents point at exists, and nothing in them waits to be filled in."""

import re
from pathlib import Path

import pytest

from tests.architecture import house

PAGES = sorted(
    path
    for place in ("docs", "cases")
    for path in (house.ROOT / place).rglob("*.md")
    if "var" not in path.relative_to(house.ROOT).parts
) + sorted(house.ROOT.glob("*.md"))
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.*)$", re.MULTILINE)
IMAGES = house.ROOT / "docs" / "guides" / "img"
LARGEST_IMAGE, LARGEST_ALBUM = 150_000, 4_000_000


def links(page: Path) -> list[str]:
    found = LINK.findall(page.read_text(encoding="utf-8"))
    return [link for link in found if not link.startswith(("http://", "https://", "mailto:"))]


def anchors(page: Path) -> set[str]:
    """Heading anchors, as the usual readers of Markdown make them."""
    headings = HEADING.findall(page.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=house.shown)
def test_every_link_leads_somewhere(page: Path) -> None:
    broken = []
    for link in links(page):
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        if not target.exists() or (anchor and target.suffix == ".md" and anchor not in anchors(target)):
            broken.append(link)
    assert broken == []


@pytest.mark.parametrize("page", PAGES, ids=house.shown)
def test_no_placeholder_is_left(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert re.findall(r"<!--.*?-->|<[a-z]+ of [a-z ]+>|lorem ipsum|\bTBD\b", text, re.IGNORECASE) == []


def test_pictures_are_light_and_all_of_them_are_shown() -> None:
    sizes = {path.name: path.stat().st_size for path in IMAGES.glob("*.png")}
    assert {name: size for name, size in sizes.items() if size > LARGEST_IMAGE} == {}
    assert sum(sizes.values()) <= LARGEST_ALBUM
    shown = {Path(link).name for page in PAGES for link in links(page) if link.endswith(".png")}
    assert sorted(set(sizes) - shown) == []


def test_every_decision_stands_in_the_list() -> None:
    folder = house.ROOT / "docs" / "decisions"
    listed = set(links(folder / "README.md"))
    assert sorted(path.name for path in folder.glob("[0-9]*.md") if path.name not in listed) == []
