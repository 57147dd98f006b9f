"""A whole plan has the same bytes wherever its pieces are answered, whatever dies, however rows are shuffled."""

import os
import random
import signal
import subprocess
import sys

import pytest
from benchmarks.national import national

from rantai.engine.plan.params import PlanParams
from rantai.engine.plan.read import read_given, write_given, write_plan
from rantai.engine.plan.run import run
from rantai.workers.processes import Processes
from tests.workers.conftest import ROOT
from tests.workers.test_cluster import signed_in

SHARE, WEEKS = 0.004, 16


@pytest.fixture(scope="module")
def given():
    return national(SHARE, weeks=WEEKS)


@pytest.fixture(scope="module")
def alone(given, tmp_path_factory):
    """Every byte of the plan that one process makes."""
    return written(run(given, PlanParams()), tmp_path_factory.mktemp("alone"))


def written(result, folder):
    write_plan(result.output, folder / "plan", result.summary)
    return {path.name: path.read_bytes() for path in sorted((folder / "plan").iterdir())}


def test_two_processes_and_one_of_them_killed_make_the_same_plan(given, alone, tmp_path):
    killed = []
    with Processes(2, lambda: 600.0, least_gain_ms=0) as executor:

        def progress(stage, percent):
            if stage == "cutting" and 0 < percent < 100 and executor.pids() and not killed:
                killed.append(executor.pids()[0])
                os.kill(killed[0], signal.SIGKILL)

        assert written(run(given, PlanParams(), executor=executor, progress=progress), tmp_path) == alone
    assert killed


def test_a_cluster_and_a_worker_killed_mid_plan_make_the_same_plan(cluster, given, alone, tmp_path):
    killed = []

    def progress(stage, percent):
        if stage == "cutting" and 0 < percent < 100 and not killed:
            killed.append(cluster.workers[0].pid)
            os.kill(killed[0], signal.SIGKILL)

    with signed_in(cluster) as executor:
        assert written(run(given, PlanParams(), executor=executor, progress=progress), tmp_path) == alone
    assert killed


def test_shuffled_rows_another_hash_seed_and_a_busy_machine_make_the_same_plan(given, alone, tmp_path):
    folder = tmp_path / "given"
    write_given(given, folder)
    chance = random.Random(1)
    for path in folder.iterdir():
        heading, *rows = path.read_text(encoding="utf-8").splitlines()
        chance.shuffle(rows)
        path.write_text("\n".join([heading, *rows, ""]), encoding="utf-8")
    busy = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(2)]
    try:
        words = ["plan", "run", "--given", str(folder), "--out", str(tmp_path / "plan"), "--seconds", "1500"]
        program = [sys.executable, "-c", "from rantai.cli import main; main()", *words, "--workers", "1"]
        environment = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": str(ROOT)}
        subprocess.run(program, env=environment, capture_output=True, check=True)
    finally:
        for process in busy:
            process.kill()
            process.wait()
    found = {path.name: path.read_bytes() for path in sorted((tmp_path / "plan").iterdir())}
    summary = "summary.json"  # names the settings, of which the seconds differ
    assert {**found, summary: b""} == {**alone, summary: b""}
    assert read_given(folder).tables().keys() == given.tables().keys()
