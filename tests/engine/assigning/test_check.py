"""The stranger finds what is wrong with a plan."""

from dataclasses import replace

import numpy as np
import pytest

from rantai.engine.assigning import AssigningAnswer, faults
from tests.engine.assigning.tiny import asked

GIVEN = asked([[1, 2, 3], [2, 1, 4]], [[2, 2, 2], [3, 3, 3]], [4, 3])
SOUND = AssigningAnswer("optimal", 5, 5, np.array([0, 1, 0]))


def test_a_sound_plan_has_no_fault():
    assert faults(GIVEN, SOUND) == []
    assert faults(GIVEN, AssigningAnswer("infeasible", None, None, np.zeros(0, np.int64))) == []


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"maker": np.array([0, 1])}, "2 jobs"),
        ({"maker": np.array([0, 2, 0])}, "does not exist"),
        ({"maker": np.array([0, 0, 0]), "objective": 6, "bound": 6}, "maker 0 has 4 and uses 6"),
        ({"objective": 4}, "says it costs 4"),
        ({"bound": 6}, "bound 6 is above"),
        ({"bound": 4}, "called optimal"),
        ({"objective": None}, "nothing is said"),
    ],
)
def test_every_fault_is_named(wrong, said):
    assert said in " ".join(faults(GIVEN, replace(SOUND, **wrong)))
