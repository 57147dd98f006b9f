"""A manager chooses by which rule a shared steel order is paid, sees who would pay what, and the next plan follows."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rantai.apps.demand import queries as demand
from rantai.apps.planning import queries
from rantai.apps.planning.models import CostSplit
from rantai.apps.planning.splitting import splits_of_order
from rantai.web.layout import formats
from tests.cast import SmallSentra
from tests.web.home.world import plan, programme

PAGE, USE = "/skenario/aturan-bagi/", "/skenario/aturan-bagi/pakai/"


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    splits_of_order.cache_clear()  # runs of two tests may carry one number


def page(cast: SmallSentra, person: str = "consortium_manager", address: str = PAGE) -> str:
    answer = cast.client(person).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_before_a_plan_the_rules_stand_there_with_their_properties(small_sentra: SmallSentra) -> None:
    programme(small_sentra)
    shown = page(small_sentra)
    for words in ("sebanding kebutuhan", "Shapley", "nucleolus", "berlaku sekarang", "Belum ada pesanan baja"):
        assert words in shown


def test_an_order_under_every_rule_adds_up_and_names_only_those_who_allow_it(small_sentra: SmallSentra) -> None:
    run_id = plan(small_sentra)
    [order, *_] = sorted(queries.material_orders(run_id), key=lambda row: -row.cost_idr)
    splits = splits_of_order(run_id, order.code)
    assert splits is not None
    assert [one.rule for one in splits.rules] == ["proportional", "shapley", "leastcore", "nucleolus"]
    assert {sum(one.shares_idr) for one in splits.rules} == {order.cost_idr}
    kept = [row.share_idr for row in queries.cost_shares_of_order(run_id, order.code)]
    assert list(splits.rules[0].shares_idr) == kept
    shown = page(small_sentra, "centre_staff")
    assert formats.rupiah(order.cost_idr) in shown
    assert small_sentra.name_token("maker_a") in shown
    assert "Pakai aturan ini" not in shown
    assert "aturan-bagi" in page(small_sentra, "centre_staff", f"/pesanan/{order.code}/")


def test_the_next_plan_follows_the_rule_that_was_chosen(small_sentra: SmallSentra) -> None:
    plan(small_sentra)
    assert small_sentra.client("consortium_manager").post(USE, {"rule": "shapley"}).status_code == 302
    assert demand.split_rule(programme(small_sentra)) == "shapley"
    run_id = plan(small_sentra)
    assert set(CostSplit.objects.filter(run=run_id).values_list("rule", flat=True)) == {"shapley"}


def test_a_rule_that_nobody_knows_is_refused_with_a_way_out(small_sentra: SmallSentra) -> None:
    programme(small_sentra)
    answer = small_sentra.client("consortium_manager").post(USE, {"rule": "umur"}, follow=True)
    assert "Pilih salah satu dari proportional" in answer.content.decode()
    assert demand.split_rule(programme(small_sentra)) == "proportional"


def test_another_rule_is_asked_for_as_a_scenario(small_sentra: SmallSentra) -> None:
    plan(small_sentra)
    client = small_sentra.client("consortium_manager")
    answer = client.post("/skenario/baru/aturan-bagi/", {"rule": "leastcore"}, follow=True)
    assert "Pesanan baja dibagi" in answer.content.decode()
    [row] = queries.what_ifs(programme(small_sentra))
    assert [change.kind for change in row.changes] == ["split_rule"]


def test_the_page_asks_few_questions(small_sentra: SmallSentra) -> None:
    plan(small_sentra)
    client = small_sentra.client("consortium_manager")
    with CaptureQueriesContext(connection) as questions:
        assert client.get(PAGE).status_code == 200
    assert len(questions) <= 15
