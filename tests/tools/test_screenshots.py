"""Every picture that a guide shows can be taken again, under a name of its own."""

import re
from pathlib import Path

import screenshots

GUIDES = Path(__file__).resolve().parents[2] / "docs" / "guides"
NAMES = [*(shot.name for shot in screenshots.SHOTS), *screenshots.AFTER_A_CHANGE]


def test_each_picture_of_a_guide_has_its_shot() -> None:
    shown = {name for page in GUIDES.glob("*.md") for name in re.findall(r"\(img/([\w-]+)\.png\)", page.read_text())}
    assert shown == set(NAMES)


def test_names_stand_for_one_picture_each() -> None:
    assert len(NAMES) == len(set(NAMES))


def test_every_role_of_the_pictures_has_a_demonstration_login() -> None:
    assert {shot.role for shot in screenshots.SHOTS if shot.role} == set(screenshots.LOGIN_NAMES)
