"""Random histories agree with a plain ledger, and every planted fault is found by them."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.db.utils import DatabaseError
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from rantai.apps.stock import balances, posting, reserving
from rantai.apps.stock.actions import asking, converting, leaving, reversing, taking
from rantai.apps.stock.models import Movement
from tests.apps.stock.histories import Histories
from tests.apps.stock.yard import yard
from tests.cast import SmallSentra

SHORT, LONG = 12, 285  # histories of forty steps
STEPS = 40


def run(cast: SmallSentra, histories: int, *, seed: int | None = None) -> int:
    """Run random histories; returns how many steps were taken. Raises what went wrong."""
    machine: type[Histories] = type("Machine", (Histories,), {"yard": yard(cast), "taken": 0})
    if seed is not None:
        machine._hypothesis_internal_use_seed = seed  # type: ignore[attr-defined]
    found = settings(
        max_examples=histories,
        stateful_step_count=STEPS,
        deadline=None,
        derandomize=seed is None,
        database=None,
        report_multiple_bugs=False,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(machine, settings=found)
    return machine.taken


def test_short_random_histories_agree_with_the_plain_ledger(small_sentra: SmallSentra) -> None:
    assert run(small_sentra, SHORT) > SHORT


@pytest.mark.soak
def test_ten_thousand_random_steps_agree_with_the_plain_ledger(small_sentra: SmallSentra) -> None:
    assert run(small_sentra, LONG) >= 10_000


# --- planted faults --------------------------------------------------------------------------------------------------

Plant = tuple[object, str, Callable[..., Any]]


def _nothing(*_args: object, **_facts: object) -> None:
    return None


def _floor_only(total: int, weights: Any) -> list[int]:
    return [total * weight // max(1, sum(weights)) for weight in weights]


def _without_difference(self: taking.Taken, dst_id: int, _difference_id: int) -> list[Any]:
    return [taking._move(self.lot, (self.place_id, dst_id), self.grams, self.pieces, self.value_idr)]


def _never_returned(account_id: int, lot_ids: Any) -> Any:
    rows = Movement.objects.filter(dst=account_id, material_lot__in=lot_ids).order_by("sequence")
    found: dict[int, tuple[int, int, int]] = {}
    for lot, *more in rows.values_list("material_lot_id", "grams", "pieces", "value_idr"):
        have = found.get(lot, (0, 0, 0))
        found[lot] = (have[0] + more[0], have[1] + more[1], have[2] + more[2])
    return found


_MOVES = converting._moves
_CHILD = converting._child
_SHARE = taking._counted
_MIRROR = reversing._mirror


def _heat_lost(*args: Any) -> Any:
    made = _CHILD(*args)
    made.heat = "X"
    return made


def _scrap_forgotten(cuts: Any, *rest: Any) -> Any:
    return _MOVES([replace(cut, scrap_g=0) for cut in cuts], *rest)


def _value_left_behind(*args: Any) -> Any:
    return replace(_SHARE(*args), value_idr=0)


def _one_gram_short(one: Any) -> Any:
    move = _MIRROR(one)
    return replace(move, grams=move.grams - 1) if move.grams > 1 else move


PLANTED: dict[str, list[Plant]] = {
    "a day in the past is not looked at": [(balances, "_refuse_short_days", _nothing)],
    "a closed month takes more": [(asking, "refuse_closed_day", _nothing), (posting, "_refuse_closed", _nothing)],
    "others' steel is taken": [(leaving, "refuse_reserved", _nothing)],
    "a reservation is not used up": [(leaving, "consume", _nothing)],
    "more is reserved than is free": [(reserving, "_lacking", lambda *_args: [])],
    "a rupiah is lost in a cut": [(converting, "share_out", _floor_only)],
    "the heat is lost in a cut": [(converting, "_child", _heat_lost)],
    "scrap is not booked": [(converting, "_moves", _scrap_forgotten)],
    "a weighing difference is swallowed": [(taking.Taken, "moves", _without_difference)],
    "a delivery is taken back twice": [(reversing, "_refuse_returned", _nothing)],
    "what came back comes back again": [(leaving, "with_trader", _never_returned)],
    "a value stays behind": [(taking, "_counted", _value_left_behind)],
    "a reversal is not a mirror": [(reversing, "_mirror", _one_gram_short)],
    "no audit row": [(posting, "record", _nothing)],
    "the chain is not hashed": [(posting, "chained", _nothing)],
    "a cut does not add up": [(converting, "_balance", lambda *_args: [])],
}


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_is_found(small_sentra: SmallSentra, monkeypatch: pytest.MonkeyPatch, fault: str) -> None:
    for room, name, planted in PLANTED[fault]:
        monkeypatch.setattr(room, name, planted)
    with pytest.raises((AssertionError, DatabaseError)):
        run(small_sentra, 400)
