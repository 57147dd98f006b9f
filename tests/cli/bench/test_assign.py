"""`rantai bench assign` as a person at a terminal meets it."""

import json

import pytest
from click.testing import CliRunner

from rantai.cli import main

DOCUMENT = {"cost": [[1, 2, 3], [2, 1, 4]], "use": [[2, 2, 2], [3, 3, 3]], "capacity": [4, 3]}
KEYS = ["status", "objective", "bound", "gap", "seconds", "solution", "reasons"]


def call(*words, **more):
    calm = () if "--work" in words else ("--work", 30_000)
    words = ("bench", "assign", *words, *calm, "--seconds", 300)
    return CliRunner().invoke(main, list(map(str, words)), catch_exceptions=False, **more)


def ask(folder, document, *words):
    file = folder / "question.json"
    file.write_text(document if isinstance(document, str) else json.dumps(document))
    return call(file, *words)


def like(**changes):
    return {key: value for key, value in {**DOCUMENT, **changes}.items() if value is not None}


def test_a_question_is_answered(tmp_path):
    answer = ask(tmp_path, DOCUMENT)
    said = json.loads(answer.stdout)
    assert (answer.exit_code, list(said)) == (0, KEYS)
    assert (said["status"], said["objective"], said["bound"], said["gap"]) == ("optimal", 5, 5, 0.0)
    assert said["solution"] == [0, 1, 0]


def test_no_plan_is_an_answer_with_its_reason(tmp_path):
    said = json.loads(ask(tmp_path, like(capacity=[1, 2])).stdout)
    assert (said["status"], said["objective"], said["bound"], said["solution"]) == ("infeasible", None, None, None)
    assert said["reasons"][0] == {"code": "job_fits_nowhere", "job": 0, "least_use": 2, "most_capacity": 2}


def test_equal_work_gives_equal_bytes(tmp_path):
    def plan():
        said = json.loads(call("--generate", "D:5x30", "--work", 80_000).stdout)
        assert said.pop("seconds") >= 0
        return json.dumps(said)

    assert plan() == plan()


@pytest.mark.parametrize(
    ("changes", "places"),
    [
        ({"cost": None}, ["cost"]),
        ({"cost": []}, ["cost"]),
        ({"cost": [[], []]}, ["cost[0]", "cost[1]"]),
        ({"cost": [[1, 2, 3], [2, 1]]}, ["cost[1]"]),
        ({"cost": [[1, 2, 3]]}, ["use", "capacity"]),
        ({"use": [[2, 2], [3, 3]]}, ["use[0]"]),
        ({"use": [[2, -2, 2], [3, 3, 3.5]]}, ["use[0][1]", "use[1][2]"]),
        ({"cost": [[1, 2, 10**13], [2, "1", None]]}, ["cost[0][2]", "cost[1][1]", "cost[1][2]"]),
        ({"capacity": [-1, 3]}, ["capacity[0]"]),
        ({"capacity": 4}, ["capacity"]),
        ({"price": [1]}, ["“price”"]),
    ],
)
def test_what_is_wrong_is_told_at_its_place(tmp_path, changes, places):
    answer = ask(tmp_path, like(**changes))
    said = json.loads(answer.stdout)
    assert (answer.exit_code, said["status"]) == (2, "invalid")
    assert [problem["place"] for problem in said["problems"]] == places


BROKEN = ['{"cost": [[NaN]], "use": [[1]], "capacity": [1]}', "[]", "", "{", '{"cost": [[1e999]]}']


@pytest.mark.parametrize("text", BROKEN)
def test_a_broken_document_is_refused_and_never_a_traceback(tmp_path, text):
    answer = ask(tmp_path, text)
    assert answer.exit_code == 2
    assert json.loads(answer.stdout)["status"] == "invalid"


def test_what_is_no_class_is_refused():
    answer = call("--generate", "F:1x1")
    assert (answer.exit_code, json.loads(answer.stdout)["problems"][0]["code"]) == (2, "C154")
