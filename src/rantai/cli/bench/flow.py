"""What assign, lots, pool and split share: a document in, an answer with its bound out, in time, whatever happens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar

import click

from rantai.cli.clock import Clock, born, leave
from rantai.cli.documents import ANSWERED, as_bytes, content, language, refuse_all, show, why
from rantai.core.json_problems import Problems, refuse
from rantai.core.json_refusals import CANNOT_WRITE, EITHER_FILE_OR_GENERATE
from rantai.core.json_text import read_json
from rantai.core.problems import InvalidInput
from rantai.core.settings import read_settings
from rantai.engine.solvers.effort import units_for

RANGES = {"seconds": (0.1, 86_400), "work": (1, 10**12), "seed": (0, 2**31 - 1)}
OPTIMAL, TIMEOUT = "optimal", "timeout"
MOST_BYTES = 256 * 2**20  # of a question: tables of some ten million numbers

Asked = TypeVar("Asked")


@dataclass(frozen=True)
class Answer:
    """What a question is answered.

    status: optimal, feasible, infeasible or timeout. objective and solution are None without an answer; bound is None
    where nothing is proven. more: further keys, printed behind the solution.
    """

    status: str
    objective: float | None
    bound: float | None
    solution: Any
    more: dict[str, Any] = field(default_factory=dict)

    def told(self, seconds: float) -> dict[str, Any]:
        """The answer as the command prints it."""
        told = {"status": self.status, "objective": self.objective, "bound": self.bound, "gap": self._gap()}
        return {**told, "seconds": seconds, "solution": self.solution, **self.more}

    def _gap(self) -> float | None:
        """(objective - bound) / objective, 0 where both are the same."""
        if self.objective is None or self.bound is None:
            return None
        return round(abs(self.objective - self.bound) / max(1e-9, abs(self.objective)), 9)


@dataclass(frozen=True)
class Effort:
    """What a search may do. work: units (`solvers.effort`); out_of_time: the caller's clock, a safety net; keep: call
    it with every better answer, so that one is at hand when the search has to be left behind."""

    work: int
    seed: int
    out_of_time: Callable[[], bool]
    keep: Callable[[Answer], None]


@dataclass(frozen=True)
class Subject(Generic[Asked]):
    """One question of `rantai bench`.

    read: from a JSON value to a question; raises InvalidInput with every problem. generate: (specification, seed) to a
    JSON document that `read` takes; raises InvalidInput for an unknown one. solve: the search. plain: an answer without
    any search, for when nothing better is there in time.
    """

    name: str
    help: str
    read: Callable[[Any], Asked]
    generate: Callable[[str, int], dict[str, Any]]
    solve: Callable[[Asked, Effort], Answer]
    plain: Callable[[Asked], Answer]
    classes: str  # how `--generate` is spelled, for the help text


def command(subject: Subject[Asked]) -> click.Command:
    """The command of a subject. Settings are read as text, so that all that is wrong is told at once."""

    @click.argument("file", required=False)
    @click.option("--generate", default=None, help=f"Instead of FILE: {subject.classes}.")
    @click.option("--seconds", default="10", show_default=True, help="Wall time for the whole answer.")
    @click.option("--work", default=None, help="Units of work for the search; as many as fit the seconds.")
    @click.option("--seed", default="1", show_default=True, help="Same seed, same answer; draws `--generate` too.")
    @click.option("--write", type=click.Path(path_type=Path), default=None, help="Also write the question here.")
    @click.option("--out", type=click.Path(path_type=Path), default=None, help="Also write the answer here.")
    @language
    def run(
        file: str | None, generate: str | None, write: Path | None, out: Path | None, lang: str, **said: str | None
    ) -> None:
        began = born()
        try:
            settings = read_settings(RANGES, said)
            _check_targets(write=write, out=out)
            document = _document(subject, file, generate, settings["seed"])
            _save("--write", write, document)
            asked = subject.read(document)
            answer = _in_time(subject, asked, settings, began)
            _save("--out", out, answer)
        except InvalidInput as refused:
            refuse_all(refused, lang)
        show(answer)
        leave(ANSWERED)

    return click.command(subject.name, help=subject.help)(run)


def _check_targets(**targets: Path | None) -> None:
    problems = Problems()
    for name, path in targets.items():
        if path is not None and (path.is_dir() or not path.parent.is_dir()):
            reason = "is a folder" if path.is_dir() else "no such folder"
            problems.add(CANNOT_WRITE, f"--{name}", name=str(path), why=reason)
    problems.refuse()


def _document(subject: Subject[Asked], file: str | None, generate: str | None, seed: int) -> object:
    if (file is None) == (generate is None):
        raise refuse(EITHER_FILE_OR_GENERATE, "FILE")
    return subject.generate(generate, seed) if generate is not None else _read(str(file))


def _read(file: str) -> object:
    return read_json(content(file, MOST_BYTES), most=MOST_BYTES)


def _in_time(subject: Subject[Asked], asked: Asked, settings: dict[str, Any], began: float) -> dict[str, Any]:
    """The search's answer; or, when it does not come back, the best it had kept, or the plain one."""
    clock = Clock(settings["seconds"], began)
    kept: list[Answer] = []
    made: list[Answer] = []
    work = units_for(settings["seconds"]) if settings["work"] is None else settings["work"]
    effort = Effort(work, settings["seed"], clock.is_over, kept.append)
    clock.wait_for(lambda: made.append(subject.solve(asked, effort)))
    if made:
        return made[0].told(clock.elapsed())
    last = kept[-1] if kept else subject.plain(asked)
    is_settled = last.objective is None or last.status == OPTIMAL
    return {**last.told(clock.elapsed()), "status": last.status if is_settled else TIMEOUT}


def _save(option: str, path: Path | None, value: object) -> None:
    if path is None:
        return
    try:
        path.write_bytes(as_bytes(value))
    except OSError as broken:
        raise refuse(CANNOT_WRITE, option, name=str(path), why=why(broken)) from broken
