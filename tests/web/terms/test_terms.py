"""Terms are added, changed, ended and brought back on pages, and a workshop's are nobody else's."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rantai.apps.audit.models import AuditEntry
from rantai.apps.capacity.models import SetUp
from rantai.apps.catalog.models import SupplierTerm
from rantai.web.terms.words import RULES
from tests.cast import SmallSentra
from tests.web.home.world import programme

SELLERS = "/syarat/supplier_terms/"


@pytest.mark.parametrize("name", RULES)
def test_every_rule_has_a_list_a_form_and_an_excel_file(small_sentra: SmallSentra, name: str) -> None:
    programme(small_sentra)
    client = small_sentra.client("centre_staff")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(f"/syarat/{name}/").status_code == 200
    assert len(asked) <= 15
    assert client.get(f"/syarat/{name}/baru/").status_code == 200
    assert client.get(f"/syarat/{name}/?format=xlsx").status_code == 200


def test_a_term_is_added_changed_ended_and_brought_back(small_sentra: SmallSentra) -> None:
    programme(small_sentra)
    client = small_sentra.client("centre_staff")
    given = {"supplier_code": small_sentra.code("mill"), "min_order_g": "5", "truck_g": "20", "truck_idr": "3.000.000"}
    assert client.post(f"{SELLERS}baru/", given).status_code == 302
    term = SupplierTerm.objects.get()
    assert (term.min_order_g, term.truck_g, term.truck_idr) == (5_000_000, 20_000_000, 3_000_000)
    again = client.post(f"{SELLERS}baru/", given).content.decode()
    assert "sudah ada" in again
    assert client.post(f"{SELLERS}{term.pk}/", {**given, "min_order_g": "7,5"}).status_code == 302
    assert SupplierTerm.objects.get().min_order_g == 7_500_000
    assert client.post(f"{SELLERS}{term.pk}/akhiri/").status_code == 302
    assert not SupplierTerm.objects.exists()
    assert client.post(f"{SELLERS}{term.pk}/pulihkan/").status_code == 302
    assert SupplierTerm.objects.get().min_order_g == 7_500_000
    verbs = AuditEntry.objects.filter(noun="supplier_terms").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["add", "set", "end", "restore"]


def test_two_people_who_change_one_term_do_not_overwrite_each_other_unseen(small_sentra: SmallSentra) -> None:
    programme(small_sentra)
    client = small_sentra.client("centre_staff")
    given = {"supplier_code": small_sentra.code("mill"), "min_order_g": "5", "truck_g": "20", "truck_idr": "3.000.000"}
    client.post(f"{SELLERS}baru/", given)
    address = f"{SELLERS}{SupplierTerm.objects.get().pk}/"
    seen = client.get(address).context["form"].initial["was"]
    assert client.post(address, {**given, "min_order_g": "7,5", "was": seen}).status_code == 302
    refused = client.post(address, {**given, "min_order_g": "9", "was": seen})
    assert "Orang lain mengubah syarat ini" in refused.content.decode()
    assert "Sekarang tertulis: 7,5 ton" in refused.content.decode()
    assert SupplierTerm.objects.get().min_order_g == 7_500_000
    now = refused.context["form"]["was"].value()
    assert client.post(address, {**given, "min_order_g": "9", "was": now}).status_code == 302
    assert SupplierTerm.objects.get().min_order_g == 9_000_000


def test_a_workshop_sets_its_own_terms_and_no_neighbours(small_sentra: SmallSentra) -> None:
    programme(small_sentra)
    client, address = small_sentra.client("maker_owner"), "/syarat/set_ups/baru/"
    own = {"maker_code": small_sentra.code("maker_a"), "process_code": "cut", "setup_minutes": "30"}
    assert client.post(address, own).status_code == 302
    assert client.post(address, {**own, "maker_code": small_sentra.code("maker_b")}).status_code == 200
    assert [one.maker.code for one in SetUp.objects.select_related("maker")] == [small_sentra.code("maker_a")]
    assert client.get("/syarat/scores/").status_code == 404
    assert client.get(SELLERS).status_code == 404
