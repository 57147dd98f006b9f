"""Compile the loops of modules: `python -m rantai.engine.compiled.build MODULE PATH`, or `--all` for every module.

The only file that imports numba. What numba's code would call when something raises or allocates is renamed, so that
the object file can be loaded without numba; loops do neither, so those names are never called.
"""

from __future__ import annotations

import importlib
import json
import os
import re
import sys
import tempfile
import types
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import llvmlite.binding as llvm
from numba import carray, cfunc, njit
from numba import types as nb

from rantai.engine.compiled.library import NEVER, Door, Library

# What every process has; anything else that is only declared belongs to numba or Python.
AT_HAND = {"memset", "memcpy", "memmove", "exp", "log", "sqrt", "pow", "floor", "ceil", "fabs", "log2", "fmod"}
_KINDS = {"i8": nb.int64, "f8": nb.float64, "u1": nb.uint8}


def main(words: list[str]) -> int:
    """Compile one module's loops into a file, or all that have none yet."""
    if words == ["--all"]:
        libraries = [library_of(name) for name in modules()]
        with ThreadPoolExecutor(os.cpu_count()) as pool:  # each is compiled in a process of its own
            list(pool.map(Library.ready, libraries))
        return 0
    name, path = words
    write(library_of(name), Path(path))
    return 0


def modules() -> list[str]:
    """Modules of the engine that hold a library."""
    engine = Path(__file__).parent.parent
    found = [path for path in sorted(engine.rglob("*.py")) if "Library(__name__" in path.read_text(encoding="utf-8")]
    names = [".".join(("rantai", "engine", *path.relative_to(engine).with_suffix("").parts)) for path in found]
    return [name for name in names if not name.startswith("rantai.engine.compiled")]


def library_of(module: str) -> Library:
    """The one library of a module."""
    held = vars(importlib.import_module(module)).values()
    return next(value for value in held if isinstance(value, Library) and value.name == module)


def write(library: Library, path: Path) -> None:
    """Compile all doors into one object file behind a line of names; the file appears whole or not at all."""
    text, doors = _assembly(library)
    text, never = _renamed(text)
    module = llvm.parse_assembly(text)
    module.verify()
    code = _machine().emit_object(module)
    head = json.dumps({"doors": doors, "never": never}).encode()
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(head + b"\n" + code)
    os.replace(file.name, path)  # noqa: PTH105


def _machine() -> Any:
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    target = llvm.Target.from_default_triple()
    features = llvm.get_host_cpu_features().flatten()
    return target.create_target_machine(cpu=llvm.get_host_cpu_name(), features=features, opt=3, jit=True, reloc="pic")


def _assembly(library: Library) -> tuple[str, dict[str, str]]:
    """One LLVM module with all doors, and the symbol of each door."""
    world = _world(library)
    joined, doors = None, {}
    for door in library.doors.values():
        made = _compiled(door, world)
        doors[door.name] = made.native_name
        part = llvm.parse_assembly(made.inspect_llvm())
        if joined is None:
            joined = part
        else:
            joined.link_in(part)
    return str(joined), doors


def _world(library: Library) -> dict[str, Any]:
    """The names of a module, its parts compiled, and those that it imports from the modules it needs."""
    world = dict(vars(sys.modules[library.name]))
    for needed in library.needs:
        world |= {name: part for name, part in _world(needed).items() if name in needed.every_part() & world.keys()}
    for name, plain in library.parts.items():
        inline = name in library.inlined
        world[name] = njit(nogil=True, error_model="numpy", forceinline=inline)(_in_world(plain, world))
    return world


def _compiled(door: Door, world: dict[str, Any]) -> Any:
    """A C function that takes each array as address and length."""
    world[door.name] = njit(nogil=True, error_model="numpy")(_in_world(door.plain, world))
    taken, given, kinds = [], [], []
    for position, kind in enumerate(door.signature.arguments):
        base = _KINDS[kind.removesuffix("[:]")]
        if kind.endswith("[:]"):
            taken += [f"p{position}", f"n{position}"]
            given.append(f"carray(p{position}, (n{position},))")
            kinds += [nb.CPointer(base), nb.int64]
        else:
            taken.append(f"a{position}")
            given.append(f"a{position}")
            kinds.append(base)
    lines = f"def door({', '.join(taken)}):\n    return loop({', '.join(given)})\n"
    names = {"loop": world[door.name], "carray": carray}
    exec(lines, names)  # noqa: S102 (made of positions only)
    return cfunc(_KINDS[door.signature.result](*kinds))(names["door"])


def _in_world(plain: Any, world: dict[str, Any]) -> Any:
    """The function with compiled parts in place of plain ones."""
    return types.FunctionType(plain.__code__, world, plain.__name__, plain.__defaults__, plain.__closure__)


def _renamed(text: str) -> tuple[str, list[str]]:
    """Every declared name that is not at hand in all processes, renamed; and the new names."""
    module = llvm.parse_assembly(text)
    declared = [one.name for one in [*module.functions, *module.global_variables] if one.is_declaration]
    never = []
    for name in declared:
        if name not in AT_HAND and not name.startswith("llvm."):
            text = re.sub(rf'@"?{re.escape(name)}"?(?![\w.$])', f"@{NEVER}{name}", text)
            never.append(f"{NEVER}{name}")
    return text, sorted(never)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
