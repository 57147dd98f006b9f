"""Numbers of a document become arrays, or every problem is told at its place."""

import numpy as np
import pytest

from rantai.core.json_arrays import Arrays
from rantai.core.json_problems import Problems
from rantai.core.json_text import read_json
from rantai.core.problems import InvalidInput


def arrays(text, keys=("cost",), optional=()):
    problems = Problems()
    return Arrays(read_json(text), keys, problems, optional), problems


def codes(problems):
    with pytest.raises(InvalidInput) as refused:
        problems.refuse()
    return [(problem.code, str(problem.where)) for problem in refused.value.problems]


def test_a_matrix_of_whole_numbers_comes_as_int64():
    read, problems = arrays('{"cost": [[1, 2], [3, 4.0]]}')
    made = read.matrix("cost", 0, 10, whole=True)
    problems.refuse()
    assert made.dtype == np.int64
    assert made.tolist() == [[1, 2], [3, 4]]


def test_a_vector_of_real_numbers_comes_as_float64():
    read, problems = arrays('{"cost": [1, 2.5]}')
    assert read.vector("cost", 0, 10, whole=False).tolist() == [1.0, 2.5]
    problems.refuse()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[1]", [("C112", "document")]),
        ('{"cost": 5}', [("C112", "cost")]),
        ('{"cost": []}', [("C130", "cost")]),
        ("{}", [("C111", "cost")]),
        ('{"cost": [[1, 2], [3]]}', [("C155", "cost[1]")]),
        ('{"cost": [[1, "2"]]}', [("C112", "cost[0][1]")]),
        ('{"cost": [[1, true]]}', [("C112", "cost[0][1]")]),
        ('{"cost": [[NaN, 1.5, 99]]}', [("C113", "cost[0][0]"), ("C117", "cost[0][1]"), ("C116", "cost[0][2]")]),
        ('{"cost": [[1]], "cots": 1}', [("C110", "“cots”")]),
        ('{"cost": [[1]], "cost": [[2]]}', [("C107", "document")]),
    ],
)
def test_what_is_no_matrix_is_refused_with_every_place(text, told):
    read, problems = arrays(text)
    read.matrix("cost", 0, 10, whole=True)
    assert codes(problems) == told
