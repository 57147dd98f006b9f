"""A real dask scheduler and two workers, each a process of its own, on loopback."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

PATIENCE = 60.0
ROOT = Path(__file__).resolve().parents[2]


class Cluster:
    """The processes of a cluster, and its address."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        words = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-show"]
        self.scheduler = self._start("scheduler", *words, "--scheduler-file", str(folder / "scheduler.json"))
        self.workers: list[subprocess.Popen[bytes]] = []
        self.address = self._address()

    def _start(self, part: str, *words: str) -> subprocess.Popen[bytes]:
        log = (self.folder / f"{part}.log").open("ab")
        return subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.dask_{part}", *words],
            env=self.environment,
            cwd=self.folder,
            stdout=log,
            stderr=log,
        )

    def _address(self) -> str:
        place, end = self.folder / "scheduler.json", time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if place.exists() and place.read_text():
                return str(json.loads(place.read_text())["address"])
            time.sleep(0.1)
        raise AssertionError((self.folder / "scheduler.log").read_text())

    def add_worker(self) -> subprocess.Popen[bytes]:
        words = ["--no-nanny", "--nthreads", "1", "--no-dashboard", "--host", "127.0.0.1"]
        worker = self._start("worker", self.address, *words, "--local-directory", str(self.folder))
        self.workers.append(worker)
        return worker

    def end(self) -> None:
        for process in [*self.workers, self.scheduler]:
            process.kill()
            process.wait()


@pytest.fixture
def cluster(tmp_path):
    """A scheduler and two workers that have signed in."""
    made = Cluster(tmp_path)
    try:
        made.add_worker()
        made.add_worker()
        yield made
    finally:
        made.end()
