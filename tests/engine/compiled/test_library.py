"""Loops run as machine code or as plain Python, and answer the same."""

import os
import subprocess
import sys

import numpy as np
import pytest

from rantai.engine.compiled import is_compiled
from rantai.engine.compiled.build import modules
from rantai.engine.compiled.library import SWITCH, Signature
from tests.engine.compiled import loops

SIZES, WORTHS = np.array([3, 5, 7]), np.array([4, 7, 11])


def test_compiled_and_plain_loops_answer_the_same():
    assert is_compiled(loops.lib)
    compiled, plain = np.zeros(101, dtype=np.int64), np.zeros(101, dtype=np.int64)
    assert loops.knapsack(SIZES, WORTHS, 100, compiled) == loops.knapsack.plain(SIZES, WORTHS, 100, plain)
    assert compiled.tolist() == plain.tolist()
    assert compiled[12] == 18  # 5 and 7


def test_floats_and_flags_pass_through():
    flags = np.array([1, 0, 1], dtype=np.uint8)
    assert loops.kept(np.array([1.0, 2.0, 4.0]), flags, 2.0) == 2.5


@pytest.mark.parametrize(
    "wrong", [np.zeros(3), np.zeros(6, dtype=np.int64)[::2], np.zeros((1, 3), dtype=np.int64)], ids=str
)
def test_a_wrong_array_is_refused_before_it_is_read(wrong):
    with pytest.raises(TypeError, match="flat"):
        loops.knapsack(wrong, WORTHS, 10, np.zeros(11, dtype=np.int64))


def test_too_few_arguments_are_refused():
    with pytest.raises(TypeError, match="4 arguments"):
        loops.knapsack(SIZES, WORTHS, 10)


@pytest.mark.parametrize("text", ["i8()", "i4(i8)", "i8(i8[:,:])", "i8[:](i8)"])
def test_an_unknown_signature_is_refused(text):
    with pytest.raises(ValueError, match="signature"):
        Signature.read(text)


def test_without_the_compiler_the_same_loops_run_as_plain_python():
    asked = (
        "import numpy as np, sys\nfrom tests.engine.compiled import loops\n"
        "from rantai.engine.compiled import is_compiled\n"
        "print(loops.knapsack(np.array([3]), np.array([4]), 10, np.zeros(11, dtype=np.int64)),"
        " is_compiled(loops.lib), 'numba' in sys.modules)"
    )
    for switch, said in (("0", "15 False False"), ("1", "15 True False")):
        done = subprocess.run(
            [sys.executable, "-c", asked],
            env={**os.environ, SWITCH: switch},
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.strip() == said


def test_set_up_finds_every_module_of_loops():
    assert all(name.startswith("rantai.engine.") for name in modules())
