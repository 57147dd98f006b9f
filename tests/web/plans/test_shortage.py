"""Staff see how short steel was shared; a workshop its own share, the rule, and a total that gives nobody away."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rantai.apps.planning.models import SupplyShare
from tests.cast import SmallSentra
from tests.web.home.world import plan

STAFF, OWN = "/rencana/baja-kurang/", "/bengkel/bahan/"


def shared(cast: SmallSentra, firms: list[str]) -> None:
    run_id = plan(cast)
    for number, firm in enumerate(firms):
        figures = {"committed_g": 40_000, "wanted_g": 50_000 + number, "share_g": 20_000, "unmet_g": 30_000 + number}
        SupplyShare.objects.create(run_id=run_id, material_code="ST-37", party_code=firm, basis="workshop", **figures)


def page(cast: SmallSentra, person: str, address: str) -> str:
    answer = cast.client(person).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_where_nothing_is_short_the_page_says_so(small_sentra: SmallSentra) -> None:
    plan(small_sentra)
    assert "Tidak ada baja yang kurang" in page(small_sentra, "centre_staff", STAFF)
    assert "dibagi" not in page(small_sentra, "maker_owner", OWN)


def test_staff_read_shares_by_name_and_those_without_permission_together(small_sentra: SmallSentra) -> None:
    shared(small_sentra, ["MAKER-A", "MAKER-B", "X-1"])
    shown = page(small_sentra, "centre_staff", STAFF)
    assert small_sentra.name_token("maker_a") in shown
    assert "yang belum memberi Anda izin" in shown
    assert "ST-37" in shown and "kebutuhan pasti" in shown
    assert "X-1" not in shown
    assert small_sentra.client("consortium_manager").get(STAFF + "?format=xlsx").content.startswith(b"PK")


def test_a_workshop_reads_its_share_and_no_total_of_a_few(small_sentra: SmallSentra) -> None:
    shared(small_sentra, ["MAKER-A", "MAKER-B"])
    shown = page(small_sentra, "maker_owner", OWN)
    assert "ST-37" in shown and "50" in shown and "kurang dari 5" in shown
    assert small_sentra.name_token("maker_b") not in shown


def test_a_total_of_many_is_shown(small_sentra: SmallSentra) -> None:
    shared(small_sentra, ["MAKER-A", "MAKER-B", "X-1", "X-2", "X-3"])
    assert "bersama-sama" in page(small_sentra, "maker_owner", OWN)


@pytest.mark.parametrize("person", ["maker_owner", "buyer", "mill_sales"])
def test_the_page_of_staff_is_closed_to_others(small_sentra: SmallSentra, person: str) -> None:
    assert small_sentra.client(person).get(STAFF).status_code == 403


def test_the_page_asks_few_questions(small_sentra: SmallSentra) -> None:
    shared(small_sentra, ["MAKER-A", *(f"X-{number}" for number in range(30))])
    client = small_sentra.client("centre_staff")
    with CaptureQueriesContext(connection) as questions:
        assert client.get(STAFF).status_code == 200
    assert len(questions) <= 15
