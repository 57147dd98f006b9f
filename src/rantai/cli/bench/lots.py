"""`rantai bench lots`: how much of each item in each period, from a JSON file or a generated instance."""

from __future__ import annotations

from typing import Any

from rantai.cli.bench.flow import Answer, Effort, Subject, command
from rantai.core.json_arrays import Arrays
from rantai.core.json_problems import Problems, refuse
from rantai.core.json_refusals import UNKNOWN_CLASS
from rantai.engine.lot_sizing import LotAnswer, LotQuestion, solve, without_search
from rantai.engine.lot_sizing.classes import SPELLED, drawn
from rantai.engine.solvers.effort import Meter

LARGEST = 10**15  # of any number; sums stay exact enough to be recounted
KEYS = ("demand", "capacity", "unit_time", "setup_time", "setup_cost", "holding_cost")


def read(value: object) -> LotQuestion:
    """A question from a JSON value. Raises InvalidInput with everything that is wrong."""
    problems = Problems()
    arrays = Arrays(value, KEYS, problems)
    demand = arrays.matrix("demand", 0, LARGEST, whole=False)
    rows = {key: arrays.vector(key, 0, LARGEST, whole=False) for key in KEYS[1:]}
    if demand is not None:
        wanted = {key: demand.shape[0] if key == "capacity" else demand.shape[1] for key in rows}
        arrays.same_length(**{key: (len(row), wanted[key]) for key, row in rows.items() if row is not None})
    problems.refuse()
    return LotQuestion(demand, *(rows[key] for key in KEYS[1:]))  # type: ignore[arg-type]  # none is None by now


def generate(spec: str, seed: int) -> dict[str, Any]:
    """An instance of a class. Raises InvalidInput for an unknown one."""
    document = drawn(spec, seed)
    if document is None:
        raise refuse(UNKNOWN_CLASS, "--generate", value=spec[:40], classes=SPELLED)
    return document


def answer(asked: LotQuestion, effort: Effort) -> Answer:
    """The search."""
    meter = Meter(effort.work, effort.out_of_time)
    return told(solve(asked, meter, seed=effort.seed, keep=lambda found: effort.keep(told(found))))


def plain(asked: LotQuestion) -> Answer:
    """Without any search."""
    return told(without_search(asked))


def told(found: LotAnswer) -> Answer:
    """As the command prints it, with the reason when no plan can exist."""
    more: dict[str, Any] = {}
    if found.status == "infeasible":
        more["reason"] = _reason(found)
    solution = None if found.quantity is None else [[_number(made) for made in row] for row in found.quantity.tolist()]
    return Answer(str(found.status), found.objective, found.bound, solution, more)


def _number(value: float) -> int | float:
    return int(value) if value == int(value) else value


def _reason(found: LotAnswer) -> dict[str, Any]:
    if found.first_short_period is None:
        return {
            "id": "Tidak ada pembagian yang muat di jam semua periode; pencarian membuktikannya.",
            "en": "No way of making it keeps to the hours of all periods; the search has proven it.",
        }
    hours, period = f"{found.short_hours:.6g}", found.first_short_period
    return {
        "period": period,
        "missing": found.short_hours,
        "id": f"Sampai periode {period} kurang sedikitnya {hours} jam untuk permintaan dan satu set-up per barang.",
        "en": f"Up to period {period} at least {hours} hours are missing for the demand and one set-up an item.",
    }


SUBJECT = Subject(
    name="lots",
    help="How much of each item in each period, when set-ups cost time and money (docs/bench/lots.md).",
    read=read,
    generate=generate,
    solve=answer,
    plain=plain,
    classes=SPELLED,
)
lots = command(SUBJECT)
