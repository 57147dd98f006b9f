"""Pieces on processes of this machine: same answers, nothing lost, nobody left behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from rantai.core.problems import InvalidInput
from rantai.workers import processes
from rantai.workers.choice import chosen
from rantai.workers.processes import Processes, worker_count
from tests.workers import chores

PATIENCE = 30.0
ROOT = Path(__file__).resolve().parents[2]


def ask(executor, work, pieces, progress=lambda done: None, cost_ms=200):
    return executor.answers(work, pieces, [cost_ms] * len(pieces), out_of_time=lambda: False, progress=progress)


@pytest.fixture
def two():
    with Processes(2, lambda: 60.0, least_gain_ms=0) as executor:
        yield executor


def is_gone(pid):
    state = Path(f"/proc/{pid}/stat")
    return not state.exists() or state.read_text().rsplit(")", 1)[1].split()[0] == "Z"


def until(is_so):
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_answers_come_in_the_order_of_the_pieces_from_other_processes(two):
    assert ask(two, chores.square, list(range(40))) == [number**2 for number in range(40)]
    seen = set(ask(two, chores.who, list(range(20))))
    assert os.getpid() not in seen
    assert seen <= set(two.pids())


def test_small_stages_stay_in_this_process():
    with Processes(2, lambda: 60.0) as executor:
        assert set(ask(executor, chores.who, [1, 2, 3])) == {os.getpid()}
        assert executor.pids() == []


def test_a_worker_killed_at_work_loses_nothing(two):
    killed = []

    def kill_one(done):
        if not killed:
            killed.append(two.pids()[0])
            os.kill(killed[0], signal.SIGKILL)

    assert ask(two, chores.slow_square, list(range(30)), kill_one) == [number**2 for number in range(30)]
    assert killed
    assert killed[0] not in two.pids()


def test_a_piece_that_kills_every_worker_is_answered_here(two, tmp_path):
    place = tmp_path / "survivor"
    place.write_text(str(os.getpid()))
    assert ask(two, chores.deadly, [str(place)] * 3) == ["alive"] * 3


def test_refusals_travel_with_their_problems(two):
    with pytest.raises(InvalidInput) as refused:
        ask(two, chores.refuses, [1, 2, 3])
    assert [(problem.code, problem.where.row) for problem in refused.value.problems] == [("X1", 7)]


def test_the_clock_of_the_plan_goes_with_the_pieces():
    with Processes(2, lambda: 0.3, least_gain_ms=0) as executor:
        assert ask(executor, chores.patient, [1, 2]) == ["told", "told"]


def test_leaving_ends_workers_that_are_busy():
    with pytest.raises(KeyboardInterrupt), Processes(2, lambda: 60.0, least_gain_ms=0) as executor:
        pids = []

        def interrupt(_done):
            pids.extend(executor.pids())
            raise KeyboardInterrupt

        ask(executor, chores.slow_square, list(range(30)), interrupt)
    assert len(pids) == 2
    until(lambda: all(is_gone(pid) for pid in pids))


def test_workers_of_a_killed_plan_leave_too(tmp_path):
    place = tmp_path / "pids"
    program = f"""
import threading, time
from rantai.workers.processes import Processes
from tests.workers import chores
if __name__ == "__main__":
    executor = Processes(2, lambda: 60.0, least_gain_ms=0)
    def tell():
        while len(executor.pids()) < 2:
            time.sleep(0.05)
        time.sleep(1.0)
        open({str(place)!r}, "w").write(" ".join(map(str, executor.pids())))
    threading.Thread(target=tell).start()
    executor.answers(chores.patient, [1, 2], [200, 200], out_of_time=lambda: False, progress=print)
"""
    script = tmp_path / "planner.py"
    script.write_text(program)
    planner = subprocess.Popen([sys.executable, str(script)], env={**os.environ, "PYTHONPATH": str(ROOT)})
    until(lambda: place.exists() and place.read_text())
    workers = [int(word) for word in place.read_text().split()]
    assert not any(is_gone(pid) for pid in workers)
    planner.kill()
    planner.wait()
    until(lambda: all(is_gone(pid) for pid in workers))


def test_the_machine_decides_how_many_unless_somebody_asks(monkeypatch):
    monkeypatch.setattr(processes, "_processors", lambda: 8)
    monkeypatch.setattr(processes, "_free_mb", lambda: 64_000)
    assert (worker_count(0), worker_count(3)) == (8, 3)
    monkeypatch.setattr(processes, "_free_mb", lambda: 3 * 2 * processes.WORKER_MB)
    assert worker_count(0) == 3
    monkeypatch.setattr(processes, "_free_mb", lambda: 10)
    assert worker_count(0) == 1


def test_a_nonsense_number_of_workers_is_refused():
    with pytest.raises(InvalidInput) as refused, chosen(-1):
        pass
    assert [problem.code for problem in refused.value.problems] == ["W101"]
