"""`rantai bench assign`: every job whole to one maker, capacity kept, at the least cost."""

from __future__ import annotations

from typing import Any

from rantai.cli.bench.flow import Answer, Effort, Subject, command
from rantai.core.json_arrays import Arrays
from rantai.core.json_problems import Problems, refuse
from rantai.core.json_refusals import UNKNOWN_CLASS
from rantai.engine.assigning import AssigningAnswer, AssigningParams, Assignment, plain, solve
from rantai.engine.assigning.generate import CLASSES, drawn
from rantai.engine.assigning.tables import LARGEST

_KEYS = ("cost", "use", "capacity")


def read(document: object) -> Assignment:
    """A JSON value as a question. Raises InvalidInput with every problem."""
    problems = Problems()
    arrays = Arrays(document, _KEYS, problems)
    cost = arrays.matrix("cost", -LARGEST, LARGEST, whole=True)
    use = arrays.matrix("use", 0, LARGEST, whole=True)
    capacity = arrays.vector("capacity", 0, LARGEST, whole=True)
    if cost is not None and use is not None:
        arrays.same_length(use=(use.shape[0], cost.shape[0]))
        if use.shape[0] == cost.shape[0]:
            arrays.same_length(**{"use[0]": (use.shape[1], cost.shape[1])})
    if cost is not None and capacity is not None:
        arrays.same_length(capacity=(len(capacity), cost.shape[0]))
    problems.refuse()
    assert cost is not None and use is not None and capacity is not None
    return Assignment(cost, use, capacity)


def generate(specification: str, seed: int) -> dict[str, Any]:
    """A drawn instance as a document. Raises InvalidInput for an unknown class."""
    try:
        made = drawn(specification, seed)
    except ValueError as broken:
        raise refuse(UNKNOWN_CLASS, "--generate", value=specification, classes=CLASSES) from broken
    return {key: values.tolist() for key, values in zip(_KEYS, made, strict=True)}


def _told(found: AssigningAnswer) -> Answer:
    reasons = [{"code": reason.code, **reason.values} for reason in found.reasons]
    plan = None if found.objective is None else found.maker.tolist()
    return Answer(found.status, found.objective, found.bound, plan, {"reasons": reasons})


def _solve(asked: Assignment, effort: Effort) -> Answer:
    params = AssigningParams(effort.work, effort.seed)
    return _told(solve(asked, params, out_of_time=effort.out_of_time, keep=lambda found: effort.keep(_told(found))))


def _plain(asked: Assignment) -> Answer:
    return _told(plain(asked))


assign = command(
    Subject(
        name="assign",
        help="Give every job whole to one maker, within capacity, at the least cost (docs/bench/assign.md).",
        read=read,
        generate=generate,
        solve=_solve,
        plain=_plain,
        classes=CLASSES,
    )
)
