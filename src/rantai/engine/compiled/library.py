"""Doors to compiled loops: declared here, compiled elsewhere, loaded at the first call."""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import numpy as np

try:
    import llvmlite
    import llvmlite.binding as llvm
except ImportError:  # the extra `fast` is not installed
    llvmlite = llvm = None

FORMAT = 1  # of the object files; raise it when the way of compiling changes
BUILD_SECONDS = 300
NEVER = "rantai_never_"  # what compiled loops can only reach by raising or allocating, which they may not
SWITCH = "RANTAI_COMPILED"  # "0": plain Python, to compare and where nothing may be written

_SIGNATURE = re.compile(r"(i8|f8)\(((?:(?:i8|f8|u1)(?:\[:\])?(?:, )?)+)\)")
Loop = TypeVar("Loop", bound=Callable[..., Any])

_SCALARS = {"i8": ctypes.c_int64, "f8": ctypes.c_double}
_DTYPES = {"i8[:]": np.dtype(np.int64), "f8[:]": np.dtype(np.float64), "u1[:]": np.dtype(np.uint8)}
_NEVER_CALLED = ctypes.CFUNCTYPE(None)(os.abort)
_engines: list[Any] = []  # loaded code lives as long as the process


class Signature(NamedTuple):
    """What a door takes and gives, each one of i8, f8, i8[:], f8[:], u1[:]."""

    result: str
    arguments: tuple[str, ...]

    @classmethod
    def read(cls, text: str) -> Signature:
        found = _SIGNATURE.fullmatch(text)
        if not found:
            raise ValueError(f"a signature reads like i8(i8[:], f8), not {text!r}")
        return cls(found[1], tuple(found[2].split(", ")))


class Door:
    """A loop that Python calls: compiled when it can be, else as written. `plain` is the function as written."""

    def __init__(self, library: Library, signature: Signature, plain: Callable[..., Any]) -> None:
        self.library, self.signature, self.plain = library, signature, plain
        self.name = plain.__name__
        self._arrays = [_DTYPES.get(kind) for kind in signature.arguments]
        self._code: Callable[..., Any] | None = None

    def __call__(self, *arguments: Any) -> Any:
        if self._code is None:
            self._code = self._open()
        return self._code(*arguments)

    def _open(self) -> Callable[..., Any]:
        address = self.library.addresses().get(self.name)
        if address is None:
            return self.plain
        kinds: list[Any] = []
        for kind in self.signature.arguments:
            kinds += [_SCALARS[kind]] if kind in _SCALARS else [ctypes.c_void_p, ctypes.c_int64]
        result: Any = _SCALARS[self.signature.result]
        code = ctypes.CFUNCTYPE(result, *kinds)(address)
        return lambda *arguments: code(*self._flat(arguments))

    def _flat(self, arguments: tuple[Any, ...]) -> list[Any]:
        """Arrays as address and length; a wrong array would be read as garbage, so it is refused."""
        if len(arguments) != len(self._arrays):
            raise TypeError(f"{self.name} takes {len(self._arrays)} arguments, not {len(arguments)}")
        flat: list[Any] = []
        for kind, value in zip(self._arrays, arguments, strict=True):
            if kind is None:
                flat.append(value)
            elif value.dtype != kind or value.ndim != 1 or not value.flags.c_contiguous:
                raise TypeError(f"{self.name} takes a flat {kind} array, not {value.dtype} of shape {value.shape}")
            else:
                flat += [value.__array_interface__["data"][0], len(value)]
        return flat


class Library:
    """The loops of one module. `name` is the module's; its source file is the key to the compiled code.

    `needs`: libraries whose parts this module imports and calls; their sources belong to the key.
    """

    def __init__(self, name: str, needs: tuple[Library, ...] = ()) -> None:
        self.name = name
        self.needs = needs
        self.parts: dict[str, Callable[..., Any]] = {}
        self.inlined: set[str] = set()
        self.doors: dict[str, Door] = {}
        self._addresses: dict[str, int] | None = None

    def part(self, plain: Loop) -> Loop:
        """A function that loops of this module call."""
        self.parts[plain.__name__] = plain
        return plain

    def inline(self, plain: Loop) -> Loop:
        """A part that is short and called so often that its call would cost as much as its work."""
        self.inlined.add(plain.__name__)
        return self.part(plain)

    def every_part(self) -> set[str]:
        """Names of the parts of this module and of those it needs."""
        return set(self.parts).union(*(one.every_part() for one in self.needs))

    def door(self, signature: str) -> Callable[[Callable[..., Any]], Door]:
        """A function that Python calls."""

        def opened(plain: Callable[..., Any]) -> Door:
            self.doors[plain.__name__] = Door(self, Signature.read(signature), plain)
            return self.doors[plain.__name__]

        return opened

    def addresses(self) -> dict[str, int]:
        """Where the compiled doors are, by name; empty when they run as plain Python. Compiles at the first need."""
        if self._addresses is None:
            path = self.ready()
            self._addresses = _load(path) if path else {}
        return self._addresses

    def ready(self) -> Path | None:
        """The object file of this module, compiled now when there is none; None when nothing can be compiled here."""
        if llvm is None or os.environ.get(SWITCH) == "0" or importlib.util.find_spec("numba") is None:
            return None
        for path in self._paths():
            if path.is_file():
                return path
        return next((path for path in self._paths() if self._build(path)), None)

    def _paths(self) -> list[Path]:
        """Where the object file may lie: beside the bytecode, else in the user's cache."""
        source = self._source()
        cpu = f"{llvm.get_process_triple()} {llvm.get_host_cpu_name()} {llvm.get_host_cpu_features().flatten()}"
        said = f"{FORMAT} {llvmlite.__version__} {cpu}".encode() + b"".join(one.read_bytes() for one in self._sources())
        name = f"{source.stem}.{hashlib.sha256(said).hexdigest()[:20]}.o"
        home = Path(os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser())
        return [source.parent / "__pycache__" / name, home / "rantai" / name]

    def _source(self) -> Path:
        return Path(str(sys.modules[self.name].__file__))

    def _sources(self) -> list[Path]:
        """This module's source, then those of the modules it needs."""
        return [self._source(), *(path for one in self.needs for path in one._sources())]

    def _build(self, path: Path) -> bool:
        """Compile in a process of its own, so that this one never loads the compiler."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=path.parent):
                pass
        except OSError:
            return False  # not ours to write
        words = [sys.executable, "-m", "rantai.engine.compiled.build", self.name, str(path)]
        done = subprocess.run(words, capture_output=True, text=True, timeout=BUILD_SECONDS, check=False)  # noqa: S603
        if done.returncode:
            raise RuntimeError(f"the loops of {self.name} could not be compiled:\n{done.stderr}")
        return True


def is_compiled(library: Library) -> bool:
    """Whether the loops of a module run as machine code."""
    return bool(library.addresses())


def _load(path: Path) -> dict[str, int]:
    """Machine code into this process: a line of names (doors, and symbols never called), then the object file."""
    head, code = path.read_bytes().split(b"\n", 1)
    names = json.loads(head)
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    for name in names["never"]:
        llvm.add_symbol(name, ctypes.cast(_NEVER_CALLED, ctypes.c_void_p).value)
    machine = llvm.Target.from_default_triple().create_target_machine(jit=True)
    engine = llvm.create_mcjit_compiler(llvm.parse_assembly(""), machine)
    engine.add_object_file(llvm.ObjectFileRef.from_data(code))
    engine.finalize_object()
    _engines.append(engine)
    return {door: engine.get_function_address(symbol) for door, symbol in names["doors"].items()}
