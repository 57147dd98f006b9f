"""`rantai bench split` from a file to an answer, whatever is in the file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from rantai.cli.bench.split import split

EXAMPLE = {
    "needs": [3000, 5000, 12000],
    "rule": "nucleolus",
    "offers": [{"from": [0, 20000], "price": [16000, 12500], "truck_holds": 8000, "truck_price": 1500000}],
}


def told(tmp_path: Path, document: Any, *options: str, code: int = 0) -> dict[str, Any]:
    file = tmp_path / "question.json"
    file.write_text(document if isinstance(document, str) else json.dumps(document))
    done = CliRunner().invoke(split, [str(file), "--seconds", "20", *options])
    assert done.exit_code == code, done.output
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def test_the_worked_example_is_what_the_page_says(tmp_path: Path) -> None:
    answer = told(tmp_path, EXAMPLE)
    assert answer["stand_alone"] == [49_500_000, 81_500_000, 195_000_000]
    assert sorted(answer["solution"]) == sorted([25_666_666, 57_666_667, 171_166_667])
    assert (answer["status"], answer["objective"], answer["bound"]) == ("optimal", -23_833_333, -23_833_333)
    assert "No group pays more than it would alone." in answer["property"]["en"]
    by_need = told(tmp_path, {**EXAMPLE, "rule": "proportional"})
    assert (by_need["solution"], by_need["objective"]) == ([38_175_000, 63_625_000, 152_700_000], -11_325_000)
    assert told(tmp_path, {**EXAMPLE, "rule": "shapley"})["solution"] == [32_500_000, 54_250_000, 167_750_000]


PAGE = Path(__file__).parents[2] / "docs" / "bench" / "split.md"


def test_the_table_of_the_page_holds_what_the_command_prints(tmp_path: Path) -> None:
    """Firm by firm, in their order: the odd rupiah is part of the answer."""
    worked = PAGE.read_text().split("## Worked example")[1].split("\n## ")[0]
    question = json.loads(worked.split("```json")[1].split("```")[0])
    assert question == EXAMPLE
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in worked.splitlines() if " · " in line]
    assert [row[0] for row in rows] == ["proportional, by need", "Shapley", "nucleolus", "least core"]
    for rule, (_name, solution, excess) in zip(
        ("proportional", "shapley", "nucleolus", "leastcore"), rows, strict=True
    ):
        answer = told(tmp_path, {**question, "rule": rule})
        assert solution == " · ".join(f"{share:,}" for share in answer["solution"]), rule
        assert excess.startswith(f"{answer['objective']:,}".replace("-", "−")), rule


def test_an_empty_core_is_told_with_its_value_and_a_group(tmp_path: Path) -> None:
    answer = told(tmp_path, {"costs": [0, 100, 100, 140, 100, 140, 140, 240], "rule": "leastcore"})
    assert answer["core"]["state"] == "empty"
    assert answer["core"]["least_core_from"] == answer["core"]["least_core_to"] == 20
    assert (answer["core"]["worst"]["excess"], answer["core"]["worst"]["alone"]) == (20, 140)
    assert (
        "The core is empty: whatever the split, some group pays Rp\u00a020 or more too much."
        in answer["property"]["en"]
    )


def test_a_short_supply_goes_by_what_is_committed(tmp_path: Path) -> None:
    short = {"supply": 10, "needs": [1500, 900, 4000], "committed": [1500, 0, 4000], "each": 500}
    assert told(tmp_path, short)["solution"] == [3, 0, 7]
    assert told(tmp_path, {"supply": 0, "needs": [5, 6]})["solution"] == [0, 0]
    assert told(tmp_path, {"supply": 100, "needs": [5, 6]})["left"] == 89


@pytest.mark.parametrize(
    "document",
    [
        {"needs": [7], "offers": [{"from": [0], "price": [3]}]},
        {"needs": [0, 0], "offers": [{"from": [0], "price": [3]}]},
        {"needs": [1, 2, 3], "offers": [{"from": [0], "price": [3], "minimum": 10**12}]},
        {"needs": [10**12, 1], "offers": [{"from": [0], "price": [1]}]},
        {"needs": [5, 6], "offers": [{"from": [0], "price": [0]}]},
        {"needs": [5, 6], "wholes": [{"holds": 1, "price": 0, "uses": [0, 0]}]},
        {"needs": [5, 6], "offers": [{"from": [0], "price": [3]}], "total": 10**15},
        {"costs": [0, 5]},
        {"costs": [0] * 8},
    ],
)
@pytest.mark.parametrize("rule", ["proportional", "shapley", "leastcore", "nucleolus"])
def test_odd_questions_have_an_answer_that_adds_up(tmp_path: Path, document: dict[str, Any], rule: str) -> None:
    answer = told(tmp_path, {**document, "rule": rule})
    assert sum(answer["solution"]) == answer["total"]
    assert answer["bound"] <= answer["objective"]


@pytest.mark.parametrize(
    ("document", "codes"),
    [
        ("{", ["C105"]),
        ({}, ["C130", "C160"]),
        (
            {"needs": [1, -2], "offers": [{"from": [0, 0], "price": [1]}], "rule": "fair"},
            ["C116", "C118", "C155", "C164"],
        ),
        ({"needs": [1, 2], "wholes": [{"holds": 0, "price": 1, "uses": [1]}]}, ["C116"]),
        ({"needs": [1, 2], "wholes": [{"holds": 1, "price": 1, "uses": [1]}]}, ["C155"]),
        ({"needs": [10**12] * 9, "offers": [{"from": [0], "price": [10**12]}]}, ["C163"]),
        ({"costs": [0, 1, 2]}, ["C155"]),
        ({"costs": [1, 1]}, ["C162"]),
        ({"costs": [0, 1], "needs": [1]}, ["C161"]),
        ({"needs": "many", "offers": 7}, ["C112", "C112", "C160"]),
        ({"supply": -1, "needs": [1], "committed": [1, 2]}, ["C116", "C155"]),
        ([], ["C112", "C130", "C160"]),
    ],
)
def test_what_is_wrong_is_told_all_at_once_with_its_place(tmp_path: Path, document: Any, codes: list[str]) -> None:
    answer = told(tmp_path, document, code=2)
    assert sorted(problem["code"] for problem in answer["problems"]) == codes
    assert all(problem["place"] and problem["way_out"]["id"] for problem in answer["problems"])


@pytest.mark.parametrize(
    "spec", ["steel-6-shapley", "trucks-5", "sheets-6-leastcore", "airport-5-nucleolus", "random-5"]
)
def test_a_drawn_question_is_one_that_the_command_takes(tmp_path: Path, spec: str) -> None:
    file = tmp_path / "drawn.json"
    done = CliRunner().invoke(split, ["--generate", spec, "--seed", "4", "--write", str(file)])
    assert done.exit_code == 0, done.output
    again = told(tmp_path, file.read_text())
    assert again["solution"] == json.loads(done.stdout)["solution"]
    assert CliRunner().invoke(split, ["--generate", "gold-3"]).exit_code == 2
