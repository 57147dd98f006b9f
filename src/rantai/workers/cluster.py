"""A dask.distributed cluster: a scheduler and workers on any number of machines, with the same Rantai installed.

The scheduler gives a batch whose worker died to another; a batch that got lost for good is sent again. When the whole
cluster is lost, this process answers what is left. A batch that nobody waits for any more (the plan was cancelled, its
process killed) stops at its next step.
"""

from __future__ import annotations

import time
import uuid
from collections import deque
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Any, Self

from distributed import Client, Future, get_worker, wait
from distributed.client import FutureCancelledError, FuturesCancelledError
from distributed.scheduler import KilledWorker

from rantai.core.problems import InvalidInput, Problem, Refusal
from rantai.engine.plan.executor import Work, batches
from rantai.workers.batch import Order, Parcel, answered
from rantai.workers.refusals import CLUSTER_UNREACHABLE, NO_WORKERS

CONNECT_SECONDS, LEAST_CONNECT_SECONDS = 10, 0.5  # less when the plan has less: who does not answer is told in time
HEARTBEAT_SECONDS = 0.5
PATIENCE = 20  # heartbeats without any worker, after which the rest is answered here
WAITING = 2  # batches sent beyond those at work, so that nobody is idle while answers travel


class Cluster:
    """An executor on the cluster of the scheduler at `address`.

    `seconds_left`: on the clock of the plan, asked whenever a batch is sent. Raises InvalidInput (W102, W105) when the
    scheduler does not answer or has no workers.
    """

    def __init__(self, address: str, seconds_left: Callable[[], float]) -> None:
        self._seconds_left = seconds_left
        patience = min(CONNECT_SECONDS, max(LEAST_CONNECT_SECONDS, seconds_left()))
        try:
            self._client = Client(address, timeout=patience, set_as_default=False)
        except (OSError, ValueError) as broken:
            raise InvalidInput([_problem(CLUSTER_UNREACHABLE, address, broken)]) from broken
        if not self._threads():
            self.close()
            raise InvalidInput([_problem(NO_WORKERS, address)])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Leave the cluster; it stays for others."""
        self._client.close(timeout=HEARTBEAT_SECONDS)

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
        order = Order(work, pieces, deque(batches(costs_ms, max(1, self._threads()))), progress)
        running: dict[Future, list[int]] = {}
        without = 0
        try:
            while order.waiting or running:
                threads = self._threads()
                without = 0 if threads else without + 1
                if without > PATIENCE or (without and (out_of_time() or self._client.status == "closed")):
                    order.waiting.extend(running.values())
                    running.clear()
                    _answer_here(order, out_of_time)
                    break
                self._send(order, running, threads + WAITING)
                with self._client.as_current():
                    _wait(list(running))
                _collect(order, running)
        except BaseException:
            self._client.cancel(list(running), force=True)
            raise
        return order.in_order()

    def _threads(self) -> int:
        """Batches that the cluster can answer at once; none when it is lost."""
        try:
            return sum(self._client.nthreads().values()) if self._client.status == "running" else 0
        except OSError:
            return 0

    def _send(self, order: Order, running: dict[Future, list[int]], most: int) -> None:
        while order.waiting and len(running) < most:
            batch = order.waiting.popleft()
            key = f"rantai-{uuid.uuid4().hex}"
            parcel = order.parcel(batch, self._seconds_left())
            running[self._client.submit(_on_worker, parcel, key, key=key, pure=False)] = batch


def _on_worker(parcel: Parcel, key: str) -> list[Any]:
    tasks = get_worker().state.tasks

    def is_unwanted() -> bool:
        return key not in tasks or tasks[key].state == "cancelled"

    return answered(parcel, is_unwanted)


def _wait(running: list[Future]) -> None:
    try:
        wait(running, timeout=HEARTBEAT_SECONDS, return_when="FIRST_COMPLETED")
    except TimeoutError:
        return
    except FuturesCancelledError:
        time.sleep(HEARTBEAT_SECONDS)  # something got lost: `_collect` finds out what


def _collect(order: Order, running: dict[Future, list[int]]) -> None:
    for future in [one for one in running if one.done()]:
        batch = running.pop(future)
        try:
            order.take(batch, future.result())
        except (KilledWorker, FutureCancelledError):
            order.lose(batch)


def _answer_here(order: Order, out_of_time: Callable[[], bool]) -> None:
    while order.waiting:
        batch = order.waiting.popleft()
        order.take(batch, [order.work(order.pieces[at], out_of_time) for at in batch])


def _problem(refusal: Refusal, address: str, cause: object = "") -> Problem:
    return Problem(refusal, values={"address": address, "cause": str(cause).splitlines()[0] if str(cause) else ""})
