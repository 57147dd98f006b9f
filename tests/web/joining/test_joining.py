"""A workshop on the phone: sees the round, states amounts, learns nothing of its rival, and comes too late."""

from django.urls import reverse

from rantai.apps.purchasing import queries
from tests.apps.purchasing.rounds import ended, opened, stated, steel
from tests.cast import SmallSentra


def test_amounts_are_stated_changed_and_taken_back(small_sentra: SmallSentra) -> None:
    round_id, key = opened(small_sentra), steel(small_sentra)
    client, address = small_sentra.client("maker_owner"), reverse("joining:record", args=[round_id])
    assert "Putaran contoh" in client.get(reverse("joining:list")).content.decode()
    answer = client.post(address, {f"firm_{key}": "1.200", f"more_{key}": "10", f"less_{key}": ""}, follow=True)
    assert "1200" in answer.content.decode()
    assert [(one.firm, one.more, one.less) for one in queries.statements(round_id)] == [(1_200, 10, 0)]
    client.post(reverse("joining:withdraw", args=[round_id]))
    assert queries.statements(round_id) == []


def test_a_refusal_stands_beside_its_number_and_nothing_is_written(small_sentra: SmallSentra) -> None:
    round_id, key = opened(small_sentra), steel(small_sentra)
    client, address = small_sentra.client("maker_owner"), reverse("joining:record", args=[round_id])
    answer = client.post(address, {f"firm_{key}": "5", f"less_{key}": "9"})
    assert f'id="id_less_{key}_error"' in answer.content.decode()
    assert queries.statements(round_id) == []


def test_after_the_deadline_the_form_is_gone_and_a_late_post_is_refused(small_sentra: SmallSentra) -> None:
    round_id, key = opened(small_sentra), steel(small_sentra)
    ended(round_id)
    client, address = small_sentra.client("maker_owner"), reverse("joining:record", args=[round_id])
    assert f"firm_{key}" not in client.get(address).content.decode()
    client.post(address, {f"firm_{key}": "5"})
    assert queries.statements(round_id) == []


def test_two_worlds_that_differ_in_a_rivals_amounts_look_the_same(small_sentra: SmallSentra) -> None:
    """Present or absent, much or little, early or late: the page of a workshop does not tell."""
    round_id = opened(small_sentra)
    stated(small_sentra, round_id, "maker_a", 20)
    client = small_sentra.client("maker_owner")
    addresses = [reverse("joining:record", args=[round_id]), reverse("joining:list")]

    def seen() -> list[bytes]:
        pages = [client.get(address).content for address in addresses]
        return [b"".join(part for part in page.split(b'"') if len(part) != 64) for page in pages]

    before = seen()
    for sheets in (1, 7_777, 0):
        stated(small_sentra, round_id, "maker_b", sheets)
        assert seen() == before
