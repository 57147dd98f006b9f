"""Pieces on a dask cluster: same answers, a killed worker loses nothing, work that nobody waits for stops."""

import os
import signal
import subprocess
import sys
import time

import pytest

from rantai.core.problems import InvalidInput
from rantai.workers.choice import chosen
from tests.workers import chores
from tests.workers.conftest import PATIENCE, ROOT


def ask(executor, work, pieces, progress=lambda done: None):
    return executor.answers(work, pieces, [200] * len(pieces), out_of_time=lambda: False, progress=progress)


def signed_in(cluster, count=2):
    """The executor, once so many workers have signed in."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            with chosen(cluster=cluster.address) as executor:
                if executor._threads() >= count:
                    return chosen(cluster=cluster.address)
        except InvalidInput:
            pass
        assert time.monotonic() < end
        time.sleep(0.2)


def until(is_so):
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_answers_come_in_order_and_a_worker_killed_at_work_loses_nothing(cluster):
    with signed_in(cluster) as executor:
        workers = {worker.pid for worker in cluster.workers}
        assert set(ask(executor, chores.who, list(range(30)))) == workers
        killed = []

        def kill_one(_done):
            if not killed:
                killed.append(cluster.workers[0].pid)
                os.kill(killed[0], signal.SIGKILL)

        pieces = list(range(30))
        assert ask(executor, chores.slow_square, pieces, kill_one) == [number**2 for number in pieces]
        assert set(ask(executor, chores.who, pieces)) == workers - set(killed)


def test_a_cluster_that_is_gone_leaves_the_rest_to_this_process(cluster):
    with signed_in(cluster) as executor:
        gone = []

        def end_all(_done):
            if not gone:
                gone.append(True)
                cluster.end()

        pieces = list(range(20))
        assert ask(executor, chores.slow_square, pieces, end_all) == [number**2 for number in pieces]


def test_pieces_of_a_killed_plan_stop_on_the_cluster(cluster, tmp_path):
    signed_in(cluster)
    place = tmp_path / "said"
    program = f"""
from rantai.workers.choice import chosen
from tests.workers import chores
with chosen(cluster={cluster.address!r}) as executor:
    executor.answers(chores.written, [{str(place)!r}], [200], out_of_time=lambda: False, progress=print)
"""
    planner = subprocess.Popen([sys.executable, "-c", program], env={**os.environ, "PYTHONPATH": str(ROOT)})
    until(lambda: place.exists() and place.read_text() == "began ")
    planner.kill()
    planner.wait()
    until(lambda: place.read_text() == "began told")


def test_a_scheduler_that_does_not_answer_is_refused_with_its_address(monkeypatch):
    monkeypatch.setattr("rantai.workers.cluster.CONNECT_SECONDS", 0.5)
    with pytest.raises(InvalidInput) as refused, chosen(cluster="tcp://127.0.0.1:9"):
        pass
    [problem] = refused.value.problems
    assert problem.code == "W102"
    assert "tcp://127.0.0.1:9" in problem.text("id")


def test_a_scheduler_that_does_not_answer_is_told_within_the_seconds_that_are_left():
    began = time.monotonic()
    with pytest.raises(InvalidInput), chosen(cluster="tcp://127.0.0.1:9", seconds_left=lambda: -1.0):
        pass
    assert time.monotonic() - began < 6  # half a second to connect, not ten; the rest is the package's start


def test_a_missing_package_is_refused_with_the_way_to_install_it(monkeypatch):
    monkeypatch.delitem(sys.modules, "rantai.workers.cluster", raising=False)
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(InvalidInput) as refused, chosen(cluster="tcp://127.0.0.1:9"):
        pass
    assert [problem.code for problem in refused.value.problems] == ["W103"]
