"""No god file, no endless function, no drawer for everything, no swallowed error, no hidden import."""

import ast
from pathlib import Path

import pytest

from tests.architecture import house

FUNCTION_LINES = 70
FILE_LINES = 450
DRAWERS = {"utils", "util", "helpers", "helper", "managers", "services", "signals", "misc", "common"}
# The command loads the web app only when somebody asks for it.
LAZY = {house.HOUSE / "cli" / "__init__.py", house.HOUSE / "cli" / "site.py"}


def test_no_file_is_longer_than_a_reader_can_hold() -> None:
    lengths = {house.shown(path): len(path.read_text().splitlines()) for path in house.all_files()}
    assert {place: lines for place, lines in lengths.items() if lines > FILE_LINES} == {}


def test_no_function_is_longer_than_a_page() -> None:
    long = [
        f"{house.shown(path, node.lineno)} {node.name}: {lines} lines"
        for path in house.all_files()
        for node in house.functions(path)
        if (lines := (node.end_lineno or node.lineno) - node.lineno + 1) > FUNCTION_LINES
    ]
    assert long == []


def test_no_module_is_a_drawer_for_everything() -> None:
    assert [
        house.shown(path) for path in house.all_files() if DRAWERS & {path.stem, *path.relative_to(house.ROOT).parts}
    ] == []


def test_imports_stand_at_the_top() -> None:
    hidden = [
        house.shown(path, inner.lineno)
        for path in house.product_files()
        if path not in LAZY
        for node in house.functions(path)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert hidden == []


def test_no_error_is_swallowed() -> None:
    swallowed = [
        house.shown(path, node.lineno)
        for path in house.all_files()
        for node in ast.walk(house.tree(path))
        if isinstance(node, ast.ExceptHandler) and _is_broad(node) and not _speaks(node)
    ]
    assert swallowed == []


def _is_broad(handler: ast.ExceptHandler) -> bool:
    return handler.type is None or (
        isinstance(handler.type, ast.Name) and handler.type.id in {"Exception", "BaseException"}
    )


def _speaks(handler: ast.ExceptHandler) -> bool:
    """A broad handler must raise again or hand the error to somebody."""
    return any(isinstance(node, ast.Raise | ast.Call) for statement in handler.body for node in ast.walk(statement))


@pytest.mark.parametrize("word", ["/root/", "/Users/", "TODO", "FIXME"])
def test_no_text_names_a_machine_or_an_unfinished_thought(word: str) -> None:
    here = Path(__file__)
    found = [house.shown(path) for path in house.text_files() if path != here and path.exists() and _says(path, word)]
    assert found == []


def _says(path: Path, word: str) -> bool:
    return path.suffix not in {".csv", ".svg"} and word in path.read_text(encoding="utf-8")


def test_every_test_can_fail_and_none_is_skipped() -> None:
    excuses = {"skip", "skipif", "xfail", "importorskip"}
    found = [
        house.shown(path, node.lineno)
        for path in house.all_files()
        if "tests" in path.parts
        for node in ast.walk(house.tree(path))
        if isinstance(node, ast.Attribute)
        and node.attr in excuses
        and _root_name(node) in {"pytest", "mark", "unittest"}
    ]
    assert found == []


def _root_name(node: ast.expr) -> str:
    while isinstance(node, ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""
