"""`rantai bench lots` from a file to an answer, whatever is in the file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner

from rantai.cli.bench.lots import lots
from rantai.engine.lot_sizing import LotQuestion, cost, faults

EXAMPLE = {
    "demand": [[5, 0], [5, 0], [5, 8]],
    "capacity": [20, 20, 20],
    "unit_time": [1, 1],
    "setup_time": [2, 2],
    "setup_cost": [10, 4],
    "holding_cost": [1, 2],
}


def told(tmp_path: Path, document: Any, *options: str, code: int = 0) -> dict[str, Any]:
    file = tmp_path / "question.json"
    file.write_text(document if isinstance(document, str) else json.dumps(document))
    done = CliRunner().invoke(lots, [str(file), "--seconds", "5", *options])
    assert done.exit_code == code, done.output
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def recounted(document: dict[str, Any], answer: dict[str, Any]) -> float:
    asked = LotQuestion(*(np.array(document[key], dtype=float) for key in document))
    made = np.array(answer["solution"], dtype=float)
    assert faults(asked, made) == []
    return cost(asked, made)


def test_the_example_of_the_documentation(tmp_path: Path) -> None:
    answer = told(tmp_path, EXAMPLE, "--work", "50000")
    assert list(answer)[:6] == ["status", "objective", "bound", "gap", "seconds", "solution"]
    assert (answer["status"], answer["objective"], answer["gap"]) == ("optimal", 29, 0)
    assert recounted(EXAMPLE, answer) == 29


@pytest.mark.parametrize(
    ("changed", "feasible"),
    [
        ({"capacity": [0, 20, 20]}, False),
        ({"capacity": [20, 0, 20]}, True),
        ({"capacity": [0, 0, 0]}, False),
        ({"demand": [[0, 0], [0, 0], [0, 0]]}, True),
        ({"unit_time": [0, 0]}, True),
        ({"setup_time": [0, 0], "setup_cost": [0, 0]}, True),
        ({"holding_cost": [0, 0]}, True),
        ({"demand": [[1e12, 0], [5e11, 0], [0, 1e12]], "capacity": [2e12, 2e12, 2e12]}, True),
        ({"demand": [[10**12, 0], [0, 0], [0, 0]]}, False),
        ({"demand": [[1e-7, 0], [3e-7, 1e-8], [0, 0]]}, True),
    ],
)
def test_hostile_numbers_are_answered(tmp_path: Path, changed: dict[str, Any], feasible: bool) -> None:
    document = {**EXAMPLE, **changed}
    answer = told(tmp_path, document, "--work", "50000")
    if not feasible:
        assert (answer["status"], answer["objective"], answer["solution"]) == ("infeasible", None, None)
        assert set(answer["reason"]) >= {"id", "en"}
        return
    assert answer["objective"] == pytest.approx(recounted(document, answer), rel=1e-12)
    assert answer["bound"] <= answer["objective"]


def test_one_period_and_one_item(tmp_path: Path) -> None:
    one = {key: [[4.5]] if key == "demand" else [9] if key == "capacity" else [1] for key in EXAMPLE}
    assert told(tmp_path, one)["solution"] == [[4.5]]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"demand": [[5, 0], [5]]}, "C155"),
        ({"capacity": [20, 20]}, "C155"),
        ({"unit_time": [1]}, "C155"),
        ({"demand": [[-5, 0], [5, 0], [5, 8]]}, "C116"),
        ({"setup_cost": ["a", 4]}, "C112"),
        ({"demand": []}, "C130"),
        ({"extra": [1]}, "C110"),
    ],
)
def test_wrong_questions_are_refused_with_their_place(tmp_path: Path, changed: dict[str, Any], code: str) -> None:
    answer = told(tmp_path, {**EXAMPLE, **changed}, code=2)
    assert code in [problem["code"] for problem in answer["problems"]]


def test_nan_is_refused(tmp_path: Path) -> None:
    answer = told(tmp_path, json.dumps(EXAMPLE).replace("20", "NaN", 1), code=2)
    assert answer["problems"][0]["place"] == "capacity[0]"


def test_equal_work_prints_equal_bytes(tmp_path: Path) -> None:
    made = []
    for name in ("one.json", "other.json"):
        out = tmp_path / name
        words = ["--generate", "trigeiro-F", "--work", "200000", "--seconds", "60", "--out", str(out)]
        assert CliRunner().invoke(lots, words).exit_code == 0
        made.append({key: value for key, value in json.loads(out.read_text()).items() if key != "seconds"})
    assert made[0] == made[1] and made[0]["solution"]


def test_a_large_question_is_answered_within_its_seconds(tmp_path: Path) -> None:
    out = tmp_path / "answer.json"
    words = ["--generate", "trigeiro-N200-T60", "--seconds", "3", "--out", str(out)]
    assert CliRunner().invoke(lots, words).exit_code == 0
    answer = json.loads(out.read_text())
    assert answer["objective"] >= answer["bound"] > 0
    assert answer["seconds"] <= 3 * 1.1 + 2
