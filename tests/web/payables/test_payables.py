"""The pages of what is owed: a bill is paid from its page by a colleague, the giro closes it, and the lists say so."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate

from rantai.apps.accounts.models import Journal
from rantai.apps.audit.actions import SYSTEM
from rantai.apps.payables import queries
from tests.apps.payables.owing import giro, owed, received
from tests.apps.purchasing.test_rounds import colleague
from tests.cast import SmallSentra

MOST_QUERIES = 15


def test_who_ordered_is_refused_in_words_and_a_colleague_pays(small_sentra: SmallSentra) -> None:
    row, client = owed(small_sentra), small_sentra.client("centre_staff")
    colleague(small_sentra)
    where = reverse("payables:pay", args=[row.payable_id])
    page = client.get(where)
    body = {"way": "transfer", "paid_on": localdate().isoformat(), "key": "satu"}
    assert f"amount_{row.payable_id}" in page.content.decode()
    said = client.post(where, {**body, f"amount_{row.payable_id}": "1.000.000"}, follow=True)
    assert queries.outgoings(row.debtor_id) == []
    assert "orang lain" in said.content.decode().lower()


def test_a_giro_is_cashed_and_taken_back_from_its_page(small_sentra: SmallSentra) -> None:
    row, client = owed(small_sentra), small_sentra.client("centre_staff")
    given = giro(small_sentra, {row.payable_id: row.total_idr})
    assert client.get(reverse("payables:list") + "?state=paid").content.decode().count(row.number) >= 1
    client.post(reverse("payables:giro", args=[given]), {"answer": "good"})
    one = queries.outgoing(given)
    assert one is not None
    assert one.state == "good"
    client.post(reverse("payables:take_back", args=[given]), {"reason": "salah"})
    assert queries.payables(row.debtor_id, is_open=True)[0].open_idr == row.total_idr


def test_the_pages_ask_few_questions_and_looking_writes_no_journal(small_sentra: SmallSentra) -> None:
    row, client = owed(small_sentra, received(small_sentra)), small_sentra.client("centre_staff")
    given = giro(small_sentra, {row.payable_id: 5})
    pages = [
        reverse("payables:list"),
        reverse("payables:record", args=[row.payable_id]),
        reverse("payables:pay", args=[row.payable_id]),
        reverse("payables:paid"),
        reverse("payables:payment", args=[given]),
        reverse("books:balance"),
        reverse("books:journal"),
    ]
    for page in pages:
        client.get(page)
        with CaptureQueriesContext(connection) as questions:
            assert client.get(page).status_code == 200
        assert len(questions) <= MOST_QUERIES, (page, len(questions))
    assert not Journal.objects.exists()
    client.post(reverse("books:write_up"))
    assert Journal.objects.filter(books__seller=row.debtor_id).count() == 3  # received, billed, paid
    assert SYSTEM.user_id is None
    excel = client.get(reverse("payables:list") + "?format=xlsx")
    assert excel["Content-Type"].endswith("sheet")
