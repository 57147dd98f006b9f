"""Processes of this machine. They start when the first stage is large enough to gain, and never outlive who asked.

A server process forks the workers (where the system has one), so that a worker neither inherits threads nor pays for
the imports again. A worker watches its parent: when that is gone, killed even, the worker goes too.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import connection
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from rantai.engine.plan.executor import Here, Work, batches
from rantai.workers.batch import Order, answered

LEAST_GAIN_MS = 2000  # stages with less to do are answered faster than workers start
WORKER_MB = 400  # what a worker may come to need; as many start as half of the free memory holds
HEARTBEAT_SECONDS = 0.5
PRELOADED = ["rantai.engine.plan.run", "rantai.workers.processes"]


class Processes:
    """An executor on `workers` processes. `seconds_left`: on the clock of the plan, asked whenever a batch is sent."""

    def __init__(self, workers: int, seconds_left: Callable[[], float], least_gain_ms: int = LEAST_GAIN_MS) -> None:
        self.workers = workers
        self._seconds_left = seconds_left
        self._least_gain_ms = least_gain_ms
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def answers(
        self,
        work: Work,
        pieces: Sequence[Any],
        costs_ms: Sequence[int],
        *,
        out_of_time: Callable[[], bool],
        progress: Callable[[int], None],
    ) -> list[Any]:
        """See `Executor.answers`. What a killed worker held is answered again."""
        shared_out = batches(costs_ms, self.workers)
        if self.workers < 2 or len(shared_out) < 2 or sum(costs_ms) < self._least_gain_ms:
            return Here().answers(work, pieces, costs_ms, out_of_time=out_of_time, progress=progress)
        order = Order(work, pieces, deque(shared_out), progress)
        running: dict[Future[list[Any]], list[int]] = {}
        try:
            while order.waiting or running:
                self._send(order, running)
                wait(running, HEARTBEAT_SECONDS, FIRST_COMPLETED)
                self._collect(order, running)
        except BaseException:
            self.close()
            raise
        return order.in_order()

    def pids(self) -> list[int]:
        """The processes that are at work."""
        return sorted(self._pool._processes or ()) if self._pool is not None else []

    def close(self) -> None:
        """End the processes now, whatever they are doing."""
        pool, self._pool = self._pool, None
        if pool is None:
            return
        processes = list((pool._processes or {}).values())
        pool.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.kill()
        for process in processes:
            process.join()

    def _send(self, order: Order, running: dict[Future[list[Any]], list[int]]) -> None:
        while order.waiting and len(running) <= self.workers:  # one waits, so that nobody is idle
            batch = order.waiting.popleft()
            try:
                running[self._started().submit(answered, order.parcel(batch, self._seconds_left()))] = batch
            except BrokenProcessPool:
                order.waiting.appendleft(batch)
                if not running:
                    self.close()
                return

    def _collect(self, order: Order, running: dict[Future[list[Any]], list[int]]) -> None:
        for future in [one for one in running if one.done()]:
            batch = running.pop(future)
            try:
                order.take(batch, future.result())
            except BrokenProcessPool:
                order.lose(batch)
                if not running:
                    self.close()

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(self.workers, mp_context=_context(), initializer=_watch_parent)
        return self._pool


def worker_count(asked: int) -> int:
    """So many processes as asked; 0: one for each processor that this process may use, as memory allows."""
    if asked:
        return asked
    return max(1, min(_processors(), _free_mb() // 2 // WORKER_MB))


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _free_mb() -> int:
    """Memory that can be had without swapping; plenty where the system does not say."""
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
    except OSError:
        return 1 << 20
    return next((int(line.split()[1]) // 1024 for line in lines if line.startswith("MemAvailable:")), 1 << 20)


def _context() -> multiprocessing.context.BaseContext:
    method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(method)
    if method == "forkserver":
        context.set_forkserver_preload(PRELOADED)
    return context


def _watch_parent() -> None:
    """In a worker: leave when the process that asked is gone, however it went."""
    parent = multiprocessing.parent_process()
    assert parent is not None

    def watch() -> None:
        connection.wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=watch, name="parent-watch", daemon=True).start()
