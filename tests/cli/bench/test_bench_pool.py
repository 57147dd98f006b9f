"""`rantai bench pool`: documents in, answers or refusals out, in time, whatever is asked."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from rantai.cli.bench.pool import pool
from rantai.cli.bench.pool_document import read
from rantai.engine.pooling.joint import JointParams, faults, solve
from rantai.engine.pooling.joint.generate import drawn

T, MILLION = 1_000_000, 1_000_000
SMALL = {
    "weeks": 8,
    "format_kind": [3, 3],
    "format_material": [0, 1],
    "need_format": [0, 1],
    "need_week": [5, 5],
    "need_amount": [5 * T, 5 * T],
    "supplier_min_order_g": [10 * T, 0],
    "offer_supplier": [0, 0, 1, 1],
    "offer_format": [0, 1, 0, 1],
    "offer_lead_weeks": [0, 0, 0, 0],
    "tier_offer": [0, 1, 2, 3],
    "tier_from_g": [0, 0, 0, 0],
    "tier_price_idr_t": [10 * MILLION, 10 * MILLION, 12 * MILLION, 12 * MILLION],
}


@pytest.fixture(autouse=True)
def _stay(monkeypatch: pytest.MonkeyPatch) -> None:
    """A search that is left behind must not end the process of the tests."""
    monkeypatch.setattr("rantai.cli.clock.end_process", lambda code: None)


def asked(tmp_path: Path, document: Any, *more: str) -> tuple[int, dict[str, Any]]:
    file = tmp_path / "question.json"
    file.write_text(json.dumps(document))
    result = CliRunner().invoke(pool, [str(file), *more])
    return result.exit_code, json.loads(result.stdout)


def test_the_worked_example_of_the_page(tmp_path: Path) -> None:
    code, answer = asked(tmp_path, SMALL)
    assert (code, answer["status"], answer["objective"]) == (0, "optimal", 100 * MILLION)
    assert 100 * MILLION - 100 <= answer["bound"] <= 100 * MILLION
    assert [row["week"] for row in answer["solution"]["item"]] == [4, 4]


def test_every_problem_is_told_at_its_place(tmp_path: Path) -> None:
    wrong = SMALL | {
        "offer_lead_weeks": [-1, 0, 0, 0],
        "need_week": [5, 8],
        "tier_price_idr_t": [0, 1, 1, 1],
        "nonsense": [1],
        "need_amount": [10**13, 1],
    }
    code, answer = asked(tmp_path, wrong)
    places = {problem["place"] for problem in answer["problems"]}
    assert (code, answer["status"]) == (2, "invalid")
    assert places == {"offer_lead_weeks[0]", "need_week[1]", "tier_price_idr_t[0]", "“nonsense”", "need_amount[0]"}


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"offer_coil_min_g": [2, 0, 0, 0], "offer_coil_max_g": [1, 0, 0, 0]}, "offer_coil_min_g[0]"),
        ({"offer_first_week": [3, 0, 0, 0], "offer_last_week": [2, 9, 9, 9]}, "offer_first_week[0]"),
        ({"format_kind": [0, 3]}, "format_piece_mass_g[0]"),
        ({"cut_coil": [0], "cut_format": [1], "cut_mass_g_each": [1]}, "cut_coil[0]"),
        ({"need_amount": [5 * T]}, "need_amount"),
        ({"budget_week": [0]}, "budget_idr"),
    ],
)
def test_numbers_that_contradict_each_other_are_refused(tmp_path: Path, changes: dict[str, Any], place: str) -> None:
    code, answer = asked(tmp_path, SMALL | changes)
    assert (code, [problem["place"] for problem in answer["problems"]]) == (2, [place])


HOSTILE: list[tuple[dict[str, Any], set[str]]] = [
    ({"supplier_min_order_g": [10**12, 10**12]}, {"not_worth"}),
    ({"offer_min_order_g": [10**12] * 4}, {"not_worth"}),
    ({"budget_week": [0], "budget_idr": [0]}, {"budget"}),
    ({"supplier_credit_idr": [0, 0], "supplier_credit_weeks": [4, 4]}, {"credit"}),
    ({"offer_format": [0, 0, 0, 0]}, {"no_offer"}),
    ({"offer_lead_weeks": [50] * 4}, {"lead"}),
    ({"rolling_offer": [0, 1, 2, 3], "rolling_week": [90] * 4}, {"no_offer"}),
    ({"need_amount": [0, 0]}, set()),
    ({"need_amount": [10**12, 10**12], "tier_price_idr_t": [10**6] * 4}, set()),
    ({"supplier_truck_g": [1, 1], "supplier_truck_idr": [10**12, 10**12]}, {"not_worth"}),
]


@pytest.mark.parametrize(("changes", "reasons"), HOSTILE)
def test_hostile_questions_have_an_answer_with_reasons(
    tmp_path: Path, changes: dict[str, Any], reasons: set[str]
) -> None:
    code, answer = asked(tmp_path, SMALL | changes, "--seconds", "5")
    assert code == 0
    assert {short["reason"] for short in answer["shorts"]} == reasons
    assert 0 <= answer["bound"] <= answer["objective"]
    given = read(SMALL | changes).given
    assert faults(given, solve(given, JointParams())) == []


def test_what_a_disruption_costs_is_told_in_both_languages(tmp_path: Path) -> None:
    happening = {"disruption_supplier": [0, 0], "disruption_first_week": [0, 1], "disruption_last_week": [7, 0]}
    code, answer = asked(tmp_path, SMALL | happening | {"disruption_price_ppm": [0, 100_000]})
    down, dear = answer["covers"]
    assert (code, down["other_g"], down["missing_g"]) == (0, 10 * T, 0)
    assert down["cost_idr"] == pytest.approx(20 * MILLION, abs=200)
    assert dear["cost_idr"] == pytest.approx(10 * MILLION, abs=200)
    assert "dari pemasok lain" in down["text"]["id"]


def test_amounts_beyond_exact_counting_are_refused_with_the_offer(tmp_path: Path) -> None:
    code, answer = asked(tmp_path, SMALL | {"need_amount": [10**12, 1], "tier_price_idr_t": [10**12] * 4})
    assert (code, answer["problems"][0]["code"]) == (2, "E201")


def test_a_drawn_question_is_answered_within_a_second_and_counted_by_a_stranger(tmp_path: Path) -> None:
    document = drawn("joint-10x4x13", 3)
    code, answer = asked(tmp_path, document, "--seconds", "1")
    assert (code, answer["seconds"] < 3.1) == (0, True)
    given = read(document).given
    found = solve(given, JointParams(work=300_000))
    assert faults(given, found) == []
    assert found.bound <= found.objective


@pytest.mark.parametrize("wrong", ["joint", "joint-0x1x5", "joint-9999x999x999", "odd-5x5x5", "joint-5x5x1"])
def test_an_unknown_class_is_refused(wrong: str) -> None:
    result = CliRunner().invoke(pool, ["--generate", wrong])
    assert (result.exit_code, json.loads(result.stdout)["problems"][0]["code"]) == (2, "C154")
