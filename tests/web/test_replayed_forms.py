"""Every keyed form sent twice has one effect and one answer; sent with other contents it is refused and says so."""

from collections.abc import Collection

import pytest

from rantai.apps.audit import once
from tests.cast import SmallSentra
from tests.web import replays
from tests.web.matrix.examples import all_examples
from tests.web.matrix.judge import undone


def faults(one: replays.Keyed, cast: SmallSentra) -> list[str]:
    """What is wrong when this form is sent, sent again, and sent with other contents."""
    first, changed = replays.typed(one)
    client, before = cast.client(one.person), replays.rows()
    sent = one.ask(client, **first)
    if sent.status_code != 302 or (made := replays.rows()) == before:
        return [f"{one.route.name}: the form was not taken: {replays.said(sent)}"]
    wrong = []
    again = one.ask(client, **first)
    if (again.status_code, again["Location"] if again.has_header("Location") else "") != (302, sent["Location"]):
        wrong.append(f"{one.route.name}: sent again it answers something else: {replays.said(again)}")
    if replays.rows() != made:
        wrong.append(f"{one.route.name}: sent again it does more")
    if changed:
        other = one.ask(client, **{**first, **changed})
        if other.status_code == 302 and "sudah dikirim" not in replays.said(client.get(other["Location"])):
            wrong.append(f"{one.route.name}: other contents were taken as if they were done")
        if replays.rows() != made:
            wrong.append(f"{one.route.name}: other contents did more")
    return wrong


def all_faults(cast: SmallSentra, *, only: Collection[str] = ()) -> tuple[set[str], list[str]]:
    """The routes that were tried, and what is wrong with them."""
    tried: set[str] = set()
    wrong: list[str] = []
    for one in replays.found(all_examples(cast), cast, only=only):
        tried.add(one.route.name)
        if one.route.name not in replays.BODIES:
            wrong.append(f"{one.route.name}: a keyed form that nobody fills in; say in BODIES what is typed")
            continue
        with undone():
            wrong += faults(one, cast)
    return tried, wrong


def test_every_keyed_form_is_done_once(small_sentra: SmallSentra) -> None:
    tried, wrong = all_faults(small_sentra)
    assert not wrong, "\n".join(wrong)
    assert tried == set(replays.BODIES)


def test_a_key_that_is_not_looked_at_is_found(small_sentra: SmallSentra, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: with the memory of requests switched off, forms do things twice, and the walk says which."""
    monkeypatch.setattr(once, "_hash", lambda _asked: "same")
    tried, wrong = all_faults(small_sentra, only={"trips:load", "purchases:claim"})
    assert {fault.partition(": ")[0] for fault in wrong if "other contents" in fault} == tried
