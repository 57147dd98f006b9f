"""Colours: readable in both themes, and written in one place only."""

import re
from pathlib import Path

import pytest

import rantai.web

WEB = Path(rantai.web.__file__).parent
CSS = (WEB / "layout/static/layout/rantai.css").read_text()
TOKEN = re.compile(r"--([a-z0-9-]+): (#[0-9A-F]{6})", re.IGNORECASE)
TINTS = ("amber", "green", "red", "info")
PAIRS = [
    *[
        (text, ground)
        for text in ("ink", "ink-soft", "steel", "red", "amber", "green", "info")
        for ground in ("paper", "ground")
    ],
    *[(tone, f"{tone}-tint") for tone in TINTS],
    *[("ink", f"{tone}-tint") for tone in TINTS],
    ("steel", "tint"),
    ("ink", "tint"),
    ("on-steel", "steel"),
    ("on-steel", "steel-deep"),
    ("rail-ink", "rail"),
    ("rail-on", "rail-here"),
    *[("load-ink", f"load-{step}") for step in (1, 2, 3)],
    ("ink-soft", "load-0"),
    ("load-over", "load-4"),
]


def themes() -> dict[str, dict[str, str]]:
    light_block = CSS[CSS.index(":root {") : CSS.index("@media screen and (prefers-color-scheme: dark)")]
    dark_block = CSS[CSS.index("@media screen and (prefers-color-scheme: dark)") : CSS.index("/* ground */")]
    light = dict(TOKEN.findall(light_block))
    return {"light": light, "dark": light | dict(TOKEN.findall(dark_block))}


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_can_be_read_in_sunlight_and_at_night(theme: str, text: str, ground: str) -> None:
    tokens = themes()[theme]
    assert contrast(tokens[text], tokens[ground]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("part", ["edge", "focus", "data-1", "data-2", "data-4", "data-5"])
def test_edges_and_marks_stand_out_from_paper(theme: str, part: str) -> None:
    tokens = themes()[theme]
    assert contrast(tokens[part], tokens["paper"]) >= 3


def test_black_against_white_is_twenty_one() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


def test_the_rules_below_the_tokens_name_no_colour() -> None:
    rules = CSS[CSS.index("/* ground */") :]
    assert re.findall(r"#[0-9a-f]{3,8}\b|rgb\(|hsl\(", rules, re.IGNORECASE) == []


def test_no_page_writes_its_own_style_or_script() -> None:
    faults = [
        str(path.relative_to(WEB))
        for path in WEB.rglob("*.html")
        if re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\bsrc=)|javascript:", path.read_text())
    ]
    assert faults == []


def test_every_day_is_asked_by_the_one_field_that_a_browser_can_fill() -> None:
    own = re.compile(r"forms\.DateField\(|forms\.DateInput\(|\"type\": \"date\"")
    faults = [str(path.relative_to(WEB)) for path in WEB.rglob("*.py") if own.search(path.read_text())]
    assert faults == ["layout/fields.py"]


def test_every_class_variable_used_is_a_token() -> None:
    declared = set(re.findall(r"(--[a-z0-9-]+):", CSS))
    assert set(re.findall(r"var\((--[a-z0-9-]+)", CSS)) <= declared
