"""The locks say what pyproject.toml says, every line with its hash, and nothing we ship binds its users."""

import re
import tomllib
from importlib.metadata import distribution

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture import house

LOCKED = re.compile(r"^([a-z0-9._-]+)(?:\[[^\]]*\])?==(\S+)", re.MULTILINE | re.IGNORECASE)
SHIPPED = ("fast", "paper", "web", "postgres")


def locked(name: str) -> dict[str, set[str]]:
    text = (house.ROOT / "requirements" / f"{name}.txt").read_text()
    versions: dict[str, set[str]] = {}
    for package, version in LOCKED.findall(text):
        versions.setdefault(canonicalize_name(package), set()).add(version)
    return versions


def wanted(extras: tuple[str, ...]) -> list[Requirement]:
    project = tomllib.loads((house.ROOT / "pyproject.toml").read_text())["project"]
    lines = [*project["dependencies"], *(line for extra in extras for line in project["optional-dependencies"][extra])]
    return [Requirement(line) for line in lines]


@pytest.mark.parametrize(("lock", "extras"), [("core", SHIPPED), ("dev", (*SHIPPED, "dev"))])
def test_every_wish_of_the_project_is_locked_at_a_version_that_fulfils_it(lock: str, extras: tuple[str, ...]) -> None:
    versions = locked(lock)
    unmet = [
        str(wish)
        for wish in wanted(extras)
        if not any(wish.specifier.contains(version) for version in versions.get(canonicalize_name(wish.name), ()))
    ]
    assert unmet == []


def test_both_locks_agree() -> None:
    development = locked("dev")
    assert {name: versions for name, versions in locked("core").items() if development.get(name) != versions} == {}


@pytest.mark.parametrize("lock", ["start", "core", "dev"])
def test_every_locked_package_carries_its_hash(lock: str) -> None:
    text = (house.ROOT / "requirements" / f"{lock}.txt").read_text()
    bare = [block.splitlines()[0] for block in re.split(r"\n(?=\S)", text) if "==" in block and "--hash=" not in block]
    assert [line for line in bare if not line.startswith("#")] == []


def licence(package: str) -> str:
    """What the installed package says about its licence, in whichever field it says it."""
    facts = distribution(package).metadata
    classifiers = [line for line in facts.get_all("Classifier") or [] if line.startswith("License ::")]
    said = facts.get("License-Expression") or facts.get("License") or ""
    if classifiers and "\n" in said:  # whole texts, those of compilers' libraries with their exceptions among them
        said = ""
    return " ".join([said, *classifiers])


def test_no_shipped_package_is_under_a_licence_that_spreads() -> None:
    """LGPL is a library's affair and fine beside us; GPL and AGPL would bind everybody who passes Rantai on."""
    spreading = re.compile(r"(?<!L)(?<!Lesser )\bA?GPL|(?<!Lesser )General Public License")
    everywhere = {"colorama", "tzdata"}  # locked for Windows only, so not installed here
    found = {name: licence(name) for name in locked("core") if name not in everywhere}
    assert {name: said for name, said in found.items() if spreading.search(said)} == {}
