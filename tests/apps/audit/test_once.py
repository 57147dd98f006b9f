"""A request that comes twice is done once; what was refused may be sent again."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.audit.models import AskedOnce
from rantai.apps.logistics.models import Load
from rantai.apps.purchasing.actions import make_requisition
from rantai.apps.purchasing.models import Requisition
from rantai.core.problems import InvalidInput
from tests.apps.logistics import test_trips as trips
from tests.apps.purchasing.rounds import steel
from tests.cast import SmallSentra


def wish(cast: SmallSentra, sheets: int, *, key: str) -> int:
    return make_requisition(
        centre_id=cast.organisations["centre"], name="Rak", needed_on=date(2099, 1, 5),
        amounts={steel(cast): sheets}, by=SYSTEM, at=timezone.now(), key=key,
    )  # fmt: skip


def test_the_same_key_returns_the_first_result(small_sentra: SmallSentra) -> None:
    first = wish(small_sentra, 5, key="k")
    assert wish(small_sentra, 5, key="k") == first
    assert wish(small_sentra, 5, key="") != first, "without a key everything is new"
    assert wish(small_sentra, 5, key="k-2") != first
    assert Requisition.objects.count() == 3


def test_a_key_with_other_contents_is_refused_and_says_what_to_do(small_sentra: SmallSentra) -> None:
    wish(small_sentra, 5, key="k")
    with pytest.raises(InvalidInput) as refused:
        wish(small_sentra, 6, key="k")
    assert [one.code for one in refused.value.problems] == ["request-used"]
    assert Requisition.objects.count() == 1


def test_what_was_refused_may_be_sent_again_with_its_key(small_sentra: SmallSentra) -> None:
    made = trips.trip(small_sentra, driven_on=timezone.localdate() + timedelta(days=1), capacity_g=1_000)
    facts = trips.LoadFacts("out", None, "Braket", 900)
    again = {"trip_id": made, "facts": facts, "by": SYSTEM, "at": timezone.now(), "key": "k"}
    filled = trips.load(small_sentra, made, None, 500)
    with pytest.raises(InvalidInput):
        trips.actions.add_load(**again)  # type: ignore[arg-type]
    assert not AskedOnce.objects.filter(verb="add_load", key="k").exists()
    trips.actions.drop_load(load_id=filled, by=SYSTEM, at=timezone.now())
    assert trips.actions.add_load(**again) == trips.actions.add_load(**again)  # type: ignore[arg-type]
    assert Load.objects.count() == 1
