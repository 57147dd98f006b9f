"""The page of money to come: few questions, both lists, Excel."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.apps.payables.owing import giro, owed
from tests.apps.payments.money import invoice
from tests.cast import SmallSentra

MOST_QUERIES = 15


def test_the_weeks_and_the_papers_behind_them(small_sentra: SmallSentra) -> None:
    invoice(small_sentra)
    row, client = owed(small_sentra), small_sentra.client("centre_staff")
    giro(small_sentra, {row.payable_id: 5})
    for page in (reverse("reports:cash"), reverse("reports:cash_lines")):
        client.get(page)
        with CaptureQueriesContext(connection) as questions:
            answer = client.get(page)
        assert answer.status_code == 200
        assert len(questions) <= MOST_QUERIES, (page, len(questions))
        assert client.get(page + "?format=xlsx")["Content-Type"].endswith("sheet")
    assert row.number in answer.content.decode()
