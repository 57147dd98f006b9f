"""A record's history names one's own people, and nobody of another firm."""

from types import SimpleNamespace

import pytest

from rantai.apps.audit.actions import record
from rantai.web.timeline import events_of
from tests.cast import START, SmallSentra


def test_own_people_are_named_and_strangers_are_not(small_sentra: SmallSentra) -> None:
    for person in ("maker_owner", "centre_staff"):
        record(verb="weigh", noun="coil", object_id=1, by=small_sentra.actor(person), at=START)
    request = SimpleNamespace(actor=small_sentra.actor("admin"))
    events = events_of(request, "coil", 1, {"weigh": "Ditimbang"})  # type: ignore[arg-type]
    assert [(event.what, event.who) for event in events] == [("Ditimbang", ""), ("Ditimbang", "Maker Owner contoh")]
    assert f"{events[0].when:%H:%M}" == "08:00"  # the cast begins at eight in Jakarta


def test_a_verb_without_a_word_does_not_reach_a_screen(small_sentra: SmallSentra) -> None:
    record(verb="weigh", noun="coil", object_id=1, by=small_sentra.actor("admin"), at=START)
    with pytest.raises(KeyError):
        events_of(SimpleNamespace(actor=small_sentra.actor("admin")), "coil", 1, {})  # type: ignore[arg-type]
