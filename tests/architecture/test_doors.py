"""The import contracts name everything there is, and the rules that need a running interpreter."""

import ast
import configparser
import subprocess
import sys

from tests.architecture import house

BLOCKER = """
import sys

class NoDjango:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"django", "environ", "granian", "csp"}:
            raise ImportError(f"{name} is not installed here")

sys.meta_path.insert(0, NoDjango())
from rantai.cli import main
main(sys.argv[1:])
"""


def contract(name: str, key: str) -> list[str]:
    parser = configparser.ConfigParser()
    parser.read(house.ROOT / ".importlinter")
    return parser[f"importlinter:contract:{name}"][key].split()


def without_django(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", BLOCKER, *words], capture_output=True, text=True, check=False)


def test_the_engine_command_runs_where_no_django_is_installed() -> None:
    answer = without_django("plan", "--help")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert "check" in answer.stdout


def test_the_site_command_says_what_to_install_where_no_django_is_installed() -> None:
    answer = without_django("site", "serve")
    assert answer.returncode != 0
    assert "rantai[web]" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_every_engine_command_stands_in_the_contract_without_django() -> None:
    parts = (
        path for path in (house.HOUSE / "cli").iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file()
    )
    modules = {f"rantai.cli.{path.stem}" for path in parts}
    engine = {name for name in modules if not name.startswith(("rantai.cli.site", "rantai.cli.__"))}
    assert engine == set(contract("command", "source_modules"))


def test_every_solver_stands_in_the_contract_that_keeps_checks_strangers() -> None:
    """`base` alone is common ground: it holds the words for a status, and solves nothing."""
    files = {path.stem for path in (house.HOUSE / "engine" / "solvers").glob("*.py")} - {"__init__", "base"}
    assert {f"rantai.engine.solvers.{name}" for name in files} <= set(contract("strangers", "forbidden_modules"))


def test_pages_and_api_both_stand_in_the_contract_that_keeps_them_from_the_engine() -> None:
    floors = {f"rantai.{name}" for name in ("web", "api") if (house.HOUSE / name).is_dir()}
    assert floors == set(contract("pages", "source_modules"))


def test_every_package_stands_in_a_contract_of_its_floor() -> None:
    for floor, name in (("", "floors"), ("apps", "apps"), ("engine", "rooms")):
        packages = {path.parent.name for path in (house.HOUSE / floor).glob("*/__init__.py")}
        listed = {word.strip("()") for word in contract(name, "layers") if word != "|"}
        assert packages <= listed, floor


def test_apps_know_nothing_of_requests() -> None:
    web_words = {"django.http", "django.shortcuts", "django.urls", "django.views"}
    found = [
        house.shown(path, node.lineno)
        for path in house.product_files()
        if "apps" in path.parts and path.stem != "admin"
        for node in ast.walk(house.tree(path))
        if isinstance(node, ast.ImportFrom) and node.module and any(node.module.startswith(word) for word in web_words)
    ]
    assert found == []


def test_every_lock_names_the_row_it_holds() -> None:
    """PostgreSQL refuses to lock what an outer join may leave empty; SQLite locks everything and never says so."""
    found = [
        house.shown(path, node.lineno)
        for path in house.product_files()
        for node in ast.walk(house.tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "select_for_update"
        if "of" not in {keyword.arg for keyword in node.keywords}
    ]
    assert found == []


def test_the_engine_reads_no_clock_environment_or_chance_of_its_own() -> None:
    """The loader of machine code stands apart: what it reads decides how fast loops run, never what they answer."""
    outside = {"os", "time", "random", "secrets", "subprocess", "socket", "threading"}
    found = [
        f"{house.shown(path, node.lineno)} {name}"
        for path in house.product_files()
        if "engine" in path.relative_to(house.HOUSE).parts and path.parent.name != "compiled"
        for node in ast.walk(house.tree(path))
        for name in _imported(node)
        if name.partition(".")[0] in outside
    ]
    assert found == []


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
