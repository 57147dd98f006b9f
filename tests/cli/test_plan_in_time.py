"""`rantai plan run --seconds N` keeps its limit, whatever it is given."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from rantai.cli import clock, main, planned
from rantai.cli import plan as commands
from rantai.engine.plan.check import check
from rantai.engine.plan.params import PlanParams
from rantai.engine.plan.plain import plain, seconds_of
from rantai.engine.plan.read import read_given, read_plan
from tests import one_bar

REFERENCE = Path(__file__).resolve().parents[2] / "cases" / "rural-vehicle" / "given"

START_SECONDS = 0.8  # of the command alone, on a machine that has time


@pytest.fixture
def call(monkeypatch):
    """The command in this process: born now, and left alive when it leaves a search behind."""
    monkeypatch.setattr(commands, "born", time.monotonic)
    monkeypatch.setattr(clock, "end_process", lambda code: None)
    return lambda *words: CliRunner().invoke(main, ["plan", *map(str, words)], catch_exceptions=False)


def test_the_plain_plan_leaves_all_open_says_why_and_is_sound(tmp_path):
    given = one_bar.read(one_bar.copy(tmp_path))
    result = plain(given, PlanParams())
    assert check(given, result.output) == []
    assert result.summary["status"] == "timeout"
    assert result.output.promises.short_pieces.tolist() == [10]
    assert set(result.output.reasons.reason_code.tolist()) == {"time_over"}
    assert result.summary["stages"]["allocation"]["level 0: on_time"]["gap_ppm"] == 1_000_000


def test_the_plain_plan_of_the_reference_case_takes_no_longer_than_it_is_given():
    given = read_given(REFERENCE)
    taken = []
    for _try in range(3):  # a neighbour on the machine may slow one down, not three
        started = time.process_time()
        plain(given, PlanParams())
        taken.append(time.process_time() - started)
        if taken[-1] < seconds_of(given):
            break
    assert min(taken) < seconds_of(given)


def test_a_search_that_does_not_end_is_left_behind_for_the_plain_plan(call, monkeypatch, tmp_path):
    asked = []

    def endless(*_given, out_of_time, **_more):
        while True:
            asked.append(out_of_time())
            time.sleep(0.01)

    monkeypatch.setattr(planned, "run", endless)
    given, out = one_bar.copy(tmp_path), tmp_path / "out"
    started = time.monotonic()
    answer = call("run", "--given", given, "--out", out, "--seconds", 1)
    assert time.monotonic() - started <= 3.1
    assert json.loads(answer.stdout)["status"] == "timeout"
    assert check(read_given(given), read_plan(out)) == []
    count = len(asked)
    time.sleep(0.3)
    assert len(asked) <= count + 1  # it ends at its next step


def test_tables_that_are_not_even_read_in_time_are_answered_without_a_plan(call, monkeypatch, tmp_path):
    monkeypatch.setattr(commands, "read_given", lambda *_words: time.sleep(4))
    given, out = one_bar.copy(tmp_path), tmp_path / "out"
    answer = call("run", "--given", given, "--out", out, "--seconds", 1)
    said = json.loads(answer.stdout)
    assert (said["status"], said["objective"], said["bound"], said["gap"]) == ("timeout", None, None, None)
    assert [reason["code"] for reason in said["reasons"]] == ["P250"]
    assert not out.exists()


def timed(*words):
    started = time.monotonic()
    program = [sys.executable, "-c", "from rantai.cli import main; main()", "plan", "run", *map(str, words)]
    done = subprocess.run(program, capture_output=True, text=True, check=False)
    return time.monotonic() - started, done


def test_the_reference_case_is_answered_in_a_second_and_in_ten(tmp_path):
    for seconds in (1, 10):
        late = []
        for _try in range(3):  # other work on the machine may hold one up, not three
            start, _ = timed("--help")  # on a machine so busy that this takes long, nothing can be in time
            taken, done = timed("--given", REFERENCE, "--out", tmp_path / "out", "--seconds", seconds)
            assert (done.returncode, json.loads(done.stdout)["status"]) == (0, "timeout")
            late.append(taken - max(0.0, 1.5 * (start - START_SECONDS)) - (seconds * 1.1 + 2))
            if late[-1] <= 0:
                break
        assert min(late) <= 0
