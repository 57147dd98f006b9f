"""Files carried from elsewhere are the ones that were locked, and icons are neither missing nor spare."""

import re
from pathlib import Path

import brotli

import rantai
import vendor

HOUSE = Path(rantai.__file__).parent
LAYOUT = HOUSE / "web/layout"
NAMED = re.compile(r'\{% icon "([a-z0-9-]+)" %\}')


def used_icons() -> set[str]:
    found = set()
    for path in (HOUSE / "web").rglob("*.html"):
        found |= set(NAMED.findall(path.read_text()))
    return found


def test_vendored_files_match_their_lock() -> None:
    assert vendor.faults() == []


def test_a_changed_file_is_noticed(monkeypatch: object, tmp_path: Path) -> None:
    before = vendor.ROOT
    try:
        vendor.ROOT = tmp_path
        assert len(vendor.faults()) == 3
    finally:
        vendor.ROOT = before


def test_every_icon_a_template_names_is_in_the_sprite() -> None:
    sprite = set(re.findall(r'<symbol id="([a-z0-9-]+)"', (LAYOUT / "static/layout/icons.svg").read_text()))
    assert used_icons() <= sprite == set(vendor.ICONS)


def test_style_script_and_sprite_stay_small_on_the_wire() -> None:
    sizes = {
        name: len(brotli.compress((LAYOUT / "static/layout" / name).read_bytes()))
        for name in ("rantai.css", "rantai.js", "icons.svg")
    }
    assert sizes["rantai.css"] <= 12_000
    assert sizes["rantai.js"] <= 8_000
    assert sizes["icons.svg"] <= 6_000
