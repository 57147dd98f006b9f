"""The source as the architecture tests see it: files, syntax trees, functions."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ROOT / "src" / "rantai"
SCRIPTS = [ROOT / folder for folder in ("tools", "benchmarks", "cases", "tests")]

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def product_files() -> list[Path]:
    """Our Python that ships; generated migrations excepted."""
    return sorted(path for path in HOUSE.rglob("*.py") if "migrations" not in path.parts)


@cache
def all_files() -> list[Path]:
    return sorted([*product_files(), *(path for folder in SCRIPTS for path in folder.rglob("*.py"))])


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def shown(path: Path, line: int = 0) -> str:
    place = path.relative_to(ROOT).as_posix()
    return f"{place}:{line}" if line else place


def functions(path: Path) -> Iterator[Function]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, Function))


def text_files() -> Iterator[Path]:
    """Everything a reader of the repository meets as text."""
    kinds = {".py", ".html", ".css", ".js", ".md", ".toml", ".csv", ".sql", ".po", ".svg", ".yml", ".cfg", ".typ"}
    places = [HOUSE, *SCRIPTS, ROOT / "docs", ROOT / "cases"]
    inner = (path for place in places if place.is_dir() for path in place.rglob("*") if path.suffix in kinds)
    yield from sorted({*inner, *ROOT.glob("*.md"), *ROOT.glob("*.toml"), ROOT / "Makefile", ROOT / ".ci" / "run"})
